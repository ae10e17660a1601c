"""Letters of a reconsideration: they speak for the organ of the region, not for the court."""

from typing import Any

from models.ledger import reading
from rules.vocabulary.letter import Letter
from rules.vocabulary.region import load_region
from tasks.letters import issue
from tasks.records import find_case


def issue_for_organ(
    case_number: str, letter: Letter, *, handler: str, occasion: str = "1", **facts: Any
) -> int:
    """Issue a letter as `issue` does, in the name of the reconsideration organ and its office."""
    with reading() as session:
        region = load_region(find_case(session, case_number).region)
    return issue(
        case_number,
        letter,
        occasion=occasion,
        authority=region.government_name,
        office_name=region.reconsideration_organ_name,
        handler=handler,
        contact=region.reconsideration_contact.model_dump(),
        **facts,
    )
