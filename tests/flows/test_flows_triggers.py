"""A run that must happen: handed to Prefect exactly once, whenever the dispatcher dies."""

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey

from models.ledger import ledger
from models.outbox import Trigger
from tasks.triggers import deliver
from tests.building import filing, rows, stored
from tests.flows.office import Office
from tests.receivers import free_port


def runs_of(client: SyncPrefectClient, trigger: Trigger) -> list[str]:
    """The runs that Prefect has of a trigger."""
    wanted = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=[trigger.key]))
    return [str(run.id) for run in client.read_flow_runs(flow_run_filter=wanted)]


def forget_delivery(trigger: Trigger) -> None:
    """As if the dispatcher had died after Prefect had the run, before it noted so."""
    with ledger() as session:
        row = session.get_one(Trigger, trigger.id)
        row.state, row.flow_run_id, row.delivered_at = "pending", None, None


@pytest.mark.mechanism("YC-14")
def test_a_dispatcher_that_dies_before_it_notes_gives_the_same_run(office: Office):
    stored(filing())
    assert deliver(office.client) == 1
    [first] = rows(Trigger)
    forget_delivery(first)
    assert deliver(office.client) == 1
    [second] = rows(Trigger)
    assert second.state == "delivered"
    assert runs_of(office.client, second) == [first.flow_run_id] == [second.flow_run_id]


def test_the_run_is_the_same_even_after_it_slept(office: Office):
    number = office.take_in()
    [trigger] = rows(Trigger)
    forget_delivery(trigger)
    assert deliver(office.client) == 1
    assert office.work() == 0
    assert str(office.waiting(number, "eight_checks").id) == trigger.flow_run_id


def test_without_a_server_a_trigger_waits(office: Office):
    stored(filing())
    nobody = SyncPrefectClient(f"http://127.0.0.1:{free_port()}/api")
    with nobody, pytest.raises(httpx.ConnectError):
        deliver(nobody)
    [trigger] = rows(Trigger)
    assert (trigger.state, trigger.flow_run_id) == ("pending", None)
    assert deliver(office.client) == 1
    [trigger] = rows(Trigger)
    assert runs_of(office.client, trigger) == [trigger.flow_run_id]


def test_what_is_delivered_is_not_delivered_again(office: Office):
    stored(filing(1), filing(2))
    assert deliver(office.client) == 2
    assert deliver(office.client) == 0
    assert office.work() == 2
