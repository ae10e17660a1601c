"""Each filing has its run, and one only: whoever dies, whoever is away, whoever does it twice."""

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from fuyuan.stack import Stack
from fuyuan.worker_runs import SETTINGS
from models.home import database_url
from models.ledger import engine, ledger
from models.outbox import Trigger
from tasks.intake_balance import balance, repair
from tasks.triggers import deliver, enqueue
from tests.building import filing, rows, stored
from tests.faults import kills
from tests.flows.office import Office, begin_numbers
from tests.processes import at_once

# A trigger is asked for, answered, noted, committed.
EFFECTS = 4


@pytest.fixture
def either(any_home: Path, deployed: SyncPrefectClient, fonts: Path) -> Office:
    """An office on either database; its numbers are no other test's."""
    assert any_home.exists()
    assert fonts.exists()
    begin_numbers()
    return Office(deployed)


def deliver_to(address: str) -> int:
    """What a keeper of its own does in a process of its own."""
    with temporary_settings(SETTINGS), SyncPrefectClient(address) as client:
        return deliver(client)


def runs_of(client: SyncPrefectClient, triggers: list[Trigger]) -> list[str]:
    """The runs that Prefect has of these triggers."""
    keys = [trigger.key for trigger in triggers]
    wanted = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=keys))
    return sorted(str(run.id) for run in client.read_flow_runs(flow_run_filter=wanted))


def assert_each_has_one_run(client: SyncPrefectClient) -> None:
    triggers = rows(Trigger)
    assert [trigger.detail for trigger in triggers if trigger.state != "delivered"] == []
    assert runs_of(client, triggers) == sorted(str(trigger.flow_run_id) for trigger in triggers)
    found = balance(client)
    assert found.asked_server
    assert (found.filings, found.differences) == (len(triggers), ())


def test_whenever_the_dispatcher_is_killed_each_filing_has_one_run(either: Office):
    address, killed = str(either.client.api_url), 0

    def one_more(number: int) -> str:
        stored(filing(number))
        return address

    for _number, _address in kills(deliver_to, one_more):
        deliver(either.client)
        assert_each_has_one_run(either.client)
        killed += 1
    assert killed == EFFECTS
    assert_each_has_one_run(either.client)


def test_two_dispatchers_at_once_make_one_run_of_each(either: Office):
    stored(*[filing(n) for n in range(6)])
    at_once(deliver_to, [(str(either.client.api_url),)] * 2)
    assert_each_has_one_run(either.client)


REFUSE_IN_SQLITE = """
CREATE TRIGGER no_room BEFORE UPDATE ON "trigger"
BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
"""
REFUSE_IN_POSTGRESQL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE UPDATE ON "trigger" FOR EACH ROW EXECUTE FUNCTION no_room()
"""


@contextmanager
def no_room_for_notes() -> Iterator[None]:
    """The ledger can no longer note what was delivered."""
    bound = engine(database_url())
    is_sqlite = bound.dialect.name == "sqlite"
    with bound.begin() as connection:
        connection.execute(text(REFUSE_IN_SQLITE if is_sqlite else REFUSE_IN_POSTGRESQL))
    try:
        yield
    finally:
        drop = "DROP TRIGGER no_room" if is_sqlite else "DROP FUNCTION no_room CASCADE"
        with bound.begin() as connection:
            connection.execute(text(drop))


def test_a_full_ledger_that_cannot_note_a_delivery_gets_the_same_run_later(either: Office):
    stored(filing(1), filing(2))
    with no_room_for_notes():
        for _ in range(3):
            with pytest.raises(DBAPIError):
                deliver(either.client)
        assert {trigger.state for trigger in rows(Trigger)} == {"pending"}
    assert len(runs_of(either.client, rows(Trigger))) == 1
    assert deliver(either.client) == 2
    assert_each_has_one_run(either.client)


@contextmanager
def killed_after(server: subprocess.Popen[bytes], number: int) -> Iterator[None]:
    """Kill the server when it has made so many runs, before the last answer is heard."""
    real, made = httpx.HTTPTransport.handle_request, itertools.count(1)

    def send(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        answer = real(transport, request)
        if request.url.path.endswith("create_flow_run") and next(made) == number:
            server.kill()
            server.wait()
            answer.close()
            raise httpx.ConnectError("gone")
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.HTTPTransport, "handle_request", send)
        with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}):
            yield


def test_a_server_that_is_killed_while_it_is_told_has_one_run_of_each_afterwards(
    office: Office, another_stack: tuple[Stack, SyncPrefectClient], tmp_path: Path
):
    stack, client = another_stack
    stored(*[filing(n) for n in range(4)])
    server = stack.programs[0].process
    assert server is not None
    with killed_after(server, 2), pytest.raises(httpx.TransportError):
        deliver(client)
    assert [trigger.state for trigger in rows(Trigger)] == ["delivered", *["pending"] * 3]
    stored(filing(4))
    found = balance()
    assert (found.waiting, found.differences) == (4, ()), "without a server the ledger still counts"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(tmp_path / "another"))
        stack.revive()
        stack._await(f"{stack.ports.prefect_url}/api/health", "server")
    deliver(client)
    assert_each_has_one_run(client)
    assert office.ready() == [], "the other server has nothing to do with it"


def test_a_trigger_that_prefect_refuses_keeps_no_other_waiting(either: Office):
    with ledger() as session:
        enqueue(session, key="bad:name", deployment="没有/此部署", parameters={})
        enqueue(
            session,
            key="bad:parameters",
            deployment="先登后调/registration",
            parameters={"filing_number": {"不是": "编号"}},
        )
    stored(filing(1))
    assert deliver(either.client) == 1
    bad, wrong, good = rows(Trigger)
    assert (bad.state, bad.attempts, bad.detail) == ("pending", 1, "没有名为“没有/此部署”的部署")
    assert (wrong.state, wrong.detail) == ("pending", "Prefect 不接受（HTTP 409）")
    assert good.state == "delivered"
    assert deliver(either.client) == 0
    assert [trigger.attempts for trigger in rows(Trigger)] == [2, 2, 1]


def test_what_prefect_lost_is_named_and_carried_on(office: Office):
    lost, _alive = stored(filing(1), filing(2))
    assert deliver(office.client) == 2
    first, _second = rows(Trigger)
    office.client.delete_flow_run(first.flow_run_id)
    found = balance(office.client)
    assert [(item.code, item.subject) for item in found.differences] == [("run_lost", lost)]
    assert (found.started, found.is_settled) == (2, False)
    assert repair(office.client) == 1
    assert office.work() == 2
    settled = balance(office.client)
    assert (settled.cases, settled.differences, settled.is_settled) == (2, (), True)
    assert repair(office.client) == 0


def test_a_filing_without_a_trigger_is_given_its_run(office: Office):
    [number] = stored(filing(1))
    with ledger() as session:
        session.execute(update(Trigger).values(key="something:else", state="delivered"))
    assert [item.code for item in balance(office.client).differences] == ["no_trigger"]
    assert repair(office.client) == 1
    assert [row.key for row in rows(Trigger)] == ["something:else", f"filing:{number}"]
    office.work()
    assert balance(office.client).is_settled
