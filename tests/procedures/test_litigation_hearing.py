"""负责人出庭: called with reasons, reported, recorded, assessed; what is unlawful is pursued."""

import json
from typing import Any

import pytest

from models.history import Fact
from models.letter import IssuedLetter
from rules.vocabulary.region import load_region
from tasks.errors import InvalidAnswerError
from tests.building import rows
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    OTHER,
    asked,
    clocks,
    day,
    docketed,
    facts_of,
    kept,
    letters,
    on,
    stages,
    tell,
    told,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
HEARD = "2026-11-20"


@pytest.fixture
def reporting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region asks for a list of those who will attend, as 峄城 does."""
    monkeypatch.setitem(vars(load_region("wujiagang")), "reports_to_bureau", True)


@kept
def fixed(hearing: str = HEARD, **changes: Any) -> str:
    """The number of a case whose hearing is fixed."""
    number = under_trial()
    tell(number, say.step("安排开庭"), say.schedule("2026-11-12", hearing, **changes))
    return number


@kept
def summoned(**changes: Any) -> str:
    number = fixed(**changes)
    tell(number, say.summoned("2026-11-12"))
    return number


@kept
def heard(**changes: Any) -> str:
    """The number of a case whose hearing was held today, the appearance not yet recorded."""
    number = summoned(**changes)
    on(HEARD)
    tell(number, say.heard(HEARD))
    return number


@pytest.mark.mechanism("SL-3b", "YC-2a", "AH-5")
def test_the_notice_names_the_duty_with_its_reasons_and_nobody_can_say_no_to_it():
    number = fixed(concerns=["社会高度关注", "公共卫生安全"], suggested="是")
    notice = facts_of("leader_notice")
    assert notice["must_reasons"] == [
        "涉及社会高度关注（行政诉讼法司法解释第一百二十九条）",
        "人民法院书面建议负责人出庭（行政诉讼法司法解释第一百二十九条）",
    ]
    assert notice["principal_reasons"] == [
        "涉及社会高度关注（皖司发〔2022〕9号（五））",
        "涉及公共卫生安全（皖司发〔2022〕9号（五））",
    ]
    tell(number, say.summoned("2026-11-12"))
    on(HEARD)
    tell(number, say.heard(HEARD))
    assert asked() == ["principal_appearance_record"]
    code, deputy = say.appeared(presence="其他负责人出庭", leader="李某，副局长")
    with pytest.raises(InvalidAnswerError, match="主要负责人没有出庭的，请写明理由"):
        tell(number, (f"principal_{code}", deputy))
    with pytest.raises(InvalidAnswerError, match="请选择理由是否成立"):
        tell(number, (f"principal_{code}", deputy | say.ABSENT | {"reason": "外出"}))
    tell(number, (f"principal_{code}", deputy | {"reason": "局长参加防汛值守"}))
    assert asked() == ["appearance_assessment"]


def test_every_defendant_gets_a_notice_and_a_record_of_its_own():
    number = docketed(agencies=[AGENCY, OTHER])
    tell(number, say.setup())
    on("2026-11-09")
    tell(number, say.served(agency=AGENCY), say.served(agency=OTHER))
    tell(number, say.received("2026-11-09", agency=AGENCY, has_statement="否"))
    tell(number, say.received("2026-11-09", agency=OTHER, has_statement="否"))
    tell(number, say.step("安排开庭"), say.schedule("2026-11-09", HEARD))
    assert [row.occasion for row in rows(IssuedLetter, code="leader_notice")] == ["1-1", "1-2"]
    tell(number, say.summoned("2026-11-09"))
    on(HEARD)
    tell(number, say.heard(HEARD), say.appeared(agency=OTHER))
    tell(number, say.appeared(agency=AGENCY, **say.ABSENT, excuse="没有说明理由"))
    assert asked() == ["appearance_assessment"]
    tell(number, say.assessed(HEARD, agency=OTHER))
    assert facts_of("assessment_form")["agency"] == OTHER
    assert told("出庭")[0].startswith("一审区教育局：负责人未出庭")


@pytest.mark.mechanism("YC-2b")
@pytest.mark.usefixtures("reporting")
def test_the_list_is_reported_three_days_before_and_a_change_leaves_a_trace():
    number = summoned(hearing="2026-11-25")
    # 三日前 is Sunday the 22nd: the day before the weekend counts.
    assert clocks("YC_LEADER_3D_BEFORE") == [(AGENCY, day("2026-11-20"), "running")]
    on("2026-11-18")
    tell(number, say.listed("2026-11-18"))
    assert clocks("YC_LEADER_3D_BEFORE")[0][2] == "met"
    assert facts_of("attendance_report")["leader"] == "孙某"
    on("2026-11-25")
    tell(number, say.heard("2026-11-25"))
    tell(number, say.appeared(presence="其他负责人出庭", leader="李某，副局长"))
    assert told("出庭") == ["区教育局报备“主要负责人出庭”，实际“其他负责人出庭”"]


@pytest.mark.usefixtures("reporting")
def test_a_list_that_is_not_reported_in_time_is_missed_and_the_hearing_goes_on():
    summoned()
    on("2026-11-18")
    assert clocks("YC_LEADER_3D_BEFORE")[0][2] == "missed"
    assert asked() == ["hearing_record"]


@pytest.mark.usefixtures("reporting")
def test_a_leader_who_cannot_come_says_why_and_sends_staff():
    number = summoned()
    nobody = {"presence": "负责人没有出庭", "leader": "", "post": "", "staff": []}
    with pytest.raises(InvalidAnswerError, match=r"理由.*证明材料.*不得仅委托律师"):
        tell(number, say.listed("2026-11-12", **nobody))
    excused = nobody | {
        "reason": "住院治疗",
        "proof": "住院证明一份",
        "staff": ["钱某，法规科科长"],
    }
    tell(number, say.listed("2026-11-12", **excused))
    assert letters()[-2:] == ["attendance_report 1-1", "absence_statement 1-1"]


@pytest.mark.mechanism("YC-2c")
def test_each_hearing_records_appearing_speaking_and_proposing_with_its_evidence():
    number = heard()
    with pytest.raises(InvalidAnswerError):
        tell(number, say.appeared(evidence=""))
    with pytest.raises(InvalidAnswerError, match="请填写发言要点、化解意见要点"):
        tell(number, say.appeared(speech="", proposal=""))
    with pytest.raises(InvalidAnswerError, match="不能登记“出声”“出解”"):
        tell(number, say.appeared(presence="负责人没有出庭", leader="", excuse="没有说明理由"))
    tell(number, say.appeared(proposed="否", proposal=""))
    [register] = rows(IssuedLetter, code="three_outs_register")
    assert json.loads(register.facts)["speech"] == "说明了答复的依据。"
    assert json.loads(register.facts)["proposed"] is False
    [record] = [json.loads(fact.value) for fact in rows(Fact, question="appearance_record")]
    assert (record["presence"], record["spoke"], record["proposed"], record["evidence"]) == (
        "主要负责人出庭",
        "是",
        "否",
        "庭审笔录第3页",
    )


@pytest.mark.mechanism("SL-3a")
@pytest.mark.routing("RT22")
def test_only_a_lawyer_is_recorded_noted_and_pursued():
    number = heard()
    only_lawyer = say.ABSENT | {"staff": [], "lawyers": ["吴律师"], "excuse": "没有说明理由"}
    tell(number, say.appeared(**only_lawyer))
    assert told("出庭") == [
        "一审区教育局：负责人未出庭，没有说明理由或者理由不成立；"  # noqa: ISC004
        "负责人和相应的工作人员均未出庭（仅委托律师或者无人到庭）。"
        "记录在案，裁判文书应当载明，并应当提出司法建议"
    ]
    assert "judicial_suggestion" in stages()
    tell(number, say.step("作出判决"), say.judged(HEARD))
    assert told("出庭")[-1].startswith("庭审中有法释〔2020〕3号第十二条情形，裁判文书应当载明")


def test_an_absence_noted_in_the_judgment_needs_no_reminder():
    number = heard()
    tell(number, say.appeared(**say.ABSENT, excuse="说明了理由，理由不成立"))
    tell(number, say.step("作出判决"), say.judged(HEARD, noted_absence="是"))
    assert len(told("出庭")) == 1


@pytest.mark.mechanism("AH-3")
@pytest.mark.parametrize(
    ("misconduct", "changes", "points"),
    [
        pytest.param([], {}, 0, id="none"),
        pytest.param(["不服从审判长指挥"], {"discipline": "差"}, 5, id="one"),
        pytest.param(
            ["不服从审判长指挥", "与法官当庭争执", "对法官询问置之不理"],
            {"discipline": "差"},
            15,
            id="all three",
        ),
    ],
)
def test_misconduct_before_the_court_costs_points_of_the_assessment(misconduct, changes, points):
    number = heard()
    tell(number, say.appeared())
    if misconduct:
        with pytest.raises(InvalidAnswerError, match="“遵守法庭纪律”不能评为“好”"):
            tell(number, say.assessed(HEARD, misconduct=misconduct))
    tell(number, say.assessed(HEARD, misconduct=misconduct, **changes))
    form = facts_of("assessment_form")
    assert (form["misconduct"], form["deduction"]) == (misconduct, points)
    assert form["deduction_each"] == load_region("wujiagang").assessment.misconduct_deduction
    assert load_region("wujiagang").source_of("assessment.misconduct_deduction").doubt


@pytest.mark.mechanism("AH-14a", "AH-4")
def test_the_court_assesses_four_dimensions_and_how_the_leader_spoke():
    number = heard()
    tell(number, say.appeared())
    for dimension in ("discipline", "speaking", "resolution", "performance"):
        code, given = say.assessed(HEARD)
        del given[dimension]
        with pytest.raises(InvalidAnswerError):
            tell(number, (code, given))
    briefing = {"was_briefed": "11月18日听取钱某汇报", "misconduct": ["照本宣科"]}
    tell(number, say.assessed(HEARD, speaking="一般", **briefing))
    form = facts_of("assessment_form")
    assert form["grades"] == [
        ["遵守法庭纪律", "好"],
        ["庭审发言", "一般"],
        ["争议化解", "好"],
        ["判决履行", "尚无履行内容或者履行期未届满"],
    ]
    assert (form["was_briefed"], form["misconduct"]) == ("11月18日听取钱某汇报", ["照本宣科"])
