"""行政复议: the procedure that is chosen, and what a missing answer leads to."""

import datetime as dt
import json
from pathlib import Path

import pytest

from fuyuan.rehearsal import turn_to
from models.letter import IssuedLetter
from tasks.errors import InvalidAnswerError
from tests.building import fact, rows
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    AFTERWARDS,
    TO_PROCEDURE,
    clocks,
    prepare,
    say_all,
    stage,
    take_over,
    waiting,
)

DECIDE = say.step("作出复议决定")
DECIDE_SIMPLY = say.simplified_step("作出复议决定")


@pytest.fixture(scope="module")
def just_accepted(migrated: Path, fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(migrated, tmp_path_factory.mktemp("just_accepted"), fonts, *TO_PROCEDURE)


@pytest.fixture(autouse=True)
def _a_case_was_accepted(home: Path, just_accepted: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    take_over(just_accepted)


def facts_of(code: str) -> dict[str, object]:
    [letter] = rows(IssuedLetter, code=code)
    return dict(json.loads(letter.facts))


@pytest.mark.mechanism("RZ-3c")
def test_wishes_are_asked_within_three_working_days_of_acceptance_and_recorded():
    assert clocks("A_WISH_3WD") == {"A_WISH_3WD/1": ("met", "2026-03-06")}
    assert facts_of("recon_wish_record")["core_wish"] == "重新答复并公开全部材料"
    assert fact("recon_wishes")["applicant_willing"] == "是"


def test_the_simplified_procedure_is_shorter_throughout():
    say_all(say.simplified(), say.copy(), say.agency_answer())
    assert waiting() == ["recon_step_simplified"]
    assert clocks("R_DECIDE_60D", "R_DECIDE_30D", "R_SEND_3WD", "R_ANSWER_5WD") == {
        "R_DECIDE_60D/1": ("met", "2026-05-06"),
        "R_DECIDE_30D/1": ("running", "2026-04-02"),
        "R_SEND_3WD/1": ("met", "2026-03-06"),
        "R_ANSWER_5WD/1": ("met", "2026-03-10"),
    }
    say_all(DECIDE_SIMPLY, say.decision("维持"), *AFTERWARDS)
    assert (stage(), clocks("R_DECIDE_30D")) == (
        "decided",
        {"R_DECIDE_30D/1": ("met", "2026-04-02")},
    )


def test_the_ordinary_procedure_counts_from_acceptance_and_keeps_what_did_not_count():
    say_all(say.simplified(), say.copy(), say.agency_answer())
    say_all(say.simplified_step("组织调解（2+N）"), say.mediation())
    turn_to(dt.date(2026, 3, 7))
    say_all(say.mediation_failed("2026-03-07"))
    assert clocks("R_DECIDE_30D") == {"R_DECIDE_30D/1": ("running", "2026-04-07")}
    say_all(say.simplified_step("转为普通程序"), say.conversion("2026-03-07"))
    assert waiting() == ["recon_step"]
    assert clocks("R_DECIDE_30D", "R_DECIDE_60D") == {
        "R_DECIDE_60D/1": ("met", "2026-05-06"),
        "R_DECIDE_30D/1": ("met", "2026-04-07"),
        "R_DECIDE_60D/转为普通程序": ("running", "2026-05-07"),
    }
    due = facts_of("recon_conversion_notice")["decide_due"]
    assert isinstance(due, dict)
    assert due["due_on"] == "2026-05-07"
    turn_to(dt.date(2026, 5, 8))
    assert stage() == "overdue"


def test_a_simplified_case_is_overdue_after_thirty_days():
    say_all(say.simplified(), say.copy(), say.agency_answer())
    turn_to(dt.date(2026, 4, 3))
    assert stage() == "overdue"
    assert clocks("L_AFTER_RECON_15D") == {"L_AFTER_RECON_15D/1": ("running", "2026-04-17")}


@pytest.mark.mechanism("RZ-2")
def test_a_major_case_is_heard_and_put_to_the_committee_before_anything_else():
    """The rest of RZ-2, which case is simple, stands in the tables of the rules."""
    say_all(say.procedure(is_major="是"), say.copy(), say.agency_answer(), say.opinions())
    assert waiting() == ["recon_hearing_plan"]
    postponed = say.hearing_record(held="否", summary="主持人患病，改期。")
    say_all(say.hearing_plan("2026-03-17"), postponed)
    assert waiting() == ["recon_hearing_plan"]
    say_all(say.hearing_plan("2026-03-24"), say.hearing_record(), say.committee())
    say_all(DECIDE, say.decision())
    letter = facts_of("recon_decision_letter")
    assert (letter["heard"], letter["consulted"]) == (True, True)


@pytest.mark.parametrize(
    "answered",
    [(), (say.agency_answer(with_evidence="否", materials=[]),)],
    ids=["no-answer", "no-evidence"],
)
def test_without_answer_and_evidence_another_decision_needs_a_reason(
    answered: tuple[say.Answer, ...],
):
    say_all(say.procedure(), say.copy(), *answered)
    turn_to(dt.date(2026, 3, 18))
    say_all(say.opinions(), DECIDE)
    code = "recon_decision_without_evidence"
    assert waiting() == [code]
    with pytest.raises(InvalidAnswerError, match="未答复举证，作其他决定的须说明理由"):
        say_all(say.decision("维持", code))
    say_all(say.decision("撤销", code))
    assert facts_of("recon_decision_letter")["article"] == "第六十四条、第七十条"
    assert facts_of("recon_decision_letter")["answered"] is False


def test_a_silent_agency_is_late_and_a_third_party_may_still_save_the_act():
    say_all(say.procedure(), say.copy())
    turn_to(dt.date(2026, 3, 18))
    assert clocks("R_ANSWER_10WD") == {"R_ANSWER_10WD/1": ("missed", "2026-03-17")}
    kept = say.decision(
        "维持", "recon_decision_without_evidence", exception="第三人提供了许可证据。"
    )
    say_all(say.opinions(), DECIDE, kept)
    assert facts_of("recon_decision_letter")["article"] == "第六十八条"
