"""A seal goes on once, over the office's name, and a sealed file is never written again."""

import io
import re
import subprocess
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from models.history import Event
from models.seal import LetterSeal
from rules.paths.prefiling_mediation import SETTLEMENT
from rules.paths.registration import CORRECTION_NOTICE
from tasks import letter_seals
from tasks.letter_seals import check_sealed, seal_letter
from tasks.letters import issue, letter_path
from tasks.sealing import provider as providers
from tasks.sealing.checking import check_seal
from tasks.sealing.pkcs12 import password_variable
from tasks.sealing.provider import SealError, SealOrder
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS, SETTLEMENT_FACTS
from tests.overlaying import extending
from tests.processes import at_once
from tests.sealing.conftest import HOLDER

pytestmark = pytest.mark.usefixtures("fonts")
MM = 72 / 25.4


@pytest.fixture
def letter_id(home: Path) -> int:
    assert home.is_dir()
    return issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS)


@pytest.mark.usefixtures("court_seal")
class TestSealed:
    def test_the_seal_stands_on_the_offices_name_and_the_date(self, letter_id: int):
        pdf = seal_letter(letter_id, by="书记员").read_bytes()
        place = place_of_seal(pdf)
        page = pypdfium2.PdfDocument(io.BytesIO(pdf))[place.page]
        words = page.get_textpage()
        found = {
            text: words.get_text_bounded(*_around(place.x_mm, place.y_mm, 42))
            for text in ("宜昌市伍家岗区人民法院", "2026年11月6日")
        }
        assert all(text in within for text, within in found.items()), found

    def test_the_words_of_today_have_no_part_in_it(self, letter_id: int):
        extending(CORRECTION_NOTICE, "{% block office %}{{ nothing }}{% endblock %}")
        assert seal_letter(letter_id, by="书记员").is_file()

    def test_its_signature_holds_for_another_program_too(self, letter_id: int, tmp_path: Path):
        pdf = seal_letter(letter_id, by="书记员").read_bytes()
        signed, signature = tmp_path / "signed", tmp_path / "signature.der"
        first, one, second, two = map(
            int, re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", pdf).groups()
        )
        signed.write_bytes(pdf[first : first + one] + pdf[second : second + two])
        hexed = pdf[first + one : second].strip(b"<> ")
        signature.write_bytes(bytes.fromhex(hexed.decode()))
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify"]
        files = ["-in", str(signature), "-content", str(signed), "-out", "/dev/null"]
        done = subprocess.run([*command, *files], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    def test_a_byte_changed_or_added_is_found(self, letter_id: int):
        path = seal_letter(letter_id, by="书记员")
        pdf = path.read_bytes()
        assert check_sealed(letter_id).is_good
        assert HOLDER in check_sealed(letter_id).certificate
        middle = len(pdf) // 3
        path.write_bytes(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
        assert not check_sealed(letter_id).is_good
        path.write_bytes(pdf + b"\n%%EOF\n")
        assert not check_sealed(letter_id).is_good

    def test_it_goes_on_once_and_says_by_whom(self, letter_id: int):
        path = seal_letter(letter_id, by="书记员王某")
        before = path.read_bytes()
        with pytest.raises(SealError, match="已由书记员王某签章"):
            seal_letter(letter_id, by="他人")
        assert path.read_bytes() == before
        assert count(Event, kind="签章") == 1

    def test_the_letter_itself_stays_as_it_was(self, letter_id: int):
        before = letter_path(letter_id, "pdf").read_bytes()
        sealed = seal_letter(letter_id, by="书记员").read_bytes()
        assert letter_path(letter_id, "pdf").read_bytes() == before
        assert sealed.startswith(before)

    def test_a_crash_between_file_and_record_signs_nothing_twice(
        self, letter_id: int, monkeypatch: pytest.MonkeyPatch
    ):
        class Crash(Exception):  # noqa: N818
            pass

        def crash(*_: object, **__: object) -> bool:
            raise Crash

        with monkeypatch.context() as patch:
            patch.setattr(letter_seals, "insert_once", crash)
            with pytest.raises(Crash):
                seal_letter(letter_id, by="书记员")
        written = letter_path(letter_id, "sealed.pdf").read_bytes()
        assert rows(LetterSeal) == []
        assert seal_letter(letter_id, by="书记员").read_bytes() == written
        assert len(rows(LetterSeal)) == 1

    def test_two_clerks_at_once_make_one_sealed_file(self, letter_id: int):
        told = at_once(_seal, [(letter_id,), (letter_id,)])
        assert sorted(word.partition("：")[0] for word in told) in (
            ["已签章", "已签章"],
            ["已签章", "拒绝"],
        )
        assert len(rows(LetterSeal)) == 1
        assert check_sealed(letter_id).is_good

    def test_the_commands_show_the_place_first_and_check_afterwards(self, letter_id: int):
        run = CliRunner().invoke
        planned = run(app, ["letter", "sign", str(letter_id), "--by", "书记员", "--dry-run"])
        assert "宜昌市伍家岗区人民法院" in planned.stdout
        assert not letter_path(letter_id, "sealed.pdf").exists()
        done = run(app, ["letter", "sign", str(letter_id), "--by", "书记员"])
        assert done.exit_code == 0, done.output
        assert "签章完好" in run(app, ["letter", "check-seal", str(letter_id)]).stdout


class TestRefused:
    def test_without_a_certificate(self, letter_id: int):
        with pytest.raises(SealError, match=r"seals/court\.p12"):
            seal_letter(letter_id, by="书记员")

    def test_with_another_password(
        self, court_seal: Path, letter_id: int, monkeypatch: pytest.MonkeyPatch
    ):
        assert court_seal.is_file()
        monkeypatch.setenv(password_variable("court"), "wrong-one")
        with pytest.raises(SealError, match="口令不对") as refused:
            seal_letter(letter_id, by="书记员")
        assert "wrong-one" not in str(refused.value)

    def test_without_a_picture(self, court_seal: Path, letter_id: int):
        court_seal.with_suffix(".png").unlink()
        with pytest.raises(SealError, match=r"seals/court\.png"):
            seal_letter(letter_id, by="书记员")

    @pytest.mark.usefixtures("court_seal")
    def test_a_file_that_is_not_the_one_that_was_made(self, letter_id: int):
        path = letter_path(letter_id, "pdf")
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(SealError, match="与制作时不同"):
            seal_letter(letter_id, by="书记员")

    @pytest.mark.usefixtures("court_seal")
    def test_what_the_parties_sign_gets_no_seal(self, home: Path):
        assert home.is_dir()
        agreement = issue(registered(), SETTLEMENT, **SETTLEMENT_FACTS)
        with pytest.raises(SealError, match="不用印章"):
            seal_letter(agreement, by="书记员")

    @pytest.mark.usefixtures("home")
    def test_a_letter_that_is_not_there(self):
        with pytest.raises(SealError, match="没有编号为77"):
            seal_letter(77, by="书记员")

    def test_a_system_that_is_not_installed(self, letter_id: int, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_SEAL_PROVIDER", "nosuch")
        with pytest.raises(SealError, match="nosuch"):
            seal_letter(letter_id, by="书记员")


def test_another_makers_system_gets_words_and_coordinates(
    court_seal: Path, letter_id: int, monkeypatch: pytest.MonkeyPatch
):
    """A package registers its class under an entry point; here the class stands in this file."""
    assert court_seal.is_file()
    orders: list[SealOrder] = []

    class Other(providers.provider().__class__):
        name = "other"

        def seal(self, order: SealOrder) -> providers.Sealed:
            orders.append(order)
            return super().seal(order)

    class Registered:
        name = "other"

        def load(self) -> type[Other]:
            return Other

    monkeypatch.setattr(providers, "entry_points", lambda *, group: [Registered()] if group else [])
    monkeypatch.setenv("FUYUAN_SEAL_PROVIDER", "other")
    seal_letter(letter_id, by="书记员")
    [order] = orders
    assert (order.office, order.keyword) == ("court", "宜昌市伍家岗区人民法院")
    assert 0 < order.place.x_mm < 210
    assert 0 < order.place.y_mm < 297
    assert rows(LetterSeal)[0].provider == "other"


def test_a_file_without_a_seal_has_none(letter_id: int):
    assert check_seal(letter_path(letter_id, "pdf").read_bytes()) is None
    assert check_seal(b"no pdf") is None
    with pytest.raises(SealError, match="没有签章"):
        check_sealed(letter_id)


def place_of_seal(pdf: bytes) -> providers.SealPlace:
    """Where the seal of a sealed file stands, read from the file itself."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    for number in range(len(document)):
        for annotation in _widgets(document, number):
            left, low, right, high = annotation
            width = (right - left) / MM
            return providers.SealPlace(
                page=number,
                x_mm=(left + right) / 2 / MM,
                y_mm=297 - (low + high) / 2 / MM,
                width_mm=width,
            )
    raise AssertionError


def _widgets(document: pypdfium2.PdfDocument, number: int) -> list[tuple[float, ...]]:
    buffer = io.BytesIO()
    document.save(buffer)
    page = pypdf.PdfReader(buffer).pages[number]
    found = [each.get_object() for each in page.get("/Annots", [])]
    return [tuple(map(float, each["/Rect"])) for each in found if each.get("/FT") == "/Sig"]


def _around(x_mm: float, y_mm: float, half_mm: float) -> tuple[float, float, float, float]:
    sides = (x_mm - half_mm, 297 - y_mm - half_mm, x_mm + half_mm, 297 - y_mm + half_mm)
    left, low, right, high = (side * MM for side in sides)
    return left, low, right, high


def _seal(letter_id: int) -> str:
    try:
        seal_letter(letter_id, by="书记员")
    except SealError as error:
        return f"拒绝：{error}"
    return "已签章"
