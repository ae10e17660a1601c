"""Read xlsx sheets row by row, formulas as the text they are, merged cells filled downwards."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tasks.intake.merges import Merge, Range, fill_merged, tall_merges
from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import Cell, Limits, Line, ReadAnew, Table, limit_rows

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
_FORMULAS = frozenset({ArrayFormula, DataTableFormula})
_ENCRYPTED = 0x1
_CHUNK = 1024 * 1024
_OVERLAP = 256
_SAVE_AGAIN = "请用表格软件打开后另存为xlsx,再重新导入"


def open_workbook(content: bytes, limits: Limits) -> tuple[Table, ...]:
    """Open every worksheet of a workbook that is small enough once unpacked; rows are read later.

    Raises UnreadableFile, as going through the rows does.
    """
    _check_archive(content, limits)
    with _damage_told():
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return tuple(_open_sheet(book, sheet, limits) for sheet in book.worksheets)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
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


def _open_sheet(book: Any, sheet: Any, limits: Limits) -> Table:
    stated = sheet.max_row
    sheet.reset_dimensions()  # The stated dimension may be wrong, and rows beyond it would be lost.
    merges = tall_merges(_merged_ranges(sheet))
    return Table(
        sheet=sheet.title,
        rows=ReadAnew(partial(_read_rows, sheet, limits, merges)),
        epoch=book.epoch,
        is_hidden=sheet.sheet_state != "visible",
        expected=stated,
    )


def _read_rows(sheet: Any, limits: Limits, merges: Sequence[Merge]) -> Iterator[Line]:
    with _damage_told():
        # As wide as each row is: one of the widest that is allowed costs more than what is in it.
        rows = sheet.iter_rows(values_only=True)
        width = limits.max_columns
        plain = ((number, _trimmed(cells[:width])) for number, cells in enumerate(rows, 1))
        yield from fill_merged(limit_rows(plain, limits), merges)


def _trimmed(cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    if _FORMULAS.isdisjoint(map(type, cells)):
        return cells[:end]
    return tuple(_formula_text(cell) if type(cell) in _FORMULAS else cell for cell in cells[:end])


def _formula_text(formula: ArrayFormula | DataTableFormula) -> str:
    return (formula.text or "=") if isinstance(formula, ArrayFormula) else "=TABLE()"


def _merged_ranges(sheet: Any) -> Iterator[Range]:
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


def _boundaries(reference: str) -> Range:
    left, top, right, bottom = range_boundaries(reference)
    return left or 0, top or 0, right or 0, bottom or 0
