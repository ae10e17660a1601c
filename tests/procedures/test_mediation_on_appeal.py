"""诉中调解 in the second instance: settled, withdrawn either way, or decided in time."""

from typing import Any

import pytest

from flows.litigation import litigation
from fuyuan.rehearsal import work
from models.case import CasePath
from models.deadline import RunningDeadline
from tasks.asking import Unanswered
from tasks.errors import InvalidAnswerError, NotAskedError
from tasks.start_mediation import begin_mediation
from tests.building import rows
from tests.procedures import in_trial_mediation_answers as mediated
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    JUDGMENT,
    PLAINTIFF,
    appealed,
    asked,
    clocks,
    decided,
    facts_of,
    kept,
    letters,
    on,
    served_on_all,
    stage,
    stages,
    tell,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
TODAY, APPEAL = "2026-12-01", "(2026)鄂05行终8号"
HIGHER = "宜昌市中级人民法院"
LOST = (
    say.step("作出判决"),
    say.judged("2026-11-12", kinds=["撤销", "责令履行法定职责"], obligations=["三十日内重新答复"]),
)


def begin(number: str, **changes: Any) -> None:
    given = mediated.start(proposed_on=TODAY, appeal_number=APPEAL) | changes
    begin_mediation(number, given, door="测试")
    work()


@kept
def mediating(*given: tuple[str, dict[str, Any]], subject: str = "行政补偿") -> str:
    """The number of a case that is mediated on appeal since 2026-12-01."""
    number = appealed(*given)
    begin(number)
    tell(
        number,
        mediated.consent(subject, answered_on=TODAY),
        mediated.choice(chosen_on=TODAY),
        mediated.acceptance(signed_on=TODAY),
    )
    return number


def settled(number: str, result: str = "全部达成一致") -> None:
    tell(
        number,
        mediated.session(result, held_on=TODAY),
        mediated.terms(),
        mediated.review(decided_on=TODAY),
        mediated.receipt(PLAINTIFF, AGENCY, on=TODAY),
    )


# Beginning


def test_it_begins_when_the_higher_court_has_the_file_and_under_its_number():
    number = decided(*JUDGMENT)
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    with pytest.raises(NotAskedError, match="还没有移送第二审法院"):
        begin(number, proposed_on="2026-11-20")
    on(TODAY)
    tell(number, say.sent_up(TODAY), say.transferred(TODAY, TODAY, TODAY))
    with pytest.raises(NotAskedError, match="请填写二审案号"):
        begin(number, appeal_number="")
    begin(number)
    assert stages()["in_trial_mediation"] == "consenting"
    assert stage() == "second_instance"


@pytest.mark.mechanism("SL-2e")
def test_the_court_that_mediates_is_the_higher_court_and_its_three_months_rest():
    number = mediating()
    commission = facts_of("commission_on_appeal")
    assert (commission["court"], commission["docket_number"]) == (HIGHER, APPEAL)
    assert commission["doc_no"] == ""  # A number of the first court would be another court's.
    assert commission["mediation_days"] == 15
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["suspended"]
    # The trial of first instance is long over.
    assert [state for _, _, state in clocks("T_TRIAL_6M")] == ["met"]
    on("2026-12-04")
    tell(number, mediated.session("调解不成", held_on="2026-12-04"))
    [limit] = rows(RunningDeadline, rule="T_APPEAL_3M")
    assert (limit.state, limit.excluded_days) == ("running", 4)
    assert facts_of("trial_mediation_end")["court"] == HIGHER
    assert asked() == ["second_instance_result"]


# Settled


def test_an_instrument_of_the_higher_court_ends_the_case():
    number = mediating(*LOST)
    settled(number)
    assert (stage(), stage("in_trial_mediation")) == ("mediated", "settled")
    assert {"performance", "follow_up"} <= stages().keys()
    instrument = facts_of("mediation_instrument")
    assert (instrument["court"], instrument["docket_number"]) == (HIGHER, APPEAL)
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["met"]
    assert asked() == []
    # What the settlement does to the judgment below is for the court to say: nobody is told.
    assert stage("loss_review") == "received"


def test_a_part_is_settled_and_the_rest_decided_on_appeal():
    number = mediating()
    settled(number, "部分达成一致")
    assert (stage(), stage("in_trial_mediation")) == ("second_instance", "partly_settled")
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["running"]
    tell(number, say.second(TODAY))
    assert stage() == "effective"


# Withdrawn


def coordinated(*given: tuple[str, dict[str, Any]]) -> str:
    number = mediating(*given, subject=mediated.BOUND)
    tell(number, mediated.session("全部达成一致", held_on=TODAY), mediated.change(settled_on=TODAY))
    assert stage("in_trial_mediation") == "to_withdrawal"
    assert facts_of("trial_mediation_end")["is_second_instance"] is True
    return number


def test_the_appeal_is_withdrawn_and_the_first_judgment_stands():
    number = coordinated(*LOST)
    tell(number, say.second(TODAY, outcome="准许撤回上诉"))
    assert stage() == "effective"
    # Lost it is, whatever was ticked; what it orders is followed.
    assert stage("loss_review") == "received"
    assert {"performance", "follow_up"} <= stages().keys()


def test_the_action_is_withdrawn_and_no_judgment_is_left():
    number = coordinated(*LOST)
    tell(number, say.second(TODAY, outcome="准许撤回起诉"))
    assert stage() == "withdrawn"
    assert (stage("loss_review"), stage("follow_up")) == ("revoked", "scheduled")
    assert "performance" not in stages()
    again = litigation.fn(number)
    assert (again, stage("follow_up")) == ("withdrawn", "scheduled")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"outcome": "准许撤回上诉", "obligations": ["重新答复"]}, "没有终审确定的履行内容"),
        ({"outcome": "准许撤回起诉", "obligations": ["重新答复"]}, "没有终审确定的履行内容"),
        ({"outcome": "准许撤回起诉", "is_lost": "是"}, "没有败诉的终审结果"),
    ],
)
def test_what_is_withdrawn_orders_nothing(changes: dict[str, Any], reason: str):
    number = appealed()
    with pytest.raises(InvalidAnswerError, match=reason):
        tell(number, say.second(TODAY, **changes))


# Decided


def test_whoever_still_mediates_on_appeal_is_decided_without_it():
    number = mediating()
    tell(number, say.second(TODAY))
    assert (stage(), stage("in_trial_mediation")) == ("effective", "dropped")
    assert asked("in_trial_mediation") == []


def test_the_judgment_below_does_not_end_the_mediation_on_appeal():
    """A run that comes again passes the first judgment, which ended the mediation before it."""
    number = mediating()
    with pytest.raises(Unanswered):
        litigation.fn(number)
    assert stage("in_trial_mediation") == "mediating"
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["suspended"]


def test_mediated_in_both_instances_each_with_letters_of_its_own():
    number = decided()
    given = mediated.start(proposed_on="2026-11-12")
    begin_mediation(number, given, door="测试")
    work()
    tell(
        number,
        mediated.consent(answered_on="2026-11-12"),
        mediated.choice(chosen_on="2026-11-12"),
        mediated.acceptance(signed_on="2026-11-12"),
    )
    tell(number, *JUDGMENT)
    assert stage("in_trial_mediation") == "dropped"
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    on(TODAY)
    tell(number, say.sent_up(TODAY), say.transferred(TODAY, TODAY, TODAY))
    begin(number)
    tell(
        number,
        mediated.consent(answered_on=TODAY),
        mediated.choice(chosen_on=TODAY),
        mediated.acceptance(signed_on=TODAY),
    )
    [row] = rows(CasePath, path="in_trial_mediation")
    assert (row.walk, row.stage) == (2, "mediating")
    assert [one for one in letters() if one.startswith("commission")] == [
        *("commission", "commission_on_appeal w2-1"),
    ]
    assert [state for _, _, state in clocks("M_IN_15D")] == ["met", "running"]
