"""Notices that take another way by themselves: to a successor, or on a person's next channel.

Only what certainly did not arrive: never one that is `unknown`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from models.bulk import among, insert_new
from models.case import Case
from models.ledger import ledger
from models.outbox import CONTENT, UNSENT, Contact, Notice
from rules.vocabulary.region import NATIONAL
from tasks import clock
from tasks.quiet_hours import first_moment
from tasks.readers import READER, Reader, first_channels, marks, person_of, told_of

CERTAINLY_NOT = ("failed", "bounced")
LEFT_ALONE = "联系人任期已满，没有接任的：请登记接任者，再用 fuyuan notify elsewhere 改为通知"
PAGE = 500


def hand_over() -> int:
    """Give what was not sent to somebody before their term ended to whoever serves now.

    Without a successor it is `failed`, which waits for a person's word. Returns how many.
    """
    today = clock.today()
    left = _notices().where(Notice.state.in_(UNSENT), ~Contact.serves_on(today))
    with ledger() as session:
        rows = session.execute(left).all()
        if not rows:
            return 0
        serving = _serving(session, {row.role for row in rows})
        places = {
            row.id: list(first_channels(serving.get(_place(row), ())).values()) for row in rows
        }
        orphans = [row.id for row in rows if not places[row.id]]
        _settle(session, orphans, "failed", LEFT_ALONE)
        heirs = [row for row in rows if places[row.id]]
        _copy(session, heirs, places, "联系人任期已满，改为通知接任者")
        return len(rows)


def fall_back() -> int:
    """Try the next channel of a person whose first certainly did not take the message.

    Returns how many.
    """
    today, other, again = clock.today(), aliased(Contact), aliased(Notice)
    has_another = exists().where(
        other.role == Contact.role,
        other.organ == Contact.organ,
        other.case_code == Contact.case_code,
        other.label == Contact.label,
        other.rank > Contact.rank,
        other.serves_on(today),
        ~exists().where(again.event_key == Notice.event_key, again.contact_id == other.id),
    )
    stuck = _notices().where(Notice.state.in_(CERTAINLY_NOT), has_another)
    with ledger() as session:
        rows = session.execute(stuck).all()
        if not rows:
            return 0
        serving = _serving(session, {row.role for row in rows})
        following = {row.id: list(_following(row, serving)) for row in rows}
        _copy(session, rows, following, "改用下一渠道", is_same_person=True)
        return len(rows)


def _notices() -> Select[Any]:
    # By the columns of a reader, and the notice's own.
    return (
        select(
            *READER[1:],
            Notice.id,
            Notice.state,
            *(getattr(Notice, name) for name in CONTENT),
            func.coalesce(Case.region, NATIONAL).label("region"),
        )
        .join(Contact, Contact.id == Notice.contact_id)
        .outerjoin(Case, Case.id == Notice.case_id)
        .order_by(Notice.id)
        .limit(PAGE)
        .with_for_update(of=Notice, skip_locked=True)
    )


def _place(row: Row[Any]) -> tuple[str, str, str]:
    return row.role, row.organ, row.case_code


def _serving(session: Session, roles: set[str]) -> Mapping[tuple[str, str, str], list[Reader]]:
    found: dict[tuple[str, str, str], list[Reader]] = {}
    for contact in session.execute(
        select(*READER)
        .where(Contact.role.in_(roles), Contact.serves_on(clock.today()))
        .order_by(Contact.rank, Contact.id)
    ):
        found.setdefault(_place(contact), []).append(contact)
    return found


def _following(
    row: Row[Any], serving: Mapping[tuple[str, str, str], Sequence[Reader]]
) -> Iterator[Reader]:
    later = (
        contact
        for contact in serving.get(_place(row), ())
        if person_of(contact) == person_of(row) and contact.rank > row.rank
    )
    if (following := next(later, None)) is not None:
        yield following


def _copy(
    session: Session,
    rows: Sequence[Row[Any]],
    to: Mapping[int, Sequence[Reader]],
    why: str,
    *,
    is_same_person: bool = False,
) -> None:
    """Queue each notice for others, who were not told of it yet, and call it replaced."""
    now = clock.now()
    told = told_of(session, {row.event_key for row in rows})
    copies = [
        {name: getattr(row, name) for name in CONTENT}
        | {"contact_id": reader.id, "state": row.state if row.state in UNSENT else "queued"}
        | {"not_before": None if row.state == "gathered" else first_moment(row, now)}
        for row in rows
        for reader in to[row.id]
        if not told[row.event_key] & ({reader.url} if is_same_person else marks(reader))
    ]
    insert_new(session, Notice, copies, queued_at=now)
    _settle(session, [row.id for row in rows], "replaced", why)


def _settle(session: Session, numbers: Sequence[int], state: str, why: str) -> None:
    # What a dispatcher has begun meanwhile is no longer ours to move.
    session.execute(
        update(Notice)
        .where(among(session, Notice.id, numbers), Notice.state.in_((*UNSENT, *CERTAINLY_NOT)))
        .values(state=state, detail=why, settled_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
