"""Runs that wake, crash, meet each other or are lost: the case goes on, and once."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

import pytest
from prefect.client.schemas import FlowRun
from prefect.states import Cancelled, Crashed, Pending, Running, Scheduled

from models.history import Todo
from models.outbox import Trigger
from tasks.answers import record_answer
from tasks.recovery import carry_on, find_stranded
from tasks.triggers import deliver
from tests.building import rows
from tests.flows.answers import checks, consent
from tests.flows.office import Office, case_id, facts, letters, stages


def another_run(office: Office) -> FlowRun:
    """Another run of the registration of the only case."""
    trigger = rows(Trigger)[0]
    return office.start(trigger.deployment, **trigger.parameters)


@pytest.mark.parametrize("door", ["命令行", "窗口"])
def test_an_answer_by_another_door_wakes_the_same_run(office: Office, door: str):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    record_answer(number, *checks(), door=door)
    assert office.work() == 1
    assert office.waiting(number, "consent").id == run.id
    assert facts(number)["eight_checks"].door == door


def test_a_run_woken_for_nothing_sleeps_again_with_a_form_that_works(office: Office):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    first = run.state.state_details.pause_key
    office.client.set_flow_run_state(run.id, Scheduled(name="Resuming"))
    assert office.work() == 1
    again = office.waiting(number, "eight_checks")
    assert again.id == run.id
    assert again.state.state_details.pause_key != first
    office.tell(number, checks())
    assert office.asks(number) == ["consent"]


def test_an_answer_waits_until_the_run_sleeps(office: Office):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    office.client.set_flow_run_state(run.id, Running(), force=True)
    record_answer(number, *checks(), door="窗口")
    assert deliver(office.client) == 0
    assert [row.state for row in rows(Trigger, wakes_run=str(run.id))] == ["pending"]
    # It comes to sleep without having seen the answer.
    office.client.set_flow_run_state(run.id, run.state, force=True)
    assert office.work() == 1
    assert office.asks(number) == ["consent"]


def test_a_run_that_has_gone_on_by_itself_is_left_to_sleep(office: Office):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    office.client.set_flow_run_state(run.id, Scheduled(name="Resuming"))
    record_answer(number, *checks(), door="窗口")
    assert deliver(office.client) == 0
    office.run(run)
    form = office.waiting(number, "consent").state.state_details.pause_key
    assert deliver(office.client) == 1
    assert office.work() == 0
    assert office.waiting(number, "consent").state.state_details.pause_key == form


def test_a_crashed_run_that_is_retried_by_hand_carries_on(office: Office):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    office.client.set_flow_run_state(run.id, Crashed(), force=True)
    # What the button Retry of the interface does.
    office.client.set_flow_run_state(run.id, Scheduled(name="AwaitingRetry"), force=True)
    assert office.work() == 1
    assert office.waiting(number, "eight_checks").id == run.id
    office.tell(number, checks(), consent())
    assert stages(number)["registration"] == "to_mediation"
    made = ["receipt", "eight_checks_form", "mediation_inquiry", "consent_record"]
    assert letters(number) == made


def test_of_two_runs_of_a_case_the_newer_takes_over(office: Office):
    number = office.take_in()
    older = office.waiting(number, "eight_checks")
    newer = another_run(office)
    office.succeed(newer)
    assert office.waiting(number, "eight_checks").id == newer.id
    assert office.state_of(older.id).is_cancelled()
    assert office.client.resume_flow_run(older.id, run_input=checks()[1]).status.value == "ABORT"
    office.tell(number, checks())
    assert office.asks(number) == ["consent"]
    assert letters(number) == ["receipt", "eight_checks_form", "mediation_inquiry"]


@pytest.mark.parametrize("attempt", [1, 2])
def test_of_two_runs_at_once_one_is_left(office: Office, attempt: int):
    number = office.take_in(attempt)
    runs = [another_run(office) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        contexts = [contextvars.copy_context() for _ in runs]
        pairs = zip(contexts, runs, strict=True)
        waiting = [pool.submit(context.run, office.run, run) for context, run in pairs]
        ended = [future.result() for future in waiting]
    left = office.waiting(number, "eight_checks")
    assert left.id in {run.id for run in runs}
    [lost] = [run for run in runs if run.id != left.id]
    assert office.state_of(lost.id).is_final(), ended
    office.tell(number, checks())
    assert office.asks(number) == ["consent"]
    assert letters(number) == ["receipt", "eight_checks_form", "mediation_inquiry"]


@pytest.mark.parametrize("how", ["cancelled", "deleted"])
def test_a_run_taken_away_by_mistake_comes_back(office: Office, how: str):
    number = office.take_in()
    run = office.waiting(number, "eight_checks")
    assert not find_stranded(office.client)
    if how == "cancelled":
        office.client.set_flow_run_state(run.id, Cancelled())
    else:
        office.client.delete_flow_run(run.id)
    assert carry_on(office.client, incident="一") == 1
    assert office.work() == 1
    assert office.waiting(number, "eight_checks").id != run.id
    assert not find_stranded(office.client)
    office.tell(number, checks())
    assert office.asks(number) == ["consent"]


def test_an_answer_to_a_run_that_is_gone_starts_another(office: Office):
    number = office.take_in()
    office.client.delete_flow_run(office.waiting(number, "eight_checks").id)
    record_answer(number, *checks(), door="窗口")
    assert office.work() == 1
    assert office.asks(number) == ["consent"]
    assert [row.state for row in rows(Todo, case_id=case_id(number))] == ["answered", "open"]


def test_a_case_that_fails_every_time_is_started_once_an_incident(office: Office):
    number = office.take_in()
    office.client.delete_flow_run(office.waiting(number, "eight_checks").id)
    assert carry_on(office.client, incident="一") == 1
    deliver(office.client)
    [run] = office.ready()
    office.client.set_flow_run_state(run.id, Pending())
    office.client.set_flow_run_state(run.id, Crashed(), force=True)
    assert carry_on(office.client, incident="一") == 1
    assert deliver(office.client) == 0
    assert carry_on(office.client, incident="二") == 1
    assert office.work() == 1
    assert office.asks(number) == ["eight_checks"]
