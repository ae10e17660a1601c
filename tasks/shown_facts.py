"""The facts to show a letter with: those of a case, and made-up ones for what it does not have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import reading
from models.letter import CONFIDENTIAL, IssuedLetter
from rules.catalogue import letters
from rules.vocabulary.letter import CaseFacts, Letter
from rules.vocabulary.region import Region, load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.letter_facts import UnreadableFactsError, as_declared, case_facts
from tasks.records import find_case
from tasks.rendering.made_up import as_made_up
from tasks.sample_facts import Fullness, sample_facts

# The region's own, whatever a sample says.
OFFICE_NAMES = ("court_name", "studio_name", "center_name")
NOT_NUMBERED = "（预览，未编文号）"
FROZEN, OF_CASE, SAMPLE = "文书制作时冻结的内容", "案件登记的内容", "样例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Complete facts for a letter, and where each comes from; what is made up says so in print."""

    facts: Mapping[str, Any]
    origins: tuple[tuple[str, str], ...]
    region: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Facts that somebody has, and where each comes from."""

    facts: dict[str, Any]
    origins: dict[str, str]


def facts_of_case(letter: Letter, case_number: str) -> Shown:
    """The facts of the letter as it was issued last, or what the case has and made-up ones.

    Raises UnknownCaseError.
    """
    with reading() as session:
        case = find_case(session, case_number)
        known = _frozen(session, case, letter) or _gathered(session, case, letter)
        return _complete(letter, known, case.region, Fullness.FULL)


def facts_of_nobody(
    letter: Letter,
    *,
    region: str,
    given: Mapping[str, Any] | None = None,
    fullness: Fullness = Fullness.FULL,
) -> Shown:
    """The facts of no case before a region's court: the `given` ones, the others made up."""
    court = load_region(region)
    offices = {name: getattr(court, name) for name in OFFICE_NAMES}
    facts = {**_sample_case(court, fullness), **(given or {}), **offices}
    declared = {name: value for name, value in facts.items() if name in letter.needs.model_fields}
    return _complete(letter, _Known(declared, {}), region, fullness)


def _complete(letter: Letter, known: _Known, region: str, fullness: Fullness) -> Shown:
    numbered = {"doc_no": NOT_NUMBERED} if letter.numbering else {}
    own = {"doc_no": "", "replaces": None, **numbered}
    complete = {**sample_facts(letter.needs, fullness), **own, **known.facts}
    try:
        facts = dict(letter.needs.model_validate(complete))
    except ValidationError as error:
        message = f"《{letter.title}》的样例与声明不符，不能预览：{error}"
        raise FuyuanError(message) from None
    unknown = facts.keys() - known.facts.keys() - own.keys()
    return Shown(
        facts=facts | {name: as_made_up(facts[name]) for name in unknown},
        origins=tuple(
            (str(field.title), known.origins.get(name, SAMPLE))
            for name, field in letter.needs.model_fields.items()
            if name not in own
        ),
        region=region,
    )


def _frozen(session: Session, case: Case, letter: Letter) -> _Known | None:
    """Return the facts of the letter as it was issued last, if it was and they still fit."""
    row = session.scalars(
        select(IssuedLetter)
        .where(
            IssuedLetter.case_id == case.id,
            IssuedLetter.code == letter.code,
            IssuedLetter.state != CONFIDENTIAL,
        )
        .order_by(IssuedLetter.id.desc())
    ).first()
    if row is None:
        return None
    try:
        facts = dict(as_declared(row, letter))
    except UnreadableFactsError:
        return None  # The declaration has changed since.
    return _Known(facts, dict.fromkeys(facts, FROZEN))


def _gathered(session: Session, case: Case, letter: Letter) -> _Known:
    """Return what the case has, and what its other letters say under the same declared name."""
    facts: dict[str, Any] = {}
    origins: dict[str, str] = {}
    wanted = letter.needs.model_fields
    for row in session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.case_id == case.id, IssuedLetter.state != CONFIDENTIAL)
        .order_by(IssuedLetter.id)
    ):
        issued = letters()[row.code]
        if issued.is_restricted:
            continue
        try:
            frozen = dict(as_declared(row, issued))
        except UnreadableFactsError:
            continue
        for name in wanted.keys() & frozen.keys():
            if _is_same(letter, issued, name):
                facts[name] = frozen[name]
                origins[name] = f"已制作的《{row.title}》"
    own = case_facts(session, case, clock.today())
    linked = {each.kind: each.number for each in case.numbers}
    if "行政一审" in linked:
        own["docket_number"] = linked["行政一审"]
    own = {name: value for name, value in own.items() if name in wanted}
    return _Known(facts | own, origins | dict.fromkeys(own, OF_CASE))


def _is_same(letter: Letter, other: Letter, name: str) -> bool:
    """Tell whether a fact means the same in both: declared alike, and none of the case's own."""
    mine, theirs = letter.needs.model_fields[name], other.needs.model_fields[name]
    alike = (mine.title, mine.annotation) == (theirs.title, theirs.annotation)
    return alike and name not in CaseFacts.model_fields


def _sample_case(region: Region, fullness: Fullness) -> dict[str, Any]:
    """Return the case of nobody, before the real court of a region."""
    today = clock.today()
    dated = None if fullness is Fullness.LEAST else today
    person = {
        "name": "样例甲",
        "id_number_masked": "000000********0000",
        "phone_masked": "000****0000",
        "address": "某区某路某号（样例）",
    }
    return {
        "case_number": "（样例登记号）",
        "court_name": region.court_name,
        "studio_name": region.studio_name,
        "center_name": region.center_name,
        "region_title": region.title,
        "plaintiffs": [person, person | {"name": "样例乙"}],
        "plaintiff_names": "样例甲、样例乙",
        "agencies": ["某区某局（样例）"],
        "agency_names": "某区某局（样例）",
        "act": "某号某决定（样例）",
        "act_made_on": dated,
        "act_known_on": dated,
        "claims": "1. 撤销某决定；\n2. 责令重新处理。（样例）",
        "cause": "某某纠纷（样例）",
        "received_on": today,
        "registered_on": today,
        "issued_on": today,
        "contact": region.contact.model_dump(),
    }
