"""What the confirmations of addresses say: where a recipient is found, whether by wire."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.service import LetterService, ServiceAddress
from rules.service_reports import AddressConfirmation


def address_of(session: Session, case: Case, row: LetterService) -> ServiceAddress | None:
    """The confirmation of a recipient, if there is one."""
    return session.scalars(
        select(ServiceAddress).filter_by(
            case_id=case.id, role=row.role, position=row.position, name=row.name
        )
    ).one_or_none()


def address_of_name(session: Session, case: Case, name: str) -> ServiceAddress | None:
    """The confirmation of whoever is so called; of two of one name the one that agrees."""
    found = session.scalars(select(ServiceAddress).filter_by(case_id=case.id, name=name)).all()
    return max(found, key=lambda address: address.accepts_electronic, default=None)


def confirmed(address: ServiceAddress) -> AddressConfirmation:
    """What was confirmed."""
    return AddressConfirmation.model_validate_json(address.confirmed)


def consented_on(address: ServiceAddress | None) -> dt.date | None:
    """Since when the recipient agrees to be served electronically, if they do."""
    return address.confirmed_on if address and address.accepts_electronic else None
