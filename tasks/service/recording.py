"""Recording a service, whichever door it comes by: lawful, once, with its proof."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from models.ledger import ledger
from models.service import LetterService
from rules.service import Method, Standing, State
from rules.service_reports import ServiceRecord
from tasks.answers import check
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError
from tasks.service.consents import address_of, consented_on
from tasks.service.evidence import Evidence, attach, checked
from tasks.service.marking import Served, mark_announced, mark_served
from tasks.service.rows import failures, kind_of, named
from tasks.service.targets import Found, Recorded, Target, find, recorded, refuse_served


def record_service(
    target: Target,
    answer: Mapping[str, Any],
    *,
    door: str,
    evidence: Evidence | None = None,
    dry_run: bool = False,
) -> Recorded:
    """Record that a letter reached a recipient, or was announced to them by public notice.

    Raises FuyuanError (no such letter or recipient), InvalidAnswerError (incomplete or unlawful)
    or AlreadyAnsweredError (served before: by whom, when). With `dry_run` nothing is kept.
    """
    file = checked(evidence) if evidence else None
    with ledger() as session:
        found = find(session, target)
        given = check(found.case, ServiceRecord, answer)
        refuse_served(found)
        served = _judged(session, found, given, door, has_evidence=file is not None)
        text, row = _write(session, found, given, served)
        found = replace(found, row=row)
        if file:
            attach(found.row, file, is_kept=not dry_run)
        told = recorded(session, found, text, _hints(session, found, given, file))
        if dry_run:
            session.rollback()
    return told


def _judged(
    session: Session, found: Found, given: ServiceRecord, door: str, *, has_evidence: bool
) -> Served:
    """The service as the law lets it count. Raises InvalidAnswerError."""
    if found.row.state == State.ON_NOTICE and given.method is Method.PUBLIC:
        message = (
            f"{named(found.letter)}已于{found.row.sent_on}公告（{found.row.recorded_by}登记），"
            "不必重复登记；公告期内联系上受送达人的，登记其他方式的送达"
        )
        raise AlreadyAnsweredError(message)
    address = address_of(session, found.case, found.row)
    standing = Standing(
        letter=found.letter.code,
        issued_on=found.letter.issued_on,
        kind=kind_of(found.case, found.row),
        consented_on=consented_on(address),
        failed=tuple(Method(row.method) for row in failures(session, found.row)),
        has_evidence=has_evidence,
    )
    if problems := given.unlawful(standing):
        raise InvalidAnswerError(problems)
    by_consent = address if given.method is Method.ELECTRONIC else None
    return Served(
        on=given.served_on,
        by=given.answered_by,
        door=door,
        method=given.method.value,
        sent_on=given.sent_on,
        report=given.model_dump_json(),
        address_id=by_consent.id if by_consent else None,
    )


def _write(
    session: Session, found: Found, given: ServiceRecord, served: Served
) -> tuple[str, LetterService]:
    text = f"已登记：{named(found.letter)}{given.served_on}{given.method.value}{found.row.name}"
    if given.method is Method.PUBLIC:
        end = mark_announced(session, found.case, found.letter, found.row, served)
        return f"{text}，{end['due_on']}视为送达", found.row
    return text, mark_served(session, found.case, found.letter, found.row, served)


def _hints(
    session: Session, found: Found, given: ServiceRecord, file: Evidence | None
) -> tuple[str, ...]:
    hints = []
    if given.method is Method.PUBLIC:
        tried = "、".join(row.method for row in failures(session, found.row)) or "没有"
        hints.append(f"在案的未送达记录：{tried}；公告的原因和经过须记入案卷")
    if file is None:
        hints.append("没有凭证：送达回证、回执扫描后可以补交（fuyuan service evidence）")
    return tuple(hints)
