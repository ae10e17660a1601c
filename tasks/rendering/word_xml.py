"""Pieces of WordprocessingML as text, each element in the order that its schema wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tasks.rendering.document import Align, Blank, Break, Emphasis, Inline, Run
from tasks.rendering.word_looks import CHARACTER_STYLE_IDS, STYLE_IDS, TEXT_WIDTH_MM

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
SEAL_MM = 42
EMPHASIS = {Emphasis.STRONG: "黑体字", Emphasis.KAI: "楷体字"}
# As wide as a character in every Chinese face, and underlined also at the end of a line.
WIDE_SPACE = "\u3000"
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
# Points above and below the text of a cell: with its line and rule, characters have 5.5 of room.
CELL_PADDING = (1.4, 3.1)
CELL_SIDE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a paragraph changes of its style; spacing is points before and after."""

    keep: bool = False
    new_page: bool = False
    borders: str = ""
    tabs: str = ""
    spacing: tuple[float, float] | None = None
    line: float | None = None
    indent: str = ""
    align: Align | None = None

    @property
    def properties(self) -> str:
        """The properties in the order that the schema wants."""
        parts = (
            "<w:keepNext/>" if self.keep else "",
            "<w:pageBreakBefore/>" if self.new_page else "",
            f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else "",
            f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else "",
            self._spacing(),
            self.indent,
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
        )
        return "".join(parts)

    def _spacing(self) -> str:
        parts = []
        if self.spacing:
            before, after = (twips(max(0.0, points)) for points in self.spacing)
            parts.append(f'w:before="{before}" w:after="{after}"')
        if self.line is not None:
            parts.append(f'w:line="{twips(self.line)}" w:lineRule="exact"')
        return f"<w:spacing {' '.join(parts)}/>" if parts else ""


PLAIN = Form()


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * TWIPS_PER_POINT)


def border(side: str, *, eighths: int, space: int = 0, color: str = "auto") -> str:
    """Return a single line on one side of a paragraph, `eighths` of a point thick."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{color}"/>'


def tab_stop(kind: str, points: float) -> str:
    """Return a tab stop of a kind (`left`, `right`), so many points from the left."""
    return f'<w:tab w:val="{kind}" w:pos="{twips(points)}"/>'


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


def tab() -> str:
    """Return a run that goes to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def underlined_tab() -> str:
    """Return a run that draws a rule to the next tab stop."""
    return '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>'


def paragraph(style: str, content: str, form: Form = PLAIN) -> str:
    """Return a paragraph in a named style, with what it changes of it."""
    properties = f'<w:pStyle w:val="{STYLE_IDS[style]}"/>{form.properties}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def gap(points: float, *, keep: bool = False) -> str:
    """Return an empty paragraph of a height; two tables in a row would grow together."""
    return paragraph("间隔", "", Form(line=max(1.0, points), keep=keep))


def indent_of(advance: float, **characters: float) -> str:
    """Return indents (`left`, `right`, `hanging`) in characters of `advance` points."""
    sides = "".join(f' w:{side}="{twips(count * advance)}"' for side, count in characters.items())
    return f"<w:ind{sides}/>"


# A paragraph that begins at the margin, whatever its style says.
NO_FIRST_LINE = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def table(widths: Sequence[int], rows: Iterable[str], *, lines: bool = True) -> str:
    """Return a table as wide as the text, its columns in proportion to `widths`."""
    value = "single" if lines else "nil"
    edges = "".join(f'<w:{side} w:val="{value}" w:sz="4" w:color="auto"/>' for side in EDGES)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in column_twips(widths))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(column_twips(widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_margins("tblCellMar", CELL_PADDING, CELL_SIDE)}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _margins(name: str, upright: tuple[float, float], side: float) -> str:
    above, below = upright
    sides = (("top", above), ("left", side), ("bottom", below), ("right", side))
    written = "".join(f'<w:{at} w:w="{twips(points)}" w:type="dxa"/>' for at, points in sides)
    return f"<w:{name}>{written}</w:{name}>"


def column_twips(widths: Sequence[int]) -> list[int]:
    """Return the widths of columns in twentieths of a point."""
    return [round(TEXT_WIDTH_MM * TWIPS_PER_MM * width / sum(widths)) for width in widths]


def row(cells: Iterable[str], *, head: bool = False, long: bool = False) -> str:
    """Return a row; a head row returns on every page, and only a long one may break."""
    form = ("" if long else "<w:cantSplit/>") + ("<w:tblHeader/>" if head else "")
    properties = f"<w:trPr>{form}</w:trPr>" if form else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(
    content: str,
    *,
    width: int,
    span: int = 1,
    upright: str = "center",
    padding: tuple[tuple[float, float], float] | None = None,
) -> str:
    """Return a cell `width` twips wide; `padding` is points above and below, then beside."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    margins = _margins("tcMar", *padding) if padding else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{margins}'
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
