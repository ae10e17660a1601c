"""The register of numbers: every one that was given, to what, and what became of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from models.bulk import among
from models.case import Case
from models.filing import FilingRecord
from models.ledger import reading
from models.letter import RESERVED, SUPERSEDED, VOIDED, IssuedLetter
from models.number import GivenNumber, NumberSequence
from tasks.clock import CHINA
from tasks.numbering import NumberKind, SequenceName

PAGE = 1000
USED, PENDING, UNUSED, WAITING = "已使用", "保留，尚未制作完成", "没有对应的文书", "待登记"
STATES = {
    (False, ""): USED,
    (False, VOIDED): "作废",
    (False, SUPERSEDED): "已使用，文书已被替代",
    (True, ""): PENDING,
    (True, VOIDED): "作废，未制作",
}
ORGANS = {
    "court": "人民法院",
    "studio": "化解工作室",
    "center": "化解中心",
    "justice_bureau": "司法局",
    "reconsideration": "行政复议机关",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which numbers are asked for; empty means any."""

    region: str = ""
    organ: str = ""
    year: int | None = None

    def includes(self, sequence: SequenceName) -> bool:
        """Whether the numbers of a sequence are asked for."""
        return (
            self.region in ("", sequence.region)
            and self.organ in ("", sequence.organ, ORGANS.get(sequence.organ))
            and (self.year is None or str(self.year) == sequence.year)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """A line of the register."""

    sequence: str
    value: int
    number: str
    used_for: str
    given_at: dt.datetime
    state: str
    reason: str
    marked_by: str
    marked_at: dt.datetime | None


def register_lines(wanted: Wanted) -> Iterator[NumberLine]:
    """Every number wanted, sequence by sequence and in order; read a page at a time."""
    with reading() as session:
        names = [name for name in _names(session) if wanted.includes(SequenceName(name))]
        query = _numbers().where(among(session, GivenNumber.sequence, names))
        for row in session.execute(query.execution_options(yield_per=PAGE)):
            yield _line(row)


def _names(session: Session) -> list[str]:
    return list(session.scalars(select(NumberSequence.name).order_by(NumberSequence.name)))


def _numbers() -> Select[Any]:
    return (
        select(
            GivenNumber.sequence,
            GivenNumber.value,
            GivenNumber.number,
            GivenNumber.given_to,
            GivenNumber.given_at,
            IssuedLetter.title,
            IssuedLetter.state,
            IssuedLetter.mark,
            IssuedLetter.mark_reason,
            IssuedLetter.marked_by,
            IssuedLetter.marked_at,
            Case.number.label("case_number"),
        )
        .outerjoin(IssuedLetter, IssuedLetter.number == GivenNumber.number)
        .outerjoin(FilingRecord, FilingRecord.number == GivenNumber.number)
        .outerjoin(Case, Case.id == func.coalesce(IssuedLetter.case_id, FilingRecord.case_id))
        .order_by(GivenNumber.sequence, GivenNumber.value)
    )


def _line(row: Row[Any]) -> NumberLine:
    is_of_letter = SequenceName(row.sequence).kind is NumberKind.LETTER
    if row.state is None:
        state = UNUSED if is_of_letter else USED
        is_of_filing = SequenceName(row.sequence).kind is NumberKind.FILING
        used_for = row.case_number or (WAITING if is_of_filing else _named(row.given_to))
    else:
        state = STATES[row.state == RESERVED, row.mark]
        used_for = f"{row.case_number or ''}《{row.title}》"
    return NumberLine(
        sequence=row.sequence,
        value=row.value,
        number=row.number,
        used_for=used_for,
        given_at=row.given_at.astimezone(CHINA),
        state=state,
        reason=row.mark_reason or "",
        marked_by=row.marked_by or "",
        marked_at=row.marked_at.astimezone(CHINA) if row.marked_at else None,
    )


def _named(given_to: str) -> str:
    return given_to.rpartition(":")[2]
