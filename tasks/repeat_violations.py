"""重复违法: how often an agency lost for the same violation within a year, in the whole ledger."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models.case import DEFENDANT, Case, Party
from models.history import Event, Fact
from models.ledger import ledger
from rules.paths.loss_review.questions import LossAnalysis, LossReceipt, Violation
from rules.paths.loss_review.repeats import WINDOW_MONTHS, is_repeated, most_in_window
from tasks.records import find_case, tell
from tasks.stages import walk_in
from tasks.step import step


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What the ledger knew when the loss was analysed: how many, and which cases."""

    count: int
    case_numbers: tuple[str, ...]

    @property
    def is_warning(self) -> bool:
        """Whether so many are a warning."""
        return is_repeated(self.count)


@step("重复违法检出")
def count_repeats(case_number: str, agency: str, *, occasion: str) -> Repeats:
    """Count the losses like this one within twelve months, this one included; counted once.

    Like means: same agency, same cause, same violation. What was counted stands in the timeline,
    so that a run that comes this way again sees the same.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        key = f"repeats:{occasion}"
        counted = select(Event.data).where(Event.case_id == case.id, Event.key == key)
        if (data := session.scalar(counted)) is None:
            found = _count(session, case, agency, walk_in(occasion))
            data = {"count": found.count, "case_numbers": list(found.case_numbers)}
            verdict = "，达到预警" if found.is_warning else ""
            text = f"{agency}同案由、同违法事由败诉，{WINDOW_MONTHS}个月内{found.count}件{verdict}"
            tell(session, case, key=key, kind="重复违法", text=text, **data)
        return Repeats(count=data["count"], case_numbers=tuple(data["case_numbers"]))


def _count(session: Session, case: Case, agency: str, walk: int) -> Repeats:
    losses = _losses(session, case.cause, agency)
    violation, on = next(
        (loss.violation, loss.received_on)
        for loss in losses
        if (loss.case_number, loss.walk) == (case.number, walk)
    )
    # A case that was lost twice, on appeal again, is one violation.
    first: dict[str, dt.date] = {}
    for loss in losses:
        if loss.violation is violation:
            first.setdefault(loss.case_number, loss.received_on)
    first[case.number] = on
    near = {number: day for number, day in first.items() if most_in_window((day, on), on) > 1}
    near[case.number] = on
    return Repeats(
        count=most_in_window(first.values(), on),
        case_numbers=tuple(sorted(near, key=lambda number: (near[number], number))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loss:
    case_number: str
    walk: int
    received_on: dt.date
    violation: Violation


def _losses(session: Session, cause: str, agency: str) -> list[_Loss]:
    """Every analysed loss of an agency in cases of one cause, in one query, the earliest first."""
    receipt, analysis = aliased(Fact), aliased(Fact)
    rows = session.execute(
        select(Case.number, receipt.value, receipt.occasion, analysis.value, analysis.occasion)
        .join(receipt, receipt.case_id == Case.id)
        .join(analysis, analysis.case_id == Case.id)
        .join(Party, Party.case_id == Case.id)
        .where(
            Case.cause == cause,
            Party.role == DEFENDANT,
            Party.name == agency,
            receipt.question == LossReceipt.code,
            analysis.question == LossAnalysis.code,
        )
    ).all()
    losses = []
    for number, received, receipt_of, analysed, analysis_of in rows:
        walk = walk_in(receipt_of)
        if walk != walk_in(analysis_of):
            continue  # Of another review in the same case: it was lost again on retrial.
        registered = LossReceipt.model_validate_json(received)
        told = LossAnalysis.model_validate_json(analysed)
        # Without a name the case has only one agency, which is this one.
        if {registered.agency, told.agency} <= {"", agency}:
            losses.append(
                _Loss(
                    case_number=number,
                    walk=walk,
                    received_on=registered.received_on,
                    violation=told.violation,
                )
            )
    return sorted(losses, key=lambda loss: (loss.received_on, loss.case_number))
