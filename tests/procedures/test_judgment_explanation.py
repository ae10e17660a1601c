"""判后答疑: told with the decision, asked for in time, never a day longer to appeal."""

import datetime as dt
from typing import Any

import pytest

from flows.judgment_explanation import judgment_explanation
from fuyuan.rehearsal import answer, turn_to
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.letter import IssuedLetter
from models.outbox import Trigger
from models.service import LetterService
from tasks.corrections import Wrong, correct_date
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.judgment_facts import decision_of
from tests.building import rows
from tests.correspondence import text_of
from tests.procedures import judgment_explanation_answers as say
from tests.procedures.judgment_explanation_cases import (
    AGENCY,
    APPEAL_J,
    APPEAL_R,
    BOTH_SERVED,
    PLAINTIFF,
    asked,
    decided,
    explained,
    facts,
    serve,
    stage,
    tell,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")


@pytest.fixture
def number() -> str:
    return explained(say.judgment())


# The notice


@pytest.mark.mechanism("WJ-17")
@pytest.mark.usefixtures("home", "number")
def test_the_notice_is_served_with_the_decision_on_the_same_day():
    served = {one["party"]: one["served_on"] for one in facts("explanation_notice")["services"]}
    assert served == {AGENCY: dt.date(2026, 11, 5), PLAINTIFF: dt.date(2026, 11, 6)}
    assert served == {row.recipient: row.trigger_on for row in rows(RunningDeadline, rule=APPEAL_J)}


@pytest.mark.mechanism("WJ-17")
@pytest.mark.usefixtures("home", "number")
def test_the_notice_is_on_record_as_served_when_and_as_the_decision_was():
    [letter] = rows(IssuedLetter, code="explanation_notice")
    found = rows(LetterService, letter_id=letter.id)
    assert {row.name: (row.served_on, row.method, row.state) for row in found} == {
        AGENCY: (dt.date(2026, 11, 5), "直接送达", "served"),
        PLAINTIFF: (dt.date(2026, 11, 6), "直接送达", "served"),
    }
    assert {row.fact for row in found} == {row.fact for row in rows(RunningDeadline, rule=APPEAL_J)}


@pytest.mark.usefixtures("home")
def test_a_corrected_service_of_the_decision_moves_that_of_the_notice_and_the_appeal(number: str):
    wrong = Wrong(
        question="decision_service",
        field="served_on",
        to=dt.date(2026, 11, 4),
        corrected_by="书记员甲",
        reason="送达回证载明",
        door="测试",
        occasion="1-1",
    )
    correct_date(number, wrong)
    [row] = rows(LetterService, name=AGENCY)
    assert row.served_on == dt.date(2026, 11, 4)
    [clock] = rows(RunningDeadline, rule=APPEAL_J, recipient=AGENCY)
    assert clock.due_on == dt.date(2026, 11, 19)


@pytest.mark.usefixtures("home", "number")
def test_the_notice_names_each_partys_own_last_day_to_appeal():
    last = {
        one["party"]: one["appeal_due"]["due_on"] for one in facts("explanation_notice")["services"]
    }
    assert last == {AGENCY: dt.date(2026, 11, 20), PLAINTIFF: dt.date(2026, 11, 23)}


def test_a_ruling_is_appealed_within_ten_days():
    explained(say.dismissal(), say.service(PLAINTIFF, last=True))
    told = facts("explanation_notice")
    assert told["decision"] == "行政裁定书（驳回起诉）"
    assert told["services"][0]["appeal_due"]["due_on"] == dt.date(2026, 11, 16)


def test_a_decision_that_has_not_reached_every_party_is_not_explained():
    number = decided(say.judgment(), say.service(AGENCY))
    with pytest.raises(FuyuanError, match="还没有登记裁判文书送达各方"):
        judgment_explanation.fn(number)


def test_after_a_remand_the_next_decision_is_another():
    number = decided(say.dismissal(), *BOTH_SERVED)
    again = say.judgment(decided_on="2026-11-06", has_flaw="是")
    serve(number, again, say.service(PLAINTIFF, last=True), step="2")
    first, second = decision_of(number), decision_of(number, 2)
    assert (first.appeal_rule, len(first.services), first.has_flaw) == (APPEAL_R, 2, False)
    assert (second.appeal_rule, len(second.services), second.has_flaw) == (APPEAL_J, 1, True)
    assert second.decided_on == dt.date(2026, 11, 6)


# Asked for, or not


@pytest.mark.usefixtures("home", "number")
def test_nobody_asks_within_the_period_for_appeal():
    turn_to(dt.date(2026, 11, 23))
    assert stage() == "noticed"
    turn_to(dt.date(2026, 11, 24))
    assert stage() == "no_request"


def test_who_wants_no_explanation_need_not_wait(number: str):
    tell(number, say.request("否"))
    assert stage() == "no_request"


def test_a_request_has_somebody_who_makes_it(number: str):
    with pytest.raises(InvalidAnswerError, match="写明申请人"):
        answer(number, *say.request(requested_by=""))


def test_an_explanation_never_lengthens_the_period_for_appeal(number: str):
    before = [(row.recipient, row.due_on, row.state) for row in rows(RunningDeadline)]
    tell(number, say.request(), say.schedule(), say.session("坚持上诉"))
    after = [(row.recipient, row.due_on, row.state) for row in rows(RunningDeadline)]
    assert before == after
    assert {row.state for row in rows(RunningDeadline)} == {"running"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"held_at": "2026-11-05"}, "不能早于今天"),
        ({"invited": say.INVITED[1:]}, "须邀请当事人"),
    ],
)
def test_a_meeting_is_called_for_a_coming_day_and_the_parties_are_asked(
    number: str, changes: dict[str, Any], reason: str
):
    tell(number, say.request())
    with pytest.raises(InvalidAnswerError, match=reason):
        answer(number, *say.schedule(**changes))


# The meeting


@pytest.mark.mechanism("WJ-17")
@pytest.mark.parametrize(
    ("outcome", "end"),
    [("服判息诉", "accepted"), ("坚持上诉", "appealing"), ("申请再审或者申诉", "petitioning")],
)
def test_it_ends_as_those_who_asked_decide(number: str, outcome: str, end: str):
    tell(number, say.request(), say.schedule(), say.session(outcome))
    assert stage() == end
    record = facts("explanation_record")
    assert record["exchanges"][0][0] == "为什么没有支持我的请求？"
    assert record["attendees"] == (
        "周某1（当事人）",
        "郑律师（律师或者其他代理人）",
        "区人民政府行政复议机构（行政复议机构）",
    )


def towards_retrial() -> list[str]:
    return [row.text for row in rows(Event) if row.key.startswith("towards_retrial:")]


def test_who_goes_on_to_a_retrial_hears_how_long_and_where(number: str):
    tell(number, say.request(), say.schedule(), say.session("申请再审或者申诉"))
    [line] = towards_retrial()
    assert "生效后六个月内" in line
    assert "登记再审" in line
    [record] = rows(IssuedLetter, code="explanation_record")
    assert "可以在生效后六个月内向上一级人民法院申请再审" in text_of(record.id)


def test_who_accepts_or_appeals_hears_nothing_of_it(number: str):
    tell(number, say.request(), say.schedule(), say.session("坚持上诉"))
    assert towards_retrial() == []
    [record] = rows(IssuedLetter, code="explanation_record")
    assert "申请再审" not in text_of(record.id)


def test_what_was_not_understood_is_explained_again(number: str):
    tell(number, say.request(), say.schedule(), say.session("需要再次答疑"))
    assert (stage(), asked()) == ("requested", ["explanation_schedule"])
    tell(number, say.schedule(), say.session())
    assert stage() == "accepted"
    assert len(rows(IssuedLetter, code="explanation_record")) == 2


def test_who_does_not_come_says_why(number: str):
    tell(number, say.request(), say.schedule())
    absent = [*say.INVITED[:1], {"name": "郑律师", "role": "行政机关", "attended": "否"}]
    with pytest.raises(InvalidAnswerError, match="写明理由"):
        answer(number, *say.session(attendees=absent))


# A possible error


@pytest.mark.parametrize(
    ("choice", "end"),
    [
        ("裁判已经生效，报告院长，由院长决定是否提交审判委员会讨论", "reported"),
        ("裁判尚未生效，已释明通过上诉纠正", "appealing"),
        ("经核查不属于裁判错误", "appealing"),
    ],
)
def test_people_decide_what_follows_from_a_possible_error(number: str, choice: str, end: str):
    doubtful = say.session("坚持上诉", possible_error="引用条文有误")
    tell(number, say.request(), say.schedule(), doubtful)
    assert (stage(), asked()) == ("checking", ["judgment_error_review"])
    tell(number, say.error_review(choice))
    assert stage() == end
    # Only the president of the court takes it to the judicial committee.
    assert bool(towards_retrial()) is (end == "reported")


# Won, and yet something to put right


@pytest.fixture
def flawed() -> str:
    return explained(say.judgment(has_flaw="是"))


@pytest.mark.mechanism("AH-8")
def test_an_agency_that_won_with_a_flaw_goes_on_helping(flawed: str):
    tell(flawed, say.request(), say.schedule(), say.session())
    assert stage() == "guiding"
    [todo] = rows(Todo, question="guidance_record", state="open")
    assert todo.actor == "被诉行政机关"
    tell(flawed, say.guidance("否"), say.guidance("是"))
    assert stage() == "guided"
    assert len(rows(IssuedLetter, code="guidance_record")) == 2


@pytest.mark.mechanism("AH-8")
@pytest.mark.usefixtures("home", "flawed")
def test_it_helps_although_nobody_asked():
    turn_to(dt.date(2026, 11, 24))
    assert (stage(), asked()) == ("guiding", ["guidance_record"])


def test_an_agency_that_won_without_a_flaw_has_no_such_task(number: str):
    tell(number, say.request(), say.schedule(), say.session())
    assert rows(Todo, question="guidance_record") == []


# Running again


def test_a_run_that_comes_again_changes_nothing(flawed: str):
    tell(flawed, say.request(), say.schedule(), say.session("需要再次答疑"))
    tell(flawed, say.schedule(), say.session("坚持上诉", possible_error="引用条文有误"))
    tell(flawed, say.error_review("经核查不属于裁判错误"), say.guidance())
    tables = (Event, IssuedLetter, RunningDeadline, CasePath, Trigger, Todo)
    before = [[vars(row) | {"_sa_instance_state": None} for row in rows(one)] for one in tables]
    assert judgment_explanation.fn(flawed) == "guided"
    after = [[vars(row) | {"_sa_instance_state": None} for row in rows(one)] for one in tables]
    assert after == before
