"""Making a letter again on a person's order: a new number, the old one marked, both on record."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.ledger import ledger
from models.letter import SUPERSEDED, VOIDED, IssuedLetter
from rules.catalogue import letters
from rules.vocabulary.explaining import explain
from rules.vocabulary.letter import CaseFacts, DueFacts, Letter
from tasks.errors import FuyuanError
from tasks.letter_facts import NOT_STATED, own_facts
from tasks.letter_finishing import declared, finish
from tasks.letter_marks import LetterMarkError, Order, find_letter
from tasks.letters import Holder, reserve
from tasks.running import as_due

# Between the occasion a letter was first made for and the number of its making: `1~2`.
AGAIN = "~"
# What a new letter has of its own, whatever it replaces.
OWN = frozenset({"case_number", "doc_no", "issued_on", "replaces"})


class LetterFactsError(FuyuanError):
    """Facts that do not fit the letter; a line a field."""

    def __init__(self, title: str, problems: Iterable[str]) -> None:
        """Name the letter and every field."""
        super().__init__(f"《{title}》的要素有误：{'；'.join(problems)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact that the new letter states otherwise than the old one."""

    field: str
    title: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reissue:
    """The letter that was made (or with a dry run would be), and how it differs from the old."""

    letter_id: int
    case_number: str
    old: str
    new: str
    occasion: str
    is_resumed: bool
    changes: tuple[FactChange, ...]
    to_check: tuple[str, ...]


def first_occasion(occasion: str) -> str:
    """The occasion that a letter was first made for, however often it was made again."""
    return occasion.partition(AGAIN)[0]


def reissue(
    named: str, order: Order, *, changes: Mapping[str, Any] | None = None, dry_run: bool = False
) -> Reissue:
    """Make a letter again, with today's case and `changes`; the old one is marked as replaced.

    A reissue that was interrupted is finished as it was ordered. Raises UnknownLetterError,
    LetterMarkError, LetterFactsError, UndeclaredLetterError. With `dry_run` nothing is kept, and
    no number is used.
    """
    with ledger() as session:
        old = find_letter(session, named)
        case = session.get_one(Case, old.case_id) if old.case_id else None
        row = _unfinished(session, old)
        is_resumed, to_check = row is not None, list[str]()
        if row is None:
            row, to_check = _reserve_again(session, case, old, order, changes or {})
        made = Reissue(
            letter_id=row.id,
            case_number=case.number if case else "",
            old=old.name,
            new=row.name,
            occasion=row.occasion,
            is_resumed=is_resumed,
            changes=_changes(old, row),
            to_check=tuple(to_check),
        )
        if dry_run:
            session.rollback()
    if not dry_run:
        finish(made.letter_id)
    return made


def facts_to_change(named: str) -> dict[str, Any]:
    """What a letter was made of beyond its case: to be changed and given to `reissue`.

    Raises UnknownLetterError, UndeclaredLetterError.
    """
    with ledger() as session:
        row = find_letter(session, named)
        return own_facts(row, declared(row.code))


def _unfinished(session: Session, old: IssuedLetter) -> IssuedLetter | None:
    """The replacement that was begun before. Raises LetterMarkError if none may be begun."""
    if old.is_pending:
        message = f"{old.name}还没有制作完成：先用 fuyuan letters render --pending 完成，或者作废"
        raise LetterMarkError(message)
    made = session.scalars(
        select(IssuedLetter).where(IssuedLetter.replaces_id == old.id).order_by(IssuedLetter.id)
    ).all()
    # A replacement that was voided before it was finished has replaced nothing.
    counts = [row for row in made if row.mark != VOIDED or old.mark == SUPERSEDED]
    if not counts or counts[-1].is_pending:
        return counts[-1] if counts else None
    last = counts[-1]
    message = f"{old.name}已由{last.name}替代（编号{last.id}）：请对后一份作废或者重新制作"
    raise LetterMarkError(message)


def _reserve_again(
    session: Session,
    case: Case | None,
    old: IssuedLetter,
    order: Order,
    changes: Mapping[str, Any],
) -> tuple[IssuedLetter, list[str]]:
    letter = declared(old.code)
    if refused := OWN & changes.keys():
        titles = [f"“{CaseFacts.model_fields[name].title}”" for name in sorted(refused)]
        raise LetterFactsError(letter.title, [f"{'、'.join(titles)}由系统编定，不能指定"])
    facts, to_check = _with_todays_dates(session, case, own_facts(old, letter), changes.keys())
    to_check += _not_stated(letter, {**facts, **changes})
    replaces = {
        "title": old.title,
        "number": old.number,
        "issued_on": old.issued_on,
        "reason": order.reason.strip(),
    }
    row = _reserve(
        session,
        Holder(region=old.region, case=case, issued_by=old.issued_by, door=old.door),
        letter,
        _next_occasion(session, old),
        {**facts, **changes, "replaces": replaces},
        replaces_id=old.id,
        ordered_by=order.by.strip(),
        order_reason=order.reason.strip(),
    )
    return row, to_check


def _reserve(
    session: Session,
    holder: Holder,
    letter: Letter,
    occasion: str,
    facts: dict[str, Any],
    **order: Any,
) -> IssuedLetter:
    try:
        return reserve(session, holder, letter, occasion, facts, **order)
    except ValidationError as error:
        raise LetterFactsError(letter.title, explain(error, letter.needs)) from None


def _next_occasion(session: Session, old: IssuedLetter) -> str:
    """The next occasion of this letter; whoever asks at the same time waits for the first one."""
    first = first_occasion(old.occasion)
    same = (IssuedLetter.case_id == old.case_id, IssuedLetter.code == old.code)
    session.execute(
        select(IssuedLetter.id).where(*same, IssuedLetter.occasion == first).with_for_update()
    )
    again = IssuedLetter.occasion.startswith(f"{first}{AGAIN}", autoescape=True)
    made = session.scalar(
        select(func.count()).where(*same, or_(IssuedLetter.occasion == first, again))
    )
    return f"{first}{AGAIN}{(made or 0) + 1}"


def _with_todays_dates(
    session: Session, case: Case | None, facts: dict[str, Any], given: Iterable[str]
) -> tuple[dict[str, Any], list[str]]:
    """The facts with every period as it is counted today, and which ones a person must check."""
    running: dict[str, list[dict[str, Any]]] = {}
    for row in session.scalars(
        select(RunningDeadline).where(
            RunningDeadline.case_id == (case.id if case else None),
            RunningDeadline.state != "replaced",
        )
    ):
        running.setdefault(row.title, []).append(dict(as_due(row)))
    unsure: list[str] = []

    def renewed(value: Any) -> Any:
        if isinstance(value, list):
            return [renewed(item) for item in value]
        if not isinstance(value, dict) or value.keys() != DueFacts.model_fields.keys():
            return value
        known = running.get(value["label"], [])
        if len(known) == 1:
            return known[0]
        unsure.append(f"期限“{value['label']}”{value['due_on']}照原文书，请核对是否仍然如此")
        return value

    own = set(given)
    dated = {name: v if name in own else renewed(v) for name, v in facts.items()}
    return dated, unsure


def _not_stated(letter: Letter, facts: Mapping[str, Any]) -> list[str]:
    """Which facts the old letter did not have yet, for a person to state."""
    return [
        f"“{letter.needs.model_fields[name].title}”原文书没有，写作“{NOT_STATED}”，请核对"
        for name, value in facts.items()
        if value == NOT_STATED
    ]


def _changes(old: IssuedLetter, new: IssuedLetter) -> tuple[FactChange, ...]:
    fields = letters()[new.code].needs.model_fields
    before, after = json.loads(old.facts), json.loads(new.facts)
    return tuple(
        FactChange(
            field=name,
            title=field.title or name,
            before=before.get(name),
            after=after.get(name),
        )
        for name, field in fields.items()
        if name not in OWN and before.get(name) != after.get(name)
    )
