"""What became of a pre-filing mediation, told from what was answered in it."""

import json
from typing import Any

from sqlalchemy import select

from models.deadline import RunningDeadline
from models.history import Fact
from models.ledger import reading
from rules.paths.prefiling_mediation.agreement import SettlementTerms
from rules.paths.prefiling_mediation.questions import MediationSession, MediatorChoice
from tasks import clock
from tasks.records import find_case

READ = (MediatorChoice.code, MediationSession.code, SettlementTerms.code)


def closing_account(case_number: str) -> dict[str, Any]:
    """What the closing report says of the mediation that ends today: by whom, when, how often."""
    with reading() as session:
        case = find_case(session, case_number)
        accepted_on = session.scalar(
            select(RunningDeadline.trigger_on).where(
                RunningDeadline.case_id == case.id, RunningDeadline.rule == "M_PRE_30D"
            )
        )
        recorded = session.scalars(
            select(Fact).where(
                Fact.case_id == case.id, Fact.question.in_(READ), Fact.expired.is_(False)
            )
        ).all()
    answers: dict[str, list[dict[str, Any]]] = {code: [] for code in READ}
    for fact in sorted(recorded, key=lambda fact: int(fact.occasion)):
        answers[fact.question].append(json.loads(fact.value))
    chosen, held, agreed = (answers[code] for code in READ)
    return {
        "mediator": _mediator(chosen),
        "accepted_on": accepted_on,
        "ended_on": clock.today(),
        "sessions": [(one["held_on"], one["result"]) for one in held],
        "terms": agreed[-1]["terms"] if agreed else [],
        "undisputed_count": sum(bool(one["undisputed_facts"]) for one in held),
    }


def _mediator(chosen: list[dict[str, Any]]) -> str:
    if not chosen or not chosen[-1]["mediator"]:
        return ""
    last = chosen[-1]
    return f"{last['mediator']}（{last['organization'] or last['kind']}）"
