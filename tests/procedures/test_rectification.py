"""整改台账: each item has its day, and is closed on evidence by a reviewer."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer
from models.deadline import RunningDeadline
from models.history import Todo
from tasks.errors import InvalidAnswerError
from tests.building import rows
from tests.procedures.afterwards import again, asks, clocks, faults, letter, letters, tell
from tests.procedures.loss_review_answers import (
    DAY,
    analysis,
    closed,
    extended,
    inquiry,
    item,
    plan,
    receipt,
    review,
    unplanned,
)
from tests.procedures.loss_review_cases import PATH, day, lost, stage

pytestmark = pytest.mark.usefixtures("home", "fonts")


@pytest.fixture
def number(home: object, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """A lost case, on the day its agency has the judgment."""
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    return lost()


@pytest.mark.mechanism("SL-9a", "AH-10")
def test_each_item_has_its_cause_measure_person_and_day_and_is_closed_on_evidence(number: str):
    second = item("2026-03-20", problem="送达回证缺失", responsible="吴某，科员")
    tell(number, receipt(), analysis(), inquiry(), plan(item(), second))
    assert (stage(number), asks()) == ("rectifying", [("rectification_review", "1")])
    assert [line["number"] for line in letter("rectification_ledger")["items"]] == [1, 2]
    assert letter("rectification_ledger")["items"][1] == {"number": 2, **second}
    assert clocks()["S_RECTIFY/1"] == ("2026-04-10", "running")
    assert clocks()["S_RECTIFY/2"] == ("2026-03-20", "running")
    [todo] = rows(Todo, state="open")
    assert todo.due_on == dt.date(2026, 3, 20)
    assert {row.recipient for row in rows(RunningDeadline, rule="S_RECTIFY")} == {"区教育局"}
    day("2026-03-19")
    answer(number, *review(closed(2, "2026-03-18"), on="2026-03-19"))
    assert clocks()["S_RECTIFY/2"] == ("2026-03-20", "met")
    assert (stage(number), asks()) == ("rectifying", [("rectification_review", "2")])
    form = letter("close_out")
    assert [line["number"] for line in form["closed"]] == [2]
    assert [line["number"] for line in form["remaining"]] == [1]
    assert form["closed"][0]["evidence"] == "新流程已印发，抽查十件均合格"
    day("2026-04-20")
    assert clocks()["S_RECTIFY/1"] == ("2026-04-10", "missed")
    answer(number, *review(closed(1, "2026-04-15"), on="2026-04-20"))
    assert clocks()["S_RECTIFY/1"] == ("2026-04-10", "met_late")
    assert (stage(number), asks()) == ("rectified", [])
    assert letters() == [
        "loss_report",
        "double_inquiry_record",
        "rectification_ledger",
        "close_out",
        "close_out 2",
    ]
    assert again(PATH, number) == "rectified"


@pytest.mark.mechanism("SL-9a")
def test_an_item_done_in_time_is_in_time_however_late_it_is_reviewed(number: str):
    tell(number, receipt(), analysis(), inquiry(), plan(item()))
    day("2026-05-08")
    answer(number, *review(closed(1, "2026-04-10"), on="2026-05-08"))
    assert clocks()["S_RECTIFY/1"] == ("2026-04-10", "met")


def test_an_item_may_be_given_another_day(number: str):
    tell(number, receipt(), analysis(), inquiry(), plan(item("2026-03-20")))
    day("2026-03-20")
    answer(number, *review(on="2026-03-20", extended=[extended(1, "2026-04-30")]))
    assert clocks()["S_RECTIFY/1"] == ("2026-03-20", "met")
    assert clocks()["S_RECTIFY/1@2026-04-30"] == ("2026-04-30", "running")
    assert letter("close_out")["remaining"][0]["due_by"] == "2026-04-30"
    [todo] = rows(Todo, state="open")
    assert todo.due_on == dt.date(2026, 4, 30)
    day("2026-04-29")
    answer(number, *review(closed(1, "2026-04-29"), on="2026-04-29"))
    assert clocks()["S_RECTIFY/1@2026-04-30"] == ("2026-04-30", "met")
    assert again(PATH, number) == "rectified"


def test_a_number_that_the_ledger_does_not_have_closes_nothing(number: str):
    tell(number, receipt(), analysis(), inquiry(), plan(item()), review(closed(7, DAY), on=DAY))
    assert (stage(number), asks()) == ("rectifying", [("rectification_review", "2")])
    assert letter("close_out")["closed"] == []


@pytest.mark.parametrize(
    ("choice", "end"),
    [
        pytest.param("不需要整改", "no_rectification_needed", id="nothing to put right"),
        pytest.param("败诉裁判已被撤销或者改判，不再整改", "revoked", id="set aside on appeal"),
    ],
)
def test_it_may_end_without_rectification_but_not_without_a_reason(
    number: str, choice: str, end: str
):
    tell(number, receipt(), analysis(), inquiry())
    with pytest.raises(InvalidAnswerError, match="须写明理由"):
        answer(number, *plan(choice=choice))
    answer(number, *unplanned(choice))
    assert (stage(number), asks()) == (end, [])
    assert again(PATH, number) == end


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param(plan(), "至少列一项", id="a ledger without an item"),
        pytest.param(plan(item("2026-03-01")), "早于批准日期", id="due before it was approved"),
        pytest.param(
            plan(item(), choice="不需要整改", reason="无"), "请选“制定整改台账”", id="both"
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(given: tuple, problem: str):
    assert problem in faults(*given)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param(review(on=DAY), "至少填写一项", id="nothing reviewed"),
        pytest.param(
            review(closed(1, DAY), on=DAY, extended=[extended(1, "2026-04-01")]),
            "同一序号只能填一次",
            id="closed and extended",
        ),
        pytest.param(review(closed(1, "2026-03-03"), on=DAY), "晚于审核日期", id="done tomorrow"),
        pytest.param(
            review(on=DAY, extended=[extended(1, DAY)]), "须晚于审核日期", id="no new day"
        ),
    ],
)
def test_a_review_that_cannot_be_is_refused(given: tuple, problem: str):
    assert problem in faults(*given)
