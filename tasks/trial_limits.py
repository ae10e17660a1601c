"""The time a trial may take, stopped while something goes on that does not count (解释第五十条)."""

import datetime as dt

from sqlalchemy import select

from models.deadline import Exclusion, RunningDeadline
from models.ledger import reading
from tasks.deadline_changes import resume_deadline, suspend_deadline
from tasks.records import find_case
from tasks.running import STOPPABLE, Due, rows_of

FIRST_INSTANCE = ("T_TRIAL_6M", "T_SUMMARY_45D")
SECOND_INSTANCE = ("T_APPEAL_3M",)
LIMITS = (*FIRST_INSTANCE, *SECOND_INSTANCE)


def rest_trial_limit(
    case_number: str, on: dt.date, *, cause: str, limits: tuple[str, ...] = FIRST_INSTANCE
) -> None:
    """Stop what runs of these limits in the case, from that day on, once a cause.

    A limit that began later, after a remand, is not touched by a run that comes this way again.
    """
    with reading() as session:
        case = find_case(session, case_number)
        stoppable = (*STOPPABLE, "missed")
        rules = [
            rule
            for rule in limits
            if session.scalars(
                rows_of(case, rule).where(
                    RunningDeadline.state.in_(stoppable), RunningDeadline.trigger_on <= on
                )
            ).first()
        ]
    for rule in rules:
        suspend_deadline(case_number, rule, cause=cause, on=on)


def resume_trial_limit(case_number: str, on: dt.date, *, cause: str) -> Due | None:
    """Let what rested for this cause go on after that day; the limit that binds then.

    A day before the rest began counts as the day it began.
    """
    with reading() as session:
        case = find_case(session, case_number)
        resting = session.execute(
            select(RunningDeadline.rule, Exclusion.first_on)
            .join(Exclusion, Exclusion.deadline_id == RunningDeadline.id)
            .where(
                RunningDeadline.case_id == case.id,
                RunningDeadline.rule.in_(LIMITS),
                Exclusion.cause == cause,
                Exclusion.first_on.is_not(None),
            )
            .order_by(RunningDeadline.id)
        ).all()
    resumed = [
        resume_deadline(case_number, rule, cause=cause, on=max(on, first_on))
        for rule, first_on in resting
    ]
    return resumed[-1] if resumed else None
