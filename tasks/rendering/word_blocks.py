"""How every block of the tree is written in Word."""

from collections.abc import Sequence
from typing import assert_never

from tasks.rendering.document import (
    Addressees,
    Align,
    Annex,
    Attachments,
    Blank,
    Block,
    Callout,
    Cell,
    CopyTo,
    Heading,
    Kind,
    Paragraph,
    Signature,
    Signatures,
    Table,
    text_of,
)
from tasks.rendering.titles import width_of
from tasks.rendering.word_base import BODY, TEXT_WIDTH_MM, look_of
from tasks.rendering.word_xml import (
    SEAL_MM,
    cell,
    column_twips,
    floating_seal,
    indent_of,
    paragraph,
    row,
    run,
    runs,
    table,
)

SEAL_RELATION = "rIdSeal"
DATE_FROM_RIGHT = 4.0  # Characters: 成文日期 右空四字.
MM_PER_POINT = 25.4 / 72
HEADING_STYLES = {1: "一级标题", 2: "二级标题"}
DAY_TO_FILL_IN = "　年　月　日"
# Two tables in a row would grow together.
GAP = paragraph("间隔", "")


def write_block(block: Block, kind: Kind, *, sealed: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912 - one row a block
    """Return a block of the tree as WordprocessingML."""
    match block:
        case Paragraph():
            return _paragraph(block, BODY, look_of(BODY, kind).size)
        case Addressees():
            return paragraph("主送机关", runs(block.content))
        case Heading():
            return paragraph(HEADING_STYLES[block.level], runs(block.content))
        case Table():
            return _table(block)
        case Callout():
            return _callout(block)
        case Attachments():
            return _attachments(block, look_of("附件说明", kind).size)
        case Signature():
            return _signature(block, look_of("落款", kind).size, sealed=sealed)
        case Signatures():
            return _signatures(block)
        case CopyTo():
            return paragraph("抄送", run("抄送：") + runs(block.content))
        case Annex():
            return _annex(block)
        case _:
            assert_never(block)


def write_title(lines: Sequence[str], *, before: float, after: float) -> str:
    """Return a title; its lines are already broken."""
    content = "<w:r><w:br/></w:r>".join(map(run, lines))
    return paragraph("公文标题", content, spacing=(before, after))


def _paragraph(block: Paragraph, style: str, size: float) -> str:
    moved = block.align is not Align.LEFT or not block.justified
    return paragraph(
        style,
        runs(block.content),
        keep=block.keep,
        indent="" if block.indent else indent_of(size, firstLine=0),
        align=block.align if moved else None,
    )


def _table(block: Table) -> str:
    twips = column_twips(block.widths)
    rows = (
        row(_cells(cells, twips), head=number < block.head_rows)
        for number, cells in enumerate(block.rows)
    )
    return GAP + table(block.widths, rows) + GAP


def _cells(cells: Sequence[Cell], twips: Sequence[int]) -> list[str]:
    written, at = [], 0
    for one in cells:
        style = "表头文字" if one.head else "表格文字"
        content = paragraph(style, runs(one.content), align=one.align)
        written.append(cell(content, twips=sum(twips[at : at + one.span]), span=one.span))
        at += one.span
    return written


def _callout(block: Callout) -> str:
    style, size = "提示文字", 14.0
    content = "".join(_paragraph(one, style, size) for one in block.paragraphs)
    return GAP + table((1,), [row([cell(content, twips=column_twips((1,))[0])])]) + GAP


def _attachments(block: Attachments, size: float) -> str:
    written = []
    for number, item in enumerate(block.items, start=1):
        first = number == 1
        order = f"{number}. " if len(block.items) > 1 else ""
        written.append(
            paragraph(
                "附件说明",
                run(("附件：" if first else "") + order) + runs(item),
                spacing=(14 if first else 0, 0),
                indent=indent_of(size, left=2 if first else 5),
            )
        )
    return "".join(written)


def _signature(block: Signature, size: float, *, sealed: bool) -> str:
    office_width, day_width = width_of(text_of(block.office)), width_of(block.day)
    overhang = max(0.0, (office_width - day_width) / 2)
    # 署名 is centred over the date; a long one pushes both to the left.
    day_right = max(DATE_FROM_RIGHT, overhang)
    office_right = day_right + (day_width - office_width) / 2
    seal = ""
    if sealed:
        middle = TEXT_WIDTH_MM - (day_right + day_width / 2) * size * MM_PER_POINT
        down = (3.6 + 1.8) * size * MM_PER_POINT - SEAL_MM / 2
        seal = floating_seal(SEAL_RELATION, right_mm=middle - SEAL_MM / 2, down_mm=down)
    office = paragraph(
        "落款",
        runs(block.office) + seal,
        keep=True,
        spacing=(3.6 * size, 0),
        indent=indent_of(size, right=max(0.0, office_right)),
    )
    return office + paragraph("落款", run(block.day), indent=indent_of(size, right=day_right))


def _signatures(block: Signatures) -> str:
    twips = column_twips((1, 1))
    blank = Blank(width=6 if block.dated else 12)
    rule = paragraph("签名栏", runs((blank,)) + run(DAY_TO_FILL_IN if block.dated else ""))
    cells = [
        cell(paragraph("签名栏", runs(party)) + rule, twips=twips[0], upright="bottom")
        for party in block.parties
    ]
    if len(cells) % 2:
        cells.append(cell(paragraph("签名栏", ""), twips=twips[1]))
    rows = (row(cells[at : at + 2]) for at in range(0, len(cells), 2))
    return GAP + table((1, 1), rows, lines=False) + GAP


def _annex(block: Annex) -> str:
    label = paragraph("附件标识", run(block.label), new_page=True)
    return label + write_title((text_of(block.title),), before=8, after=14)
