"""A small picture of a path: its stages in columns, where the case is and how it came there."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.vocabulary.path import SIDE_EXITS, Path

BOX_WIDTH, BOX_HEIGHT = 128, 40
GAP_X, GAP_Y = 34, 10
# Where the lines run that skip a column (below) or lead back (above).
LANE = 16
LINE_CHARACTERS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stage; `state` is current, passed, end or ahead, `on` the day the case entered it."""

    code: str
    lines: tuple[str, ...]
    title: str
    state: str
    on: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything the drawing needs, in SVG units."""

    code: str
    title: str
    current: str
    is_closed: bool
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def draw(path: Path, current: str, entered: Mapping[str, str], *, is_closed: bool) -> Picture:
    """Draw a path; `entered` maps the stages the case has seen to their days."""
    path = _without_side_exits(path, current)
    columns = _columns(path)
    places = _places(path, columns)
    tallest = max(sum(1 for column in columns.values() if column == n) for n in columns.values())
    height = 2 * LANE + tallest * (BOX_HEIGHT + GAP_Y) - GAP_Y
    return Picture(
        code=path.code,
        title=path.title,
        current=path.stages[current].title,
        is_closed=is_closed,
        width=(max(columns.values()) + 1) * (BOX_WIDTH + GAP_X) - GAP_X,
        height=height,
        boxes=tuple(
            Box(
                code=code,
                lines=_wrap(path.stages[code].title),
                title=path.stages[code].title,
                state=_state(path, code, current, entered),
                on=entered.get(code, ""),
                x=x,
                y=y,
            )
            for code, (x, y) in places.items()
        ),
        lines=tuple(
            _line(places[code], places[after], columns[after] - columns[code], height)
            for code, stage in path.stages.items()
            for after in sorted(stage.then)
        ),
    )


def _without_side_exits(path: Path, current: str) -> Path:
    # Open from everywhere, they would cross the picture out; the one that was taken is shown.
    hidden = SIDE_EXITS.keys() - {current}
    stages = {
        code: replace(stage, then=stage.then - hidden)
        for code, stage in path.stages.items()
        if code not in hidden
    }
    return replace(path, stages=stages)


def _columns(path: Path) -> dict[str, int]:
    """Put each stage as far right as the longest way to it that does not turn back."""
    columns: dict[str, int] = {}

    def walk(code: str, column: int, behind: frozenset[str]) -> None:
        if columns.get(code, -1) >= column:
            return
        columns[code] = column
        behind |= {code}
        # In the declared order, not the set's: the picture is the same in every process.
        for after in path.stages:
            if after in path.stages[code].then - behind:
                walk(after, column + 1, behind)

    for start in (path.first, *path.stages):
        walk(start, 0, frozenset())
    return columns


def _places(path: Path, columns: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Place the boxes' corners: a column is centred, the lanes' users nearest to their lane."""
    rows: dict[int, list[str]] = {}
    for code in columns:
        rows.setdefault(columns[code], []).append(code)
    tallest = max(len(codes) for codes in rows.values())
    places = {}
    for column, codes in rows.items():
        codes.sort(key=lambda code: _depth(path, columns, code))
        top = LANE + (tallest - len(codes)) * (BOX_HEIGHT + GAP_Y) // 2
        for row, code in enumerate(codes):
            places[code] = (column * (BOX_WIDTH + GAP_X), top + row * (BOX_HEIGHT + GAP_Y))
    return places


def _depth(path: Path, columns: Mapping[str, int], code: str) -> tuple[bool, int]:
    """Rank a stage in its column: highest what leads back, lowest what many skip to."""
    leads_back = any(columns[after] <= columns[code] for after in path.stages[code].then)
    skipping = sum(
        code in stage.then and columns[code] - columns[before] > 1
        for before, stage in path.stages.items()
    )
    return not leads_back, skipping


def _line(start: tuple[int, int], end: tuple[int, int], columns: int, height: int) -> str:
    """Lead from a box to the next: straight on, or by the gaps and a lane around the others."""
    (x1, y1), (x2, y2) = start, end
    right, middle1, middle2 = x1 + BOX_WIDTH, y1 + BOX_HEIGHT // 2, y2 + BOX_HEIGHT // 2
    half = GAP_X // 2
    if columns == 1:
        return f"M{right} {middle1}C{right + half} {middle1} {x2 - half} {middle2} {x2} {middle2}"
    if columns > 1:
        return f"M{right} {middle1}h{half}V{height - 4}H{x2 - half}V{middle2}H{x2}"
    return f"M{x1} {middle1}h{-half}V4H{x2 + BOX_WIDTH // 2}V{y2}"


def _wrap(title: str) -> tuple[str, ...]:
    """Break at the comma, or into equal halves."""
    head, comma, tail = title.partition("，")
    if comma:
        return f"{head}，", tail
    size = math.ceil(len(title) / math.ceil(len(title) / LINE_CHARACTERS))
    return tuple(title[n : n + size] for n in range(0, len(title), size))


def _state(path: Path, code: str, current: str, entered: Mapping[str, str]) -> str:
    if code == current:
        return "current"
    if code in entered:
        return "passed"
    return "end" if path.stages[code].is_end else "ahead"
