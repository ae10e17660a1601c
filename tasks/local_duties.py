"""What the region's own policy adds to a case, and remarks for its timeline."""

from models.ledger import ledger, reading
from rules.vocabulary.region import Region, load_region
from tasks.records import find_case, tell
from tasks.step import step


def _region(case_number: str) -> Region:
    with reading() as session:
        return load_region(find_case(session, case_number).region)


def reports_to_bureau(case_number: str) -> bool:
    """Whether an agency sued here reports case, defence and attending leader to its bureau."""
    return _region(case_number).reports_to_bureau


def source_of_reports(case_number: str) -> str:
    """Where that duty stands; empty where there is none."""
    region = _region(case_number)
    return region.source_of("reports_to_bureau").source if region.reports_to_bureau else ""


def requires_leader_review(case_number: str) -> bool:
    """Whether no defence goes out here before the principal has studied the case."""
    return _region(case_number).leader_review == "required"


def deduction_for(case_number: str, hits: int) -> dict[str, int]:
    """What so much misconduct in the courtroom costs an assessment here, in points (AH-3)."""
    each = _region(case_number).assessment.misconduct_deduction
    return {"deduction": hits * each, "deduction_each": each}


def bars_second_retrial(case_number: str) -> bool:
    """Whether an application for retrial is not accepted here once one was rejected."""
    return _region(case_number).second_retrial_application == "barred"


def justice_bureau_of(case_number: str) -> str:
    """The name of the justice bureau that guides the case's agencies."""
    return _region(case_number).justice_bureau_name


@step("记录在案")
def remark(case_number: str, *, key: str, kind: str, text: str) -> None:
    """Put a line on record, once a key; no personal data in it."""
    with ledger() as session:
        tell(session, find_case(session, case_number), key=key, kind=kind, text=text)
