"""A wrong day of service is corrected: in the row and in the answer that says the same."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Correction
from models.letter import IssuedLetter
from models.service import LetterService
from rules.service import Method, State
from rules.service_links import links_of_question
from tasks import clock
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.service.marking import notice_clock
from tasks.service.rows import named, rows_of, whom

DATES = {"served_on": "送达日期", "sent_on": "交付、交邮或者公告日期"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A date as `Question.dated` names it, taken apart."""

    question: str
    occasion: str
    field: str


def answer_behind(session: Session, case: Case, number: str, field: str) -> Named | None:
    """The date of an answer that is the same fact as a row's, if there is one.

    An answer that names the last day of several recipients is not the same as one of theirs.
    """
    row = _row(session, case, number)
    question, _, rest = row.fact.partition(".")
    occasion, _, on = rest.rpartition(".")
    letter = session.get_one(IssuedLetter, row.letter_id)
    for link in links_of_question(question):
        if letter.code not in link.letters:
            continue
        same = {"served_on": on, "sent_on": link.sent}.get(field)
        concerned = [one for one in rows_of(session, letter) if link.role in {"", one.role}]
        if same and not (link.is_collective and len(concerned) > 1):
            return Named(question=question, occasion=occasion, field=same)
    return None


def correct_row(
    session: Session, case: Case, number: str, field: str, to: dt.date
) -> tuple[str, dt.date]:
    """Correct a date of a row; returns what it is called and the old value.

    Raises FuyuanError (no such row, no such date) or InvalidAnswerError (an impossible day).
    """
    row = _row(session, case, number)
    if field not in DATES:
        message = f"送达登记没有名为“{field}”的日期可以更正；可更正的：{'、'.join(DATES)}"
        raise FuyuanError(message)
    before: dt.date | None = getattr(row, field)
    if before is None:
        message = f"登记编号{number}没有{DATES[field]}，无从更正"
        raise FuyuanError(message)
    letter = session.get_one(IssuedLetter, row.letter_id)
    if why := _impossible(session, case, letter, row, field, to):
        raise InvalidAnswerError([f"“{DATES[field]}”：{why}"])
    setattr(row, field, to)
    session.flush()
    return f"{named(letter)}送达{whom(letter, row)}：{DATES[field]}", before


def follow_correction(session: Session, case: Case, correction: Correction) -> None:
    """Move the rows that say the same as an answer whose date was corrected."""
    question, _, rest = correction.fact.partition(".")
    occasion, _, corrected = rest.rpartition(".")
    for link in links_of_question(question):
        moves = {link.on: "served_on", link.sent: "sent_on"}.get(corrected)
        said = f"{question}.{occasion}.{link.on}"
        for row in session.scalars(_rows(case).where(LetterService.fact == said)):
            if moves and getattr(row, moves) == correction.before:
                setattr(row, moves, correction.after)
    session.flush()


def deemed_anew(session: Session, case: Case, number: str) -> dt.date | None:
    """The day on which a recipient now counts as served by a notice that was dated wrongly."""
    row = _row(session, case, number)
    running = notice_clock(session, case, row)
    if row.state != State.SERVED or running is None or running.due_on is None:
        return None
    if running.due_on == row.served_on:
        return None
    running.state, running.closed_on = "met", running.due_on
    return running.due_on


def _impossible(
    session: Session,
    case: Case,
    letter: IssuedLetter,
    row: LetterService,
    field: str,
    to: dt.date,
) -> str:
    if to > clock.today():
        return f"{to}晚于今天（{clock.today()}）"
    if field == "served_on" and row.method == Method.PUBLIC:
        running = notice_clock(session, case, row)
        if running is None or running.due_on != to:
            return "公告送达的日期由发出公告之日推定，请更正 sent_on"
        return ""
    earliest, latest = _bounds(letter, row, field)
    if earliest and to < earliest:
        return f"{to}早于{earliest}"
    return f"{to}晚于送达日期{latest}" if latest and to > latest else ""


def _bounds(
    letter: IssuedLetter, row: LetterService, field: str
) -> tuple[dt.date | None, dt.date | None]:
    """Between which days this date of the row lies."""
    by_notice = row.method == Method.PUBLIC
    if field == "sent_on":
        return letter.issued_on, None if by_notice else row.served_on
    # What goes out with a decision is printed after it was served.
    return row.sent_on or (None if row.fact else letter.issued_on), None


def _rows(case: Case) -> Select[tuple[LetterService]]:
    return (
        select(LetterService)
        .join(IssuedLetter, IssuedLetter.id == LetterService.letter_id)
        .where(IssuedLetter.case_id == case.id)
    )


def _row(session: Session, case: Case, number: str) -> LetterService:
    wanted = int(number) if number.isascii() and number.isdigit() else 0
    row = session.scalars(_rows(case).where(LetterService.id == wanted)).one_or_none()
    if row is None:
        message = f"案件{case.number}没有编号为“{number}”的送达登记（fuyuan service list 列出编号）"
        raise FuyuanError(message)
    return row
