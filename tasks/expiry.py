"""Questions that close by themselves, because their period has certainly run out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from models.bulk import among, insert_new
from models.case import Case
from models.deadline import RunningDeadline
from models.filing import FilingRecord
from models.history import Fact, Todo
from models.outbox import Trigger
from rules.catalogue import paths
from tasks import clock
from tasks.records import Line, tell_all
from tasks.sweep import sweep
from tasks.triggers import parameters_of


def expire(today: dt.date) -> int:
    """Record that nobody answered in time, and wake the runs; returns how many questions.

    A clock that is stopped, or that another one replaced, closes nothing.
    """
    lapsed = (
        select(
            Todo.id,
            Todo.case_id,
            Todo.path,
            Todo.question,
            Todo.occasion,
            Todo.title,
            Todo.flow_run_id,
            Case.number.label("case_number"),
            FilingRecord.number.label("filing_number"),
            RunningDeadline.title.label("duty"),
        )
        .join(Case, Case.id == Todo.case_id)
        .join(FilingRecord, FilingRecord.case_id == Todo.case_id, isouter=True)
        .join(
            RunningDeadline,
            (RunningDeadline.case_id == Todo.case_id)
            & (RunningDeadline.rule == Todo.expires_with)
            & (RunningDeadline.due_on == Todo.due_on),
        )
        .where(
            Todo.state == "open",
            Todo.due_on < today,
            RunningDeadline.state.not_in(("suspended", "replaced")),
        )
    )
    return sweep(lapsed, (Todo.id,), _close, changes=True)


def _close(session: Session, rows: Sequence[Row[Any]]) -> int:
    asked = {(row.case_id, row.question, row.occasion): row for row in rows}
    inserted = insert_new(
        session,
        Fact,
        [{"case_id": case, "question": code, "occasion": on} for case, code, on in asked],
        Fact.case_id,
        Fact.question,
        Fact.occasion,
        value="{}",
        expired=True,
        recorded_by="期限监测",
        door="期限",
        recorded_at=clock.now(),
    )
    closed = [asked[tuple(key)] for key in inserted]
    session.execute(
        update(Todo)
        .where(among(session, Todo.id, [row.id for row in closed]))
        .values(state="expired", closed_at=clock.now(), draft=None, errors=""),
        execution_options={"synchronize_session": False},
    )
    tell_all(session, map(_line, closed))
    insert_new(session, Trigger, list(map(_trigger, closed)), created_at=clock.now())
    return len(closed)


def _line(row: Row[Any]) -> Line:
    return Line(
        case_id=row.case_id,
        key=f"expired:{row.question}:{row.occasion}",
        kind="逾期",
        text=f"“{row.title}”届期无答复（{row.duty}）",
    )


def _trigger(row: Row[Any]) -> dict[str, Any]:
    number = row.filing_number if row.path == "registration" else row.case_number
    return {
        "key": f"wake:{row.case_number}:{row.question}:{row.occasion}",
        "deployment": paths()[row.path].deployment,
        "parameters": parameters_of(row.path, number),
        "wakes_run": row.flow_run_id,
    }
