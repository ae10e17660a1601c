"""行政复议: what the rules permit, as tables."""

from typing import Any

import pytest
from pydantic import ValidationError

from flows.reconsideration.inquiry import INQUIRIES
from flows.reconsideration.review import STEPS
from rules.catalogue import questions
from rules.paths.reconsideration.decision import ARTICLES, WITHOUT_EVIDENCE, Decision, Kind
from rules.paths.reconsideration.mediation import Role, is_constituted
from rules.paths.reconsideration.procedure import SimplifiedGround, allows_simplified
from rules.paths.reconsideration.review import (
    OrdinaryChoice,
    OverdueChoice,
    SimplifiedChoice,
    Step,
)
from tests.procedures import reconsideration_answers as say

CLEAR_KINDS = [
    SimplifiedGround.ON_THE_SPOT,
    SimplifiedGround.WARNING,
    SimplifiedGround.SMALL_AMOUNT,
    SimplifiedGround.DISCLOSURE,
]


def given(answer: say.Answer) -> Any:
    code, fields = answer
    return questions()[code].model_validate(fields)


@pytest.mark.mechanism("RZ-2")
@pytest.mark.parametrize("ground", SimplifiedGround)
@pytest.mark.parametrize("is_clear", [True, False])
def test_which_cases_may_be_simplified(ground: SimplifiedGround, *, is_clear: bool):
    """行政复议法第五十三条: four kinds if the case is clear; any other by everybody's consent."""
    expected = ground is SimplifiedGround.CONSENT or (ground in CLEAR_KINDS and is_clear)
    assert allows_simplified(ground, is_clear=is_clear, is_major=False) is expected


@pytest.mark.parametrize("ground", SimplifiedGround)
def test_a_major_case_is_never_simplified(ground: SimplifiedGround):
    assert not allows_simplified(ground, is_clear=True, is_major=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"ground": "没有上述情形"},
        {"is_clear": "否"},
        {"is_major": "是"},
        {"ground": "当事人各方同意适用简易程序", "is_major": "是"},
    ],
    ids=["no-ground", "not-clear", "major", "major-by-consent"],
)
def test_the_form_refuses_a_simplified_procedure_that_the_law_does_not_allow(
    changes: dict[str, str],
):
    with pytest.raises(ValidationError, match="不能适用简易程序"):
        given(say.simplified(**changes))


@pytest.mark.mechanism("RZ-3b")
@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([Role.APPLICANT, Role.AGENCY], True),
        ([Role.APPLICANT, Role.AGENCY, Role.LAWYER, Role.DEPARTMENT], True),
        ([Role.APPLICANT, Role.LAWYER, Role.DEPARTMENT], False),
        ([Role.AGENCY, Role.THIRD_PARTY], False),
        ([Role.APPLICANT, Role.APPLICANT], False),
        ([], False),
    ],
    ids=["two", "two-and-others", "no-agency", "no-applicant", "one-side-twice", "nobody"],
)
def test_two_core_sides_make_a_mediation_whoever_joins_them(roles: list[Role], *, expected: bool):
    assert is_constituted(roles) is expected


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (say.refusal(unmet=[]), "不予受理的，须选明不符合的条件并说明理由"),
        (say.refusal(reasons=""), "不予受理的，须选明不符合的条件并说明理由"),
        (say.refusal(competent_organ=""), "须告知有管辖权的复议机关"),
        (say.acceptance(unmet=["属于行政复议范围"]), "有不符合的条件的，决定须选"),
        (say.acceptance(decision="通知补正"), "须一次列全需要补正的事项"),
        (say.acceptance(defects=["身份证明"]), "不补正的不填"),
        (say.coordination(result="协调化解，申请人自愿撤回申请", record=""), "协调化解的，须填写"),
        (say.copy("2026-03-03", "2026-03-02"), "收到副本的日期早于发送日期"),
        (say.agency_answer(materials=[]), "须列出目录"),
        (say.hearing_record(agency="负责人说明理由，委托相应的工作人员参加"), "应当说明理由"),
        (say.expert("2026-03-03", "2026-03-02"), "结束日期早于开始日期"),
        (say.mediated(terms=[]), "达成协议的，须填写协议条款"),
        (say.withdrawal("双方达成和解，申请人撤回"), "须填写和解内容"),
        (say.document_notice("2026-03-03", "2026-03-02"), "收到日期早于通知或者转送日期"),
        (say.opinion_chase("2026-03-03", "2026-03-03"), "须晚于决定日期"),
        (say.lapsed_cure("有正当理由不能按期补正，延长补正期限", "2026-03-03"), "延长的工作日数"),
        (say.extension(31), "30"),
        (say.publication(sensitive_removed="否"), "脱敏检查没有全部通过，不能公开"),
        (say.publication(secrets_removed="否"), "脱敏检查没有全部通过，不能公开"),
        (say.publication(checked_by=""), "须由填写人以外的人检查脱敏"),
        (say.publication(checked_by=say.WHO), "须由填写人以外的人检查脱敏"),
        (say.publication(choice="不公开"), "不公开的，须说明理由"),
    ],
)
def test_an_answer_that_contradicts_itself_or_the_law_is_refused(answer: say.Answer, problem: str):
    with pytest.raises(ValidationError, match=problem):
        given(answer)


@pytest.mark.parametrize("kind", Kind)
def test_every_decision_rests_on_an_article(kind: Kind):
    decision = given(say.decision(kind.value))
    assert isinstance(decision, Decision)
    assert decision.article == ARTICLES[kind]
    ends = {Kind.DISMISS: "dismissed", Kind.REJECT_REQUEST: "claims_rejected"}
    assert decision.end == ends.get(kind, "decided")


@pytest.mark.parametrize("kind", Kind)
def test_an_act_without_evidence_falls_or_the_exception_is_explained(kind: Kind):
    code = "recon_decision_without_evidence"
    if kind in WITHOUT_EVIDENCE:
        assert given(say.decision(kind.value, code)).article.endswith("第七十条")
        return
    with pytest.raises(ValidationError, match="第七十条"):
        given(say.decision(kind.value, code))
    assert (
        given(say.decision(kind.value, code, exception="第三人提供证据")).article
        == (ARTICLES[kind])
    )


def test_every_step_has_one_place_where_it_is_taken():
    assert set(Step) == {Step.SUED, *STEPS}
    assert set(STEPS) - set(INQUIRIES) == {Step.MEDIATE, Step.WITHDRAW, Step.DECIDE}


@pytest.mark.parametrize("choices", [OrdinaryChoice, SimplifiedChoice, OverdueChoice])
def test_mediation_is_offered_wherever_a_step_is_chosen(choices: type[Any]):
    assert {Step.MEDIATE.value, Step.DECIDE.value} <= {choice.value for choice in choices}


def test_only_the_ordinary_procedure_is_extended_and_only_the_other_converted():
    ordinary, simplified = set(OrdinaryChoice.__members__), set(SimplifiedChoice.__members__)
    assert "EXTEND" in ordinary - simplified
    assert "CONVERT" in simplified - ordinary
