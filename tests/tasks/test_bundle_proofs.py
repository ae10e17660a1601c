"""Proofs of service in the case file: recorded, bound as they look, kept as they came."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image
from pypdf.actions import JavaScript

from models.home import folder
from models.letter import IssuedLetter
from models.service import LetterService
from tasks.bundle.binding import count_pages
from tasks.bundle.making import BUNDLE_NAME, NO_PAGES, Bundle, make_bundle
from tasks.bundle.package import MANIFEST, verify
from tasks.bundle.papers import BundleError
from tasks.bundle.proofs import BY_RECORD
from tasks.bundle.sheets import MOST_PAGES, lay_out
from tasks.letters import letter_path
from tasks.service.attempts import attach_evidence
from tasks.service.evidence import Evidence
from tasks.service.targets import Target
from tests.building import registered, rows
from tests.reading_pdf import pages_of
from tests.services import (
    AGENCY,
    CLERK,
    OTHER,
    PDF,
    PERSON,
    correction,
    direct,
    fail,
    notice,
    record,
    report,
)

pytestmark = pytest.mark.usefixtures("fonts")
NOTICE = "送达公告：补正告知书，起诉人（第1名）"
BY_NOTICE = report(
    method="公告送达",
    through="人民法院公告网",
    whereabouts_unknown="是",
    note="社区证明已迁走",
)
MOVIE = Evidence(name="送达过程.mp4", content=b"\0\0\0 ftypisom" + b"\0" * 40)


def picture(form: str, size: tuple[int, int] = (400, 300), color: str = "navy") -> bytes:
    written = BytesIO()
    Image.new("RGB", size, color).save(written, form)
    return written.getvalue()


def scan(pages: int = 1) -> Evidence:
    """The scan of a slip, with a script in it that must not come along."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        sheet = BytesIO()
        Image.new("RGB", (600, 800), "darkred").save(sheet, "PDF")
        writer.append(pypdf.PdfReader(sheet))
    writer.add_open_action(JavaScript("app.beep();"))
    written = BytesIO()
    writer.write(written)
    return Evidence(name="送达回证.pdf", content=written.getvalue())


def photo() -> Evidence:
    return Evidence(name="现场.jpg", content=picture("JPEG"))


def shows(pdf: Path, number: int, color: tuple[int, int, int]) -> bool:
    """Whether much of a page is of a colour, as far as JPEG keeps it."""
    page = pypdfium2.PdfDocument(pdf)[number]
    pixels = np.asarray(page.render(scale=0.5).to_pil().convert("RGB"), dtype=int)
    near = np.abs(pixels - np.array(color)).max(axis=2) < 12
    return bool(near.mean() > 0.2)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day."""
    return lambda day: monkeypatch.setenv("FUYUAN_TODAY", day)


def index_of(bundle: Bundle) -> list[tuple[str, str]]:
    return [(entry.title, entry.pages) for entry in bundle.entries]


def package_of(bundle: Bundle) -> zipfile.ZipFile:
    assert bundle.package is not None
    return zipfile.ZipFile(bundle.package)


@pytest.mark.usefixtures("home")
class TestTheFile:
    def test_holds_behind_all_letters_what_is_on_record_of_each_and_then_its_proofs(self):
        number = registered(agencies=[AGENCY, OTHER])
        first, second = correction(number), notice(number)
        record(second, AGENCY, direct(), evidence=scan(2))
        record(second, OTHER, direct(signed_by="钱某"), evidence=photo())
        fail(first, PERSON)
        record(first, PERSON, report(method="直接送达", signer="本人", signed_by=PERSON))
        bundle = make_bundle(number)
        lengths = {row.id: count_pages(letter_path(row.id, "pdf")) for row in rows(IssuedLetter)}
        titles = [title for title, _ in index_of(bundle)]
        assert titles == [
            "补正告知书",
            "应诉通知书",
            "送达登记：补正告知书",
            "送达登记：应诉通知书",
            "送达凭证：应诉通知书，区教育局",
            "送达凭证：应诉通知书，区自然资源局",
            "附录：办理经过",
            "附录：答复登记",
            "附录：收件登记",
        ]
        after = sum(lengths.values())
        pages = dict(index_of(bundle))
        assert pages["送达凭证：应诉通知书，区教育局"] == f"{after + 3}-{after + 4}"
        assert pages["送达凭证：应诉通知书，区自然资源局"] == str(after + 5)
        assert bundle.pdf is not None
        labels = pypdf.PdfReader(bundle.pdf).page_labels
        assert shows(bundle.pdf, labels.index(str(after + 3)), (139, 0, 0))
        assert shows(bundle.pdf, labels.index(str(after + 5)), (0, 0, 128))
        outline = [item.title for item in pypdf.PdfReader(bundle.pdf).outline]  # type: ignore[union-attr]
        assert outline[2:-1] == titles

    def test_tells_every_attempt_with_who_signed_who_recorded_and_the_digest(self):
        number = registered()
        letter = correction(number)
        fail(letter, PERSON, note="两次无人应答")
        slip = scan()
        record(
            letter,
            PERSON,
            report(method="直接送达", signer="同住成年家属", signed_by="周大力"),
            evidence=slip,
        )
        bundle = make_bundle(number)
        assert bundle.pdf is not None
        whole = "".join(pages_of(bundle.pdf)).replace("\u200b", "")
        assert "送达文书：《补正告知书》（伍法〔2026〕1号）" in whole
        assert "1.周某1（起诉人）：未送达退回" in whole
        assert "2.周某1（起诉人），第2次：已送达" in whole
        for told in ("两次无人应答", "同住成年家属", "周大力", "经测试登记", slip.sha256):
            assert told in whole

    def test_tells_when_a_public_notice_counts_as_served_and_binds_its_text(self):
        number = registered()
        record(correction(number), PERSON, BY_NOTICE, evidence=photo())
        bundle = make_bundle(number)
        assert index_of(bundle)[:4] == [
            ("补正告知书", "1-3"),
            ("送达登记：补正告知书", "4"),
            (NOTICE, "5"),
            ("送达凭证：补正告知书，起诉人（第1名）", "6"),
        ]
        assert bundle.pdf is not None
        pages = pages_of(bundle.pdf)
        whole = "".join(pages)
        assert "公告中" in whole
        assert "人民法院公告网" in whole
        assert "视为送达之日2026-12-0" in whole
        text = pages[pypdf.PdfReader(bundle.pdf).page_labels.index("5")]
        assert "周某1：" in text
        assert "因你（单位）下落不明" in text
        assert "现向你（单位）公告送达《补正告知书》（伍法〔2026〕1号）" in text
        assert "本公告于2026年11月6日发出，2026年12月6日视为送达" in text
        assert text.endswith("5"), "the stamp is drawn last"
        [entry] = [each for each in bundle.entries if each.title == NOTICE]
        assert (entry.dated, entry.note) == (date(2026, 11, 6), BY_RECORD)

    def test_binds_the_text_of_a_notice_that_was_overtaken(self, on: Callable[[str], None]):
        """It was published, whoever came before its thirty days were over."""
        number = registered()
        letter = correction(number)
        record(letter, PERSON, BY_NOTICE)
        on("2026-11-16")
        signed = report(method="直接送达", served_on="2026-11-16", signer="本人", signed_by=PERSON)
        record(letter, PERSON, signed, evidence=photo())
        titles = [title for title, _ in index_of(make_bundle(number))]
        assert titles[1:4] == [
            "送达登记：补正告知书",
            NOTICE,
            "送达凭证：补正告知书，起诉人（第1名），第2次",
        ]

    def test_binds_the_same_text_on_whatever_day_it_is_made(
        self, on: Callable[[str], None], tmp_path: Path
    ):
        number = registered()
        record(correction(number), PERSON, BY_NOTICE)
        made = []
        for day in ("2026-11-06", "2026-11-20"):
            on(day)
            made.append(make_bundle(number, out=tmp_path / day).manifest_sha256)
        assert made[0] == made[1]

    def test_names_the_letters_of_which_no_service_is_on_record(self):
        number = registered()
        correction(number)
        bundle = make_bundle(number)
        assert "送达登记：补正告知书" not in dict(index_of(bundle))
        assert bundle.pdf is not None
        assert "还没有送达登记的文书：补正告知书。" in pages_of(bundle.pdf)[-1]

    def test_tells_the_filing_as_it_came_with_its_numbers_masked(self):
        number = registered()
        bundle = make_bundle(number)
        assert bundle.pdf is not None
        last = pages_of(bundle.pdf)[-2]
        assert "附录：收件登记" in last
        assert "起诉人1.姓名或名称：周某1" in last
        assert "收件号" in last

    def test_is_the_same_every_time(self, tmp_path: Path):
        number = registered()
        record(
            correction(number),
            PERSON,
            report(method="直接送达", signer="本人", signed_by=PERSON),
            evidence=photo(),
        )
        made = [make_bundle(number, out=tmp_path / name).manifest_sha256 for name in "ab"]
        assert made[0] == made[1]


@pytest.mark.usefixtures("any_home")
class TestThePackage:
    def test_holds_the_proof_as_it_came_and_its_hash(self):
        number = registered()
        slip = scan()
        by_hand = report(method="直接送达", signer="本人", signed_by=PERSON)
        record(correction(number), PERSON, by_hand, evidence=slip)
        bundle = make_bundle(number)
        name = "文书/003_送达凭证补正告知书起诉人（第1名）.pdf"
        with package_of(bundle) as packed:
            assert packed.read(name) == slip.content
            listed = {
                entry["name"]: entry["sha256"]
                for entry in json.loads(packed.read(MANIFEST))["files"]
            }
            assert listed[name] == slip.sha256
            bound = packed.read(BUNDLE_NAME)
        assert bundle.package is not None
        assert verify(bundle.package).problems == ()
        assert b"/JavaScript" in slip.content
        assert b"/JavaScript" not in bound

    def test_holds_the_text_of_a_public_notice_to_read_and_to_edit(self):
        number = registered()
        record(correction(number), PERSON, BY_NOTICE)
        bundle = make_bundle(number)
        names = {
            f"文书/003_送达公告补正告知书起诉人（第1名）.{suffix}" for suffix in ("pdf", "docx")
        }
        with package_of(bundle) as packed:
            listed = {entry["name"] for entry in json.loads(packed.read(MANIFEST))["files"]}
            assert names <= listed
            words = "".join(pages_of(packed.read(min(names, key=len))))
        assert "公告送达《补正告知书》" in words
        assert bundle.package is not None
        assert verify(bundle.package).problems == ()

    @pytest.mark.parametrize("proof", [MOVIE, PDF], ids=["film", "broken-pdf"])
    def test_holds_what_cannot_be_bound_and_the_index_says_so(self, proof: Evidence):
        number = registered()
        by_hand = report(method="留置送达", is_filmed="是", note="拒收")
        letter = correction(number)
        record(letter, PERSON, by_hand, evidence=proof)
        bundle = make_bundle(number)
        entry = next(each for each in bundle.entries if each.title.startswith("送达凭证"))
        assert (entry.pages, entry.note) == (NO_PAGES, "没有装订，原文件在卷宗包里")
        with package_of(bundle) as packed:
            held = [packed.read(name) for name in packed.namelist() if "送达凭证" in name]
        assert held == [proof.content]
        assert bundle.pdf is not None
        assert "见包" in pages_of(bundle.pdf)[1]


@pytest.mark.usefixtures("home")
class TestRefusals:
    def served(self) -> tuple[str, Path]:
        number = registered()
        letter = correction(number)
        by_hand = report(method="直接送达", signer="本人", signed_by=PERSON)
        record(letter, PERSON, by_hand)
        attach_evidence(Target(letter_id=letter, recipient=PERSON), photo(), by=CLERK, door="测试")
        [row] = rows(LetterService)
        return number, folder("service") / f"{row.evidence_sha256}.jpg"

    def test_a_proof_that_was_changed(self):
        number, path = self.served()
        path.write_bytes(picture("JPEG", color="red"))
        with pytest.raises(
            BundleError, match=r"《补正告知书》.*送达登记 1：凭证文件与登记时的摘要不符"
        ):
            make_bundle(number)

    def test_a_proof_that_is_gone(self):
        number, path = self.served()
        path.unlink()
        with pytest.raises(BundleError, match=r"送达登记 1：.*请从备份恢复"):
            make_bundle(number)


class TestSheets:
    @pytest.mark.parametrize(
        ("size", "lies"), [((4000, 3000), True), ((300, 400), False), ((50, 2000), False)]
    )
    def test_are_of_a4_upright_or_lying_as_the_picture_is(
        self, tmp_path: Path, size: tuple[int, int], *, lies: bool
    ):
        source, target = tmp_path / "a.png", tmp_path / "b.pdf"
        source.write_bytes(picture("PNG", size))
        assert lay_out(source, target)
        [page] = pypdf.PdfReader(target).pages
        sides = round(page.mediabox.width), round(page.mediabox.height)
        assert sides == ((842, 595) if lies else (595, 842))

    def test_a_picture_on_its_side_is_turned_as_the_camera_says(self, tmp_path: Path):
        source, target = tmp_path / "a.jpg", tmp_path / "b.pdf"
        image = Image.new("RGB", (400, 300))
        turned = Image.Exif()
        turned[0x0112] = 6
        image.save(source, exif=turned)
        assert lay_out(source, target)
        [page] = pypdf.PdfReader(target).pages
        assert page.mediabox.height > page.mediabox.width

    @pytest.mark.parametrize(
        ("suffix", "content"),
        [
            ("pdf", PDF.content),
            ("pdf", scan(MOST_PAGES + 1).content),
            ("png", b"\x89PNG\r\n\x1a\nbroken"),
            ("png", picture("PNG")[:-40]),
            ("jpg", b"\xff\xd8\xff\xe0photo"),
            ("mp4", MOVIE.content),
        ],
        ids=["broken-pdf", "many-pages", "broken-png", "cut-png", "broken-jpg", "film"],
    )
    def test_what_cannot_be_shown_is_left_alone(self, tmp_path: Path, suffix: str, content: bytes):
        source, target = tmp_path / f"a.{suffix}", tmp_path / "b.pdf"
        source.write_bytes(content)
        assert not lay_out(source, target)
        assert not target.exists()

    def test_one_with_a_password_is_left_alone(self, tmp_path: Path):
        source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
        writer = pypdf.PdfWriter(BytesIO(scan().content))
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(source)
        assert not lay_out(source, target)

    def test_the_same_file_gives_the_same_bytes(self, tmp_path: Path):
        source = tmp_path / "a.pdf"
        source.write_bytes(scan(3).content)
        digests = set()
        for name in "xy":
            target = tmp_path / f"{name}.pdf"
            assert lay_out(source, target)
            digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
        assert len(digests) == 1
