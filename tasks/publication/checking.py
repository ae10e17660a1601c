"""The check before anything is published: what its readers, and its file, would still tell."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from models.ledger import reading
from rules.personal_patterns import looks_personal
from rules.redaction import Datum, Kind, occurrences, without
from tasks.errors import FuyuanError
from tasks.publication.persons import Persons, persons_of_case
from tasks.records import find_case

PAGE_NUMBER = re.compile(r"^\s*— ?[0-9]+ ?—\s*$", re.MULTILINE)
WORD_PARTS = re.compile(
    r"(?:word/(?:document|header\d*|footer\d*|comments|footnotes)|docProps/\w+)\.xml"
)
# So many signs on either side of a page break may belong together.
ACROSS = 60
METADATA = "文件属性"
SCANNED = "没有文字层（扫描件或者空白页），无法检查"


class PublicationError(FuyuanError):
    """Something must not be published as it is; `leaks` says what still tells who somebody is."""

    def __init__(self, leaks: Sequence["Leak"]) -> None:
        """Name the places, never the data."""
        self.leaks = tuple(leaks)
        shown = "；".join(str(leak) for leak in self.leaks[:20])
        more = f"，等 {len(self.leaks)} 处" if len(self.leaks) > 20 else ""  # noqa: PLR2004
        super().__init__(f"脱敏检查没有通过，没有写出文件。{shown}{more}")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One place where a datum can be read: where, and whose it is."""

    where: str
    what: str

    def __str__(self) -> str:
        """As it is told, without the datum."""
        return f"{self.where}：{self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """How often a word that is somebody's name too may stand in the words of a template."""

    counts: Mapping[str, int]

    def of(self, datum: Datum) -> int:
        """How often this datum is no datum."""
        return self.counts.get(datum.folded, 0) if datum.kind is Kind.NAME else 0


NONE_ALLOWED = Allowed(counts={})


def check_file(case_number: str, path: Path) -> tuple[Leak, ...]:
    """What a file (PDF, DOCX or text) tells of the persons of a case.

    Raises UnknownCaseError, FuyuanError for another kind of file or one that cannot be read.
    """
    with reading() as session:
        persons = persons_of_case(session, find_case(session, case_number))
    return tuple(dict.fromkeys(_leaks_in(path, persons)))


def _leaks_in(path: Path, persons: Persons) -> Iterator[Leak]:
    try:
        match path.suffix.lower():
            case ".pdf":
                yield from leaks_in_pdf(path, persons)
            case ".docx":
                yield from leaks_in_text("文档", words_of_docx(path), persons)
            case ".txt" | ".md" | ".csv" | ".json" | ".html":
                yield from leaks_in_text("文件", path.read_text(encoding="utf-8"), persons)
            case _:
                message = f"不能检查“{path.name}”：请用 PDF、DOCX 或者文本文件"
                raise FuyuanError(message)
    except (OSError, UnicodeDecodeError, PyPdfError, zipfile.BadZipFile, ET.ParseError) as error:
        message = f"{path} 读不出来，不能检查：{error}"
        raise FuyuanError(message) from None


def leaks_in_pdf(path: Path, persons: Persons) -> Iterator[Leak]:
    """What the text layer and the properties of a PDF tell."""
    with PdfReader(path) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        yield from leaks_in_pages(pages, persons)
        yield from leaks_in_properties(pdf, persons)
    for number, page in enumerate(pages, 1):
        if not page.strip():
            yield Leak(f"第{number}页", SCANNED)


def leaks_in_properties(
    pdf: PdfReader, persons: Persons, allowed: Allowed = NONE_ALLOWED
) -> Iterator[Leak]:
    """What the properties, the bookmarks and the attachments of a PDF tell."""
    yield from leaks_in_text(METADATA, "\n".join(_properties(pdf)), persons, allowed)


def leaks_in_pages(
    pages: Sequence[str], persons: Persons, allowed: Allowed = NONE_ALLOWED, first: int = 1
) -> Iterator[Leak]:
    """What pages tell, also across a page break; `first` is the number of the first of them."""
    plain = [PAGE_NUMBER.sub("", page) for page in pages]
    whole = without("\n".join(plain), persons.protected)
    for datum in persons.data:
        if _count(datum, whole) > allowed.of(datum):
            for number in _pages_with(datum, plain, persons):
                yield Leak(f"第{first + number}页", datum.label)
    for number, page in enumerate(plain, first):
        for kind, _ in looks_personal(page, persons.protected):
            yield Leak(f"第{number}页", f"像是{kind}的内容")


def _pages_with(datum: Datum, pages: Sequence[str], persons: Persons) -> Iterator[int]:
    for number, page in enumerate(pages):
        before = without(pages[number - 1][-ACROSS:] if number else "", persons.protected)
        both = f"{before}\n{without(page, persons.protected)}"
        if _count(datum, both) > _count(datum, before):
            yield number


def leaks_in_text(
    where: str, text: str, persons: Persons, allowed: Allowed = NONE_ALLOWED
) -> Iterator[Leak]:
    """What a text tells."""
    plain = without(text, persons.protected)
    for datum in persons.data:
        if _count(datum, plain) > allowed.of(datum):
            yield Leak(where, datum.label)
    for kind, _ in looks_personal(text, persons.protected):
        yield Leak(where, f"像是{kind}的内容")


def count_names(persons: Persons, text: str) -> dict[str, int]:
    """How often each name stands in words that nobody typed about anybody."""
    plain = without(text, persons.protected)
    return {
        datum.folded: found
        for datum in persons.data
        if datum.kind is Kind.NAME and (found := _count(datum, plain))
    }


def words_of_docx(path: Path) -> str:
    """All words of a DOCX: text, headers, footers, comments, properties."""
    found: list[str] = []
    with zipfile.ZipFile(path) as packed:
        for name in sorted(packed.namelist()):
            if WORD_PARTS.fullmatch(name):
                root = ET.fromstring(packed.read(name))  # noqa: S314  (no entities are resolved)
                found.append("".join(root.itertext()))
    return "\n".join(found)


def _count(datum: Datum, text: str) -> int:
    return len(occurrences(datum, text))


def _properties(pdf: PdfReader) -> Iterable[str]:
    if pdf.metadata:
        yield from map(str, pdf.metadata.values())
    raw: Any = pdf.root_object.get("/Metadata")
    if raw is not None:
        yield raw.get_object().get_data().decode("utf-8", "replace")
    yield from _titles(pdf.outline)
    yield from pdf.attachments


def _titles(outline: Any) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(item.title)
