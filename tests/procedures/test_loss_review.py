"""败诉后: reported to two bodies in ten days, looked into twice, put right item by item."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer, turn_to
from models.deadline import RunningDeadline
from models.history import Event, Todo
from rules.paths.loss_review.repeats import is_repeated, most_in_window
from tasks.errors import InvalidAnswerError
from tasks.exits import leave_path
from tests.building import rows
from tests.procedures.afterwards import (
    again,
    asks,
    clocks,
    faults,
    handed_to,
    letter,
    letters,
    stages,
    tell,
)
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

pytestmark = pytest.mark.usefixtures("home", "fonts")

PATH = "loss_review"
RECEIVED = {"received_on": dt.date(2026, 1, 5), "act_made_on": None, "act_known_on": None}


def lost(n: int = 1, region: str = "yicheng", **changes: object) -> str:
    """A case that the agency lost, of a region where losses are reported."""
    return handed_to(PATH, n, region=region, **{**RECEIVED, **changes})


@pytest.fixture
def number(home: object, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """A lost case, on the day its agency has the judgment."""
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    return lost()


def day(text: str) -> None:
    turn_to(dt.date.fromisoformat(text))


def stage(number: str) -> str:
    return stages(number)[PATH]


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
@pytest.mark.parametrize(
    ("earlier", "received", "warned"),
    [
        pytest.param({}, "2025-03-03", True, id="the same again within the year"),
        pytest.param({}, "2025-03-02", False, id="a year before"),
        pytest.param({"cause": "工伤认定纠纷"}, "2025-06-02", False, id="another cause"),
        pytest.param({"agencies": ["区公安局"]}, "2025-06-02", False, id="another agency"),
        pytest.param({"violation": "超越职权"}, "2025-06-02", False, id="another violation"),
    ],
)
def test_the_same_violation_again_within_a_year_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, earlier: dict, received: str, warned: bool
):
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    filed = {"received_on": dt.date(2025, 1, 6)}
    violation = {"violation": earlier.pop("violation")} if "violation" in earlier else {}
    before = lost(1, **filed, **earlier)
    tell(before, receipt(received), analysis(received, **violation))
    assert letters() == ["loss_report"]
    now = lost(2, **filed)
    tell(now, receipt(), analysis())
    assert letters().count("repeat_warning") == warned
    if warned:
        facts = letter("repeat_warning")
        assert (facts["count"], facts["case_numbers"]) == (2, [before, now])
        assert (facts["agency"], facts["violation"]) == ("区教育局", "违反法定程序")
    [told] = [event.text for event in rows(Event, kind="重复违法")][1:]
    assert told.endswith("达到预警") == warned


@pytest.mark.mechanism("SL-9b")
def test_what_was_counted_once_is_not_counted_anew_when_the_run_comes_again(number: str):
    tell(number, receipt(), analysis())
    tell(lost(2), receipt(), analysis())
    assert letters() == ["loss_report", "loss_report", "repeat_warning"]
    tell(number, inquiry(), unplanned())
    assert letters().count("repeat_warning") == 1
