"""Files that were handed in, as sheets of A4: pictures of their pages, nothing that could run.

The file itself lies in the package as it came; what is bound is to be read, at 150 dots an inch.
"""

import threading
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

DOTS_PER_INCH = 150
A4 = (1240, 1754)
# Clear of the page number at the top, and of what a printer does not reach.
MARGIN, HEAD = 60, 160
QUALITY = 85
# More than any slip or notice has, and any camera's picture once it is read small.
MOST_PAGES, MOST_PIXELS = 60, 50_000_000
# PDFium works for one thread at a time.
_pdfium = threading.Lock()
FAULTS = (pypdfium2.PdfiumError, Image.DecompressionBombError, OSError, SyntaxError, ValueError)


def lay_out(source: Path, target: Path) -> bool:
    """Write the pages of a PDF, or a picture, as sheets; false for what cannot be shown so.

    The same file gives the same bytes.
    """
    writer = PdfWriter()
    try:
        with _pdfium:
            for picture in _pictures(source):
                writer.append(PdfReader(BytesIO(_sheet(picture))), import_outline=False)
    except FAULTS:
        return False
    if not 0 < len(writer.pages) <= MOST_PAGES:
        return False
    writer.write(target)
    return True


def _pictures(source: Path) -> Iterator[Image.Image]:
    match source.suffix:
        case ".pdf":
            with closing(pypdfium2.PdfDocument(source)) as document:
                if len(document) <= MOST_PAGES:
                    for page in document:
                        scale = max(A4) / max(page.get_size())
                        yield page.render(scale=scale).to_pil()
        case ".jpg" | ".png":
            with Image.open(source) as picture:
                # A camera's picture may be tens of megapixels; it is read at about the size shown.
                picture.draft("RGB", (max(A4), max(A4)))
                if picture.width * picture.height <= MOST_PIXELS:
                    yield ImageOps.exif_transpose(picture)
        case _:
            return


def _sheet(picture: Image.Image) -> bytes:
    """Return a sheet with the picture as large as it has room, upright or lying as it is."""
    width, height = A4 if picture.height >= picture.width else reversed(A4)
    plain = picture.convert("RGBA")
    plain = ImageOps.contain(plain, (width - 2 * MARGIN, height - HEAD - MARGIN))
    sheet = Image.new("RGB", (width, height), "white")
    sheet.paste(plain, ((width - plain.width) // 2, HEAD), plain)
    written = BytesIO()
    sheet.save(written, "PDF", resolution=DOTS_PER_INCH, quality=QUALITY)
    return written.getvalue()
