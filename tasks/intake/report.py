"""Tell the clerk what became of a file: counts, a table, the file with its faults marked."""

import hashlib
import heapq
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from rich.console import Console
from rich.table import Table as TextTable
from rich.text import Text

from tasks.intake.columns import HEADER_SEARCH_ROWS, shown_name
from tasks.intake.gathering import Note
from tasks.intake.problems import ExportReading, Problem, UnreadableFile
from tasks.intake.reading import DEFAULT_LIMITS, choose_tables
from tasks.intake.sources import open_tables, read_bytes
from tasks.intake.tables import Cell, Limits, Table
from tasks.intake.values import FORMULA_STARTS, cell_text

RED = PatternFill("solid", fgColor="FFC7CE")
AUTHOR = "府院通"
HEADINGS = ("行", "列", "原值", "问题", "办法")
SHOWN_ROWS = 8
# Nobody reads on, and the layout of a table takes eight kilobytes a line.
MOST_LISTED = 2_000
PAGE_WIDTH = 120
COMMENT_WIDTH, COMMENT_HEIGHT = 320, 120
DATE_WIDTH = 14


def safe_cell(text: str) -> str:
    """Quote what a spreadsheet would run as a formula, for csv and other text formats."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    risky = plain.startswith(("\t", "\r", "\n")) or plain.lstrip().startswith(FORMULA_STARTS)
    return f"'{plain}" if risky else plain


def summary_json(reading: ExportReading, stored_duplicates: int = 0) -> dict[str, Any]:
    """Count what became of the rows; `stored_duplicates` were accepted but are known already."""
    return {
        "accepted": len(reading.accepted) - stored_duplicates,
        "duplicates": len(reading.duplicates) + stored_duplicates,
        "rejected": reading.rejected,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "problem": _with_sheet(problem.problem, problem, reading),
                "remedy": problem.remedy,
            }
            for problem in reading.problems
        ],
        "notes": list(_grouped_notes(reading)),
    }


def summary_text(reading: ExportReading, stored_duplicates: int = 0) -> str:
    """Set the summary as a table for a terminal or a log; identity numbers stay masked."""
    summary = summary_json(reading, stored_duplicates)
    page = Console(file=io.StringIO(), width=PAGE_WIDTH, color_system=None)
    page.print(
        Text(
            f"{reading.sheet or '文件'}：收件{summary['accepted']}件，"
            f"重复{summary['duplicates']}件，退回{summary['rejected']}件"
        )
    )
    for row in reading.duplicates:
        page.print(Text(f"第{row.row_number}行与第{row.first_row_number}行重复，没有再收"))
    if summary["problems"]:
        table = TextTable(title="退回的行")
        for heading in HEADINGS:
            table.add_column(heading, overflow="fold")
        for problem in summary["problems"][:MOST_LISTED]:
            table.add_row(*(Text(str(value)) for value in problem.values()))
        page.print(table)
    if (unlisted := len(summary["problems"]) - MOST_LISTED) > 0:
        page.print(Text(f"另有{unlisted}处问题没有列出，见标红的结果表或者 fuyuan import --json"))
    for note in summary["notes"]:
        page.print(Text(f"· {note}"))
    written: io.StringIO = page.file  # type: ignore[assignment]
    return written.getvalue()


def _with_sheet(text: str, at: Problem | Note, reading: ExportReading) -> str:
    return f"工作表“{at.sheet}”：{text}" if at.sheet and at.sheet != reading.sheet else text


def _grouped_notes(reading: ExportReading) -> Iterator[str]:
    for note, rows in reading.notes.by_kind():
        title = f"{note.column}：" if note.column else ""
        yield f"{_row_list(rows)}{title}{_with_sheet(note.text, note, reading)}"


def _row_list(numbers: Iterable[int]) -> str:
    named = [str(number) for number in dict.fromkeys(numbers) if number]
    if not named:
        return ""
    rest = f"等{len(named)}行" if len(named) > SHOWN_ROWS else "行"
    return f"第{'、'.join(named[:SHOWN_ROWS])}{rest} "


def write_report_xlsx(
    reading: ExportReading,
    source_path: str | Path,
    out_path: str | Path,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Copy the file with its faults in red and a last column saying what became of each row.

    Row numbers stay those of the source, except that a json list starts below its header. The
    copy holds the personal data of the source. Raises `UnreadableFile` when the source changed.
    """
    content = read_bytes(Path(source_path), limits)
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise UnreadableFile("文件在读取之后有改动", "请重新导入")
    # Every row is written as soon as it is read, and neither file is ever held.
    book = Workbook(write_only=True)
    for table, header in choose_tables(open_tables(content, limits), reading.mapping):
        _copy(reading, table, header.row_number, book.create_sheet(table.sheet or "数据"))
    _list_findings(reading, book.create_sheet("问题清单"))
    book.save(out_path)


def _copy(reading: ExportReading, table: Table, header_row: int, sheet: WriteOnlyWorksheet) -> None:
    """Copy the rows, colour and comment the bad cells, and state the outcome of every row."""
    width, dated = _shape(table)
    # The stubs leave it out.
    widths = sheet.column_dimensions  # type: ignore[attr-defined]
    for column in dated:
        widths[get_column_letter(column)].width = DATE_WIDTH
    outcomes = _outcomes(reading, table.sheet) | {header_row: "处理结果"}
    remarks = _remarks(reading, table.sheet, header_row)
    columns = _columns_by_header(table, header_row)
    shift, written = 0 if table.has_letters else 1, 0
    broken = ((number, ()) for number, _ in table.broken)
    for number, cells in heapq.merge(table.rows, broken, key=itemgetter(0)):
        for _ in range(written + 1, number + shift):
            sheet.append([])
        line = [_cell(sheet, content) for content in cells]
        line += [None] * (width - len(cells)) + [_cell(sheet, outcomes.get(number))]
        for header, said in remarks.get(number, {}).items():
            _mark(sheet, line, columns.get(header, width + 1), said)
        sheet.append(line)
        written = number + shift


def _shape(table: Table) -> tuple[int, set[int]]:
    """How many columns the widest row has, and which columns hold dates: both are said first."""
    width, dated = 0, set[int]()
    for _, cells in table.rows:
        width = max(width, len(cells))
        dated.update(column for column, cell in enumerate(cells, 1) if _is_day(cell))
    return width, dated


def _is_day(content: Cell) -> bool:
    return isinstance(content, date | datetime) and not getattr(content, "tzinfo", None)


def _cell(sheet: WriteOnlyWorksheet, content: Cell) -> SheetCell | None:
    """Write a date as a date and everything else as text that no spreadsheet evaluates."""
    if content is None:
        return None
    cell = WriteOnlyCell(sheet)
    if _is_day(content):
        cell.value = content
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", cell_text(content))
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _mark(
    sheet: WriteOnlyWorksheet, line: list[SheetCell | None], column: int, remarks: Sequence[str]
) -> None:
    cell = line[column - 1] or WriteOnlyCell(sheet)
    cell.fill = RED
    cell.comment = Comment("\n".join(remarks), AUTHOR, width=COMMENT_WIDTH, height=COMMENT_HEIGHT)
    line[column - 1] = cell


def _columns_by_header(table: Table, header_row: int) -> Mapping[str, int]:
    cells = dict(table.head(HEADER_SEARCH_ROWS))[header_row]
    names = [shown_name(cell_text(cell)) for cell in cells]
    return {name: index for index, name in reversed(list(enumerate(names, 1))) if name}


def _outcomes(reading: ExportReading, sheet: str) -> dict[int, str]:
    outcomes = dict.fromkeys(reading.accepted.numbers_in(sheet), "已收件")
    for duplicate in reading.duplicates:
        if duplicate.sheet == sheet:
            elsewhere = duplicate.first_sheet if duplicate.first_sheet != sheet else ""
            first = f"{elsewhere}第{duplicate.first_row_number}行"
            outcomes[duplicate.row_number] = f"与{first}重复"
    for problem in reading.problems:
        if problem.sheet == sheet and problem.row:
            outcomes[problem.row] = "退回，请改正标红处"
    return outcomes


def _remarks(
    reading: ExportReading, sheet: str, header_row: int
) -> dict[int, dict[str, list[str]]]:
    """What is said of each cell, by row and column; of the file as a whole at its header."""
    remarks: dict[int, dict[str, list[str]]] = {}
    for problem in reading.problems:
        if problem.sheet == sheet:
            text = f"{problem.problem}。{problem.remedy}。"
            row = remarks.setdefault(problem.row or header_row, {})
            row.setdefault(problem.column, []).append(text)
    return remarks


def _list_findings(reading: ExportReading, sheet: WriteOnlyWorksheet) -> None:
    summary = summary_json(reading)
    lines = [HEADINGS, *(tuple(problem.values()) for problem in summary["problems"])]
    lines += [("", "", "", note, "") for note in summary["notes"]]
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
