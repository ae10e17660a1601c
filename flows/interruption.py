"""情况变化: a stay with its limit, a way off the path, a request for recusal; a person decides."""

from functools import partial

from rules.paths.interruption import PATH
from rules.paths.interruption.letters import (
    RECONSIDERATION,
    RECUSAL_APPLICATION,
    RECUSAL_DECISION,
    notices_of,
)
from rules.paths.interruption.questions import (
    Effect,
    Incident,
    IncidentKind,
    LapsedChoice,
    LapsedStay,
    RecusalDecision,
    StayOutcome,
    StayReview,
)
from rules.vocabulary.period import occupied_days
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.deadlines import meet_deadline, start_deadline
from tasks.exits import hold_path, leave_path, release_path
from tasks.handover import hand_over
from tasks.incident import incident_of, path_named
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import move as move_on
from tasks.stages import walk_of
from tasks.stayed import dues_after_stay, organ_facts

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
FOLLOW_UP = "follow_up"


@procedure(PATH)
def interruption(case_number: str) -> str:
    """Deal with the change of circumstances that was reported last; the stage it ended at."""
    occasion = str(walk_of(case_number, PATH.code))
    incident = incident_of(case_number, occasion)
    match incident.consequence.effect:
        case Effect.STAY:
            return stay(case_number, incident, occasion)
        case Effect.LEAVE:
            return leave(case_number, incident, occasion, decision=incident.decision)
        case Effect.RECUSAL:
            return decide_recusal(case_number, incident, occasion)


def stay(case_number: str, incident: Incident, occasion: str) -> str:
    """Stop the path's questions and clocks until somebody says how the stay ends."""
    path = path_named(incident.path)
    hold_path(case_number, path, cause=incident.cause, on=incident.happened_on)
    move(case_number, stage_code="stayed")
    limit = limit_of(incident, path)
    due = (
        start_deadline(
            case_number,
            limit,
            incident.happened_on,
            trigger_key=occasion,
            fact=Incident.dated("happened_on", occasion),
        )
        if limit
        else None
    )
    issue(
        case_number,
        notices_of(path).stay,
        occasion=occasion,
        path_title=incident.path,
        stay_cause=incident.kind.value,
        since=incident.happened_on,
        decision=incident.decision,
        limit_due=due,
        **organ_facts(case_number, path),
    )
    review = review_of(case_number, occasion, limit)
    if limit:
        meet_deadline(
            case_number, limit, review.ended_on if review else None, trigger_keys=(occasion,)
        )
    if review is None:
        return leave(case_number, incident, occasion, decision="中止期满，决定终结")
    if review.outcome is StayOutcome.TERMINATED:
        return leave(case_number, incident, occasion, decision=review.facts)
    return resume(case_number, incident, review, occasion)


def limit_of(incident: Incident, path: str) -> str | None:
    """How long a stay may last: where somebody must take a party's place, ninety or sixty days."""
    if not incident.consequence.is_limited:
        return None
    return "R_STAY_60D" if path == RECONSIDERATION else "T_STAY_90D"


def review_of(case_number: str, occasion: str, limit: str | None) -> StayReview | None:
    """How the stay ends; None when it lapsed and a person decided to end the procedure."""
    if limit is None:
        return ask(case_number, StayReview, occasion=occasion)
    review = ask_before(case_number, StayReview, before=limit, occasion=occasion)
    if review is not None:
        return review
    lapsed = ask(case_number, LapsedStay, occasion=occasion)
    if lapsed.choice is LapsedChoice.TERMINATED:
        return None
    return ask(case_number, StayReview, occasion=f"{occasion}+")


def resume(case_number: str, incident: Incident, review: StayReview, occasion: str) -> str:
    """Go on where the path stopped; the stayed days do not count."""
    since, until = incident.happened_on, review.ended_on
    path = path_named(incident.path)
    release_path(case_number, path, cause=incident.cause, on=until)
    issue(
        case_number,
        notices_of(path).resumption,
        occasion=occasion,
        path_title=incident.path,
        stay_cause=incident.kind.value,
        since=since,
        until=until,
        stayed_days=occupied_days([(since, max(since, until))]),
        successor=review.successor,
        dues=dues_after_stay(case_number, incident.cause),
        **organ_facts(case_number, path),
    )
    return end(case_number, "resumed")


def leave(case_number: str, incident: Incident, occasion: str, *, decision: str) -> str:
    """End the path for good; nothing of it waits any longer."""
    exit_stage = incident.consequence.exit_stage
    path = path_named(incident.path)
    leave_path(case_number, path, exit_stage, reason=incident.kind.value)
    issue(
        case_number,
        notices_of(path).end,
        occasion=occasion,
        path_title=incident.path,
        stay_cause=incident.kind.value,
        outcome=OUTCOMES[exit_stage],
        decision=decision,
        **organ_facts(case_number, path),
    )
    if incident.kind is IncidentKind.WITHDRAWN and path != FOLLOW_UP:
        visit_later(case_number, occasion)
    return end(case_number, "ended")


def visit_later(case_number: str, occasion: str) -> None:
    """Every withdrawn case is visited (WJ-20)."""
    hand_over(
        case_number,
        leaving=PATH.code,
        to=FOLLOW_UP,
        reason="当事人撤回，案件列入回访",
        at_stage=None,
        occasion=occasion,
    )


OUTCOMES = {
    "terminated": "程序终结",
    "moved_away": "移送有管辖权的机关",
    "dropped": "准许撤回，程序结束",
}


def decide_recusal(case_number: str, incident: Incident, occasion: str) -> str:
    """Have the request decided within three days; the case itself goes on."""
    move(case_number, stage_code="recusal")
    decide_due = start_deadline(
        case_number,
        "L_RECUSE_3D",
        incident.happened_on,
        trigger_key=occasion,
        fact=Incident.dated("happened_on", occasion),
    )
    applied = {"path_title": incident.path, "applied_on": incident.happened_on}
    issue(
        case_number,
        RECUSAL_APPLICATION,
        occasion=occasion,
        facts=incident.facts,
        decide_due=decide_due,
        **applied,
    )
    decision = ask(case_number, RecusalDecision, occasion=occasion, due="L_RECUSE_3D")
    issue(
        case_number,
        RECUSAL_DECISION,
        occasion=occasion,
        granted=decision.granted is YesNo.YES,
        reviewed=decision.reviewed is YesNo.YES,
        replaced_by=decision.replaced_by,
        reason=decision.reason,
        decided_on=decision.decided_on,
        **applied,
    )
    meet_deadline(case_number, "L_RECUSE_3D", decision.decided_on, trigger_keys=(occasion,))
    return end(case_number, "recusal_decided")


def end(case_number: str, stage: str) -> str:
    """The change is dealt with."""
    move(case_number, stage_code=stage)
    return stage
