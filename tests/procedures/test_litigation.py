"""审理: served and answered, heard as often as it takes, withdrawn or brought to a decision."""

from itertools import pairwise
from typing import Any

import pytest

from flows.defence import defence
from flows.litigation import litigation
from models.deadline import RunningDeadline
from models.history import Todo
from models.outbox import Notice
from tasks.contacts import add_contact
from tasks.corrections import Wrong, correct_date
from tasks.errors import InvalidAnswerError
from tasks.exits import leave_path
from tests.building import rows
from tests.flows.office import all_that_happened
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    OTHER,
    answering,
    asked,
    clocks,
    day,
    docketed,
    facts_of,
    letters,
    on,
    stage,
    stages,
    tell,
    told,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")


def test_a_docketed_case_is_tried_from_its_docketing_day():
    number = docketed()
    assert stages() == {
        "registration": "to_docketing",
        "docketing": "docketed",
        "litigation": "noticing",
    }
    tell(number, say.setup())
    assert letters()[-3:] == ["notice_of_action", "evidence_notice", "rights_notice"]
    assert facts_of("notice_of_action")["docket_number"] == "(2026)鄂0503行初1号"
    assert clocks("L_SERVE_5D") == [("", day("2026-11-11"), "running")]
    assert clocks("T_TRIAL_6M")[0][2] == "running"
    assert asked() == ["notice_service"]


def test_every_defendant_has_fifteen_days_of_its_own():
    number = docketed(agencies=[AGENCY, OTHER])
    tell(number, say.setup())
    on("2026-11-10")
    with pytest.raises(InvalidAnswerError, match="区教育局、区自然资源局中的一个"):
        tell(number, say.served("2026-11-10"))
    tell(number, say.served("2026-11-10", agency=OTHER))
    assert asked() == ["notice_service"]
    tell(number, say.served("2026-11-09", agency=AGENCY))
    assert clocks("L_ANSWER_15D") == [
        (AGENCY, day("2026-11-24"), "running"),
        (OTHER, day("2026-11-25"), "running"),
    ]
    assert clocks("L_SERVE_5D")[0][2] == "met"
    on("2026-11-25")
    tell(number, say.received("2026-11-25", agency=AGENCY))
    tell(number, say.received("2026-11-25", agency=OTHER))
    assert [state for _, _, state in clocks("L_ANSWER_15D")] == ["met_late", "met"]
    [line] = told("举证")
    assert line.startswith("区教育局没有在期限内提供证据，视为没有相应证据（行政诉讼法第三十四条")


@pytest.mark.mechanism("SL-4c")
def test_the_agency_is_reminded_and_what_it_does_not_file_it_has_not_filed():
    answering()
    add_contact(role="被诉行政机关", organ="", label="法规科", url="json://127.0.0.1/x")
    add_contact(role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/x")
    reminded = []
    for reminder in ("2026-11-16", "2026-11-17", "2026-11-21", "2026-11-23"):
        on(reminder)
        reminded.append(reminders("L_ANSWER_15D"))
    assert [now > before for before, now in pairwise(reminded)] == [True, True, True]
    on("2026-11-25")
    assert clocks("L_ANSWER_15D") == [(AGENCY, day("2026-11-24"), "missed")]
    assert any("提交证据" in line for line in told("逾期"))
    assert told("举证")
    assert (stage(), asked()) == ("trial", ["trial_step"])


def reminders(rule: str) -> int:
    return sum(rule in row.event_key for row in rows(Notice, template="deadline_near"))


def test_a_statement_without_evidence_is_forwarded_and_has_no_evidence():
    number = answering()
    on("2026-11-12")
    tell(number, say.received("2026-11-12", has_evidence="否"))
    assert told("举证")
    assert clocks("L_FWD_ANSWER_5D") == [(AGENCY, day("2026-11-17"), "running")]
    tell(number, say.forwarded("2026-11-12"))
    assert clocks("L_FWD_ANSWER_5D")[0][2] == "met"


def test_a_hearing_may_be_postponed_and_several_be_held():
    number = under_trial()
    tell(number, say.step("安排开庭"), say.schedule("2026-11-12", "2026-11-20"))
    assert stage() == "hearing_fixed"
    assert clocks("L_SUMMONS_3D") == [("", day("2026-11-17"), "running")]
    tell(number, say.summoned("2026-11-12"))
    on("2026-11-20")
    tell(number, say.heard("2026-11-20", held="否", postponed_because="原告住院"))
    assert (stage(), asked()) == ("trial", ["trial_step"])
    tell(number, say.step("安排开庭"), say.schedule("2026-11-20", "2026-12-01"))
    tell(number, say.summoned("2026-11-20"))
    on("2026-12-01")
    tell(number, say.heard("2026-12-01"), say.appeared(), say.assessed("2026-12-01"))
    assert letters()[-4:] == [
        *("leader_notice 1-1", "leader_notice 2-1"),
        *("three_outs_register 2-1", "assessment_form 2-1"),
    ]
    assert [state for _, _, state in clocks("L_SUMMONS_3D")] == ["met", "met"]


@pytest.mark.mechanism("AH-7")
def test_mediation_at_the_hearing_is_recorded_with_what_the_agency_proposed():
    number = under_trial()
    tell(number, say.step("安排开庭"), say.schedule("2026-11-12", "2026-11-20"))
    tell(number, say.summoned("2026-11-12"))
    on("2026-11-20")
    with pytest.raises(InvalidAnswerError, match="具体化解意见"):
        tell(number, say.heard("2026-11-20", was_mediated="是"))
    account = {
        "explanation": "说明了答复的依据和程序",
        "agency_proposal": "十日内重新答复并公开可以公开的部分",
        "mediation_result": "原告愿意考虑",
    }
    tell(number, say.heard("2026-11-20", was_mediated="是", **account))
    assert asked() == ["appearance_record"]


def test_in_summary_procedure_the_limit_is_45_days_and_becomes_six_months_from_docketing():
    number = under_trial("简易程序")
    assert clocks("T_SUMMARY_45D")[0][2] == "running"
    tell(number, say.step("审限延长或者扣除"), say.more_time("2026-11-12"))
    assert told("期限")[-1] == "简易程序的审限不能延长：需要更多时间的，转为普通程序"
    tell(number, say.step("简易程序转为普通程序"), say.ordinary("2026-11-12"))
    assert clocks("T_SUMMARY_45D")[0][2] == "met"
    [limit] = running("T_TRIAL_6M")
    assert (limit.trigger_on, limit.state) == (day("2026-11-06"), "running")


def running(rule: str) -> list[Any]:
    return rows(RunningDeadline, rule=rule)


def test_the_limit_is_extended_with_approval_and_leaves_out_what_does_not_count():
    number = under_trial()
    tell(number, say.step("审限延长或者扣除"), say.more_time("2026-11-12"))
    tell(number, say.step("审限延长或者扣除"))
    tell(
        number,
        say.more_time("2026-11-12", kind="公告、鉴定等不计入审限", days=9, authority="鉴定"),
    )
    tell(number, say.step("安排开庭"))
    [limit] = running("T_TRIAL_6M")
    assert (limit.extended_days, limit.excluded_days) == (60, 9)


@pytest.mark.routing("RT17")
def test_a_withdrawal_to_which_a_third_party_objects_is_not_permitted():
    number = under_trial()
    tell(number, say.step("原告申请撤诉"))
    with pytest.raises(InvalidAnswerError, match="第三人有异议，不得准许"):
        tell(number, say.withdrawal("2026-11-12", third_party_objects="是"))
    refused = {"third_party_objects": "是", "decision": "不准许撤诉，继续审理"}
    tell(number, say.withdrawal("2026-11-12", **refused))
    assert (stage(), asked()) == ("trial", ["trial_step"])


def test_a_permitted_withdrawal_ends_the_trial_and_all_that_ran_beside_it():
    number = under_trial()
    tell(number, say.step("原告申请撤诉"), say.withdrawal("2026-11-12"))
    assert stage() == "withdrawn"
    assert stage("defence") == "dropped"
    assert "follow_up" in stages()
    assert "withdrawal_ruling" in letters()
    assert running("T_TRIAL_6M")[0].state == "met"
    assert asked("defence") == []


@pytest.mark.routing("RT18")
def test_with_instalments_a_withdrawal_may_be_permitted_at_once():
    number = under_trial()
    tell(number, say.step("原告申请撤诉"), say.withdrawal("2026-11-12", has_instalments="是"))
    assert stage() == "withdrawn"


@pytest.mark.routing("RT18")
@pytest.mark.parametrize(("performed", "end"), [("是", "withdrawn"), ("否", "trial")])
def test_with_instalments_the_trial_may_wait_and_the_limit_with_it(performed: str, end: str):
    number = under_trial()
    tell(number, say.step("原告申请撤诉"))
    stayed = {"decision": "分期履行，裁定中止审理"}
    with pytest.raises(InvalidAnswerError, match="只有改变后的行为分期履行"):
        tell(number, say.withdrawal("2026-11-12", **stayed))
    tell(number, say.withdrawal("2026-11-12", has_instalments="是", **stayed))
    assert (stage(), running("T_TRIAL_6M")[0].state) == ("awaiting", "suspended")
    on("2026-11-30")
    tell(number, say.instalments("2026-11-30", performed))
    assert stage() == end
    assert running("T_TRIAL_6M")[0].excluded_days == 19


def test_an_absent_plaintiff_is_taken_to_have_withdrawn_if_summoned():
    number = under_trial()
    tell(number, say.step("按撤诉处理"))
    with pytest.raises(InvalidAnswerError, match="不能按撤诉处理"):
        tell(number, say.deemed("2026-11-12", was_summoned="否"))
    tell(number, say.deemed("2026-11-12"))
    assert stage() == "deemed_withdrawn"
    assert "follow_up" not in stages()


def test_mediation_ends_the_trial_and_all_that_ran_beside_it():
    number = under_trial()
    leave_path(number, "litigation", "mediated", reason="双方达成全部调解协议")
    on("2026-11-13")
    assert (stage(), asked()) == ("mediated", [])
    assert (stage("defence"), asked("defence")) == ("dropped", [])


def test_a_run_that_comes_again_changes_nothing():
    number = under_trial()
    tell(number, say.step("安排开庭"), say.schedule("2026-11-12", "2026-11-20"))
    tell(number, say.summoned("2026-11-12"))
    on("2026-11-20")
    tell(number, say.heard("2026-11-20"), say.appeared(), say.assessed("2026-11-20"))
    tell(number, say.step("原告申请撤诉"), say.withdrawal("2026-11-20"))
    before = all_that_happened()
    litigation.fn(number)
    defence.fn(number)
    assert all_that_happened() == before


def test_a_corrected_day_of_service_moves_all_that_hangs_on_it():
    number = answering()
    on("2026-11-10")
    wrong = Wrong(
        question="notice_service",
        field="served_on",
        to=day("2026-11-10"),
        corrected_by="李书记员",
        reason="送达回证上是10日签收",
        door="测试",
    )
    correct_date(number, wrong)
    assert clocks("L_ANSWER_15D") == [(AGENCY, day("2026-11-25"), "running")]
    [todo] = rows(Todo, question="defence_receipt")
    assert todo.due_on == day("2026-11-25")
    on("2026-11-25")
    assert asked() == ["defence_receipt"]
