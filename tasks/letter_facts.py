"""What letters are made of: the facts of their case, frozen and read again as they were."""

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.orm import Session

from models.case import DEFENDANT, PLAINTIFF, Case, Party
from models.letter import IssuedLetter
from rules.paths.registration.questions import LegalRepresentative
from rules.vocabulary.explaining import explain
from rules.vocabulary.letter import CaseFacts, Letter, OfficeFacts
from rules.vocabulary.region import Region, load_region
from tasks.answers import read_fact
from tasks.case_facts import minors_of
from tasks.errors import FuyuanError
from tasks.rendering.plain import plain_facts

READERS: Mapping[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "decimal": Decimal,
}

# What today's words say of a text that was not asked for when the letter was issued.
NOT_STATED = "（制作时没有这一项）"


class UnreadableFactsError(FuyuanError):
    """Frozen facts that neither say their types nor fit the declaration of today."""


def office_facts(region: Region, today: dt.date) -> dict[str, Any]:
    """What every letter knows of the offices of its region."""
    return {
        "court_name": region.court_name,
        "studio_name": region.studio_name,
        "center_name": region.center_name,
        "region_title": region.title,
        "issued_on": today,
        "contact": region.contact.model_dump(),
    }


def case_facts(session: Session, case: Case, today: dt.date) -> dict[str, Any]:
    """What every letter knows of its case; what identifies a person is masked."""
    minors = minors_of(case)
    acting = _representative(session, case) if minors else ""
    plaintiffs = [party for party in case.parties if party.role == PLAINTIFF]
    agencies = [party.name for party in case.parties if party.role == DEFENDANT]
    return office_facts(load_region(case.region), today) | {
        "case_number": case.number,
        "plaintiffs": [
            _party_facts(party) | {"represented_by": acting if party.name in minors else ""}
            for party in plaintiffs
        ],
        "plaintiff_names": case.plaintiff_names,
        "agencies": agencies,
        "agency_names": "、".join(agencies),
        "act": case.act,
        "act_made_on": case.act_made_on,
        "act_known_on": case.act_known_on,
        "claims": case.claims,
        "cause": case.cause,
        "received_on": case.received_on,
        "registered_on": case.registered_on,
    }


def _representative(session: Session, case: Case) -> str:
    recorded = read_fact(session, case, LegalRepresentative, "1")
    return recorded.answer.representative if recorded and recorded.answer else ""


def _party_facts(party: Party) -> dict[str, str]:
    return {
        "name": party.name,
        "id_number_masked": mask_id(party.id_number),
        "phone_masked": mask_phone(party.phone),
        "address": party.address,
    }


def mask_id(number: str) -> str:
    """An identity number as letters show it."""
    return mask(number, keep_first=6, keep_last=4)


def mask_phone(number: str) -> str:
    """A telephone number as letters show it."""
    return mask(number, keep_first=3, keep_last=4)


def mask(text: str, *, keep_first: int, keep_last: int) -> str:
    """The middle of a number replaced by asterisks; a short one wholly."""
    if len(text) <= keep_first + keep_last:
        return "*" * len(text)
    return text[:keep_first] + "*" * (len(text) - keep_first - keep_last) + text[-keep_last:]


def freeze(facts: OfficeFacts) -> dict[str, Any]:
    """The columns of a letter that keep its facts: as JSON, with what JSON cannot tell beside."""
    return {"facts": facts.model_dump_json(), "fact_types": dict(_types(plain_facts(facts), ""))}


def thaw(row: IssuedLetter, letter: Letter | None) -> dict[str, Any]:
    """The facts of a letter as its template reads them, whatever its declaration says today.

    A letter from before the types were kept is read by its declaration. Raises
    UnreadableFactsError if it does not fit.
    """
    kept = json.loads(row.facts)
    if row.fact_types:
        return dict(_typed(kept, row.fact_types, ""))
    if letter is None:
        message = f"没有代码为“{row.code}”的文书声明，冻结的要素无从读出"
        raise UnreadableFactsError(message)
    return {**kept, **plain_facts(as_declared(row, letter))}


def as_declared(row: IssuedLetter, letter: Letter) -> OfficeFacts:
    """The facts of a letter as today's declaration has them, for today's words.

    What was declared since it was issued has its default, a text without one is NOT_STATED; what is
    no longer declared is left out. Raises UnreadableFactsError if the rest does not fit.
    """
    try:
        return letter.needs.model_validate(up_to_date(json.loads(row.facts), letter))
    except ValidationError as error:
        message = f"冻结的要素与今天的声明不符：{'；'.join(explain(error, letter.needs))}"
        raise UnreadableFactsError(message) from None


def up_to_date(kept: Mapping[str, Any], letter: Letter) -> dict[str, Any]:
    """Frozen facts under the names of today: texts declared since are NOT_STATED, others are out.

    What else a declaration asks for meanwhile, such as a date, is not made up: it stays away.
    """
    facts = copy.deepcopy(dict(kept))
    for problem in _problems(letter, facts):
        *above, name = problem["loc"]
        if problem["type"] == "missing":
            _at(facts, above)[name] = NOT_STATED
        elif problem["type"] == "extra_forbidden":
            del _at(facts, above)[name]
    # Only a text can say that it is not stated.
    for problem in _problems(letter, facts):
        if problem["input"] == NOT_STATED:
            *above, name = problem["loc"]
            del _at(facts, above)[name]
    return facts


def own_facts(row: IssuedLetter, letter: Letter) -> dict[str, Any]:
    """What a letter was made of beyond its case, as JSON, under the names it has today."""
    return {
        name: value
        for name, value in up_to_date(json.loads(row.facts), letter).items()
        if name not in CaseFacts.model_fields
    }


def _problems(letter: Letter, facts: Mapping[str, Any]) -> list[ErrorDetails]:
    try:
        letter.needs.model_validate(facts)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _at(facts: Any, place: Sequence[str | int]) -> Any:
    """Return the part of the facts that a place leads to."""
    for part in place:
        facts = facts[part]
    return facts


def _types(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _types(item, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _types(item, f"{place}.{number}")
    elif isinstance(value, dt.date):
        yield place, "date"
    elif isinstance(value, Decimal):
        yield place, "decimal"


def _typed(value: Any, types: Mapping[str, str], place: str) -> Any:
    if isinstance(value, dict):
        return {
            name: _typed(item, types, f"{place}.{name}" if place else name)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_typed(item, types, f"{place}.{number}") for number, item in enumerate(value)]
    return READERS[types[place]](value) if place in types else value
