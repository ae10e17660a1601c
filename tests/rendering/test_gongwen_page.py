"""The page of GB/T 9704-2012 §6 and §7.5, read back from the PDF of every kind of document."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from kinds import filled, lengthened, of_kind
from measuring import DOTS_PER_MM, OPEN_ENDS, bands_of, lines_of, opened, pages_of, picture

from tasks.rendering import render_pdf
from tasks.rendering.document import Colophon, Document, Kind, Paragraph, Run

each_kind = pytest.mark.parametrize("kind", Kind)
each_length = pytest.mark.parametrize("pages", [1, 2, 5])


def solid(kind: Kind) -> Document:
    """A document of nothing but one character, over several pages, without an end."""
    body = Paragraph(content=(Run(text="国" * 28 * 70),), indent=False)
    return replace(of_kind(kind), blocks=(body,))


@each_kind
def test_solid_text_makes_a_full_grid_within_the_margins(kind: Kind):
    count, size, wide = (25, 14.0, 31) if kind is Kind.FORM else (22, 15.75, 28)
    with opened(render_pdf(solid(kind))) as pdf:
        for page in pdf.pages[1:-1]:
            lines = [line for line in lines_of(page) if line.text.startswith("国")]
            assert [len(line.text) for line in lines] == [wide] * count
            pitches = [below.top - above.top for above, below in pairwise(lines)]
            assert pitches == pytest.approx([225 / count] * (count - 1), abs=0.01)
            assert {round(line.size, 2) for line in lines} == {size}
            assert lines[0].left == pytest.approx(28, abs=0.1)
            assert 210 - lines[0].right == pytest.approx(26, abs=0.1)
            # A line stands in the middle of its pitch, the first and the last one too.
            half = (225 / count - size / 72 * 25.4) / 2
            assert lines[0].top - half == pytest.approx(37, abs=0.3)
            assert 297 - lines[-1].bottom - half == pytest.approx(35, abs=0.3)


@each_length
@each_kind
def test_a_document_of_any_length_stays_within_the_margins(kind: Kind, pages: int):
    with opened(render_pdf(filled(kind, pages))) as pdf:
        assert len(pdf.pages) >= pages
        for page in pdf.pages:
            body = [line for line in lines_of(page) if 37 < line.top < 262]
            for line in body:
                assert line.left > 27.9, line
                assert line.right < 184.1 + (2.9 if line.text[-1] in OPEN_ENDS else 0), line
                assert line.bottom < 262.3, line


def ink_below_the_text(pdf: bytes, number: int) -> np.ndarray:
    """Where there is ink between the type area and the red line at the foot of 信函格式."""
    image = picture(pdf, number)
    dark = image.max(axis=2) < 140
    dark[: int(263 * DOTS_PER_MM)] = False
    dark[int(276 * DOTS_PER_MM) :] = False
    return dark


@each_length
@each_kind
def test_every_page_has_its_number_outside_below_the_text(kind: Kind, pages: int):
    pdf = render_pdf(filled(kind, pages))
    with opened(pdf) as read:
        for number, page in enumerate(read.pages, start=1):
            low = [line for line in lines_of(page) if line.top > 262]
            if kind is Kind.LETTER and number == 1:
                assert low == []
                continue
            (line,) = low
            assert line.text == f"—{number}—"
            assert line.size == pytest.approx(14)
            assert (
                "FandolSong" in page.chars[-1]["fontname"] or "Song" in page.chars[-1]["fontname"]
            )
            # One character of 四号 from the outer edge: right on odd pages, left on even ones.
            if number % 2:
                assert 184 - line.right == pytest.approx(14 / 72 * 25.4, abs=0.2)
            else:
                assert line.left - 28 == pytest.approx(14 / 72 * 25.4, abs=0.2)


@each_kind
def test_the_dashes_of_the_page_number_stand_7_mm_below_the_type_area(kind: Kind):
    number = 2 if kind is Kind.LETTER else 1
    pdf = render_pdf(filled(kind, 2))
    ink = ink_below_the_text(pdf, number)
    columns = np.flatnonzero(ink.any(axis=0))
    # The first ink from the left is the first dash alone.
    dash = ink[:, columns[0] : columns[0] + 2 * DOTS_PER_MM]
    ((top, bottom),) = bands_of(dash)
    assert bottom - top < 0.6
    assert (top + bottom) / 2 - 262 == pytest.approx(7, abs=0.3)


@pytest.mark.parametrize("kind", [Kind.DOCUMENT, Kind.MINUTES])
def test_a_blank_page_before_the_colophon_and_its_page_have_no_number(kind: Kind):
    document = of_kind(kind)
    silent = 0
    for more in range(40):
        longer = lengthened(document, more, by=1)
        pdf = render_pdf(longer)
        with opened(pdf) as read:
            numbers = [any(line.top > 262 for line in lines_of(page)) for page in read.pages]
            empty = [not page.chars for page in read.pages]
        assert len(numbers) % 2 == 0
        assert numbers[:-2] == [True] * (len(numbers) - 2)
        assert numbers[-2:] == ([False, False] if empty[-2] else [True, True])
        silent += empty[-2]
    # The end of the text crosses the foot of an even page once or more while it grows.
    assert silent > 0


@each_kind
def test_the_wanted_lengths_are_reached(kind: Kind):
    assert [pages_of(render_pdf(filled(kind, pages))) for pages in (2, 4)] == [2, 4]
    assert any(isinstance(block, Colophon) for block in of_kind(Kind.DOCUMENT).blocks)
