"""Notices that nobody needs any more: done, or moved to another day, before they were sent."""

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select, update

from models.bulk import touched
from models.deadline import OPEN, RunningDeadline
from models.history import Todo
from models.ledger import ledger
from models.outbox import UNSENT, Notice
from tasks import clock
from tasks.outbox.claims import free_of_others

# What hurries somebody to do what may be done by now.
OF_A_DUTY = (
    *("deadline_near", "party_near", "deadline_missed", "escalated", "urged", "duty_returned"),
)
WHY = "发送之前已经办结或者改期，不再发送"


def withdraw_done() -> int:
    """Call off what waits and hurries to no purpose; returns how many."""
    moot = or_(
        and_(Notice.template.in_(OF_A_DUTY), _is_done()),
        and_(Notice.template.in_(("todo_opened", "urged")), _is_answered()),
    )
    waiting = select(Notice.id).where(Notice.state.in_(UNSENT), Notice.duty != "", moot)
    with ledger() as session:
        done = session.execute(
            update(Notice)
            .where(Notice.id.in_(free_of_others(waiting)))
            .values(state="withdrawn", detail=WHY, settled_at=clock.now()),
            execution_options={"synchronize_session": False},
        )
    return touched(done)


def _is_done() -> ColumnElement[bool]:
    row = RunningDeadline
    return exists().where(
        row.case_id == Notice.case_id,
        row.rule + literal(":") + row.trigger_key == Notice.duty,
        or_(
            row.state.not_in(OPEN),
            and_(
                row.act_by != Notice.due_on,
                or_(row.due_on.is_(None), row.due_on != Notice.due_on),
            ),
        ),
    )


def _is_answered() -> ColumnElement[bool]:
    return exists().where(
        Todo.case_id == Notice.case_id,
        literal("todo:") + Todo.question + literal(":") + Todo.occasion == Notice.duty,
        Todo.state.not_in(("open", "held")),
    )
