"""The trial itself, with mediation beside it and the explanation after it."""

import pytest

from fuyuan.rehearsal import answer, work
from models.deadline import RunningDeadline
from models.history import Todo
from tasks.start_mediation import begin_mediation
from tests.building import rows
from tests.procedures import in_trial_mediation_answers as mediated
from tests.procedures import litigation_answers as tried
from tests.procedures.litigation_walk import (
    AGENCY,
    PLAINTIFF,
    asked,
    clocks,
    day,
    decided,
    facts_of,
    on,
    served_on_all,
    stage,
    tell,
    under_trial,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
TODAY = "2026-11-12"


@pytest.fixture
def mediating() -> str:
    """A case under trial, mediated by a mediator who accepted on 2026-11-12."""
    number = under_trial()
    begin_mediation(number, mediated.start(proposed_on=TODAY), door="测试")
    work()
    tell(
        number,
        mediated.consent(answered_on=TODAY),
        mediated.choice(chosen_on=TODAY),
        mediated.acceptance(signed_on=TODAY),
    )
    return number


@pytest.mark.mechanism("SL-2e")
def test_a_settlement_ends_the_trial_and_takes_its_questions_back(mediating: str):
    assert asked() == ["trial_step"]
    tell(
        mediating,
        mediated.session("全部达成一致", held_on=TODAY),
        mediated.terms(),
        mediated.review(decided_on=TODAY),
        mediated.receipt(PLAINTIFF, AGENCY, on=TODAY),
    )
    assert (stage(), stage("in_trial_mediation")) == ("mediated", "settled")
    assert (asked(), asked("in_trial_mediation")) == ([], [])
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["met"]


def test_a_changed_act_goes_back_to_the_trial_for_the_ruling_on_withdrawal(mediating: str):
    """RT15: whether the action may be withdrawn is for the court to say, in the trial."""
    tell(
        mediating,
        mediated.session("全部达成一致", held_on=TODAY),
        mediated.terms(),
        mediated.review("由行政机关改变行政行为，原告申请撤诉", decided_on=TODAY),
        mediated.change(settled_on=TODAY),
    )
    assert (stage(), stage("in_trial_mediation")) == ("trial", "to_withdrawal")
    tell(mediating, tried.step("原告申请撤诉"), tried.withdrawal(TODAY))
    assert stage() == "withdrawn"


def test_what_failed_is_judged_and_the_days_of_mediation_are_left_out(mediating: str):
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["suspended"]
    on("2026-11-16")
    answer(mediating, *mediated.session("调解不成", held_on="2026-11-16"))
    [limit] = rows(RunningDeadline, rule="T_TRIAL_6M")
    assert (limit.state, limit.excluded_days) == ("running", 5)
    assert facts_of("trial_mediation_end")["trial_due"]["label"] == "作出第一审判决"
    assert asked() == ["trial_step"]


def test_the_judgment_is_explained_with_the_days_on_which_it_was_served():
    number = decided(tried.step("作出判决"), tried.judged(TODAY, has_flaw="是"))
    on("2026-11-13")
    served_on_all(number, plaintiff="2026-11-13", agency="2026-11-12")
    services = facts_of("explanation_notice")["services"]
    told = {one["party"]: (day(one["served_on"]), one["appeal_due"]["due_on"]) for one in services}
    assert told == {
        PLAINTIFF: (day("2026-11-13"), "2026-11-30"),
        AGENCY: (day("2026-11-12"), "2026-11-27"),
    }
    on("2026-12-01")
    assert (stage(), stage("judgment_explanation")) == ("effective", "guiding")
    assert [todo.actor for todo in rows(Todo, question="guidance_record")] == ["被诉行政机关"]
