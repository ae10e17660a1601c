"""What the letters issued by hand have in common, and what their dates must be like."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, Field

from rules.vocabulary.letter import CaseFacts, Facts, OfficeFacts
from rules.vocabulary.question import Text
from rules.vocabulary.region import Region

Frozen = Mapping[str, Any]


class _ByHand(BaseModel):
    """Facts that a person gives; the system adds what it knows (`derived`)."""

    # Facts that are worked out and not asked for.
    derived: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def derive(cls, _given: Frozen, _region: Region, _earlier: Sequence[Frozen]) -> dict[str, Any]:
        """Work the derived facts out, from what is given and the same letters of this year.

        Raises ValueError with the reason in Chinese where that cannot be done.
        """
        return {}

    def problems(self, issued_on: date) -> list[str]:
        """What no field by itself can know to be wrong: a line each, in Chinese.

        By naming convention a date `*_on` has happened by the day of issue; `*_by` and `*_at`
        are ahead of it.
        """
        return list(_date_problems(self, issued_on, ()))


class OfficeLetterFacts(_ByHand, OfficeFacts):
    """A letter that belongs to no case."""

    issuer_name: Text = Field(title="出具机关")


class CaseLetterFacts(_ByHand, CaseFacts):
    """A letter that lies in the file of a case."""

    issuer_name: Text = Field(title="出具机关")


class AssignedTask(Facts):
    """A matter with who sees to it and by when."""

    matter: Text = Field(title="事项")
    responsible: Text = Field(title="责任单位")
    due_by: date = Field(title="完成时限")


def rows_of(given: Any) -> list[Frozen]:
    """The rows of a value that was given but not checked yet; anything else has none."""
    rows = given if isinstance(given, list | tuple) else ()
    return [row for row in rows if isinstance(row, Mapping)]


# What the system fills in by itself; it is dated by itself, too.
KNOWN = frozenset(OfficeFacts.model_fields) | frozenset(CaseFacts.model_fields)


def _date_problems(facts: BaseModel, today: date, way: tuple[str, ...]) -> Iterator[str]:
    for name, field in type(facts).model_fields.items():
        if way or name not in KNOWN:
            here = (*way, str(field.title))
            yield from _problems_of(name, getattr(facts, name), today, here)


def _problems_of(name: str, value: Any, today: date, way: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, date) and (reason := _wrong_side(name, value, today)):
        yield f"“{' › '.join(way)}”：{reason}"
    for number, row in enumerate(value if isinstance(value, tuple) else (), 1):
        if isinstance(row, BaseModel):
            yield from _date_problems(row, today, (*way, f"第{number}项"))


def _wrong_side(name: str, day: date, today: date) -> str:
    if name.endswith("_on") and day > today:
        return f"{day}晚于成文日期（{today}）"
    if name.endswith(("_by", "_at")) and day <= today:
        return f"{day}不晚于成文日期（{today}），来不及办理"
    return ""
