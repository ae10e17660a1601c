"""How every block of the body is written in Word."""

from collections.abc import Sequence
from typing import assert_never

from tasks.rendering.document import (
    Addressees,
    Align,
    Annex,
    Attachments,
    Attendees,
    Block,
    Callout,
    Cell,
    Colophon,
    Document,
    Heading,
    Kind,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from tasks.rendering.titles import width_of
from tasks.rendering.word_foot import write_colophon
from tasks.rendering.word_heads import write_title
from tasks.rendering.word_looks import (
    BODY,
    CHARACTER_STYLE_IDS,
    LOOKS,
    Look,
    empty_lines,
    look_of,
)
from tasks.rendering.word_sign import write_signature, write_signatures
from tasks.rendering.word_xml import (
    NO_FIRST_LINE,
    Form,
    cell,
    column_twips,
    gap,
    indent_of,
    paragraph,
    row,
    run,
    runs,
    tab,
    table,
)

HEADING_STYLES = {1: "一级标题", 2: "二级标题"}
CALLOUT_PADDING = 9.0


def write_block(block: Block, document: Document) -> str:  # noqa: C901, PLR0911, PLR0912 - one row a block
    """Return a block of the tree as WordprocessingML."""
    kind = document.kind
    match block:
        case Paragraph():
            return _paragraph(block, BODY)
        case Addressees():
            return paragraph("主送机关", runs(block.content))
        case Heading():
            return paragraph(HEADING_STYLES[block.level], runs(block.content))
        case Table():
            return _between(_table(block), kind)
        case Callout():
            return _between(_callout(block), kind)
        case Attachments():
            return _attachments(block, look_of("附件说明", kind))
        case Attendees():
            return _attendees(block)
        case Signature():
            return write_signature(block, document)
        case Signatures():
            return write_signatures(block)
        case Colophon():
            return write_colophon(block, document)
        case Annex():
            return _annex(block, kind)
        case _:
            assert_never(block)


def _between(table: str, kind: Kind) -> str:
    """Give a table the distances to the text above and below that two lines have."""
    look = look_of(BODY, kind)
    distance = empty_lines(0, kind)
    return gap(distance - look.drop, keep=True) + table + gap(distance - look.rise)


def _paragraph(block: Paragraph, style: str) -> str:
    moved = block.align is not Align.LEFT or not block.justified
    form = Form(
        keep=block.keep,
        indent="" if block.indent else NO_FIRST_LINE,
        align=block.align if moved else None,
    )
    return paragraph(style, runs(block.content), form)


def _table(block: Table) -> str:
    twips = column_twips(block.widths)
    last = len(block.rows) - 1
    rows = (
        row(
            _cells(cells, twips, keep=block.whole and number < last),
            head=number < block.head_rows,
            long=number in block.long,
        )
        for number, cells in enumerate(block.rows)
    )
    return table(block.widths, rows)


def _cells(cells: Sequence[Cell], twips: Sequence[int], *, keep: bool) -> list[str]:
    written, at = [], 0
    for one in cells:
        style = "表头文字" if one.head else "表格文字"
        content = paragraph(style, runs(one.content), Form(align=one.align, keep=keep))
        written.append(cell(content, width=sum(twips[at : at + one.span]), span=one.span))
        at += one.span
    return written


def _callout(block: Callout) -> str:
    look = LOOKS["提示文字"]
    content = "".join(_paragraph(one, "提示文字") for one in block.paragraphs)
    upright = (CALLOUT_PADDING - look.rise, CALLOUT_PADDING - look.drop)
    box = cell(content, width=column_twips((1,))[0], padding=(upright, CALLOUT_PADDING))
    return table((1,), [row([box], long=not block.whole)])


def _attachments(block: Attachments, look: Look) -> str:
    written = []
    for number, item in enumerate(block.items, start=1):
        first = number == 1
        order = run(f"{number}.") + tab() if len(block.items) > 1 else ""
        hanging = (3 if first else 0) + (1.2 if order else 0)
        form = Form(
            spacing=(look.line if first else 0, 0),
            indent=indent_of(look.advance, left=5 + (1.2 if order else 0), hanging=hanging),
        )
        label = run("附件：") if first else ""
        written.append(paragraph("附件说明", label + order + runs(item), form))
    return "".join(written)


def _attendees(block: Attendees) -> str:
    look = LOOKS["参会人员"]
    bold = f'<w:rStyle w:val="{CHARACTER_STYLE_IDS["黑体字"]}"/>'
    written = []
    for number, group in enumerate(block.groups):
        label = f"{group.label}："
        width = width_of(label)
        form = Form(
            spacing=(0 if number else look.line, 0),
            indent=indent_of(look.advance, left=2 + width, hanging=width),
        )
        written.append(paragraph("参会人员", run(label, bold) + runs(group.names), form))
    return "".join(written)


def _annex(block: Annex, kind: Kind) -> str:
    title, body = LOOKS["公文标题"], look_of(BODY, kind)
    after = empty_lines(1 if block.label else 0.5, kind) - title.drop - body.rise
    if not block.label:
        return write_title(block.title, Form(new_page=True, spacing=(0.5 * body.line, after)))
    label = paragraph("附件标识", run(block.label), Form(new_page=True))
    before = empty_lines(1, kind) - LOOKS["附件标识"].drop - title.rise
    return label + write_title(block.title, Form(spacing=(before, after)))
