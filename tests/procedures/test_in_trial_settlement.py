"""诉中调解 that succeeds: an instrument signed by all, or a changed act and a withdrawal."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from flows.in_trial_mediation import in_trial_mediation
from fuyuan.rehearsal import turn_to, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.letter import IssuedLetter
from models.outbox import Trigger
from tasks.answers import record_answer
from tasks.errors import AlreadyAnsweredError
from tasks.exits import leave_path
from tests.building import rows
from tests.procedures import in_trial_mediation_answers as say
from tests.procedures.in_trial_mediation_cases import (
    AGENCY,
    PLAINTIFF,
    agreed,
    asked,
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


# The instrument


def test_a_full_settlement_takes_effect_on_the_last_signature(number: str, monkeypatch: Any):
    agreed(number)
    tell(number, say.terms(), say.review())
    assert facts("mediation_instrument")["terms"][0] == "区教育局向周某1支付补偿款十二万元。"
    tell(number, say.receipt(AGENCY))
    assert stages() == stages() | {"in_trial_mediation": "signing", "litigation": "trial"}
    [waiting] = rows(Event, kind="签收")
    assert "还有1方未签收" in waiting.text
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-12")
    tell(number, say.receipt(PLAINTIFF, on="2026-11-12"))
    assert stages() == stages() | {"in_trial_mediation": "settled", "litigation": "mediated"}
    assert clock("M_IN_15D").closed_on == dt.date(2026, 11, 12)
    assert (clock("T_TRIAL_6M").state, clock("T_TRIAL_6M").excluded_days) == ("met", 7)
    assert letters("trial_mediation_end") == []


def test_the_order_of_the_signatures_does_not_matter(number: str, monkeypatch: Any):
    agreed(number)
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-12")
    tell(number, say.terms(), say.review())
    tell(number, say.receipt(PLAINTIFF, on="2026-11-12"), say.receipt(AGENCY, on="2026-11-10"))
    assert clock("M_IN_15D").closed_on == dt.date(2026, 11, 12)


def test_a_stranger_cannot_sign_for_a_party(number: str):
    agreed(number)
    tell(number, say.terms(), say.review(), say.receipt("赵某", AGENCY))
    assert stages()["in_trial_mediation"] == "signing"
    [told] = rows(Event, kind="签收")
    assert "还有1方未签收" in told.text
    assert "有1个姓名、名称与案件不一致" in told.text


def test_what_is_to_be_done_is_tracked_and_every_settlement_visited(number: str):
    agreed(number)
    tell(number, say.terms(), say.review(), say.receipt(PLAINTIFF, AGENCY))
    assert {"performance", "follow_up"} <= stages().keys()


def test_a_settlement_that_leaves_nothing_to_be_done_is_only_visited(number: str):
    agreed(number)
    done = say.terms(payments=[], to_perform="否")
    tell(number, done, say.review(), say.receipt(PLAINTIFF, AGENCY))
    assert stages()["follow_up"] == "scheduled"
    assert "performance" not in stages()


def test_who_goes_back_on_it_before_signing_is_judged(number: str):
    agreed(number)
    tell(number, say.terms(), say.review(), say.receipt(AGENCY))
    tell(number, say.receipt(PLAINTIFF, result="签收前反悔或者拒绝签收"))
    assert stages() == stages() | {"in_trial_mediation": "to_judgment", "litigation": "trial"}
    assert {"performance", "follow_up"} & stages().keys() == set()
    assert "调解书不发生效力" in facts("trial_mediation_end")["reason"]


def test_a_partial_settlement_leaves_the_rest_to_the_judgment(number: str):
    agreed(number, result="部分达成一致")
    rest = say.terms(remaining="停产停业损失")
    tell(number, rest, say.review(), say.receipt(PLAINTIFF, AGENCY))
    assert stages() == stages() | {"in_trial_mediation": "partly_settled", "litigation": "trial"}
    assert "performance" in stages()
    assert "follow_up" not in stages()
    assert facts("mediation_instrument")["is_partial"] is True
    told = facts("trial_mediation_end")
    assert "停产停业损失" in told["reason"]
    assert told["settled_terms"] == facts("mediation_instrument")["terms"]
    assert clock("T_TRIAL_6M").state == "running"


def test_the_court_may_decline_the_instrument(number: str):
    agreed(number)
    declined = say.review("不出具调解书，及时判决", lawful="否", reason="超出法定补偿标准")
    tell(number, say.terms(), declined)
    assert stages()["in_trial_mediation"] == "to_judgment"
    assert "超出法定补偿标准" in facts("trial_mediation_end")["reason"]
    assert letters("mediation_instrument") == []


# Changing the act instead


@pytest.mark.routing("RT15")
def test_a_bound_act_ends_in_no_instrument_but_in_its_change_and_a_withdrawal(number: str):
    """RT15: an act without discretion is not mediated; it may be changed, the action withdrawn."""
    agreed(number, subject=say.BOUND)
    assert asked() == ["act_change"]
    tell(number, say.change(third_party_objection="第三人对新答复没有异议"))
    assert stages() == stages() | {"in_trial_mediation": "to_withdrawal", "litigation": "trial"}
    assert letters("mediation_instrument") == []
    assert "区教〔2026〕8号" in facts("trial_mediation_end")["change"]
    assert clock("T_TRIAL_6M").state == "running"


def test_a_mediable_case_may_be_ended_by_a_change_too(number: str):
    agreed(number)
    tell(number, say.terms(), say.review("由行政机关改变行政行为，原告申请撤诉"), say.change())
    assert stages()["in_trial_mediation"] == "to_withdrawal"


def test_an_act_that_is_not_changed_is_judged(number: str):
    agreed(number, subject=say.BOUND)
    tell(number, say.change("行政机关未改变行政行为，或者原告不撤诉", change=""))
    assert stages()["in_trial_mediation"] == "to_judgment"


def test_an_act_that_is_not_changed_in_time_is_judged(number: str):
    agreed(number, subject=say.BOUND)
    turn_to(dt.date(2026, 11, 24))
    assert stages()["in_trial_mediation"] == "to_judgment"
    assert clock("T_TRIAL_6M").state == "running"


# Running again, leaving


def walk_to_settlement(number: str) -> None:
    agreed(number)
    tell(number, say.terms(), say.review(), say.receipt(PLAINTIFF, AGENCY))


def walk_to_judgment(number: str) -> None:
    agreed(number, subject=say.BOUND)
    turn_to(dt.date(2026, 11, 24))


@pytest.mark.parametrize("walk", [walk_to_settlement, walk_to_judgment])
def test_a_run_that_comes_again_changes_nothing(number: str, walk: Callable[[str], None]):
    walk(number)
    tables = (Event, IssuedLetter, RunningDeadline, CasePath, Trigger, Todo)
    before = [[vars(row) | {"_sa_instance_state": None} for row in rows(one)] for one in tables]
    in_trial_mediation.fn(number)
    in_trial_mediation.fn(number)
    after = [[vars(row) | {"_sa_instance_state": None} for row in rows(one)] for one in tables]
    assert after == before


def test_a_trial_that_ended_takes_the_mediation_with_it(number: str):
    tell(number, say.consent(), say.choice(), say.acceptance())
    leave_path(number, "in_trial_mediation", "dropped", reason="本案已经裁判")
    work()
    assert stages()["in_trial_mediation"] == "dropped"
    assert asked() == []
    assert (clock("M_IN_15D").state, clock("T_TRIAL_6M").state) == ("met", "running")
    assert in_trial_mediation.fn(number) == "dropped"
    with pytest.raises(AlreadyAnsweredError, match="已撤销"):
        record_answer(number, *say.session("继续调解"), door="测试")
