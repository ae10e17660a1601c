"""What did not reach its recipient, and the proof that comes later."""

from collections.abc import Mapping
from typing import Any

from models.ledger import ledger
from rules.service import THEN, State
from rules.service_reports import ServiceFailure
from tasks import clock
from tasks.answers import check
from tasks.errors import AlreadyAnsweredError, FuyuanError
from tasks.records import tell
from tasks.service.evidence import Evidence, attach, checked
from tasks.service.marking import SERVICE
from tasks.service.rows import named, next_attempt, whom
from tasks.service.targets import Recorded, Target, find, recorded, refuse_served


def fail_service(
    target: Target,
    answer: Mapping[str, Any],
    *,
    door: str,
    evidence: Evidence | None = None,
) -> Recorded:
    """Record that an attempt failed and open the next one; the hints say what the law offers.

    Raises FuyuanError, InvalidAnswerError or AlreadyAnsweredError as `record_service` does.
    """
    file = checked(evidence) if evidence else None
    with ledger() as session:
        found = find(session, target)
        given = check(found.case, ServiceFailure, answer)
        refuse_served(found)
        row = found.row
        if row.state == State.ON_NOTICE:
            message = f"{named(found.letter)}正在公告送达，不能登记未送达"
            raise FuyuanError(message)
        row.state, row.method = State.RETURNED, given.method.value
        row.report = given.model_dump_json()
        row.recorded_by, row.door, row.recorded_at = given.answered_by, door, clock.now()
        if file:
            attach(row, file, is_kept=True)
        next_attempt(session, found.letter, row)
        text = (
            f"{named(found.letter)}{given.method.value}{whom(found.letter, row)}未成"
            f"（{given.failed_on}，{given.reason.value}）"
        )
        key = f"{SERVICE}:{row.id}:returned"
        by = f"{given.answered_by}经{door}登记"
        tell(session, found.case, key=key, kind="送达", text=f"{text}，{by}")
        offered = "、".join(method.value for method in THEN[given.reason])
        hint = f"第{row.attempt + 1}次送达已列为待送达；还可以：{offered}"
        return recorded(session, found, f"已登记：{text}", (hint,))


def attach_evidence(target: Target, evidence: Evidence, *, by: str, door: str) -> Recorded:
    """Add the proof of a service that was recorded without one. Raises FuyuanError otherwise."""
    file = checked(evidence)
    if not by.strip():
        message = "补交凭证须写明是谁补交的"
        raise FuyuanError(message)
    with ledger() as session:
        found = find(session, target)
        row = found.row
        if row.state == State.WAITING:
            message = f"{named(found.letter)}对该受送达人还没有登记送达：凭证随送达一起登记"
            raise FuyuanError(message)
        if row.evidence_sha256:
            message = f"该次送达已有凭证“{row.evidence_name}”，不能替换"
            raise AlreadyAnsweredError(message)
        attach(row, file, is_kept=True)
        tell(
            session,
            found.case,
            key=f"{SERVICE}:{row.id}:evidence",
            kind="送达",
            text=f"{named(found.letter)}送达{whom(found.letter, row)}的凭证，{by}经{door}补交",
        )
        return recorded(session, found, f"凭证已存，摘要 {file.sha256}", ())
