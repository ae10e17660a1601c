"""A case is walked without a Prefect server, by the flows themselves."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer, turn_to, work
from models.case import CasePath
from models.history import Todo
from tests.building import filing, rows, stored
from tests.flows.answers import checks, consent

pytestmark = pytest.mark.usefixtures("home", "fonts")


@pytest.fixture
def number(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    stored(filing())
    work()
    return "(2026)鄂0503行诉前调1号"


def stages() -> dict[str, str]:
    return {row.path: row.stage for row in rows(CasePath)}


def test_it_stops_at_each_question_and_goes_on_with_the_answer(number: str):
    assert [todo.question for todo in rows(Todo, state="open")] == ["eight_checks"]
    answer(number, *checks())
    assert [todo.question for todo in rows(Todo, state="open")] == ["consent"]
    answer(number, *consent())
    assert stages() == {"registration": "to_mediation", "prefiling_mediation": "preparing"}


def test_a_turn_of_the_calendar_lets_periods_run_out(number: str):
    answer(number, *checks())
    turn_to(dt.date(2026, 11, 20))
    assert stages()["registration"] == "to_docketing"
