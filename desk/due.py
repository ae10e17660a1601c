"""How near a date is, in a word and a tone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from rules.vocabulary.region import NATIONAL, load_region


class Tone(StrEnum):
    """Overdue, near, later or without a date."""

    OVERDUE = "overdue"
    NEAR = "near"
    LATER = "later"
    NONE = "none"


TONES = {Tone.OVERDUE: "已逾期", Tone.NEAR: "临近", Tone.LATER: "未到期", Tone.NONE: "未设期限"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMark:
    """A date with its tone and the words that say the same."""

    on: dt.date | None
    tone: Tone
    words: str


def mark(on: dt.date | None, today: dt.date) -> DueMark:
    """Tell how near `on` is; near is what the reminders call near."""
    if on is None:
        return DueMark(on=on, tone=Tone.NONE, words=TONES[Tone.NONE])
    days = (on - today).days
    if days < 0:
        return DueMark(on=on, tone=Tone.OVERDUE, words=f"已逾期{-days}天")
    tone = Tone.NEAR if days <= near_days() else Tone.LATER
    return DueMark(on=on, tone=tone, words=f"还剩{days}天" if days else "今天到期")


def near_days() -> int:
    """Return from how many days before its end a period counts as near."""
    return max(load_region(NATIONAL).reminder_days)
