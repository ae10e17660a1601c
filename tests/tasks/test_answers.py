"""Answers: checked in Chinese, recorded once with who and when, and the waiting run is woken."""

import datetime as dt
import json
from typing import Any

import pytest

from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Trigger
from rules.catalogue import questions
from rules.paths.prefiling_mediation.questions import MediationSession
from tasks import answers
from tasks.answers import PREFECT_DOOR, read_fact, record_answer, record_expiry
from tasks.errors import (
    AlreadyAnsweredError,
    InvalidAnswerError,
    NotAskedError,
    UnknownCaseError,
)
from tasks.records import find_case
from tests.building import (
    EIGHT_CHECKS,
    as_it_lies,
    asked,
    count,
    fact,
    in_mediation,
    registered,
    rows,
)
from tests.processes import at_once

RUN = "0f0e0d0c-0b0a-0908-0706-050403020100"
SESSION = {
    "answered_by": "王调解员",
    "held_on": "2026-11-05",
    "place": "化解工作室",
    "recorder": "李书记员",
    "attendees": ["周某", "区教育局"],
    "statements": [{"speaker": "周某", "text": "要求重新答复"}],
    "result": "继续调解",
}
LEAD = {
    "answered_by": "赵科长",
    "lead": "区教育局",
    "agreed_by_bureau": "赵科长",
    "agreed_by_court": "刘法官",
    "agreed_on": "2026-11-05",
}


def waiting_for_checks(**known: Any) -> str:
    number = registered()
    todo_id = asked(number, "eight_checks")
    with ledger() as session:
        for name, value in known.items():
            setattr(session.get_one(Todo, todo_id), name, value)
    return number


def problems_of(number: str, code: str, answer: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidAnswerError) as refused:
        record_answer(number, code, answer, door="窗口")
    assert count(Fact, question=code) == 0, "what is refused is not recorded"
    assert rows(Todo, question=code)[-1].state == "open"
    return refused.value.problems


@pytest.mark.usefixtures("any_home")
class TestGoodAnswer:
    def test_becomes_a_fact_with_who_by_which_door_and_when(self):
        number = waiting_for_checks()
        recorded = record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (recorded.case_number, recorded.heading) == (number, "八看审查")
        [row] = rows(Fact)
        assert (row.recorded_by, row.door, row.occasion, row.expired) == (
            "刘法官",
            "窗口",
            "1",
            False,
        )
        assert row.recorded_at.date() == dt.date(2026, 11, 6)
        assert fact("eight_checks")["jurisdiction"] == "符合"

    def test_is_what_the_run_reads(self):
        number = waiting_for_checks()
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        with ledger() as session:
            case = find_case(session, number)
            read = read_fact(session, case, questions()["eight_checks"], "1")
            assert read_fact(session, case, questions()["eight_checks"], "2") is None
        assert read is not None
        assert read.answer == questions()["eight_checks"].model_validate(EIGHT_CHECKS)

    def test_closes_the_to_do_and_takes_its_draft_away(self):
        number = waiting_for_checks(draft="{}", errors="旧的错误")
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        [row] = rows(Todo)
        assert (row.state, row.draft, row.errors) == ("answered", None, "")
        assert row.closed_at is not None

    def test_wakes_the_run_that_sleeps(self):
        number = waiting_for_checks(flow_run_id=RUN)
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="命令行")
        [wake] = rows(Trigger, key=f"wake:{number}:eight_checks:1")
        assert (wake.wakes_run, wake.deployment) == (RUN, "先登后调/registration")
        assert wake.parameters == {"filing_number": "收件〔2026〕1号"}

    def test_wakes_nobody_when_the_run_itself_took_it(self):
        number = waiting_for_checks(flow_run_id=RUN)
        record_answer(number, "eight_checks", EIGHT_CHECKS, door=PREFECT_DOOR)
        assert count(Fact) == 1
        assert [row.key for row in rows(Trigger)] == ["filing:收件〔2026〕1号"]

    def test_and_its_wake_up_are_stored_together_or_not_at_all(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        number = waiting_for_checks()

        def fail(*_args: object, **_kwargs: object) -> None:
            raise RuntimeError

        with monkeypatch.context() as patch:
            patch.setattr(answers, "enqueue", fail)
            with pytest.raises(RuntimeError):
                record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (count(Fact), rows(Todo)[0].state) == (0, "open")
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (count(Fact), count(Trigger)) == (1, 2)

    def test_of_eight_given_at_once_one_counts(self):
        number = waiting_for_checks()
        told = at_once(answer_as, [(number, f"第{n}人") for n in range(8)])
        [row] = rows(Fact)
        assert told.count("") == 1
        assert told.index("") == int(row.recorded_by[1])
        assert all(f"已由{row.recorded_by}答复" in words for words in told if words)
        assert count(Trigger) == 2


def answer_as(number: str, person: str) -> str:
    try:
        record_answer(number, "eight_checks", EIGHT_CHECKS | {"answered_by": person}, door="窗口")
    except AlreadyAnsweredError as refused:
        return str(refused)
    return ""


@pytest.mark.usefixtures("home")
class TestRefused:
    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({"scope": "大概"}, "“二看受案范围”：不在可选范围内"),
            ({"scope": None}, "“二看受案范围”：不在可选范围内"),
            ({"answered_by": "  "}, "“填写人”：不能为空"),
            ({"answered_by": 7}, "“填写人”：应为文字"),
            ({"reviewed_on": "11月5日"}, "“审查日期”：日期无效，请用 2026-11-22 的写法"),
            ({"reviewed_on": "2026-11-07"}, "“审查日期”：2026-11-07晚于今天（2026-11-06）"),
            (
                {"reviewed_on": "2026-11-01"},
                "“审查日期”：2026-11-01早于收到起诉材料之日（2026-11-02）",
            ),
            ({"verdict": "撤销"}, "“verdict”：没有这一栏"),
            ({"remarks": "长" * 4001}, "“说明”：过长"),
        ],
    )
    def test_one_wrong_field_is_one_line(self, change: dict[str, Any], line: str):
        number = waiting_for_checks()
        assert problems_of(number, "eight_checks", EIGHT_CHECKS | change) == [line]

    def test_every_wrong_field_has_its_line(self):
        answer = {key: value for key, value in EIGHT_CHECKS.items() if key != "claims"}
        lines = problems_of(waiting_for_checks(), "eight_checks", answer | {"mediable": "也许"})
        assert sorted(lines) == ["“一看诉讼请求”：必填", "“是否具有协调性”：不在可选范围内"]

    def test_nothing_at_all_is_a_line_for_every_required_field(self):
        lines = problems_of(waiting_for_checks(), "eight_checks", {})
        assert len(lines) == 11
        assert all(line.endswith("：必填") for line in lines)

    def test_the_first_and_the_last_possible_day_are_good(self):
        for n, day in enumerate(("2026-11-02", "2026-11-06")):
            number = registered(n)
            asked(number, "eight_checks")
            record_answer(number, "eight_checks", EIGHT_CHECKS | {"reviewed_on": day}, door="窗口")
        assert count(Fact) == 2

    def test_an_unknown_case_is_named(self):
        with pytest.raises(UnknownCaseError, match="（2026）甲"):
            record_answer("（2026）甲", "eight_checks", EIGHT_CHECKS, door="窗口")

    def test_an_unknown_question_is_answered_with_the_known_ones(self):
        with pytest.raises(NotAskedError, match="没有代码为“verdict”的问题.*eight_checks"):
            record_answer(waiting_for_checks(), "verdict", {}, door="窗口")

    def test_what_was_not_asked_is_not_recorded(self):
        number = waiting_for_checks()
        with pytest.raises(NotAskedError, match="目前没有“诉前调解意愿”的待办"):
            record_answer(number, "consent", {}, door="窗口")
        with pytest.raises(NotAskedError):
            record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口", occasion="2")

    def test_the_second_is_told_who_was_first_when_and_by_which_door(self):
        number = waiting_for_checks()
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        second = EIGHT_CHECKS | {"answered_by": "陈法官", "scope": "不符合"}
        with pytest.raises(
            AlreadyAnsweredError,
            match=r"已由刘法官答复（2026-11-06 \d\d:\d\d，经窗口），以先到的为准",
        ):
            record_answer(number, "eight_checks", second, door="命令行")
        assert fact("eight_checks")["scope"] == "符合"
        assert count(Fact) == 1

    def test_a_question_that_was_taken_back_says_so(self):
        number = waiting_for_checks(state="cancelled")
        with pytest.raises(AlreadyAnsweredError, match="“八看审查”已撤销"):
            record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")

    def test_no_answer_lies_in_the_clear(self):
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        record_answer(number, "mediation_session", SESSION, door="窗口")
        assert fact("mediation_session")["statements"][0]["text"] == "要求重新答复"
        assert "要求重新答复" not in as_it_lies()


@pytest.mark.usefixtures("home")
class TestOccasions:
    def test_without_an_occasion_the_open_one_is_meant(self):
        number = in_mediation()
        for occasion in ("1", "2"):
            asked(number, "mediation_session", path="prefiling_mediation", occasion=occasion)
            record_answer(number, "mediation_session", SESSION, door="窗口")
        assert [row.occasion for row in rows(Fact)] == ["1", "2"]

    def test_a_question_is_asked_once_an_occasion(self):
        number = registered()
        assert len({asked(number, "eight_checks") for _ in range(3)}) == 1
        assert count(Event, key="todo:eight_checks:1") == 1


@pytest.mark.usefixtures("home")
class TestLeadAgency:
    AGENCIES = ("区教育局", "区自然资源和规划局")

    def waiting(self) -> str:
        number = in_mediation(agencies=list(self.AGENCIES))
        asked(number, "lead_agency", path="prefiling_mediation")
        return number

    @pytest.mark.parametrize("lead", AGENCIES)
    def test_is_one_of_the_agencies(self, lead: str):
        record_answer(self.waiting(), "lead_agency", LEAD | {"lead": lead}, door="窗口")
        assert fact("lead_agency")["lead"] == lead

    @pytest.mark.parametrize("lead", ["区公安分局", "教育局", "周某1"])
    def test_is_nobody_else(self, lead: str):
        lines = problems_of(self.waiting(), "lead_agency", LEAD | {"lead": lead})
        assert lines == ["“牵头机关”：须为区教育局、区自然资源和规划局之一"]

    @pytest.mark.parametrize("wanting", ["lead", "agreed_by_bureau", "agreed_by_court"])
    def test_is_named_by_bureau_and_court_together(self, wanting: str):
        lines = problems_of(self.waiting(), "lead_agency", LEAD | {wanting: ""})
        assert "不能为空" in lines[0]


@pytest.mark.usefixtures("home")
class TestExtension:
    """RT11: 期满仅一方同意延长的，终止."""

    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({"extended_days": 15}, "只有一方同意的，不能延长"),
            ({"extended_days": 15, "both_signed_extension": "否"}, "只有一方同意的，不能延长"),
            ({"both_signed_extension": "是"}, "须填写双方同意延长的天数"),
            ({"both_signed_extension": "是", "extended_days": -1}, "数值过小"),
            ({"both_signed_extension": "是", "extended_days": 366}, "数值过大"),
        ],
    )
    def test_needs_both_signatures_and_a_length(self, change: dict[str, Any], line: str):
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        answer = SESSION | {"result": "双方书面同意延长期限后继续"} | change
        [told] = problems_of(number, "mediation_session", answer)
        assert line in told

    def test_cannot_be_slipped_in_with_another_result(self):
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        [told] = problems_of(number, "mediation_session", SESSION | {"extended_days": 15})
        assert "填写了延长天数" in told

    def test_of_both_is_recorded(self):
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        extended = {
            "result": "双方书面同意延长期限后继续",
            "extended_days": 15,
            "both_signed_extension": "是",
        }
        record_answer(number, "mediation_session", SESSION | extended, door="窗口")
        assert fact("mediation_session")["extended_days"] == 15


@pytest.mark.usefixtures("any_home")
class TestExpiry:
    def expire(self, number: str) -> None:
        with ledger() as session:
            case = find_case(session, number)
            row = session.query(Todo).filter_by(question="mediation_session").one()
            record_expiry(session, case, row, rule_title="完成诉前调解")

    def waiting(self) -> str:
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        return number

    def test_is_recorded_once_and_wakes_once(self):
        number = self.waiting()
        for _ in range(3):
            self.expire(number)
        [row] = rows(Fact)
        assert (row.expired, row.recorded_by, row.door) == (True, "期限监测", "期限")
        assert count(Trigger, key=f"wake:{number}:mediation_session:1") == 1
        assert count(Event, kind="逾期") == 1
        assert rows(Todo, question="mediation_session")[0].state == "expired"

    def test_is_read_as_no_answer(self):
        number = self.waiting()
        self.expire(number)
        with ledger() as session:
            read = read_fact(session, find_case(session, number), MediationSession, "1")
        assert read is not None
        assert read.answer is None

    def test_does_not_undo_an_answer(self):
        number = self.waiting()
        record_answer(number, "mediation_session", SESSION, door="窗口")
        self.expire(number)
        [row] = rows(Fact)
        assert (row.expired, json.loads(row.value)["result"]) == (False, "继续调解")
        assert rows(Todo, question="mediation_session")[0].state == "answered"

    def test_is_told_to_whoever_answers_after_it(self):
        number = self.waiting()
        self.expire(number)
        with pytest.raises(AlreadyAnsweredError, match="已届期，由期限监测记录"):
            record_answer(number, "mediation_session", SESSION, door="窗口")
