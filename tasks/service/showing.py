"""One service whole: what was reported of it, its failed attempts, where the recipient is found."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.letter import IssuedLetter
from models.service import LetterService
from rules.service import THEN, Method, State
from rules.service_reports import AddressConfirmation, ServiceFailure, ServiceRecord
from tasks.service.consents import address_of, confirmed
from tasks.service.listing import ServiceLine, Wanted, service_lines
from tasks.service.rows import failures, row_of

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A service with all that is on record of it, each value under its Chinese title."""

    line: ServiceLine
    report: Lines
    failed: tuple[str, ...]
    offered: tuple[str, ...]
    address: Lines
    confirmed: dict[str, Any]


def shown(session: Session, row_id: int) -> Shown:
    """One service. Raises NotAskedError when there is none of this number."""
    row = row_of(session, row_id)
    letter = session.get_one(IssuedLetter, row.letter_id)
    case = session.get_one(Case, letter.case_id)
    lines = service_lines(session, Wanted(letter_id=letter.id))
    tried = [ServiceFailure.model_validate_json(each.report) for each in failures(session, row)]
    address = address_of(session, case, row)
    return Shown(
        line=next(line for line in lines if line.id == row_id),
        report=tuple(report_lines(row)),
        failed=tuple(
            f"{one.failed_on}{one.method.value}：{one.reason.value}{_after(one.note)}"
            for one in tried
        ),
        offered=tuple(method.value for method in THEN[tried[-1].reason]) if tried else (),
        address=tuple(_titled(confirmed(address))) if address else (),
        confirmed=json.loads(address.confirmed) if address else {},
    )


def proof_of(session: Session, row_id: int) -> tuple[str, str]:
    """The name and the digest of a service's proof, both empty without one."""
    row = row_of(session, row_id)
    return row.evidence_name, row.evidence_sha256


def report_lines(row: LetterService) -> Iterator[tuple[str, str]]:
    """Yield what was reported of an attempt, each value under its Chinese title."""
    if row.report:
        has_failed = row.state == State.RETURNED and row.method != Method.PUBLIC
        kind = ServiceFailure if has_failed else ServiceRecord
        yield from _titled(kind.model_validate_json(row.report))
    elif row.served_on:
        yield "送达日期", str(row.served_on)
        yield "登记", f"{row.recorded_by}，随答复登记"


def _titled(
    given: ServiceRecord | ServiceFailure | AddressConfirmation,
) -> Iterator[tuple[str, str]]:
    for name, value in json.loads(given.model_dump_json()).items():
        if value and value != "否":
            yield str(type(given).model_fields[name].title), str(value)


def _after(note: str) -> str:
    return f"，{note}" if note else ""
