"""What the notices of a stay state beside it: who deals with the path, and the dates after it."""

from typing import Any

from sqlalchemy import select

from models.deadline import Exclusion, RunningDeadline
from models.ledger import reading
from rules.paths.interruption.letters import RECONSIDERATION
from rules.vocabulary.region import load_region
from tasks.records import find_case
from tasks.running import Due, as_due


def organ_facts(case_number: str, path: str) -> dict[str, Any]:
    """Who deals with a path of the case, and where: the court, or the organ of reconsideration."""
    with reading() as session:
        region = load_region(find_case(session, case_number).region)
    if path == RECONSIDERATION:
        contact = region.reconsideration_contact.model_dump()
        return {"organ": region.government_name, "contact": contact}
    return {"organ": region.court_name}


def dues_after_stay(case_number: str, cause: str) -> list[Due]:
    """The dates of the clocks that a stay stopped, as they run on after it, the nearest first."""
    with reading() as session:
        case = find_case(session, case_number)
        rows = session.scalars(
            select(RunningDeadline)
            .join(Exclusion, Exclusion.deadline_id == RunningDeadline.id)
            .where(
                RunningDeadline.case_id == case.id,
                RunningDeadline.state == "running",
                Exclusion.cause == cause,
            )
            .order_by(RunningDeadline.act_by, RunningDeadline.id)
        )
        return [as_due(row) for row in rows]
