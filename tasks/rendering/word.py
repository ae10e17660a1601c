"""The editable copy: the tree as a Word document with named styles and real tables."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from tasks.rendering.document import Document, Kind
from tasks.rendering.masthead import Masthead, masthead_of
from tasks.rendering.pdf import draw_seal
from tasks.rendering.word_base import LINE_GOES_HERE, MARK_GOES_HERE, base_parts
from tasks.rendering.word_blocks import write_block
from tasks.rendering.word_heads import mark_line, write_head, write_mark
from tasks.rendering.word_sign import SEAL_RELATION
from tasks.rendering.word_xml import twips

BODY_PART, RELATIONS_PART = "word/document.xml", "word/_rels/document.xml.rels"
TYPES_PART, CORE_PART, SEAL_PART = "[Content_Types].xml", "docProps/core.xml", "word/media/seal.png"
NAMESPACES = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def render_docx(document: Document) -> bytes:
    """Write a letter as DOCX; the same tree gives the same bytes."""
    parts = dict(base_parts(document.kind))
    parts[BODY_PART] = _with_body(parts[BODY_PART].decode(), _body(document)).encode()
    parts[CORE_PART] = _core(document).encode()
    if document.kind is Kind.LETTER:
        _put_mark(parts, masthead_of(document))
    if document.seal and document.kind is not Kind.MINUTES:
        _add_seal(parts, draw_seal(document))
    return _packed(parts)


def _put_mark(parts: dict[str, bytes], masthead: Masthead) -> None:
    line, mark = str(twips(mark_line(masthead))), write_mark(masthead)
    for name in [name for name in parts if name.startswith("word/header")]:
        # The mark last: nothing that it says may be taken for one of our own words.
        header = parts[name].decode().replace(LINE_GOES_HERE, line)
        parts[name] = header.replace(MARK_GOES_HERE, mark).encode()


def _packed(parts: dict[str, bytes]) -> bytes:
    """Zip without a clock: an entry's own date would change from call to call."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            # A picture is packed already.
            is_picture = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if is_picture else zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            package.writestr(entry, data, compresslevel=6)
    return packed.getvalue()


def _with_body(skeleton: str, body: str) -> str:
    start = skeleton.index("<w:body>") + len("<w:body>")
    end = skeleton.index("<w:sectPr", start)
    root = skeleton.index("<w:document") + len("<w:document")
    missing = "".join(
        f' xmlns:{prefix}="{name}"'
        for prefix, name in NAMESPACES.items()
        if f"xmlns:{prefix}=" not in skeleton[:start]
    )
    return skeleton[:root] + missing + skeleton[root:start] + body + skeleton[end:]


def _body(document: Document) -> str:
    return write_head(document) + "".join(write_block(block, document) for block in document.blocks)


def _core(document: Document) -> str:
    office, title = escape(document.issuer), escape("".join(document.title))
    moment = f"{document.dated.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{office}</dc:creator>"
        f"<cp:lastModifiedBy>{office}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _add_seal(parts: dict[str, bytes], png: bytes) -> None:
    kind = f"{NAMESPACES['r']}/image"
    relation = f'<Relationship Id="{SEAL_RELATION}" Target="media/seal.png" Type="{kind}"/>'
    parts[SEAL_PART] = png
    _insert(parts, RELATIONS_PART, "</Relationships>", relation)
    if b'Extension="png"' not in parts[TYPES_PART]:
        _insert(parts, TYPES_PART, "</Types>", '<Default Extension="png" ContentType="image/png"/>')


def _insert(parts: dict[str, bytes], name: str, before: str, new: str) -> None:
    text = parts[name].decode()
    parts[name] = text.replace(before, new + before).encode()
