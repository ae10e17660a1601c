"""Whether everything that a letter says arrives on its pages, within them."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pypdf

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
    pdf = pypdf.PdfReader(BytesIO(render_pdf(document)))
    render_docx(document)
    outside: list[str] = []

    def look(text: str, page: list[float], line: list[float], *_: Any) -> None:
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        y = line[4] * page[1] + line[5] * page[3] + page[5]
        if text.strip() and not (LEFT < x < RIGHT and FOOT < y < HEAD):
            outside.append(text.strip())

    words = "".join(page.extract_text(visitor_text=look) for page in pdf.pages)
    lost = Counter(SPACES.sub("", text_of(_printed(document)))) - Counter(SPACES.sub("", words))
    return Printed(lost="".join(lost), outside=outside[0] if outside else "")


def _printed(document: Document) -> Document:
    """Return what stands on the pages: with 发文机关标志 above, the issuer is not named again."""
    return replace(document, issuer="") if document.mark else document
