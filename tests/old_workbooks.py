"""Workbooks of Excel 97 to 2003, as offices still send them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlwt


def write_old_workbook(
    path: Path,
    rows: Iterable[Sequence[Any]],
    *,
    merged: Iterable[tuple[int, int, int, int]] = (),
    is_hidden: bool = False,
) -> Path:
    """Write rows in the order they stand; `merged` are first row, last row, first, last column."""
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("封面") if is_hidden else None
    sheet = book.add_sheet("收案登记")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                style = day if isinstance(cell, dt.date) else xlwt.Style.default_style
                sheet.write(number, column, cell, style)
    for area in merged:
        sheet.merge(*area)
    if is_hidden:
        sheet.visibility = 1
    book.save(str(path))
    return path
