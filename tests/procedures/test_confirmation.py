"""A signed settlement is confirmed on a joint application, until the thirtieth day (RT13)."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer, turn_to, work
from models.case import CasePath
from models.deadline import RunningDeadline
from tests.building import filing, rows, stored
from tests.flows import answers as say

pytestmark = pytest.mark.usefixtures("home", "fonts")
NUMBER = "(2026)鄂0503行诉前调1号"


def sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walk a case to its signed settlement, on 2026-11-06."""
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    stored(filing())
    work()
    for code, given in (
        say.checks(),
        say.consent(),
        say.mediator(),
        say.acceptance(),
        say.plan(),
        say.scheme(),
        say.session("达成协议"),
        say.terms(),
        say.signing(),
    ):
        answer(NUMBER, code, given)


def stage() -> str:
    [row] = rows(CasePath, path="prefiling_mediation")
    return row.stage


@pytest.mark.routing("RT13")
def test_an_application_on_the_last_day_leads_to_the_instrument(monkeypatch: pytest.MonkeyPatch):
    sign(monkeypatch)
    [clock] = rows(RunningDeadline, rule="M_CONFIRM_30D")
    # Thirty days end on Sunday 2026-12-06, rolled to Monday.
    assert clock.due_on == dt.date(2026, 12, 7)
    turn_to(dt.date(2026, 12, 7))
    code, applied = say.confirmation("双方共同申请司法确认")
    answer(NUMBER, code, applied | {"applied_on": "2026-12-07"})
    code, reviewed = say.review("出具行政诉前调解书")
    answer(NUMBER, code, reviewed | {"decided_on": "2026-12-07"})
    assert stage() == "confirmed"


@pytest.mark.routing("RT13")
def test_a_day_later_nothing_is_confirmed_any_more(monkeypatch: pytest.MonkeyPatch):
    sign(monkeypatch)
    turn_to(dt.date(2026, 12, 8))
    assert stage() == "performing"
