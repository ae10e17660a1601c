"""What the demo sees and hears: the ledger, a webhook, free ports."""

import http.server
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fuyuan.environment import LOOPBACK
from models.case import Case, CasePath
from models.history import Todo
from models.ledger import reading
from models.letter import IssuedLetter


def count_waiting(question: str) -> int:
    with reading() as session:
        rows = session.scalars(
            select(Todo.flow_run_id).where(Todo.question == question, Todo.state == "open")
        ).all()
    return sum(run_id is not None for run_id in rows)


def waiting_run(case: int, question: str) -> str | None:
    with reading() as session:
        return session.scalar(
            select(Todo.flow_run_id)
            .join(Case, Case.id == Todo.case_id)
            .where(
                Case.number.like(f"%行诉前调{case}号"),
                Todo.question == question,
                Todo.state == "open",
            )
        )


def number_of(case: int) -> str:
    with reading() as session:
        return session.scalars(
            select(Case.number).where(Case.number.like(f"%行诉前调{case}号"))
        ).one()


def stages_of(number: str) -> dict[str, str]:
    with reading() as session:
        return dict(_path_rows(session, number))


def _path_rows(session: Session, number: str) -> list[tuple[str, str]]:
    rows = session.execute(
        select(CasePath.path, CasePath.stage)
        .join(Case, Case.id == CasePath.case_id)
        .where(Case.number == number)
    )
    return [(path, stage) for path, stage in rows]


def letters_of(number: str) -> dict[str, int]:
    with reading() as session:
        rows = session.execute(
            select(IssuedLetter.code, IssuedLetter.id)
            .join(Case, Case.id == IssuedLetter.case_id)
            .where(Case.number == number, IssuedLetter.state == "issued")
        )
        return {str(code): int(letter_id) for code, letter_id in rows}


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
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
