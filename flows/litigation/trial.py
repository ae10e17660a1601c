"""Changes of the procedure and of the time it may take."""

from flows.litigation.standing import Limit
from flows.litigation.verbs import ask
from rules.paths.docketing.questions import Docketing
from rules.paths.litigation.trial import MoreTime, MoreTimeKind, ToOrdinary
from tasks.asking import ask as ask_on
from tasks.deadline_changes import exclude_days, extend_deadline
from tasks.deadlines import meet_deadline, start_deadline
from tasks.local_duties import remark

ORDINARY, SUMMARY = "T_TRIAL_6M", "T_SUMMARY_45D"


def change_to_ordinary(case_number: str, step: str, limit: Limit) -> Limit:
    """From summary to ordinary procedure: six months, counted from docketing all the same."""
    if limit.rule == ORDINARY:
        remark(case_number, key=f"ordinary:{step}", kind="程序", text="本案已经适用普通程序")
        return limit
    ask(case_number, ToOrdinary, occasion=step, due=limit.rule)
    docketing = ask_on(case_number, Docketing, path="docketing")
    start_deadline(case_number, ORDINARY, docketing.decided_on, fact=Docketing.dated("decided_on"))
    meet_deadline(case_number, SUMMARY)
    return Limit(rule=ORDINARY)


def give_more_time(case_number: str, step: str, limit: Limit) -> None:
    """An extension that the higher court approved, or days that do not count."""
    more = ask(case_number, MoreTime, occasion=step, due=limit.rule)
    if more.kind is MoreTimeKind.EXCLUDED:
        exclude_days(case_number, limit.rule, more.days, cause=f"{more.authority}（{step}）")
    elif limit.rule == SUMMARY:
        remark(
            case_number,
            key=f"not_extended:{step}",
            kind="期限",
            text="简易程序的审限不能延长：需要更多时间的，转为普通程序",
        )
    else:
        extend_deadline(case_number, limit.rule, more.days, cause=step)
