"""行政复议: the procedure that is chosen, what a missing answer leads to, and what comes after."""

import datetime as dt
import json
from pathlib import Path

import pytest

from fuyuan.rehearsal import turn_to
from models.deadline import RunningDeadline
from models.letter import IssuedLetter
from tasks.errors import InvalidAnswerError
from tests.building import fact, rows
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    AFTERWARDS,
    TO_PROCEDURE,
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
DECIDE_SIMPLY = say.simplified_step("作出复议决定")


@pytest.fixture(scope="module")
def just_accepted(migrated: Path, fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(migrated, tmp_path_factory.mktemp("accepted"), fonts, *TO_PROCEDURE)


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


@pytest.mark.parametrize(
    ("kind", "end"), [("驳回复议申请", "dismissed"), ("驳回复议请求", "claims_rejected")]
)
def test_a_dismissal_and_a_rejection_have_ends_of_their_own(kind: str, end: str):
    say_all(say.simplified(), say.copy(), say.agency_answer())
    say_all(DECIDE_SIMPLY, say.decision(kind), *AFTERWARDS)
    assert (stage(), waiting(), other_paths()) == (end, [], set())


def test_everybody_has_fifteen_days_from_their_own_receipt_and_the_agency_none():
    say_all(say.simplified(), say.copy(), say.agency_answer())
    say_all(DECIDE_SIMPLY, say.decision(has_performance="是"))
    turn_to(dt.date(2026, 3, 10))
    say_all(
        say.service("周某", more="是"),
        say.service("区教育局", role="被申请人", more="是"),
        say.service("某公司", "2026-03-10", role="第三人", method="邮寄送达"),
    )
    running = rows(RunningDeadline, rule="L_AFTER_RECON_15D")
    assert [(row.recipient, str(row.due_on)) for row in running] == [
        ("周某", "2026-03-18"),
        ("某公司", "2026-03-25"),
    ]
    assert other_paths() == {"performance"}


def decided_with(*after: say.Answer) -> None:
    say_all(say.simplified(), say.copy(), say.agency_answer(), DECIDE_SIMPLY, say.decision())
    say_all(say.service(), say.guidance(), *after)


@pytest.mark.mechanism("RZ-4")
def test_nothing_is_published_before_the_redaction_is_checked():
    """Each check that may fail stands in the tables of the rules."""
    decided_with()
    with pytest.raises(InvalidAnswerError, match="脱敏检查没有全部通过，不能公开"):
        say_all(say.publication(identities_removed="否"))
    assert waiting() == ["recon_publication"]
    say_all(say.publication())
    assert fact("recon_publication")["choice"] == "公开"
    assert fact("recon_coordination")["channel"] == "全国行政复议工作平台"


@pytest.mark.mechanism("WJ-12")
def test_opinion_and_suggestion_are_followed_until_they_are_answered():
    """The decision itself is tracked on the path of performance, where it is handed to."""
    decided_with(say.publication(), say.opinion_draft("是", "是"))
    assert (stage(), letters()[-2:]) == ("supervising", ["opinion", "suggestion"])
    say_all(say.opinion_receipt(say.DAY))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("running", "2026-05-06")}
    turn_to(dt.date(2026, 5, 7))
    assert waiting() == ["recon_opinion_chase"]
    say_all(say.opinion_chase("2026-05-07", "2026-05-15"))
    turn_to(dt.date(2026, 5, 14))
    say_all(say.opinion_report("2026-05-14"))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("met_late", "2026-05-06")}
    say_all(say.suggestion_reply("2026-05-14"))
    assert (stage(), waiting()) == ("decided", [])


def test_what_was_reported_but_not_put_right_is_chased():
    decided_with(say.publication(), say.opinion_draft("是"))
    say_all(say.opinion_receipt(say.DAY), say.opinion_report(say.DAY, "否"))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("met", "2026-05-06")}
    say_all(say.opinion_chase(say.DAY, "2026-03-20"), say.opinion_report(say.DAY))
    assert stage() == "decided"


def test_a_suggestion_alone_has_no_legal_day_but_is_closed_by_its_reply():
    decided_with(say.publication(), say.opinion_draft("否", "是"))
    assert (waiting(), clocks("R_OPINION_60D")) == (["recon_suggestion_reply"], {})
    say_all(say.suggestion_reply(say.DAY))
    assert stage() == "decided"
