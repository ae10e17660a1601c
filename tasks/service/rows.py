"""The rows of a letter's service: one a recipient and attempt, opened with the letter."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.case import Case
from models.ledger import insert_once
from models.letter import IssuedLetter
from models.service import LetterService
from rules.catalogue import letters
from rules.identity import IdKind, is_organisation_name, read_identity
from rules.service import Kind, Method, State
from rules.service_links import AGENCY, recipients, role_title
from tasks import clock
from tasks.errors import FuyuanError, NotAskedError

PERSONS = frozenset({IdKind.RESIDENT, IdKind.OLD_RESIDENT})


def open_rows(session: Session, letter: IssuedLetter) -> bool:
    """One open row for each recipient of a letter that is served; true if there are new ones."""
    declared = letters()[letter.code]
    if not declared.served:
        return False
    found = recipients(declared.to, facts_of(letter), letter.addressee)
    rows = [
        {
            "role": one.role,
            "position": one.position,
            "name": one.name,
            "deliver_to": one.deliver_to,
        }
        for one in dict.fromkeys(found)
    ]
    new = insert_new(session, LetterService, rows, letter_id=letter.id, opened_on=clock.today())
    return bool(new)


def rows_of(session: Session, letter: IssuedLetter, *, locked: bool = False) -> list[LetterService]:
    """The latest attempt on each recipient of a letter, in their order.

    With `locked` nobody else changes them until the transaction ends, and a letter of an older
    release, which has none yet, gets its rows.
    """
    query = select(LetterService).where(LetterService.letter_id == letter.id)
    query = query.order_by(LetterService.id)
    found = session.scalars(query.with_for_update() if locked else query).all()
    if locked and not found and open_rows(session, letter):
        return rows_of(session, letter, locked=True)
    newest: dict[tuple[str, int, str], LetterService] = {}
    for row in found:
        key = (row.role, row.position, row.name)
        if key not in newest or newest[key].attempt < row.attempt:
            newest[key] = row
    return list(newest.values())


def next_attempt(session: Session, letter: IssuedLetter, row: LetterService) -> LetterService:
    """Another attempt on the same recipient, open from today."""
    insert_once(
        session,
        LetterService,
        letter_id=letter.id,
        role=row.role,
        position=row.position,
        name=row.name,
        deliver_to=row.deliver_to,
        attempt=row.attempt + 1,
        opened_on=clock.today(),
    )
    same = (row.role, row.position, row.name)
    return next(
        one
        for one in rows_of(session, letter, locked=True)
        if (one.role, one.position, one.name) == same
    )


def failures(session: Session, row: LetterService) -> list[LetterService]:
    """The attempts that failed to serve the same letter on the same recipient, in their order."""
    return list(
        session.scalars(
            select(LetterService)
            .where(
                LetterService.letter_id == row.letter_id,
                LetterService.role == row.role,
                LetterService.position == row.position,
                LetterService.name == row.name,
                LetterService.state == State.RETURNED,
                # A notice that was overtaken by the recipient did not fail.
                LetterService.method != Method.PUBLIC,
            )
            .order_by(LetterService.attempt)
        )
    )


def letter_to_serve(session: Session, letter_id: int) -> IssuedLetter:
    """A letter that was issued and is served. Raises FuyuanError for any other."""
    letter = session.get(IssuedLetter, letter_id)
    if letter is None or letter.state != "issued":
        message = f"没有编号为{letter_id}的文书：fuyuan service list 第二列是文书编号"
        raise FuyuanError(message)
    if not letters()[letter.code].served:
        message = f"《{letter.title}》不须送达回证，没有送达登记"
        raise FuyuanError(message)
    return letter


def row_of(session: Session, row_id: int) -> LetterService:
    """A row by its number. Raises NotAskedError when there is none."""
    row = session.get(LetterService, row_id)
    if row is None:
        message = f"没有编号为{row_id}的送达登记：fuyuan service list 和窗口“送达”列出编号"
        raise NotAskedError(message)
    return row


def choose(letter: IssuedLetter, rows: list[LetterService], recipient: str) -> LetterService:
    """The row of a recipient, named or by the number of the row.

    Raises FuyuanError when there is none, or several of one name.
    """
    wanted = recipient.strip()
    named = [row for row in rows if wanted in {row.name, str(row.id)}]
    if len(named) == 1:
        return named[0]
    known = "、".join(f"{row.id} {row.name}（{title_of(letter, row)}）" for row in rows)
    why = "有同名的受送达人，请用登记编号" if named else f"没有名为“{wanted}”的受送达人"
    message = f"《{letter.title}》{why}；受送达人：{known}"
    raise FuyuanError(message)


def facts_of(letter: IssuedLetter) -> dict[str, Any]:
    """What the letter says, as it was frozen."""
    facts: dict[str, Any] = json.loads(letter.facts)
    return facts


def title_of(letter: IssuedLetter, row: LetterService) -> str:
    """What the recipient is called on the letter's path."""
    return role_title(letters()[letter.code].template, row.role)


def whom(letter: IssuedLetter, row: LetterService) -> str:
    """The recipient for the timeline: an organ by its name, a person only by the place."""
    if row.role == AGENCY:
        return row.name
    place = f"（第{row.position}名）" if row.position else ""
    return f"{title_of(letter, row)}{place}"


def named(letter: IssuedLetter) -> str:
    """A letter by title and number."""
    return f"《{letter.title}》" + (f"（{letter.number}）" if letter.number else "")


def kind_of(case: Case, row: LetterService) -> Kind:
    """Person, minor or organ, as far as the case knows."""
    if row.deliver_to:
        return Kind.MINOR
    if row.role == AGENCY or is_organisation_name(row.name):
        return Kind.ORGAN
    numbers = [
        party.id_number
        for party in case.parties
        if (party.role, party.position) == (row.role, row.position)
    ]
    kinds = {read_identity(number, row.name).kind for number in numbers}
    if kinds & PERSONS:
        return Kind.PERSON
    return Kind.ORGAN if IdKind.ORGANISATION in kinds else Kind.UNKNOWN
