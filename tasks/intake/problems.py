"""What reading an export found: rows taken, rows refused and why, things worth knowing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from rules.cleaning import is_invisible
from rules.filing import Fault
from tasks.intake.gathering import Notes, Rows
from tasks.intake.mapping import NO_MAPPING, ColumnMapping

SHOWN_LENGTH = 40
PERSONAL_FIELDS = frozenset({"id_number", "phone", "address", "plaintiffs"})
SHORT_NUMBER = 9
_LONG_NUMBER = re.compile(rf"\d(?:[ -]?\d){{{SHORT_NUMBER - 1},}}[Xx]?")
_WRITTEN_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2})?")


class UnreadableFile(Exception):  # noqa: N818 - named for what the clerk is told
    """The whole file cannot be read; the message says why and what to do, in Chinese."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}。{remedy}。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row is refused; row 0 is the file as a whole. `value` is masked when personal."""

    row: int
    column: str
    column_letter: str
    value: str
    problem: str
    remedy: str
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A row that reports the same filing as an earlier row of the same file."""

    row_number: int
    first_row_number: int
    sheet: str = ""
    first_sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReading:
    """All that one file said: every data row is accepted, a duplicate or refused."""

    sheet: str
    header_row: int
    sha256: str
    accepted: Rows
    duplicates: tuple[Duplicate, ...]
    problems: tuple[Problem, ...]
    notes: Notes
    rejected: int
    mapping: ColumnMapping = NO_MAPPING
    # How many items a json list holds, whatever they are; 0 for sheets of cells.
    items: int = 0


def faults_in(error: ValidationError) -> tuple[Fault, ...]:
    """Put a refused `Filing` into Chinese, one fault a field, without the offending input."""
    return tuple(_faults_in(error))


def _faults_in(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_input=False, include_url=False):
        context = detail.get("ctx", {})
        if "faults" in context:
            yield from context["faults"]
            continue
        field = next((str(p) for p in reversed(detail["loc"]) if isinstance(p, str)), "")
        said = _SAYINGS.get(detail["type"], "格式不正确")
        yield Fault(field=field, problem=said.format(**context), remedy="请更正后重新提交")


_SAYINGS = {
    "missing": "未填写",
    "string_too_short": "未填写",
    "too_short": "未填写",
    "string_too_long": "超过上限{max_length}字",
    "too_long": "超过上限{max_length}",
    "extra_forbidden": "不是本表的项目",
    "enum": "不在可选项之内",
    "date_from_datetime_parsing": "不是日期",
    "date_parsing": "不是日期",
    "date_type": "不是日期",
    "int_parsing": "不是整数",
    "int_type": "不是整数",
    "bool_parsing": "应填是或者否",
    "bool_type": "应填是或者否",
    "date_from_datetime_inexact": "日期不得带有时刻",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "model_type": "应为对象",
    "json_invalid": "不是有效的json",
    "greater_than_equal": "不得小于{ge}",
    "less_than_equal": "不得大于{le}",
}


def mask(value: str, field: str = "") -> str:
    """Show enough of a value to find it in the file, never a whole number or name of a person.

    What cannot be seen is shown by its number: no terminal, log or page obeys it.
    """
    value = shown_plainly(value)
    if field == "plaintiffs":
        value = value[:1] + "*" * min(len(value) - 1, 2) if value else ""
    elif field in PERSONAL_FIELDS:
        value = mask_number(value)
    else:
        value = mask_numbers(value)
    return value if len(value) <= SHOWN_LENGTH else f"{value[:SHOWN_LENGTH]}…"


def shown_plainly(text: str) -> str:
    """Write control, zero-width and bidirectional characters as 〔U+202E〕, line ends as blanks."""
    if text.isprintable():
        return text
    return "".join(
        " " if c in "\r\n\t\u2028\u2029" else f"〔U+{ord(c):04X}〕" if is_invisible(c) else c
        for c in text
    )


def mask_number(value: str) -> str:
    """Keep the first three and the last two characters, fewer of a short value."""
    head, tail = (3, 2) if len(value) > SHORT_NUMBER else (len(value) // 3, 0)
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


def mask_numbers(text: str) -> str:
    """Mask every run of digits in a text that is long enough to be an identity or phone number."""
    return _LONG_NUMBER.sub(_masked_run, shown_plainly(text))


def _masked_run(found: re.Match[str]) -> str:
    run = found.group()
    return run if _WRITTEN_DATE.fullmatch(run) else mask_number(run)
