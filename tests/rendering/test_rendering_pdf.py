"""The PDF, read back: the grid of GB/T 9704, margins, page numbers, fonts, all the text."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from statistics import median

import pdfplumber
import pypdfium2
import pytest
from rendering_samples import LETTERS, case_number_of, facts_of

from rules.vocabulary.letter import Letter, PartyFacts
from tasks.rendering import compose, render, render_pdf
from tasks.rendering.document import Document, Kind, Paragraph, Run, Signature, text_of

MM = 72 / 25.4
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)


def text_in(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    return re.sub(r"\s", "", text)


def opened(pdf: bytes) -> pdfplumber.PDF:
    return pdfplumber.open(BytesIO(pdf))


def ends(chars: list[dict[str, float]]) -> float:
    """Where the ink ends: a mark at the end of a line has an empty right half."""
    return max(char["x1"] for char in chars if char["text"] not in "，。、；：！？）》〉”’〕 ")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def rows_of(page: pdfplumber.page.Page) -> dict[float, list[dict[str, float]]]:
    rows = defaultdict(list)
    for char in page.chars:
        rows[round(char["top"], 1)].append(char)
    return rows


def solid(kind: Kind = Kind.RECORD) -> Document:
    """A document of nothing but one character, over several pages."""
    letter = next(letter for letter in LETTERS if letter.code == "session_record")
    body = (Paragraph(content=(Run(text="国" * 28 * 60),), indent=False),)
    return replace(compose(letter.template, facts_of(letter), "national"), kind=kind, blocks=body)


def test_a_full_page_of_text_is_twenty_two_lines_of_twenty_eight_characters():
    with opened(render_pdf(solid())) as pdf:
        page = pdf.pages[1]
        lines = [row for row in rows_of(page).values() if row[0]["text"] == "国"]
        assert [len(line) for line in lines] == [28] * 22
        tops = sorted(row[0]["top"] for row in lines)
        pitches = [below - above for above, below in pairwise(tops)]
        assert all(abs(pitch - 225 * MM / 22) < 0.05 for pitch in pitches)
        left = min(char["x0"] for char in page.chars if char["text"] == "国")
        right = max(char["x1"] for char in page.chars if char["text"] == "国")
        assert left / MM == pytest.approx(28, abs=0.2)
        assert (page.width - right) / MM == pytest.approx(26, abs=0.3)
        # The first line stands at the top of the type area, the last at its bottom.
        assert tops[0] / MM == pytest.approx(37 + (225 / 22 - 15.75 / MM) / 2, abs=0.8)
        assert page.height / MM - (tops[-1] / MM + 15.75 / MM) == pytest.approx(37, abs=1.2)


@each_letter
def test_all_text_of_the_tree_is_in_the_pdf(letter: Letter):
    facts = facts_of(letter)
    document = compose(letter.template, facts, "national")
    text = text_in(render_pdf(document))
    assert Counter(squeezed(text_of(document.blocks))) - Counter(text) == Counter()
    assert squeezed("".join(document.title)) in text
    assert squeezed(case_number_of(facts)) in text


@each_letter
def test_nothing_stands_outside_the_margins(letter: Letter):
    with opened(render(letter.template, facts_of(letter), region="national").pdf) as pdf:
        for page in pdf.pages:
            inside = [char for char in page.chars if char["text"].strip()]
            assert (
                min(char["x0"] for char in inside if char["text"] not in "（《〈“‘〔") > 27.5 * MM
            )
            assert ends(inside) < page.width - 25.7 * MM
            assert max(char["bottom"] for char in inside) < page.height - 18 * MM
            assert min(char["top"] for char in inside) > 28 * MM


@each_letter
def test_every_font_is_inside_the_pdf(letter: Letter):
    pdf = render(letter.template, facts_of(letter), region="national").pdf
    fonts = re.findall(rb"/Type\s*/FontDescriptor.*?endobj", pdf, re.DOTALL)
    assert fonts
    assert all(b"/FontFile" in font for font in fonts)
    assert b"pdfaid:part>2<" in pdf.replace(b" ", b"")


def page_number(page: pdfplumber.page.Page) -> tuple[str, float]:
    foot = [char for char in page.chars if char["top"] > page.height - 32 * MM]
    text = "".join(char["text"] for char in foot if not char["text"].isspace())
    return text, median(char["x0"] for char in foot) if foot else 0.0


@each_letter
def test_pages_are_numbered_right_on_odd_and_left_on_even_pages(letter: Letter):
    with opened(render(letter.template, facts_of(letter), region="national").pdf) as pdf:
        kind = compose(letter.template, facts_of(letter), "national").kind
        is_letter = kind is Kind.LETTER
        assert len(pdf.pages) >= 2 or kind is Kind.FORM
        for number, page in enumerate(pdf.pages, start=1):
            text, at = page_number(page)
            if is_letter and number == 1:
                assert text == ""
                continue
            assert text == f"—{number}—"
            assert (at > page.width / 2) is (number % 2 == 1)


def red_lines(page: pdfplumber.page.Page) -> list[dict[str, float]]:
    lines = [*page.lines, *page.rects, *page.curves]
    return [line for line in lines if line["width"] > 160 * MM]


def test_a_letter_has_a_red_name_and_two_red_double_lines_of_170_mm():
    letter = next(letter for letter in LETTERS if letter.code == "suggestion")
    with opened(render(letter.template, facts_of(letter), region="national").pdf) as pdf:
        first, second = pdf.pages[:2]
        lines = red_lines(first)
        assert len(lines) == 4
        assert all(line["width"] / MM == pytest.approx(170, abs=0.5) for line in lines)
        assert all(
            line["stroking_color"] == pytest.approx((0.902, 0, 0.071), abs=0.01) for line in lines
        )
        assert (first.height - max(line["bottom"] for line in lines)) / MM == pytest.approx(
            20, abs=1
        )
        assert red_lines(second) == []
        name = [char for char in first.chars if char["size"] > 25]
        assert "".join(char["text"] for char in name) == "云州市云山区人民法院"
        assert min(char["top"] for char in name) / MM == pytest.approx(30, abs=2)


def test_the_office_stands_centred_over_the_date_four_characters_from_the_right():
    letter = next(letter for letter in LETTERS if letter.code == "correction_notice")
    document = compose(letter.template, facts_of(letter), "national")
    only = tuple(block for block in document.blocks if isinstance(block, Signature))
    with opened(render_pdf(replace(document, blocks=only))) as pdf:
        chars = pdf.pages[0].chars
        found = "".join(char["text"] for char in chars)
        day = chars[found.index("2026年11月11日") :][:11]
        at = found.index("云州市云山区人民法院", found.index("号"))
        office = chars[at : at + 10]
        middle = lambda run: (run[0]["x0"] + run[-1]["x1"]) / 2  # noqa: E731
        assert middle(office) == pytest.approx(middle(day), abs=1)
        edge = pdf.pages[0].width - 26 * MM
        assert edge - day[-1]["x1"] == pytest.approx(4 * 15.75, abs=2)


@pytest.mark.parametrize("count", [1, 40], ids=["one-plaintiff", "forty-plaintiffs"])
@each_letter
def test_many_parties_with_long_names_neither_leave_the_page_nor_get_lost(
    letter: Letter, count: int
):
    parties = tuple(
        PartyFacts(name=f"第{number}号" + "云州市昆仑山生态农业发展专业合作社联合社" * 2)
        for number in range(count)
    )
    facts = facts_of(letter, plaintiffs=parties)
    named = "第39号" if count == 40 else "第0号"
    pdf = render(letter.template, facts, region="national").pdf
    by_name = ("settlement", "session_record", *(("receipt",) if count > 1 else ()))
    if letter.code in by_name:
        assert named in text_in(pdf)
    with opened(pdf) as pages:
        right = max(ends(page.chars) for page in pages.pages)
        low = max(char["bottom"] for page in pages.pages for char in page.chars)
    assert right < (210 - 25.7) * MM
    assert low < (297 - 18) * MM


def test_words_too_long_for_a_cell_break_and_stay_whole_in_the_text():
    letter = LETTERS[0]
    address = "https://example.invalid/" + "a1b2c3d4" * 20
    party = PartyFacts(name="X" * 90, address=address)
    facts = facts_of(letter, plaintiffs=(party, party))
    pdf = render(letter.template, facts, region="national").pdf
    with opened(pdf) as pages:
        assert max(ends(page.chars) for page in pages.pages) < (210 - 25.7) * MM
    assert "X" * 90 in text_in(pdf).replace("\u200b", "")


def test_the_draft_seal_says_that_it_is_a_sample():
    letter = next(letter for letter in LETTERS if letter.code == "suggestion")
    sealed = render(letter.template, facts_of(letter), region="national", draft_seal=True)
    bare = render(letter.template, facts_of(letter), region="national")
    assert "样章无效" in text_in(sealed.pdf)
    assert "样章无效" not in text_in(bare.pdf)
