"""Read xls sheets (Excel 97 to 2003) into the same plain tables as xlsx."""

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from tasks.intake.merges import Range, fill_merged, tall_merges
from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import Cell, Limits, Table, limit_rows

_SAVE_AGAIN = "请用表格软件打开后另存为xlsx，再重新导入"
_ENCRYPTED_XLSX = "EncryptedPackage".encode("utf-16-le")


def open_old_workbook(content: bytes, limits: Limits) -> tuple[Table, ...]:
    """Read every worksheet; raises UnreadableFile for what is damaged, locked or no workbook."""
    if _ENCRYPTED_XLSX in content:
        raise UnreadableFile("文件设有打开密码", "请取消密码后重新保存")
    try:
        # The library writes its doubts to the terminal unless it is given something else.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO(), on_demand=True
        )
        return tuple(_read_sheet(book, book.sheet_by_index(n), limits) for n in range(book.nsheets))
    except UnreadableFile:
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise UnreadableFile("文件设有打开密码", "请取消密码后重新保存") from error
        raise UnreadableFile("文件不是xls工作簿，或者已损坏", _SAVE_AGAIN) from error
    except Exception as error:  # xlrd lets any error of a damaged file through
        raise UnreadableFile("xls文件已损坏", _SAVE_AGAIN) from error


def _read_sheet(book: Any, sheet: Any, limits: Limits) -> Table:
    rows = ((number + 1, _cells(book, sheet.row(number), limits)) for number in range(sheet.nrows))
    merges = tall_merges(_merged_ranges(sheet))
    return Table(
        sheet=sheet.name,
        # Kept, and not read anew: the library keeps the sheet anyway, of 65,536 rows at most.
        rows=tuple(fill_merged(limit_rows(rows, limits), merges)),
        epoch=MAC_EPOCH if book.datemode else WINDOWS_EPOCH,
        is_hidden=bool(sheet.visibility),
        expected=sheet.nrows,
    )


def _cells(book: Any, row: list[Any], limits: Limits) -> tuple[Cell, ...]:
    cells = [_content(book, cell) for cell in row[: limits.max_columns]]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _content(book: Any, cell: Any) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
        case xlrd.XL_CELL_DATE:
            return _moment(book, cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case _:
            return cell.value


def _moment(book: Any, value: float) -> Cell:
    try:
        return xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError):
        return value  # A number that only looks like a date is read, and refused, as a number.


def _merged_ranges(sheet: Any) -> Iterator[Range]:
    for top, below, left, beyond in sheet.merged_cells:
        yield left + 1, top + 1, beyond, below
