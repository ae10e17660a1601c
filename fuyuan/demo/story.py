"""What a story is: one case, its days, and what people report and answer on each of them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

WHO = "演示协调员"
# A value that stands for the day on which it is entered.
THAT_DAY = "当日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answers to a question that waits; `occasion` where several wait at once."""

    question: str
    given: Mapping[str, Any]
    occasion: str | None = None

    def entered(self, on: dt.date) -> dict[str, Any]:
        """The answer as it is posted on a day."""
        return {"answered_by": WHO, **_dated(self.given, on)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody reports unasked: a form of its own in Prefect."""

    deployment: str
    form: str
    given: Mapping[str, Any]

    def entered(self, on: dt.date) -> dict[str, Any]:
        """The form as it is posted on a day."""
        return {self.form: {"answered_by": WHO, **_dated(self.given, on)}}


Step = Answer | Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which something is done about the case, or on which only time has passed."""

    on: dt.date
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A case, filed on its first day; `ends` names every path it walked with its last stage."""

    code: str
    title: str
    filing: Mapping[str, Any]
    days: tuple[Day, ...]
    ends: Mapping[str, str]
    letters: frozenset[str]
    path: str = "registration"

    @property
    def opens_on(self) -> dt.date:
        """The day of the filing."""
        return self.days[0].on

    def filed(self) -> dict[str, Any]:
        """The filing as it is entered; its source reference is how the story finds its case."""
        return {
            "source_ref": self.code,
            "received_on": self.opens_on.isoformat(),
            **self.filing,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDay:
    """A day of the office: the stories that open on it, and what is done in each."""

    on: dt.date
    opening: tuple[Story, ...] = ()
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)


def day(on: str, *steps: Step) -> Day:
    """A day of a story."""
    return Day(on=dt.date.fromisoformat(on), steps=steps)


def office_days(stories: Sequence[Story]) -> Iterator[OfficeDay]:
    """The days of all stories as one office lives them: one calendar, which only goes on."""
    entries = sorted(
        ((one.on, n, one) for n, story in enumerate(stories) for one in story.days),
        key=lambda entry: entry[:2],
    )
    for on, group in groupby(entries, key=lambda entry: entry[0]):
        today = [(stories[n], one) for _, n, one in group]
        yield OfficeDay(
            on=on,
            opening=tuple(story for story, _ in today if story.opens_on == on),
            steps={story.code: one.steps for story, one in today},
        )


def _dated(value: Any, on: dt.date) -> Any:
    if value == THAT_DAY:
        return on.isoformat()
    if isinstance(value, Mapping):
        return {key: _dated(item, on) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item, on) for item in value]
    return value
