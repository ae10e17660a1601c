"""How every element of the markup becomes a block of the tree."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from tasks.rendering.document import (
    Addressees,
    Align,
    Annex,
    Attachments,
    Attendees,
    Blank,
    Block,
    Break,
    Callout,
    Cell,
    Emphasis,
    Group,
    Heading,
    Inline,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    text_of,
)
from tasks.rendering.errors import MarkupError
from tasks.rendering.extent import is_whole, is_whole_box, long_rows, long_signatures
from tasks.rendering.titles import PHRASE_END, balanced

Choice = TypeVar("Choice", bound=StrEnum)
Node = TypeVar("Node")

LINE_BREAK = "\u2028"
# A line end of the template vanishes, except between two Latin words.
TEMPLATE_LINE_END = re.compile(r"[ ]*\n[ \n]*")
EMPHASIS = {"b": Emphasis.STRONG, "k": Emphasis.KAI}
# A line with something to fill in keeps its own width: justifying would tear it apart. So would it
# the line before a number that is too long to stand at its end.
CHECK_BOX = "□"
LONG_NUMBER = re.compile("[\x21-\x7e]{14,}")
YES = {"yes": True, "no": False}
BLANK_WIDTH, LARGEST_NUMBER = "8", 100
LONGEST_OFFICE = 24.0  # Characters on a line of 署名.


def read_block(node: etree._Element) -> Block:
    """Read a block of the document. Raises MarkupError."""
    reader = BLOCKS.get(tag_of(node))
    if reader is None:
        raise complain(node, f"<{tag_of(node)}> 不能放在这里")
    if (node.tail or "").strip():
        raise complain(node, f"<{tag_of(node)}> 后面的文字必须放在标记中")
    return reader(node)


def complain(node: etree._Element, words: str) -> MarkupError:
    """Return the error for a node, with the line it stands on."""
    line = node.sourceline or 0
    return MarkupError(f"文书标记第{line}行：{words}", line=line)


def tag_of(node: etree._Element) -> str:
    """Return the name of a node's element."""
    return str(node.tag)


def content_of(node: etree._Element) -> str:
    """Return the text inside a node, a person's line breaks as line ends."""
    return text_of(inline_of(node))


def line_of(node: etree._Element | None) -> str:
    """Return the text inside a node as one line, empty if there is no such node."""
    return "" if node is None else content_of(node).replace("\n", " ")


def choice_of(
    node: etree._Element, name: str, choices: type[Choice], default: Choice | None = None
) -> Choice:
    """Return an attribute that must be one of `choices`."""
    value = node.get(name)
    if value is None and default is not None:
        return default
    try:
        return choices(str(value))
    except ValueError as error:
        known = "、".join(choices)
        raise complain(node, f"<{tag_of(node)}> 的 {name} 只能是 {known}") from error


def _inline(node: etree._Element, emphasis: Emphasis = Emphasis.PLAIN) -> Iterator[Inline]:
    yield from _runs(node.text, emphasis)
    for child in node:
        match child.tag:
            case "b" | "k":
                yield from _inline(child, EMPHASIS[str(child.tag)])
            case "br":
                yield Break()
            case "wbr":
                yield Run(text=PHRASE_END)
            case "blank":
                yield Blank(width=_number(child, "width", str(child.get("width", BLANK_WIDTH))))
            case _:
                raise complain(child, f"<{tag_of(child)}> 不能放在文字里")
        yield from _runs(child.tail, emphasis)


def _runs(text: str | None, emphasis: Emphasis) -> Iterator[Inline]:
    for number, part in enumerate((text or "").split(LINE_BREAK)):
        if number:
            yield Break()
        if words := TEMPLATE_LINE_END.sub(_join, part):
            yield Run(text=words, emphasis=emphasis)


def _join(found: re.Match[str]) -> str:
    left, right = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " if left and right and left.isascii() and right.isascii() else ""


def inline_of(node: etree._Element) -> tuple[Inline, ...]:
    """Return what stands inside a node as inline content."""
    return tuple(_inline(node))


def _children(
    node: etree._Element, tag: str, read: Callable[[etree._Element], Node]
) -> tuple[Node, ...]:
    texts = (node.text, *(child.tail for child in node))
    if any(child.tag != tag for child in node) or any((text or "").strip() for text in texts):
        raise complain(node, f"<{tag_of(node)}> 只能由 <{tag}> 组成")
    return tuple(read(child) for child in node)


def _number(node: etree._Element, name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= LARGEST_NUMBER):
        raise complain(node, f"<{tag_of(node)}> 的 {name} 必须是 1 至 {LARGEST_NUMBER} 的整数")
    return int(value)


def _flag(node: etree._Element, name: str, *, default: bool) -> bool:
    value = node.get(name)
    if value is None:
        return default
    if value not in YES:
        raise complain(node, f"<{tag_of(node)}> 的 {name} 只能是 yes 或 no")
    return YES[value]


def _paragraph(node: etree._Element) -> Paragraph:
    align = choice_of(node, "align", Align, Align.LEFT)
    content = inline_of(node)
    text = text_of(content)
    to_fill_in = CHECK_BOX in text or any(isinstance(item, Blank) for item in content)
    return Paragraph(
        content=content,
        justified=not to_fill_in and not LONG_NUMBER.search(text),
        indent=_flag(node, "indent", default=align is Align.LEFT),
        align=align,
        keep=_flag(node, "keep", default=False),
    )


def _table(node: etree._Element) -> Table:
    widths = tuple(_number(node, "widths", part) for part in str(node.get("widths", "")).split())
    if not widths or not len(node) or any(row.tag not in ("head", "row") for row in node):
        raise complain(node, "<table> 须有 widths，且只能由 <head>、<row> 组成")
    rows = tuple(_children(row, "cell", _cell) for row in node)
    if any(sum(cell.span for cell in row) != len(widths) for row in rows):
        raise complain(node, f"表格每一行都应当占满 {len(widths)} 格")
    return Table(
        widths=widths,
        rows=rows,
        head_rows=sum(row.tag == "head" for row in node),
        whole=is_whole(widths, rows),
        long=long_rows(widths, rows),
    )


def _callout(node: etree._Element) -> Callout:
    paragraphs = _children(node, "p", _paragraph)
    return Callout(paragraphs=paragraphs, whole=is_whole_box(paragraphs))


def _cell(node: etree._Element) -> Cell:
    parent = node.getparent()
    head = _flag(node, "head", default=parent is not None and parent.tag == "head")
    return Cell(
        content=inline_of(node),
        head=head,
        span=_number(node, "span", str(node.get("span", "1"))),
        align=choice_of(node, "align", Align, Align.CENTER if head else Align.LEFT),
    )


def _signature(node: etree._Element) -> Signature:
    parts = {str(child.tag): child for child in node}
    if list(parts) != ["office", "day"] or len(node) != len(parts):
        raise complain(node, "<sign> 由一个 <office> 和一个 <day> 组成")
    return Signature(office=_broken(line_of(parts["office"])), day=line_of(parts["day"]))


def _broken(office: str) -> tuple[Inline, ...]:
    """署名 on even lines: one that does not fit beside the margin must not end in one character."""
    first, *more = balanced(office, width=LONGEST_OFFICE)
    return (Run(text=first), *(part for line in more for part in (Break(), Run(text=line))))


def _signatures(node: etree._Element) -> Signatures:
    parties = _children(node, "party", inline_of)
    dated = _flag(node, "dated", default=True)
    return Signatures(parties=parties, dated=dated, long=long_signatures(parties))


def _group(node: etree._Element) -> Group:
    label = str(node.get("label", ""))
    if not label:
        raise complain(node, "<group> 须有 label，如出席、请假、列席")
    return Group(label=label, names=inline_of(node))


def _annex(node: etree._Element) -> Annex:
    return Annex(label=str(node.get("label", "")), title=balanced(line_of(node)))


BLOCKS: dict[str, Callable[[etree._Element], Block]] = {
    "p": _paragraph,
    "to": lambda node: Addressees(content=inline_of(node)),
    "h1": lambda node: Heading(level=1, content=inline_of(node)),
    "h2": lambda node: Heading(level=2, content=inline_of(node)),
    "table": _table,
    "callout": _callout,
    "attachments": lambda node: Attachments(items=_children(node, "item", inline_of)),
    "sign": _signature,
    "signatures": _signatures,
    "attendees": lambda node: Attendees(groups=_children(node, "group", _group)),
    "annex": _annex,
}
