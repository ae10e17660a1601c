"""The tree of a letter: what every template becomes, and all that PDF and DOCX read."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any


class Kind(StrEnum):
    """The look of a document after GB/T 9704 and the courts' own forms."""

    LETTER = "letter"
    DOCUMENT = "document"
    MINUTES = "minutes"
    NOTICE = "notice"
    FORM = "form"
    RECORD = "record"
    AGREEMENT = "agreement"
    REPORT = "report"


# 信函格式、文件格式、纪要格式 bear 发文机关标志 in red; the last two a 版记 between rules.
RED_KINDS = frozenset({Kind.LETTER, Kind.DOCUMENT, Kind.MINUTES})
RULED_KINDS = frozenset({Kind.DOCUMENT, Kind.MINUTES})


class Emphasis(StrEnum):
    """How a run of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    KAI = "kai"


class Align(StrEnum):
    """Where a paragraph or a cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one style."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A rule to write on, `width` characters long."""

    width: int


Inline = Run | Break | Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body; `keep` holds it on the page of what follows."""

    content: tuple[Inline, ...]
    indent: bool = True
    align: Align = Align.LEFT
    keep: bool = False
    justified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """主送: the line that names the addressees."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (黑体) or 2 (楷体)."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table."""

    content: tuple[Inline, ...]
    head: bool = False
    span: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first `head_rows` rows return on every page. Widths are proportions.

    It stays on one page if it is `whole`; of its rows only the `long` ones may break.
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    whole: bool = False
    long: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A framed box for what the reader must not miss; on one page if it is `whole`."""

    paragraphs: tuple[Paragraph, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    """附件: the list under the body."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """署名 and 成文日期; a seal goes over them."""

    office: tuple[Inline, ...]
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines for people to sign on, two in a row; each has room for a date if `dated`.

    Only the `long` ones among the rows may break over pages.
    """

    parties: tuple[tuple[Inline, ...], ...]
    dated: bool = True
    long: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People under one label, such as 出席."""

    label: str
    names: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendees:
    """出席、请假、列席 of a meeting."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """版记, at the foot of the last page: 抄送, 印发机关 and 印发日期."""

    copies: tuple[Inline, ...] = ()
    office: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A new page with its own title: an annex with its label, or a slip to send back without."""

    label: str
    title: tuple[str, ...]


Block = (
    Paragraph
    | Addressees
    | Heading
    | Table
    | Callout
    | Attachments
    | Signature
    | Signatures
    | Attendees
    | Colophon
    | Annex
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A letter, ready for any back-end. `title` holds its lines; `seal` is an asset id.

    `mark` is 发文机关标志, empty where the kind has none; `signers` are 签发人 of 上行文.
    """

    kind: Kind
    issuer: str
    title: tuple[str, ...]
    number: str
    dated: date
    blocks: tuple[Block, ...]
    mark: str = ""
    signers: tuple[str, ...] = ()
    seal: str = ""


def to_plain(node: Any) -> Any:
    """Return the tree as lists, dicts and strings; every node carries its type under `t`."""
    names = _fields_of(type(node))  # type: ignore[arg-type]  # a class has a hash
    if names is not None:
        plain = {name: to_plain(getattr(node, name)) for name in names}
        return {"t": type(node).__name__, **plain}
    if isinstance(node, tuple):
        return [to_plain(item) for item in node]
    if isinstance(node, date):
        return node.isoformat()
    return node


def text_of(node: Any) -> str:
    """Return all text of a tree, in reading order."""
    if isinstance(node, Run):
        return node.text
    if isinstance(node, Break):
        return "\n"
    if isinstance(node, str) and not isinstance(node, StrEnum):
        return node
    if isinstance(node, tuple):
        return "".join([text_of(item) for item in node])
    names = _fields_of(type(node))  # type: ignore[arg-type]  # likewise
    return "".join([text_of(getattr(node, name)) for name in names or ()])


@cache
def _fields_of(kind: Any) -> tuple[str, ...] | None:
    """The names of the fields of a node; None for what is no node."""
    # Asked of every node of every letter, it would cost more than all else here.
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
