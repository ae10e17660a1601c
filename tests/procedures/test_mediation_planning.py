"""Before the first session: who takes part, what is tried first, what may go wrong."""

import pytest

from models.letter import IssuedLetter
from models.outbox import Notice
from rules.vocabulary.question import Actor
from tasks.errors import InvalidAnswerError
from tasks.letters import letter_path
from tests.building import rows
from tests.flows import answers as say
from tests.nights import listener
from tests.nights import told as heard
from tests.procedures.mediation_walk import (
    asked,
    before_the_plan,
    letters,
    tell,
    told,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
CONCERNED = (Actor.AGENCY, Actor.AGENCY_LEADER, Actor.JUSTICE_BUREAU, Actor.GOVERNMENT_LEADER)


@pytest.mark.mechanism("WJ-7a")
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param(
            {"officer_rank": "其他负责人"}, "负责人是", id="neither principal nor in charge"
        ),
        pytest.param({"officer": " "}, "参与化解的负责人", id="nobody in charge"),
        pytest.param({"enforcers": []}, "参加化解的执法人员", id="nobody who handled the case"),
    ],
)
def test_a_leader_in_charge_and_the_officers_of_the_case_take_part(changes, problem):
    before_the_plan()
    with pytest.raises(InvalidAnswerError, match=problem):
        tell(say.plan(**changes))
    assert asked("prefiling_mediation") == ["resolution_plan"]
    tell(say.plan(officer_rank="主要负责人"), say.scheme())
    [scheme] = letters("mediation_scheme_letter")
    assert (scheme["officer"], scheme["officer_rank"]) == ("赵某（副局长）", "主要负责人")
    assert scheme["enforcers"] == ["钱某（科员）"]


@pytest.mark.mechanism("WJ-7c")
def test_of_a_single_agency_the_leader_names_a_liaison():
    before_the_plan()
    code, given = say.plan()
    with pytest.raises(InvalidAnswerError, match="指定的联络员"):
        tell((code, given | {"liaison": ""}))
    tell((code, given), say.scheme())
    [scheme] = letters("mediation_scheme_letter")
    assert (scheme["lead_agency"], scheme["liaison"]) == ("区教育局", "孙某（科员）")


@pytest.mark.mechanism("WJ-6b")
def test_the_first_scheme_is_a_letter_that_both_sides_can_read():
    before_the_plan()
    submitted = {
        "cause": "答复遗漏一项",
        "past_efforts": "电话沟通一次",
        "next_steps": "十日内补充答复",
        "evidence": ["答复书"],
    }
    tell(say.plan("是", **submitted))
    assert asked("prefiling_mediation") == ["mediation_scheme"]
    tell(say.scheme(helpers=["社区居委会主任"]))
    [scheme] = letters("mediation_scheme_letter")
    assert scheme["scheme"] == "行政机关重新答复，起诉人撤回起诉材料。"
    assert scheme["agency_steps"] == "十日内补充答复"
    assert scheme["mediation_due"]["due_on"] == "2026-12-07"
    [row] = rows(IssuedLetter, code="mediation_scheme_letter")
    assert letter_path(row.id, "pdf").read_bytes().startswith(b"%PDF")
    assert asked("prefiling_mediation") == ["mediation_session"]


def test_nobody_is_invited_to_a_day_that_has_passed():
    before_the_plan()
    tell(say.plan())
    with pytest.raises(InvalidAnswerError, match=r"首次调解日期.*不能早于今天"):
        tell(say.scheme(first_session="2026-11-05"))


@pytest.mark.mechanism("WJ-6e")
@pytest.mark.parametrize("which", ["petition_risk", "stability_risk"])
def test_of_a_high_risk_the_departments_concerned_hear_at_once(which):
    for role in (*CONCERNED, Actor.STUDIO):
        listener(role)
    before_the_plan()
    tell(say.plan(), say.scheme(**{which: "高"}))
    assert set(heard("alert")) == {role.value for role in CONCERNED}
    assert {notice.state for notice in rows(Notice, template="alert")} == {"queued"}
    assert all("周某" not in notice.body for notice in rows(Notice, template="alert"))
    [form] = letters("risk_form")
    assert (form["is_high"], form["assessed_on"]) == (True, "2026-11-06")
    named = "、".join(role.value for role in CONCERNED)
    assert told("预警") == [f"制定调解方案时，信访或者社会稳定风险评估为高；即时通知{named}"]
    assert asked("urgent_response") == ["relief_report"]
    assert asked("prefiling_mediation") == ["mediation_session"]


@pytest.mark.mechanism("WJ-6e")
@pytest.mark.parametrize("risk", ["低", "中"])
def test_of_a_lower_risk_nobody_hears_but_it_stands_on_file(risk):
    for role in CONCERNED:
        listener(role)
    before_the_plan()
    tell(say.plan(), say.scheme(risk))
    assert heard("alert") == []
    assert told("预警") == asked("urgent_response") == []
    [form] = letters("risk_form")
    assert (form["petition_risk"], form["is_high"]) == (risk, False)
