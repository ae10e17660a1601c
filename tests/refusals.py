"""Answers that are refused."""

from typing import Any

import pytest

from models.history import Fact, Todo
from tasks.answers import record_answer
from tasks.errors import InvalidAnswerError
from tests.building import count, rows


def problems_of(number: str, code: str, answer: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidAnswerError) as refused:
        record_answer(number, code, answer, door="窗口")
    assert count(Fact, question=code) == 0, "what is refused is not recorded"
    assert rows(Todo, question=code)[-1].state == "open"
    return refused.value.problems
