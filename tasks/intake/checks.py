"""Turn one row of cells into a filing, or into the problems that stand in its way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from rules.filing import DATE_TITLES, Fault, Filing, RiskTag, find_faults
from tasks.intake.columns import REQUIRED, Header
from tasks.intake.dates import FULL_FORM, read_date
from tasks.intake.gathering import Note
from tasks.intake.names_of_fields import SYNONYMS
from tasks.intake.office import Office
from tasks.intake.people import doubts, read_people
from tasks.intake.problems import Problem, faults_in, mask, mask_numbers
from tasks.intake.tables import Cell, Table
from tasks.intake.values import (
    cell_text,
    is_blank,
    is_unknown,
    read_agencies,
    read_tags,
    read_text,
    read_yes_no,
    refuse_formula,
)

TEXTS = ("act", "claims", "cause")
WANTED = {
    "act_known_on": "未填知道行为内容日期，起诉期限不能自动计算",
    "claims": "未填诉讼请求，请核对起诉状",
}


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row and gathers what is wrong with it and what was noticed."""

    row: int
    header: Header
    table: Table
    office: Office
    cells: Mapping[str, Cell]
    extras: Sequence[tuple[str, Cell]]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, fault: Fault) -> None:
        """Record a problem under the header of its column, its value masked."""
        column = self.header.column(fault.field)
        shown = cell_text(self.cells.get(fault.field))
        self.problems.append(
            Problem(
                row=self.row,
                column=column.header if column else SYNONYMS.get(fault.field, (fault.field,))[0],
                column_letter=column.letter if column and self.table.has_letters else "",
                value=mask(shown, fault.field),
                problem=fault.problem,
                remedy=fault.remedy,
                sheet=self.table.sheet,
            )
        )

    def notice(self, name: str, texts: Iterable[str]) -> None:
        """Record notes under the header of their column."""
        for text in texts:
            column = self.header.column(name)
            title = column.header if column else SYNONYMS[name][0]
            note = Note(row=self.row, column=title, text=mask_numbers(text), sheet=self.table.sheet)
            self.notes.append(note)


def read_row(reader: RowReader) -> Filing | None:
    """Read a filing, or leave in the reader every problem found in the row."""
    facts: dict[str, Any] = {}
    for name in DATE_TITLES:
        facts[name] = _read_date(reader, name)
    for name in TEXTS:
        facts[name] = _read_text(reader, name)
    facts["source_ref"] = _read_reference(reader)
    facts["agencies"] = _read_agencies(reader)
    _read_people(reader, facts)
    _read_reconsidered(reader, facts)
    facts["risk_tags"], loose = _read_tags(reader)
    facts["note"] = _read_note(reader, [*facts.pop("extras"), *loose])
    filing, refused = (None, ()) if reader.problems else _build(facts)
    # A filing that could be built has looked for such faults itself.
    faults = () if filing else find_faults(facts)
    for fault in (*faults, *_to_come(facts, reader.office.today)):
        reader.refuse(fault)
    if reader.problems:
        return None
    _notice_wanted(reader, facts)
    for fault in refused:
        reader.refuse(fault)
    return filing


def _to_come(facts: Mapping[str, Any], today: date | None) -> Iterator[Fault]:
    received_on = facts["received_on"]
    if today and received_on and received_on > today:
        yield Fault(
            field="received_on",
            problem=f"{DATE_TITLES['received_on']}（{received_on}）晚于今天（{today}）",
            remedy="请按收件凭证核对年份和日期",
        )


def _build(facts: dict[str, Any]) -> tuple[Filing | None, tuple[Fault, ...]]:
    try:
        return Filing.model_validate(facts), ()
    except ValidationError as error:
        return None, faults_in(error)


def _read_date(reader: RowReader, name: str) -> date | None:
    cell = reader.cells.get(name)
    text = "" if isinstance(cell, date) else cell_text(cell)
    if (cell is None or isinstance(cell, str)) and (is_blank(text) or is_unknown(text)):
        _miss_date(reader, name, text)
        return None
    if formula := refuse_formula(text):
        reader.refuse(Fault(field=name, problem=formula[0], remedy=f"请{FULL_FORM}"))
        return None
    written = text if isinstance(cell, str) else cell
    parsed = read_date(written, reader.table.epoch, reader.header.short_dates)
    reader.notice(name, parsed.notes)
    if parsed.problem:
        problem = f"{parsed.problem}:{DATE_TITLES[name]}"
        reader.refuse(Fault(field=name, problem=problem, remedy=parsed.remedy))
    elif isinstance(cell, str) and not text.isascii() and _is_wide(text):
        reader.notice(name, ["全角字符已转为半角"])
    return parsed.value


def _is_wide(text: str) -> bool:
    return any("０" <= c <= "９" or c in "／－．" for c in text)


def _miss_date(reader: RowReader, name: str, text: str) -> None:
    if name in REQUIRED:
        said = f"{DATE_TITLES[name]}写为“{text.strip()}”" if text.strip() else "未填写"
        reader.refuse(Fault(field=name, problem=said, remedy=f"请核对收件凭证，{FULL_FORM}"))
    elif is_unknown(text):
        reader.notice(name, [f"写为“{text.strip()}”，按未填处理"])


def _read_text(reader: RowReader, name: str) -> str:
    parsed = read_text(reader.cells.get(name))
    reader.notice(name, parsed.notes)
    if name in REQUIRED and (is_blank(parsed.value) or is_unknown(parsed.value)):
        title = SYNONYMS[name][0]
        remedy = f"请按起诉状补填{title}"
        reader.refuse(Fault(field=name, problem=f"未填写{title}", remedy=remedy))
    return parsed.value


def _read_reference(reader: RowReader) -> str:
    text = cell_text(reader.cells.get("source_ref"))
    if refuse_formula(text):  # Serial numbers are often =ROW(), which names nothing by itself.
        reader.notice("source_ref", ["序号是公式，没有读取"])
        return ""
    return _read_text(reader, "source_ref")


def _read_agencies(reader: RowReader) -> tuple[str, ...]:
    parsed = read_agencies(reader.cells.get("agencies"))
    reader.notice("agencies", parsed.notes)
    if parsed.problem:
        reader.refuse(Fault(field="agencies", problem=parsed.problem, remedy=parsed.remedy))
    for name in parsed.value:
        reader.notice("agencies", reader.office.agencies.doubts(name))
    return parsed.value


def _read_people(reader: RowReader, facts: dict[str, Any]) -> None:
    people = read_people(reader.cells)
    for fault in people.faults:
        reader.refuse(fault)
    for name, text in people.notes:
        reader.notice(name, [text])
    for plaintiff in people.plaintiffs:
        reader.notice("id_number", doubts(plaintiff, facts["received_on"]))
    facts["plaintiffs"], facts["plaintiff_count"] = people.plaintiffs, people.count
    facts["extras"] = people.extras


def _read_reconsidered(reader: RowReader, facts: dict[str, Any]) -> None:
    parsed = read_yes_no(reader.cells.get("reconsidered"))
    has_date = facts["reconsideration_received_on"] is not None
    if parsed.problem:
        reader.refuse(Fault(field="reconsidered", problem=parsed.problem, remedy=parsed.remedy))
        return
    if parsed.value is None and has_date:
        reader.notice("reconsidered", ["未填是否经过复议，因有复议决定日期按“是”处理"])
    if parsed.value and not has_date:
        reader.notice("reconsideration_received_on", ["经过复议而没有收到复议决定的日期，请核对"])
    facts["reconsidered"] = has_date if parsed.value is None else parsed.value


def _read_tags(reader: RowReader) -> tuple[list[RiskTag], list[str]]:
    parsed = read_tags(reader.cells.get("risk_tags"))
    reader.notice("risk_tags", parsed.notes)
    known, unknown = parsed.value
    return known, [f"其他风险标签：{'、'.join(unknown)}"] if unknown else []


def _read_note(reader: RowReader, loose: Iterable[str]) -> str:
    """Keep in the note what has no field of its own: unknown columns, tags, items of people."""
    parsed = read_text(reader.cells.get("note"))
    reader.notice("note", parsed.notes)
    extras = [(header, read_text(cell).value) for header, cell in reader.extras]
    named = [f"{header}：{text}" for header, text in extras if not is_blank(text)]
    return "\n".join(part for part in (parsed.value, *loose, *named) if part)


def _notice_wanted(reader: RowReader, facts: Mapping[str, Any]) -> None:
    for name, text in WANTED.items():
        if not facts[name]:
            reader.notice(name, [text])
