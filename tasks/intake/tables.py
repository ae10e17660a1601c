"""What every format is reduced to: tables of plain cells under their spreadsheet row numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeAlias

from openpyxl.utils.datetime import WINDOWS_EPOCH

from tasks.intake.problems import UnreadableFile

Cell: TypeAlias = Any
Line: TypeAlias = tuple[int, tuple[Cell, ...]]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be: bytes on disk, bytes unpacked, rows with content, columns read."""

    max_bytes: int = 50 * MEGABYTE
    # 200,000 rows with all columns filled unpack to 316 MB if Chinese is written as &#24207; and
    # pack to 15 MB. Rows stream past; held are the texts that a workbook lists apart.
    max_unpacked: int = 400 * MEGABYTE
    # One transaction stores them all, and whoever else writes meanwhile waits for it.
    max_rows: int = 200_000
    max_columns: int = 256


@dataclass(frozen=True, slots=True)
class ReadAnew(Iterable[Line]):
    """Rows that are not kept: whoever goes through them has them read from the file again."""

    read: Callable[[], Iterator[Line]]

    def __iter__(self) -> Iterator[Line]:
        """Begin again; raises UnreadableFile where the file is damaged or has too many rows."""
        return self.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its rows with content, formulas as text; `broken` are items that are no rows.

    Rows can be gone through as often as wanted. `expected` is about how many there are, if that is
    known before; `items` counts what a json list holds, whatever it is.
    """

    sheet: str
    rows: Iterable[Line]
    epoch: datetime = WINDOWS_EPOCH
    is_hidden: bool = False
    has_letters: bool = True
    broken: tuple[tuple[int, str], ...] = ()
    expected: int | None = None
    items: int = 0

    def head(self, lines: int) -> tuple[Line, ...]:
        """The first so many rows."""
        return tuple(islice(self.rows, lines))


def limit_rows(rows: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """Pass on the rows that hold something, and refuse the file that has too many."""
    kept = 0
    for number, cells in rows:
        if all(cell is None or cell == "" for cell in cells):
            continue
        kept += 1
        if kept > limits.max_rows:
            raise UnreadableFile(f"文件超过{limits.max_rows}行", "请分成几个文件导出")
        yield number, cells
