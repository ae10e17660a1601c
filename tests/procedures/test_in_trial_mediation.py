"""诉中调解: who agrees is mediated, the trial limit rests meanwhile, and failure means judgment."""

import datetime as dt
from typing import Any

import pytest

from flows.in_trial_mediation import in_trial_mediation
from fuyuan.rehearsal import turn_to
from models.case import CasePath
from models.deadline import RunningDeadline
from models.letter import IssuedLetter
from rules.catalogue import paths
from rules.paths.prefiling_mediation.letters import REFERRAL
from tasks.deadlines import start_deadline
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError, NotAskedError
from tasks.start_mediation import begin_mediation
from tests.building import registered, rows
from tests.procedures import in_trial_mediation_answers as say
from tests.procedures.in_trial_mediation_cases import (
    DOCKETED,
    begun,
    clock,
    facts,
    letters,
    stages,
    tell,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")


@pytest.fixture
def number() -> str:
    return begun(under_trial())


@pytest.fixture
def mediating(number: str) -> str:
    tell(number, say.consent(), say.choice(), say.acceptance())
    return number


# Starting


@pytest.mark.mechanism("SL-2e")
def test_it_may_begin_at_any_time_from_docketing_until_judgment():
    begun_at, refused_at = set(), set()
    for n, stage in enumerate(paths()["litigation"].stages, 1):
        try:
            begin_mediation(under_trial(n, stage=stage), say.start(), door="测试")
        except NotAskedError as refused:
            told = "还没有移送第二审" if stage == "second_instance" else "已经宣判或者结案"
            assert told in str(refused)  # noqa: PT017
            refused_at.add(stage)
        else:
            begun_at.add(stage)
    # In the second instance it begins by the higher court's number (test_mediation_on_appeal).
    assert begun_at == {"noticing", "answering", "trial", "hearing_fixed", "awaiting"}
    assert refused_at == paths()["litigation"].stages.keys() - begun_at
    assert len(rows(CasePath, path="in_trial_mediation", stage="consenting")) == 5


def test_it_does_not_begin_before_docketing():
    number = registered()
    with pytest.raises(NotAskedError, match="还没有登记立案"):
        begin_mediation(number, say.start(), door="测试")


def test_it_does_not_begin_while_it_goes_on(number: str):
    with pytest.raises(AlreadyAnsweredError, match="正在进行，不必重复启动"):
        begin_mediation(number, say.start(), door="测试")


def test_of_the_second_instance_only_where_there_is_one():
    with pytest.raises(NotAskedError, match="没有进入第二审"):
        begin_mediation(under_trial(), say.start(appeal_number="(2027)鄂05行终8号"), door="测试")


@pytest.mark.mechanism("SL-2e")
def test_what_failed_once_may_be_tried_again(mediating: str, monkeypatch: Any):
    day = "2026-11-09"
    tell(mediating, say.session("调解不成"))
    monkeypatch.setenv("FUYUAN_TODAY", day)
    begun(mediating)
    tell(mediating, say.consent(answered_on=day), say.choice(chosen_on=day))
    tell(mediating, say.acceptance(signed_on=day))
    first, second = rows(RunningDeadline, rule="M_IN_15D")
    assert (first.state, second.state) == ("met", "running")
    assert (second.trigger_key, second.due_on) == ("w2-1", dt.date(2026, 11, 24))
    assert second.fact == "trial_mediator_acceptance.w2-1.signed_on"
    assert clock("T_TRIAL_6M").state == "suspended"
    tell(mediating, say.session("调解不成", held_on=day))
    # A day in the first mediation, a day in the second.
    assert (clock("T_TRIAL_6M").state, clock("T_TRIAL_6M").excluded_days) == ("running", 2)
    occasions = [letter.occasion for letter in rows(IssuedLetter, code="trial_mediation_end")]
    assert occasions == ["1", "w2-1"]
    assert in_trial_mediation.fn(mediating) == "to_judgment"
    assert len(rows(CasePath, path="in_trial_mediation")) == 1


def test_a_proposal_dated_tomorrow_is_refused():
    number = under_trial()
    with pytest.raises(InvalidAnswerError, match="晚于今天"):
        begin_mediation(number, say.start(proposed_on="2026-11-07"), door="测试")
    assert "in_trial_mediation" not in stages()


@pytest.mark.usefixtures("home", "number")
def test_the_trial_goes_on_beside_it():
    assert stages()["litigation"] == "trial"
    assert clock("T_TRIAL_6M").state == "running"


# Consent and commission


@pytest.mark.parametrize("answered", [{"plaintiff": "不同意"}, {"agency": "未答复"}])
def test_without_the_written_consent_of_both_the_trial_goes_on(
    number: str, answered: dict[str, str]
):
    tell(number, say.consent(**answered))
    assert stages() == stages() | {"in_trial_mediation": "refused", "litigation": "trial"}
    assert clock("T_TRIAL_6M").state == "running"
    assert letters("commission") == []


def test_who_refuses_the_courts_choice_refuses_mediation(number: str):
    tell(number, say.consent(), say.choice(chosen_by="双方不同意指定", mediator=""))
    assert stages()["in_trial_mediation"] == "refused"


@pytest.mark.mechanism("WJ-9a")
def test_before_docketing_a_mediator_is_delegated_and_in_trial_commissioned(number: str):
    tell(number, say.consent(), say.choice())
    [letter] = letters("commission")
    assert {REFERRAL.title[:2], letter.title[:2]} == {"委派", "委托"}


def test_the_fifteen_days_run_from_the_signature_of_the_mediator_who_accepts(number: str):
    refused = say.acceptance("回避", disclosure="与原告是表兄弟", signed_on="2026-11-05")
    tell(number, say.consent(), say.choice(), refused)
    assert stages()["in_trial_mediation"] == "choosing"
    tell(number, say.choice(mediator="李调解"), say.acceptance())
    assert len(letters("commission")) == 2
    running = clock("M_IN_15D")
    assert (running.trigger_on, running.due_on) == (dt.date(2026, 11, 6), dt.date(2026, 11, 23))
    assert running.fact == "trial_mediator_acceptance.2.signed_on"


def test_a_summary_trial_leaves_seven_days():
    number = begun(under_trial(limit="T_SUMMARY_45D"))
    tell(number, say.consent(), say.choice(), say.acceptance())
    assert facts("commission")["mediation_days"] == 7
    assert clock("M_IN_7D").due_on == dt.date(2026, 11, 13)
    assert clock("T_SUMMARY_45D").state == "suspended"


# The trial limit


def test_the_days_of_mediation_do_not_count_for_the_trial(number: str, monkeypatch: Any):
    before = clock("T_TRIAL_6M").due_on
    assert before == dt.date(2027, 5, 5) or before is None
    tell(number, say.consent(), say.choice(), say.acceptance())
    assert clock("T_TRIAL_6M").state == "suspended"
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-10")
    tell(number, say.session("调解不成", held_on="2026-11-10"))
    limit = clock("T_TRIAL_6M")
    assert (limit.state, limit.excluded_days) == ("running", 5)
    told = facts("trial_mediation_end")
    assert (told["accepted_on"], told["ended_on"]) == (dt.date(2026, 11, 6), dt.date(2026, 11, 10))


def test_a_change_to_ordinary_procedure_during_mediation_rests_the_new_limit_too():
    number = begun(under_trial(limit="T_SUMMARY_45D"))
    tell(number, say.consent(), say.choice(), say.acceptance())
    start_deadline(number, "T_TRIAL_6M", DOCKETED)
    tell(number, say.session("调解不成"))
    assert clock("M_IN_7D").state == "met"
    assert [clock(rule).excluded_days for rule in ("T_SUMMARY_45D", "T_TRIAL_6M")] == [1, 1]
    assert facts("trial_mediation_end")["trial_due"]["label"] == clock("T_TRIAL_6M").title


# Sessions


@pytest.mark.parametrize(
    "ending",
    [
        say.session("调解不成"),
        say.leaving(),
        say.session("虚假调解，终止", reason="双方串通转移财产"),
    ],
)
def test_what_fails_goes_back_to_be_judged_in_time(mediating: str, ending: say.Answer):
    tell(mediating, say.session("继续调解"), ending)
    assert stages()["in_trial_mediation"] == "to_judgment"
    assert stages()["litigation"] == "trial"
    assert clock("M_IN_15D").state == "met"
    assert clock("T_TRIAL_6M").state == "running"
    assert "mediation_instrument" not in {row.code for row in rows(IssuedLetter)}


def test_a_side_leaves_by_a_word_and_without_a_meeting(mediating: str):
    tell(mediating, say.leaving())
    assert facts("trial_session_record")["place"] == "电话"
    assert facts("trial_mediation_end")["reason"] == "一方退出调解"


def test_only_both_sides_together_extend_the_period(mediating: str):
    tell(mediating, say.extension(10))
    assert clock("M_IN_15D").due_on == dt.date(2026, 12, 1)
    turn_to(dt.date(2026, 12, 1))
    assert stages()["in_trial_mediation"] == "mediating"


@pytest.mark.usefixtures("home", "mediating")
def test_the_period_runs_out_without_an_agreement():
    turn_to(dt.date(2026, 11, 24))
    assert stages()["in_trial_mediation"] == "to_judgment"
    told = facts("trial_mediation_end")
    assert told["reason"] == "调解期限届满，双方未书面同意延长"
    assert told["ended_on"] == dt.date(2026, 11, 23)
    assert clock("T_TRIAL_6M").excluded_days == 18


@pytest.mark.mechanism("SL-2c", "YC-4c")
def test_who_was_invited_came_or_stayed_away_is_on_record(mediating: str):
    tell(mediating, say.session("继续调解"))
    assert facts("trial_session_record")["session_number"] == 1
    there = facts("trial_session_record")["participants"]
    assert "钱某（行政机关负责人，区教育局副局长）" in there
    assert "吴某（人大代表，未参加：外出开会，已来函说明）" in there


@pytest.mark.routing("RT34")
def test_what_was_conceded_stays_in_the_mediation(mediating: str):
    """RT34: concessions are no evidence; what both signed as undisputed may be used."""
    tell(mediating, say.session("调解不成"))
    told = str(facts("trial_mediation_end"))
    assert "三千元" in str(facts("trial_session_record"))
    assert "三千元" not in told
    assert "双方确认房屋面积为八十平方米。" in told
