"""Where the seal goes: over 署名 and 成文日期, found in the PDF itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2

from tasks.rendering.document import Document, Kind, Signature, text_of
from tasks.rendering.errors import RenderingError
from tasks.rendering.faces import typefaces
from tasks.rendering.pdf import GETA

SEAL_MM = 42.0
# 署名 and 成文日期 stand a little below the middle of the seal.
RISE_MM = 2.5
MM_PER_POINT = 25.4 / 72
# Points by which 署名 may be off the middle of 成文日期, and a line off another.
SAME_MIDDLE, SAME_LINE = 3.0, 3.0
UNPRINTED = "\u200b\ufffe\x00"


class SealPlace(NamedTuple):
    """A square for a seal; `x_mm` and `y_mm` are its lower left, from that of the page.

    `page` counts from 1.
    """

    page: int
    x_mm: float
    y_mm: float
    width_mm: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The square in points as PDF wants it: left, bottom, right, top."""
        left, bottom = self.x_mm / MM_PER_POINT, self.y_mm / MM_PER_POINT
        width = self.width_mm / MM_PER_POINT
        return round(left), round(bottom), round(left + width), round(bottom + width)


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def seal_place(pdf: bytes, document: Document) -> SealPlace | None:
    """Return where the office's seal goes in its letter; None if the letter bears none.

    Raises RenderingError if the PDF is not this letter's.
    """
    signatures = [block for block in document.blocks if isinstance(block, Signature)]
    if not signatures or document.kind is Kind.MINUTES:
        return None
    office, day = _printed(text_of(signatures[0].office)), _printed(signatures[0].day)
    found = list(_found(pdf, office, day))
    # Of a report the office and the day stand in its head too; a reply form is signed once more.
    same = sum(_is_same(one, signatures[0]) for one in signatures)
    if len(found) < same:
        message = (
            f"PDF 里没有找到署名“{office}”和成文日期“{day}”，无法确定盖章位置：请核对是否同一份文书"
        )
        raise RenderingError(message)
    return found[-same]


def _is_same(one: Signature, other: Signature) -> bool:
    return (text_of(one.office), one.day) == (text_of(other.office), other.day)


def _found(pdf: bytes, office: str, day: str) -> Iterator[SealPlace]:
    for number, chars in _pages(pdf):
        for at in _places(chars, office + day):
            over = chars[at : at + len(office)]
            under = chars[at + len(office) : at + len(office) + len(day)]
            if _is_signature(chars[:at], over, under):
                yield _centred(number, (*over, *under), under)


def _printed(text: str) -> str:
    for char in typefaces().missing(text):
        text = text.replace(char, GETA)
    return "".join(char for char in text if not char.isspace())


def _pages(pdf: bytes) -> Iterator[tuple[int, list[_Char]]]:
    try:
        opened = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        message = "这不是可以打开的 PDF 文件，无法确定盖章位置"
        raise RenderingError(message) from error
    for number in range(len(opened)):
        page = opened[number].get_textpage()
        text = page.get_text_range()
        yield (
            number + 1,
            [
                _Char(char, *page.get_charbox(at, loose=True))
                for at, char in enumerate(text)
                if not char.isspace() and char not in UNPRINTED
            ],
        )


def _places(chars: Sequence[_Char], words: str) -> Iterator[int]:
    text = "".join(char.text for char in chars)
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_signature(before: Sequence[_Char], over: Sequence[_Char], under: Sequence[_Char]) -> bool:
    """Whether these words stand on lines of their own, one centred over the other."""
    apart = abs(_middle(over) - _middle(under)) <= SAME_MIDDLE
    below = under[0].top <= over[-1].bottom + SAME_LINE
    alone = not before or abs(before[-1].bottom - over[0].bottom) > SAME_LINE
    return apart and below and alone


def _middle(chars: Sequence[_Char]) -> float:
    return (min(char.left for char in chars) + max(char.right for char in chars)) / 2


def _centred(page: int, both: Sequence[_Char], day: Sequence[_Char]) -> SealPlace:
    bottom, top = min(char.bottom for char in both), max(char.top for char in both)
    middle = (bottom + top) / 2 * MM_PER_POINT + RISE_MM
    return SealPlace(
        page=page,
        x_mm=round(_middle(day) * MM_PER_POINT - SEAL_MM / 2, 2),
        y_mm=round(middle - SEAL_MM / 2, 2),
        width_mm=SEAL_MM,
    )
