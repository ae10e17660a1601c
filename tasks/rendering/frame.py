"""What stands around the body of a letter: its head, and 版记 at its foot."""

from collections.abc import Sequence

from lxml import etree

from tasks.rendering.document import (
    RED_KINDS,
    RULED_KINDS,
    Annex,
    Block,
    Colophon,
    Kind,
)
from tasks.rendering.elements import complain, content_of, inline_of, line_of
from tasks.rendering.titles import balanced

# Each may stand once, in any order; 签发人 as often as there are signers.
FRAME = ("issuer", "issuer-mark", "title", "number", "copies", "print-office", "print-day")
SIGNER = "signer"


def frame_of(root: etree._Element) -> dict[str, etree._Element]:
    """Return the elements of the frame by name. Raises MarkupError."""
    nodes = [child for child in root if child.tag in FRAME]
    frame = {str(child.tag): child for child in nodes}
    if len(frame) != len(nodes):
        raise complain(root, f"{'、'.join(FRAME)} 各只能有一个")
    for child in filter(is_frame, root):
        if (child.tail or "").strip():
            raise complain(child, "<document> 里的文字必须放在下级标记中")
    return frame


def is_frame(node: etree._Element) -> bool:
    """Whether a node belongs to the frame, not to the body."""
    return node.tag in FRAME or node.tag == SIGNER


def title_of(frame: dict[str, etree._Element], root: etree._Element) -> tuple[str, ...]:
    """Return the lines of the title. Raises MarkupError if there is none."""
    node = frame.get("title")
    lines = [] if node is None else content_of(node).split("\n")
    title = tuple(part for line in lines if line for part in balanced(line))
    if not title:
        raise complain(root, "缺少 <title>")
    return title


def mark_of(frame: dict[str, etree._Element], kind: Kind, root: etree._Element) -> str:
    """Return 发文机关标志: the issuer's name, with 文件 in 文件格式. Raises MarkupError."""
    given = line_of(frame.get("issuer-mark"))
    if given and kind not in RED_KINDS:
        raise complain(frame["issuer-mark"], f"{kind} 没有发文机关标志 <issuer-mark>")
    issuer = line_of(frame.get("issuer"))
    match kind:
        case Kind.LETTER:
            return given or issuer
        case Kind.DOCUMENT:
            return given or f"{issuer}文件"
        case Kind.MINUTES if not given:
            raise complain(root, "纪要须有 <issuer-mark>，如“某某会议纪要”")
        case _:
            return given


def signers_of(root: etree._Element, kind: Kind) -> tuple[str, ...]:
    """Return 签发人, whom only 上行文 in 文件格式 names. Raises MarkupError."""
    nodes = root.findall(SIGNER)
    if nodes and kind is not Kind.DOCUMENT:
        raise complain(nodes[0], "只有 document 有签发人 <signer>")
    return tuple(map(line_of, nodes))


def colophon_of(frame: dict[str, etree._Element], kind: Kind) -> Colophon | None:
    """Return 版记, or None if the letter has none. Raises MarkupError."""
    printing = [frame[name] for name in ("print-office", "print-day") if name in frame]
    if printing and kind not in RULED_KINDS:
        raise complain(printing[0], f"{kind} 的版记没有印发机关和印发日期")
    if len(printing) == 1:
        raise complain(printing[0], "<print-office> 和 <print-day> 须同时有")
    if not printing and "copies" not in frame:
        return None
    return Colophon(
        copies=inline_of(frame["copies"]) if "copies" in frame else (),
        office=line_of(frame.get("print-office")),
        day=line_of(frame.get("print-day")),
    )


def with_colophon(blocks: Sequence[Block], colophon: Colophon | None) -> tuple[Block, ...]:
    """Put 版记 on the last page: behind the annexes, before slips that are sent back."""
    if colophon is None:
        return tuple(blocks)
    slips = (
        place for place, block in enumerate(blocks) if isinstance(block, Annex) and not block.label
    )
    end = next(slips, len(blocks))
    return (*blocks[:end], colophon, *blocks[end:])
