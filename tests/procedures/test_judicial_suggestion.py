"""司法建议与检察建议: drafted and signed by people; answered in time, late, or not at all."""

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
from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from models.outbox import Trigger
from rules.paths.judicial_suggestion.reasons import Reason
from tasks.asking import Unanswered
from tasks.errors import InvalidAnswerError, UnknownCaseError
from tasks.handover import hand_over
from tasks.letter_marks import Order
from tasks.letter_reissue import reissue
from tasks.suggest import propose_suggestion
from tasks.suggestion_ledger import suggestion_ledger
from tests.building import registered, rows
from tests.procedures.judicial_suggestion_answers import (
    NORMATIVE,
    NOT_APPEARED,
    NOT_PERFORMED,
    PUBLIC_INTEREST,
    SUPERVISION,
    URGENT,
    assessed,
    chased,
    deliberated,
    draft,
    procuratorial,
    proposal,
    replied,
    served,
    signed,
    talked,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
TOO_LATE = dt.date(2027, 1, 12)


@pytest.fixture
def number(home: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """A case in which a suggestion was proposed."""
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    found = registered()
    with ledger() as session:
        session.query(Trigger).update({"state": "delivered"})  # Its registration does not matter.
    propose(found)
    return found


def propose(number: str) -> int:
    walk = propose_suggestion(number, proposal(), door="测试")
    work()
    return walk


def through(number: str, *given: tuple[str, dict[str, Any]]) -> None:
    for each in given:
        answer(number, *each)


def stage() -> str:
    [row] = rows(CasePath, path="judicial_suggestion")
    return row.stage


def asked() -> list[tuple[str, str]]:
    return [(row.question, row.occasion) for row in rows(Todo, state="open")]


def letter(code: str, occasion: str = "1") -> dict[str, Any]:
    [row] = rows(IssuedLetter, code=code, occasion=occasion)
    return dict(json.loads(row.facts)) | {"number": row.number}


def clocks() -> list[tuple[str, str, str]]:
    return [
        (row.rule, f"{row.trigger_on}→{row.due_on or '暂定'}", row.state)
        for row in rows(RunningDeadline)
    ]


def again(number: str) -> None:
    """A run that comes another time: it finds everything done."""
    before = [(row.key, row.text) for row in rows(Event)]
    for _ in range(2):
        with suppress(Unanswered):
            flows()["司法建议与检察建议/judicial_suggestion"](number)
    assert [(row.key, row.text) for row in rows(Event)] == before
    # Prefect takes no other signs in the key of a form.
    assert all(re.fullmatch(r"[a-z0-9-]+", row.occasion) for row in rows(Todo))


@pytest.mark.mechanism("SL-8a")
@pytest.mark.parametrize(
    ("reply", "end", "status"),
    [
        (replied(on="2026-12-10"), "adopted", "按期"),
        (replied("部分采纳", on="2026-12-10"), "adopted", "按期"),
        (replied("不采纳", on="2026-12-10"), "declined", "按期"),
        (replied(on="2026-12-11"), "replied_late", "逾期"),
    ],
)
def test_a_reply_is_in_time_or_late_adopted_or_declined_with_reasons(
    number: str, reply: Any, end: str, status: str, monkeypatch: pytest.MonkeyPatch
):
    through(number, draft(reply_by="2026-12-10"), talked(), signed(), served())
    monkeypatch.setenv("FUYUAN_TODAY", "2026-12-11")  # The watch of that night has not run yet.
    answer(number, *reply)
    assert stage() == end
    assert letter("suggestion_register")["status"] == status
    again(number)


def test_problems_and_suggestions_stand_one_to_one_under_a_number_of_its_own(number: str):
    through(number, draft(), talked(), signed())
    told = letter("judicial_suggestion")
    assert told["number"] == "伍家岗法建〔2026〕1号"
    assert [(each["problem"], each["suggestion"]) for each in told["remedies"]] == [
        ("负责人未出庭应诉", "落实负责人出庭应诉制度"),
        ("仅委托律师出庭", "同时委托相应的工作人员出庭"),
    ]
    assert told["reply_text"] == "收到本建议书之日起两个月内"
    assert asked() == [("suggestion_service", "1")]
    again(number)


def test_rt22_the_five_situations_oblige_the_court(number: str):
    assert sum(reason.is_duty for reason in Reason) == 5
    through(number, draft(NOT_APPEARED), talked(), signed())
    assert letter("judicial_suggestion")["is_appearance"] is True
    assert letter("judicial_suggestion")["copies"] == ["区监察委员会"]


@pytest.mark.mechanism("WJ-9c")
@pytest.mark.parametrize(
    ("level", "question"),
    [
        ("个案", "suggestion_signing"),
        ("类案", "suggestion_signing"),
        ("综合治理", "committee_deliberation"),
    ],
)
def test_from_case_to_kind_to_governance_where_the_committee_deliberates(
    number: str, level: str, question: str
):
    through(number, draft(level=level), talked())
    assert asked() == [(question, "1")]
    answer(number, *(deliberated() if level == "综合治理" else signed()))
    assert letter("judicial_suggestion")["level"] == level


def test_without_minutes_and_president_nothing_on_governance_goes_out(number: str):
    through(number, draft(level="综合治理"), talked())
    for wanting in ("minutes", "president"):
        with pytest.raises(InvalidAnswerError):
            answer(number, *deliberated(**{wanting: ""}))
    assert rows(IssuedLetter) == []


def test_a_draft_is_sent_back_and_dropped_by_people_with_reasons(number: str):
    back = {"step": "退回修改", "reason": "事实须补充"}
    through(number, draft(), talked(**back), draft(), talked(), signed(**back))
    assert asked() == [("suggestion_draft", "3")]
    through(number, draft(), talked("决定不提出", reason="问题已经解决"))
    assert stage() == "not_issued"
    assert rows(IssuedLetter) == []
    again(number)


@pytest.mark.parametrize(
    ("given", "clock"),
    [
        (draft(NOT_PERFORMED), ("J_SUGGEST_REPLY_2M", "2026-11-06→暂定", "running")),
        (
            draft(NOT_PERFORMED, reply_by="2026-12-10"),
            ("J_REPLY_NAMED", "2026-12-10→2026-12-10", "running"),
        ),
        (
            draft(NORMATIVE, in_force_from="2026-11-02"),
            ("J_NORMDOC_REPLY_60D", "2026-11-06→暂定", "running"),
        ),
        (procuratorial(), ("P_SUPERVISE_REPLY", "2026-11-06→暂定", "running")),
        (procuratorial(URGENT), ("P_SUPERVISE_REPLY_15D", "2026-11-06→2026-11-23", "running")),
        (
            procuratorial(SUPERVISION, reply_by="2026-12-10"),
            ("P_REPLY_NAMED", "2026-12-10→2026-12-10", "running"),
        ),
    ],
)
def test_each_reason_has_the_clock_of_its_law_or_of_its_document(
    number: str, given: Any, clock: tuple[str, str, str]
):
    through(number, given, talked(), signed(document_number="鄂伍检建〔2026〕3号"), served())
    assert clocks()[-1] == clock
    again(number)


def test_on_a_normative_document_the_court_has_three_months(number: str):
    answer(number, *draft(NORMATIVE, in_force_from="2026-11-02"))
    assert clocks() == [("J_NORMDOC_SUGG_3M", "2026-11-02→暂定", "running")]
    through(number, talked(), signed())
    assert clocks()[0][2] == "met"


@pytest.mark.mechanism("WJ-10")
def test_a_procuratorial_suggestion_is_registered_with_relief_and_hearing(number: str):
    works = ["公开听证", "司法救助"]
    signature = signed(document_number="鄂伍检建〔2026〕3号")
    through(number, procuratorial(joint_work=works), talked(), signature, served(), replied())
    told = letter("procuratorial_suggestion")
    assert told["procuratorate_name"] == "宜昌市伍家岗区人民检察院"
    assert told["document_number"] == "鄂伍检建〔2026〕3号"
    register = letter("suggestion_register")
    assert (register["kind"], register["joint_work"], register["suggestion_no"]) == (
        "检察建议",
        works,
        "鄂伍检建〔2026〕3号",
    )
    assert not rows(IssuedLetter, code="judicial_suggestion")


def overdue(number: str) -> None:
    through(number, draft(reply_by="2026-12-10"), talked(), signed(), served())
    turn_to(dt.date(2026, 12, 11))


def test_no_reply_in_time_is_chased_and_a_late_one_registered_as_late(number: str):
    overdue(number)
    assert stage() == "overdue"
    assert letter("suggestion_reminder")["reply_due"]["due_on"] == "2026-12-10"
    answer(number, *chased("已补回复", on="2026-12-11"))
    assert stage() == "replied_late"
    assert letter("suggestion_register")["status"] == "逾期"
    assert clocks() == [("J_REPLY_NAMED", "2026-12-10→2026-12-10", "met_late")]
    again(number)


@pytest.mark.mechanism("SL-8a")
def test_none_at_all_is_copied_to_the_superior_and_people_decide_on_assessment(number: str):
    overdue(number)
    turn_to(TOO_LATE)
    answer(number, *chased())
    assert stage() == "escalated"
    assert letter("suggestion_copy")["superior"] == "市人民政府"
    assert asked() == [("assessment_decision", "1")]
    through(number, assessed("否", heard=""), chased())
    assert stage() == "no_reply"
    register = letter("suggestion_register")
    assert (register["status"], register["replied_on"]) == ("未回复", None)
    assert clocks() == [("J_REPLY_NAMED", "2026-12-10→2026-12-10", "missed")]
    again(number)


@pytest.mark.mechanism("SL-8a", "WJ-10")
def test_the_ledger_shows_every_suggestion_with_its_day_and_its_status(number: str):
    def shown() -> list[tuple[str, str, str, str]]:
        return [
            (line.kind, line.number, str(line.reply_due), line.status)
            for line in suggestion_ledger()
        ]

    judicial = ("司法建议", "伍家岗法建〔2026〕1号")
    through(number, draft(reply_by="2026-12-10"), talked(), signed())
    assert shown() == [(*judicial, "None", "待送达")]
    answer(number, *served())
    assert shown() == [(*judicial, "2026-12-10", "待回复")]
    turn_to(dt.date(2026, 12, 11))
    assert shown() == [(*judicial, "2026-12-10", "未回复")]
    answer(number, *chased("已补回复", on="2026-12-11"))
    assert shown() == [(*judicial, "2026-12-10", "逾期")]
    propose(number)
    prosecuted = procuratorial(SUPERVISION, reply_by="2026-12-31", joint_work=["司法救助"])
    through(number, prosecuted, talked(), signed(document_number="鄂伍检建〔2026〕3号"))
    through(number, served(), replied(on="2026-12-11"))
    assert shown()[1] == ("检察建议", "鄂伍检建〔2026〕3号", "2026-12-31", "按期")
    assert [line.joint_work for line in suggestion_ledger()] == [(), ("司法救助",)]


def test_a_suggestion_made_again_keeps_its_clock_and_later_letters_name_the_new_one(number: str):
    through(number, draft(reply_by="2026-12-10"), talked(), signed(), served())
    [old] = rows(IssuedLetter, code="judicial_suggestion")
    reissue(str(old.id), Order(by="刘书记员", reason="抄送机关写错"))
    [line] = suggestion_ledger()
    assert (line.number, str(line.reply_due), line.status) == (
        "伍家岗法建〔2026〕2号",
        "2026-12-10",
        "待回复",
    )
    turn_to(dt.date(2026, 12, 10))
    answer(number, *replied(on="2026-12-10"))
    assert letter("suggestion_register")["suggestion_no"] == "伍家岗法建〔2026〕2号"
    [line] = suggestion_ledger()
    assert line.status == "按期"
    [register] = rows(IssuedLetter, code="suggestion_register")
    reissue(str(register.id), Order(by="刘书记员", reason="登记有误"))
    [line] = suggestion_ledger()
    assert line.status == "按期"
    again(number)


def test_where_the_last_day_is_provisional_a_person_says_that_it_has_passed(number: str):
    through(number, draft(), talked(), signed(), served())
    turn_to(TOO_LATE)
    assert stage() == "awaiting_reply"
    answer(number, *replied("期限已过，未回复", on="2027-01-12", measures=[]))
    assert stage() == "overdue"
    again(number)


def test_a_provisional_period_does_not_run_on_once_the_suggestion_is_closed(number: str):
    through(number, draft(), talked(), signed(), served())
    turn_to(TOO_LATE)
    answer(number, *replied("期限已过，未回复", on="2027-01-12", measures=[]))
    assert [state for _, _, state in clocks()] == ["running"]
    through(number, chased(), assessed("否", heard=""), chased())
    assert stage() == "no_reply"
    assert [state for _, _, state in clocks()] == ["met"]
    again(number)


def test_a_reply_after_the_copy_is_late_too(number: str):
    overdue(number)
    turn_to(TOO_LATE)
    through(number, chased(), assessed(), chased("已补回复"))
    assert stage() == "replied_late"


def test_a_case_may_get_another_suggestion_when_the_first_is_ended(number: str):
    through(number, draft(), talked(), signed(), served(), replied())
    assert propose(number) == 2
    assert asked() == [("suggestion_draft", "w2-1")]
    through(number, draft(), talked(), signed(), served())
    assert [row.number for row in rows(IssuedLetter, code="judicial_suggestion")] == [
        "伍家岗法建〔2026〕1号",
        "伍家岗法建〔2026〕2号",
    ]
    answer(number, *replied("不采纳"))
    [row] = rows(CasePath, path="judicial_suggestion")
    assert (row.walk, row.stage) == (2, "declined")
    assert [row.state for row in rows(RunningDeadline)] == ["met", "met"]
    again(number)


def test_what_is_proposed_or_handed_over_meanwhile_waits_and_is_not_lost(number: str):
    assert propose(number) == 2
    hand_over(
        number,
        leaving="registration",
        to="judicial_suggestion",
        reason="法释〔2020〕3号第十二条：区公安局负责人未出庭",
        at_stage=None,
    )
    assert propose(number) == 4
    assert asked() == [("suggestion_draft", "1")]
    assert [row.text for row in rows(Event, kind="排队")] == [
        "“司法建议与检察建议”第2件已登记，前一件办结后接着办理",
        "“司法建议与检察建议”第4件已登记，前一件办结后接着办理",
    ]
    for walk in (2, 3, 4):
        through(number, draft(), talked("决定不提出", reason="已经解决"))
        assert asked() == [("suggestion_draft", f"w{walk}-1")]
        again(number)
    assert [row.occasion for row in rows(Fact, question="suggestion_proposal")] == [
        *("1", "w2-1", "w4-1"),
    ]
    assert [row.text.partition("：")[2] for row in rows(Event, kind="移交")][-1] == (
        "法释〔2020〕3号第十二条：区公安局负责人未出庭"
    )


def test_the_form_of_the_coordinator_is_checked_and_recorded(number: str):
    with pytest.raises(UnknownCaseError):
        propose("(2026)鄂0503行诉前调9号")
    with pytest.raises(InvalidAnswerError, match="提出的原因"):
        propose_suggestion(number, proposal() | {"reason": ""}, door="测试")
    [fact] = rows(Fact, question="suggestion_proposal")
    assert (fact.recorded_by, fact.occasion) == ("陈助理", "1")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (draft(PUBLIC_INTEREST), "不是司法建议的事由"),
        (procuratorial(NOT_APPEARED), "不是检察建议的事由"),
        (procuratorial(SUPERVISION), "须填写载明的答复日期"),
        (draft(NORMATIVE), "须填写裁判生效日期"),
        (draft(NORMATIVE, in_force_from="2026-11-07"), "不得晚于今天"),
        (draft(joint_work=["公开听证"]), "只在检察建议中填写"),
        (draft(reply_by="2026-11-06"), "须晚于今天"),
        (draft(remedies=[]), "问题与建议"),
    ],
)
def test_a_draft_that_is_not_of_its_kind_is_refused(number: str, given: Any, message: str):
    with pytest.raises(InvalidAnswerError, match=message):
        answer(number, *given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (replied("不采纳", grounds=""), "须写明被建议单位的理由"),
        (replied(measures=[]), "须写明采纳落实情况"),
        (replied(reply_document=""), "须填写回复函名称和文号"),
    ],
)
def test_a_reply_that_says_too_little_is_refused(number: str, given: Any, message: str):
    through(number, draft(), talked(), signed(), served())
    with pytest.raises(InvalidAnswerError, match=message):
        answer(number, *given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (chased(superior=""), "须填写被建议单位的上级机关"),
        (chased("已补回复", explanation=""), "须填写回复结果"),
    ],
)
def test_a_chase_that_says_too_little_is_refused(number: str, given: Any, message: str):
    overdue(number)
    turn_to(TOO_LATE)
    with pytest.raises(InvalidAnswerError, match=message):
        answer(number, *given)


def test_nobody_is_reported_unheard(number: str):
    overdue(number)
    turn_to(TOO_LATE)
    answer(number, *chased())
    with pytest.raises(InvalidAnswerError, match="须写明听取被建议单位说明"):
        answer(number, *assessed(heard=""))
