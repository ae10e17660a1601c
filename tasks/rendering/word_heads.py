"""The head of the editable copy: mark, number, title, at the distances of the formal copy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.rendering.document import Align, Document, Kind
from tasks.rendering.filters import date_arabic
from tasks.rendering.masthead import Masthead, masthead_of
from tasks.rendering.titles import balanced, width_of
from tasks.rendering.word_looks import (
    ABOVE_BASELINE,
    ASCENT,
    BODY,
    CHARACTER_STYLE_IDS,
    LINE,
    LOOKS,
    MARK_LINE_FROM_EDGE_MM,
    RED,
    TEXT_WIDTH_MM,
    Look,
    empty_lines,
    look_of,
)
from tasks.rendering.word_xml import (
    PLAIN,
    Form,
    border,
    paragraph,
    run,
    tab,
    tab_stop,
    twips,
)

POINTS_PER_MM = 72 / 25.4
MARK_FROM_EDGE = 30 * POINTS_PER_MM
MARK_FROM_TYPE_AREA = 35 * POINTS_PER_MM
# A rule stands 4 mm below the characters above it.
TO_RULE = 4 * POINTS_PER_MM
# The strokes of a mark begin and end lower than its characters do, in parts of their size.
INK_ABOVE, INK_BELOW = 0.116, -0.05
NUMBER, TITLE, NOTICE_NAME, MARK = "发文字号", "公文标题", "文书名称", "发文机关标志"
# 信函格式: the number stands 7/8 of a character below the rule.
RULE_TO_NUMBER = 15.75 * 7 / 8
LONGEST_LARGE_NAME = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph of a head, `distance` points below the characters of the piece above."""

    style: str
    content: str
    distance: float
    form: Form = PLAIN
    look: Look | None = None


def write_head(document: Document) -> str:
    """Return all paragraphs above the body."""
    pieces = list(HEADS[document.kind](document))
    below = empty_lines(AFTER_THE_HEAD.get(document.kind, 0.6), document.kind)
    return _stacked(pieces, below, document.kind)


def write_title(lines: Sequence[str], form: Form = PLAIN) -> str:
    """Return a title; its lines are already broken."""
    return paragraph(TITLE, _lines(lines), form)


def write_mark(masthead: Masthead) -> str:
    """Return the runs of 发文机关标志 in their own size."""
    size = round(masthead.size * 2)
    spacing = twips(masthead.size * 0.06)
    properties = f'<w:spacing w:val="{spacing}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return "<w:r><w:br/></w:r>".join(run(line, properties) for line in masthead.lines)


def mark_line(masthead: Masthead) -> float:
    """Return the exact line of a mark in the header: its strokes begin 30 mm from the edge."""
    above = MARK_FROM_EDGE - MARK_LINE_FROM_EDGE_MM * POINTS_PER_MM
    return (above + (ASCENT - INK_ABOVE) * masthead.size) / ABOVE_BASELINE


def _lines(lines: Sequence[str]) -> str:
    return "<w:r><w:br/></w:r>".join(map(run, lines))


def _stacked(pieces: Sequence[Piece], below: float, kind: Kind) -> str:
    """Turn distances between characters into spacing between the lines of Word."""
    written, drop, body = [], 0.0, look_of(BODY, kind)
    for number, piece in enumerate(pieces):
        look = piece.look or look_of(piece.style, kind)
        last = number == len(pieces) - 1
        after = below - look.drop - body.rise if last else 0.0
        before = piece.distance - drop - look.rise
        form = replace(piece.form, spacing=(before, after))
        written.append(paragraph(piece.style, piece.content, form))
        drop = look.drop
    return "".join(written)


def _letter(document: Document) -> Iterator[Piece]:
    # The mark and its rule are in the header of the first page; below them the body begins.
    yield Piece(style=NUMBER, content=run(document.number), distance=RULE_TO_NUMBER)
    yield _title(document, empty_lines(2, document.kind))


def _red(document: Document) -> Iterator[Piece]:
    masthead = masthead_of(document)
    size = masthead.size
    look = replace(LOOKS[MARK], size=size, line=size * 1.2)
    yield Piece(
        style=MARK,
        content=write_mark(masthead),
        distance=MARK_FROM_TYPE_AREA - INK_ABOVE * size,
        form=Form(line=look.line),
        look=look,
    )
    number = LOOKS[NUMBER]
    rule = border("bottom", eighths=12, space=round(TO_RULE - number.drop), color=RED)
    rows = list(_numbers(document))
    for place, (content, form) in enumerate(rows):
        distance = empty_lines(0 if place else 2, document.kind)
        last = place == len(rows) - 1
        yield Piece(
            style=NUMBER,
            content=content,
            distance=distance - (0 if place else INK_BELOW * size),
            form=replace(form, borders=rule if last else ""),
        )
    # The rule counts as the bottom of the number.
    yield _title(document, 2 * LINE + number.drop)


def _numbers(document: Document) -> Iterator[tuple[str, Form]]:
    """上行文: the number one character from the left, beside the last of the signers."""
    if not document.signers:
        yield run(document.number), Form(align=Align.CENTER)
        return
    rows = [document.signers[at : at + 2] for at in range(0, len(document.signers), 2)]
    size = LOOKS[NUMBER].advance
    widest = max(sum(map(width_of, row)) + len(row) - 1 for row in rows)
    names_at = TEXT_WIDTH_MM * POINTS_PER_MM - (1 + widest) * size
    form = Form(
        tabs=tab_stop("left", names_at - 4 * size) + tab_stop("left", names_at), align=Align.LEFT
    )
    kai = f'<w:rStyle w:val="{CHARACTER_STYLE_IDS["楷体字"]}"/>'
    for place, row in enumerate(rows):
        number = run("　" + document.number) if place == len(rows) - 1 else ""
        label = run("签发人：") if place == 0 else ""
        names = "　".join(row)
        yield number + tab() + label + (tab() if place else "") + run(names, kai), form


def _notice(document: Document) -> Iterator[Piece]:
    yield Piece(style=TITLE, content=_lines(balanced(document.issuer)), distance=_top(document))
    long = len(document.title) > 1 or len(document.title[0]) > LONGEST_LARGE_NAME
    style = TITLE if long else NOTICE_NAME
    yield Piece(style=style, content=_lines(document.title), distance=0.35 * _line(document))
    yield Piece(style=NUMBER, content=run(document.number), distance=0.6 * _line(document))


def _plain(document: Document) -> Iterator[Piece]:
    above = _top(document) + 0.5 * _line(document)
    if document.issuer:
        yield Piece(style=TITLE, content=_lines(balanced(document.issuer)), distance=above)
        above = 0.35 * _line(document)
    yield _title(document, above)
    if document.number:
        yield _centred(NUMBER, document.number, 0.6 * _line(document))


def _report(document: Document) -> Iterator[Piece]:
    yield _title(document, _top(document) + 0.5 * _line(document))
    if document.number:
        yield _centred(NUMBER, document.number, 0.6 * _line(document))
    yield _centred("报告单位", document.issuer, 0.6 * _line(document))
    yield _centred("报告单位", date_arabic(document.dated), empty_lines(0, document.kind))


def _title(document: Document, distance: float) -> Piece:
    return Piece(style=TITLE, content=_lines(document.title), distance=distance)


def _centred(style: str, text: str, distance: float) -> Piece:
    return Piece(style=style, content=run(text), distance=distance, form=Form(align=Align.CENTER))


def _line(document: Document) -> float:
    return look_of(BODY, document.kind).line


def _top(document: Document) -> float:
    """Points between the edge of the type area and the characters of a first line."""
    body = look_of(BODY, document.kind)
    return (body.line - body.size) / 2


HEADS: dict[Kind, Callable[[Document], Iterator[Piece]]] = {
    Kind.LETTER: _letter,
    Kind.DOCUMENT: _red,
    Kind.MINUTES: _red,
    Kind.NOTICE: _notice,
    Kind.FORM: _plain,
    Kind.RECORD: _plain,
    Kind.AGREEMENT: _plain,
    Kind.REPORT: _report,
}
# Empty lines between the head and the body; 0.6 where a kind is not here.
AFTER_THE_HEAD = {Kind.LETTER: 1, Kind.DOCUMENT: 1, Kind.MINUTES: 1, Kind.REPORT: 1}
