"""Walking a case to its mediation in the tests, on 2026-11-06."""

import json
from typing import Any

from fuyuan.rehearsal import answer, work
from models.history import Event, Todo
from models.letter import IssuedLetter
from tests.building import filing, rows, stored
from tests.flows import answers as say

NUMBER = "(2026)鄂0503行诉前调1号"
TO_THE_PLAN = (say.checks(), say.consent(), say.mediator(), say.acceptance())


def registered_case(*, region: str = "wujiagang", **changes: Any) -> None:
    """Take a filing in and register it."""
    stored(filing(**changes), region=region)
    work()


def tell(*answers: say.Answer) -> None:
    for code, given in answers:
        answer(NUMBER, code, given)


def before_the_plan(**changes: Any) -> None:
    """Walk to the question of who takes part for the agency."""
    registered_case(**changes)
    tell(*TO_THE_PLAN)


def asked(path: str) -> list[str]:
    return [todo.question for todo in rows(Todo, state="open", path=path)]


def letters(code: str) -> list[dict[str, Any]]:
    """What the issued letters of a kind say."""
    return [json.loads(row.facts) for row in rows(IssuedLetter, code=code, state="issued")]


def told(kind: str) -> list[str]:
    return [row.text for row in rows(Event, kind=kind)]
