"""Letters that people issue: the facts they give are checked, the rest is added, all once."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import ledger, reading
from models.letter import IssuedLetter
from rules.catalogue import letters, letters_by_hand
from rules.cleaning import plain_text
from rules.correspondence.facts import KNOWN, CaseLetterFacts, OfficeLetterFacts
from rules.vocabulary.explaining import explain
from rules.vocabulary.letter import Letter, Office
from rules.vocabulary.region import load_region
from rules.vocabulary.region_file import RegionError
from tasks import clock
from tasks.errors import InvalidFactsError, NotAskedError
from tasks.letter_finishing import finish
from tasks.letters import Holder, find_letter, known_facts, reserve
from tasks.records import find_case
from tasks.rendering import render

ByHandFacts = type[CaseLetterFacts] | type[OfficeLetterFacts]
ISSUER = "issuer_name"
LONGEST_OCCASION, LONGEST_NAME = 60, 100
# Enough of a digest to tell two letters apart, short enough to be read.
DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person orders: which letter, from which facts, in which case or region, who and how.

    Without an occasion the facts themselves tell one letter from another.
    """

    code: str
    facts: Mapping[str, Any]
    issued_by: str
    door: str
    case_number: str = ""
    region: str = ""
    occasion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What came of an order; `is_new` is false where the letter was found made before."""

    letter_id: int
    title: str
    number: str
    is_new: bool


@cache
def given_fields(letter: Letter) -> tuple[str, ...]:
    """The facts a person gives, in their order; an agency's letter asks for its name, too."""
    needs = needs_of(letter)
    asked = (ISSUER,) if letter.issuer is Office.AGENCY else ()
    own = (name for name in needs.model_fields if name not in {ISSUER, *KNOWN, *needs.derived})
    return (*asked, *own)


def needs_of(letter: Letter) -> ByHandFacts:
    """The facts of a letter that is issued by hand."""
    return cast("ByHandFacts", letter.needs)


def letter_by_hand(code: str) -> Letter:
    """The letter of a code, if people issue it. Raises NotAskedError."""
    if letter := letters_by_hand().get(code):
        return letter
    if code in letters():
        message = f"《{letters()[code].title}》由流程在办到时自动制作，不能手工出具"
        raise NotAskedError(message)
    known = "、".join(letters_by_hand())
    message = f"没有代码为“{code[:40]}”的文书；可以手工出具的有：{known}"
    raise NotAskedError(message)


def issue_by_hand(order: Order) -> Issued:
    """Issue the letter that is ordered; the same order is carried out once.

    Raises InvalidFactsError, UnknownCaseError, or NotAskedError where the letter is none of these
    or its occasion holds another one.
    """
    letter = letter_by_hand(order.code)
    given = _cleaned(order.facts)
    with ledger() as session:
        holder = _holder(session, letter, order)
        occasion = occasion_of(order)
        row = find_letter(session, holder, letter.code, occasion)
        is_new = row is None
        if row is None:
            facts = _whole(session, letter, holder, given)
            row = reserve(session, holder, letter, occasion, facts)
        # Another click may have come first, with another content under the same name.
        if not _is_same(letter, given, json.loads(row.facts)):
            message = (
                f"“{occasion}”这一次的《{letter.title}》已经制作，内容不同，以首次为准；"
                "要另行制作，请换一个次别"
            )
            raise NotAskedError(message)
        issued = Issued(letter_id=row.id, title=row.title, number=row.number, is_new=is_new)
    finish(issued.letter_id)
    return issued


def check_by_hand(order: Order) -> Letter:
    """The letter that is ordered, its facts checked and put into words; nothing is kept.

    Raises as `issue_by_hand` does.
    """
    letter = letter_by_hand(order.code)
    with reading() as session:
        holder = _holder(session, letter, order)
        occasion_of(order)
        facts = _whole(session, letter, holder, _cleaned(order.facts))
        known = known_facts(session, holder, clock.today())
    whole = letter.needs.model_validate({**known, **facts})
    render(letter.template, dict(whole), region=holder.region)
    return letter


def occasion_of(order: Order) -> str:
    """What tells this letter from others of its kind: the name given, or a digest of the facts."""
    name = plain_text(order.occasion)
    if len(name) > LONGEST_OCCASION:
        raise InvalidFactsError([f"“次别”：不超过{LONGEST_OCCASION}字"])
    if name:
        return name
    told = json.dumps(to_jsonable_python(_cleaned(order.facts)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def _holder(session: Session, letter: Letter, order: Order) -> Holder:
    by = plain_text(order.issued_by)
    if not 0 < len(by) <= LONGEST_NAME:
        raise InvalidFactsError([f"“制作人”：必填，不超过{LONGEST_NAME}字"])
    if letter.is_of_a_case:
        if not order.case_number.strip():
            raise InvalidFactsError([f"“案号”：《{letter.title}》须写明是哪一件案子"])
        case = find_case(session, order.case_number)
        return Holder(region=case.region, case=case, issued_by=by, door=order.door)
    if order.case_number.strip():
        raise InvalidFactsError([f"“案号”：《{letter.title}》不属于某一件案子，请不要填"])
    try:
        return Holder(region=load_region(order.region).name, issued_by=by, door=order.door)
    except RegionError as error:
        raise InvalidFactsError([f"“地区”：{error}"]) from None


def _whole(
    session: Session, letter: Letter, holder: Holder, given: Mapping[str, Any]
) -> dict[str, Any]:
    """The given facts with those that are worked out. Raises InvalidFactsError."""
    needs, today = needs_of(letter), clock.today()
    allowed = given_fields(letter)
    if unknown := [name for name in given if name not in allowed]:
        raise InvalidFactsError([f"“{name[:40]}”：没有这一栏" for name in unknown])
    region = load_region(holder.region)
    earlier = _earlier(session, letter, holder.region, today.year)
    try:
        issuer = {} if ISSUER in allowed else {ISSUER: region.name_of(letter.issuer.value)}
        derived = needs.derive(given, region, earlier)
    except ValueError as error:
        raise InvalidFactsError([str(error)]) from None
    facts = {**given, **issuer, **derived}
    try:
        checked = needs.model_validate({**known_facts(session, holder, today), **facts})
    except ValidationError as error:
        raise InvalidFactsError(explain(error, needs)) from None
    if problems := checked.problems(today):
        raise InvalidFactsError(problems)
    return facts


def _earlier(
    session: Session, letter: Letter, region: str, year: int
) -> tuple[Mapping[str, Any], ...]:
    """The facts of the letters of a kind that were issued in a region this year."""
    if not needs_of(letter).derived:
        return ()
    rows = session.scalars(
        select(IssuedLetter.facts).where(
            IssuedLetter.code == letter.code,
            IssuedLetter.region == region,
            IssuedLetter.issued_on >= dt.date(year, 1, 1),
            IssuedLetter.issued_on <= dt.date(year, 12, 31),
        )
    )
    return tuple(json.loads(facts) for facts in rows)


def _is_same(letter: Letter, given: Mapping[str, Any], frozen: Mapping[str, Any]) -> bool:
    """Whether the facts given are those that are frozen."""
    needs, fields = needs_of(letter), given_fields(letter)
    rest = {name: value for name, value in frozen.items() if name not in fields}
    try:
        again = needs.model_validate({**rest, **given})
    except ValidationError:
        return False
    before = needs.model_validate(frozen)
    return all(getattr(again, name) == getattr(before, name) for name in fields)


def _cleaned(value: Any) -> Any:
    """Text without what cannot be seen, whichever door it came by; what is empty is left out."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Mapping):
        cleaned = {str(name): _cleaned(each) for name, each in value.items()}
        return {name: each for name, each in cleaned.items() if not _is_empty(each)}
    if isinstance(value, list | tuple):
        return [each for each in map(_cleaned, value) if not _is_empty(each)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
