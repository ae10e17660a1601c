"""One clock of the ledger: computed with its proof, and computed anew with all that hangs on it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import Exclusion, RunningDeadline
from models.history import Todo
from models.ledger import insert_once
from rules.deadlines import find
from rules.duty_bearers import hearers
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.engine import compute, follow
from rules.vocabulary.period import occupied_days
from rules.vocabulary.proof import DueDate, Status
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.calendars import current_calendar
from tasks.notify import NoticeOrder, queue_notices
from tasks.records import tell

FILING_CLOCK = "起诉期限"
STOPPABLE = ("running", "suspended")
Due = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A date that moved: what stood in the ledger and what stands there now."""

    case_number: str
    short_code: str
    title: str
    rule: str
    before: dt.date
    after: dt.date
    was: str
    status: str


def rows_of(case: Case, rule: str) -> Select[tuple[RunningDeadline]]:
    """The clocks of a rule in a case, oldest first; `filing` means whichever for filing suit."""
    named = (
        RunningDeadline.trigger_key == FILING_CLOCK
        if rule == "filing"
        else RunningDeadline.rule == rule
    )
    return (
        select(RunningDeadline)
        .where(RunningDeadline.case_id == case.id, named)
        .order_by(RunningDeadline.id)
    )


def find_latest(session: Session, case: Case, rule: str) -> RunningDeadline | None:
    """The clock of a rule that was started last, if any was."""
    newest = rows_of(case, rule).order_by(None).order_by(RunningDeadline.id.desc()).limit(1)
    row: RunningDeadline | None = session.scalars(newest).first()
    return row


def latest(session: Session, case: Case, rule: str) -> RunningDeadline:
    """The clock of a rule that was started last. Raises IndexError when none was."""
    row = find_latest(session, case, rule)
    if row is None:
        message = f"案件{case.number}没有起算期限{rule}"
        raise IndexError(message)
    return row


def as_due(row: RunningDeadline) -> Due:
    """A date as letters state it: the certain one, or the one that is safe to act on."""
    return {
        "label": row.title,
        "due_on": row.stated_on,
        "certain": row.due_on is not None,
        "basis": row.basis,
    }


def stated(result: DueDate) -> Due:
    """A date that no clock runs to, as letters state it."""
    return {
        "label": result.duty,
        "due_on": result.due or result.safe,
        "certain": result.is_certain,
        "basis": result.basis,
    }


def date_of(row: RunningDeadline) -> DueDate:
    """The stored date with its proof."""
    return DueDate.from_json(row.proof["record"])


def first_date(case: Case, rule: Deadline, on: dt.date | dt.datetime) -> DueDate:
    """The date of a clock that starts now."""
    return compute(
        rule,
        on,
        calendar=current_calendar(),
        region=load_region(case.region),
        made_on=case.act_made_on if rule.limits else None,
    )


def date_after(case: Case, rule: Deadline, previous: DueDate) -> DueDate:
    """The date of a clock that starts at the rolled end of another."""
    return follow(rule, previous, calendar=current_calendar(), region=load_region(case.region))


def columns(result: DueDate) -> dict[str, Any]:
    """A computed date as the ledger keeps it."""
    return {
        "trigger_on": result.trigger,
        "basis": result.basis,
        "due_on": result.due,
        "act_by": result.safe,
        "status": result.status.value,
        "calendar_version": result.calendar_version,
        "proof": {"lines": list(result.proof_lines()), "record": result.to_json()},
    }


def start(
    session: Session,
    case: Case,
    rule: str,
    result: DueDate,
    **how: Any,
) -> RunningDeadline:
    """The clock of a rule on a trigger, started now unless it runs already."""
    declared = find(rule)
    started = insert_once(
        session,
        RunningDeadline,
        case_id=case.id,
        rule=declared.code,
        title=declared.duty,
        actor=declared.actor,
        started_at=clock.now(),
        **how,
        **columns(result),
    )
    trigger_key = how["trigger_key"]
    row: RunningDeadline = session.scalars(
        rows_of(case, declared.code).where(RunningDeadline.trigger_key == trigger_key)
    ).one()
    if started:
        whose = f"（{row.recipient}）" if row.recipient else ""
        tell(
            session,
            case,
            key=f"deadline:{declared.code}:{trigger_key}",
            kind="期限",
            text=(
                f"{declared.duty}{whose}：自{result.trigger}起算，"
                f"至{result.expected}届满（{result.status.label}）"
            ),
        )
    return row


def renew(
    session: Session, case: Case, row: RunningDeadline, *, reason: str, key: str
) -> list[Change]:
    """Compute a clock anew, and every clock that starts at its end; what moved.

    Its open questions move with it, the old date stays in the timeline, and whoever was told the
    old date is told the new one. `key` names the occasion: the same is told once.
    """
    before, was = row.stated_on, row.status
    for name, value in columns(_compute(session, case, row)).items():
        setattr(row, name, value)
    _judge(row)
    after = row.stated_on
    if (after, row.status) == (before, was):
        return []
    session.flush()
    change = Change(
        case_number=case.number,
        short_code=case.short_code,
        title=row.title,
        rule=row.rule,
        before=before,
        after=after,
        was=was,
        status=row.status,
    )
    _tell(session, case, row, change, reason, key)
    followers = session.scalars(
        select(RunningDeadline).where(RunningDeadline.follows_id == row.id)
    ).all()
    return [
        change,
        *(
            moved
            for follower in followers
            for moved in renew(session, case, follower, reason=reason, key=key)
        ),
    ]


def _compute(session: Session, case: Case, row: RunningDeadline) -> DueDate:
    rule = find(row.rule)
    row.excluded_days = _excluded(session, row)
    lengthened: dict[str, Any] = {
        "excluded_days": row.excluded_days,
        "extended_days": row.extended_days,
        "calendar": current_calendar(),
        "region": load_region(case.region),
    }
    if row.follows_id is not None:
        previous = session.get_one(RunningDeadline, row.follows_id)
        return follow(rule, date_of(previous), **lengthened)
    stored = date_of(row)
    # A period of hours runs from a moment; a corrected day leaves the time of day as it was.
    moment = stored.trigger_at
    on = dt.datetime.combine(row.trigger_on, moment.timetz()) if moment else row.trigger_on
    return compute(rule, on, made_on=case.act_made_on if rule.limits else None, **lengthened)


def _excluded(session: Session, row: RunningDeadline) -> int:
    causes = session.scalars(select(Exclusion).where(Exclusion.deadline_id == row.id)).all()
    spans = [(item.first_on, item.last_on) for item in causes if item.first_on and item.last_on]
    return sum(item.days or 0 for item in causes) + occupied_days(spans)


def _judge(row: RunningDeadline) -> None:
    """What the new date makes of a clock that had lapsed, or that was met."""
    lapsed = row.due_on is not None and row.due_on < clock.today()
    match row.state:
        case "missed" if not lapsed:
            row.state, row.closed_on = "running", None
        case "met" | "met_late" if row.closed_on is not None:
            row.state = met_state(row, row.closed_on)


def met_state(row: RunningDeadline, on: dt.date) -> str:
    """Done in time or late; a provisional date makes nobody late."""
    return "met_late" if row.due_on is not None and on > row.due_on else "met"


def _tell(
    session: Session, case: Case, row: RunningDeadline, change: Change, reason: str, key: str
) -> None:
    session.execute(
        update(Todo)
        .where(
            Todo.case_id == case.id,
            Todo.state == "open",
            Todo.rule == row.rule,
            Todo.due_on == change.before,
        )
        .values(due_on=change.after)
    )
    event_key = f"recomputed:{row.rule}:{row.trigger_key}:{key}"
    label = Status(row.status).label
    text = f"{reason}，{row.title}由{change.before}改为{change.after}（{label}）"
    if not tell(session, case, key=event_key, kind="期限", text=text):
        return
    if row.state == "running" and change.before != change.after:
        order = NoticeOrder(
            case_id=case.id,
            short_code=case.short_code,
            region=case.region,
            event_key=event_key,
            template="deadline_changed",
            roles=hearers(row.rule, row.actor),
            title=f"{row.title}（原为{change.before}）",
            due_on=change.after,
            recipient=row.recipient,
            actor=row.actor,
            duty=f"{row.rule}:{row.trigger_key}",
        )
        queue_notices(session, [order])
