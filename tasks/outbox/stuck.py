"""A queue that does not move: something is due for long, and nothing has left on its channel."""

import datetime as dt

from sqlalchemy import and_, func, or_, select

from models.ledger import reading
from models.outbox import Contact, Notice
from tasks import clock
from tasks.alarms import running_for

PATIENCE = dt.timedelta(minutes=15)
# What was tried so often in vain has waited for longer than that.
TRIES = 6


def stuck_channels() -> list[str] | None:
    """The channels that stand still; None, not known, while this program is younger than that.

    After a night in which the machine was off everything due is old, and about to be sent.
    """
    if running_for() < PATIENCE:
        return None
    long_ago = clock.now() - PATIENCE
    waits = and_(
        Notice.state == "queued",
        # Of whom it is not due any more, another is told instead (tasks.rerouting).
        Contact.serves_on(clock.today()),
        or_(
            func.coalesce(Notice.not_before, Notice.queued_at) < long_ago, Notice.attempts >= TRIES
        ),
    )
    hangs = and_(Notice.state == "sending", Notice.lease_until < long_ago)
    moving = (
        select(Contact.channel)
        .join(Notice, Notice.contact_id == Contact.id)
        .where(Notice.settled_at >= long_ago)
    )
    query = (
        select(Contact.channel)
        .distinct()
        .join(Notice, Notice.contact_id == Contact.id)
        .where(or_(waits, hangs), Contact.channel.not_in(moving))
        .order_by(Contact.channel)
    )
    with reading() as session:
        return list(session.scalars(query))
