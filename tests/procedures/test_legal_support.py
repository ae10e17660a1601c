"""A lawyer who knows administrative litigation, and legal aid, beside the mediation (WJ-8b)."""

import datetime as dt
from typing import Any

import pytest

from models.case import CasePath
from models.deadline import RunningDeadline
from tasks.errors import InvalidAnswerError
from tests.building import rows
from tests.flows import answers as say
from tests.procedures.litigation_walk import on
from tests.procedures.mediation_walk import asked, before_the_plan, letters, tell

pytestmark = pytest.mark.usefixtures("home", "fonts")


def assigned(**changes: Any) -> say.Answer:
    lawyer = {
        "answered_by": "赵科长",
        "lawyer": "华律师",
        "firm": "某律师事务所",
        "experience": "代理行政案件十二年",
        "duties": ["参加首次调解"],
        "assigned_on": "2026-11-06",
    }
    return "lawyer_assignment", lawyer | changes


def reviewed(choice: str = "给予法律援助") -> say.Answer:
    found = {"choice": choice, "reason": "低保家庭，请求给予社会救助", "decided_on": "2026-11-06"}
    return "aid_review", {"answered_by": "赵科长"} | found


def planned(**wanted: str) -> None:
    before_the_plan()
    tell(say.plan(), say.scheme(**wanted))


def stage() -> list[str]:
    return [row.stage for row in rows(CasePath, path="legal_support")]


@pytest.mark.mechanism("WJ-8b")
def test_a_lawyer_with_experience_is_assigned_while_mediation_goes_on():
    planned(wants_lawyer="是")
    assert asked("legal_support") == ["lawyer_assignment"]
    assert asked("prefiling_mediation") == ["mediation_session"]
    with pytest.raises(InvalidAnswerError, match="行政诉讼经验"):
        tell(assigned(experience=""))
    tell(assigned())
    [letter] = letters("lawyer_assignment_letter")
    assert (letter["lawyer"], letter["experience"]) == ("华律师", "代理行政案件十二年")
    assert letter["justice_bureau_name"].endswith("司法局")
    assert letter["mediation_due"]["due_on"] == "2026-12-07"
    assert stage() == ["supported"]


@pytest.mark.mechanism("WJ-8b")
@pytest.mark.parametrize(
    ("choice", "end"),
    [
        ("给予法律援助", "supported"),
        ("不给予法律援助", "not_supported"),
        ("未按要求补充材料，视为撤回申请", "not_supported"),
    ],
)
def test_an_application_for_aid_is_referred_at_once_and_reviewed_in_seven_days(choice, end):
    planned(wants_aid="是")
    [referral] = letters("legal_aid_referral")
    assert referral["review_due"]["due_on"] == "2026-11-13"
    assert referral["filing_due"]["due_on"] == "2027-04-16"
    assert asked("legal_support") == ["aid_review"]
    tell(reviewed(choice))
    assert stage() == [end]
    [clock] = rows(RunningDeadline, rule="L_AID_7D")
    assert (clock.due_on, clock.state) == (dt.date(2026, 11, 13), "met")


def test_both_may_be_wanted_and_a_refusal_of_aid_leaves_the_lawyer():
    planned(wants_lawyer="是", wants_aid="是")
    tell(assigned(), reviewed("不给予法律援助"))
    assert stage() == ["supported"]


def test_a_review_that_takes_too_long_is_missed():
    planned(wants_aid="是")
    on("2026-11-16")
    assert rows(RunningDeadline, rule="L_AID_7D")[0].state == "missed"
    assert asked("legal_support") == ["aid_review"]


def test_nothing_is_asked_of_the_bureau_where_nothing_is_wanted():
    planned()
    assert (stage(), letters("lawyer_assignment_letter")) == ([], [])
