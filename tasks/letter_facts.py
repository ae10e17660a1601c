"""What letters know of their case, or of the offices of their region; numbers arrive masked."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, Party
from rules.paths.registration.questions import LegalRepresentative
from rules.vocabulary.region import Region, load_region
from tasks.answers import read_fact
from tasks.case_facts import minors_of


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
    plaintiffs = [party for party in case.parties if party.role == "起诉人"]
    agencies = [party.name for party in case.parties if party.role == "被告"]
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
        "id_number_masked": mask(party.id_number, keep_first=6, keep_last=4),
        "phone_masked": mask(party.phone, keep_first=3, keep_last=4),
        "address": party.address,
    }


def mask(text: str, *, keep_first: int, keep_last: int) -> str:
    """The middle of a number replaced by asterisks; a short one wholly."""
    if len(text) <= keep_first + keep_last:
        return "*" * len(text)
    return text[:keep_first] + "*" * (len(text) - keep_first - keep_last) + text[-keep_last:]
