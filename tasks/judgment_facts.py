"""What the trial recorded of its decision: read for those to whom it is explained."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Fact
from models.ledger import reading
from rules.paths.litigation.judgment import DecisionService, Dismissal, Judgment
from rules.vocabulary.question import Question, YesNo
from tasks.errors import FuyuanError
from tasks.records import find_case
from tasks.running import as_due

Q = TypeVar("Q", bound=Question)
FOR_A_RULING = "L_APPEAL_R_10D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of first instance, and when each party was served with it."""

    title: str
    docket_number: str
    decided_on: dt.date
    appeal_rule: str
    has_flaw: bool
    services: tuple[dict[str, Any], ...]


def decision_of(case_number: str, walk: int = 1) -> Decision:
    """The decision that this walk explains: the first, or after a remand the next one.

    Raises FuyuanError when it was not served on every party.
    """
    with reading() as session:
        case = find_case(session, case_number)
        served = _served_decisions(session, case)
        if len(served) < walk:
            message = f"案件{case.number}还没有登记裁判文书送达各方，不能进行判后答疑"
            raise FuyuanError(message)
        rules = [clocks[0].rule for clocks in served[:walk]]
        is_ruling = rules[-1] == FOR_A_RULING
        of_its_kind = rules.count(rules[-1]) - 1
        judgment = None if is_ruling else _answers(session, case, Judgment)[of_its_kind]
        decided = judgment or _answers(session, case, Dismissal)[of_its_kind]
        numbers = {row.kind: row.number for row in case.numbers}
        return Decision(
            title="行政裁定书（驳回起诉）" if is_ruling else "行政判决书",
            docket_number=numbers.get("行政一审", case.number),
            decided_on=decided.decided_on,
            appeal_rule=rules[-1],
            has_flaw=judgment is not None and judgment.has_flaw is YesNo.YES,
            services=tuple(
                {"party": row.recipient, "served_on": row.trigger_on, "appeal_due": as_due(row)}
                for row in served[walk - 1]
            ),
        )


def _served_decisions(session: Session, case: Case) -> list[list[RunningDeadline]]:
    """The appeal clocks of each decision that has reached its last party, in that order."""
    decisions: list[list[RunningDeadline]] = []
    clocks: list[RunningDeadline] = []
    for fact in _facts(session, case, DecisionService):
        clocks.append(_appeal_clock(session, case, fact.occasion))
        if DecisionService.model_validate_json(fact.value).is_last is YesNo.YES:
            decisions.append(clocks)
            clocks = []
    return decisions


def _appeal_clock(session: Session, case: Case, occasion: str) -> RunningDeadline:
    started_by = DecisionService.dated("served_on", occasion)
    return session.scalars(
        select(RunningDeadline).where(
            RunningDeadline.case_id == case.id, RunningDeadline.fact == started_by
        )
    ).one()


def _answers(session: Session, case: Case, question: type[Q]) -> list[Q]:
    return [question.model_validate_json(f.value) for f in _facts(session, case, question)]


def _facts(session: Session, case: Case, question: type[Question]) -> Sequence[Fact]:
    return session.scalars(
        select(Fact)
        .where(
            Fact.case_id == case.id,
            Fact.question == question.code,
            Fact.expired.is_(False),
        )
        .order_by(Fact.id)
    ).all()
