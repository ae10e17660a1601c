"""What every format is reduced to: tables of plain cells under their spreadsheet row numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
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
    max_unpacked: int = 200 * MEGABYTE
    max_rows: int = 20_000
    max_columns: int = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its rows with content, formulas as text; `broken` are items that are no rows.

    `items` counts what a json list holds, whatever it is.
    """

    sheet: str
    rows: tuple[Line, ...]
    epoch: datetime = WINDOWS_EPOCH
    is_hidden: bool = False
    has_letters: bool = True
    broken: tuple[tuple[int, str], ...] = ()
    items: int = 0


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
