"""From markup to the tree of a letter; anything that letters do not know is an error."""

from dataclasses import replace
from datetime import date

from lxml import etree

from tasks.rendering.document import (
    Attachments,
    Block,
    Document,
    Kind,
    Paragraph,
    Signature,
    Signatures,
)
from tasks.rendering.elements import choice_of, complain, line_of, read_block
from tasks.rendering.errors import MarkupError
from tasks.rendering.frame import (
    colophon_of,
    frame_of,
    is_frame,
    mark_of,
    signers_of,
    title_of,
    with_colophon,
)

NOTHING: frozenset[str] = frozenset()
# Element -> its attributes. What is not here does not pass.
KNOWN: dict[str, frozenset[str]] = {
    "document": frozenset({"kind", "dated"}),
    "issuer": NOTHING,
    "issuer-mark": NOTHING,
    "title": NOTHING,
    "number": NOTHING,
    "signer": NOTHING,
    "to": NOTHING,
    "h1": NOTHING,
    "h2": NOTHING,
    "p": frozenset({"align", "indent", "keep"}),
    "table": frozenset({"widths"}),
    "head": NOTHING,
    "row": NOTHING,
    "cell": frozenset({"align", "head", "span"}),
    "callout": NOTHING,
    "attachments": NOTHING,
    "item": NOTHING,
    "sign": NOTHING,
    "office": NOTHING,
    "day": NOTHING,
    "signatures": frozenset({"dated"}),
    "party": NOTHING,
    "attendees": NOTHING,
    "group": frozenset({"label"}),
    "copies": NOTHING,
    "print-office": NOTHING,
    "print-day": NOTHING,
    "annex": frozenset({"label"}),
    "b": NOTHING,
    "k": NOTHING,
    "br": NOTHING,
    "wbr": NOTHING,
    "blank": frozenset({"width"}),
}


def parse_markup(markup: str) -> Document:
    """Read the markup of a letter. Raises MarkupError naming the line."""
    root = _parse(markup)
    for node in root.iter():
        _check(node)
    for hint in root.iter("wbr"):
        if getattr(hint.getparent(), "tag", "") != "title":
            raise complain(hint, "<wbr> 只能放在 <title> 里")
    if root.tag != "document":
        raise complain(root, "最外层必须是 <document>")
    if (root.text or "").strip():
        raise complain(root, "<document> 里的文字必须放在下级标记中")
    frame, kind = frame_of(root), choice_of(root, "kind", Kind)
    body = tuple(read_block(child) for child in root if not is_frame(child))
    return Document(
        kind=kind,
        issuer=line_of(frame.get("issuer")),
        mark=mark_of(frame, kind, root),
        title=title_of(frame, root),
        number=line_of(frame.get("number")),
        signers=signers_of(root, kind),
        dated=_day(root),
        blocks=with_colophon(_kept(body), colophon_of(frame, kind)),
    )


def _parse(markup: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(markup.strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        message = f"文书标记写法有误：{error}"
        raise MarkupError(message, line=error.lineno or 0) from error
    except UnicodeError as error:
        message = f"文书标记写法有误：{error}"
        raise MarkupError(message) from error
    docinfo = root.getroottree().docinfo
    if docinfo.internalDTD is not None or docinfo.doctype:
        raise complain(root, "不允许使用 DOCTYPE")
    if root.getprevious() is not None or root.getnext() is not None:
        raise complain(root, "<document> 之外不允许有注释或处理指令")
    return root


def _check(node: etree._Element) -> None:
    if not isinstance(node.tag, str):
        raise complain(node, "不允许使用注释、处理指令或实体")
    if node.tag not in KNOWN:
        raise complain(node, f"不认识的标记 <{node.tag}>")
    if unknown := sorted(set(map(str, node.attrib)) - KNOWN[node.tag]):
        raise complain(node, f"<{node.tag}> 没有属性 {'、'.join(unknown)}")


def _day(root: etree._Element) -> date:
    try:
        return date.fromisoformat(str(root.get("dated", "")))
    except ValueError as error:
        raise complain(root, "dated 必须是日期，如 2026-11-21") from error


def _kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Keep the last words with the signature, so that no page holds a signature alone."""
    kept = list(blocks)
    for number, following in enumerate(blocks[1:]):
        block = kept[number]
        signed = isinstance(following, (Signature, Signatures, Attachments))
        if signed and isinstance(block, Paragraph):
            kept[number] = replace(block, keep=True)
    return tuple(kept)
