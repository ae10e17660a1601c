"""应诉: assigned, reported, studied, answered; the risk is graded and a high one guaranteed."""

import pytest

from flows.defence import defence
from flows.guarantee import guarantee
from rules.paths.defence.duties import is_government
from rules.vocabulary.region import load_region
from tasks.errors import InvalidAnswerError
from tests.flows.office import all_that_happened
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    answering,
    asked,
    clocks,
    day,
    facts_of,
    letters,
    on,
    stage,
    stages,
    tell,
    told,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
TODAY = "2026-11-09"


@pytest.fixture
def reporting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region asks for what 峄城 asks for: reports to the bureau, a review by the principal."""
    region, yicheng = load_region("wujiagang"), load_region("yicheng")
    for key in ("reports_to_bureau", "leader_review"):
        monkeypatch.setitem(vars(region), key, getattr(yicheng, key))


def test_reports_are_the_policy_of_one_region_and_no_national_law():
    yicheng, national = load_region("yicheng"), load_region("national")
    assert (yicheng.reports_to_bureau, yicheng.leader_review) == (True, "required")
    assert (national.reports_to_bureau, national.leader_review) == (False, "warning")


@pytest.mark.mechanism("YC-12", "YC-1b")
@pytest.mark.usefixtures("reporting")
def test_the_assignment_names_the_unit_the_people_and_the_days():
    number = answering()
    for field in ("unit", "leader", "opinion", "performing", "reporting", "answering"):
        with pytest.raises(InvalidAnswerError, match=r"不能为空|至少|填写"):
            tell(number, say.assigned(**{field: ""}))
    with pytest.raises(InvalidAnswerError):
        tell(number, say.assigned(staff=[]))
    tell(number, say.assigned())
    sheet = facts_of("assignment_sheet")
    assert (sheet["unit"], sheet["leader"], sheet["staff"]) == ("法规科", "孙某，局长", ["钱某"])
    assert (sheet["opinion"][:4], sheet["resolve_by"]) == ("核查答复", "2026-12-20")
    assert len(sheet["tasks"]) == 6
    assert [due["due_on"] for due in sheet["dues"]] == ["2026-11-24", "2026-11-12", "2026-11-27"]


@pytest.mark.mechanism("SL-4d")
@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("appearing", "出庭应诉责任人"),
        ("mediating", "调解和解责任人"),
        ("losing", "败诉责任人"),
    ],
)
def test_a_missing_responsible_person_is_a_red_light(field: str, title: str):
    number = answering()
    with pytest.raises(InvalidAnswerError, match=f"红灯：{title}空缺"):
        tell(number, say.assigned(**{field: ""}))
    assert asked("defence") == ["defence_assignment"]


@pytest.mark.mechanism("SL-4a")
def test_without_leader_and_liaison_there_is_no_answer():
    number = answering()
    for field in ("leader", "liaison"):
        with pytest.raises(InvalidAnswerError):
            tell(number, say.assigned(**{field: ""}))
    assert asked("defence") == ["defence_assignment"]
    on("2026-11-25")
    assert stage("defence") == "unprepared"
    assert told("应诉") == ["区教育局没有确定负责本案的领导和联络人，不能进入答辩"]


@pytest.mark.mechanism("YC-5a")
@pytest.mark.usefixtures("reporting")
def test_the_case_is_reported_within_three_days():
    number = answering()
    tell(number, say.assigned())
    assert clocks("YC_REPORT_3D") == [(AGENCY, day("2026-11-12"), "running")]
    on("2026-11-12")
    tell(number, say.reported("2026-11-12"))
    assert clocks("YC_REPORT_3D")[0][2] == "met"
    assert facts_of("case_report_form")["focus"] == "招生方案是否属于应当公开的信息"


@pytest.mark.usefixtures("reporting")
def test_a_case_that_is_not_reported_in_time_is_late_and_the_defence_goes_on():
    number = answering()
    tell(number, say.assigned())
    on("2026-11-13")
    assert clocks("YC_REPORT_3D")[0][2] == "missed"
    assert asked("defence") == ["leader_review"]


def test_elsewhere_nothing_is_reported_and_the_review_is_only_recommended():
    number = answering()
    tell(number, say.assigned())
    assert asked("defence") == ["defence_submission"]
    assert told("应诉")[0].startswith("提示：主要负责人是应诉工作第一责任人")
    assert clocks("YC_REPORT_3D") + clocks("YC_ANSWER_FILE_3D") == []


@pytest.mark.mechanism("YC-1a")
@pytest.mark.usefixtures("reporting")
def test_no_defence_goes_out_before_the_principal_has_studied_the_case():
    number = answering()
    tell(number, say.assigned(), say.reported(TODAY))
    assert asked("defence") == ["leader_review"]
    on("2026-11-25")
    assert stage("defence") == "planning"
    assert "defence_submission" not in asked("defence")


@pytest.mark.mechanism("YC-5b")
@pytest.mark.usefixtures("reporting")
def test_the_defence_is_reported_within_three_days_of_the_end_of_the_period():
    number = answering()
    assert clocks("YC_ANSWER_FILE_3D") == [("", day("2026-11-27"), "running")]
    tell(number, say.assigned(), say.reported(TODAY), say.reviewed(TODAY), say.submitted(TODAY))
    on("2026-11-27")
    tell(number, say.answer_reported("2026-11-27"))
    assert clocks("YC_ANSWER_FILE_3D")[0][2] == "met"


@pytest.mark.mechanism("YC-4a", "YC-4e", "AH-6", "SL-2c", "WJ-7g")
def test_every_case_has_a_plan_which_is_no_defence():
    number = answering()
    tell(number, say.assigned(), say.submitted(TODAY))
    assert asked("defence") == ["settlement_plan"]
    for field in ("cause", "past_efforts", "next_steps", "leader"):
        with pytest.raises(InvalidAnswerError):
            tell(number, say.planned(TODAY, **{field: ""}))
    with pytest.raises(InvalidAnswerError):
        tell(number, say.planned(TODAY, evidence=[]))
    with pytest.raises(InvalidAnswerError, match="依次为：征求意愿、反馈机关、确定方案"):
        tell(number, say.planned(TODAY, asked_on="2026-11-09", told_on="2026-11-08"))
    with pytest.raises(InvalidAnswerError):
        tell(number, say.planned(TODAY, participants=[{"role": "亲属", "name": "某"}]))
    helpers = [
        {"role": role, "name": "某"} for role in ("调解组织", "调解员", "法律顾问", "公职律师")
    ]
    tell(number, say.planned(TODAY, participants=helpers))
    plan = facts_of("resolution_plan_letter")
    assert [plan[name] for name in ("asked_on", "told_on", "decided_on")] == [TODAY] * 3
    assert (plan["leader"], plan["leader_sessions"]) == ("孙某，局长", 1)
    assert [helper["role"] for helper in plan["participants"]] == [h["role"] for h in helpers]
    assert clocks("L_ANSWER_15D")[0][2] == "running"


@pytest.mark.mechanism("WJ-11")
def test_all_powers_are_no_powers():
    number = answering()
    tell(number, say.assigned(), say.submitted(TODAY), say.planned(TODAY))
    for power in ("全权", "全权代理", "全权代理。"):
        with pytest.raises(InvalidAnswerError, match="退回：只写“全权代理”的"):
            tell(number, say.authorized(TODAY, powers=[power]))
    with pytest.raises(InvalidAnswerError, match="专题研究"):
        tell(number, say.authorized(TODAY, powers=["代为和解"], studied=""))
    tell(number, say.authorized(TODAY))
    assert letters()[-1] == "letter_of_authority"
    assert stage("defence") == "answered"


@pytest.mark.mechanism("WJ-8d")
def test_a_government_organises_its_defence_in_five_steps():
    number = answering(agencies=["某区人民政府"])
    assert asked("defence") == ["government_defence"]
    names = ("organized_on", "unit_named_on", "sealed_on", "argued_on", "planned_on")
    steps = dict.fromkeys(names, TODAY)
    given = {
        "answered_by": say.BUREAU,
        "unit": "区教育局",
        "argued_by": ["公职律师吴某"],
        "plan": "重新核查答复",
    }
    for name in names:
        with pytest.raises(InvalidAnswerError):
            tell(number, ("government_defence", given | steps | {name: ""}))
    tell(number, ("government_defence", given | steps))
    tell(number, say.assigned())
    assert [title for title, _ in facts_of("assignment_sheet")["government_steps"]] == [
        "组织应诉",
        "确定承办单位",
        "文书传递和盖章",
        "组织论证",
        "拟定应诉（化解）方案",
    ]


def test_only_a_peoples_government_is_a_government():
    assert is_government("宜昌市伍家岗区人民政府")
    assert not is_government("区人民政府办公室")


@pytest.mark.mechanism("YC-4b")
@pytest.mark.parametrize("risk", ["低", "中"])
def test_a_risk_that_is_not_high_is_watched(risk: str):
    number = answering()
    tell(number, say.assigned())
    for field in ("assessor", "graded_on", "reason"):
        with pytest.raises(InvalidAnswerError):
            tell(number, say.graded(TODAY, risk, **{field: ""}))
    tell(number, say.graded(TODAY, risk))
    assert stage("guarantee") == "watched"


@pytest.mark.mechanism("YC-4d")
def test_a_high_risk_is_guaranteed_with_four_names_and_reminders():
    number = answering()
    tell(number, say.assigned(), say.graded(TODAY, "高"))
    for field in ("unit", "leader", "responsible", "resolve_by"):
        with pytest.raises(InvalidAnswerError):
            tell(number, say.guaranteed(**{field: ""}))
    tell(number, say.guaranteed())
    assert facts_of("guarantee_letter")["responsible"] == "钱某，法规科科长"
    assert clocks("A_GUARANTEE") == [("区教育局", day("2026-12-18"), "running")]
    assert stage("guarantee") == "guaranteeing"
    on("2026-12-10")
    tell(number, say.settled("2026-12-10"))
    assert (stage("guarantee"), clocks("A_GUARANTEE")[0][2]) == ("guaranteed", "met")


@pytest.mark.mechanism("YC-13")
def test_where_others_must_help_there_are_three_records():
    number = answering()
    tell(number, say.assigned(), say.graded(TODAY, "高"))
    with pytest.raises(InvalidAnswerError, match="单位名称"):
        tell(number, say.guaranteed(needs_others="是"))
    tell(number, say.guaranteed(needs_others="是", others=["某街道办事处"]))
    records = []
    for record in (say.briefed(TODAY), say.convened(TODAY), say.concluded(TODAY)):
        records += asked("guarantee")
        tell(number, record)
    assert records == ["leader_briefing", "convening", "risk_minutes"]
    assert asked("guarantee") == ["guarantee_report"]
    tell(number, say.settled(TODAY, "没有化解，依法裁判"))
    assert stage("guarantee") == "guaranteed"


@pytest.mark.usefixtures("reporting")
def test_runs_that_come_again_change_nothing():
    number = answering()
    tell(number, say.assigned(), say.reported(TODAY), say.reviewed(TODAY), say.submitted(TODAY))
    tell(number, say.answer_reported(TODAY), say.planned(TODAY), say.authorized(TODAY))
    tell(number, say.graded(TODAY))
    assert stages() | {"defence": "answered", "guarantee": "watched"} == stages()
    before = all_that_happened()
    defence.fn(number)
    guarantee.fn(number)
    assert all_that_happened() == before
