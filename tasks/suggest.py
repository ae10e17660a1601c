"""提出建议: a suggestion is begun in a case, whatever path it is on."""

from collections.abc import Mapping
from typing import Any

from models.case import Case
from models.ledger import ledger, reading
from rules.catalogue import paths
from rules.paths.judicial_suggestion.questions import SuggestionProposal
from rules.paths.judicial_suggestion.reasons import SuggestionKind
from rules.vocabulary.region import load_region
from tasks.answers import check, record_fact
from tasks.letter_marks import letter_in_force
from tasks.records import find_case, tell
from tasks.stages import enter_or_wait, in_walk

PATH = "judicial_suggestion"


def propose_suggestion(case_number: str, answer: Mapping[str, Any], *, door: str) -> int:
    """Begin a suggestion in the case; returns which one of the case it is, from 1.

    While another one is not ended it waits, and begins by itself when that one is.
    Raises UnknownCaseError or InvalidAnswerError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, SuggestionProposal, answer)
        walk = enter_or_wait(session, case, paths()[PATH])
        record_fact(session, case, given, door=door, occasion=in_walk(walk))
        tell(
            session,
            case,
            key=f"suggestion_proposal:{walk}",
            kind="建议",
            text=f"{given.answered_by}经{door}于{given.proposed_on}提出第{walk}件建议",
        )
        return walk


def issuer_of(case_number: str, kind: SuggestionKind) -> str:
    """The court, or the procuratorate, of the case's region."""
    with reading() as session:
        case: Case = find_case(session, case_number)
        region = load_region(case.region)
    return region.procuratorate_name if kind is SuggestionKind.PROCURATORIAL else region.court_name


def number_of(letter_id: int) -> str:
    """The number of a letter, or of the one that was made in its place; empty without one."""
    with reading() as session:
        return letter_in_force(session, letter_id).number
