"""The register of who hears of what: roles, terms, channels in their order."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Party
from models.ledger import insert_once, ledger, reading
from models.outbox import EVER, Contact
from rules.recipients import ALIASES, LIAISON_ROLES, OF_ONE_CASE, role_named
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.errors import FuyuanError
from tasks.outbox.couriers import channel_of, problem_of
from tasks.records import find_case

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the register; never the address. `rank` is the order of a person's channels."""

    role: str
    organ: str
    label: str
    case_code: str
    channel: str
    rank: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that has to name a liaison, with those who serve today."""

    role: str
    organ: str
    liaisons: tuple[str, ...]


def add_contact(  # noqa: PLR0913  (an entry of the register, whole)
    *,
    role: str,
    organ: str,
    label: str,
    url: str,
    case: str = "",
    rank: int = 1,
    starts_on: dt.date = EVER,
    ends_on: dt.date | None = None,
) -> None:
    """Register a channel of a contact; its address is stored encrypted and never shown.

    The same label again with another `rank` is another channel of the same person, tried when the
    one before certainly did not arrive. Raises FuyuanError for an unknown role, a channel that is
    not allowed, a term that overlaps one of the same label, a 当事人 without case and name.
    """
    actor = _role(role)
    if problem := problem_of(url):
        raise FuyuanError(problem)
    with ledger() as session:
        values: dict[str, Any] = {
            "role": actor.value,
            "organ": organ,
            "label": label,
            "case_code": _case_code(session, actor, organ, case),
            "rank": rank,
        }
        _check_term(session, values, starts_on, ends_on)
        insert_once(
            session,
            Contact,
            **values,
            url=url,
            channel=channel_of(url),
            starts_on=starts_on,
            ends_on=ends_on,
        )


def end_contact(label: str, on: dt.date) -> None:
    """Let a contact's term end with this day. Raises FuyuanError."""
    with ledger() as session:
        for contact in _labelled(session, label, on):
            contact.ends_on = on


def replace_contact(label: str, *, by: str, url: str, starts_on: dt.date) -> None:
    """Let another take over on a day: the one hears until the day before, the other from it on.

    What the first was to be told and was not is told to the other. Raises FuyuanError.
    """
    with reading() as session:
        [first, *rest] = _labelled(session, label, starts_on - ONE_DAY)
        if len({(each.role, each.organ, each.case_code) for each in (first, *rest)}) > 1:
            message = f"“{label}”登记在多个角色或者机关之下：请逐个用 contact end、contact add 办理"
            raise FuyuanError(message)
    add_contact(
        role=first.role,
        organ=first.organ,
        case=first.case_code,
        label=by,
        url=url,
        starts_on=starts_on,
    )
    end_contact(label, starts_on - ONE_DAY)


def switch_off(label: str) -> None:
    """Stop telling a contact anything, now. Raises FuyuanError for a label nobody has."""
    with ledger() as session:
        for contact in _labelled(session, label, clock.today()):
            contact.active = False
            contact.ends_on = contact.ends_on or max(clock.today(), contact.starts_on)


def contacts() -> list[Entry]:
    """The register, in the order of registration."""
    today = clock.today()
    with reading() as session:
        return [
            Entry(
                role=row.role,
                organ=row.organ,
                label=row.label,
                case_code=row.case_code,
                channel=row.channel.partition(":")[0],
                rank=row.rank,
                starts_on=None if row.starts_on == EVER else row.starts_on,
                ends_on=row.ends_on,
                state=_state(row, today),
            )
            for row in session.scalars(select(Contact).order_by(Contact.id))
        ]


def liaisons() -> list[Unit]:
    """Every unit that has to name a liaison, and who serves today; the wanting ones first.

    Units are the court, the procuratorate, the bureau, and each agency that is sued in some case or
    ever had a liaison.
    """
    with reading() as session:
        sued = set(session.scalars(select(Party.name).where(Party.role == DEFENDANT).distinct()))
        known = session.execute(
            select(Contact.organ, Contact.role, Contact.label, Contact.serves_on(clock.today()))
            .where(Contact.role.in_(LIAISON_ROLES), Contact.case_code == "")
            .order_by(Contact.id)
        ).all()
    serving: dict[tuple[str, str], dict[str, None]] = {
        **{(role.value, ""): {} for role in LIAISON_ROLES if role is not Actor.AGENCY},
        **{(Actor.AGENCY.value, organ): {} for organ in sorted(sued)},
    }
    for organ, role, label, is_serving in known:
        # A court, a bureau is one unit under whichever name; whoever hears for all is no agency's.
        unit = (role, organ if role == Actor.AGENCY else "")
        if unit != (Actor.AGENCY, ""):
            named = serving.setdefault(unit, {})
            named.update({label: None} if is_serving else {})
    units = [
        Unit(role=role, organ=organ, liaisons=tuple(named))
        for (role, organ), named in serving.items()
    ]
    return sorted(units, key=lambda unit: bool(unit.liaisons))


def _role(name: str) -> Actor:
    role = role_named(name)
    if role is None:
        known = "、".join((*(actor.value for actor in Actor), *ALIASES))
        message = f"没有角色“{name}”；可用：{known}"
        raise FuyuanError(message)
    return role


def _case_code(session: Session, actor: Actor, organ: str, case: str) -> str:
    if actor not in OF_ONE_CASE:
        return find_case(session, case).short_code if case else ""
    if not case or not organ:
        message = f"{actor.value}须写明案件（--case）和本人姓名或者名称（--organ，与登记的一致）"
        raise FuyuanError(message)
    found = find_case(session, case)
    names = [party.name for party in found.parties if party.role != DEFENDANT]
    if organ not in names:
        message = f"案件{found.short_code}没有这个名称的当事人：--organ 须与登记的姓名或者名称一致"
        raise FuyuanError(message)
    return found.short_code


def _check_term(
    session: Session, values: Mapping[str, Any], starts_on: dt.date, ends_on: dt.date | None
) -> None:
    if ends_on is not None and ends_on < starts_on:
        message = f"截止日{ends_on}早于起始日{starts_on}"
        raise FuyuanError(message)
    overlapping = select(Contact.id).where(
        *(getattr(Contact, name) == value for name, value in values.items()),
        or_(Contact.ends_on.is_(None), Contact.ends_on >= starts_on),
        *([Contact.starts_on <= ends_on] if ends_on else []),
    )
    if session.scalar(overlapping.limit(1)) is not None:
        message = (
            f"{values['role']}“{values['label']}”已登记：请换一个称呼；"
            "同一人的另一渠道，用 --rank 2 登记为第二顺位"
        )
        raise FuyuanError(message)


def _labelled(session: Session, label: str, ends_on: dt.date) -> list[Contact]:
    """The entries of a label that have not ended. Raises FuyuanError."""
    found = session.scalars(
        select(Contact).where(
            Contact.label == label, or_(Contact.ends_on.is_(None), Contact.ends_on >= ends_on)
        )
    ).all()
    if not found:
        message = f"没有称呼为“{label}”的联系人：fuyuan contact list 列出全部"
        raise FuyuanError(message)
    if late := [each for each in found if each.starts_on > ends_on]:
        message = f"“{label}”自{late[0].starts_on}起任职，不能在{ends_on}截止"
        raise FuyuanError(message)
    return list(found)


def _state(contact: Contact, today: dt.date) -> str:
    if not contact.active:
        return "停用"
    if contact.starts_on > today:
        return "未到任"
    return "已离任" if contact.ends_on and contact.ends_on < today else "启用"
