"""行政复议审理: the two procedures, mediation at every point, stays, extension, expiry."""

import datetime as dt
from pathlib import Path

import pytest

from fuyuan.rehearsal import turn_to
from models.history import Fact
from models.letter import IssuedLetter
from tests.building import rows
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    AFTERWARDS,
    TO_REVIEW,
    clocks,
    letters,
    other_paths,
    prepare,
    say_all,
    stage,
    take_over,
    waiting,
)

DECIDE = say.step("作出复议决定")
MEDIATE = say.step("组织调解（2+N）")


@pytest.fixture(scope="module")
def in_review(migrated: Path, fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(migrated, tmp_path_factory.mktemp("in-review"), fonts, *TO_REVIEW)


@pytest.fixture(autouse=True)
def _a_case_is_under_review(home: Path, in_review: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    take_over(in_review)


def decision_clock() -> tuple[str, str]:
    return list(clocks("R_DECIDE_60D").values())[-1]


@pytest.mark.mechanism("RZ-0b", "RZ-3a")
def test_mediation_is_open_at_receipt_in_the_review_and_right_before_the_decision():
    """At receipt it is 案前协调; on acceptance both sides were asked for their wishes."""
    assert {row.question for row in rows(Fact)} >= {"recon_coordination", "recon_wishes"}
    say_all(MEDIATE, say.mediation(stay_agreed="否"), say.mediation_failed())
    say_all(say.step("提请行政复议委员会提出咨询意见"), say.committee())
    say_all(MEDIATE, say.mediation(stay_agreed="否"))
    assert stage() == "mediating"
    say_all(say.mediation_failed(), DECIDE, say.decision())
    assert stage() == "serving"


def test_a_mediation_stops_the_period_and_a_failed_one_gives_the_days_back():
    say_all(MEDIATE, say.mediation())
    assert (stage(), decision_clock()) == ("mediating", ("suspended", "2026-05-06"))
    turn_to(dt.date(2026, 3, 12))
    say_all(say.mediation_failed("2026-03-12"))
    # Ten days from the 3rd to the 12th, both counted: from 2 May to 12 May.
    assert (stage(), decision_clock()) == ("reviewing", ("running", "2026-05-12"))
    assert letters()[-2:] == ["stay_notice", "resumption_notice"]
    [notice] = rows(IssuedLetter, code="recon_resumption_notice")
    assert '"due_on":"2026-05-12"' in notice.facts


def test_without_agreement_to_stay_the_period_runs_on():
    say_all(MEDIATE, say.mediation(stay_agreed="否"))
    assert (stage(), decision_clock()) == ("mediating", ("running", "2026-05-06"))
    say_all(say.mediation_failed())
    assert (stage(), decision_clock()) == ("reviewing", ("running", "2026-05-06"))
    assert "stay_notice" not in letters()


@pytest.mark.mechanism("RZ-3b")
@pytest.mark.parametrize(
    "changes",
    [
        {"participants": [{"role": "申请人", "name": "周某"}, {"role": "律师", "name": "冯律师"}]},
        {"participants": [{"role": "被申请人", "name": "区教育局"}]},
        {"applicant_agrees": "否"},
        {"agency_agrees": "否"},
    ],
    ids=["agency-absent", "applicant-absent", "applicant-unwilling", "agency-unwilling"],
)
def test_without_both_core_sides_there_is_no_mediation(changes: dict[str, object]):
    say_all(MEDIATE, say.mediation(**changes))
    assert (stage(), waiting()) == ("reviewing", ["recon_step"])
    assert decision_clock() == ("running", "2026-05-06")


def test_a_mediated_case_ends_with_the_last_signature_and_the_seal():
    say_all(MEDIATE, say.mediation(), say.mediated())
    assert (stage(), letters()[-1]) == ("mediating", "instrument")
    say_all(say.signing())
    assert (stage(), waiting()) == ("mediated", [])
    assert decision_clock()[0] == "met"
    assert other_paths() == {"performance", "follow_up"}


@pytest.mark.routing("RT26")
def test_a_change_of_mind_before_the_seal_resumes_the_review_and_it_is_decided():
    """RT26 (行政复议法第七十三条第二款)."""
    say_all(MEDIATE, say.mediation(), say.mediated())
    turn_to(dt.date(2026, 3, 5))
    say_all(say.signing("签署前一方反悔", "2026-03-05"))
    assert (stage(), decision_clock()) == ("reviewing", ("running", "2026-05-06"))
    assert letters()[-1] == "resumption_notice"
    say_all(DECIDE, say.decision(), *AFTERWARDS)
    assert stage() == "decided"


def test_a_settlement_is_permitted_and_terminates_with_what_is_owed_tracked():
    say_all(
        say.step("申请人撤回申请，或者和解后撤回"),
        say.withdrawal("双方达成和解，申请人撤回", content="重新答复", has_performance="是"),
    )
    assert (stage(), letters()[-1]) == ("settled", "termination")
    assert other_paths() == {"performance", "follow_up"}


def test_a_withdrawal_that_is_not_permitted_ends_nothing():
    leave = say.step("申请人撤回申请，或者和解后撤回")
    say_all(leave, say.withdrawal(permitted="否", reason="申请人称受到压力。"))
    assert (stage(), waiting()) == ("reviewing", ["recon_step"])
    say_all(leave, say.withdrawal())
    assert (stage(), other_paths()) == ("withdrawn", {"follow_up"})


def test_an_extension_is_approved_told_and_counted_once():
    longer = say.step("延长审理期限（只能一次，至多三十日）")
    say_all(longer, say.extension(30))
    assert decision_clock() == ("running", "2026-06-01")
    say_all(longer)
    assert (decision_clock(), waiting()) == (("running", "2026-06-01"), ["recon_step"])
    assert letters().count("extension_notice") == 1


def test_days_of_an_appraisal_do_not_count():
    turn_to(dt.date(2026, 3, 20))
    say_all(say.step("鉴定、勘验（期间不计）"), say.expert("2026-03-05", "2026-03-19"))
    assert decision_clock() == ("running", "2026-05-18")  # 15 days after 2 May: a Sunday


def test_a_document_of_this_organ_is_examined_while_the_review_is_stayed():
    say_all(say.step("附带审查规范性文件或者依据（中止）"), say.document())
    assert decision_clock()[0] == "suspended"
    turn_to(dt.date(2026, 3, 6))
    say_all(say.document_notice("2026-03-05", "2026-03-06"))
    turn_to(dt.date(2026, 3, 20))
    say_all(say.document_result("2026-03-20"))
    assert decision_clock() == ("running", "2026-05-20")
    assert {name: state for name, (state, _) in clocks().items() if "NORMDOC" in name} == {
        "R_NORMDOC_NOTICE_3WD/1": "met",
        "R_NORMDOC_30D/1": "met",
        "R_NORMDOC_NOTICE_10WD/1": "met",
    }


def test_a_document_of_another_organ_is_sent_to_it():
    say_all(say.step("附带审查规范性文件或者依据（中止）"), say.document("否"))
    say_all(say.document_notice(say.DAY, say.DAY))
    assert clocks("R_NORMDOC_7WD", "R_NORMDOC_60D") == {
        "R_NORMDOC_7WD/1": ("met", "2026-03-12"),
        "R_NORMDOC_60D/1": ("running", "2026-05-06"),
    }
    say_all(say.document_result(say.DAY, "有权机关已回复处理意见"))
    assert (stage(), waiting()) == ("reviewing", ["recon_step"])


def test_a_hearing_is_announced_five_working_days_before_and_kept():
    say_all(say.step("组织听证"), say.hearing_plan("2026-03-17"))
    assert clocks("R_HEARING_5WD") == {"R_HEARING_5WD/1": ("running", "2026-03-10")}
    assert letters()[-1] == "hearing_notice"
    say_all(say.hearing_record(held="否", summary="申请人住院，改期。"))
    say_all(say.step("组织听证"), say.hearing_plan("2026-03-24"), say.hearing_record())
    assert letters().count("hearing_notice") == 2
    say_all(DECIDE, say.decision())
    [letter] = rows(IssuedLetter, code="recon_decision_letter")
    assert '"heard":true' in letter.facts
    assert '"consulted":false' in letter.facts


def test_what_is_asked_of_experts_seen_on_site_and_ordered_meanwhile_is_kept():
    say_all(say.step("提请行政复议委员会提出咨询意见"), say.committee())
    say_all(say.step("实地调查"), say.investigation())
    say_all(say.step("再次听取当事人意见"), say.opinions())
    say_all(say.step("决定是否停止执行行政行为"), say.stop_execution("否"))
    assert "stop_execution_order" not in letters()
    say_all(say.step("决定是否停止执行行政行为"), say.stop_execution())
    assert letters()[-1] == "stop_execution_order"
    say_all(DECIDE, say.decision())
    [letter] = rows(IssuedLetter, code="recon_decision_letter")
    assert '"consulted":true' in letter.facts


@pytest.mark.routing("RT28")
def test_an_overdue_decision_opens_fifteen_days_to_sue_and_is_still_owed():
    """RT28 (行政诉讼法第四十五条)."""
    say_all(say.step("延长审理期限（只能一次，至多三十日）"), say.extension(30))
    turn_to(dt.date(2026, 6, 1))
    assert stage() == "reviewing"
    turn_to(dt.date(2026, 6, 2))
    assert (stage(), waiting()) == ("overdue", ["recon_step_overdue"])
    assert clocks("R_DECIDE_60D", "L_AFTER_RECON_15D") == {
        "R_DECIDE_60D/1": ("missed", "2026-06-01"),
        "L_AFTER_RECON_15D/1": ("running", "2026-06-16"),
    }
    assert letters()[-1] == "overdue_notice"
    late = "2026-06-02"
    say_all(say.overdue_step("作出复议决定", late), say.decision(decided_on=late))
    say_all(say.service(served_on=late))
    assert clocks("R_DECIDE_60D", "L_AFTER_RECON_15D") == {
        "R_DECIDE_60D/1": ("met_late", "2026-06-01"),
        "L_AFTER_RECON_15D/1": ("met", "2026-06-16"),
        "L_AFTER_RECON_15D/送达1": ("running", "2026-06-17"),
    }
    say_all(say.guidance(late), say.publication(late), say.opinion_draft())
    assert stage() == "decided"


def test_an_applicant_who_sues_over_the_delay_ends_the_review():
    turn_to(dt.date(2026, 5, 7))
    say_all(say.overdue_step("申请人已就逾期不决定起诉，法院已立案", "2026-05-07"))
    assert (stage(), waiting()) == ("sued", [])
    assert clocks("L_AFTER_RECON_15D") == {"L_AFTER_RECON_15D/1": ("met", "2026-05-21")}


def test_even_overdue_a_case_may_be_mediated_but_its_period_is_not_stopped():
    turn_to(dt.date(2026, 5, 7))
    day = "2026-05-07"
    say_all(say.overdue_step("组织调解（2+N）", day), say.mediation(day), say.mediation_failed(day))
    assert (stage(), decision_clock()) == ("overdue", ("missed", "2026-05-06"))
    say_all(say.overdue_step("组织调解（2+N）", day), say.mediation(day), say.mediated(day))
    say_all(say.signing(day=day))
    assert (stage(), decision_clock()) == ("mediated", ("met_late", "2026-05-06"))


def test_a_question_left_open_at_the_expiry_is_closed_by_it():
    say_all(MEDIATE, say.mediation(stay_agreed="否"))
    turn_to(dt.date(2026, 5, 7))
    assert (stage(), waiting()) == ("overdue", ["recon_step_overdue"])
