"""Read xlsx sheets row by row, formulas as the text they are, merged cells filled downwards."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import Cell, Limits, Line, Table, limit_rows

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
_ENCRYPTED = 0x1
_CHUNK = 1024 * 1024
_OVERLAP = 256
# Valid merges never overlap; a file that asks for more repeats than this is an attack.
MOST_FILLED = 1_000_000
_SAVE_AGAIN = "请用表格软件打开后另存为xlsx,再重新导入"


def open_workbook(content: bytes, limits: Limits) -> tuple[Table, ...]:
    """Read every worksheet of a workbook that is small enough once unpacked."""
    _check_archive(content, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return tuple(_read_sheet(book, sheet, limits) for sheet in book.worksheets)
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl lets any error of a damaged file through
        raise UnreadableFile("xlsx文件已损坏或者不是工作簿", _SAVE_AGAIN) from error


def _check_archive(content: bytes, limits: Limits) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile("xlsx文件已损坏，无法打开", _SAVE_AGAIN) from error
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile("文件设有打开密码", "请取消密码后重新保存")
    # A member never unpacks to more than the size its entry declares: zipfile stops there.
    if sum(member.file_size for member in members) > limits.max_unpacked:
        raise UnreadableFile("文件解压后过大", "请删去多余的格式和工作表，或者分成几个文件导出")


def _read_sheet(book: Any, sheet: Any, limits: Limits) -> Table:
    sheet.reset_dimensions()  # The stated dimension may be wrong, and rows beyond it would be lost.
    rows = sheet.iter_rows(max_col=limits.max_columns, values_only=True)
    plain = ((number, _trimmed(cells)) for number, cells in enumerate(rows, 1))
    kept = list(limit_rows(plain, limits))
    return Table(
        sheet=sheet.title,
        rows=tuple(fill_merged(kept, _merged_ranges(sheet))),
        epoch=book.epoch,
        is_hidden=sheet.sheet_state != "visible",
    )


def _trimmed(cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    if cells.count(None) == len(cells):
        return ()
    last = max(index for index, cell in enumerate(cells) if cell is not None)
    return tuple(_formula_text(cell) for cell in cells[: last + 1])


def _formula_text(cell: Any) -> Cell:
    match cell:
        case ArrayFormula():
            return cell.text or "="
        case DataTableFormula():
            return "=TABLE()"
        case _:
            return cell


def _merged_ranges(sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    # openpyxl reads merged cells only when it loads the whole sheet; they stand at its end.
    with sheet._get_source() as source:  # noqa: SLF001 - the one way to the sheet's own XML
        tail = b""
        while chunk := source.read(_CHUNK):
            window = tail + chunk
            end = 0
            for found in _MERGED.finditer(window):
                end = found.end()
                yield _boundaries(found.group(1).decode())
            tail = window[max(end, len(window) - _OVERLAP) :]


def _boundaries(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    return left or 0, top or 0, right or 0, bottom or 0


def fill_merged(lines: list[Line], ranges: Iterator[tuple[int, int, int, int]]) -> list[Line]:
    """Repeat a cell merged over several rows in each of them that has content of its own."""
    filled = {number: list(cells) for number, cells in lines}
    budget = MOST_FILLED
    for column, first, _, last in ranges:
        top = filled.get(first, [])
        if last == first or len(top) < column or top[column - 1] is None:
            continue
        below = range(first + 1, min(last, max(filled)) + 1)
        budget -= len(below)
        if budget < 0:
            raise UnreadableFile("合并单元格过多", "请取消合并单元格后重新保存")
        for number in below:
            if cells := filled.get(number):
                cells.extend([None] * (column - len(cells)))
                cells[column - 1] = top[column - 1]
    return [(number, tuple(cells)) for number, cells in filled.items()]
