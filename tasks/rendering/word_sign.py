"""署名 and 成文日期 with the seal, and lines to sign on, in Word."""

from tasks.rendering.document import Document, Kind, Signature, Signatures, text_of
from tasks.rendering.titles import width_of
from tasks.rendering.word_looks import TEXT_WIDTH_MM, Look, look_of
from tasks.rendering.word_xml import (
    SEAL_MM,
    Form,
    cell,
    column_twips,
    floating_seal,
    gap,
    indent_of,
    paragraph,
    row,
    run,
    runs,
    tab,
    tab_stop,
    table,
    underlined_tab,
)

SEAL_RELATION = "rIdSeal"
# 署名 and 成文日期 stand a little below the middle of the seal.
SEAL_RISE_MM = 2.5
MM_PER_POINT = 25.4 / 72
# Points: the second column begins a gutter after the first; rules and 年月日 end at these.
COLUMNS, GAPS = (233, 209), (8.0, 8.0)
RULE_ENDS, YEAR, MONTH, DAY = 101, 123, 158, 192
RULE = Form(
    spacing=(12, 2.6),
    tabs="".join(tab_stop("left", at) for at in (RULE_ENDS, YEAR, MONTH, DAY)),
)
DATED = underlined_tab() + "".join(tab() + run(word) for word in "年月日")
WHOLE_RULE = Form(spacing=(12, 2.6), tabs=tab_stop("left", 208))
NO_PADDING = ((0.0, 0.0), 0.0)


def write_signature(block: Signature, document: Document) -> str:
    """Return 署名 over 成文日期, with the seal if there is one."""
    look = look_of("落款", document.kind)
    lines = text_of(block.office).split("\n")
    office, day = max(map(width_of, lines)), width_of(block.day)
    for_seal = document.kind is not Kind.MINUTES
    if for_seal:
        # 成文日期 右空四字; 署名 is centred over it, and a long one pushes both to the left.
        day_right = max(4.0, (office - day) / 2)
        office_right = day_right + (day - office) / 2
    else:
        # 成文日期 begins two characters after 署名, and neither comes nearer than two.
        day_right = max(2.0, office - day)
        office_right = day_right + day + 2 - office
    # 印章顶端上距正文一行之内: a 署名 of two lines begins a line higher.
    empty = 2 if for_seal and len(lines) == 1 else 1
    form = Form(
        keep=True,
        spacing=(empty * look.line, 0),
        indent=indent_of(look.advance, right=office_right),
    )
    seal = _seal(look, day_right + day / 2, len(lines)) if for_seal and document.seal else ""
    dated = Form(indent=indent_of(look.advance, right=day_right))
    return paragraph("落款", runs(block.office), form) + paragraph(
        "落款", seal + run(block.day), dated
    )


def _seal(look: Look, middle: float, lines: int) -> str:
    """The seal hangs on the line of the date; `middle` is in characters from the right."""
    across = TEXT_WIDTH_MM - middle * look.advance * MM_PER_POINT
    between = ((look.rise - look.drop) / 2 - (lines - 1) * look.line / 2) * MM_PER_POINT
    return floating_seal(
        SEAL_RELATION,
        right_mm=across - SEAL_MM / 2,
        down_mm=between - SEAL_RISE_MM - SEAL_MM / 2,
    )


def write_signatures(block: Signatures) -> str:
    """Return lines for people to sign on, two in a row, with a column left free between them."""
    left, right = column_twips(COLUMNS)
    rule = (
        paragraph("签名栏", DATED, RULE)
        if block.dated
        else paragraph("签名栏", underlined_tab(), WHOLE_RULE)
    )
    cells = [
        cell(
            paragraph("签名栏", runs(party)) + rule,
            width=right if number % 2 else left,
            upright="bottom",
            padding=NO_PADDING,
        )
        for number, party in enumerate(block.parties)
    ]
    if len(cells) % 2:
        cells.append(cell(paragraph("签名栏", ""), width=right))
    rows = (row(cells[at : at + 2], long=at // 2 in block.long) for at in range(0, len(cells), 2))
    above, below = GAPS
    signs = table(COLUMNS, rows, lines=False)
    return gap(above, keep=True) + signs + gap(below)
