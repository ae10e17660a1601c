"""Handing a case from one path to the next: one fact, one trigger, exactly once."""

from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import ledger
from rules.catalogue import paths
from tasks.records import find_case, tell
from tasks.stages import (
    enter,
    find_walk,
    in_walk,
    move_within,
    next_walk,
    start_run,
    walk_within,
)
from tasks.step import step


@step("移交下一路径")
def hand_over(
    case_number: str,
    *,
    leaving: str,
    to: str,
    reason: str,
    at_stage: str | None,
    occasion: str = "1",
) -> None:
    """End the case's walk on `leaving` at `at_stage` and start it on `to`, in one transaction.

    With `at_stage` None the old path goes on beside the new one (partial settlement). One path
    may hand the same case on several times: each `occasion` of each walk once. Where `to` is
    being walked and may be walked again, the next walk begins when this one and those that wait
    already have ended.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        key = _key(session, case, leaving, to, at_stage, occasion)
        if at_stage is not None:
            move_within(session, case, leaving, at_stage)
        path = paths()[to]
        walk, also = _next_walk(session, case, to)
        if not tell(
            session,
            case,
            key=key,
            kind="移交",
            text=f"由“{paths()[leaving].title}”转“{path.title}”：{reason}{also}",
            reason=reason,
            **({"walk": walk} if walk > 1 else {}),
        ):
            return  # A run that came this way before handed it over.
        enter(session, case, to)
        start_run(session, case, path)


def _next_walk(session: Session, case: Case, to: str) -> tuple[int, str]:
    """Which walk on `to` this is to be, and what the timeline adds if it does not begin now."""
    row = find_walk(session, case, to)
    if row is None:
        return 1, ""
    if not paths()[to].is_repeatable:
        # After a partial settlement the rest is docketed already: what fails later is claimed
        # there, or sued for anew (违约→转立案或另诉, law.md §4 P1).
        return 1, "；此前已移交立案，这部分可在该案中一并主张或者另行起诉" if (
            to == "docketing"
        ) else "；此前已移交，一并办理"
    # Each has a walk of its own, however many wait: another agency is another suggestion.
    return next_walk(session, case, to), "" if row.closed_at else "；前一件办结后接着办理"


def _key(
    session: Session, case: Case, leaving: str, to: str, at_stage: str | None, occasion: str
) -> str:
    kept = in_walk(walk_within(session, case, leaving), occasion)
    return f"handover:{leaving}:{to}:{at_stage or 'beside'}" + (f":{kept}" if kept != "1" else "")
