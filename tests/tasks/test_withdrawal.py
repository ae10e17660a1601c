"""Leaving mediation: any time before the settlement is signed, and never after."""

import pytest

from models.case import CasePath
from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Trigger
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError, NotAskedError
from tasks.withdrawal import withdraw_consent
from tests.building import asked, count, in_mediation, registered, rows
from tests.processes import at_once

ANSWER = {"answered_by": "刘法官", "side": "起诉人", "withdrawn_on": "2026-11-05"}


def standing_on(stage: str) -> str:
    number = in_mediation()
    with ledger() as session:
        session.query(CasePath).filter_by(path="prefiling_mediation").update({"stage": stage})
    return number


def withdraw(number: str) -> str:
    try:
        withdraw_consent(number, ANSWER, door="窗口")
    except AlreadyAnsweredError as refused:
        return str(refused)
    return ""


@pytest.mark.mechanism("WJ-1")
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("stage", ["preparing", "referred", "mediating", "agreed"])
@pytest.mark.parametrize("side", ["起诉人", "行政机关"])
def test_either_side_may_leave_before_the_signature(stage: str, side: str):
    number = standing_on(stage)
    withdraw_consent(number, ANSWER | {"side": side}, door="窗口")
    [row] = rows(Fact, question="consent_withdrawal")
    assert row.recorded_by == "刘法官"
    [told] = rows(Event, kind="退出")
    assert told.text == f"{side}于2026-11-05退出调解"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "stage",
    ["signed", "confirming", "performing", "resolved", "confirmed", "performed", "to_docketing"],
)
def test_nobody_leaves_after_it(stage: str):
    with pytest.raises(NotAskedError, match="没有可以退出的诉前调解"):
        withdraw_consent(standing_on(stage), ANSWER, door="窗口")
    assert count(Fact) == 0


@pytest.mark.usefixtures("home")
def test_there_is_nothing_to_leave_before_mediation():
    with pytest.raises(NotAskedError):
        withdraw_consent(registered(), ANSWER, door="窗口")


@pytest.mark.usefixtures("home")
def test_a_day_to_come_is_refused():
    with pytest.raises(InvalidAnswerError, match="晚于今天"):
        withdraw_consent(
            standing_on("mediating"), ANSWER | {"withdrawn_on": "2026-11-07"}, door="x"
        )


@pytest.mark.usefixtures("home")
def test_the_open_questions_of_the_mediation_are_taken_back_and_its_run_woken():
    number = standing_on("mediating")
    asked(number, "resolution_plan", path="prefiling_mediation")
    asked(number, "mediation_session", path="prefiling_mediation")
    asked(number, "docketing", path="docketing")
    withdraw_consent(number, ANSWER, door="窗口")
    assert {row.question: row.state for row in rows(Todo)} == {
        "resolution_plan": "cancelled",
        "mediation_session": "cancelled",
        "docketing": "open",
    }
    woken = [row for row in rows(Trigger) if row.key.startswith("wake:")]
    assert [row.key for row in woken] == [
        f"wake:{number}:{question}:1" for question in ("resolution_plan", "mediation_session")
    ]
    assert {row.deployment for row in woken} == {"诉前调解/prefiling_mediation"}
    assert woken[0].parameters == {"case_number": number}


@pytest.mark.usefixtures("any_home")
def test_of_four_who_leave_at_once_one_is_recorded():
    number = standing_on("mediating")
    asked(number, "mediation_session", path="prefiling_mediation")
    told = at_once(withdraw, [(number,)] * 4)
    assert sorted(map(bool, told)) == [False, True, True, True]
    assert (count(Fact), count(Event, kind="退出")) == (1, 1)
