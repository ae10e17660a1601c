"""裁判、送达、上诉: in force when nobody can appeal any more, or after the second instance."""

import json
from typing import Any

import pytest

from flows.litigation import litigation
from models.case import CasePath
from models.history import Fact
from rules.appearance import Instance, Presence, appeared_by_instance
from tasks.asking import Unanswered
from tasks.errors import InvalidAnswerError
from tests.building import rows
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    JUDGMENT,
    PLAINTIFF,
    appealed,
    asked,
    clocks,
    day,
    decided,
    on,
    send_up,
    served_on_all,
    stage,
    stages,
    tell,
    told,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
LOST: dict[str, Any] = {"kinds": ["撤销", "责令履行法定职责"], "obligations": ["三十日内重新答复"]}


def test_a_judgment_is_never_drawn_from_a_settlement():
    number = decided(say.step("作出判决"))
    with pytest.raises(InvalidAnswerError, match="不得按和解协议制作判决书"):
        tell(number, say.judged("2026-11-12", drawn_from="当事人达成的和解协议"))
    with pytest.raises(InvalidAnswerError, match="逐项填写“履行内容”"):
        tell(number, say.judged("2026-11-12", kinds=["给付"]))
    tell(number, say.judged("2026-11-12"))
    assert stage() == "judged"


def test_each_party_has_its_own_time_to_appeal_and_the_last_one_brings_force():
    number = decided(*JUDGMENT)
    on("2026-11-16")
    served_on_all(number, plaintiff="2026-11-16", agency="2026-11-12")
    assert clocks("L_APPEAL_J_15D") == [
        (AGENCY, day("2026-11-27"), "running"),
        (PLAINTIFF, day("2026-12-01"), "running"),
    ]
    assert "judgment_explanation" in stages()
    assert "loss_review" not in stages()
    on("2026-11-30")
    assert (stage(), asked()) == ("appealable", ["appeal_filing"])
    on("2026-12-02")
    assert stage() == "effective"
    assert "performance" not in stages()


def test_a_lost_case_is_reviewed_at_once_and_followed_up_when_it_is_in_force():
    number = decided(say.step("作出判决"), say.judged("2026-11-12", **LOST))
    served_on_all(number)
    assert "loss_review" in stages()
    assert "performance" not in stages()
    on("2026-11-28")
    assert stage() == "effective"
    assert "performance" in stages()


def test_a_judgment_given_in_court_is_sent_within_ten_days():
    number = decided(say.step("作出判决"), say.judged("2026-11-12", announced_in_court="是"))
    assert clocks("T_SEND_JUDG_10D") == [("", day("2026-11-23"), "running")]
    on("2026-11-24")
    served_on_all(number, agency="2026-11-24")
    assert clocks("T_SEND_JUDG_10D")[0][2] == "met_late"


def test_a_dismissal_may_be_appealed_for_ten_days():
    number = decided(say.step("裁定驳回起诉"), say.dismissed("2026-11-12"))
    served_on_all(number)
    assert {due for _, due, _ in clocks("L_APPEAL_R_10D")} == {day("2026-11-23")}
    on("2026-11-24")
    assert stage() == "dismissed"


def test_a_late_appeal_stops_nothing():
    number = decided(*JUDGMENT)
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20", admission="逾期，不予受理"))
    assert (stage(), asked()) == ("appealable", ["appeal_filing"])
    on("2026-11-28")
    assert stage() == "effective"


def test_an_appeal_goes_up_with_its_clocks():
    number = decided(*JUDGMENT)
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    assert stage() == "second_instance"
    assert clocks("T_APPEAL_FWD_5D") == [("", day("2026-11-25"), "running")]
    on("2026-11-24")
    tell(number, say.sent_up("2026-11-24"))
    assert clocks("T_APPEAL_ANSWER_15D") == [("", day("2026-12-09"), "running")]
    on("2026-12-01")
    tell(number, say.transferred("2026-12-01", "2026-12-01", "2026-12-01"))
    assert clocks("T_APPEAL_TRANSFER_5D")[0][2] == "met"
    assert clocks("T_APPEAL_ANSWER_15D")[0][2] == "met"
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["running"]
    assert asked() == ["second_instance_result"]


@pytest.mark.parametrize(
    ("outcome", "is_lost"),
    [
        ("驳回上诉，维持原裁判", "否"),
        ("改判、撤销或者变更", "是"),
        ("准许撤回上诉", "否"),
    ],
)
def test_the_second_instance_is_final(outcome: str, is_lost: str):
    number = appealed()
    tell(number, say.second("2026-12-01", outcome=outcome, is_lost=is_lost))
    assert stage() == "effective"
    assert ("loss_review" in stages()) == (is_lost == "是")
    assert clocks("T_APPEAL_3M")[0][2] == "met"


def test_a_dismissal_upheld_ends_as_a_dismissal():
    number = appealed(say.step("裁定驳回起诉"), say.dismissed("2026-11-12"))
    tell(number, say.second("2026-12-01"))
    assert stage() == "dismissed"


def test_a_case_is_sent_back_once_and_no_more():
    number = appealed()
    tell(number, say.second("2026-12-01", outcome="发回重审或者指令继续审理"))
    tell(number, say.retried("2026-12-01"))
    assert (stage(), asked()) == ("trial", ["trial_step"])
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["met", "running"]
    tell(number, say.step("作出判决"), say.judged("2026-12-01"))
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["met", "met"]
    served_on_all(number, plaintiff="2026-12-01", agency="2026-12-01")
    tell(number, say.appealed("2026-12-01"))
    send_up(number)
    again = "second_instance_after_remand"
    with pytest.raises(InvalidAnswerError, match="不得再次发回"):
        tell(number, say.second("2026-12-01", code=again, outcome="发回重审或者指令继续审理"))
    tell(number, say.second("2026-12-01", code=again))
    assert stage() == "effective"


def test_what_is_lost_again_after_a_remand_is_reviewed_again():
    number = appealed(say.step("作出判决"), say.judged("2026-11-12", **LOST))
    assert stage("loss_review") == "received"
    tell(number, say.second("2026-12-01", outcome="发回重审或者指令继续审理"))
    assert stage("loss_review") == "revoked"
    tell(number, say.retried("2026-12-01"))
    tell(number, say.step("作出判决"), say.judged("2026-12-01", **LOST))
    served_on_all(number, plaintiff="2026-12-01", agency="2026-12-01")
    [row] = rows(CasePath, path="loss_review")
    assert (row.walk, row.stage) == (2, "received")
    # A run that passes the remand again does not end the review that began after it.
    with pytest.raises(Unanswered):
        litigation.fn(number)
    assert stage("loss_review") == "received"


def test_a_loss_that_is_upheld_is_reviewed_once():
    number = appealed(say.step("作出判决"), say.judged("2026-11-12", **LOST))
    tell(number, say.second("2026-12-01", is_lost="是", obligations=["三十日内重新答复"]))
    [row] = rows(CasePath, path="loss_review")
    assert (row.walk, row.stage) == (1, "received")
    assert [text for text in told("移交") if "败诉后整改" in text] == [
        "由“审理”转“败诉后整改”：行政机关败诉，开展败诉分析和整改",
    ]


@pytest.mark.routing("RT23")
def test_appearance_in_the_second_instance_is_counted_on_its_own():
    number = under_trial()
    tell(number, say.step("安排开庭"), say.schedule("2026-11-12", "2026-11-13"))
    tell(number, say.summoned("2026-11-12"))
    on("2026-11-13")
    tell(number, say.heard("2026-11-13"), say.appeared(), say.assessed("2026-11-13"))
    tell(number, *JUDGMENT)
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    send_up(number)
    tell(number, say.second("2026-12-01", held_hearing="是"))
    assert asked() == ["appearance_record"]
    tell(number, say.appeared(**say.ABSENT, excuse="没有说明理由"))
    records = {
        fact.occasion: json.loads(fact.value)["presence"]
        for fact in rows(Fact, question="appearance_record")
    }
    assert records == {"1-1": "主要负责人出庭", "second-2-1": "负责人没有出庭"}
    counted = appeared_by_instance(
        (Instance.SECOND if occasion.startswith("second") else Instance.FIRST, Presence(presence))
        for occasion, presence in records.items()
    )
    assert counted == {Instance.FIRST: True, Instance.SECOND: False}
    assert any(line.startswith("二审区教育局：负责人未出庭") for line in told("出庭"))
    assert stage() == "effective"
