"""Notices as people see them: to whom, what became of each and what shows it; never an address."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.case import Case
from models.outbox import Contact, Notice
from tasks import clock
from tasks.outbox.resending import UNDELIVERED

STATES = {
    "queued": "等待发送",
    "sending": "正在发送",
    "accepted": "渠道已接收",
    "delivered": "已送达",
    **UNDELIVERED,
    "replaced": "已改用其他渠道",
    "gathered": "等待每日汇总",
    "digested": "已列入每日汇总",
    "withdrawn": "发送前已办结，不再发送",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice; `evidence` is what the channel answered and when, empty before any attempt."""

    id: int
    case_number: str
    reader: str
    subject: str
    queued_at: dt.datetime
    state: str
    remark: str
    evidence: str
    is_undelivered: bool


def notice_lines(session: Session, *, case_id: int | None = None) -> tuple[NoticeLine, ...]:
    """All notices, or those of one case with the digests that told of it, the oldest first."""
    query = (
        select(Notice, Case.number, Contact.role, Contact.label)
        .outerjoin(Case, Case.id == Notice.case_id)
        .join(Contact, Contact.id == Notice.contact_id)
        .order_by(Notice.id)
    )
    if case_id is not None:
        digests = select(Notice.digest_id).where(Notice.case_id == case_id)
        query = query.where(or_(Notice.case_id == case_id, Notice.id.in_(digests)))
    return tuple(
        NoticeLine(
            id=notice.id,
            case_number=case_number or notice.instead_of_case,
            reader=f"{role} {label}",
            subject=notice.subject,
            queued_at=notice.queued_at.astimezone(clock.CHINA),
            state=STATES[notice.state],
            remark=_remark(notice),
            evidence=notice.evidence,
            is_undelivered=notice.state in UNDELIVERED,
        )
        for notice, case_number, role, label in session.execute(query)
    )


def _remark(notice: Notice) -> str:
    if notice.digest_id:
        return f"见通知{notice.digest_id}"
    if notice.state == "queued" and notice.not_before:
        when = f"{notice.not_before.astimezone(clock.CHINA):%m-%d %H:%M}以后发"
        return "；".join(filter(None, (when, notice.detail)))
    return notice.detail
