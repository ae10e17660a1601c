"""PDF/A-2b for what is bound of documents that are PDF/A themselves (ISO 19005-2).

Their faces and images come along as they are; what belongs to the file as a whole is made here:
the profile of its colours, what it says of itself, its identifier. Bookmarks are allowed.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, IndirectObject, NameObject, StreamObject

CLAIM = re.compile(rb"<pdfaid:part>2</pdfaid:part>")
# The program that binds is named as in the file's other properties: both must say the same.
PRODUCER = "pypdf"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def make_archivable(writer: PdfWriter, parts: Sequence[Path], title: str) -> None:
    """Complete a bound file, if all its parts keep to PDF/A-2; else leave it plain PDF."""
    if not all(map(_keeps_to_it, parts)):
        return
    intents = PdfReader(parts[0]).root_object["/OutputIntents"]
    writer.root_object[NameObject("/OutputIntents")] = intents.clone(writer)
    writer.root_object[NameObject("/Metadata")] = _metadata(writer, title)
    writer.pdf_header = "%PDF-1.7"
    # There is no public way to name a file by what is in it.
    writer._ID = ArrayObject([ByteStringObject(_digest(parts, title))] * 2)  # noqa: SLF001
    for page in writer.pages:
        # The structure that this leads to stays with the part.
        page.pop("/StructParents", None)


def _metadata(writer: PdfWriter, title: str) -> IndirectObject:
    stream = StreamObject()
    stream.set_data(XMP.format(title=escape(title), producer=PRODUCER).encode())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    # There is no public way to give a writer an object of one's own.
    return writer._add_object(stream)  # noqa: SLF001


def _keeps_to_it(part: Path) -> bool:
    metadata = PdfReader(part).root_object.get("/Metadata")
    return metadata is not None and bool(CLAIM.search(metadata.get_object().get_data()))


def _digest(parts: Sequence[Path], title: str) -> bytes:
    digest = hashlib.sha256(title.encode())
    for part in parts:
        digest.update(part.read_bytes())
    return digest.digest()[:16]
