"""The only place that asks what time it is; `FUYUAN_TODAY` turns the calendar for a rehearsal."""

import datetime as dt
import os
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    """This moment, aware; on the rehearsed day at the real time of day if one is set."""
    moment = dt.datetime.now(CHINA)  # noqa: TID251  (this is the one place)
    if rehearsed := os.environ.get("FUYUAN_TODAY"):
        return dt.datetime.combine(dt.date.fromisoformat(rehearsed), moment.timetz())
    return moment


def today() -> dt.date:
    """The civil date in China."""
    return now().date()
