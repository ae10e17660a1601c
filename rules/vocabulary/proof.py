"""A due date with its proof: each step of the count, in words a lawyer can check."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypedDict

from pydantic import TypeAdapter, ValidationError

_MAX_DAYS = 20_000


class DeadlineInputError(ValueError):
    """A deadline was asked for on facts from which it cannot be computed."""


class ProofError(ValueError):
    """A stored proof that cannot be read."""


class Status(StrEnum):
    """Whether the holiday notices that a date depends on are all in."""

    CERTAIN = "certain"
    PROVISIONAL = "provisional"

    @property
    def label(self) -> str:
        """The status in Chinese."""
        return "确定" if self is Status.CERTAIN else "暂定"


class Nature(StrEnum):
    """What the date means: only a last day can be missed."""

    LAST_DAY = "last_day"
    FIRST_DAY = "first_day"
    DEEMED_DAY = "deemed_day"

    @property
    def label(self) -> str:
        """What the date is called in Chinese."""
        titles = {"last_day": "到期日", "first_day": "最早可为之日", "deemed_day": "视为完成之日"}
        return titles[self.value]


class Combination(StrEnum):
    """How one date was chosen from several."""

    EARLIEST = "earliest"
    LATEST = "latest"


class Circumstances(TypedDict, total=False):
    """Facts beside the trigger, as `compute` takes them by keyword."""

    excluded_days: int
    extended_days: int
    made_on: date | None
    told_on: date | None
    is_immovable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The same facts, checked and kept with the result.

    `made_on`: the act was made; `told_on`: its time limit became known; `is_immovable`: the
    act concerns real property.
    """

    excluded_days: int = 0
    extended_days: int = 0
    made_on: date | None = None
    told_on: date | None = None
    is_immovable: bool = False

    def __post_init__(self) -> None:
        """Refuse lengths that mean nothing."""
        for title, number in (("扣除", self.excluded_days), ("延长", self.extended_days)):
            # Equal to a whole number, 7.0 or True would be taken for it where dates are remembered.
            if type(number) is not int:
                message = f"{title}日数应为整数：{number}"
                raise DeadlineInputError(message)
            if not 0 <= number <= _MAX_DAYS:
                message = f"{title}日数应在0至{_MAX_DAYS}之间：{number}"
                raise DeadlineInputError(message)

    def as_circumstances(self) -> Circumstances:
        """Return the facts as keywords for `compute`."""
        return Circumstances(
            excluded_days=self.excluded_days,
            extended_days=self.extended_days,
            made_on=self.made_on,
            told_on=self.told_on,
            is_immovable=self.is_immovable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a count and the date it arrives at."""

    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A computed date: `due` only when certain, `provisional` only when not.

    `safe` is the day by which to act (for a first day: from which) under every reading of a
    disputed rule and every holiday arrangement that is still possible.
    """

    rule: str
    duty: str
    nature: Nature
    trigger: date
    trigger_event: str
    period: str
    due: date | None
    status: Status
    raw: date
    provisional: date | None
    safe: date
    basis: str
    proof: tuple[Step, ...]
    calendar_version: str
    trigger_at: datetime | None = None
    at: datetime | None = None
    safe_at: datetime | None = None
    inputs: Inputs = field(default_factory=Inputs)
    region: str | None = None
    reading: str = ""
    combination: Combination | None = None
    parts: tuple["DueDate", ...] = ()
    previous: "DueDate | None" = None

    @property
    def is_certain(self) -> bool:
        """No notice still to come can move it."""
        return self.status is Status.CERTAIN

    @property
    def expected(self) -> date:
        """The due date if certain, else the provisional one; never proof of lateness."""
        day = self.due or self.provisional
        if day is None:
            message = f"{self.rule}的结果既无确定日期也无暂定日期"
            raise ProofError(message)
        return day

    def has_passed(self, on: date) -> bool:
        """Tell whether the last day certainly lies behind; a provisional date never says so."""
        return self.nature is Nature.LAST_DAY and self.due is not None and on > self.due

    def proof_lines(self) -> tuple[str, ...]:
        """Write out the proof, numbered, each step with the date after it."""
        return tuple(
            f"{number}. {step.text}{f' → {step.on}' if step.on else ''}"
            for number, step in enumerate(self.proof, start=1)
        )

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object of plain values from which the date can be replayed."""
        data: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return data

    @staticmethod
    def from_json(data: Mapping[str, Any] | str) -> "DueDate":
        """Read what `to_json` wrote, as an object or as its text."""
        try:
            if isinstance(data, str):
                return _adapter().validate_json(data)
            return _adapter().validate_python(dict(data))
        except ValidationError as error:
            message = (
                f"期限证明无法读取：{error.error_count()}处不符，首处{error.errors()[0]['loc']}"
            )
            raise ProofError(message) from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[DueDate]:
    return TypeAdapter(DueDate)


def earliest_of(*dates: DueDate) -> DueDate:
    """Choose the date that comes first (取先到者), certain only if no other can overtake it."""
    return combine(Combination.EARLIEST, dates)


def latest_of(*dates: DueDate) -> DueDate:
    """Choose the date that comes last (取后到者), certain only if all are."""
    return combine(Combination.LATEST, dates)


def combine(combination: Combination, dates: tuple[DueDate, ...]) -> DueDate:
    """Choose as `earliest_of` or `latest_of` would."""
    if not dates:
        message = "没有可供比较的期限"
        raise DeadlineInputError(message)
    is_earliest = combination is Combination.EARLIEST
    chosen = (min if is_earliest else max)(dates, key=lambda item: item.expected)
    is_certain = chosen.is_certain and all(
        item.is_certain or (is_earliest and item.safe >= chosen.expected) for item in dates
    )
    listed = "；".join(f"{item.duty}（{item.period}）{item.expected}" for item in dates)
    text = f"以上期限取{'先' if is_earliest else '后'}到者：{listed}"
    proof = (*(step for item in dates for step in item.proof), Step(text=text, on=chosen.expected))
    return replace(
        chosen,
        due=chosen.expected if is_certain else None,
        provisional=None if is_certain else chosen.expected,
        status=Status.CERTAIN if is_certain else Status.PROVISIONAL,
        safe=min(item.safe for item in dates) if is_earliest else chosen.safe,
        proof=proof,
        combination=combination,
        parts=dates,
    )
