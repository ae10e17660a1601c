"""How high tables and names will be, near enough to say whether they may break over pages."""

from collections.abc import Iterable, Sequence

from tasks.rendering.document import Cell, Inline, Paragraph, text_of
from tasks.rendering.titles import width_of

# What is shorter stays on one page; a row of more lines may break.
WHOLE_POINTS = 50 / 25.4 * 72
LONG_ROW_LINES = 15
LINE_OF_TEXT = 156 / 25.4 * 72
# Points: size of the text, its line, and what a row or a box adds above, below and beside it.
CELL_SIZE, CELL_LINE, ROW_ADDS, CELL_SIDES = 12, 18, 5, 10
# Characters of 三号 in one of two columns.
SIGNER_WIDTH = 13
BOX_SIZE, BOX_LINE, BOX_ADDS, BOX_SIDES = 14, 22, 10, 18


def is_whole(widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether a table is so short that it stays on one page."""
    points = sum(ROW_ADDS + CELL_LINE * _lines_of_row(widths, row) for row in rows)
    return points < WHOLE_POINTS


def long_rows(widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> tuple[int, ...]:
    """Return the places of the rows that are so high that they may break."""
    lines = (_lines_of_row(widths, row) for row in rows)
    return tuple(place for place, count in enumerate(lines) if count > LONG_ROW_LINES)


def is_whole_box(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a framed box is so short that it stays on one page."""
    room = LINE_OF_TEXT - BOX_SIDES
    lines = sum(_lines(one.content, room / BOX_SIZE) for one in paragraphs)
    return BOX_ADDS + BOX_LINE * lines < WHOLE_POINTS


def long_signatures(parties: Sequence[tuple[Inline, ...]]) -> tuple[int, ...]:
    """Return the places of the rows of two names that are so high that they may break."""
    lines = [_lines(party, SIGNER_WIDTH) for party in parties]
    rows = (max(lines[at : at + 2]) for at in range(0, len(lines), 2))
    return tuple(place for place, count in enumerate(rows) if count > LONG_ROW_LINES)


def _lines_of_row(widths: Sequence[int], row: Sequence[Cell]) -> int:
    most, at = 1, 0
    for cell in row:
        share = sum(widths[at : at + cell.span]) / sum(widths)
        room = LINE_OF_TEXT * share - CELL_SIDES
        most = max(most, _lines(cell.content, room / CELL_SIZE))
        at += cell.span
    return most


def _lines(content: tuple[Inline, ...], room: float) -> int:
    """Return how many lines of `room` characters a content takes."""
    parts = text_of(content).split("\n")
    return sum(max(1, -int(-width_of(part) // max(1.0, room))) for part in parts)
