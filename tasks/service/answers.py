"""One fact, two doors: an answer that names a day of service records it, a recorded one prefills.

What was recorded first stands: an answer that says otherwise is refused, and names who said what.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, get_origin

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Fact
from models.letter import IssuedLetter
from models.service import LetterService
from rules.catalogue import questions
from rules.service import State
from rules.service_links import Letters, Link, links_of_letter, links_of_question
from rules.service_reports import ServiceRecord
from rules.vocabulary.question import Question
from tasks.service.rows import open_rows, rows_of
from tasks.service.settling import Settling


def open_services(session: Session, case: Case, letter: IssuedLetter) -> None:
    """Open a row for each recipient of a letter; who was served with it before it was printed, is.

    Nothing happens for a letter that is not served, or a second time.
    """
    if not open_rows(session, letter):
        return
    for link in links_of_letter(letter.code):
        for fact in _facts(session, case, link.question):
            given = questions()[link.question].model_validate_json(fact.value)
            occasion = fact.occasion
            if link.concerns(letter.occasion, occasion) and _tells(link, occasion, given):
                told = Settling(
                    case=case, link=link, given=given, occasion=occasion, door=fact.door
                )
                told.settle(session, letter, is_recorded=True)


def note_service(
    session: Session, case: Case, given: Question, *, occasion: str, door: str
) -> None:
    """Record the services that an answer tells of. Raises InvalidAnswerError.

    Electronic service needs the recipient's consent on record, and a public notice must have run
    its thirty days, whichever door the answer comes by.
    """
    for link in links_of_question(given.code):
        if not _tells(link, occasion, given):
            continue
        settling = Settling(case=case, link=link, given=given, occasion=occasion, door=door)
        settling.refuse_without_consent(session)
        for letter in letters_of(session, case, link, occasion):
            settling.settle(session, letter)


def known_answer(session: Session, case: Case, code: str, occasion: str) -> dict[str, Any]:
    """What the recorded services say of a question that waits: its first fields, if anything."""
    for link in links_of_question(code):
        if link.is_signing or link.occasion not in {"", occasion}:
            continue
        rows = [
            row
            for letter in letters_of(session, case, link, occasion)
            for row in rows_of(session, letter)
            if not link.role or row.role == link.role
        ]
        if wanted := _unconfirmed(link, rows):
            return _as_answer(link, wanted)
    return {}


def letters_of(session: Session, case: Case, link: Link, occasion: str) -> list[IssuedLetter]:
    """The letters that a question on an occasion is about."""
    issued = session.scalars(
        select(IssuedLetter)
        .where(
            IssuedLetter.case_id == case.id,
            IssuedLetter.code.in_(link.letters),
            IssuedLetter.state == "issued",
        )
        .order_by(IssuedLetter.id)
    ).all()
    found = [letter for letter in issued if link.concerns(letter.occasion, occasion)]
    return found[-1:] if link.of is Letters.LAST else found


def _unconfirmed(link: Link, rows: Sequence[LetterService]) -> LetterService | None:
    """The service that the next answer is about; of several at once the last, if all are done."""
    served = [row for row in rows if row.state == State.SERVED]
    if not link.is_collective:
        return next((row for row in served if not row.fact), None)
    if len(served) < len(rows):
        return None
    return max(served, key=lambda row: row.served_on or dt.date.min, default=None)


def _as_answer(link: Link, row: LetterService) -> dict[str, Any]:
    known: dict[str, Any] = {link.on: str(row.served_on)}
    if link.when:
        known[link.when[0]] = link.when[1]
    if link.recipient:
        known[link.recipient] = [row.name] if _is_list(link) else row.name
    if link.method:
        known[link.method] = row.method
    if link.sent:
        known[link.sent] = str(row.sent_on or row.served_on)
    if link.signer and row.report:
        known[link.signer] = ServiceRecord.model_validate_json(row.report).signed_by
    return {name: value for name, value in known.items() if value}


def _is_list(link: Link) -> bool:
    annotation = questions()[link.question].model_fields[link.recipient].annotation
    return get_origin(annotation) is list


def _tells(link: Link, occasion: str, answer: Question) -> bool:
    return link.means(occasion, answer.model_dump(mode="json"))


def _facts(session: Session, case: Case, code: str) -> Sequence[Fact]:
    return session.scalars(
        select(Fact)
        .where(Fact.case_id == case.id, Fact.question == code, Fact.expired.is_(False))
        .order_by(Fact.id)
    ).all()
