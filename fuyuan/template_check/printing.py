"""Whether everything that a letter says arrives on its pages, within them."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2

from tasks.rendering import render_docx, render_pdf
from tasks.rendering.document import Document, text_of

MM = 72 / 25.4
SPACES = re.compile(r"[\s\u200b]")
# The paper that a printer reaches, wide of every margin: A4 less 15 mm, and 20 mm at its foot.
LEFT, RIGHT, FOOT, HEAD = 15 * MM, 195 * MM, 20 * MM, 285 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What became of a letter's text: `lost` signs, and how the first line off the paper begins."""

    lost: str
    outside: str


def print_out(document: Document) -> Printed:
    """Set a letter in both formats and read its pages. Raises RenderingError."""
    pdf = render_pdf(document)
    render_docx(document)
    words, outside = read_pages(pdf)
    lost = Counter(SPACES.sub("", text_of(_printed(document)))) - Counter(SPACES.sub("", words))
    return Printed(lost="".join(lost), outside=outside)


def read_pages(pdf: bytes) -> tuple[str, str]:
    """Return all words of a PDF, and of those off the paper the first line's.

    PDFium reads a hundred pages in the time in which pypdf reads one, because it does not learn a
    face anew on every page.
    """
    words: list[str] = []
    outside: list[str] = []
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        for page in opened:
            text = page.get_textpage()
            words.append(text.get_text_range())
            outside.extend(_outside(text))
    return "".join(words), next(iter(outside), "")


def _outside(text: pypdfium2.PdfTextPage) -> Iterator[str]:
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        if not (left > LEFT and right < RIGHT and bottom > FOOT and top < HEAD):
            yield text.get_text_bounded(left, bottom, right, top).strip()


def _printed(document: Document) -> Document:
    """Return what stands on the pages: with 发文机关标志 above, the issuer is not named again."""
    return replace(document, issuer="") if document.mark else document
