"""The only place that asks what time it is.

For a rehearsal `FUYUAN_TODAY` turns the calendar: a date, a date with the hour at which the clock
stands (2026-11-09T07:30), or `@` and the path of a file that holds one and may change while the
programs run.
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
        return _rehearsed(rehearsed, moment)
    return moment


def _rehearsed(setting: str, moment: dt.datetime) -> dt.datetime:
    named = Path(setting[1:]).read_text().strip() if setting.startswith("@") else setting
    if "T" in named:
        return dt.datetime.fromisoformat(named).replace(tzinfo=CHINA)
    return dt.datetime.combine(dt.date.fromisoformat(named), moment.timetz())


def today() -> dt.date:
    """The civil date in China."""
    return now().date()
