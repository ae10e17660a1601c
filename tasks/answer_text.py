"""An answer as people read it: the title of each field and what was filled in."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from rules.vocabulary.question import Question

EMPTY = "（未填）"
NOT_CONTENT = frozenset({"answered_by"})


def answer_lines(answer: Question) -> Iterator[tuple[str, str]]:
    """Title and words of each field, but not who answered."""
    for name, field in type(answer).model_fields.items():
        if name not in NOT_CONTENT:
            yield str(field.title), words_of(getattr(answer, name)) or EMPTY


def model_lines(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Title and words of each field that was filled in."""
    for name, field in type(model).model_fields.items():
        if words := words_of(getattr(model, name)):
            yield field.title or name, words


def words_of(value: Any) -> str:
    """What was filled in, as text; rows of a list are numbered lines."""
    match value:
        case None:
            return ""
        case BaseModel():
            return "；".join(f"{title}：{words}" for title, words in model_lines(value))
        case list() | tuple():
            return "\n".join(f"{n}. {words_of(each)}" for n, each in enumerate(value, 1))
        case dt.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case bool():
            return "是" if value else "否"
        case _:
            return str(value)
