"""Read a court's export: find the table, read every row, lose none silently."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rules.filing import Filing
from tasks.intake.checks import RowReader, read_row
from tasks.intake.columns import Header, accepted_names, find_header
from tasks.intake.furniture import data_rows, exported_on
from tasks.intake.gathering import Note, Notes, Row, Rows
from tasks.intake.mapping import NO_MAPPING, ColumnMapping
from tasks.intake.names_of_fields import SYNONYMS
from tasks.intake.office import BARE_OFFICE, Office
from tasks.intake.problems import (
    Duplicate,
    ExportReading,
    Problem,
    UnreadableFile,
    mask,
    mask_numbers,
)
from tasks.intake.sources import open_tables, read_bytes
from tasks.intake.tables import Limits, Line, Table
from tasks.progress import Follow, unseen

DEFAULT_LIMITS = Limits()
EXPECTED_LATER = ("id_number", "act_known_on", "claims")


class _Place(NamedTuple):
    row: int
    sheet: str


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What was found so far; of earlier rows only where they stand is looked up, by digests."""

    office: Office
    follow: Follow
    accepted: Rows = field(default_factory=Rows)
    duplicates: list[Duplicate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    rejected: int = 0
    seen: dict[bytes, _Place] = field(default_factory=dict)
    disputes: dict[bytes, _Place] = field(default_factory=dict)
    holders: dict[str, tuple[str, _Place]] = field(default_factory=dict)

    def notice(self, row: int, text: str, sheet: str = "") -> None:
        self.notes.extend([Note(row=row, column="", text=mask_numbers(text), sheet=sheet)])


def read_export(
    path: str | Path,
    limits: Limits = DEFAULT_LIMITS,
    office: Office = BARE_OFFICE,
    follow: Follow = unseen,
) -> ExportReading:
    """Read and check an export of any format; raises `UnreadableFile` when nothing can be.

    Whoever waits may `follow` the rows.
    """
    return read_content(read_bytes(Path(path), limits), limits, office, follow)


def read_content(
    content: bytes,
    limits: Limits = DEFAULT_LIMITS,
    office: Office = BARE_OFFICE,
    follow: Follow = unseen,
) -> ExportReading:
    """Read and check what a file holds or a program sent, as `read_export` does."""
    gathered = _Gathered(office=office, follow=follow)
    tables = open_tables(content, limits)
    chosen = choose_tables(tables, office.mapping)
    for table in tables:
        if table.is_hidden and find_header(table, office.mapping):
            gathered.notice(0, f"隐藏的工作表“{table.sheet}”没有读取")
    for table, header in chosen:
        _read_table(table, header, gathered)
    return ExportReading(
        sheet="、".join(table.sheet for table, _ in chosen),
        header_row=chosen[0][1].row_number,
        sha256=hashlib.sha256(content).hexdigest(),
        accepted=gathered.accepted,
        duplicates=tuple(gathered.duplicates),
        problems=tuple(gathered.problems),
        notes=gathered.notes,
        rejected=gathered.rejected,
        mapping=office.mapping,
        items=sum(table.items for table, _ in chosen),
    )


def choose_tables(
    tables: Sequence[Table], mapping: ColumnMapping = NO_MAPPING
) -> tuple[tuple[Table, Header], ...]:
    """Take every visible sheet that has all required columns, or else the one nearest to it."""
    found = [(table, header) for table in tables if (header := find_header(table, mapping))]
    visible = [(table, header) for table, header in found if not table.is_hidden]
    if not visible:
        hidden = "、".join(table.sheet for table, _ in found)
        raise UnreadableFile(
            f"收件登记表在隐藏的工作表“{hidden}”里" if hidden else "找不到收件登记表的表头",
            "请取消隐藏后重新保存"
            if hidden
            else f"表头应有这些列：{accepted_names()}；列名特殊的用 fuyuan import --map 建对照",
        )
    complete = tuple(pair for pair in visible if not pair[1].missing)
    return complete or (max(visible, key=lambda pair: pair[1].known),)


def _read_table(table: Table, header: Header, gathered: _Gathered) -> None:
    rows = gathered.follow(table.rows, "读取", table.expected)
    body = data_rows(rows, header, lambda row, text: gathered.notice(row, text, table.sheet))
    if header.missing:
        gathered.problems.append(_missing_columns(table, header))
        gathered.rejected += sum(1 for _ in body) + len(table.broken)
        return
    _notice_columns(table, header, gathered)
    for number, text in table.broken:
        gathered.rejected += 1
        gathered.problems.append(_broken_item(number, text, table))
    export_day = exported_on(table, header)
    for reader in _readers(body, table, header, gathered.office):
        _read_line(reader, gathered, export_day)


def _missing_columns(table: Table, header: Header) -> Problem:
    unknown = mask_numbers("、".join(c.header for c in header.columns if not c.field))
    hint = f"。表中不认识的列：{unknown}" if unknown else ""
    return Problem(
        row=0,
        column="、".join(SYNONYMS[name][0] for name in header.missing),
        column_letter="",
        value="",
        problem=f"缺少必需的列，整个表没有读取：{accepted_names(header.missing)}{hint}",
        remedy="请在导出时选上这些列，或者用 fuyuan import --map 建列名对照",
        sheet=table.sheet,
    )


def _broken_item(number: int, text: str, table: Table) -> Problem:
    return Problem(
        row=number,
        column="",
        column_letter="",
        value=mask(text),
        problem="这一项不是对象",
        remedy="请改为{…}形式的对象",
        sheet=table.sheet,
    )


def _notice_columns(table: Table, header: Header, gathered: _Gathered) -> None:
    unknown = "、".join(column.header for column in header.columns if not column.field)
    if unknown:
        gathered.notice(0, f"不认识的列“{unknown}”，内容已记入备注", table.sheet)
    absent = [SYNONYMS[name][0] for name in EXPECTED_LATER if header.column(name) is None]
    if absent:
        gathered.notice(0, f"表中没有这些列，登记后请补录：{'、'.join(absent)}", table.sheet)


def _readers(
    body: Iterator[Line], table: Table, header: Header, office: Office
) -> Iterator[RowReader]:
    known = [(column.field, column.index) for column in header.columns if column.field]
    others = [(column.header, column.index) for column in header.columns if not column.field]
    for number, cells in body:
        width = len(cells)
        yield RowReader(
            row=number,
            header=header,
            table=table,
            office=office,
            cells={field: cells[index] for field, index in known if index < width},
            extras=[(title, cells[index]) for title, index in others if index < width],
        )


def _read_line(reader: RowReader, gathered: _Gathered, export_day: date | None) -> None:
    filing = read_row(reader)
    if filing is None:
        gathered.problems.extend(reader.problems)
        gathered.notes.extend(reader.notes)
        gathered.rejected += 1
        return
    if export_day and filing.received_on > export_day:
        reader.notice("received_on", [f"收到日期晚于表上的导出日期{export_day}，请核对"])
    place = _Place(reader.row, reader.table.sheet)
    first = gathered.seen.setdefault(_compact(filing.content_key()), place)
    if first is not place:
        gathered.duplicates.append(_duplicate(place, first))
        return
    reader.notice("plaintiffs", _resemblances(filing, place, gathered))
    gathered.notes.extend(reader.notes)
    gathered.accepted.append(
        Row(row_number=place.row, filing=filing, notes=tuple(reader.notes), sheet=place.sheet)
    )


def _compact(digest: str) -> bytes:
    # Half of a SHA-256 still tells all rows apart, in a quarter of the memory.
    return bytes.fromhex(digest[:32])


def _duplicate(place: _Place, first: _Place) -> Duplicate:
    return Duplicate(
        row_number=place.row,
        first_row_number=first.row,
        sheet=place.sheet,
        first_sheet=first.sheet,
    )


def _resemblances(filing: Filing, place: _Place, gathered: _Gathered) -> Iterator[str]:
    """Point to earlier rows that may be the same dispute or misuse the same identity number."""
    alike = gathered.disputes.setdefault(_compact(filing.dispute_key()), place)
    if alike is not place:
        yield f"与{_said(alike, place)}的起诉人、被告和行为相同，请核对是否同一争议"
    for plaintiff in filing.plaintiffs:
        if plaintiff.id_number:
            holder = (plaintiff.name, place)
            name, first = gathered.holders.setdefault(plaintiff.id_number, holder)
            if name != plaintiff.name:
                yield f"证件号码与{_said(first, place)}不同姓名的起诉人相同，请核对原件"


def _said(first: _Place, place: _Place) -> str:
    sheet = f"工作表“{first.sheet}”" if first.sheet != place.sheet else ""
    return f"{sheet}第{first.row}行"
