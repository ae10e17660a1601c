"""送达地址确认书: where a party wants to be served, and whether electronically."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, Party
from models.ledger import insert_once, ledger
from models.service import ServiceAddress
from rules.service_links import THIRD_PARTY
from rules.service_reports import AddressConfirmation
from rules.vocabulary.question import YesNo
from tasks import clock
from tasks.answers import check
from tasks.errors import AlreadyAnsweredError, FuyuanError
from tasks.records import find_case, tell


def confirm_address(
    case_number: str,
    party: str,
    answer: Mapping[str, Any],
    *,
    door: str,
    replaces: bool = False,
) -> str:
    """Record a party's confirmation; returns whose, for the screen.

    Raises UnknownCaseError, InvalidAnswerError, or AlreadyAnsweredError when the party has one and
    `replaces` is not set. Who is no party of the case is taken for a third party.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, AddressConfirmation, answer)
        role, position, name = _whose(case, party.strip())
        key = {"case_id": case.id, "role": role, "position": position, "name": name}
        stated: dict[str, Any] = {
            "confirmed_on": given.confirmed_on,
            "accepts_electronic": given.accepts_electronic is YesNo.YES,
            "confirmed": given.model_dump_json(),
            "recorded_by": given.answered_by,
            "door": door,
            "recorded_at": clock.now(),
        }
        if not insert_once(session, ServiceAddress, **key, **stated):
            row = session.scalars(select(ServiceAddress).filter_by(**key).with_for_update()).one()
            if not replaces:
                raise AlreadyAnsweredError(_who_confirmed(row))
            for field, value in stated.items():
                setattr(row, field, value)
        _tell(session, case, given, role, position, door)
        return f"{case.number}的{name}"


def _whose(case: Case, name: str) -> tuple[str, int, str]:
    if not name:
        message = "请写明是哪一名当事人的送达地址确认书"
        raise FuyuanError(message)
    found: list[Party] = [
        party for party in case.parties if name in {party.name, f"{party.role}{party.position}"}
    ]
    if len(found) > 1:
        known = "、".join(f"{party.role}{party.position}" for party in found)
        message = f"有同名的当事人，请改写为{known}之一"
        raise FuyuanError(message)
    if not found:
        return THIRD_PARTY, 0, name
    return found[0].role, found[0].position, found[0].name


def _who_confirmed(row: ServiceAddress) -> str:
    when = row.recorded_at.astimezone(clock.CHINA)
    return (
        f"{row.name}的送达地址确认书（{row.confirmed_on}）已由{row.recorded_by}登记"
        f"（{when:%Y-%m-%d %H:%M}，经{row.door}）；重新确认的，请选明替换前一份"
    )


def _tell(
    session: Session,
    case: Case,
    given: AddressConfirmation,
    role: str,
    position: int,
    door: str,
) -> None:
    place = f"{role}（第{position}名）" if position else role
    consent = "同意" if given.accepts_electronic is YesNo.YES else "不同意"
    tell(
        session,
        case,
        key=f"service_address:{role}{position}:{clock.now():%Y%m%d%H%M%S%f}",
        kind="送达",
        text=(
            f"{place}的送达地址确认书（{given.confirmed_on}，{consent}电子送达），"
            f"{given.answered_by}经{door}登记"
        ),
    )
