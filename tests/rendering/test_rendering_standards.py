"""The standards of the formal copy, and what a letter is made of beside its facts."""

import ctypes
import re
from dataclasses import replace
from typing import Any, get_args

import pypdfium2
import pytest
from pypdfium2 import raw
from rendering_samples import LETTERS, PARTIES, facts_of
from test_rendering_hostile import HOSTILE

from rules.vocabulary.letter import Letter, ReplacedFacts
from rules.vocabulary.region import Region, list_regions, load_region
from tasks.rendering import RenderingError, compose, render_pdf, render_words, words_of
from tasks.rendering.document import text_of
from tasks.rendering.engine import Engine, current_engine
from tasks.rendering.pdf import PDF_A, STANDARDS

each_standard = pytest.mark.parametrize("standard", STANDARDS)
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
REFERRAL = LETTERS[4]


def text_in(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    return re.sub(r"\s", "", text)


@each_standard
@each_letter
def test_every_letter_can_be_made_to_every_standard(letter: Letter, standard: str):
    document = replace(compose(letter.template, facts_of(letter), "national"), seal="draft")
    assert render_pdf(document, standard=standard).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("standard", "level"), [("none", None), ("a-2b", b"B"), ("a-2u", b"U"), ("a-2a", b"A")]
)
def test_a_letter_says_which_standard_it_keeps(standard: str, level: bytes | None):
    pdf = render_pdf(compose(REFERRAL.template, facts_of(REFERRAL), "national"), standard=standard)
    assert re.findall(rb"pdfaid:conformance>(\w)<", pdf) == ([] if level is None else [level])
    assert (b"pdfaid:part>2<" in pdf) == (level is not None)


@each_standard
def test_hostile_and_rare_names_are_printed_to_every_standard(standard: str):
    names = tuple({**PARTIES[0], "name": one.values[0]} for one in HOSTILE)
    letter = LETTERS[7]
    document = compose(letter.template, facts_of(letter, plaintiffs=names), "national")
    text = text_in(render_pdf(document, standard=standard))
    assert text == text_in(render_pdf(document))
    assert "#panic(1)" in text


def test_the_drawn_seal_has_words_for_who_cannot_see_it():
    document = compose(REFERRAL.template, facts_of(REFERRAL), "national")
    plain = render_pdf(document, standard="a-2a")
    sealed = render_pdf(replace(document, seal="draft"), standard="a-2a")
    assert alternatives(plain) == []
    assert alternatives(sealed) == ["样章：云州市云山区人民法院，无效"]


def alternatives(pdf: bytes) -> list[str]:
    """What a reader program says in place of the pictures of a PDF."""
    document, found = pypdfium2.PdfDocument(pdf), []

    def visit(element: Any) -> None:
        length = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if length > len("\0".encode("utf-16-le")):
            buffer = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetAltText(element, buffer, length)
            found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
        for number in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                visit(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            visit(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
        raw.FPDF_StructTree_Close(tree)
    return found


def test_another_standard_is_refused_with_those_that_there_are():
    document = compose(REFERRAL.template, facts_of(REFERRAL), "national")
    with pytest.raises(RenderingError, match="没有名为“a-9z”的 PDF 标准，可用：none、a-2b"):
        render_pdf(document, standard="a-9z")


def test_a_region_may_choose_what_can_be_made():
    assert get_args(Region.model_fields["pdf_standard"].annotation) == STANDARDS
    assert {load_region(name).pdf_standard for name in list_regions()} == {PDF_A}


class TestWords:
    def test_make_the_same_letter_wherever_they_are_kept(self):
        words = words_of(REFERRAL.template, region="national")
        facts = facts_of(REFERRAL)
        kept = replace(words, sources=dict(reversed(words.sources.items())))
        assert render_words(kept, facts) == render_words(words, facts)
        assert kept.hash == words.hash

    def test_another_word_is_another_hash(self):
        words = words_of(REFERRAL.template, region="national")
        frame = "base/document.xml.j2"
        other = replace(words, sources={**words.sources, frame: words.sources[frame] + " "})
        assert other.hash != words.hash

    @each_letter
    def test_of_every_letter_contain_the_frame_that_says_what_it_replaces(self, letter: Letter):
        day = facts_of(letter)["issued_on"]
        replaced = ReplacedFacts(
            title=letter.title,
            number="云行调函〔2026〕9号",
            issued_on=day,
            reason="#panic(1)",
        )
        facts = facts_of(letter, replaces=replaced)
        text = text_of(compose(letter.template, facts, "national").blocks)
        said = (
            f"本文书替代{day.year}年{day.month}月{day.day}日的《{letter.title}》"
            "（云行调函〔2026〕9号），原文书不再使用。"
        )
        assert f"{said}重新制作的原因：#panic(1)。" in text
        plain = text_of(compose(letter.template, facts_of(letter), "national").blocks)
        assert "本文书替代" not in plain


class TestEngine:
    def test_names_what_sets_a_letter(self):
        names = set(current_engine().parts)
        assert {"排版引擎typst", "版式gongwen.typ", "DOCX底稿python-docx", "制作程序"} <= names
        assert any(name.startswith("字体") for name in names)

    def test_is_the_same_when_asked_again(self):
        assert current_engine().hash == current_engine().hash

    @pytest.mark.parametrize(
        ("before", "told"),
        [
            ({"甲": "1", "乙": "2"}, ()),
            ({"甲": "1", "乙": "3"}, ("乙 3→2",)),
            ({"甲": "1"}, ("乙 无→2",)),
            ({"甲": "1", "乙": "2", "丙": "4"}, ("丙 4→无",)),
        ],
    )
    def test_tells_what_changed(self, before: dict[str, str], told: tuple[str, ...]):
        assert Engine({"甲": "1", "乙": "2"}).changed_since(before) == told
