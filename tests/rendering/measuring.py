"""Reading a PDF back: where characters, rules and ink are, in millimetres from the upper left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pdfplumber
import pypdfium2

MM = 72 / 25.4
DOTS_PER_MM = 8
# The right half of these is empty: a line that ends with one may stand over the margin.
OPEN_ENDS = "，。、；：！？）》〉”’〕】 　"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Characters that stand on one line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn line, or one side of a box."""

    left: float
    right: float
    top: float
    bottom: float
    thick: float
    red: bool

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def at(self) -> float:
        return (self.top + self.bottom) / 2


def opened(pdf: bytes) -> pdfplumber.PDF:
    return pdfplumber.open(BytesIO(pdf))


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def text_of_pages(pdf: bytes) -> list[str]:
    """The text of every page, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return [re.sub(r"[\s\u200b]", "", text) for text in texts]


def lines_of(page: pdfplumber.page.Page) -> list[Line]:
    """The lines of a page from above, each from the left; no superposed text is told apart."""
    rows: dict[float, list[dict]] = {}
    for char in page.chars:
        baseline = round(char["matrix"][5], 1)
        rows.setdefault(baseline, []).append(char)
    return [line_from(rows[key]) for key in sorted(rows, reverse=True)]


def line_from(chars: list[dict]) -> Line:
    """Characters, on one line or on more, as if they were one."""
    chars = sorted((c for c in chars if c["text"].strip()), key=lambda c: c["x0"]) or chars
    return Line(
        text="".join(char["text"] for char in chars),
        left=chars[0]["x0"] / MM,
        right=max(char["x1"] for char in chars) / MM,
        top=min(char["top"] for char in chars) / MM,
        bottom=max(char["bottom"] for char in chars) / MM,
        baseline=297 - min(char["matrix"][5] for char in chars) / MM,
        size=max(char["size"] for char in chars),
    )


def line_with(page: pdfplumber.page.Page, words: str) -> Line:
    """The last line of a page that holds these words."""
    found = [line for line in lines_of(page) if words in line.text]
    assert found, (words, [line.text for line in lines_of(page)])
    return found[-1]


def phrase(page: pdfplumber.page.Page, words: str) -> Line:
    """The last place of a page where these words stand, measured by themselves."""
    text = "".join(char["text"] for char in page.chars)
    at = text.rindex(words)
    return line_from(page.chars[at : at + len(words)])


def rules_of(page: pdfplumber.page.Page) -> list[Rule]:
    """The level lines of a page that are longer than 100 mm, from above."""
    drawn = [*page.lines, *page.rects, *page.curves]
    rules = [_rule(line) for line in drawn if line["width"] > 100 * MM and line["height"] < 3]
    return sorted(rules, key=lambda rule: rule.top)


def _rule(line: dict) -> Rule:
    color = line["stroking_color"] or (0,)
    return Rule(
        left=line["x0"] / MM,
        right=line["x1"] / MM,
        top=line["top"] / MM,
        bottom=line["bottom"] / MM,
        thick=line["linewidth"] / MM,
        red=len(color) == 3 and color[0] > 0.8 and color[1] < 0.2,
    )


def picture(pdf: bytes, number: int, *, dots: int = DOTS_PER_MM) -> np.ndarray:
    """A page as red, green and blue, so many dots to a millimetre."""
    page = pypdfium2.PdfDocument(pdf)[number - 1]
    return page.render(scale=dots / MM).to_numpy()[:, :, ::-1].astype(int)


def red_ink(pdf: bytes, number: int, *, above: float = 297, below: float = 0) -> np.ndarray:
    """Where red ink is on a page, between two heights in mm: rows of true and false."""
    image = picture(pdf, number)
    red = (image[:, :, 0] > 180) & (image[:, :, 1] < 150) & (image[:, :, 2] < 150)
    red[: int(below * DOTS_PER_MM)] = False
    red[int(above * DOTS_PER_MM) :] = False
    return red


def box_of(ink: np.ndarray) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all ink, in mm."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert rows.size, "no ink"
    left, right = columns[0], columns[-1] + 1
    return (
        left / DOTS_PER_MM,
        rows[0] / DOTS_PER_MM,
        right / DOTS_PER_MM,
        (rows[-1] + 1) / DOTS_PER_MM,
    )


def bands_of(ink: np.ndarray) -> Iterator[tuple[float, float]]:
    """Top and bottom, in mm, of every band of rows that have ink."""
    rows = ink.any(axis=1).astype(int)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows, [0]))))
    for top, bottom in edges.reshape(-1, 2):
        yield top / DOTS_PER_MM, bottom / DOTS_PER_MM
