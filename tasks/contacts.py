"""The register of who hears of what."""

from sqlalchemy import select

from models.ledger import insert_once, ledger, reading
from models.outbox import Contact
from rules.vocabulary.question import Actor
from tasks.errors import FuyuanError
from tasks.outbox.couriers import channel_of, problem_of


def add_contact(*, role: str, organ: str, label: str, url: str) -> None:
    """Register a contact; its channel address is stored encrypted and never shown.

    Raises FuyuanError for an unknown role, a channel that is not allowed or a taken label.
    """
    if role not in {actor.value for actor in Actor}:
        message = f"没有角色“{role}”；可用：{'、'.join(actor.value for actor in Actor)}"
        raise FuyuanError(message)
    if problem := problem_of(url):
        raise FuyuanError(problem)
    with ledger() as session:
        values = {"role": role, "organ": organ, "label": label, "url": url}
        if not insert_once(session, Contact, **values, channel=channel_of(url)):
            message = f"{role}“{label}”已登记：请换一个称呼"
            raise FuyuanError(message)


def switch_off(label: str) -> None:
    """Stop telling a contact anything. Raises FuyuanError for a label nobody has."""
    with ledger() as session:
        found = session.scalars(select(Contact).where(Contact.label == label)).all()
        if not found:
            message = f"没有称呼为“{label}”的联系人：fuyuan contact list 列出全部"
            raise FuyuanError(message)
        for contact in found:
            contact.active = False


def contacts() -> list[tuple[str, str, str, bool]]:
    """Role, organ, label and whether active; never the address."""
    with reading() as session:
        rows = session.execute(
            select(Contact.role, Contact.organ, Contact.label, Contact.active).order_by(Contact.id)
        )
        return [(role, organ, label, active) for role, organ, label, active in rows]
