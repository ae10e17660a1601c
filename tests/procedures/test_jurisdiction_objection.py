"""管辖异议: in time or not, upheld or rejected, appealed or not; its days are not the trial's."""

import datetime as dt
from typing import Any

import pytest

from flows.jurisdiction_objection import jurisdiction_objection
from fuyuan.rehearsal import answer, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.letter import IssuedLetter
from tasks.corrections import Wrong, correct_date
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError, NotAskedError
from tasks.exits import hold_path
from tasks.incident import report_incident
from tasks.jurisdiction import register_objection
from tests.building import rows
from tests.flows.office import all_that_happened
from tests.procedures import jurisdiction_answers as say
from tests.procedures import litigation_answers as tried
from tests.procedures.litigation_walk import (
    AGENCY,
    OTHER,
    PLAINTIFF,
    answering,
    appealed,
    asked,
    clocks,
    day,
    docketed,
    facts_of,
    kept,
    letters,
    on,
    stage,
    stages,
    tell,
    told,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
PATH = "jurisdiction_objection"
TODAY = "2026-11-12"


def register(number: str, filed_on: str = TODAY, **changes: Any) -> int:
    walk = register_objection(number, say.objection(filed_on, **changes), door="测试")
    work()
    return walk


@kept
def examined() -> str:
    """The number of a case whose defendant objected on 2026-11-12, three days after service."""
    number = under_trial()
    register(number)
    return number


@kept
def ruled(outcome: str = "rejected") -> str:
    """The number of a case whose objection was ruled on, and the ruling served, on that day."""
    number = examined()
    tell(number, getattr(say, outcome)(TODAY))
    tell(number, say.served(AGENCY, TODAY), say.served(PLAINTIFF, "2026-11-10", last="是"))
    return number


def trial_limit() -> RunningDeadline:
    [row] = rows(RunningDeadline, rule="T_TRIAL_6M")
    return row  # type: ignore[no-any-return]


# Registering


def test_it_is_registered_beside_the_trial_and_stops_neither_its_questions_nor_the_defence():
    number = answering()
    register(number, "2026-11-09")
    assert (stage(PATH), asked(PATH)) == ("examining", ["jurisdiction_ruling"])
    assert asked() == ["defence_receipt"]
    assert clocks("L_JURIS_OBJ_15D") == [(AGENCY, day("2026-11-24"), "met")]
    assert [state for _, _, state in clocks("L_ANSWER_15D")] == ["running"]
    assert trial_limit().state == "suspended"


def test_only_a_defendant_that_was_served_objects_in_a_trial_that_is_not_decided():
    with pytest.raises(NotAskedError, match="还没有登记起诉状副本送达"):
        register(docketed(), "2026-11-06")
    with pytest.raises(NotAskedError, match="不在第一审审理中"):
        register(appealed(), "2026-12-01")


def test_an_organ_that_is_not_sued_does_not_object():
    with pytest.raises(InvalidAnswerError, match="名称与案件一致"):
        register(under_trial(), agency="区公安局")


def test_a_defendant_objects_once():
    number = examined()
    with pytest.raises(AlreadyAnsweredError, match="已经提出过管辖异议"):
        register(number)


# Late


def test_the_fifteenth_day_is_in_time_and_the_day_of_posting_counts():
    number = under_trial()
    on("2026-11-26")
    register(number, "2026-11-24")
    assert (stage(PATH), asked(PATH)) == ("examining", ["jurisdiction_ruling"])


def late() -> str:
    number = under_trial()
    on("2026-11-25")
    register(number, "2026-11-25")
    return number


def test_a_late_one_is_not_examined_and_nothing_was_stopped():
    number = late()
    assert asked(PATH) == ["late_objection"]
    assert clocks("L_JURIS_OBJ_15D")[0][2] == "met_late"
    tell(number, say.late(on="2026-11-25"))
    assert (stage(PATH), stage()) == ("not_examined", "trial")
    assert (trial_limit().state, trial_limit().excluded_days) == ("running", 0)
    notice = facts_of("late_objection_notice")
    assert (notice["served_on"], notice["objection_due"]["due_on"]) == ("2026-11-09", "2026-11-24")


def test_a_judge_may_find_that_it_was_not_late():
    number = late()
    in_time = "核实没有逾期，予以审查"
    with pytest.raises(InvalidAnswerError, match="须写明凭据"):
        tell(number, say.late(in_time, on="2026-11-25"))
    tell(number, say.late(in_time, on="2026-11-25", reason="邮戳为11月23日"))
    assert asked(PATH) == ["jurisdiction_ruling"]
    assert trial_limit().state == "suspended"


def test_a_corrected_day_of_service_counts_for_the_objection_too():
    number = late()
    wrong = Wrong(
        question="notice_service",
        field="served_on",
        to=dt.date(2026, 11, 11),
        corrected_by="书记员",
        reason="送达回证为11月11日",
        door="测试",
    )
    correct_date(number, wrong)
    work()
    assert clocks("L_JURIS_OBJ_15D") == [(AGENCY, day("2026-11-26"), "met")]
    # The judge was asked already, and says so.
    assert asked(PATH) == ["late_objection"]
    reason = "更正送达日期以后，没有逾期"
    tell(number, say.late("核实没有逾期，予以审查", on="2026-11-25", reason=reason))
    assert asked(PATH) == ["jurisdiction_ruling"]


# Ruled


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (say.upheld(TODAY, competent_court=""), "移送哪一法院"),
        (say.upheld(TODAY, reason=""), "写明理由"),
        (say.rejected(TODAY, reason=""), "写明理由"),
        (say.rejected("2026-11-13"), "晚于今天"),
    ],
)
def test_a_ruling_says_what_and_why(given: say.Answer, reason: str):
    with pytest.raises(InvalidAnswerError, match=reason):
        answer(examined(), *given)


def test_the_ruling_is_drafted_for_the_judge_and_served_with_each_ones_last_day():
    ruled()
    draft = facts_of("jurisdiction_ruling")
    assert (draft["is_upheld"], draft["agency"], draft["judge"]) == (False, AGENCY, tried.JUDGE)
    services = facts_of("jurisdiction_notice")["services"]
    assert {one["party"]: one["appeal_due"]["due_on"] for one in services} == {
        PLAINTIFF: "2026-11-20",
        AGENCY: "2026-11-23",
    }
    assert clocks("L_APPEAL_R_10D") == [
        (PLAINTIFF, day("2026-11-20"), "running"),
        (AGENCY, day("2026-11-23"), "running"),
    ]
    assert (stage(PATH), asked(PATH)) == ("appealable", ["jurisdiction_appeal"])


def test_rejected_and_not_appealed_the_trial_goes_on_and_the_days_do_not_count():
    number = ruled()
    on("2026-11-23")
    assert stage(PATH) == "appealable"
    on("2026-11-24")
    assert (stage(PATH), stage()) == ("kept", "trial")
    # From the twelfth to the twenty-third, both included.
    assert (trial_limit().state, trial_limit().excluded_days) == ("running", 12)
    result = facts_of("jurisdiction_result")
    assert (result["is_moved"], result["in_force_on"]) == (False, "2026-11-23")
    assert result["trial_due"]["label"] == "作出第一审判决"
    tell(number, tried.step("作出判决"))
    assert asked() == ["judgment"]


def test_upheld_and_not_appealed_the_case_goes_to_the_competent_court():
    number = ruled("upheld")
    on("2026-11-24")
    assert stages() == stages() | {PATH: "transferred", "litigation": "moved_away"}
    assert stage("defence") == "dropped"
    assert (asked(), asked(PATH)) == ([], [])
    assert facts_of("jurisdiction_result")["competent_court"] == say.ELSEWHERE
    assert facts_of("jurisdiction_result")["trial_due"] is None
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["met"]
    assert f"“审理”结束：管辖异议成立，移送{say.ELSEWHERE}" in told("结束")
    assert jurisdiction_objection.fn(number) == "transferred"


def test_what_is_withdrawn_is_not_ruled_on():
    number = examined()
    on("2026-11-16")
    tell(number, say.withdrawn("2026-11-16"))
    assert (stage(PATH), stage()) == ("objection_withdrawn", "trial")
    assert (trial_limit().state, trial_limit().excluded_days) == ("running", 5)
    assert not [letter for letter in letters() if letter.startswith("jurisdiction")]


# Appealed


def sent_up(outcome: str = "rejected") -> str:
    number = ruled(outcome)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    assert stage(PATH) == "appealed"
    assert [due for _, due, _ in clocks("T_APPEAL_FWD_5D")] == [day("2026-11-25")]
    tell(number, say.sent_up("2026-11-20"))
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["running"]
    return number


@pytest.mark.parametrize(
    ("ruling", "outcome", "end"),
    [
        ("rejected", "驳回上诉，维持原裁定", "kept"),
        ("rejected", "准许撤回上诉", "kept"),
        ("rejected", "撤销原裁定，移送有管辖权的法院", "transferred"),
        ("upheld", "驳回上诉，维持原裁定", "transferred"),
        ("upheld", "准许撤回上诉", "transferred"),
        ("upheld", "撤销原裁定，由原审法院审理", "kept"),
    ],
)
def test_the_higher_court_has_the_last_word(ruling: str, outcome: str, end: str):
    number = sent_up(ruling)
    on("2026-12-01")
    tell(number, say.decided("2026-12-01", outcome, competent_court=say.ELSEWHERE))
    assert stage(PATH) == end
    assert stage() == ("trial" if end == "kept" else "moved_away")
    assert clocks("T_APPEAL_3M")[0][2] == "met"
    result = facts_of("jurisdiction_result")
    assert (result["appeal_number"], result["in_force_on"]) == (say.APPEALED_AS, "2026-12-01")
    if end == "kept":
        # From the twelfth of November to the first of December.
        assert (trial_limit().state, trial_limit().excluded_days) == ("running", 20)


def test_a_late_appeal_stops_nothing():
    number = ruled()
    on("2026-11-23")
    tell(number, say.appealed("2026-11-23", admission="逾期，不予受理"))
    assert (stage(PATH), asked(PATH)) == ("appealable", ["jurisdiction_appeal"])
    on("2026-11-24")
    assert stage(PATH) == "kept"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (say.decided("2026-11-20", number="(2026)鄂05行终3号"), "行辖终"),
        (say.decided("2026-11-20", "撤销原裁定，移送有管辖权的法院"), "有管辖权的法院"),
    ],
)
def test_the_final_ruling_has_its_type_and_its_court(given: say.Answer, reason: str):
    with pytest.raises(InvalidAnswerError, match=reason):
        answer(sent_up(), *given)


def test_a_file_does_not_go_up_before_the_others_have_the_appeal():
    number = ruled()
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    with pytest.raises(InvalidAnswerError, match="日期应当依次为"):
        tell(number, say.sent_up("2026-11-20", complete_on="2026-11-19"))


# Two defendants


def with_two() -> str:
    number = docketed(agencies=[AGENCY, OTHER])
    tell(number, tried.setup())
    on("2026-11-09")
    tell(number, tried.served(agency=AGENCY))
    on("2026-11-11")
    tell(number, tried.served("2026-11-11", agency=OTHER))
    register(number, "2026-11-11", agency=AGENCY)
    assert register(number, "2026-11-11", agency=OTHER) == 2
    return number


def test_each_defendant_has_days_and_an_objection_of_its_own():
    number = with_two()
    assert told("排队") == ["“管辖异议”第2件已登记，前一件办结后接着办理"]
    tell(number, say.rejected("2026-11-11"), say.served(PLAINTIFF, "2026-11-11", last="是"))
    on("2026-11-24")
    [row] = rows(CasePath, path=PATH)
    assert (row.walk, row.stage, asked(PATH)) == (2, "examining", ["jurisdiction_ruling"])
    assert clocks("L_JURIS_OBJ_15D") == [
        (AGENCY, day("2026-11-24"), "met"),
        (OTHER, day("2026-11-26"), "met"),
    ]
    # The days of both objections count once.
    assert trial_limit().state == "suspended"
    tell(number, say.withdrawn("2026-11-24"))
    assert (trial_limit().state, trial_limit().excluded_days) == ("running", 14)


def test_what_waited_ends_with_the_case():
    number = with_two()
    tell(number, say.upheld("2026-11-11"), say.served(PLAINTIFF, "2026-11-11", last="是"))
    on("2026-11-24")
    assert stages()["litigation"] == "moved_away"
    [row] = rows(CasePath, path=PATH)
    assert (row.walk, row.stage) == (2, "dropped")
    assert jurisdiction_objection.fn(number) == "dropped"
    assert rows(Todo, state="open", path=PATH) == []


# Beside the trial


def test_a_trial_that_ends_takes_the_objection_with_it():
    number = examined()
    tell(number, tried.step("原告申请撤诉"), tried.withdrawal(TODAY))
    assert (stage(), stage(PATH)) == ("withdrawn", "dropped")
    assert asked(PATH) == []


def test_a_trial_that_is_stayed_stays_the_objection():
    number = examined()
    hold_path(number, "litigation", cause="等待他案", on=day(TODAY))
    assert asked(PATH) == []
    assert {row.state for row in rows(Todo, question="jurisdiction_ruling")} == {"held"}


def test_left_by_an_incident_the_trial_limit_runs_on():
    number = examined()
    given = {
        "answered_by": "书记员",
        "path": "管辖异议",
        "kind": "死亡或者终止，没有承继人或者承继人放弃",
        "happened_on": TODAY,
        "facts": "机关撤销",
        "decision": "合议庭决定",
    }
    report_incident(number, given, door="测试")
    work()
    assert (stage(PATH), stage(), trial_limit().state) == ("terminated", "trial", "running")


def test_a_run_that_comes_again_changes_nothing():
    number = sent_up()
    tell(number, say.decided("2026-11-20"))
    before = all_that_happened()
    assert {jurisdiction_objection.fn(number) for _ in range(2)} == {"kept"}
    assert all_that_happened() == before
    occasions = {row.occasion for row in rows(IssuedLetter) if "jurisdiction" in row.code}
    assert occasions == {"juris-1"}
    assert len(rows(Event, key="objection:1")) == 1
