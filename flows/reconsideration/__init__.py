"""行政复议: an application is coordinated, examined, accepted or refused, and then reviewed."""

from itertools import count

from flows.reconsideration.conclusion import deliver, serve
from flows.reconsideration.review import review
from flows.reconsideration.trial import Accepted, ask, ask_before, move
from rules.paths.reconsideration import PATH
from rules.paths.reconsideration.application import (
    Acceptance,
    AcceptanceAfterCure,
    AcceptanceChoice,
    ChoiceAfterCure,
    Coordination,
    CoordinationResult,
    Cure,
    CureReceipt,
    LapsedCure,
    LapsedCureChoice,
)
from rules.paths.reconsideration.letters import CURE_NOTICE, REFUSAL
from tasks.case_facts import case_of
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.procedure import procedure
from tasks.reconsideration_letters import issue_for_organ
from tasks.registration import register

CURED = "补正"
EXAMINED = Acceptance | AcceptanceAfterCure


@procedure(PATH)
def reconsideration(case_number: str) -> str:
    """Take an application for reconsideration to its end; returns the stage it ended at."""
    case_number = register(case_number)
    admitted = admit(case_number)
    if isinstance(admitted, str):
        return admitted
    ended = review(admitted)
    return deliver(case_number, ended) if ended.is_decision else ended.stage


def admit(case_number: str) -> Accepted | str:
    """Coordinate and examine; returns the acceptance, or the stage at which it ended without."""
    received_on = case_of(case_number).received_on
    start_deadline(case_number, "R_REVIEW_5WD", received_on, fact="case.received_on")
    coordination = ask_before(case_number, Coordination, before="R_REVIEW_5WD")
    if coordination is None:
        return deemed(case_number)
    if coordination.result is CoordinationResult.RESOLVED:
        return resolve_early(case_number, coordination)
    return examine(case_number)


def resolve_early(case_number: str, coordination: Coordination) -> str:
    """案前协调 settled it: the application is taken back, and followed up."""
    meet_deadline(case_number, "R_REVIEW_5WD")
    hand_over(
        case_number,
        leaving=PATH.code,
        to="follow_up",
        reason=f"案前协调化解：{coordination.record}",
        at_stage="resolved_early",
    )
    return "resolved_early"


def examine(case_number: str) -> Accepted | str:
    """Accept, refuse or ask for a cure within five working days; silence accepts."""
    move(case_number, stage_code="examining")
    examined = ask_before(case_number, Acceptance, before="R_REVIEW_5WD")
    if examined is None:
        return deemed(case_number)
    meet_deadline(case_number, "R_REVIEW_5WD", examined.decided_on, trigger_keys=("1",))
    match examined.decision:
        case AcceptanceChoice.ACCEPTED:
            return accepted(case_number, examined)
        case AcceptanceChoice.NOT_ACCEPTED:
            return refuse(case_number, examined)
        case AcceptanceChoice.CURE:
            return await_cure(case_number, examined)


def await_cure(case_number: str, examined: Acceptance) -> Accepted | str:
    """Tell everything that is wanting, once, and wait; abandonment is a person's finding."""
    move(case_number, stage_code="curing")
    received_on = case_of(case_number).received_on
    start_deadline(case_number, "R_CURE_NOTICE_5WD", received_on, fact="case.received_on")
    meet_deadline(case_number, "R_CURE_NOTICE_5WD", examined.decided_on)
    issue_for_organ(
        case_number, CURE_NOTICE, handler=examined.answered_by, defects=examined.defects
    )
    receipt = ask(case_number, CureReceipt)
    start_deadline(
        case_number,
        "R_CURE_10WD",
        receipt.received_on,
        fact=CureReceipt.dated("received_on"),
    )
    for occasion in map(str, count(1)):
        cure = ask_before(case_number, Cure, occasion=occasion, before="R_CURE_10WD")
        settled = cure or ask(case_number, LapsedCure, occasion=occasion)
        if settled.choice is LapsedCureChoice.ABANDONED:
            move(case_number, stage_code="deemed_abandoned")
            return "deemed_abandoned"
        if not settled.extended_days:
            return examine_again(case_number, settled, occasion)
        extend_deadline(case_number, "R_CURE_10WD", settled.extended_days, cause=occasion)
    raise AssertionError


def examine_again(case_number: str, cure: Cure | LapsedCure, occasion: str) -> Accepted | str:
    """Five working days anew from the cure's receipt."""
    meet_deadline(case_number, "R_CURE_10WD", cure.settled_on)
    start_deadline(
        case_number,
        "R_REVIEW_5WD",
        cure.settled_on,
        trigger_key=CURED,
        fact=cure.dated("settled_on", occasion),
    )
    move(case_number, stage_code="examining", occasion=CURED)
    examined = ask_before(case_number, AcceptanceAfterCure, before="R_REVIEW_5WD")
    if examined is None:
        return deemed(case_number)
    meet_deadline(case_number, "R_REVIEW_5WD", examined.decided_on, trigger_keys=(CURED,))
    if examined.decision is ChoiceAfterCure.NOT_ACCEPTED:
        return refuse(case_number, examined)
    return accepted(case_number, examined)


def accepted(case_number: str, examined: EXAMINED) -> Accepted:
    """Accepted by decision: the periods run from its day."""
    return Accepted(
        case_number=case_number,
        on=examined.decided_on,
        fact=examined.dated("decided_on"),
        handler=examined.answered_by,
    )


def deemed(case_number: str) -> Accepted:
    """Accepted by silence, on the last day of the examination."""
    return Accepted(case_number=case_number, on=due(case_number, "R_REVIEW_5WD")["due_on"])


def refuse(case_number: str, examined: EXAMINED) -> str:
    """Refuse with reasons and remedies; fifteen days to sue from each receipt."""
    issue_for_organ(
        case_number,
        REFUSAL,
        handler=examined.answered_by,
        decided_on=examined.decided_on,
        unmet=[condition.value for condition in examined.unmet],
        reasons=examined.reasons,
        competent_organ=examined.competent_organ,
    )
    serve(case_number)
    move(case_number, stage_code="not_accepted")
    return "not_accepted"
