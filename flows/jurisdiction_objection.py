"""管辖异议: in time or not, ruled on, appealed or not; the trial goes on here or elsewhere."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from rules.paths.jurisdiction_objection import PATH
from rules.paths.jurisdiction_objection.appeal import (
    AppealOutcome,
    JurisdictionAppeal,
    JurisdictionAppealRuling,
    JurisdictionAppealTransfer,
)
from rules.paths.jurisdiction_objection.letters import (
    JURISDICTION_RESULT,
    JURISDICTION_RULING,
    LATE_OBJECTION_NOTICE,
    RULING_NOTICE,
)
from rules.paths.jurisdiction_objection.objection import (
    JurisdictionRuling,
    JurisdictionService,
    LateChoice,
    LateObjection,
    RulingOutcome,
)
from rules.paths.litigation.notice import TrialSetup
from rules.vocabulary.letter import Letter
from tasks.appeals import Appeal, Served, send_up, serve_each_party, wait_for_appeal
from tasks.asking import ask as ask_on
from tasks.case_facts import docket_number_of, reached_on
from tasks.deadlines import meet_deadline, start_deadline
from tasks.exits import PathEnded
from tasks.jurisdiction import FIFTEEN_DAYS, Objection, move_away, objection_of, seems_late
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.running import Due
from tasks.stages import in_walk
from tasks.stages import move as move_on
from tasks.trial_limits import rest_trial_limit, resume_trial_limit

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
TEN_DAYS = "L_APPEAL_R_10D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Which court tries the case, since when that is sure, and by which number on appeal."""

    is_moved: bool
    competent_court: str
    in_force_on: date
    appeal_number: str = ""


@procedure(PATH)
def jurisdiction_objection(case_number: str) -> str:
    """Deal with a defendant's objection; returns the stage it ended at."""
    objection = objection_of(case_number)
    try:
        return examine(case_number, objection)
    except PathEnded as ended:
        # However the objection was left, the trial limit rests no longer.
        left_on = reached_on(case_number, PATH.code, ended.stage, occasion=in_walk(objection.walk))
        resume_trial_limit(case_number, left_on, cause=objection.cause)
        raise


def examine(case_number: str, objection: Objection) -> str:
    """Look at the time first, then at the ground."""
    objection_due = count_days(case_number, objection)
    if is_late(case_number, objection):
        write(
            case_number,
            objection,
            LATE_OBJECTION_NOTICE,
            served_on=objection.served_on,
            objection_due=objection_due,
        )
        return end(case_number, "not_examined")
    rest_trial_limit(case_number, objection.filed_on, cause=objection.cause)
    ruling = ask(case_number, JurisdictionRuling, occasion=objection.occasion)
    if ruling.outcome is RulingOutcome.WITHDRAWN:
        resume_trial_limit(case_number, ruling.decided_on, cause=objection.cause)
        return end(case_number, "objection_withdrawn")
    return conclude(case_number, objection, see_through(case_number, objection, ruling))


def count_days(case_number: str, objection: Objection) -> Due:
    """The fifteen days of this defendant, from its own copy of the complaint."""
    agency = objection.agency
    objection_due = start_deadline(
        case_number,
        FIFTEEN_DAYS,
        objection.served_on,
        trigger_key=agency,
        recipient=agency,
        fact=objection.served_fact,
    )
    meet_deadline(case_number, FIFTEEN_DAYS, objection.filed_on, trigger_keys=(agency,))
    return objection_due


def is_late(case_number: str, objection: Objection) -> bool:
    """Whether it came too late; what the clock says a judge confirms or corrects."""
    if not seems_late(case_number, objection):
        return False
    late = ask(case_number, LateObjection, occasion=objection.occasion)
    return late.choice is LateChoice.NOT_EXAMINED


def see_through(case_number: str, objection: Objection, ruling: JurisdictionRuling) -> Result:
    """Draft the ruling, serve it, and wait until it is in force."""
    court = ruling.competent_court if ruling.outcome is RulingOutcome.UPHELD else ""
    ruled = {
        "is_upheld": bool(court),
        "competent_court": court,
        "decided_on": ruling.decided_on,
    }
    setup = ask_on(case_number, TrialSetup, path="litigation")
    write(
        case_number,
        objection,
        JURISDICTION_RULING,
        grounds=objection.grounds,
        reason=ruling.reason,
        judge=setup.judge,
        clerk=setup.clerk,
        **ruled,
    )
    move(case_number, stage_code="ruled")
    served = serve(case_number, objection, ruled)
    appeal = wait_for_appeal(
        case_number,
        JurisdictionAppeal,
        path=PATH.code,
        occasion=objection.occasion,
        rule=TEN_DAYS,
    )
    if appeal is None:
        # The period that ends last is the last of them (tasks.appeals).
        last_day = served[-1].appeal_due["due_on"]
        return Result(is_moved=bool(court), competent_court=court, in_force_on=last_day)
    return decide_appeal(case_number, objection, appeal, court)


def serve(case_number: str, objection: Objection, ruled: dict[str, Any]) -> list[Served]:
    """Serve each party, and tell each until when it may appeal."""
    served = serve_each_party(
        case_number,
        JurisdictionService,
        path=PATH.code,
        occasion=objection.occasion,
        rule=TEN_DAYS,
    )
    services = [each.as_facts for each in served]
    write(case_number, objection, RULING_NOTICE, services=services, **ruled)
    move(case_number, stage_code="appealable")
    return served


def decide_appeal(case_number: str, objection: Objection, appeal: Appeal, court: str) -> Result:
    """What the higher court made of the ruling (行辖终)."""
    move(case_number, stage_code="appealed")
    occasion = objection.occasion
    send_up(case_number, JurisdictionAppealTransfer, appeal, path=PATH.code, occasion=occasion)
    ruling = ask(case_number, JurisdictionAppealRuling, occasion=occasion, due="T_APPEAL_3M")
    meet_deadline(case_number, "T_APPEAL_3M", ruling.decided_on, trigger_keys=(occasion,))
    match ruling.outcome:
        case AppealOutcome.MOVED:
            court = ruling.competent_court
        case AppealOutcome.KEPT:
            court = ""
        case AppealOutcome.UPHELD | AppealOutcome.WITHDRAWN:
            pass
    return Result(
        is_moved=bool(court),
        competent_court=court,
        in_force_on=ruling.decided_on,
        appeal_number=ruling.number,
    )


def conclude(case_number: str, objection: Objection, result: Result) -> str:
    """The trial goes on with its days left out, or the case leaves for the competent court."""
    trial_due = resume_trial_limit(case_number, result.in_force_on, cause=objection.cause)
    write(
        case_number,
        objection,
        JURISDICTION_RESULT,
        is_moved=result.is_moved,
        competent_court=result.competent_court,
        appeal_number=result.appeal_number,
        in_force_on=result.in_force_on,
        trial_due=None if result.is_moved else trial_due,
    )
    if not result.is_moved:
        return end(case_number, "kept")
    move_away(case_number, reason=f"管辖异议成立，移送{result.competent_court}")
    return "transferred"


def write(case_number: str, objection: Objection, letter: Letter, **facts: Any) -> None:
    """Issue a letter about the objection."""
    issue(
        case_number,
        letter,
        occasion=objection.occasion,
        docket_number=docket_number_of(case_number),
        agency=objection.agency,
        filed_on=objection.filed_on,
        claimed_court=objection.claimed_court,
        **facts,
    )


def end(case_number: str, stage: str) -> str:
    """The objection is dealt with; the trial goes on."""
    move(case_number, stage_code=stage)
    return stage
