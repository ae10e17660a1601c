"""Binding papers into one PDF: page numbers at the top right, bookmarks, page labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from tasks.bundle.archiving import make_archivable
from tasks.rendering.pdf import draw_stamps

MM = 72 / 25.4
# The upper right corner, clear of every letterhead.
FROM_RIGHT, FROM_TOP = 18 * MM, 15 * MM
FROM_LEFT = 20 * MM
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A document to be bound; its pages are counted, or not, like those of a cover.

    Of one that is a picture every page is an image in RGB and nothing else.
    """

    title: str
    pdf: Path
    is_numbered: bool = True
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A text that lies once in the file and is drawn on many pages."""

    reference: IndirectObject
    width: float


def count_pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(pdf).pages)


def bind(sections: Sequence[Section], target: Path, *, title: str, mark: str = "") -> int:
    """Write all sections as one PDF; returns how many pages were numbered.

    `mark` stands at the top left of every page. The same sections give the same bytes. If every
    section is PDF/A, so is the whole.
    """
    writer = PdfWriter()
    stamps = _stamps(writer, mark)
    number = 0
    for section in sections:
        first = len(writer.pages)
        writer.append(PdfReader(section.pdf), import_outline=False)
        writer.add_outline_item(title=section.title, page_number=first)
        for page in writer.pages[first:]:
            number += section.is_numbered
            words = str(number) if section.is_numbered else ""
            _draw(writer, page, list(_placed(page, stamps, words, mark)))
    _label(writer, sections)
    writer.add_metadata({"/Title": title})
    make_archivable(writer, [each.pdf for each in sections if not each.is_picture], title)
    writer.write(target)
    return number


def _label(writer: PdfWriter, sections: Sequence[Section]) -> None:
    """Have a viewer call the pages what is printed on them; those without a number by letters."""
    first = sum(count_pages(each.pdf) for each in sections[: _leading(sections)])
    if first:
        writer.set_page_label(0, first - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    if first < len(writer.pages):
        writer.set_page_label(first, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)


def _leading(sections: Sequence[Section]) -> int:
    return next((place for place, each in enumerate(sections) if each.is_numbered), len(sections))


def _stamps(writer: PdfWriter, mark: str) -> dict[str, _Stamp]:
    words = [*DIGITS, *([mark] if mark else [])]
    pages = PdfReader(BytesIO(draw_stamps(words))).pages
    return {word: _stamp(writer, page) for word, page in zip(words, pages, strict=True)}


def _stamp(writer: PdfWriter, page: PageObject) -> _Stamp:
    drawn = StreamObject()
    contents = page.get_contents()
    drawn.set_data(contents.get_data() if contents is not None else b"")
    drawn[NameObject("/Type")] = NameObject("/XObject")
    drawn[NameObject("/Subtype")] = NameObject("/Form")
    drawn[NameObject("/BBox")] = ArrayObject(page.mediabox)
    drawn[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return _Stamp(_added(writer, drawn), float(page.mediabox.width))


def _placed(
    page: PageObject, stamps: dict[str, _Stamp], number: str, mark: str
) -> Iterator[tuple[_Stamp, float, float]]:
    """Yield each stamp with where it stands on a page: the number ends at the right."""
    right, top = float(page.mediabox.right), float(page.mediabox.top)
    x = right - FROM_RIGHT - sum(stamps[digit].width for digit in number)
    for digit in number:
        yield stamps[digit], x, top - FROM_TOP
        x += stamps[digit].width
    if mark:
        yield stamps[mark], float(page.mediabox.left) + FROM_LEFT, top - FROM_TOP


def _draw(
    writer: PdfWriter, page: PageObject, placed: Sequence[tuple[_Stamp, float, float]]
) -> None:
    if not placed:
        return
    names = {stamp.reference.idnum: f"/Stamp{stamp.reference.idnum}" for stamp, _, _ in placed}
    resources = _copied(page.get("/Resources"))
    drawn = _copied(resources.get("/XObject"))
    for stamp, _, _ in placed:
        drawn[NameObject(names[stamp.reference.idnum])] = stamp.reference
    resources[NameObject("/XObject")] = drawn
    page[NameObject("/Resources")] = resources
    commands = "".join(
        f"q 1 0 0 1 {x:.2f} {y:.2f} cm {names[stamp.reference.idnum]} Do Q\n"
        for stamp, x, y in placed
    )
    # Whatever the page itself leaves behind, a shifted origin or a colour, ends before.
    before, after = (StreamObject(), StreamObject())
    before.set_data(b"q\n")
    after.set_data(f"\nQ\n{commands}".encode())
    own = page.raw_get("/Contents")
    streams = own.get_object()
    parts = list(streams) if isinstance(streams, ArrayObject) else [own]
    page[NameObject("/Contents")] = ArrayObject(
        [_added(writer, before), *parts, _added(writer, after)]
    )


def _copied(found: Any) -> DictionaryObject:
    """Return a dictionary of the page's own: the one that is there may serve other pages too."""
    return DictionaryObject() if found is None else DictionaryObject(found.get_object())


def _added(writer: PdfWriter, made: StreamObject) -> IndirectObject:
    # There is no public way to give a writer an object of one's own.
    return writer._add_object(made)  # noqa: SLF001
