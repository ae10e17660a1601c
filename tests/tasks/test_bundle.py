"""The case file: everything in its place, counted, vouched for, and the same every time."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.vocabulary.letter import Office
from tasks.bundle.binding import Section, bind, count_pages
from tasks.bundle.making import BUNDLE_NAME, LOG_NAME, make_bundle
from tasks.bundle.package import MANIFEST, pack, verify
from tasks.bundle.papers import BundleError
from tasks.errors import UnknownCaseError
from tasks.letters import issue, letter_path
from tests.building import registered, rows
from tests.correspondence import RECEIPT_FACTS
from tests.filing_cases import filed_case
from tests.overlaying import extending
from tests.reading_pdf import pages_of

pytestmark = pytest.mark.usefixtures("home", "fonts")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def made(number: str, **how: Any) -> tuple[Path, Path]:
    """The PDF and the package of a case file."""
    bundle = make_bundle(number, **how)
    assert bundle.pdf is not None
    assert bundle.package is not None
    return bundle.pdf, bundle.package


class TestTheFile:
    def test_has_cover_index_letters_appendices_and_remarks_in_this_order(self):
        number = filed_case()
        bundle = make_bundle(number)
        titles = [row.title for row in rows(IssuedLetter)]
        assert [entry.title for entry in bundle.entries] == [
            *titles,
            "附录：办理经过",
            "附录：答复登记",
            "附录：收件登记",
        ]
        assert bundle.pdf is not None
        outline = [item.title for item in pypdf.PdfReader(bundle.pdf).outline]  # type: ignore[union-attr]
        assert outline == ["卷宗封面", "卷内目录", *(e.title for e in bundle.entries), "备考表"]

    def test_its_index_leads_to_the_pages_that_are_stamped(self):
        number = filed_case()
        bundle = make_bundle(number)
        assert bundle.pdf is not None
        read = pypdf.PdfReader(bundle.pdf)
        labels, pages = read.page_labels, pages_of(bundle.pdf)
        for entry in bundle.entries:
            first = entry.pages.partition("-")[0]
            page = pages[labels.index(first)]
            assert entry.title[-3:] in page
            assert page.endswith(first), "the stamp is drawn last"
        assert labels[:2] == ["i", "ii"]
        assert f"卷内文书{len(bundle.entries)}件，{bundle.pages}页" in pages[0]
        assert bundle.pages == len(pages) - 3, "cover, index and remarks are not counted"

    def test_its_index_tells_number_author_and_date(self):
        pdf, _ = made(filed_case())
        index = pages_of(pdf)[1]
        assert "2补正告知书伍法〔2026〕1号宜昌市伍家岗区人民法院2026-11-06" in index
        assert "各方当事人" in index

    def test_its_index_and_remarks_name_what_is_filed_in_the_inner_volume(self):
        bundle = make_bundle(filed_case())
        inner = [entry.title for entry in bundle.entries if "归副卷" in entry.note]
        assert inner == ["八看审查表"]
        assert bundle.pdf is not None
        assert "归副卷、不供查阅的文书：八看审查表，装订时拆出。" in pages_of(bundle.pdf)[-1]

    def test_its_pages_are_those_of_the_letters(self):
        number = filed_case()
        pdf, _ = made(number)
        whole = "".join(pages_of(pdf))
        for row in rows(IssuedLetter):
            for page in pages_of(letter_path(row.id, "pdf")):
                assert page in whole

    def test_its_appendices_tell_what_happened_and_what_was_answered(self):
        pdf, _ = made(filed_case())
        whole = "".join(pages_of(pdf))
        assert "先登后调：已转诉前调解" in whole
        assert "王调解员于2026-11-06" in whole
        assert "发言人：周某；发言内容：要求重新答复" in whole

    def test_of_a_case_without_letters_is_a_file_too(self):
        bundle = make_bundle(registered())
        assert [entry.title for entry in bundle.entries] == [
            "附录：办理经过",
            "附录：答复登记",
            "附录：收件登记",
        ]

    def test_names_a_letter_that_carries_a_warning(self):
        number = registered()
        extending(letters()["receipt"], "{% block title %}{{ nothing }}{% endblock %}")
        issue(number, letters()["receipt"], **RECEIPT_FACTS)
        pdf, _ = made(number)
        pages = pages_of(pdf)
        assert "本地区的模板有误" in pages[1]
        assert "带有提示的文书：收件凭证" in pages[-1]

    @pytest.mark.parametrize("office", list(Office))
    def test_knows_who_answers_for_a_letter_of_every_office(self, office: Office):
        issuers = {letter.issuer for letter in letters().values()}
        assert office in issuers


class TestBytes:
    def test_are_the_same_every_time(self, tmp_path: Path):
        number = filed_case()
        first, second = (made(number, out=tmp_path / name) for name in ("one", "two"))
        assert [digest(path) for path in first] == [digest(path) for path in second]

    def test_are_there_whole_or_not_at_all(self, home: Path, tmp_path: Path):
        number = filed_case()
        letter_path(1, "pdf").unlink()
        with pytest.raises(BundleError):
            make_bundle(number, out=tmp_path)
        assert list(tmp_path.glob("*")) == [home]
        assert list(home.glob("bundle-*")) == []

    def test_a_dry_run_writes_nothing(self, home: Path, tmp_path: Path):
        bundle = make_bundle(filed_case(), out=tmp_path / "out", dry_run=True)
        assert (bundle.pdf, bundle.package) == (None, None)
        assert len(bundle.entries) == 9
        assert not (tmp_path / "out").exists()
        assert not (home / "bundles").exists()


class TestRefusals:
    def test_a_letter_that_was_tampered_with(self):
        number = filed_case()
        with letter_path(2, "pdf").open("ab") as file:
            file.write(b"\n")
        with pytest.raises(BundleError, match=r"《补正告知书》.*与台账记载的不符"):
            make_bundle(number)

    def test_a_letter_that_is_gone(self):
        number = filed_case()
        letter_path(2, "docx").unlink()
        with pytest.raises(BundleError, match=r"《补正告知书》.*请从备份恢复"):
            make_bundle(number)

    def test_a_case_that_is_not_there(self):
        with pytest.raises(UnknownCaseError):
            make_bundle("无此案")


class TestPackage:
    def test_holds_every_file_and_its_hash(self):
        number = filed_case()
        pdf, package = made(number)
        with zipfile.ZipFile(package) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
            assert set(packed.namelist()) == {*listed, MANIFEST}
            for name, expected in listed.items():
                assert hashlib.sha256(packed.read(name)).hexdigest() == expected
        assert listed[BUNDLE_NAME] == digest(pdf)
        assert LOG_NAME in listed
        for place, row in enumerate(rows(IssuedLetter), 1):
            stem = f"文书/{place:03d}_{row.title}"
            assert (listed[f"{stem}.pdf"], listed[f"{stem}.docx"]) == (
                row.pdf_sha256,
                row.docx_sha256,
            )
        assert manifest["case_number"] == number

    def test_verifies(self):
        bundle = make_bundle(filed_case())
        assert bundle.package is not None
        found = verify(bundle.package)
        assert found.problems == ()
        assert found.files == 14
        assert found.manifest_sha256 == bundle.manifest_sha256

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            pytest.param({"文书/001_收件凭证.pdf": b"x"}, "大小与清单不符", id="another-size"),
            pytest.param({LOG_NAME: None}, "清单里有，包里没有", id="gone"),
            pytest.param({"补充.txt": b"x"}, "清单里没有", id="more"),
        ],
    )
    def test_that_was_changed_is_found_out(
        self, tmp_path: Path, change: dict[str, bytes | None], problem: str
    ):
        _, package = made(filed_case())
        other = tmp_path / "changed.zip"
        with zipfile.ZipFile(package) as old, zipfile.ZipFile(other, "w") as new:
            for name in old.namelist():
                content = change.get(name, old.read(name))
                if content is not None:
                    new.writestr(name, content)
            for name in change.keys() - set(old.namelist()):
                new.writestr(name, change[name] or b"")
        [told] = verify(other).problems
        assert told == f"{next(iter(change))}：{problem}"

    def test_a_flipped_bit_is_found_out(self, tmp_path: Path):
        _, package = made(filed_case())
        raw = bytearray(package.read_bytes())
        raw[len(raw) // 2] ^= 1
        other = tmp_path / "changed.zip"
        other.write_bytes(raw)
        [told] = verify(other).problems
        assert told.startswith(("卷宗.pdf：", "文书/"))

    @pytest.mark.parametrize(
        "content",
        [b"", b"PK", b"not a package", b"%PDF-1.7"],
        ids=["empty", "short", "text", "pdf"],
    )
    def test_what_is_no_package_is_refused(self, tmp_path: Path, content: bytes):
        file = tmp_path / "x.zip"
        file.write_bytes(content)
        with pytest.raises(BundleError, match="不是完好的卷宗包"):
            verify(file)

    @pytest.mark.parametrize(
        "manifest",
        [b"[]", b"{", b'{"format": "other"}', b'{"format": "fuyuan-case-file/1", "files": [{}]}'],
    )
    def test_a_manifest_that_is_none_is_refused(self, tmp_path: Path, manifest: bytes):
        file = tmp_path / "x.zip"
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(MANIFEST, manifest)
        with pytest.raises(BundleError, match="内容有误"):
            verify(file)

    def test_a_name_that_would_leave_the_folder_is_found_out(self, tmp_path: Path):
        source, file = tmp_path / "a", tmp_path / "x.zip"
        source.write_bytes(b"x")
        pack(file, [("../a", source)], {})
        assert verify(file).problems == ("../a：文件名不安全",)


class TestBinding:
    def test_a_file_of_many_pages_is_numbered_to_the_end(self, tmp_path: Path):
        issue(registered(), letters()["correction_notice"], defects=["甲"], correct_by=None)
        path = letter_path(1, "pdf")
        pages = count_pages(path)
        sections = [Section(title=f"第{n}份", pdf=path) for n in range(60)]
        target = tmp_path / "bound.pdf"
        assert bind(sections, target, title="甲") == 60 * pages
        read = pages_of(target)
        assert [page.rsplit("—", 1)[-1] for page in read] == [
            str(number) for number in range(1, 60 * pages + 1)
        ]

    def test_the_pages_keep_what_they_say_and_show(self, tmp_path: Path):
        """The number stands at the top right, in nobody's way."""
        import pdfplumber  # noqa: PLC0415

        issue(registered(), letters()["receipt"], **RECEIPT_FACTS)
        path, target = letter_path(1, "pdf"), tmp_path / "bound.pdf"
        bind([Section(title="甲", pdf=path)], target, title="甲", mark="公开版")
        with pdfplumber.open(path) as before, pdfplumber.open(target) as after:
            for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=True), 1):
                added = new.chars[len(old.chars) :]
                assert [c["text"] for c in new.chars[: len(old.chars)]] == [
                    c["text"] for c in old.chars
                ]
                assert "".join(c["text"] for c in added) == f"{number}公开版"
                assert added[0]["x0"] > new.width * 0.85
                assert all(c["bottom"] < 60 for c in added)
