"""How large 发文机关标志 stands: as large as its width allows, on more lines if it is long."""

from dataclasses import dataclass

from tasks.rendering.document import Document, Kind
from tasks.rendering.titles import MOST_LINES, balanced, width_of

MM_PER_POINT = 25.4 / 72
# The letters of a mark stand a little apart.
TRACKING = 0.06
# Below this size a mark takes a second line; below the other one it takes yet another. The
# standard gives no size, only that a mark is to be seen at once: it is never smaller than the text.
SMALLEST_ON_ONE_LINE, SMALLEST = 24.0, 18.0
# Kind -> the width in mm that its mark may fill, and its largest size in points.
ROOM = {Kind.LETTER: (162.0, 34.0), Kind.DOCUMENT: (152.0, 42.0), Kind.MINUTES: (152.0, 42.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """发文机关标志 as it is set: its lines, and their size in points."""

    lines: tuple[str, ...]
    size: float


def masthead_of(document: Document) -> Masthead:
    """Return the mark of a letter as it is set; without lines if its kind has none."""
    if document.kind not in ROOM or not document.mark:
        return Masthead(lines=(), size=0.0)
    width, largest = ROOM[document.kind]
    lines = _lines(document.mark, width)
    return Masthead(lines=lines, size=min(largest, _size(lines, width)))


def _lines(mark: str, width: float) -> tuple[str, ...]:
    """Break a mark into the fewest even lines on which it can be read."""
    lines: tuple[str, ...] = (mark,)
    if _size(lines, width) >= SMALLEST_ON_ONE_LINE:
        return lines
    for count in range(2, MOST_LINES + 1):
        lines = balanced(mark, width=width_of(mark) / count + 1)
        if _size(lines, width) >= SMALLEST:
            break
    return lines


def _size(lines: tuple[str, ...], width: float) -> float:
    longest = max(map(width_of, lines)) * (1 + TRACKING)
    return round(width / MM_PER_POINT / longest, 1)
