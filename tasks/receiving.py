"""Filings sent by a program: the request and its receipt are one transaction."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.intake import IntakeReceipt, IntakeSource
from models.ledger import ledger, reading
from rules.vocabulary.region_file import RegionError
from tasks import clock
from tasks.errors import FuyuanError, RefusedFilingError
from tasks.filings import Delivery, Stored, store_in
from tasks.intake import ExportReading, UnreadableFile, summary_json
from tasks.intake.office import office_of
from tasks.intake.problems import Problem
from tasks.intake.reading import read_content
from tasks.intake.tables import Limits
from tasks.senders import Sender

MOST_FILINGS = 500
LONGEST_KEY = 100
_BEFORE_JSON = b" \t\r\n\xef\xbb\xbf"
ACCEPTED, DUPLICATE, REJECTED = "accepted", "duplicate", "rejected"


class FilingOutcome(BaseModel):
    """What became of one filing of a request."""

    position: int = Field(title="第几件，从1起")
    outcome: str = Field(title="accepted 已收件、duplicate 重复、rejected 退回")
    number: str = Field("", title="收件编号；重复的为已有的编号")
    resembles: list[str] = Field(default_factory=list, title="相近的在先收件，登记后由人核对")
    problems: list[str] = Field(default_factory=list, title="退回的原因和办法，逐栏")
    notes: list[str] = Field(default_factory=list, title="更改和提示，逐栏")


class Receipt(BaseModel):
    """What was received; asked for again, it is the same."""

    receipt: str = Field(title="回执编号")
    accepted: int = Field(title="收件数")
    duplicates: int = Field(title="重复数")
    rejected: int = Field(title="退回数")
    filings: list[FilingOutcome] = Field(title="逐件")


class KeyReusedError(FuyuanError):
    """The same idempotency key came with another body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request as it came: how many filings it may hold is part of its address."""

    body: bytes
    key: str
    path: str
    is_batch: bool


def receive(sender: Sender, submission: Submission) -> Receipt:
    """Take in what a program sent, once a key; the same request again has the same receipt.

    Raises RefusedFilingError when nothing of it could be taken in, KeyReusedError, and FuyuanError
    for a region that cannot number such filings.
    """
    body_sha256 = hashlib.sha256(submission.body).hexdigest()
    key = submission.key or f"body:{body_sha256}"
    found = _read(sender, submission)
    try:
        with ledger() as session:
            # One request of a source at a time: a second with the same key sees the first's answer.
            session.scalars(
                select(IntakeSource.id).where(IntakeSource.id == sender.id).with_for_update()
            ).one()
            if known := _known(session, sender, key):
                return _again(known, body_sha256)
            stored = _store(session, sender, found, submission.path)
            receipt = _receipt(found, stored)
            if receipt.accepted or receipt.duplicates:
                session.add(
                    IntakeReceipt(
                        receipt=receipt.receipt,
                        source_id=sender.id,
                        idempotency_key=key,
                        body_sha256=body_sha256,
                        batch_id=stored.batch_id,
                        answer=receipt.model_dump(),
                        created_at=clock.now(),
                    )
                )
    except RegionError as error:
        raise FuyuanError(str(error)) from error
    if not (receipt.accepted or receipt.duplicates):
        # What came back whole may be mended and sent again under its own key.
        raise RefusedFilingError(list(_reasons(receipt.filings)))
    return receipt


def receipt_of(sender: Sender, receipt: str) -> Receipt | None:
    """A receipt that was given to this sender."""
    with reading() as session:
        answer = session.scalar(
            select(IntakeReceipt.answer).where(
                IntakeReceipt.receipt == receipt, IntakeReceipt.source_id == sender.id
            )
        )
    return None if answer is None else Receipt.model_validate(answer)


def _read(sender: Sender, submission: Submission) -> ExportReading:
    opening = submission.body.lstrip(_BEFORE_JSON)[:1]
    if opening != b"{" and not (submission.is_batch and opening == b"["):
        wanted = "对象的列表（[{…}, {…}]）" if submission.is_batch else "一个对象（{…}），一次一件"
        raise RefusedFilingError([f"内容应为JSON：{wanted}"])
    limits = Limits(max_rows=MOST_FILINGS if submission.is_batch else 1)
    try:
        return read_content(submission.body, limits, office_of(sender.region, sender.name))
    except UnreadableFile as error:
        raise RefusedFilingError([str(error)]) from error


def _known(session: Session, sender: Sender, key: str) -> IntakeReceipt | None:
    return session.scalar(
        select(IntakeReceipt).where(
            IntakeReceipt.source_id == sender.id, IntakeReceipt.idempotency_key == key
        )
    )


def _again(known: IntakeReceipt, body_sha256: str) -> Receipt:
    if known.body_sha256 != body_sha256:
        message = "这个 Idempotency-Key 已经用于另一份内容：新的内容请用新的键"
        raise KeyReusedError(message)
    return Receipt.model_validate(known.answer)


def _store(session: Session, sender: Sender, found: ExportReading, path: str) -> Stored:
    return store_in(
        session,
        (row.filing for row in found.accepted),
        Delivery(
            source=f"接口：{sender.name}",
            region=sender.region,
            path=path,
            sender=sender.name,
            sha256=found.sha256,
            rejected=_rejected(found),
            problems=summary_json(found)["problems"],
            repeated=len(found.duplicates),
        ),
    )


def _rejected(found: ExportReading) -> int:
    return found.items - len(found.accepted) - len(found.duplicates)


def _receipt(found: ExportReading, stored: Stored) -> Receipt:
    outcomes = _outcomes(found, stored)
    counts = [outcome.outcome for outcome in outcomes]
    return Receipt(
        receipt=secrets.token_hex(16),
        accepted=counts.count(ACCEPTED),
        duplicates=counts.count(DUPLICATE),
        rejected=counts.count(REJECTED),
        filings=outcomes,
    )


def _outcomes(found: ExportReading, stored: Stored) -> list[FilingOutcome]:
    """One outcome for each that was sent, whatever became of it."""
    known, alike, numbers = dict(stored.duplicates), dict(stored.alike), iter(stored.accepted)
    outcomes: dict[int, dict[str, Any]] = {}
    for position, row in enumerate(found.accepted):
        number = known.get(position) or next(numbers)
        outcomes[row.row_number] = {
            "outcome": DUPLICATE if position in known else ACCEPTED,
            "number": number,
            "resembles": alike.get(position, []),
        }
    for each in found.duplicates:
        first = outcomes[each.first_row_number]["number"]
        outcomes[each.row_number] = {"outcome": DUPLICATE, "number": first}
    problems, notes = _by_row(found.problems), _by_row(found.notes)
    return [
        FilingOutcome(
            position=position,
            **outcomes.get(position, {"outcome": REJECTED}),
            problems=[_reason(problem) for problem in problems.get(position, [])]
            or ([] if position in outcomes else _of_the_whole(found)),
            notes=[f"{note.column}：{note.text}" for note in notes.get(position, [])],
        )
        for position in range(1, found.items + 1)
    ]


def _of_the_whole(found: ExportReading) -> list[str]:
    said = [_reason(problem) for problem in found.problems if not problem.row]
    return said or [
        "没有可以收件的内容：请填写收到起诉材料日期、起诉人、被诉行政机关、被诉行政行为"
    ]


def _by_row(items: Iterable[Any]) -> dict[int, list[Any]]:
    rows: dict[int, list[Any]] = {}
    for item in items:
        rows.setdefault(item.row, []).append(item)
    return rows


def _reason(problem: Problem) -> str:
    return f"{problem.column}：{problem.problem}。{problem.remedy}"


def _reasons(outcomes: Sequence[FilingOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        for reason in outcome.problems:
            yield reason if len(outcomes) == 1 else f"第{outcome.position}件 {reason}"
