"""Facts made up from a letter's declaration: all of them, the fewest, the longest."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum, StrEnum
from itertools import count
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Ge, Gt, MaxLen, MinLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo


class Fullness(StrEnum):
    """How much of what may be given is given."""

    FULL = "full"
    LEAST = "least"
    LONG = "long"


FIRST_DAY = dt.date(2026, 11, 9)
ROWS = {Fullness.FULL: 2, Fullness.LEAST: 0, Fullness.LONG: 3}
# The longest that a filing, or an answer to a form, may hold (rules/filing.py,
# rules/vocabulary/question.py); names of the region's own offices are configured, not typed.
TEXT_LENGTH, ROW_LENGTH = 4000, 400
LONGEST = {
    **dict.fromkeys(("name", "agencies", "agency", "plaintiff_names", "agency_names"), 200),
    **dict.fromkeys(("debtor", "creditor", "addressee", "organ", "lead_agency"), 200),
    **dict.fromkeys(("court", "retrial_court", "claimed_court", "copies"), 200),
    **dict.fromkeys(("cause", "title", "basis", "article"), 200),
    **dict.fromkeys(("court_name", "studio_name", "center_name", "region_title"), 60),
    **dict.fromkeys(("authority", "office_name", "issuer_name"), 60),
    **dict.fromkeys(("justice_bureau_name", "bureau_name", "procuratorate_name"), 60),
    **dict.fromkeys(("case_number", "docket_number", "doc_no", "label", "phone"), 60),
    **dict.fromkeys(("id_number_masked", "person"), 60),
    "phone_masked": 100,
    "address": 500,
    "act": 2000,
    "claims": 10_000,
}


def sample_facts(model: type[BaseModel], fullness: Fullness = Fullness.FULL) -> dict[str, Any]:
    """Facts that the model accepts, as plain values."""
    return _Maker(fullness).model(model)


class _Maker:
    """Makes values one after the other, so that no two texts and no two days are alike."""

    def __init__(self, fullness: Fullness) -> None:
        self._fullness = fullness
        self._serial = count(1)

    def model(self, model: type[BaseModel]) -> dict[str, Any]:
        return {name: self._field(name, field) for name, field in model.model_fields.items()}

    def _field(self, name: str, field: FieldInfo) -> Any:
        title = field.title or name
        return self._value(field.annotation, tuple(field.metadata), name, title, is_row=False)

    def _value(
        self, kind: Any, limits: tuple[Any, ...], name: str, title: str, *, is_row: bool
    ) -> Any:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            limits = (*limits, *_limits_of(more))
            return self._value(kind, limits, name, title, is_row=is_row)
        if get_origin(kind) in (Union, UnionType):
            return self._optional(kind, limits, name, title)
        if get_origin(kind) is tuple:
            return self._rows(get_args(kind), limits, name, title)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.model(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        return self._plain(kind, limits, name, title, is_row=is_row)

    def _optional(self, kind: Any, limits: tuple[Any, ...], name: str, title: str) -> Any:
        if self._fullness is Fullness.LEAST:
            return None
        [inner] = [each for each in get_args(kind) if each is not type(None)]
        return self._value(inner, limits, name, title, is_row=False)

    def _rows(self, kinds: tuple[Any, ...], limits: tuple[Any, ...], name: str, title: str) -> Any:
        if Ellipsis not in kinds:
            return tuple(self._value(kind, (), name, title, is_row=True) for kind in kinds)
        rows = max(ROWS[self._fullness], _limit(limits, MinLen, "min_length", 0))
        rows = min(rows, _limit(limits, MaxLen, "max_length", rows))
        return tuple(self._value(kinds[0], (), name, title, is_row=True) for _ in range(rows))

    def _plain(
        self, kind: Any, limits: tuple[Any, ...], name: str, title: str, *, is_row: bool
    ) -> Any:
        if kind is str:
            return self._text(limits, name, title, is_row=is_row)
        if kind is bool:
            return self._fullness is not Fullness.LEAST
        if kind is int:
            least = max(_limit(limits, Ge, "ge", 0), _limit(limits, Gt, "gt", -1) + 1)
            return least if self._fullness is Fullness.LEAST else least + 2
        if kind is Decimal:
            return Decimal("9876543210.12" if self._fullness is Fullness.LONG else "12345.60")
        if kind is dt.date:
            return FIRST_DAY + dt.timedelta(days=next(self._serial))
        message = f"没有 {kind} 类型的样例值：请补充 tasks/sample_facts.py（{title}）"
        raise TypeError(message)

    def _text(self, limits: tuple[Any, ...], name: str, title: str, *, is_row: bool) -> str:
        if self._fullness is Fullness.LEAST and not _needs_words(limits):
            return ""
        text = f"{title}{next(self._serial)}"
        if self._fullness is not Fullness.LONG:
            return text
        return long_text(text, LONGEST.get(name) or (ROW_LENGTH if is_row else TEXT_LENGTH))


def long_text(start: str, length: int) -> str:
    """A text of this length with a full stop now and then, no stretch of it like another."""
    return "".join(_stretches(start, length))[:length]


def _stretches(start: str, length: int) -> Iterator[str]:
    yield start
    for number in range(length // 10 + 1):
        yield f"之第{number}段文字内容{'。' if number % 5 == 4 else '，'}"  # noqa: PLR2004  (a full stop now and then)


def _limits_of(annotations: Iterable[Any]) -> Iterator[Any]:
    """What limits a value; a field's own settings hold several."""
    for each in annotations:
        if isinstance(each, FieldInfo):
            yield from each.metadata
        else:
            yield each


def _needs_words(limits: tuple[Any, ...]) -> bool:
    return any(
        isinstance(limit, StringConstraints | MinLen) and bool(limit.min_length) for limit in limits
    )


def _limit(limits: tuple[Any, ...], kind: type, name: str, without: int) -> int:
    return next((getattr(limit, name) for limit in limits if isinstance(limit, kind)), without)
