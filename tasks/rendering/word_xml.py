"""Pieces of WordprocessingML as text, each element in the order that its schema wants."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from tasks.rendering.document import Align, Blank, Break, Emphasis, Inline, Run
from tasks.rendering.word_base import CHARACTER_STYLE_IDS, STYLE_IDS, TEXT_WIDTH_MM

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
SEAL_MM = 42
EMPHASIS = {Emphasis.STRONG: "黑体字", Emphasis.KAI: "楷体字"}
# As wide as a character in every Chinese face, and underlined also at the end of a line.
WIDE_SPACE = "\u3000"
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of literal text."""
    form = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{form}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(content: Iterable[Inline]) -> str:
    """Return inline content as runs."""
    return "".join(map(_inline, content))


def _inline(item: Inline) -> str:
    match item:
        case Run(text=text, emphasis=emphasis):
            name = EMPHASIS.get(emphasis)
            style = f'<w:rStyle w:val="{CHARACTER_STYLE_IDS[name]}"/>' if name else ""
            return run(text, style)
        case Break():
            return "<w:r><w:br/></w:r>"
        case Blank(width=width):
            return run(WIDE_SPACE * width, '<w:u w:val="single"/>')


def paragraph(
    style: str,
    content: str,
    *,
    keep: bool = False,
    new_page: bool = False,
    spacing: tuple[float, float] | None = None,
    indent: str = "",
    align: Align | None = None,
) -> str:
    """Return a paragraph in a named style; `spacing` is points before and after."""
    parts = [f'<w:pStyle w:val="{STYLE_IDS[style]}"/>']
    parts += ["<w:keepNext/>"] if keep else []
    parts += ["<w:pageBreakBefore/>"] if new_page else []
    if spacing:
        before, after = (round(points * TWIPS_PER_POINT) for points in spacing)
        parts.append(f'<w:spacing w:before="{before}" w:after="{after}"/>')
    parts.append(indent)
    parts += [f'<w:jc w:val="{align}"/>'] if align else []
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{content}</w:p>"


def indent_of(size: float, **characters: float) -> str:
    """Return an indent of `left`, `right` or `firstLine`, in characters of `size` points."""
    sides = "".join(
        f' w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * size * TWIPS_PER_POINT)}"'
        for side, count in characters.items()
    )
    return f"<w:ind{sides}/>"


def table(widths: Sequence[int], rows: Iterable[str], *, lines: bool = True) -> str:
    """Return a table as wide as the text, its columns in proportion to `widths`."""
    value = "single" if lines else "nil"
    edges = "".join(f'<w:{side} w:val="{value}" w:sz="4" w:color="auto"/>' for side in EDGES)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in column_twips(widths))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(column_twips(widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def column_twips(widths: Sequence[int]) -> list[int]:
    """Return the widths of columns in twentieths of a point."""
    return [round(TEXT_WIDTH_MM * TWIPS_PER_MM * width / sum(widths)) for width in widths]


def row(cells: Iterable[str], *, head: bool = False) -> str:
    """Return a row; a head row returns on every page, and short rows stay whole."""
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, *, twips: int, span: int = 1, upright: str = "center") -> str:
    """Return a cell around paragraphs."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips}" w:type="dxa"/>{merged}'
        f'<w:vAlign w:val="{upright}"/></w:tcPr>{content}</w:tc>'
    )


def floating_seal(relation: str, *, right_mm: float, down_mm: float) -> str:
    """Return a run with a seal of 42 mm behind the text, measured from its paragraph."""
    side, right, down = (round(mm * EMU_PER_MM) for mm in (SEAL_MM, right_mm, down_mm))
    return (
        "<w:r><w:drawing>"
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{right}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{side}" cy="{side}"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="样章" descr="样章，无效"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="样章"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
