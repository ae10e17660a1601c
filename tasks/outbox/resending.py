"""What did not arrive, or may not have: shown to a person, and moved only by a person's word."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once, ledger, reading
from models.outbox import CONTENT, Contact, Notice
from tasks import clock
from tasks.errors import FuyuanError
from tasks.outbox.allowed import IN_HOUSE
from tasks.records import tell

UNDELIVERED = {
    "unknown": "不知是否送出",
    "failed": "未送出",
    "bounced": "被退回",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A notice that needs a person; `others` are labels of whoever else could be told instead."""

    id: int
    short_code: str
    role: str
    label: str
    subject: str
    state: str
    detail: str
    evidence: str
    others: tuple[str, ...]
    is_of_a_case: bool
    # Which attempt it is about: whoever decides on what they saw must not decide on a later one.
    seen: str


def count_undelivered(session: Session) -> int:
    """How many wait for a person's word."""
    query = select(func.count(Notice.id)).where(Notice.state.in_(UNDELIVERED))
    return session.scalar(query) or 0


def undelivered(*, limit: int | None = None, offset: int = 0) -> list[Undelivered]:
    """Every notice that waits for a person's word, or so many of them, oldest first."""
    with reading() as session:
        rows = session.execute(
            select(Notice, Contact, Case.short_code)
            .join(Contact, Contact.id == Notice.contact_id)
            .outerjoin(Case, Case.id == Notice.case_id)
            .where(Notice.state.in_(UNDELIVERED))
            .order_by(Notice.id)
            .limit(limit)
            .offset(offset)
        ).all()
        beside = _beside(session, {contact.role for _, contact, _ in rows})
        told = _told(session, {notice.event_key for notice, _, _ in rows})
    return [
        Undelivered(
            id=notice.id,
            short_code=short_code or notice.instead_of_case,
            role=contact.role,
            label=contact.label,
            subject=notice.subject,
            state=notice.state,
            detail=notice.detail,
            evidence=notice.evidence,
            others=tuple(
                label
                for number, label in beside.get(
                    (contact.role, contact.organ, contact.case_code), ()
                )
                if (notice.event_key, number) not in told
            ),
            is_of_a_case=notice.case_id is not None,
            seen=_seen(notice),
        )
        for notice, contact, short_code in rows
    ]


def _beside(session: Session, roles: set[str]) -> dict[tuple[str, ...], list[tuple[int, str]]]:
    found: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for number, role, organ, code, label in session.execute(
        select(Contact.id, Contact.role, Contact.organ, Contact.case_code, Contact.label)
        .where(Contact.role.in_(roles), Contact.serves_on(clock.today()))
        .order_by(Contact.id)
    ):
        found.setdefault((role, organ, code), []).append((number, label))
    return found


def _told(session: Session, keys: set[str]) -> set[tuple[str, int]]:
    rows = session.execute(
        select(Notice.event_key, Notice.contact_id).where(Notice.event_key.in_(keys))
    )
    return {(key, contact_id) for key, contact_id in rows}


def send_again(notice_id: int, *, by: str, reason: str, seen: str = "") -> None:
    """Queue a notice once more, by the word of somebody who knows that it did not arrive.

    With `seen` only if nothing became of it since it was shown. Raises FuyuanError.
    """
    with ledger() as session:
        notice = _waiting_for_a_word(session, notice_id, seen)
        was = UNDELIVERED[notice.state]
        notice.state, notice.attempts, notice.not_before = "queued", 0, None
        notice.detail = f"{by}决定重发：{reason}"
        _tell(
            session, notice, f"again:{clock.now():%Y%m%d%H%M%S%f}", f"{was}，{by}决定重发：{reason}"
        )


def send_elsewhere(notice_id: int, label: str, *, by: str, seen: str = "") -> int:
    """Tell another contact of the role instead; the id of the new notice.

    `seen` is as for `send_again`. Raises FuyuanError.
    """
    with ledger() as session:
        notice = _waiting_for_a_word(session, notice_id, seen)
        first = session.get_one(Contact, notice.contact_id)
        other = session.scalars(
            select(Contact)
            .where(
                Contact.role == first.role,
                Contact.organ == first.organ,
                Contact.case_code == first.case_code,
                Contact.label == label,
                Contact.serves_on(clock.today()),
            )
            .order_by(Contact.rank, Contact.id)
        ).first()
        if other is None:
            message = f"{first.role}没有称呼为“{label}”的在用联系人：fuyuan contact list 列出全部"
            raise FuyuanError(message)
        is_new = insert_once(
            session,
            Notice,
            **{name: getattr(notice, name) for name in CONTENT},
            contact_id=other.id,
            queued_at=clock.now(),
        )
        if not is_new:
            message = f"“{label}”已就此事通知过，不再重复"
            raise FuyuanError(message)
        notice.detail = f"{notice.detail}；{by}改为通知“{label}”"
        notice.state, was = "replaced", UNDELIVERED[notice.state]
        _tell(session, notice, f"elsewhere:{other.id}", f"{was}，{by}改用另一渠道通知“{label}”")
        return session.scalars(
            select(Notice.id).where(
                Notice.event_key == notice.event_key, Notice.contact_id == other.id
            )
        ).one()


def mark_read(notice_id: int, *, by: str) -> None:
    """Record that a message in the house was read: that is its delivery. Raises FuyuanError."""
    with ledger() as session:
        notice = session.get(Notice, notice_id)
        contact = None if notice is None else session.get_one(Contact, notice.contact_id)
        if notice is None or contact is None or not contact.channel.startswith(IN_HOUSE):
            message = f"没有编号为{notice_id}的站内信"
            raise FuyuanError(message)
        if notice.state == "accepted":
            notice.state = "delivered"
            notice.evidence = f"{clock.now():%Y-%m-%d %H:%M:%S} {by}已读"[:200]


def _waiting_for_a_word(session: Session, notice_id: int, seen: str) -> Notice:
    notice = session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.state not in UNDELIVERED:
        message = f"通知{notice_id}不存在，或不是“{'”“'.join(UNDELIVERED.values())}”，不能重发"
        raise FuyuanError(message)
    if seen and seen != _seen(notice):
        message = f"通知{notice_id}在您打开页面之后又发送过一次：请刷新页面，看过结果再决定"
        raise FuyuanError(message)
    return notice


def _seen(notice: Notice) -> str:
    return "" if notice.settled_at is None else notice.settled_at.isoformat()


def _tell(session: Session, notice: Notice, key: str, text: str) -> None:
    if notice.case_id is None:
        return  # Of no case's timeline; the notice itself says what was done.
    case = session.get_one(Case, notice.case_id)
    label = session.get_one(Contact, notice.contact_id).label
    tell(
        session,
        case,
        key=f"notice:{notice.id}:{key}",
        kind="通知",
        text=f"通知“{notice.subject}”致“{label}”{text}",
    )
