"""败诉后: reported to two bodies in ten days, looked into twice, put right item by item."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer, work
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from rules.catalogue import paths
from rules.paths.loss_review.repeats import is_repeated, most_in_window
from tasks.errors import InvalidAnswerError
from tasks.exits import leave_path
from tasks.records import find_case
from tasks.stages import enter_or_wait
from tests.building import rows
from tests.procedures.afterwards import again, asks, clocks, faults, letter, letters, tell
from tests.procedures.loss_review_answers import (
    DAY,
    analysis,
    closed,
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


@pytest.mark.mechanism("YC-5c")
def test_the_analysis_is_due_in_ten_days_and_goes_to_both_bodies_with_the_judgment(number: str):
    answer(number, *receipt())
    assert (stage(number), asks()) == ("analysing", [("loss_analysis", "1")])
    assert clocks() == {"YC_LOSS_10D/1": ("2026-03-12", "running")}
    [todo] = rows(Todo, state="open")
    assert (todo.due_on, todo.expires_with) == (dt.date(2026, 3, 12), None)
    wanting = {
        "judgment_attached": "随附败诉的判决书或者裁定书",
        "sent_to_office": "报依法治区（县、市）委员会办公室",
        "sent_to_bureau": "报司法局",
    }
    for field, title in wanting.items():
        with pytest.raises(InvalidAnswerError, match=f"尚缺：{title}；"):
            answer(number, *analysis(**{field: "否"}))
    assert asks() == [("loss_analysis", "1")]
    day("2026-03-12")
    answer(number, *analysis("2026-03-12"))
    assert clocks() == {"YC_LOSS_10D/1": ("2026-03-12", "met")}
    assert letters() == ["loss_report"]
    report = letter("loss_report")
    assert (report["bureau_name"], report["region_title"]) == ("枣庄市峄城区司法局", "枣庄市峄城区")
    assert report["report_due"]["due_on"] == "2026-03-12"


@pytest.mark.mechanism("YC-5c")
def test_a_report_that_comes_late_is_late_and_still_wanted(number: str):
    answer(number, *receipt())
    day("2026-03-20")
    assert clocks() == {"YC_LOSS_10D/1": ("2026-03-12", "missed")}
    assert asks() == [("loss_analysis", "1")]
    answer(number, *analysis("2026-03-20"))
    assert clocks() == {"YC_LOSS_10D/1": ("2026-03-12", "met_late")}
    assert stage(number) == "inquiring"


def test_where_losses_are_not_reported_they_are_analysed_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    number = lost(region="wujiagang")
    tell(number, receipt(), analysis())
    assert clocks() == {}
    assert letter("loss_report")["report_due"] is None
    assert stage(number) == "inquiring"


@pytest.mark.mechanism("SL-9c")
@pytest.mark.parametrize(
    ("changes", "transferred_to"),
    [
        pytest.param({}, "", id="dealt with within the agency"),
        pytest.param({"conclusion": "不需要追究责任"}, "", id="nobody to blame"),
        pytest.param(
            {"conclusion": "移送有权机关", "organ": "区监察委员会", "organ_kind": "监察机关"},
            "区监察委员会（监察机关）",
            id="transferred",
        ),
    ],
)
def test_the_case_and_the_persons_are_looked_into_and_a_person_decides(
    number: str, changes: dict, transferred_to: str
):
    tell(number, receipt(), analysis(), inquiry(**changes))
    record = letter("double_inquiry_record")
    assert record["conclusion"] == changes.get("conclusion", "由本单位处理")
    assert record["transferred_to"] == transferred_to
    assert (record["decided_by"], record["decided_on"]) == ("钱某，局长", DAY)
    assert record["case_findings"] != record["personnel_findings"] != ""
    assert asks() == [("rectification_plan", "1")]


@pytest.mark.mechanism("SL-9c")
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"conclusion": "移送有权机关"}, "须写明移送机关名称", id="to nobody"),
        pytest.param({"organ": "区监察委员会"}, "结论须选", id="to somebody, but not transferred"),
    ],
)
def test_a_transfer_names_its_organ(changes: dict, problem: str):
    assert problem in faults(*inquiry(**changes))


def test_a_judgment_set_aside_meanwhile_ends_the_review(number: str):
    answer(number, *receipt())
    leave_path(number, PATH, "revoked", reason="二审改判")
    assert (stage(number), asks()) == ("revoked", [])
    assert clocks() == {"YC_LOSS_10D/1": ("2026-03-12", "met")}


def test_each_agency_that_lost_has_its_own_ten_days_and_its_own_report(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("FUYUAN_TODAY", "2026-03-04")
    number = lost(agencies=["区教育局", "区财政局"])
    with pytest.raises(InvalidAnswerError, match="请填写区教育局、区财政局中的一个"):
        answer(number, *receipt())
    finance, education = {"agency": "区财政局"}, {"agency": "区教育局"}
    tell(number, receipt(others="是", **finance), receipt("2026-03-04", **education))
    assert clocks() == {
        "YC_LOSS_10D/1": ("2026-03-12", "running"),
        "YC_LOSS_10D/2": ("2026-03-16", "running"),
    }
    assert [row.recipient for row in rows(RunningDeadline)] == ["区财政局", "区教育局"]
    tell(number, analysis("2026-03-04", **education))
    assert clocks()["YC_LOSS_10D/1"] == ("2026-03-12", "running")
    assert clocks()["YC_LOSS_10D/2"] == ("2026-03-16", "met")
    tell(number, analysis("2026-03-04", **finance), inquiry(**finance), inquiry(**education))
    tell(number, plan(item(), **education), plan(item(), item("2026-03-20"), **finance))
    ledgers = [letter("rectification_ledger", occasion) for occasion in ("1", "2")]
    assert [[line["number"] for line in each["items"]] for each in ledgers] == [[1], [2, 3]]
    owners = {row.trigger_key: row.recipient for row in rows(RunningDeadline, rule="S_RECTIFY")}
    assert owners == {"1": "区教育局", "2": "区财政局", "3": "区财政局"}
    done = [closed(n, "2026-03-04") for n in (1, 2, 3)]
    tell(number, review(*done[1:], on="2026-03-04"), review(done[0], on="2026-03-04"))
    assert stage(number) == "rectified"
    reports = [letter("loss_report", occasion) for occasion in ("1", "2")]
    assert [(each["agency"], each["report_due"]["due_on"]) for each in reports] == [
        ("区教育局", "2026-03-16"),
        ("区财政局", "2026-03-12"),
    ]
    assert again(PATH, number) == "rectified"


def test_an_agency_that_registers_twice_lost_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    number = lost(agencies=["区教育局", "区财政局"])
    twice = {"agency": "区财政局"}
    tell(number, receipt(others="是", **twice), receipt(**twice), analysis(**twice))
    assert stage(number) == "inquiring"
    assert list(clocks()) == ["YC_LOSS_10D/1"]


FIRST = dt.date(2025, 3, 3)


@pytest.mark.mechanism("SL-9b")
@pytest.mark.parametrize(
    ("days", "on", "most"),
    [
        pytest.param([], FIRST, 1, id="once"),
        pytest.param([dt.date(2026, 3, 2)], FIRST, 2, id="the last day of twelve months"),
        pytest.param([dt.date(2026, 3, 3)], FIRST, 1, id="a year later"),
        pytest.param([dt.date(2024, 3, 4)], FIRST, 2, id="recorded later, lost before"),
        pytest.param(
            [dt.date(2024, 9, 1), dt.date(2025, 9, 1)], FIRST, 2, id="never three at once"
        ),
        pytest.param([dt.date(2024, 9, 2), dt.date(2025, 8, 1)], FIRST, 3, id="three at once"),
    ],
)
def test_losses_are_counted_in_rolling_windows(days: list, on: dt.date, most: int):
    assert most_in_window([on, *days], on) == most
    assert is_repeated(most) == (most >= 2)


@pytest.mark.mechanism("SL-9b")
def test_the_same_violation_again_within_a_year_is_a_warning(number: str):
    tell(number, receipt(), analysis())
    assert letters() == ["loss_report"]
    now = lost(2)
    tell(now, receipt(), analysis())
    assert letters() == ["loss_report", "loss_report", "repeat_warning"]
    facts = letter("repeat_warning")
    assert (facts["count"], facts["case_numbers"]) == (2, [number, now])
    assert (facts["agency"], facts["violation"]) == ("区教育局", "违反法定程序")
    told = [event.text for event in rows(Event, kind="重复违法")]
    assert [text.endswith("达到预警") for text in told] == [False, True]


@pytest.mark.mechanism("SL-9b")
def test_what_was_counted_once_is_not_counted_anew_when_the_run_comes_again(number: str):
    tell(number, receipt(), analysis())
    tell(lost(2), receipt(), analysis())
    assert letters() == ["loss_report", "loss_report", "repeat_warning"]
    tell(number, inquiry(), unplanned())
    assert letters().count("repeat_warning") == 1


def test_lost_again_it_is_reviewed_under_occasions_of_its_own(number: str):
    tell(number, receipt(), analysis(), inquiry())
    leave_path(number, PATH, "revoked", reason="败诉裁判被二审撤销")
    with ledger() as session:
        enter_or_wait(session, find_case(session, number), paths()[PATH])
    work()
    assert asks() == [("loss_receipt", "w2-1")]
    day("2026-03-05")
    tell(number, receipt("2026-03-05"), analysis("2026-03-05"), inquiry())
    tell(number, plan(item(due_by="2026-03-31")))
    assert clocks() == {
        "YC_LOSS_10D/1": ("2026-03-12", "met"),
        "YC_LOSS_10D/w2-1": ("2026-03-16", "met"),
        "S_RECTIFY/w2-1": ("2026-03-31", "running"),
    }
    tell(number, review(closed(1, "2026-03-05"), on="2026-03-05"))
    assert stage(number) == "rectified"
    assert [one for one in letters() if one.startswith(("loss", "close"))] == [
        *("loss_report", "loss_report w2-1", "close_out w2-1"),
    ]
    assert again(PATH, number) == "rectified"
