"""Whether what is in a cell, or on a line, has room there; measures of tasks/rendering/gongwen.typ.

Chinese breaks anywhere, and so does a Latin word that is long; what never breaks is a short one,
and a rule to write on.
"""

import re
from collections.abc import Iterator

from tasks.rendering.document import Blank, Cell, Document, Inline, Kind, Paragraph, Run, Table
from tasks.rendering.titles import width_of

MM = 72 / 25.4
LINE = 156 * MM
CELL_SIZE, CELL_INSET = 12.0, 10.0
BODY_SIZE, FORM_SIZE = 15.75, 14.0
UNBROKEN = re.compile(r"[\x21-\x7e]+")
# From so many signs on, gongwen.typ lets a word in a cell break anywhere.
LONG_WORD = 11


def overfull(document: Document) -> Iterator[str]:
    """Yield what has no room, in words for whoever wrote the template."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _in_table(block)
        elif isinstance(block, Paragraph):
            size = FORM_SIZE if document.kind is Kind.FORM else BODY_SIZE
            for item in block.content:
                if isinstance(item, Blank) and item.width * size > LINE:
                    yield f"横线宽 {item.width} 字，一行只有 {int(LINE / size)} 字"


def _in_table(table: Table) -> Iterator[str]:
    whole = sum(table.widths)
    for row in table.rows:
        column = 0
        for cell in row:
            share = sum(table.widths[column : column + cell.span]) / whole
            room = share * LINE - CELL_INSET
            if wide := _too_wide(cell, room):
                yield f"表格第{column + 1}列放不下“{wide}”（列宽约 {int(room / CELL_SIZE)} 字）"
            column += cell.span


def _too_wide(cell: Cell, room: float) -> str:
    for item in cell.content:
        for words, width in _unbroken(item):
            if width * CELL_SIZE > room:
                return words
    return ""


def _unbroken(item: Inline) -> Iterator[tuple[str, float]]:
    if isinstance(item, Blank):
        yield f"{item.width} 字宽的横线", float(item.width)
    elif isinstance(item, Run):
        for found in UNBROKEN.finditer(item.text):
            if len(found[0]) < LONG_WORD:
                yield found[0], width_of(found[0])
        if item.text:
            yield item.text[:1], width_of(item.text[:1])
