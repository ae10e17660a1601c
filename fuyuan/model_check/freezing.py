"""A value of a suspended flow as something that can be compared: equal if it acts alike."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import partial
from types import FunctionType
from typing import Any

from pydantic import BaseModel

from fuyuan.model_check.helpers import SampleCase
from fuyuan.model_check.program_state import OpaqueError
from rules.vocabulary.letter import Letter
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question

PLAIN = (str, int, float, bool, bytes, date, timedelta, Decimal, Enum, type(None))


def freeze(value: Any, freeze_answer: Callable[[Question], Any]) -> Any:
    """The value, hashable; of an answer what `freeze_answer` says.

    Raises OpaqueError for what cannot be compared.
    """
    if isinstance(value, PLAIN):
        return type(value), value
    if isinstance(value, Question):
        return freeze_answer(value)
    again = partial(freeze, freeze_answer=freeze_answer)
    if isinstance(value, BaseModel):
        held = object.__getattribute__(value, "__dict__")
        return type(value).__qualname__, tuple((k, again(v)) for k, v in held.items())
    if isinstance(value, Mapping):
        return "mapping", tuple((again(k), again(v)) for k, v in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        several = frozenset if isinstance(value, (set, frozenset)) else tuple
        return type(value), several(map(again, value))
    return _known(value, again)


def _known(value: Any, again: Callable[[Any], Any]) -> Any:
    if isinstance(value, SampleCase):
        return "case"
    if isinstance(value, (Letter, Path)):
        return type(value), value.code
    if isinstance(value, type):
        return "class", value
    if is_dataclass(value):
        return type(value), tuple(again(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, FunctionType) and not value.__closure__:
        return "function", value.__code__
    message = f"无法比较的值：{type(value).__name__}"
    raise OpaqueError(message)
