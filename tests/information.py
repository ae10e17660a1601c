"""Leads, and the period and sender of the batches that tests make."""

import datetime as dt

from tasks.exchange.gathering import Period
from tasks.exchange.leads import add_lead

NOVEMBER = Period(since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 6))
SENDER = "宜昌市伍家岗区人民法院"


def lead(n: int = 1, **changes: object) -> int:
    """The id of a lead."""
    told: dict[str, object] = {
        "region": "wujiagang",
        "source": "12345",
        "agency": "区城管局",
        "summary": f"对拆除第{n}号广告牌不满，多次来电",
        "noted_on": dt.date(2026, 11, 3),
        "risk": "群体性",
        "by": "李联络员",
    }
    return add_lead(**{**told, **changes})[0]  # type: ignore[arg-type]
