"""The bound file is PDF/A-2b if its parts are, as far as it can be read without a validator."""

import re
import struct
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.generic import StreamObject

from fuyuan.letter_samples import samples
from models.schema import upgrade
from rules.paths.registration import RECEIPT
from tasks.bundle.binding import Section, bind
from tasks.bundle.making import make_bundle
from tasks.letters import issue, letter_path
from tasks.rendering import render
from tasks.service.evidence import Evidence
from tests.building import registered
from tests.correspondence import RECEIPT_FACTS
from tests.filing_cases import filed_case
from tests.reading_pdf import dictionaries_of, fonts_of, xmp_of
from tests.services import PERSON, correction, record, report

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(scope="class")
def bound(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with letters, a photo that proves a service, and appendices."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_FONTS", str(fonts))
        patch.setenv("FUYUAN_TODAY", "2026-11-06")
        patch.setenv("FUYUAN_HOME", str(tmp_path_factory.mktemp("home")))
        upgrade()
        number = filed_case()
        by_hand = report(method="直接送达", signer="本人", signed_by=PERSON)
        picture = BytesIO()
        Image.new("RGB", (400, 300), "navy").save(picture, "JPEG")
        photo = Evidence(name="现场.jpg", content=picture.getvalue())
        record(correction(number), PERSON, by_hand, evidence=photo)
        made = make_bundle(number)
    assert made.pdf is not None
    return made.pdf


class TestTheBoundFile:
    def test_says_which_level_it_keeps_and_says_everything_once(self, bound: Path):
        read = pypdf.PdfReader(bound)
        xmp = xmp_of(read)
        assert re.search("<pdfaid:part>(.*?)<", xmp)[1] == "2"  # type: ignore[index]
        assert re.search("<pdfaid:conformance>(.*?)<", xmp)[1] == "B"  # type: ignore[index]
        assert read.metadata is not None
        assert re.search("<rdf:li[^>]*>([^<]+)<", xmp)[1] == read.metadata.title  # type: ignore[index]
        assert re.search("<pdf:Producer>([^<]+)<", xmp)[1] == read.metadata.producer  # type: ignore[index]
        assert set(read.metadata) == {"/Title", "/Producer"}

    def test_has_the_profile_of_its_colours_inside(self, bound: Path):
        read = pypdf.PdfReader(bound)
        (intent,) = read.root_object["/OutputIntents"]
        assert intent.get_object()["/S"] == "/GTS_PDFA1"
        profile = intent.get_object()["/DestOutputProfile"].get_object()
        data = profile.get_data()
        assert struct.unpack(">I", data[:4])[0] == len(data)
        assert (profile["/N"], data[16:20], data[36:40]) == (3, b"RGB ", b"acsp")
        spaces = {str(one.get("/ColorSpace")) for one in dictionaries_of(read)}
        assert not any("DeviceCMYK" in space for space in spaces)

    def test_has_every_face_inside(self, bound: Path):
        fonts = fonts_of(pypdf.PdfReader(bound))
        composite = [font for font in fonts if font["/Subtype"] == "/Type0"]
        assert len(composite) > 5
        for font in composite:
            assert "/ToUnicode" in font
            (descendant,) = font["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert len({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)) == 1
            assert re.fullmatch(r"/[A-Z]{6}\+.+", str(descriptor["/FontName"]))
        assert {str(font["/Subtype"]) for font in fonts} <= {
            "/Type0",
            "/CIDFontType0",
            "/CIDFontType2",
        }

    def test_holds_nothing_that_runs_hides_or_is_fetched(self, bound: Path):
        read = pypdf.PdfReader(bound)
        assert not read.is_encrypted
        forbidden = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/XFA", "/EmbeddedFiles"}
        for one in dictionaries_of(read):
            assert not forbidden & set(one)
            assert "/F" not in one or not isinstance(one, StreamObject)
            assert not {"/Alternates", "/TR", "/OPI"} & set(one)
            assert one.get("/Subtype") not in {"/PS", "/Widget", "/Link"}
            assert "LZW" not in str(one.get("/Filter"))
            assert one.get("/Interpolate", False) in (False, None)
            if one.get("/Type") == "/Action" or one.get("/S") == "/GoTo":
                assert one["/S"] == "/GoTo"
        assert all("/Annots" not in page for page in read.pages)

    def test_is_framed_as_the_standard_asks(self, bound: Path):
        content = bound.read_bytes()
        assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", content)
        assert content.rstrip().endswith(b"%%EOF")
        first, second = pypdf.PdfReader(bound).trailer["/ID"]
        assert first == second
        # A reader may take any bytes for text.
        assert len(getattr(first, "original_bytes", first)) == 16

    def test_names_no_structure_that_is_not_there(self, bound: Path):
        read = pypdf.PdfReader(bound)
        assert "/StructTreeRoot" not in read.root_object
        assert all("/StructParents" not in page for page in read.pages)


@pytest.mark.usefixtures("home")
def test_of_parts_that_are_plain_pdf_the_whole_is_plain_too(tmp_path: Path):
    issue(registered(), RECEIPT, **RECEIPT_FACTS)
    kept = letter_path(1, "pdf")
    plain, target = tmp_path / "plain.pdf", tmp_path / "bound.pdf"
    facts = dict(RECEIPT.needs.model_validate(samples()[RECEIPT.code]))
    plain.write_bytes(render(RECEIPT.template, facts, region="national", standard="none").pdf)
    bind([Section(title="甲", pdf=kept), Section(title="乙", pdf=plain)], target, title="卷宗")
    read = pypdf.PdfReader(target)
    assert "/Metadata" not in read.root_object
    assert "/OutputIntents" not in read.root_object
