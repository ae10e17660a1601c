"""When a notice may go: at the next hour its region allows, or with the digest of that day."""

import datetime as dt
import os
from typing import Any, Protocol

from rules.notices import NOTICES
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.calendars import current_calendar

# For a rehearsal and a demonstration, whose days have no hours: `off`, and everything goes at once.
SWITCH = "FUYUAN_QUIET_HOURS"


class Dated(Protocol):
    """What a notice says of when it is wanted."""

    @property
    def region(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def due_on(self) -> dt.date | None: ...


def waiting(order: Dated, now: dt.datetime) -> dict[str, Any]:
    """The state and the first moment of a new notice."""
    has_digest = load_region(order.region).notices.digest == "on"
    if has_digest and NOTICES[order.template].is_gathered and _can_wait(order, now):
        return {"state": "gathered", "not_before": None}
    return {"state": "queued", "not_before": first_moment(order, now)}


def first_moment(order: Dated, now: dt.datetime) -> dt.datetime | None:
    """Before which moment a notice is not sent; None if it may go now."""
    kind = NOTICES.get(order.template)
    if kind is None or kind.is_urgent:
        return None
    return held_until(order.region, now, before=_wanted_by(order, now))


def held_until(
    region: str, now: dt.datetime, *, before: dt.date | None = None
) -> dt.datetime | None:
    """Before which moment a notice of the region is not sent; None if it may go now."""
    at = next_allowed(region, now, before=before)
    return at if at > now else None


def next_allowed(region: str, moment: dt.datetime, *, before: dt.date | None = None) -> dt.datetime:
    """The first moment from this one on at which a notice of the region may go."""
    if os.environ.get(SWITCH) == "off":
        return moment
    quiet = load_region(region).notices.quiet
    local = moment.astimezone(clock.CHINA)
    rests = current_calendar().is_likely_rest_day
    return quiet.next_allowed(local, rests, before=before)


def next_digest(region: str, moment: dt.datetime) -> dt.datetime:
    """When the next digest of the region goes, after this moment."""
    at = load_region(region).notices.digest_at
    local = moment.astimezone(clock.CHINA)
    first = dt.datetime.combine(local.date(), at, clock.CHINA)
    if first <= local:
        first += dt.timedelta(days=1)
    return next_allowed(region, first)


def _can_wait(order: Dated, now: dt.datetime) -> bool:
    # What falls due before the next digest is told by itself; what is past already is not hastened.
    wanted = _wanted_by(order, now)
    return wanted is None or next_digest(order.region, now).date() < wanted


def _wanted_by(order: Dated, now: dt.datetime) -> dt.date | None:
    is_ahead = order.due_on is not None and order.due_on >= now.astimezone(clock.CHINA).date()
    return order.due_on if is_ahead else None
