"""Letters that are served, and what is reported of their service."""

from typing import Any

from models.history import Event
from models.service import LetterService
from rules.paths.litigation.letters import NOTICE_OF_ACTION
from rules.paths.registration import CORRECTION_NOTICE
from rules.paths.registration.letters import MEDIATION_INQUIRY
from tasks.letters import issue
from tasks.service.attempts import fail_service
from tasks.service.evidence import Evidence
from tasks.service.recording import record_service
from tasks.service.targets import Recorded, Target
from tests.building import rows
from tests.correspondence import CORRECTION_FACTS, DUE

CLERK, AGENCY, OTHER, PERSON = "李书记员", "区教育局", "区自然资源局", "周某1"
PDF = Evidence(name="送达回证.pdf", content=b"%PDF-1.7\nslip")
PHOTO = Evidence(name="现场.jpg", content=b"\xff\xd8\xff\xe0photo")


def notice(number: str) -> int:
    """The notice of action, to every agency of the case."""
    return issue(
        number,
        NOTICE_OF_ACTION,
        docket_number="(2026)鄂0503行初1号",
        docketed_on="2026-11-06",
        procedure="普通程序",
        judge="刘法官",
        clerk=CLERK,
        local_reports_source="",
    )


def correction(number: str) -> int:
    """The notice that something is wanting, to every plaintiff."""
    return issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)


def inquiry(number: str) -> int:
    """The question whether to mediate, to all parties."""
    return issue(number, MEDIATION_INQUIRY, reply_due=DUE, filing_due=DUE, mediation_days=30)


def direct(**changes: Any) -> dict[str, Any]:
    """An agency's clerk signed today."""
    common = {"method": "直接送达", "signer": "负责收件的人", "signed_by": "赵某"}
    return report(**common | changes)


def report(**given: Any) -> dict[str, Any]:
    return {"answered_by": CLERK, "served_on": "2026-11-06"} | given


def record(letter: int, recipient: str, answer: dict[str, Any], **how: Any) -> Recorded:
    target = Target(letter_id=letter, recipient=recipient)
    return record_service(target, answer, **{"door": "测试", **how})


def fail(
    letter: int, recipient: str, *, evidence: Evidence | None = None, **changes: Any
) -> Recorded:
    common = {
        "answered_by": CLERK,
        "method": "邮寄送达",
        "failed_on": "2026-11-06",
        "reason": "无人在场或者逾期未领",
    }
    target = Target(letter_id=letter, recipient=recipient)
    return fail_service(target, common | changes, door="测试", evidence=evidence)


def states(letter: int) -> list[tuple[str, int, str]]:
    """Who was tried how often, and how it stands."""
    found = rows(LetterService, letter_id=letter)
    return [(row.name, row.attempt, row.state) for row in found]


def told() -> list[str]:
    """What the timeline says of services."""
    return [row.text for row in rows(Event, kind="送达")]
