"""To-dos: a question opened for a person, once, with its due date and a notice."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Todo
from models.ledger import insert_once
from rules.vocabulary.question import Question
from tasks import clock
from tasks.notify import queue_notice
from tasks.records import tell
from tasks.running import find_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question on its occasion; with `expires` the end of `rule` closes it by itself."""

    question: type[Question]
    path: str
    occasion: str = "1"
    rule: str | None = None
    expires: bool = False


def open_todo(session: Session, case: Case, asked: Asked) -> Todo:
    """The to-do of a question; opened, told and notified only the first time."""
    question = asked.question
    due_on = _due_on(session, case, asked.rule)
    # A question that reaches people after its period is late, and shown so; closing it unasked
    # would be the machine's decision, not theirs.
    in_time = due_on is None or due_on >= clock.today()
    opened = insert_once(
        session,
        Todo,
        case_id=case.id,
        path=asked.path,
        question=question.code,
        occasion=asked.occasion,
        title=question.heading,
        actor=question.actor.value,
        due_on=due_on,
        rule=asked.rule,
        expires_with=asked.rule if asked.expires and in_time else None,
        opened_at=clock.now(),
    )
    todo = find_todo(session, case, question.code, asked.occasion)
    if opened:
        _announce(session, case, todo)
    elif todo.state == "open":
        todo.due_on = due_on  # It moves with an extension or a new calendar.
    return todo


def find_todo(session: Session, case: Case, code: str, occasion: str) -> Todo:
    """The to-do of a question that was asked."""
    return session.scalars(
        select(Todo).where(
            Todo.case_id == case.id, Todo.question == code, Todo.occasion == occasion
        )
    ).one()


def _due_on(session: Session, case: Case, rule: str | None) -> dt.date | None:
    if rule is None:
        return None
    running = find_latest(session, case, rule)
    return None if running is None else running.stated_on


def _announce(session: Session, case: Case, todo: Todo) -> None:
    key = f"todo:{todo.question}:{todo.occasion}"
    tell(session, case, key=key, kind="待办", text=f"待{todo.actor}：{todo.title}")
    queue_notice(
        session,
        case,
        event_key=key,
        template="todo_opened",
        role=todo.actor,
        title=todo.title,
        due_on=todo.due_on,
    )
