"""The clocks of a case: started, met, extended, excluded; each date with its proof."""

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import insert_once, ledger, reading
from rules.deadlines import find
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.engine import compute
from rules.vocabulary.proof import DueDate, Status
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.records import find_case, tell
from tasks.step import step

FILING_CLOCK = "起诉期限"
Due = dict[str, Any]


@step("起算期限")
def start_deadline(case_number: str, rule: str, on: dt.date, *, trigger_key: str = "1") -> Due:
    """Start a period on its trigger day unless it runs already; returns a letter's DueFacts."""
    with ledger() as session:
        case = find_case(session, case_number)
        return _start(session, case, find(rule), on, trigger_key)


@step("接续期限")
def continue_deadline(case_number: str, rule: str, on: dt.date, *, trigger_key: str) -> Due:
    """The period that still binds (running, or missed already); only without one a new one starts.

    A case that was never mediated has the seven days from its receipt and no second seven.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        rows: list[RunningDeadline] = list(session.scalars(_rows(case, rule)))
        binding = [row for row in rows if row.state != "met"]
        key = f"continued:{rule}:{trigger_key}"
        if binding and all(row.trigger_key != trigger_key for row in rows):
            # Told once, so that a run after the end still knows that nothing new was started.
            tell(session, case, key=key, kind="期限", text=f"{binding[-1].title}：原期限继续计算")
        if session.scalar(select(Event.id).where(Event.case_id == case.id, Event.key == key)):
            return _facts((binding or rows)[-1])
        return _start(session, case, find(rule), on, trigger_key)


@step("起算起诉期限")
def start_filing_clock(case_number: str) -> Due:
    """Start the period for filing suit that applies, and note whether registration is within it.

    After a reconsideration fifteen days from its decision (行政诉讼法第四十五条), else six months
    from knowledge of the act, within the longest period from the act itself (第四十六条).
    """
    with ledger() as session:
        case = find_case(session, case_number)
        if case.reconsidered and case.reconsideration_received_on:
            rule, on = "L_AFTER_RECON_15D", case.reconsideration_received_on
        else:
            rule = "L_FILE_6M"
            on = case.act_known_on or case.act_made_on or case.received_on
        due = _start(session, case, find(rule), on, FILING_CLOCK)
        within = case.registered_on <= due["due_on"]
        tell(
            session,
            case,
            key="filing_clock",
            kind="期限",
            text=(
                f"起诉期限至{due['due_on']}；登记日期{case.registered_on}"
                f"{'在期限内' if within else '已在期限外，请在八看中审查扣除、延长的理由'}"
            ),
        )
        return due


def due(case_number: str, rule: str) -> Due:
    """A running period as a letter's DueFacts; `filing` means the period for filing suit."""
    with reading() as session:
        return _facts(_latest(session, find_case(session, case_number), rule))


@step("期限完成")
def meet_deadline(
    case_number: str,
    rule: str,
    on: dt.date | None = None,
    *,
    trigger_keys: tuple[str, ...] = (),
) -> None:
    """Stop the running periods of a rule: the duty is done (or has fallen away).

    With `trigger_keys` only the periods that those triggers started: a run that comes this way
    again must not stop a clock that began later.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        for row in session.scalars(_rows(case, rule).where(RunningDeadline.state == "running")):
            if not trigger_keys or row.trigger_key in trigger_keys:
                row.state = "met"
                row.closed_on = on or clock.today()


@step("延长期限")
def extend_deadline(case_number: str, rule: str, days: int, *, cause: str) -> Due:
    """Extend a period by days, once a cause; the count goes on from the end before rolling."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = _latest(session, case, rule)
        key = f"extended:{rule}:{cause}"
        if tell(session, case, key=key, kind="期限", text=f"{row.title}经双方书面同意延长{days}日"):
            row.extended_days += days
            _recompute(session, case, row)
        return _facts(row)


@step("扣除期限")
def exclude_days(case_number: str, rule: str, days: int, *, cause: str) -> Due:
    """Exclude days from a period, once a cause (首尾均计, law.md §2b.8)."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = _latest(session, case, rule)
        key = f"excluded:{rule}:{cause}"
        if tell(session, case, key=key, kind="期限", text=f"{row.title}扣除{days}日（{cause}）"):
            row.excluded_days += days
            _recompute(session, case, row)
        return _facts(row)


def recompute_provisional(session: Session) -> int:
    """Compute anew what was provisional under an older calendar; returns how many dates changed.

    The questions that such a date closes move with it; the old date stays in the timeline.
    """
    version = national_calendar().version
    rows = session.execute(
        select(RunningDeadline, Case)
        .join(Case, Case.id == RunningDeadline.case_id)
        .where(
            RunningDeadline.state == "running",
            RunningDeadline.status == Status.PROVISIONAL.value,
            RunningDeadline.calendar_version != version,
        )
    ).all()
    return sum(_renew(session, case, row) for row, case in rows)


def _renew(session: Session, case: Case, row: RunningDeadline) -> bool:
    before, status = row.due_on or row.act_by, row.status
    _recompute(session, case, row)
    now = row.due_on or row.act_by
    if (now, row.status) == (before, status):
        return False
    session.execute(
        update(Todo)
        .where(
            Todo.case_id == case.id,
            Todo.state == "open",
            Todo.expires_with == row.rule,
            Todo.due_on == before,
        )
        .values(due_on=now)
    )
    tell(
        session,
        case,
        key=f"recomputed:{row.rule}:{row.trigger_key}:{row.calendar_version}",
        kind="期限",
        text=f"放假安排更新，{row.title}由{before}改为{now}（{Status(row.status).label}）",
    )
    return now != before


def _start(session: Session, case: Case, rule: Deadline, on: dt.date, trigger_key: str) -> Due:
    result = _compute(case, rule, on)
    started = insert_once(
        session,
        RunningDeadline,
        case_id=case.id,
        rule=rule.code,
        trigger_key=trigger_key,
        title=rule.duty,
        actor=rule.actor,
        trigger_on=on,
        started_at=clock.now(),
        **_computed(result),
    )
    row = session.scalars(
        _rows(case, rule.code).where(RunningDeadline.trigger_key == trigger_key)
    ).one()
    if started:
        tell(
            session,
            case,
            key=f"deadline:{rule.code}:{trigger_key}",
            kind="期限",
            text=f"{rule.duty}：自{on}起算，至{result.expected}届满（{result.status.label}）",
        )
    return _facts(row)


def _recompute(session: Session, case: Case, row: RunningDeadline) -> None:
    result = _compute(
        case,
        find(row.rule),
        row.trigger_on,
        excluded_days=row.excluded_days,
        extended_days=row.extended_days,
    )
    for name, value in _computed(result).items():
        setattr(row, name, value)
    if row.state == "missed" and (row.due_on is None or row.due_on >= clock.today()):
        # Extended, or with days excluded, it has not lapsed after all.
        row.state, row.closed_on = "running", None
    session.flush()


def _compute(
    case: Case, rule: Deadline, on: dt.date, *, excluded_days: int = 0, extended_days: int = 0
) -> DueDate:
    return compute(
        rule,
        on,
        calendar=national_calendar(),
        region=load_region(case.region),
        made_on=case.act_made_on if rule.limits else None,
        excluded_days=excluded_days,
        extended_days=extended_days,
    )


def _computed(result: DueDate) -> dict[str, Any]:
    return {
        "basis": result.basis,
        "due_on": result.due,
        "act_by": result.safe,
        "status": result.status.value,
        "calendar_version": result.calendar_version,
        "proof": {"lines": list(result.proof_lines()), "record": result.to_json()},
    }


def _rows(case: Case, rule: str) -> Any:
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


def _latest(session: Session, case: Case, rule: str) -> RunningDeadline:
    rows: list[RunningDeadline] = list(session.scalars(_rows(case, rule)))
    return rows[-1]


def _facts(row: RunningDeadline) -> Due:
    """A date as letters state it: the certain one, or the one that is safe to act on."""
    return {
        "label": row.title,
        "due_on": row.due_on or row.act_by,
        "certain": row.due_on is not None,
        "basis": row.basis,
    }
