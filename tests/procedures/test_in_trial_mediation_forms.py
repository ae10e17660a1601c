"""The forms of 诉中调解 refuse what the law refuses, before anything is recorded."""

from collections.abc import Iterable
from typing import Any

import pytest
from pydantic import ValidationError

from rules.catalogue import questions
from rules.paths.in_trial_mediation.questions import Subject, TrialMediationConsent
from rules.paths.in_trial_mediation.sessions import Role
from rules.vocabulary.question import Question
from tests.procedures import in_trial_mediation_answers as say

NOBODY = {"name": "周某1", "role": "原告一方", "attended": "否", "absence_reason": "生病"}


def filled(given: say.Answer) -> Question:
    """The answer as its form takes it."""
    code, answers = given
    return questions()[code].model_validate(answers)


def session_with(person: dict[str, str]) -> say.Answer:
    return say.session("继续调解", participants=[person])


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (say.acceptance("回避"), "写明事由"),
        (say.acceptance("已披露利害关系，双方书面同意继续"), "写明事由"),
        (say.choice(mediator=""), "调解员姓名"),
        (say.session("继续调解", participants=[]), "at least 1 item"),
        (say.session("继续调解", remarks=[]), "at least 1 item"),
        (say.session("全部达成一致", place=""), "at least 1 item"),
        (say.session("虚假调解，终止"), "写明查明的情况"),
        (say.session("继续调解", participants=[NOBODY]), "至少有一人参加"),
        (say.extension(both="否"), "双方书面同意"),
        (say.extension(days=0), "双方同意延长的天数"),
        (say.session("继续调解", extended_days=5), "双方书面同意延长期限后继续"),
        (say.terms(to_perform="否"), "须选“是”"),
        (say.review(voluntary="否"), "不能出具调解书"),
        (say.review(lawful="否"), "不能出具调解书"),
        (say.review(harmless="否"), "不能出具调解书"),
        (say.review("不出具调解书，及时判决"), "写明理由"),
        (say.change(change=""), "改变的内容"),
    ],
)
def test_what_is_incomplete_or_unlawful_is_refused(given: say.Answer, reason: str):
    with pytest.raises(ValidationError, match=reason):
        filled(given)


@pytest.mark.parametrize(
    "given",
    [
        say.consent(),
        say.choice(),
        say.choice(chosen_by="双方不同意指定", mediator=""),
        say.acceptance(),
        say.acceptance("回避", disclosure="与原告是表兄弟"),
        say.session("继续调解"),
        say.leaving(),
        say.extension(),
        say.terms(),
        say.terms(payments=[], to_perform="否"),
        say.review(),
        say.receipt("周某1"),
        say.change(),
    ],
)
def test_what_is_complete_is_taken(given: say.Answer):
    assert filled(given).answered_by == given[1]["answered_by"]


@pytest.mark.mechanism("WJ-22")
def test_an_agency_that_agrees_names_who_answers_for_the_case():
    with pytest.raises(ValidationError, match="负责的专人"):
        filled(say.consent(delegate=""))
    assert filled(say.consent(agency="不同意", delegate="")).answered_by == say.JUDGE


@pytest.mark.mechanism("SL-2c", "YC-4c")
@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"name": "钱某", "role": "行政机关负责人"}, "写明职务"),
        ({"name": "吴某", "role": "律师", "attended": "否"}, "写明理由"),
    ],
)
def test_a_leader_has_a_post_and_an_absence_a_reason(person: dict[str, str], reason: str):
    with pytest.raises(ValidationError, match=reason):
        filled(session_with(person))


def lines_of(roles: Iterable[str]) -> list[Any]:
    return [
        filled(session_with({"name": "冯某", "role": role})).participants[0].line  # type: ignore[attr-defined]
        for role in roles
    ]


@pytest.mark.mechanism("YC-4e")
def test_the_four_kinds_of_helpers_may_take_part():
    helpers = ("调解组织", "调解员", "法律顾问", "公职律师")
    assert lines_of(helpers) == [f"冯某（{role}）" for role in helpers]


@pytest.mark.mechanism("WJ-5b")
def test_the_five_kinds_of_participants_may_take_part():
    five = ("机关人员", "人民调解员", "律师", "人大代表", "政协委员")
    assert lines_of(five) == [f"冯某（{role}）" for role in five]


@pytest.mark.mechanism("WJ-22")
def test_the_court_has_judges_lay_judges_full_time_mediators_and_lawyers_take_part():
    four = ("法官", "专职调解员", "陪审员", "律师")
    assert lines_of(four) == [f"冯某（{role}）" for role in four]


def test_nobody_takes_part_as_what_nobody_declared():
    with pytest.raises(ValidationError):
        lines_of(["记者"])
    assert "记者" not in {role.value for role in Role}


@pytest.mark.parametrize("subject", list(Subject))
def test_only_compensation_and_discretion_allow_an_instrument(subject: Subject):
    """RT15 and 行政诉讼法第六十条."""
    _, given = say.consent(subject.value)
    allowed = TrialMediationConsent.model_validate(given).allows_instrument
    assert allowed is (subject in {Subject.DAMAGES, Subject.RECOMPENSE, Subject.DISCRETION})
