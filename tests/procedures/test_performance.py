"""履行跟踪: each obligation has its own clock; kept, settled, urged, enforced, reported."""

import datetime as dt
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fuyuan.rehearsal import answer, flows, turn_to, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from models.outbox import Notice, Trigger
from rules.catalogue import paths
from rules.paths.performance.enforcing import Measure
from tasks.asking import Unanswered
from tasks.contacts import add_contact
from tasks.errors import InvalidAnswerError
from tasks.records import find_case
from tasks.stages import enter, start_run
from tests.building import registered, rows
from tests.procedures.performance_answers import (
    applied,
    enforced,
    kept,
    not_kept,
    not_yet,
    obligations,
    pay,
    redo,
    redone,
    settled,
    shortfall,
    urged,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
AFTER = dt.date(2026, 11, 23)


@pytest.fixture
def number(home: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """A case whose judgment is to be performed."""
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    found = registered()
    with ledger() as session:
        session.query(Trigger).update({"state": "delivered"})  # Its registration does not matter.
    begin(found)
    return found


def begin(number: str) -> None:
    with ledger() as session:
        case = find_case(session, number)
        enter(session, case, "performance")
        start_run(session, case, paths()["performance"])
    work()


def stage() -> str:
    [row] = rows(CasePath, path="performance")
    return row.stage


def clocks(rule: str) -> dict[str, tuple[str, str]]:
    return {
        row.trigger_key: (str(row.due_on), row.state) for row in rows(RunningDeadline, rule=rule)
    }


def letters() -> list[tuple[str, str]]:
    return [(row.code, row.occasion) for row in rows(IssuedLetter)]


def letter(code: str, occasion: str = "1") -> dict[str, Any]:
    [row] = rows(IssuedLetter, code=code, occasion=occasion)
    return dict(json.loads(row.facts))


def asked() -> list[tuple[str, str]]:
    return [(row.question, row.occasion) for row in rows(Todo, state="open")]


def again(number: str) -> None:
    """A run that comes another time: it finds everything done."""
    before = [(row.key, row.text) for row in rows(Event)]
    for _ in range(2):
        with suppress(Unanswered):
            flows()["履行跟踪/performance"](number)
    assert [(row.key, row.text) for row in rows(Event)] == before
    # Prefect takes no other signs in the key of a form.
    assert all(re.fullmatch(r"[a-z0-9-]+", row.occasion) for row in rows(Todo))


def test_each_instalment_has_its_own_clock_from_the_day_the_instrument_names(number: str):
    answer(number, *obligations(pay(due_by="2026-12-10"), pay(due_by="2026-11-20")))
    assert clocks("P_INSTALMENT") == {
        "1": ("2026-12-10", "running"),
        "2": ("2026-11-20", "running"),
    }
    assert asked() == [("performance_check", "2")]
    [todo] = rows(Todo, question="performance_check")
    assert todo.due_on == dt.date(2026, 11, 30)
    assert [duty["number"] for duty in letter("performance_notice")["duties"]] == ["第2项", "第1项"]
    again(number)


def test_who_is_no_agency_has_a_clock_that_no_agency_hears_of(number: str):
    answer(number, *obligations(pay(debtor="周某1", creditor="区教育局")))
    [row] = rows(RunningDeadline, rule="P_INSTALMENT_PARTY")
    assert (row.recipient, row.actor) == ("", "当事人")
    assert rows(RunningDeadline, rule="P_INSTALMENT") == []


@pytest.mark.mechanism("WJ-6d")
def test_there_are_reminders_before_the_day_and_after_it(number: str):
    add_contact(role="被诉行政机关", organ="区教育局", label="法规科", url="json://127.0.0.1/x")
    add_contact(role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/y")
    answer(number, *obligations(pay()))
    for day in (dt.date(2026, 11, 19), dt.date(2026, 11, 21), dt.date(2026, 11, 29)):
        turn_to(day)
    told = [row.event_key.partition(":")[2] for row in rows(Notice) if row.contact_id == 1]
    assert told == ["near:P_INSTALMENT:1:2026-11-20:T-1", "missed:P_INSTALMENT:1:2026-11-20"]
    assert "near:P_CHECK:1:2026-11-30:T-1" in {
        row.event_key.partition(":")[2] for row in rows(Notice) if row.contact_id == 2
    }


def test_what_is_kept_is_reported_and_ends(number: str):
    answer(number, *obligations(pay(), pay(due_by="2026-12-10")))
    answer(number, *kept())
    answer(number, *kept())
    assert stage() == "performed"
    assert set(clocks("P_INSTALMENT").values()) == {
        ("2026-11-20", "met"),
        ("2026-12-10", "met"),
    }
    report = letter("performance_report")
    assert [item["status"] for item in report["outcomes"]] == ["已履行", "已履行"]
    assert report["conclusion"] == "履行完毕"
    again(number)


def test_an_instrument_without_anything_to_perform_ends_at_once(number: str):
    answer(number, *obligations(remarks="驳回诉讼请求，没有履行内容"))
    assert stage() == "nothing_due"
    assert letters() == []


@pytest.mark.mechanism("SL-7b")
def test_no_payment_and_neither_explanation_nor_settlement_is_overdue(number: str):
    answer(number, *obligations(pay()))
    turn_to(AFTER)
    assert clocks("P_INSTALMENT")["1"] == ("2026-11-20", "missed")
    answer(number, *not_kept())
    answer(number, *shortfall("既没有解释，也没有和解"))
    assert letter("performance_urging_letter")["is_overdue"] is True
    assert stage() == "urged"
    answer(number, *urged())
    answer(number, *applied())
    answer(number, *enforced())
    again(number)


@pytest.mark.mechanism("SL-7b")
def test_an_explanation_is_no_performance_but_is_not_called_overdue(number: str):
    answer(number, *obligations(pay()))
    turn_to(AFTER)
    answer(number, *not_kept(result="部分履行", paid="4000.00"))
    answer(number, *shortfall())
    told = letter("performance_urging_letter")
    assert told["is_overdue"] is False
    assert "已付4000.00元" in told["situation"]
    answer(number, *urged("经督促已履行完毕", evidence="银行回单"))
    assert stage() == "performed"
    assert clocks("P_INSTALMENT")["1"] == ("2026-11-20", "met_late")
    [outcome] = letter("performance_report")["outcomes"]
    assert outcome["status"] == "经督促履行"


@pytest.mark.mechanism("SL-7b")
def test_an_execution_settlement_puts_new_instalments_in_the_place_of_the_old(number: str):
    answer(number, *obligations(pay(), pay(due_by="2026-12-10")))
    turn_to(AFTER)
    answer(number, *not_kept())
    answer(number, *settled(("2026-12-01", "5000.00"), ("2027-01-15", "5000.00")))
    assert clocks("P_INSTALMENT") | {"1-2": None} == {
        "1": ("2026-11-20", "missed"),
        "2": ("2026-12-10", "running"),
        "1-1": ("2026-12-01", "running"),
        "1-2": None,
    }
    assert [each["number"] for each in letter("execution_settlement")["instalments"]] == [
        "第1项和解第1期",
        "第1项和解第2期",
    ]
    order = []
    for _ in range(3):
        order += [occasion for _, occasion in asked()]
        answer(number, *kept("2026-11-23"))
    assert order == ["1-1", "2", "1-2"]
    assert stage() == "performed"
    again(number)


def test_the_creditor_is_told_until_when_to_apply_for_each_instalment(number: str):
    answer(number, *obligations(pay(), pay(due_by=None)))
    turn_to(AFTER)
    for _ in range(2):
        answer(number, *not_kept())
        answer(number, *shortfall())
        answer(number, *urged())
        answer(number, *not_yet())
    own = {row.trigger_key: row for row in rows(RunningDeadline, rule="X_ENFORCE_2Y")}
    assert {key: row.trigger_on for key, row in own.items()} == {
        "1": dt.date(2026, 11, 20),
        "2": dt.date(2026, 11, 5),
    }
    assert own["2"].fact == "performance_obligations.1.served_on"
    told = letter("enforcement_notice")["apply_due"]
    assert told["due_on"].startswith("2028-11-")
    assert stage() == "enforcing"
    assert asked() == [("performance_enforcement", "1-a2")]
    for each in (not_yet(), applied(), enforced(), applied(), enforced()):
        answer(number, *each)
    assert stage() == "executed"
    again(number)


@pytest.mark.parametrize("kind", ["和解协议", "行政复议决定书", "行政复议调解书"])
def test_what_no_court_made_starts_no_period_for_enforcement(number: str, kind: str):
    answer(number, *obligations(pay(), kind=kind))
    turn_to(AFTER)
    for given in (not_kept(), shortfall(), urged()):
        answer(number, *given)
    assert rows(RunningDeadline, rule="X_ENFORCE_2Y") == []
    assert not rows(IssuedLetter, code="enforcement_notice")
    elsewhere = "已另循途径（转立案、另行起诉、请求复议机关责令履行等）"
    answer(number, *applied(elsewhere, remarks="已另行起诉"))
    assert stage() == "concluded"


@pytest.mark.parametrize(
    ("given", "end", "standing"),
    [
        ((applied(), enforced()), "executed", "执行完毕"),
        ((applied(), enforced("终结执行", remarks="权利人撤销申请")), "concluded", "终结"),
        ((applied("义务人已自行履行完毕"),), "performed", "经督促履行"),
        ((applied("权利人书面表示不申请执行", remarks="书面放弃"),), "concluded", "终结"),
        (
            (applied("逾期申请或者逾期未申请，没有正当理由", remarks="裁定不予受理"),),
            "concluded",
            "终结",
        ),
    ],
)
def test_what_is_still_owed_is_enforced_or_concluded(
    number: str, given: tuple[Any, ...], end: str, standing: str
):
    answer(number, *obligations(pay()))
    turn_to(AFTER)
    for each in (not_kept(), shortfall(), urged(), *given):
        answer(number, *each)
    assert stage() == end
    assert letter("performance_report")["outcomes"][0]["status"] == standing
    assert clocks("X_ENFORCE_2Y")["1"][1] == "met"
    again(number)


@pytest.mark.routing("RT29")
@pytest.mark.parametrize(
    ("given", "end"),
    [
        ((applied(), enforced()), "executed"),
        ((applied(), enforced("终结执行", remarks="权利人撤销申请")), "concluded"),
        ((applied("权利人书面表示不申请执行", remarks="书面放弃"),), "concluded"),
        ((not_yet(), applied("义务人已自行履行完毕")), "performed"),
    ],
)
def test_at_no_end_does_a_clock_run_on_even_where_no_day_has_come(
    number: str, given: tuple[Any, ...], end: str
):
    answer(number, *obligations(pay(due_by="2027-03-01")))
    turn_to(AFTER)
    for each in (not_kept(), shortfall("既没有解释，也没有和解"), urged(), *given):
        answer(number, *each)
    assert stage() == end
    own = ("P_INSTALMENT", "P_CHECK", "X_ENFORCE_2Y")
    assert [clocks(rule)["1"][1] for rule in own] == ["met", "met", "met"]
    again(number)


def test_several_obligations_end_each_in_its_own_way(number: str):
    answer(number, *obligations(pay(), pay(due_by="2026-11-21"), pay(due_by="2026-11-22")))
    turn_to(AFTER)
    answer(number, *kept("2026-11-19"))
    for _ in range(2):
        for each in (not_kept(), shortfall(), urged(), not_yet()):
            answer(number, *each)
    assert stage() == "enforcing"
    for each in (applied(), enforced(), applied("权利人书面表示不申请执行", remarks="书面放弃")):
        answer(number, *each)
    outcomes = letter("performance_report")["outcomes"]
    assert [(each["duty"]["number"], each["status"]) for each in outcomes] == [
        ("第1项", "已履行"),
        ("第2项", "执行完毕"),
        ("第3项", "终结"),
    ]
    assert stage() == "concluded"
    again(number)


def test_rt29_the_five_measures_are_listed_and_a_person_decides(number: str):
    answer(number, *obligations(pay()))
    turn_to(AFTER)
    for each in (not_kept(), shortfall("既没有解释，也没有和解"), urged(), applied()):
        answer(number, *each)
    assert asked() == [("performance_enforcement_result", "1")]
    assert len(Measure) == 5
    with pytest.raises(InvalidAnswerError, match="决定人"):
        answer(number, *enforced(decided_by=""))
    answer(number, *enforced(measures=[measure.value for measure in Measure]))
    [outcome] = letter("performance_report")["outcomes"]
    assert all(measure.value in outcome["result"] for measure in Measure)
    assert "决定人合议庭" in outcome["result"]


def test_the_court_makes_a_suggestion_while_performance_goes_on(number: str):
    answer(number, *obligations(pay(), pay(due_by="2026-12-10")))
    turn_to(AFTER)
    for each in (not_kept(), shortfall(), urged(suggest="是", reason="拖延付款")):
        answer(number, *each)
    [walk] = rows(CasePath, path="judicial_suggestion")
    assert (walk.stage, walk.walk) == ("drafting", 1)
    assert stage() == "tracking"
    assert set(asked()) == {("performance_enforcement", "1"), ("suggestion_draft", "1")}
    answer(number, *not_yet())
    assert set(asked()) == {("performance_check", "2"), ("suggestion_draft", "1")}
    [told] = rows(Event, kind="移交")
    assert told.text.endswith("履行不力（第1项）：拖延付款")


@pytest.mark.mechanism("SL-7a")
def test_the_same_act_again_is_flagged_with_article_71(number: str):
    answer(number, *obligations(redo()))
    answer(number, *kept(evidence=["新答复书"]))
    answer(number, *redone())
    assert letter("same_act_notice")["document"] == "信息公开答复书（2026）第99号"
    assert stage() == "shortfall"
    assert clocks("P_INSTALMENT")["1"][1] == "running"
    answer(number, *shortfall(step_on="2026-11-06"))
    assert "行政诉讼法第七十一条" in letter("performance_urging_letter")["situation"]


@pytest.mark.mechanism("SL-7a")
@pytest.mark.parametrize(
    "change",
    [{"same_result": "否"}, {"same_facts": "否"}, {"same_grounds": "否"}, {"procedure_only": "是"}],
)
def test_another_act_or_one_annulled_for_its_procedure_alone_is_performance(
    number: str, change: dict[str, str]
):
    answer(number, *obligations(redo()))
    answer(number, *kept(evidence=["新答复书"]))
    answer(number, *redone(**change))
    assert stage() == "performed"
    assert not rows(IssuedLetter, code="same_act_notice")


REFUSED = (
    (obligations(), "没有履行内容的理由"),
    (obligations(pay(amount=None)), "给付款项的，须填写金额"),
    (kept(evidence=[]), "须写明凭证"),
    (not_kept(remarks=""), "须说明原因"),
    (shortfall("达成执行和解"), "须填写和解后的履行安排"),
    (shortfall(record=""), "须写明解释或者核实的经过"),
    (shortfall(instalments=[{"what": "付款", "due_by": "2026-12-01"}]), "须选“达成执行和解”"),
    (settled(("2026-11-01", "1.00")), "不得早于签订日期"),
    (urged("经督促已履行完毕"), "须写明凭证"),
    (urged("经督促已履行完毕", evidence="回单", suggest="是"), "不以履行不力为由"),
    (urged(suggest="是"), "须写明理由"),
    (applied("权利人书面表示不申请执行"), "须写明经过和依据"),
    (enforced("终结执行"), "须写明事由"),
)


def test_an_answer_that_says_too_little_is_refused(number: str):
    turn_to(AFTER)
    for code, sound in (
        obligations(pay()),
        not_kept(),
        shortfall(),
        urged(),
        applied(),
        enforced(),
    ):
        for (asked_code, given), message in REFUSED:
            if asked_code == code:
                with pytest.raises(InvalidAnswerError, match=message):
                    answer(number, code, given)
        answer(number, code, sound)
    assert stage() == "executed"


def test_another_instrument_of_the_case_is_followed_on_a_walk_of_its_own(number: str):
    answer(number, *obligations(pay()))
    answer(number, *kept())
    begin(number)
    assert asked() == [("performance_obligations", "w2-1")]
    answer(number, *obligations(pay(due_by="2026-12-10"), instrument="（2026）鄂05行终8号"))
    answer(number, *kept())
    [row] = rows(CasePath, path="performance")
    assert (row.walk, row.stage, row.closed_at is not None) == (2, "performed", True)
    assert set(clocks("P_INSTALMENT")) == {"1", "w2-1-1"}
    assert {occasion for code, occasion in letters() if code == "performance_report"} == {
        "1",
        "w2-1",
    }
    again(number)
