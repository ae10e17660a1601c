"""The clocks of a case: started, chained, continued, met; each date with its proof."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import ledger, reading
from rules.deadlines import find
from tasks import clock
from tasks.records import find_case, tell
from tasks.running import (
    FILING_CLOCK,
    STOPPABLE,
    Due,
    as_due,
    date_after,
    date_of,
    first_date,
    latest,
    met_state,
    rows_of,
    start,
)
from tasks.step import step


@step("起算期限")
def start_deadline(
    case_number: str,
    rule: str,
    on: dt.date | dt.datetime,
    *,
    trigger_key: str = "1",
    fact: str = "",
    recipient: str = "",
) -> Due:
    """Start a period on its trigger day unless it runs already; returns a letter's DueFacts.

    `fact` names the recorded date it runs from (`Question.dated`). Where each recipient has a
    clock of their own, `trigger_key` and `recipient` tell them apart.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        declared = find(rule)
        return as_due(
            start(
                session,
                case,
                rule,
                first_date(case, declared, on),
                trigger_key=trigger_key,
                fact=fact,
                recipient=recipient,
            )
        )


@step("起算后续期限")
def chain_deadline(case_number: str, rule: str, *, after: str, trigger_key: str = "1") -> Due:
    """Start a period at the rolled end of another, the last one started under `after`.

    It moves whenever that one moves.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        previous = latest(session, case, after)
        result = date_after(case, find(rule), date_of(previous))
        row = start(session, case, rule, result, trigger_key=trigger_key, follows_id=previous.id)
        return as_due(row)


@step("接续期限")
def continue_deadline(
    case_number: str, rule: str, on: dt.date, *, trigger_key: str, fact: str = ""
) -> Due:
    """The period that still binds (running, or missed already); only without one a new one starts.

    A case that was never mediated has the seven days from its receipt and no second seven.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        rows: list[RunningDeadline] = list(session.scalars(rows_of(case, rule)))
        binding = [row for row in rows if row.state not in {"met", "met_late"}]
        key = f"continued:{rule}:{trigger_key}"
        if binding and all(row.trigger_key != trigger_key for row in rows):
            # Told once, so that a run after the end still knows that nothing new was started.
            tell(session, case, key=key, kind="期限", text=f"{binding[-1].title}：原期限继续计算")
        if session.scalar(select(Event.id).where(Event.case_id == case.id, Event.key == key)):
            return as_due((binding or rows)[-1])
        result = first_date(case, find(rule), on)
        return as_due(start(session, case, rule, result, trigger_key=trigger_key, fact=fact))


@step("起算起诉期限")
def start_filing_clock(case_number: str) -> Due:
    """Start the period for filing suit that applies, and note whether registration is within it."""
    with ledger() as session:
        case = find_case(session, case_number)
        due = as_due(begin_filing_clock(session, case))
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
        if case.reconsidered and case.reconsideration_received_on is None:
            # 十五日 cannot be counted without its first day; nobody is to rely on six months.
            tell(
                session,
                case,
                key="filing_clock_unsure",
                kind="期限",
                text=(
                    "经过复议而没有收到复议决定的日期，起诉期限应为收到之日起十五日，"
                    "暂按直接起诉计算：请用“更正日期”补录收到复议决定的日期"
                ),
            )
        return due


def begin_filing_clock(session: Session, case: Case) -> RunningDeadline:
    """The clock for filing suit, started on the dates that the case has now.

    After a reconsideration fifteen days from its decision (行政诉讼法第四十五条), else six months
    from knowledge of the act, within the longest period from the act itself (第四十六条).
    """
    if case.reconsidered and case.reconsideration_received_on:
        rule, on, fact = (
            "L_AFTER_RECON_15D",
            case.reconsideration_received_on,
            "case.reconsideration_received_on",
        )
    else:
        rule = "L_FILE_6M"
        on, fact = _first_known(case)
    result = first_date(case, find(rule), on)
    return start(session, case, rule, result, trigger_key=FILING_CLOCK, fact=fact)


def _first_known(case: Case) -> tuple[dt.date, str]:
    for name in ("act_known_on", "act_made_on"):
        if day := getattr(case, name):
            return day, f"case.{name}"
    return case.received_on, "case.received_on"


def due(case_number: str, rule: str) -> Due:
    """A running period as a letter's DueFacts; `filing` means the period for filing suit."""
    with reading() as session:
        return as_due(latest(session, find_case(session, case_number), rule))


def due_of(case_number: str, rule: str, trigger_key: str) -> Due:
    """The period that one trigger started, where each recipient has one; as `due` otherwise."""
    with reading() as session:
        case = find_case(session, case_number)
        row = session.scalars(
            rows_of(case, rule).where(RunningDeadline.trigger_key == trigger_key)
        ).one()
        return as_due(row)


def was_met_late(case_number: str, rule: str, trigger_key: str) -> bool:
    """Whether a duty was done after its last day; a provisional day makes nobody late."""
    with reading() as session:
        case = find_case(session, case_number)
        state: str = session.scalars(
            rows_of(case, rule)
            .where(RunningDeadline.trigger_key == trigger_key)
            .with_only_columns(RunningDeadline.state)
        ).one()
    return state == "met_late"


@step("期限完成")
def meet_deadline(
    case_number: str,
    rule: str,
    on: dt.date | None = None,
    *,
    trigger_keys: tuple[str, ...] = (),
) -> None:
    """Stop the periods of a rule: the duty was done on that day, or without a day fell away.

    What was posted before the end is in time however late it arrives (期满前交邮不算过期): pass
    the day of posting, and a period that was taken for missed counts as met. With `trigger_keys`
    only the periods that those triggers started: a run that comes this way again must not stop a
    clock that began later.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        for row in session.scalars(rows_of(case, rule)):
            if not trigger_keys or row.trigger_key in trigger_keys:
                _meet(session, case, row, on)


def _meet(session: Session, case: Case, row: RunningDeadline, on: dt.date | None) -> None:
    # A run that comes this way again must not close what a person sent back; a person closes it.
    if not row.returned_times:
        meet_by_hand(session, case, row, on)


def meet_by_hand(session: Session, case: Case, row: RunningDeadline, on: dt.date | None) -> None:
    """Stop one period: done on that day, or fallen away; as part of a larger transaction."""
    if row.state in STOPPABLE:
        row.state = "met" if on is None else met_state(row, on)
    elif row.state == "missed" and on is not None:
        row.state = met_state(row, on)
        text = "期满前已办理或者已交邮，不算过期" if row.state == "met" else f"已于{on}补办"
        key = f"met:{row.rule}:{row.trigger_key}:{on}"
        tell(session, case, key=key, kind="期限", text=f"{row.title}：{text}")
    else:
        return
    row.closed_on = on or clock.today()
