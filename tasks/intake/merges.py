"""Cells merged over several rows: what the first of them says holds for each."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import Cell, Line

# Valid merges never overlap; a file that asks for more repeats than this is an attack.
MOST_FILLED = 1_000_000
Range = tuple[int, int, int, int]


class Merge(NamedTuple):
    """A range over several rows, of which only the leftmost column is repeated."""

    first: int
    last: int
    column: int


def tall_merges(ranges: Iterable[Range]) -> tuple[Merge, ...]:
    """The merges over several rows, as they begin; a range is (left, top, right, bottom), from 1.

    Raises UnreadableFile for more than any sound file has.
    """
    tall = (Merge(top, bottom, left) for left, top, _, bottom in ranges if bottom > top)
    found = list(islice(tall, MOST_FILLED + 1))
    if len(found) > MOST_FILLED:
        raise _too_many()
    return tuple(sorted(found, key=lambda merge: merge.first))


def fill_merged(lines: Iterable[Line], merges: Sequence[Merge]) -> Iterator[Line]:
    """Repeat a cell merged over several rows in each of them that has content of its own."""
    if not merges:
        yield from lines
        return
    waiting, budget = deque(merges), MOST_FILLED
    reaching: list[tuple[Merge, Cell]] = []
    for number, plain in lines:
        cells = list(plain)
        reaching = [(merge, said) for merge, said in reaching if number <= merge.last]
        budget -= len(reaching)
        if budget < 0:
            raise _too_many()
        for merge, said in reaching:
            cells.extend([None] * (merge.column - len(cells)))
            cells[merge.column - 1] = said
        while waiting and waiting[0].first <= number:
            merge = waiting.popleft()
            said = cells[merge.column - 1] if merge.column <= len(cells) else None
            if merge.first == number and said is not None:
                reaching.append((merge, said))
        yield number, tuple(cells)


def _too_many() -> UnreadableFile:
    return UnreadableFile("合并单元格过多", "请取消合并单元格后重新保存")
