"""What the demo sees and hears: the ledger, a webhook, free ports."""

import http.server
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from fuyuan.environment import LOOPBACK
from models.case import Case, CasePath
from models.filing import FilingRecord
from models.history import Event, Todo
from models.ledger import reading
from models.letter import RESERVED, UNSEEN, IssuedLetter
from models.outbox import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was issued, with the fingerprints of its files."""

    id: int
    code: str
    title: str
    occasion: str
    number: str
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that somebody is to answer; `run_id` once a run sleeps on it."""

    todo_id: int
    run_id: str | None
    errors: str


def count_waiting(question: str) -> int:
    """How many runs sleep on a question."""
    with reading() as session:
        rows = session.scalars(
            select(Todo.flow_run_id).where(Todo.question == question, Todo.state == "open")
        ).all()
    return sum(run_id is not None for run_id in rows)


def waiting_run(case: int, question: str) -> str | None:
    """The run that sleeps on a question of the case with this registration number."""
    found = _waiting(_tour_case(case), question)
    return found[0].run_id if found else None


def waiting_for(number: str, question: str, occasion: str | None = None) -> Waiting | None:
    """The oldest open to-do of a question in a case."""
    found = _waiting(Case.number == number, question, occasion)
    return found[0] if found else None


def _waiting(
    case: ColumnElement[bool], question: str, occasion: str | None = None
) -> list[Waiting]:
    asked = (
        select(Todo.id, Todo.flow_run_id, Todo.errors)
        .join(Case, Case.id == Todo.case_id)
        .where(case, Todo.question == question, Todo.state == "open")
    )
    if occasion is not None:
        asked = asked.where(Todo.occasion == occasion)
    with reading() as session:
        return [
            Waiting(todo_id=todo_id, run_id=run_id, errors=errors)
            for todo_id, run_id, errors in session.execute(asked.order_by(Todo.id))
        ]


def open_questions(number: str) -> list[str]:
    """What is open in a case, and what is wrong with the last answer to it."""
    asked = (
        select(Todo.question, Todo.errors)
        .join(Case, Case.id == Todo.case_id)
        .where(Case.number == number, Todo.state == "open")
    )
    with reading() as session:
        return [f"{code} {errors}".strip() for code, errors in session.execute(asked)]


def number_of(case: int) -> str:
    """The whole registration number of a case of the tour."""
    with reading() as session:
        return session.scalars(select(Case.number).where(_tour_case(case))).one()


def _tour_case(case: int) -> ColumnElement[bool]:
    return Case.number.like(f"%行诉前调{case}号")


def filed_as(source_ref: str) -> tuple[str, str] | None:
    """The filing number and the case number of what was entered with a source reference."""
    with reading() as session:
        row = session.execute(
            select(FilingRecord.number, Case.number)
            .join(Case, Case.id == FilingRecord.case_id)
            .where(FilingRecord.source_ref == source_ref)
        ).one_or_none()
        return (row[0], row[1]) if row else None


def stages_of(number: str) -> dict[str, str]:
    """Where a case stands on each path it was on."""
    with reading() as session:
        rows = session.execute(
            select(CasePath.path, CasePath.stage)
            .join(Case, Case.id == CasePath.case_id)
            .where(Case.number == number)
        )
        return {path: stage for path, stage in rows}  # noqa: C416  (rows are no pairs to mypy)


def walked(number: str) -> list[tuple[str, str]]:
    """Every path and stage a case came to, in order."""
    with reading() as session:
        keys = session.scalars(
            select(Event.key)
            .join(Case, Case.id == Event.case_id)
            .where(Case.number == number, Event.key.like("stage:%"))
            .order_by(Event.id)
        )
        return [(path, stage) for _, path, stage, *_ in (key.split(":") for key in keys)]


def issued(number: str | None = None) -> list[Letter]:
    """The letters that were issued, in one case or in all."""
    wanted: Select[Any] = (
        select(IssuedLetter, Case.number)
        .join(Case, Case.id == IssuedLetter.case_id)
        .where(IssuedLetter.state.not_in(UNSEEN))
        .order_by(IssuedLetter.id)
    )
    if number is not None:
        wanted = wanted.where(Case.number == number)
    with reading() as session:
        return [
            Letter(
                id=row.id,
                code=row.code,
                title=row.title,
                occasion=row.occasion,
                number=case_number,
                sha256={"pdf": row.pdf_sha256, "docx": row.docx_sha256},
            )
            for row, case_number in session.execute(wanted)
        ]


def letters_of(number: str) -> set[str]:
    """The codes of the letters of a case."""
    return {letter.code for letter in issued(number)}


def count_unfinished_letters() -> int:
    """How many letters were begun and not finished."""
    with reading() as session:
        return int(
            session.scalar(
                select(func.count())
                .select_from(IssuedLetter)
                .where(IssuedLetter.state == RESERVED, IssuedLetter.mark == "")
            )
            or 0
        )


def count_pending_triggers() -> int:
    """How many runs are promised and not started."""
    with reading() as session:
        return int(
            session.scalar(
                select(func.count()).select_from(Trigger).where(Trigger.state == "pending")
            )
            or 0
        )


@contextmanager
def listener(received: list[dict[str, Any]]) -> Iterator[str]:
    """A webhook on loopback that keeps what it is told."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            if body := self.rfile.read(length):
                received.append(json.loads(body))
            self.send_response(http.HTTPStatus.OK)
            self.end_headers()

        def log_message(self, format: str, *_args: Any) -> None:  # noqa: A002
            """Stay quiet beside the progress bar."""

    server = http.server.ThreadingHTTPServer((LOOPBACK, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"json://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
