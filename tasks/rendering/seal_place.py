"""Where a seal belongs on a finished letter: over 署名 and 成文日期, read from the PDF itself."""

import io
from collections.abc import Iterator

import pypdfium2

from tasks.rendering.document import Document, Signature, text_of
from tasks.rendering.errors import RenderingError

MM_PER_POINT = 25.4 / 72
SEAL_MM = 42.0
# 署名 stands right above 成文日期: no farther apart than three lines.
NEAR_MM = 32.0
Box = tuple[float, float, float, float]


def seal_place(pdf: bytes, document: Document) -> tuple[int, float, float, float]:
    """Page from 0, centre from the left and from the top, and width, in millimetres.

    Raises RenderingError for a letter that no office signs.
    """
    signatures = [block for block in document.blocks if isinstance(block, Signature)]
    if not signatures:
        message = "文书没有机关署名，没有盖章的位置"
        raise RenderingError(message)
    office, day = text_of(signatures[-1].office), signatures[-1].day
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    for number, page in reversed(list(enumerate(opened))):
        if found := _pair(page, office, day):
            left, low, right, high = found
            across, down = (left + right) / 2, page.get_height() - (low + high) / 2
            return number, across * MM_PER_POINT, down * MM_PER_POINT, SEAL_MM
    message = f"PDF 中找不到署名“{office}”和日期“{day}”，没有盖章的位置"
    raise RenderingError(message)


def _pair(page: pypdfium2.PdfPage, office: str, day: str) -> Box | None:
    """What 署名 and the 成文日期 under it cover together; the pair lowest on the page."""
    words = page.get_textpage()
    offices = list(_places(words, office))
    pairs = [
        (min(name[0], date[0]), date[1], max(name[2], date[2]), name[3])
        for date in _places(words, day)
        for name in offices
        if 0 < name[1] - date[1] < NEAR_MM / MM_PER_POINT
        and name[0] < date[2]
        and date[0] < name[2]
    ]
    return min(pairs, key=lambda pair: pair[1], default=None)


def _places(words: pypdfium2.PdfTextPage, text: str) -> Iterator[Box]:
    searching = words.search(text)
    while hit := searching.get_next():
        boxes = [words.get_rect(i) for i in range(words.count_rects(*hit))]
        yield (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
