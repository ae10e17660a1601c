"""The letters in their sample facts: rich ones, and the fewest that a letter's model accepts."""

from typing import Any

from fuyuan.letter_samples import samples as catalogued
from rules.catalogue import letters
from rules.paths.prefiling_mediation import letters as mediation
from rules.paths.registration import letters as registration
from rules.vocabulary.letter import Letter, OfficeFacts
from tests.rendering.path_samples import COURT_SIDE, FEWEST

# The nine on which the two formats are measured: every element is in one of them.
LETTERS: tuple[Letter, ...] = (
    registration.RECEIPT,
    registration.CORRECTION_NOTICE,
    registration.EIGHT_CHECKS_FORM,
    registration.MEDIATION_INQUIRY,
    mediation.REFERRAL,
    mediation.SUGGESTION,
    mediation.SESSION_RECORD,
    mediation.SETTLEMENT,
    mediation.TERMINATION,
)
EVERY_LETTER: tuple[Letter, ...] = tuple(letters().values())
PARTIES = catalogued()[registration.RECEIPT.code]["plaintiffs"]


def samples() -> dict[str, dict[str, Any]]:
    """The sample facts of every letter, those of the court's side among them."""
    return catalogued() | COURT_SIDE


def own_facts(letter: Letter) -> set[str]:
    """The facts that a letter has beside those of every letter of a case."""
    return set(letter.needs.model_fields) - set(registration.CaseFacts.model_fields)


def in_the_frame(letter: Letter) -> set[str]:
    """What the frame of all letters asks for in a block that this letter fills by itself."""
    return set() if letter.is_of_a_case else {"case_number"}


def facts_of(letter: Letter, **changes: object) -> dict[str, object]:
    """Return facts that the letter's own model has accepted, as flows would pass them."""
    model: OfficeFacts = letter.needs.model_validate({**samples()[letter.code], **changes})
    return dict(model)


def case_number_of(facts: dict[str, object]) -> str:
    """Return the number a letter goes by: the court's own once the case is docketed."""
    return str(facts.get("docket_number") or facts["case_number"])


def sparse_facts_of(letter: Letter) -> dict[str, object]:
    """Return the fewest facts that the letter's model accepts."""
    fewest: dict[str, Any] = {"act_made_on": None, "act_known_on": None, "doc_no": ""}
    fewest |= {"effective_on": None, "accepted_on": None, "excluded_days": None}
    fewest |= {"risk_tags": (), "statements": (), "undisputed_facts": (), "payments": ()}
    fewest |= {"partial_terms": (), "plaintiffs": PARTIES[1:2], "agencies": ("云州市公安局",)}
    fewest |= {"correct_by": None, **dict.fromkeys(("agency", "agency_names"), "云州市公安局")}
    fewest |= FEWEST.get(letter.code, {})
    fields = letter.needs.model_fields
    facts = dict(samples()[letter.code])
    facts |= {name: value for name, value in fewest.items() if name in fields}
    optional = {name for name, field in fields.items() if not field.is_required()}
    return dict(letter.needs.model_validate({k: v for k, v in facts.items() if k not in optional}))
