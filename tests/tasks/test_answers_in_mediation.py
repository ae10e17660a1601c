"""Answers in mediation: the lead agency, extensions by both sides, and periods that run out."""

import datetime as dt
import json
from typing import Any

import pytest

from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Trigger
from rules.paths.prefiling_mediation.questions import MediationSession
from tasks.answers import read_fact, record_answer
from tasks.deadlines import start_deadline
from tasks.errors import AlreadyAnsweredError
from tasks.expiry import expire
from tasks.records import find_case
from tests.building import SESSION, asked, count, fact, in_mediation, registered, rows
from tests.refusals import problems_of

TODAY = dt.date(2026, 11, 6)

LEAD = {
    "answered_by": "赵科长",
    "lead": "区教育局",
    "agreed_by_bureau": "赵科长",
    "agreed_by_court": "刘法官",
    "agreed_on": "2026-11-05",
}


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


@pytest.mark.routing("RT11")
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
    def waiting(self) -> str:
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", dt.date(2026, 9, 20))
        todo_id = asked(number, "mediation_session", path="prefiling_mediation", rule="M_PRE_30D")
        with ledger() as session:  # Asked while there was time, which is over now.
            session.get_one(Todo, todo_id).expires_with = "M_PRE_30D"
        return number

    def test_is_recorded_once_and_wakes_once(self):
        number = self.waiting()
        for _ in range(3):
            expire(TODAY)
        [row] = rows(Fact)
        assert (row.expired, row.recorded_by, row.door) == (True, "期限监测", "期限")
        assert count(Trigger, key=f"wake:{number}:mediation_session:1") == 1
        assert count(Event, kind="逾期") == 1
        assert rows(Todo, question="mediation_session")[0].state == "expired"

    def test_is_read_as_no_answer(self):
        number = self.waiting()
        expire(TODAY)
        with ledger() as session:
            read = read_fact(session, find_case(session, number), MediationSession, "1")
        assert read is not None
        assert read.answer is None

    def test_does_not_undo_an_answer(self):
        number = self.waiting()
        record_answer(number, "mediation_session", SESSION, door="窗口")
        expire(TODAY)
        [row] = rows(Fact)
        assert (row.expired, json.loads(row.value)["result"]) == (False, "继续调解")
        assert rows(Todo, question="mediation_session")[0].state == "answered"

    def test_is_told_to_whoever_answers_after_it(self):
        number = self.waiting()
        expire(TODAY)
        with pytest.raises(AlreadyAnsweredError, match="已届期，由期限监测记录"):
            record_answer(number, "mediation_session", SESSION, door="窗口")
