"""再审, once ordered: by which rules, appealed or not, sent back once, and what it changes."""

from typing import Any

import pytest

from flows.retrial import retrial
from fuyuan.rehearsal import work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Todo
from rules.paths.retrial.filing import DecidedBy
from rules.paths.retrial.ordering import RetriedBy
from rules.paths.retrial.trial import PROCEDURES, RetrialProcedure
from tasks.errors import InvalidAnswerError
from tasks.incident import report_incident
from tests.building import rows
from tests.flows.office import all_that_happened
from tests.procedures import performance_answers as performed
from tests.procedures import retrial_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    PLAINTIFF,
    asked,
    clocks,
    day,
    facts_of,
    letters,
    on,
    stage,
    stages,
    tell,
    told,
)
from tests.procedures.retrial_cases import (
    PATH,
    TODAY,
    applied,
    begin,
    kept,
    lost_and_in_force,
    ordered,
    served_on_both,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
SECOND = "第二审人民法院"


# The order


def test_who_decided_and_who_tries_again_say_by_which_rules():
    second = {pair for pair, rules in PROCEDURES.items() if rules is RetrialProcedure.SECOND}
    assert second == {
        (DecidedBy.FIRST, RetriedBy.HIGHER),
        (DecidedBy.SECOND, RetriedBy.SAME),
        (DecidedBy.SECOND, RetriedBy.HIGHER),
    }
    assert len(PROCEDURES) == len(DecidedBy) * len(RetriedBy)


@pytest.mark.parametrize(
    ("how", "procedure", "limit", "form"),
    [
        ({}, "第一审程序", "T_RETRIAL_TRY_6M", "retrial_result_first"),
        ({"lifted": True}, "第二审程序", "T_RETRIAL_TRY_3M", "retrial_result"),
        ({"decided_by": SECOND}, "第二审程序", "T_RETRIAL_TRY_3M", "retrial_result"),
    ],
)
def test_the_limit_runs_from_the_docketing_of_the_retrial(
    how: dict[str, Any], procedure: str, limit: str, form: str
):
    ordered(**how)
    assert (stage(PATH), asked(PATH)) == ("retrying", [form])
    due = "2026-09-02" if limit == "T_RETRIAL_TRY_6M" else "2026-06-02"
    assert clocks(limit) == [("", day(due), "running")]
    draft = facts_of("retrial_ruling")
    assert (draft["procedure"], draft["stays"], draft["court"]) == (procedure, True, say.HIGHER)


def test_execution_goes_on_only_for_a_reason():
    number = applied()
    tell(number, say.granted(TODAY))
    with pytest.raises(InvalidAnswerError, match="抚恤金"):
        tell(number, say.ordered(TODAY, stays="否"))
    tell(number, say.ordered(TODAY, stays="否", not_stayed_for="支付抚恤金"))
    assert facts_of("retrial_ruling")["not_stayed_for"] == "支付抚恤金"


# By the rules of the first instance


def decided_first(outcome: str = say.CHANGED, **changes: Any) -> str:
    number = ordered()
    tell(number, say.of_first(outcome, TODAY, **changes))
    served_on_both(number, TODAY)
    return number


def test_a_decision_of_first_instance_is_in_force_when_nobody_appeals():
    number = decided_first(obligations=["三十日内重新答复"], is_lost="是")
    assert stage(PATH) == "appealable"
    assert {due for _, due, _ in clocks("L_APPEAL_J_15D")} == {day("2026-03-17")}
    notice = facts_of("retrial_appeal_notice")
    assert [one["appeal_due"]["due_on"] for one in notice["services"]] == ["2026-03-17"] * 2
    on("2026-03-18")
    assert stage(PATH) == "changed"
    assert stages() == stages() | {"performance": "registering", "loss_review": "received"}
    result = facts_of("retrial_outcome")
    assert (result["in_force_since"], result["original_stands"]) == ("2026-03-18", False)
    # Of an unannounced year: whoever relies on it acts on the safe day.
    [supervision] = rows(RunningDeadline, rule="L_PROCURATE_6M")
    assert (supervision.trigger_on, supervision.due_on) == (day("2026-03-18"), day("2026-09-18"))
    assert number


def test_a_ruling_of_first_instance_may_be_appealed_for_ten_days():
    decided_first(form="裁定")
    assert {due for _, due, _ in clocks("L_APPEAL_R_10D")} == {day("2026-03-12")}


def test_by_the_rules_of_the_first_instance_nothing_is_sent_back():
    number = ordered()
    with pytest.raises(InvalidAnswerError, match="没有可以发回的法院"):
        tell(number, say.of_first(say.REMANDED, TODAY))
    with pytest.raises(InvalidAnswerError, match="撤诉只在发回重审以后选"):
        tell(number, say.of_first(say.WITHDRAWN, TODAY))


def on_appeal(outcome: str = say.CHANGED, **changes: Any) -> str:
    number = decided_first(outcome, **changes)
    tell(number, say.appealed(TODAY))
    assert stage(PATH) == "appealed"
    tell(number, say.sent_up(TODAY))
    assert [state for _, _, state in clocks("T_APPEAL_3M")] == ["running"]
    return number


@pytest.mark.parametrize(
    ("first", "outcome", "end"),
    [
        (say.CHANGED, "驳回上诉，维持再审裁判", "changed"),
        (say.CHANGED, "准许撤回上诉", "changed"),
        (say.CHANGED, "改判、撤销或者变更", "changed"),
        (say.MAINTAINED, "驳回上诉，维持再审裁判", "maintained"),
        (say.MAINTAINED, "改判、撤销或者变更", "changed"),
    ],
)
def test_on_appeal_the_higher_court_has_the_last_word(first: str, outcome: str, end: str):
    number = on_appeal(first)
    tell(number, say.appeal_result(outcome, TODAY))
    assert asked(PATH) == ["retrial_effect"]
    tell(number, say.effect(TODAY))
    assert stage(PATH) == end
    assert clocks("T_APPEAL_3M")[0][2] == "met"
    result = facts_of("retrial_outcome")
    assert (result["court"], result["retrial_number"]) == (say.HIGHER, "(2026)鄂05行终9号")
    [supervision] = rows(RunningDeadline, rule="L_PROCURATE_6M")
    assert supervision.fact == "retrial_effect.retrial-1.effective_on"


def test_a_late_appeal_stops_nothing():
    number = decided_first()
    tell(number, say.appealed(TODAY, admission="逾期，不予受理"))
    assert (stage(PATH), asked(PATH)) == ("appealable", ["retrial_appeal"])


# Sent back


@kept
def sent_back() -> str:
    """The number of a case that was sent back to the court of first instance on retrial."""
    number = ordered(decided_by=SECOND)
    tell(number, say.result(say.REMANDED, TODAY))
    assert stage(PATH) == "remanded"
    tell(number, say.docketed(TODAY, "(2026)鄂0503行初99号"))
    return number


def test_what_is_sent_back_is_decided_anew_by_the_rules_of_the_first_instance():
    number = sent_back()
    assert (stage(PATH), asked(PATH)) == ("retrying", ["remanded_result"])
    assert [state for _, _, state in clocks("T_RETRIAL_TRY_6M")] == ["running"]
    for outcome in (say.MAINTAINED, say.ENDED):
        with pytest.raises(InvalidAnswerError, match="原裁判已经撤销"):
            tell(number, say.remanded(outcome, TODAY))
    with pytest.raises(InvalidAnswerError, match="没有可以发回的法院"):
        tell(number, say.remanded(say.REMANDED, TODAY))
    tell(number, say.remanded(say.CHANGED, TODAY))
    served_on_both(number, TODAY)
    on("2026-03-18")
    assert stage(PATH) == "changed"


def test_it_is_sent_back_once_and_no_more():
    number = sent_back()
    tell(number, say.remanded(say.CHANGED, TODAY))
    served_on_both(number, TODAY)
    tell(number, say.appealed(TODAY), say.sent_up(TODAY))
    again = "retrial_appeal_after_remand"
    assert asked(PATH) == [again]
    with pytest.raises(InvalidAnswerError, match="不得再次发回"):
        tell(number, say.appeal_result("发回重审", TODAY, code=again))
    tell(number, say.appeal_result("驳回上诉，维持再审裁判", TODAY, code=again))
    tell(number, say.effect(TODAY))
    assert stage(PATH) == "changed"


def test_an_appeal_too_may_send_it_back():
    number = on_appeal()
    tell(number, say.appeal_result("发回重审", TODAY))
    assert (stage(PATH), asked(PATH)) == ("remanded", ["retrial_docketing"])
    tell(number, say.docketed(TODAY, "(2026)鄂0503行初99号"))
    assert asked(PATH) == ["remanded_result"]
    assert [state for _, _, state in clocks("T_RETRIAL_TRY_6M")] == ["met", "running"]


def test_an_action_that_is_withdrawn_after_a_remand_is_visited():
    number = sent_back()
    tell(number, say.remanded(say.WITHDRAWN, TODAY), say.effect(TODAY))
    assert stages() == stages() | {PATH: "action_withdrawn", "follow_up": "scheduled"}
    assert "performance" not in stages()


# By the rules of the second instance


@pytest.mark.parametrize(
    ("outcome", "end", "stands"),
    [
        (say.MAINTAINED, "maintained", True),
        (say.CHANGED, "changed", False),
        (say.MEDIATED, "mediated", False),
        (say.ENDED, "retrial_ended", True),
    ],
)
def test_by_the_rules_of_the_second_instance_it_is_final(outcome: str, end: str, stands: bool):
    number = ordered(lifted=True)
    tell(number, say.result(outcome, TODAY))
    assert asked(PATH) == ["retrial_effect"]
    tell(number, say.effect(TODAY))
    assert (stage(PATH), asked(PATH)) == (end, [])
    assert clocks("T_RETRIAL_TRY_3M")[0][2] == "met"
    assert facts_of("retrial_outcome")["original_stands"] is stands
    assert ("follow_up" in stages()) is (end == "mediated")


def test_what_orders_nothing_has_no_content():
    number = ordered(lifted=True)
    with pytest.raises(InvalidAnswerError, match="没有再审确定的履行内容"):
        tell(number, say.result(say.ENDED, TODAY, obligations=["重新答复"]))


# What it changes


@kept
def stayed(**changes: Any) -> str:
    """The number of a lost case whose performance is stayed since 2026-12-01."""
    number = lost_and_in_force()
    obliged = performed.obligations(
        performed.pay(due_by="2026-12-20"), effective_on="2026-11-28", served_on="2026-11-12"
    )
    tell(number, obliged)
    on("2026-12-01")
    filed = {"was_lost": "是", "applicant": AGENCY} | changes
    begin(number, "2026-12-01", "2026-11-28", **filed)
    tell(number, say.accepted("2026-12-01"), say.granted("2026-12-01"))
    tell(number, say.lifted("2026-12-01"), say.docketed("2026-12-01"))
    return number


def instalment() -> RunningDeadline:
    return rows(RunningDeadline, rule="P_INSTALMENT")[-1]  # type: ignore[no-any-return]


def test_while_it_is_tried_again_performance_is_not_asked_for():
    stayed()
    assert {row.state for row in rows(Todo, question="performance_check")} == {"held"}
    assert instalment().state == "suspended"
    assert "“履行跟踪”自2026-12-01起中止：裁定再审，中止原裁判的执行" in told("中止")
    assert stage("loss_review") == "received"


@pytest.mark.parametrize("outcome", [say.MAINTAINED, say.ENDED])
def test_what_stands_is_performed_again_with_the_days_left_out(outcome: str):
    number = stayed()
    on("2026-12-10")
    tell(number, say.result(outcome, "2026-12-10"), say.effect("2026-12-10"))
    assert {row.state for row in rows(Todo, question="performance_check")} == {"open"}
    assert (instalment().state, instalment().excluded_days) == ("running", 10)
    assert stage("loss_review") == "received"
    [row] = rows(CasePath, path="performance")
    assert row.walk == 1


def test_what_is_changed_ends_the_old_performance_and_the_review_of_the_loss():
    number = stayed()
    tell(number, say.result(say.CHANGED, "2026-12-01"), say.effect("2026-12-01"))
    assert stages() == stages() | {
        PATH: "changed",
        "performance": "terminated",
        "loss_review": "revoked",
    }
    assert instalment().state == "met"


def changed_to_another_duty() -> str:
    number = stayed()
    given = {"is_lost": "是", "obligations": ["二十日内公开招生方案"]}
    tell(number, say.result(say.CHANGED, "2026-12-01", **given), say.effect("2026-12-01"))
    return number


def test_what_the_new_decision_orders_is_performed_in_place_of_the_old():
    changed_to_another_duty()
    [row] = rows(CasePath, path="performance")
    assert (row.walk, row.stage) == (2, "registering")
    # Lost it was, and lost it is: one review.
    [review] = rows(CasePath, path="loss_review")
    assert (review.walk, review.stage) == (1, "received")
    assert facts_of("retrial_outcome")["obligations"] == ["二十日内公开招生方案"]


def test_a_run_that_comes_again_neither_stays_nor_ends_what_the_new_decision_began():
    number = changed_to_another_duty()
    before = all_that_happened()
    assert {retrial.fn(number) for _ in range(2)} == {"changed"}
    assert all_that_happened() == before
    [row] = rows(CasePath, path="performance")
    assert (row.walk, row.stage, row.held_by) == (2, "registering", "")


def test_a_settlement_on_retrial_is_performed_and_visited_and_says_nothing_of_the_loss():
    number = stayed()
    given = {"obligations": ["二十日内支付补偿款"]}
    tell(number, say.result(say.MEDIATED, "2026-12-01", **given), say.effect("2026-12-01"))
    assert stages() == stages() | {
        PATH: "mediated",
        "performance": "registering",
        "follow_up": "scheduled",
        "loss_review": "received",
    }


def test_left_by_an_incident_the_old_decision_is_performed_again():
    number = stayed()
    given = {
        "answered_by": "书记员",
        "path": "再审",
        "kind": "死亡或者终止，没有承继人或者承继人放弃",
        "happened_on": "2026-12-01",
        "facts": "户籍注销证明",
        "decision": "合议庭决定",
    }
    report_incident(number, given, door="测试")
    work()
    assert stage(PATH) == "terminated"
    assert {row.state for row in rows(Todo, question="performance_check")} == {"open"}


def test_every_letter_of_a_retrial_is_of_the_court_that_has_the_case():
    number = decided_first()
    on("2026-03-18")
    issued = [one.split()[0] for one in letters()]
    assert issued == [
        *("retrial_notice", "retrial_ruling", "retrial_appeal_notice", "retrial_outcome"),
    ]
    courts = {code: facts_of(code)["court"] for code in issued}
    assert courts == {
        "retrial_notice": say.HIGHER,
        "retrial_ruling": say.HIGHER,
        "retrial_appeal_notice": say.FIRST,
        "retrial_outcome": say.FIRST,
    }
    assert (number, PLAINTIFF) != ("", "")
