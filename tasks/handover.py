"""Handing a case from one path to the next: one fact, one trigger, exactly once."""

from models.ledger import ledger
from rules.catalogue import paths
from tasks.records import find_case, tell
from tasks.stages import enter, move_within
from tasks.step import step
from tasks.triggers import enqueue


@step("移交下一路径")
def hand_over(
    case_number: str, *, leaving: str, to: str, reason: str, at_stage: str | None
) -> None:
    """End the case's walk on `leaving` at `at_stage` and start it on `to`, in one transaction.

    With `at_stage` None the old path goes on beside the new one (partial settlement).
    """
    with ledger() as session:
        case = find_case(session, case_number)
        if at_stage is not None:
            move_within(session, case, leaving, at_stage)
        is_new = enter(session, case, to)
        path = paths()[to]
        # After a partial settlement the rest is docketed already: what fails later is claimed
        # there, or sued for anew (违约→转立案或另诉, law.md §4 P1).
        also = "" if is_new else "；此前已移交立案，这部分可在该案中一并主张或者另行起诉"
        tell(
            session,
            case,
            key=f"handover:{leaving}:{to}:{at_stage or 'beside'}",
            kind="移交",
            text=f"由“{paths()[leaving].title}”转“{path.title}”：{reason}{also}",
            reason=reason,
        )
        enqueue(
            session,
            key=f"handover:{case.number}:{to}",
            deployment=path.deployment,
            parameters={"case_number": case.number},
        )
