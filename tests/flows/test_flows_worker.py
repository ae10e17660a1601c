"""The worker as a program: cancelled, told to leave, killed; nothing is lost, nobody is dragged."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas import FlowRun
from prefect.states import Cancelling

from fuyuan.environment import ROOT
from fuyuan.stack import Stack
from fuyuan.worker import POOL
from models.outbox import Trigger
from tasks.triggers import deliver
from tests.building import rows
from tests.flows.conftest import another_home, served
from tests.flows.slow_flow import deadly, slow

T = TypeVar("T")
PATIENCE_SECONDS = 90.0
LONG = 600.0


@pytest.fixture(scope="module")
def other(
    copy_of_deployed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stack, SyncPrefectClient]]:
    """A server for the worker of this module, with the flows above deployed."""
    with served(another_home(copy_of_deployed, tmp_path_factory.mktemp("other"))) as both:
        _stack, client = both
        for flow in (slow, deadly):
            client.create_deployment(
                client.create_flow(flow),
                name="test",
                work_pool_name=POOL,
                entrypoint=f"tests.flows.slow_flow:{flow.fn.__name__}",
                parameter_openapi_schema=flow.parameters.model_dump(),
            )
        yield both


@pytest.fixture
def client(other: tuple[Stack, SyncPrefectClient]) -> SyncPrefectClient:
    return other[1]


@pytest.fixture
def worker(
    home: Path, other: tuple[Stack, SyncPrefectClient]
) -> Callable[[], "subprocess.Popen[bytes]"]:
    """Starts the worker of an installation with an empty ledger, on the other server."""
    environment = other[0].environment() | {
        "FUYUAN_HOME": str(home),
        "PREFECT_API_URL": str(other[1].api_url),
        "PREFECT_WORKER_QUERY_SECONDS": "0.3",
    }

    def start() -> subprocess.Popen[bytes]:
        with (home / "worker.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "fuyuan.worker_program"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    return start


@contextmanager
def running(process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(what: str, look: Callable[[], T]) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, f"等待超时：{what}"
        time.sleep(0.1)
    return found


def begin(
    client: SyncPrefectClient, folder: Path, name: str, seconds: float, **variables: str
) -> FlowRun:
    found = client.read_deployment_by_name("慢流程/test")
    given = {"seconds": seconds, "folder": str(folder), "name": name}
    return client.create_flow_run_from_deployment(
        found.id, parameters=given, job_variables=variables
    )


def process_of(folder: Path, name: str) -> int:
    """The process in which a run began, once it did."""

    def look() -> list[int]:
        found = (path.suffix[1:] for path in folder.glob(f"{name}.*"))
        return [int(number) for number in found if number.isdigit()]

    return wait_for(f"the begin of {name}", look)[-1]


def ended(client: SyncPrefectClient, run: FlowRun) -> str:
    """The name of the state in which a run ended."""

    def look() -> str:
        state: Any = client.read_flow_run(run.id).state
        return state.name if state.is_final() else ""

    return wait_for(f"the end of {run.name}", look)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def cancelled_by_hand(client: SyncPrefectClient, run: FlowRun) -> None:
    """As the interface does."""
    client.set_flow_run_state(run.id, Cancelling())


def test_what_is_cancelled_stops_and_what_kills_its_process_kills_nobody_else(
    client: SyncPrefectClient, worker: Callable[[], Any], tmp_path: Path
):
    with running(worker()) as process:
        threaded = begin(client, tmp_path, "threaded", LONG)
        isolated = begin(client, tmp_path, "isolated", LONG, isolation="process")
        assert process_of(tmp_path, "threaded") == process.pid
        child = process_of(tmp_path, "isolated")
        assert child != process.pid
        for run in (threaded, isolated):
            cancelled_by_hand(client, run)
        # The thread reports the interruption before the worker says what it was.
        for run in (threaded, isolated):
            wait_for("the word", lambda run=run: client.read_flow_run(run.id).state.is_cancelled())
        assert not is_alive(child)
        assert not list(tmp_path.glob("*.end"))
        after = begin(client, tmp_path, "after", 0)
        found = client.read_deployment_by_name("自毁流程/test")
        died = client.create_flow_run_from_deployment(
            found.id, parameters={"folder": str(tmp_path)}, job_variables={"isolation": "process"}
        )
        assert ended(client, died) == "Crashed"
        assert ended(client, after) == "Completed"
        assert process.poll() is None, "and the worker goes on"
    assert rows(Trigger) == [], "what was cancelled is not ordered anew by the worker"


def test_told_to_leave_it_lets_its_run_end_and_takes_up_no_more(
    client: SyncPrefectClient, worker: Callable[[], Any], tmp_path: Path
):
    with running(worker()) as process:
        last = begin(client, tmp_path, "last", 3)
        process_of(tmp_path, "last")
        process.send_signal(signal.SIGTERM)
        late = begin(client, tmp_path, "late", 0)
        assert process.wait(60) == 0
        assert ended(client, last) == "Completed"
        assert client.read_flow_run(late.id).state.is_scheduled()
        assert rows(Trigger) == []
    client.delete_flow_run(late.id)


def test_told_to_leave_it_orders_anew_what_takes_too_long(
    client: SyncPrefectClient, worker: Callable[[], Any], tmp_path: Path
):
    with running(worker()) as process:
        endless = begin(client, tmp_path, "endless", LONG)
        process_of(tmp_path, "endless")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert ended(client, endless) == "Crashed"
    [order] = rows(Trigger)
    assert (order.key, order.isolated) == (f"carry-on:{endless.id}", True)


def test_what_was_under_way_when_it_was_killed_is_carried_on_in_a_process_of_its_own(
    client: SyncPrefectClient, worker: Callable[[], Any], tmp_path: Path
):
    with running(worker()) as process:
        begun = begin(client, tmp_path, "begun", LONG)
        assert process_of(tmp_path, "begun") == process.pid
    (tmp_path / f"begun.{process.pid}").unlink()
    with running(worker()) as process:
        orders = wait_for("the order", lambda: rows(Trigger))
        assert ended(client, begun) == "Crashed"
        [order] = orders
        assert (order.key, order.isolated) == (f"carry-on:{begun.id}", True)
        assert order.parameters["name"] == "begun"
        assert deliver(client) == 1
        child = process_of(tmp_path, "begun")
        assert child not in (process.pid, os.getpid())
        [order] = rows(Trigger)
        followed = client.read_flow_run(order.flow_run_id)
        assert followed.job_variables["isolation"] == "process"
        process.kill()
        process.wait()
        wait_for("the end of the child with its parent", lambda: not is_alive(child))
