"""行政复议: from the application to acceptance, and whole walks to their ends."""

import datetime as dt

import pytest

from fuyuan.rehearsal import turn_to
from models.history import Fact
from models.letter import IssuedLetter
from tests.building import rows
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    AFTERWARDS,
    TO_REVIEW,
    apply,
    clocks,
    letters,
    other_paths,
    say_all,
    stage,
    waiting,
)


@pytest.fixture(autouse=True)
def _an_application_came_in(home: object, fonts: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    apply()


@pytest.mark.mechanism("RZ-3a")
def test_an_application_is_accepted_reviewed_decided_and_explained():
    """Records of 案前协调 and 案后疏导; 案中调解 has its own in the tests of the review."""
    assert stage() == "coordinating"
    say_all(*TO_REVIEW)
    assert (stage(), waiting()) == ("reviewing", ["recon_step"])
    say_all(say.step("作出复议决定"), say.decision(), say.service())
    assert (stage(), waiting()) == ("guiding", ["recon_guidance"])
    say_all(*AFTERWARDS[1:])
    assert (stage(), waiting()) == ("decided", [])
    assert {"recon_coordination", "recon_guidance"} <= {row.question for row in rows(Fact)}
    assert clocks() == {
        "R_REVIEW_5WD/1": ("met", "2026-03-09"),
        "R_DECIDE_60D/1": ("met", "2026-05-06"),
        "A_WISH_3WD/1": ("met", "2026-03-06"),
        "R_SEND_7WD/1": ("met", "2026-03-12"),
        "R_ANSWER_10WD/1": ("met", "2026-03-17"),
        "L_AFTER_RECON_15D/送达1": ("running", "2026-03-18"),
    }
    assert letters() == ["wish_record", "acceptance_notice", "answer_notice", "decision_letter"]


def test_coordination_beforehand_may_end_the_dispute_and_is_followed_up():
    say_all(say.coordination(result="协调化解，申请人自愿撤回申请", record="机关当场重新答复。"))
    assert (stage(), waiting()) == ("resolved_early", [])
    assert clocks("R_REVIEW_5WD") == {"R_REVIEW_5WD/1": ("met", "2026-03-09")}
    assert other_paths() == {"follow_up"}


def test_a_refusal_names_its_reasons_and_the_competent_organ_and_starts_the_way_to_court():
    say_all(say.coordination(), say.refusal())
    assert (letters(), waiting()) == (["refusal"], ["recon_service"])
    say_all(say.service())
    assert stage() == "not_accepted"
    assert clocks() == {
        "R_REVIEW_5WD/1": ("met", "2026-03-09"),
        "L_AFTER_RECON_15D/送达1": ("running", "2026-03-18"),
    }


@pytest.mark.parametrize(
    "answered", [(), (say.coordination(),)], ids=["nobody-looked", "only-coordinated"]
)
def test_silence_accepts_on_the_last_day_of_the_examination(answered: tuple[say.Answer, ...]):
    say_all(*answered)
    turn_to(dt.date(2026, 3, 9))
    assert stage() != "accepted"
    turn_to(dt.date(2026, 3, 10))
    assert (stage(), waiting()) == ("accepted", ["recon_wishes"])
    say_all(say.wishes(), say.procedure())
    assert clocks() == {
        "R_REVIEW_5WD/1": ("missed", "2026-03-09"),
        "R_DECIDE_60D/1": ("running", "2026-05-08"),
        "A_WISH_3WD/1": ("met", "2026-03-12"),
        "R_SEND_7WD/1": ("running", "2026-03-18"),
    }
    [notice] = rows(IssuedLetter, code="recon_acceptance_notice")
    assert '"accepted_on":"2026-03-09"' in notice.facts
    assert '"is_deemed":true' in notice.facts


def test_after_a_cure_the_five_days_count_anew_from_its_receipt():
    say_all(say.coordination(), say.cure_asked())
    assert (stage(), letters()) == ("curing", ["cure_notice"])
    turn_to(dt.date(2026, 3, 6))
    say_all(say.cure_receipt(), say.cure())
    assert clocks() == {
        "R_REVIEW_5WD/1": ("met", "2026-03-09"),
        "R_CURE_NOTICE_5WD/1": ("met", "2026-03-09"),
        "R_CURE_10WD/1": ("met", "2026-03-18"),
        "R_REVIEW_5WD/补正": ("running", "2026-03-13"),
    }
    turn_to(dt.date(2026, 3, 9))
    say_all(say.acceptance_after_cure())
    assert clocks("R_DECIDE_60D") == {"R_DECIDE_60D/1": ("running", "2026-05-08")}


def test_after_a_cure_silence_accepts_too():
    say_all(say.coordination(), say.cure_asked())
    turn_to(dt.date(2026, 3, 6))
    say_all(say.cure_receipt(), say.cure())
    turn_to(dt.date(2026, 3, 14))
    assert stage() == "accepted"
    assert clocks("R_DECIDE_60D") == {"R_DECIDE_60D/1": ("running", "2026-05-12")}


def test_a_cured_application_may_still_be_refused():
    say_all(say.coordination(), say.cure_asked(), say.cure_receipt(say.DAY))
    say_all(say.cure(settled_on=say.DAY), say.refusal("recon_acceptance_after_cure"))
    say_all(say.service())
    assert stage() == "not_accepted"


def test_what_is_not_cured_counts_as_abandoned_only_when_a_person_finds_so():
    say_all(say.coordination(), say.cure_asked(), say.cure_receipt(say.DAY))
    turn_to(dt.date(2026, 3, 18))
    assert clocks("R_CURE_10WD") == {"R_CURE_10WD/1": ("missed", "2026-03-17")}
    assert (stage(), waiting()) == ("curing", ["recon_cure_lapsed"])
    say_all(say.lapsed_cure("无正当理由逾期不补正，视为放弃申请", "2026-03-18"))
    assert (stage(), waiting()) == ("deemed_abandoned", [])


def test_a_cure_may_be_given_more_working_days_for_a_good_reason():
    say_all(say.coordination(), say.cure_asked(), say.cure_receipt(say.DAY))
    turn_to(dt.date(2026, 3, 18))
    reason = "有正当理由不能按期补正，延长补正期限"
    say_all(say.lapsed_cure(reason, "2026-03-18", extended_days=10))
    assert clocks("R_CURE_10WD") == {"R_CURE_10WD/1": ("running", "2026-03-31")}
    say_all(say.cure("2026-03-18"))
    assert clocks("R_REVIEW_5WD") == {
        "R_REVIEW_5WD/1": ("met", "2026-03-09"),
        "R_REVIEW_5WD/补正": ("running", "2026-03-25"),
    }


def test_what_was_posted_before_the_end_cures_although_nobody_had_it():
    say_all(say.coordination(), say.cure_asked(), say.cure_receipt(say.DAY))
    turn_to(dt.date(2026, 3, 18))
    say_all(say.lapsed_cure("期满前已提交或者已交邮补正材料", "2026-03-17"))
    assert clocks("R_CURE_10WD") == {"R_CURE_10WD/1": ("met", "2026-03-17")}
    assert stage() == "examining"
