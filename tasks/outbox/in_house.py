"""站内信: a message that stays in the house, shown on the desk until somebody has read it."""

from typing import Any

from apprise.plugins.base import NotifyBase

from tasks.outbox.allowed import IN_HOUSE


class NotifyInHouse(NotifyBase):  # type: ignore[misc]
    """The ledger holds the words already: there is nothing to carry anywhere."""

    service_name = "站内信"
    protocol = IN_HOUSE
    request_rate_per_sec = 0
    templates = ("{schema}://{host}",)

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """Always there."""
        return bool(body or title)
