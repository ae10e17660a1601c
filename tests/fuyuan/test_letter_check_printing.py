"""The pages of a letter are read fast, and nothing is lost by that: what PDFium finds is all."""

import re
from collections import Counter
from io import BytesIO

import pypdf
import pytest

from fuyuan.template_check.printing import print_out, read_pages
from tasks.letter_choice import letter_of_code
from tasks.rendering import compose, render_pdf
from tasks.rendering.document import Document
from tasks.rendering.markup import parse_markup
from tasks.sample_facts import Fullness, sample_facts

pytestmark = pytest.mark.usefixtures("home", "fonts")
# Longer than any column of theirs, and no word in a cell breaks that has ten signs.
NARROW = "<table widths='96 4'><row><cell>甲</cell><cell>ABCDEFGHIJ</cell></row></table>"


def letter(body: str) -> Document:
    return parse_markup(
        "<document kind='form' dated='2026-11-21'><issuer>某院</issuer><title>表</title>"
        f"{body}</document>"
    )


def signs(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


@pytest.mark.parametrize("code", ["receipt", "session_record", "settlement", "special_circular"])
def test_both_readers_find_the_same_signs(code: str):
    """One reads a hundred pages while the other, which the check trusted before, reads one."""
    declared = letter_of_code(code)
    facts = declared.needs.model_validate(sample_facts(declared.needs, Fullness.FULL))
    pdf = render_pdf(compose(declared.template, dict(facts), "national"))
    slow = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert signs(read_pages(pdf)[0]) == signs(slow)


def test_rare_and_latin_words_are_all_found():
    assert print_out(letter("<p>张𠮷三 Ann-Lee fi A\N{COMBINING ACUTE ACCENT}</p>")).lost == ""


def test_a_sign_that_is_not_on_the_page_is_lost():
    assert print_out(letter("<p>张\ue0ff三</p>")).lost == "\ue0ff"


def test_a_line_that_only_ends_off_the_paper_is_outside():
    assert print_out(letter(NARROW)).outside == "ABCDEFGHIJ"
    assert print_out(letter(NARROW.replace("96 4", "60 40"))).outside == ""
