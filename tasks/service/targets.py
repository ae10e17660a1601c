"""The one row a report is about, and what the person who made it is told."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Todo
from models.letter import IssuedLetter
from models.service import LetterService
from rules.service import State
from rules.service_links import links_of_letter
from tasks import clock
from tasks.answers import run_path
from tasks.errors import AlreadyAnsweredError
from tasks.service.marking import SERVICE
from tasks.service.rows import choose, letter_to_serve, named, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A letter and one of its recipients, by name or by the number of the row."""

    letter_id: int
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded, what a person should look at, and which question asks for the same."""

    case_number: str
    row_id: int
    text: str
    hints: tuple[str, ...]
    question: str = ""
    occasion: str = ""

    def as_text(self) -> str:
        """All of it, a line each."""
        return "\n".join([self.text, *self.hints])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A target as it lies in the ledger, held until the transaction ends."""

    case: Case
    letter: IssuedLetter
    row: LetterService


def find(session: Session, target: Target) -> Found:
    """The latest attempt on a recipient. Raises FuyuanError when there is no such one."""
    letter = letter_to_serve(session, target.letter_id)
    row = choose(letter, rows_of(session, letter, locked=True), target.recipient)
    return Found(case=session.get_one(Case, letter.case_id), letter=letter, row=row)


def refuse_served(found: Found) -> None:
    """Raise AlreadyAnsweredError, with who and when, if the recipient is served already."""
    row = found.row
    if row.state != State.SERVED or row.recorded_at is None:
        return
    when = row.recorded_at.astimezone(clock.CHINA)
    message = (
        f"{named(found.letter)}已登记为{row.served_on}{row.method or '送达'}{row.name}"
        f"（{row.recorded_by}，{when:%Y-%m-%d %H:%M}，经{row.door}），以先登记的为准；"
        f"日期有误的用更正：fuyuan correct {found.case.number} {SERVICE} served_on 日期 "
        f"--occasion {row.id}"
    )
    raise AlreadyAnsweredError(message)


def recorded(session: Session, found: Found, text: str, hints: tuple[str, ...]) -> Recorded:
    """What is told; the to-do that asks for the same shows it from now on."""
    waiting = _waiting(session, found) if found.row.state == State.SERVED else None
    if waiting is None:
        return Recorded(case_number=found.case.number, row_id=found.row.id, text=text, hints=hints)
    if waiting.flow_run_id:
        # The run lays its form out anew, with the day in it.
        key = f"{SERVICE}:{found.row.id}:{waiting.path}"
        run_path(session, found.case, waiting.path, key=key)
    return Recorded(
        case_number=found.case.number,
        row_id=found.row.id,
        text=text,
        hints=(*hints, f"待办“{waiting.title}”已按本次登记预填，请办理确认"),
        question=waiting.question,
        occasion=waiting.occasion,
    )


def _waiting(session: Session, found: Found) -> Todo | None:
    links = links_of_letter(found.letter.code)
    todos = session.scalars(
        select(Todo)
        .where(
            Todo.case_id == found.case.id,
            Todo.state == "open",
            Todo.question.in_([link.question for link in links]),
        )
        .order_by(Todo.id)
    )
    for todo in todos:
        for link in links:
            is_its_own = link.question == todo.question and link.occasion in {"", todo.occasion}
            if (
                not link.is_signing
                and is_its_own
                and link.concerns(found.letter.occasion, todo.occasion)
            ):
                return todo
    return None
