"""版记 in the editable copy: at the foot of the last page, between rules in 文件格式."""

from collections.abc import Sequence

from tasks.rendering.document import RULED_KINDS, Colophon, Document
from tasks.rendering.pdf import colophon_pages
from tasks.rendering.word_looks import LOOKS, TEXT_WIDTH_MM
from tasks.rendering.word_xml import (
    TWIPS_PER_MM,
    Form,
    cell,
    column_twips,
    indent_of,
    paragraph,
    row,
    run,
    runs,
    tab,
    tab_stop,
)

STYLE = "版记"
LOOK = LOOKS[STYLE]
# One character from both sides; a second line of 抄送 begins under the first name.
PADDING = ((5 - LOOK.rise, 5 - LOOK.drop), LOOK.size)
HANGING = Form(indent=indent_of(LOOK.size, left=3, hanging=3))
DAY_STOP = Form(tabs=tab_stop("right", TEXT_WIDTH_MM / 25.4 * 72 - 2 * LOOK.size))
# 0.35 mm above and below, 0.25 mm between, in eighths of a point.
RULES = (("top", 8), ("bottom", 8), ("insideH", 6))
# Measured from the page, because some programs let no table float that fills the text's width.
AT_THE_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page"'
    f' w:tblpX="{round(28 * TWIPS_PER_MM)}" w:tblpYSpec="bottom"/>'
)
# Some programs would put the table to the left by the usual margin of its cells.
NO_MARGINS = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
# A floating table belongs to the paragraph that follows it.
ANCHOR = paragraph("间隔", "")
NEW_PAGE = paragraph("间隔", "", Form(new_page=True))


def write_colophon(block: Colophon, document: Document) -> str:
    """Return 版记, on a page of its own if the formal copy has it on one."""
    copies = paragraph(STYLE, run("抄送：") + runs(block.copies), HANGING)
    if document.kind not in RULED_KINDS:
        return _table([copies], ruled=False) + ANCHOR
    rows = [copies] if block.copies else []
    if block.office:
        printing = run(block.office) + tab() + run(f"{block.day}印发")
        rows.append(paragraph(STYLE, printing, DAY_STOP))
    return NEW_PAGE * colophon_pages(document) + _table(rows, ruled=True) + ANCHOR


def _table(rows: Sequence[str], *, ruled: bool) -> str:
    (width,) = column_twips((1,))
    value = "single" if ruled else "nil"
    edges = "".join(f'<w:{side} w:val="{value}" w:sz="{size}"/>' for side, size in RULES)
    cells = "".join(row([cell(content, width=width, padding=PADDING)]) for content in rows)
    return (
        f'<w:tbl><w:tblPr>{AT_THE_FOOT}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>{NO_MARGINS}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{cells}</w:tbl>'
    )
