"""A person's word about a duty: 催办, 退回, 重办完成; told once, with who said it and why."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import OPEN, RunningDeadline
from models.history import Todo
from models.ledger import ledger
from rules.duty_bearers import bearers, hearers
from rules.duty_words import DutyDone, DutyReturn, DutyUrging
from tasks import clock
from tasks.answers import check
from tasks.deadlines import meet_by_hand
from tasks.errors import FuyuanError
from tasks.escalation import duty_of, lapse_of
from tasks.notify import NoticeOrder, queue_notices
from tasks.records import find_case, tell

DONE = ("met", "met_late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that somebody owes: a running period, or a question that waits."""

    name: str
    title: str
    due_on: dt.date | None
    roles: tuple[str, ...]
    recipient: str = ""


def urge(case_number: str, given: Mapping[str, Any], *, door: str) -> str:
    """Remind whoever bears a duty, now; returns what happened, for whoever asked.

    Raises UnknownCaseError, InvalidAnswerError, FuyuanError for a duty that nobody owes or that was
    urged today.
    """
    today = clock.today()
    with ledger() as session:
        case = find_case(session, case_number)
        said = check(case, DutyUrging, given)
        duty = _owed(session, case, said.duty)
        key = f"urged:{duty.name}:{today}"
        text = f"{said.answered_by}催办“{duty.title}”：{said.reason}（{door}）"
        if not tell(session, case, key=key, kind="催办", text=text):
            message = f"“{duty.title}”今天已经催办过：同一项一日至多一次"
            raise FuyuanError(message)
        told = queue_notices(session, [_order(case, duty, key, "urged")])
    if not told:
        return f"已记入时间线；没有登记承担“{duty.title}”的联系人，请另行通知"
    return f"已催办“{duty.title}”，通知{told}人"


def send_back(case_number: str, given: Mapping[str, Any], *, door: str) -> str:
    """Let a duty that was done be owed again; returns what happened.

    Its reminders and the ladder begin anew, its last day stays. Raises UnknownCaseError,
    InvalidAnswerError, FuyuanError for a duty that is not done.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        said = check(case, DutyReturn, given)
        row = _row(session, case, said.duty, DONE, "没有办结，不能退回")
        row.state, row.closed_on = "running", None
        row.returned_times += 1
        row.returned_on = clock.today()
        session.flush()
        key = f"returned:{lapse_of(row)}"
        text = f"{said.answered_by}退回“{row.title}”：{said.reason}（{door}）"
        tell(session, case, key=key, kind="退回", text=text)
        duty = _of_row(row, hearers(row.rule, row.actor))
        queue_notices(session, [_order(case, duty, key, "duty_returned")])
        return f"已退回“{row.title}”，最后日期仍是{row.stated_on}"


def finish(case_number: str, given: Mapping[str, Any], *, door: str) -> str:
    """Record that what was sent back was done again; returns what happened.

    Raises UnknownCaseError, InvalidAnswerError, FuyuanError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        said = check(case, DutyDone, given)
        row = _row(session, case, said.duty, OPEN, "不在进行")
        if not row.returned_times:
            message = f"“{row.title}”没有退回过：请答复它的待办，期限随之办结"
            raise FuyuanError(message)
        meet_by_hand(session, case, row, said.done_on)
        text = f"{said.answered_by}登记“{row.title}”已于{said.done_on}重新办结（{door}）"
        tell(session, case, key=f"redone:{lapse_of(row)}", kind="期限", text=text)
        return f"“{row.title}”已重新办结"


def _owed(session: Session, case: Case, name: str) -> Duty:
    todo = session.scalars(
        select(Todo)
        .where(Todo.case_id == case.id, Todo.question == name, Todo.state == "open")
        .order_by(Todo.id.desc())
        .limit(1)
    ).first()
    if todo is not None:
        return Duty(
            name=f"todo:{todo.question}:{todo.occasion}",
            title=todo.title,
            due_on=todo.due_on,
            roles=(todo.actor,),
        )
    row = _row(session, case, name, OPEN, "没有在进行的期限或者待办")
    return _of_row(row, bearers(row.rule, row.actor))


def _of_row(row: RunningDeadline, roles: tuple[str, ...]) -> Duty:
    return Duty(
        name=duty_of(row),
        title=row.title,
        due_on=row.stated_on,
        roles=roles,
        recipient=row.recipient,
    )


def _row(
    session: Session, case: Case, name: str, states: tuple[str, ...], problem: str
) -> RunningDeadline:
    """The one period of a name in one of the states. Raises FuyuanError."""
    rule, _, trigger = name.partition(":")
    rows = session.scalars(
        select(RunningDeadline)
        .where(
            RunningDeadline.case_id == case.id,
            RunningDeadline.rule == rule,
            RunningDeadline.state.in_(states),
            *([RunningDeadline.trigger_key == trigger] if trigger else []),
        )
        .order_by(RunningDeadline.id)
        .with_for_update()
    ).all()
    if len(rows) == 1:
        return rows[0]
    known = list(_names(session, case, states)) if not rows else [duty_of(row) for row in rows]
    why = f"{problem}；可选" if not rows else "有几项，请写明哪一项"
    message = f"案件{case.short_code}的“{name[:60]}”{why}：{'、'.join(known) or '无'}"
    raise FuyuanError(message)


def _names(session: Session, case: Case, states: tuple[str, ...]) -> Iterator[str]:
    rows = session.scalars(
        select(RunningDeadline)
        .where(RunningDeadline.case_id == case.id, RunningDeadline.state.in_(states))
        .order_by(RunningDeadline.id)
    )
    yield from (f"{duty_of(row)}（{row.title}）" for row in rows)


def _order(case: Case, duty: Duty, key: str, template: str) -> NoticeOrder:
    return NoticeOrder(
        case_id=case.id,
        short_code=case.short_code,
        region=case.region,
        event_key=key,
        template=template,
        roles=duty.roles,
        title=duty.title,
        due_on=duty.due_on,
        recipient=duty.recipient,
        duty=duty.name,
    )
