"""PDF/A as far as it can be read without a validator: what ISO 19005-2 asks of every file."""

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
from pypdf.generic import StreamObject

from tasks.rendering import RenderingError, compose, render, render_pdf
from tasks.rendering.document import Annex, Document, Heading, Kind
from tests.reading_pdf import dictionaries_of, fonts_of, xmp_of
from tests.rendering.kinds import of_kind
from tests.rendering.measuring import opened
from tests.rendering.rendering_samples import LETTERS, facts_of

SEALED = (Kind.LETTER, Kind.DOCUMENT, Kind.NOTICE, Kind.FORM, Kind.REPORT)
LEVELS = {"a-2b": "B", "a-2u": "U", "a-2a": "A"}
# Every kind, sealed and bare: the seal is transparent, and transparency has rules of its own.
DOCUMENTS = {
    f"{kind}{'-sealed' if seal else ''}": replace(of_kind(kind), seal=seal)
    for kind in Kind
    for seal in ("", "draft")
}
each_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
each_level = pytest.mark.parametrize("standard", LEVELS)


def read(document: Document, standard: str = "a-2b") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(render_pdf(document, standard)))


@each_level
@each_document
def test_the_file_says_which_level_it_keeps(document: Document, standard: str):
    xmp = xmp_of(read(document, standard))
    assert re.search("<pdfaid:part>(.*?)<", xmp)[1] == "2"
    assert re.search("<pdfaid:conformance>(.*?)<", xmp)[1] == LEVELS[standard]


def test_plain_pdf_claims_nothing_and_an_unknown_standard_is_refused():
    assert "pdfaid" not in xmp_of(read(of_kind(Kind.LETTER), "none"))
    with pytest.raises(RenderingError, match="可用：none、a-2b"):
        render_pdf(of_kind(Kind.LETTER), "a-9z")


def test_a_whole_letter_is_made_in_the_standard_asked_for():
    letter = LETTERS[5]
    facts = facts_of(letter)
    usual = render(letter.template, facts, region="national")
    tagged = render(letter.template, facts, region="national", standard="a-2a")
    assert b"<pdfaid:conformance>B<" in usual.pdf
    assert b"<pdfaid:conformance>A<" in tagged.pdf
    assert usual.docx == tagged.docx
    assert usual.pdf == render_pdf(compose(letter.template, facts, "national"), "a-2b")


@each_document
def test_colours_have_their_profile_inside(document: Document):
    reader = read(document)
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    data = profile.get_data()
    assert data[36:40] == b"acsp"
    assert struct.unpack(">I", data[:4])[0] == len(data)
    assert (profile["/N"], data[16:20]) == (3, b"RGB ")
    # Device colours that the profile does not describe may not be used.
    spaces = {str(one.get("/ColorSpace")) for one in dictionaries_of(reader)}
    assert not any("DeviceCMYK" in space for space in spaces)


@each_document
def test_every_face_is_inside_and_knows_its_characters(document: Document):
    fonts = fonts_of(read(document))
    composite = [font for font in fonts if font["/Subtype"] == "/Type0"]
    assert composite
    for font in composite:
        assert "/ToUnicode" in font
        assert str(font["/Encoding"]).startswith("/Identity")
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"].get_object()
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert len(files) == 1
        # A subset is named by six capitals.
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(descriptor["/FontName"]))
        if descendant.get_object()["/Subtype"] == "/CIDFontType2":
            assert "/CIDToGIDMap" in descendant.get_object()
    assert {str(font["/Subtype"]) for font in fonts} <= {"/Type0", "/CIDFontType0", "/CIDFontType2"}


@each_document
def test_every_character_that_is_drawn_can_be_searched(document: Document):
    with opened(render_pdf(document, "a-2u")) as pdf:
        chars = [char["text"] for page in pdf.pages for char in page.chars]
    assert chars
    assert not any("cid:" in char or char in "\x00\ufffd\ufffe" for char in chars)


@each_document
def test_nothing_runs_hides_or_is_fetched(document: Document):
    reader = read(document)
    assert not reader.is_encrypted
    forbidden = {
        "/JS",
        "/JavaScript",
        "/OpenAction",
        "/AA",
        "/XFA",
        "/EmbeddedFiles",
        "/OCProperties",
    }
    kinds = {
        "/Launch",
        "/Sound",
        "/Movie",
        "/ResetForm",
        "/ImportData",
        "/SubmitForm",
        "/URI",
        "/3D",
    }
    for one in dictionaries_of(reader):
        assert not forbidden & set(one)
        assert one.get("/S") not in kinds
        assert "/F" not in one or not isinstance(one, StreamObject)
        assert "/Alternates" not in one
        assert "/TR" not in one
        assert one.get("/Subtype") not in {"/PS", "/Widget", "/Link"}
        assert "LZW" not in str(one.get("/Filter"))
    assert all("/Annots" not in page for page in reader.pages)


@each_document
def test_the_frame_of_the_file_is_in_order(document: Document):
    pdf = render_pdf(document)
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pdf)
    assert pdf.rstrip().endswith(b"%%EOF")
    assert len(pypdf.PdfReader(BytesIO(pdf)).trailer["/ID"]) == 2


@each_document
def test_what_the_file_says_of_itself_is_said_once(document: Document):
    reader = read(document)
    xmp, info = xmp_of(reader), reader.metadata
    title = "".join(document.title)
    assert re.search(r"<dc:title>.*?>([^<]+)</rdf:li>", xmp)[1] == title
    assert info is None or info.title in (None, title)
    assert "2026-11-21T" in re.search("<xmp:CreateDate>(.*?)<", xmp)[1]
    author = re.search(r"<dc:creator>.*?<rdf:li>([^<]*)</rdf:li>", xmp)
    assert (author[1] if author else "") == document.issuer


@each_document
def test_transparency_blends_plainly_in_the_space_of_the_output_intent(document: Document):
    """ISO 19005-2, 6.2.10: a group with a colour space is wanted only where no intent is given."""
    reader = read(document)
    states = [
        state.get_object()
        for page in reader.pages
        for state in page["/Resources"].get("/ExtGState", {}).values()
    ]
    assert all(state.get("/BM", "/Normal") == "/Normal" for state in states)
    assert all(state.get("/SMask", "/None") == "/None" for state in states)
    clear = any(float(state.get("/ca", 1)) < 1 for state in states)
    assert clear is bool(document.seal and document.kind in SEALED)
    assert reader.trailer["/Root"]["/OutputIntents"]


@each_document
def test_the_tagged_level_is_structured_for_those_who_listen(document: Document):
    root = read(document, "a-2a").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    tags = list(structure_of(root["/StructTreeRoot"]))
    names = [name for name, _ in tags]
    assert names[0] == "/Document"
    annexes = sum(isinstance(block, Annex) for block in document.blocks)
    assert names.count("/H1") == 1 + annexes
    headings = sum(isinstance(block, Heading) for block in document.blocks)
    assert sum(name in ("/H2", "/H3") for name in names) == headings
    figures = [alternative for name, alternative in tags if name == "/Figure"]
    assert len(figures) == bool(document.seal and document.kind in SEALED)
    assert all(re.fullmatch("样章：.+，无效", str(words)) for words in figures)


def structure_of(node: Any) -> Iterator[tuple[str, str | None]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from structure_of(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node.get("/Alt")
        if "/K" in node:
            yield from structure_of(node["/K"])
