"""The only place that asks what time it is.

For a rehearsal `FUYUAN_TODAY` turns the calendar: a date, or `@` and the path of a file that holds
one and may change while the programs run.
"""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    """This moment, aware; on the rehearsed day at the real time of day if one is set."""
    moment = dt.datetime.now(CHINA)  # noqa: TID251  (this is the one place)
    if rehearsed := os.environ.get("FUYUAN_TODAY"):
        return dt.datetime.combine(_rehearsed(rehearsed), moment.timetz())
    return moment


def _rehearsed(setting: str) -> dt.date:
    named = Path(setting[1:]).read_text().strip() if setting.startswith("@") else setting
    return dt.date.fromisoformat(named)


def today() -> dt.date:
    """The civil date in China."""
    return now().date()
