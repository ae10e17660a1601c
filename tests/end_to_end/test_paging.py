"""Prefect's own server notices what is wrong, and the administrator hears of it once."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.settings import PREFECT_API_URL, temporary_settings

from desk.app import create_app
from fuyuan.automations import Applied, Patience, apply, automations
from fuyuan.checks import Checks
from fuyuan.demo.senses import free_port
from fuyuan.environment import ROOT, Ports
from fuyuan.stack import Stack
from fuyuan.worker import POOL, WORKER_TYPE, ThreadWorker
from models import schema
from models.home import database_url
from models.ledger import engine, ledger
from models.outbox import Alarm, Notice
from rules.vocabulary.question import Actor
from tasks import alarms, clock
from tests.building import registered, rows
from tests.end_to_end.conftest import wait_for
from tests.end_to_end.failing_flow import failing
from tests.notices import queued, reader
from tests.receivers import Received, web_hook

pytestmark = pytest.mark.server
SHORT = dt.timedelta(seconds=10)
PATIENCE = Patience(worker=SHORT, outbox=SHORT, watch=dt.timedelta(hours=26))
TOLD_AGAIN_WITHIN_SECONDS = 4.0


@dataclass(slots=True, kw_only=True)
class House:
    """A server with its automations, a desk, and what the administrator has got."""

    stack: Stack
    client: SyncPrefectClient
    pager: Received
    worker: subprocess.Popen[bytes] | None = None

    def pages(self, word: str) -> list[dict[str, str]]:
        said = [json.loads(message) for message in self.pager.messages]
        return [each for each in said if word in each["title"]]

    def start_worker(self) -> None:
        self.worker = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.failing_flow"],
            cwd=ROOT,
            env=self.stack.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for("the pool is ready", lambda: self.is_pool("READY"))

    def is_pool(self, status: str) -> bool:
        return self.client.read_work_pool(POOL).status == status

    def kill_worker(self) -> None:
        assert self.worker is not None
        self.worker.kill()
        self.worker.wait()

    def fail(self) -> str:
        run = self.client.create_flow_run_from_deployment(
            self.client.read_deployment_by_name("失败/failing").id
        )
        wait_for("the failure", lambda: self.client.read_flow_run(run.id).state_type == "FAILED")
        return str(run.id)


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    """The environment of an installation of its own."""
    ports = Ports(prefect=free_port(), desk=free_port())
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FUYUAN_")]:
            patch.delenv(name)
        patch.setenv("FUYUAN_HOME", str(tmp_path_factory.mktemp("house")))
        patch.setenv("FUYUAN_NOTICE_HOSTS", "127.0.0.1,localhost")
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        patch.setenv("FUYUAN_PREFECT_URL", ports.prefect_url)
        schema.upgrade()
        yield ports
        engine(database_url()).dispose()


@pytest.fixture(scope="module")
def house(ports: Ports) -> Iterator[House]:
    with web_hook() as pager, _desk(ports.desk), _server(ports) as stack:
        reader(f"json://127.0.0.1:{pager.port}/x", label="管理", role=Actor.ADMINISTRATOR.value)
        with get_client(sync_client=True) as client:
            _deploy(client, ports.desk_url)
            yield House(stack=stack, client=client, pager=pager)


@contextmanager
def _desk(port: int) -> Iterator[None]:
    config = uvicorn.Config(create_app(), port=port, log_level="error", lifespan="off")
    served = uvicorn.Server(config)
    thread = threading.Thread(target=served.run)
    thread.start()
    try:
        yield
    finally:
        served.should_exit = True
        thread.join()


@contextmanager
def _server(ports: Ports) -> Iterator[Stack]:
    """Prefect's server, which looks more often than usual."""
    often = {
        "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "1",
        "PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY": "PT1S",
    }
    stack = Stack(ports=ports, extra=often)
    with temporary_settings({PREFECT_API_URL: f"{ports.prefect_url}/api"}):
        stack.serve()
        try:
            yield stack
        finally:
            stack.stop()


def _deploy(client: SyncPrefectClient, desk_url: str) -> None:
    client.create_work_pool(
        WorkPoolCreate(
            name=POOL,
            type=WORKER_TYPE,
            base_job_template=ThreadWorker.get_default_base_job_template(),
        )
    )
    deployment = failing.to_deployment("failing", work_pool_name=POOL)
    deployment.entrypoint = "tests.end_to_end.failing_flow:failing"
    deployment.apply()
    assert apply(client, desk_url, PATIENCE) == Applied(made=5)


def test_a_failing_flow_pages_once_and_names_nobody(house: House) -> None:
    house.start_worker()
    run = house.fail()
    pages = wait_for("the page", lambda: house.pages("流程运行失败"))
    [page] = pages
    assert (page["title"], run in page["message"]) == ("【系统】流程运行失败（failing）", True)
    assert "周某" not in str(house.pager.messages)
    assert "行诉前调" not in str(house.pager.messages)
    # Another failure of the same flow belongs to it; and the keeper, who looks too, adds nothing.
    other = house.fail()
    wait_for("its alarm", lambda: rows(Alarm, key=f"run:{other}"))
    assert Checks().run() == 0
    time.sleep(TOLD_AGAIN_WITHIN_SECONDS)
    assert len(house.pages("流程运行失败")) == 1


def test_a_killed_worker_pages_once_and_is_news_again_when_it_was_back(house: House) -> None:
    house.kill_worker()
    wait_for("the pool is idle", lambda: house.is_pool("NOT_READY"))
    wait_for("the alarm", lambda: rows(Alarm, key="worker_gone:"))
    keeper = Checks(patience=Patience(worker=dt.timedelta()))
    assert keeper.run() == 0, "the keeper adds nothing"
    time.sleep(TOLD_AGAIN_WITHIN_SECONDS)
    # On a busy machine a worker may have been away before: that was an incident of its own.
    incidents = rows(Alarm, kind="worker_gone")
    assert len(house.pages("执行器停止工作")) == len(incidents) >= 1
    assert sum(row.key is not None for row in incidents) == 1
    house.start_worker()
    keeper.run()
    assert rows(Alarm, key="worker_gone:") == [], "it may be told again"


def test_a_stuck_outbox_pages_once_although_nobody_keeps_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("json://localhost:9/x", label="值班")
    queued(registered(), "一")
    long_ago = clock.now() - dt.timedelta(hours=1)
    with ledger() as session:
        session.query(Notice).filter_by(state="queued").update({"queued_at": long_ago})
    # The desk has been there for a while; a young one does not judge.
    monkeypatch.setattr(alarms, "_STARTED", alarms._STARTED - 3600)
    wait_for("the page", lambda: house.pages("通知发不出去"))
    time.sleep(SHORT.total_seconds() + TOLD_AGAIN_WITHIN_SECONDS)
    assert len(house.pages("通知发不出去")) == 1
    assert Checks().run() == 0, "the keeper adds nothing"
    assert [row.state for row in rows(Notice, template="todo_opened")] == ["queued"]


def test_applied_again_nothing_changes_and_what_differs_is_mended(house: House) -> None:
    address = house.stack.ports.desk_url
    assert apply(house.client, address, PATIENCE) == Applied()
    assert apply(house.client, address, Patience()) == Applied(changed=2)
    [block] = {
        action.block_document_id
        for each in house.client.read_automations()
        for action in each.actions
    }
    stranger, old = automations(block, Patience())[:2]
    stranger.name, stranger.tags, old.name = "别人的", [], "府院通｜旧的"
    house.client.create_automation(stranger)
    house.client.create_automation(old)
    assert apply(house.client, address, PATIENCE) == Applied(changed=2, removed=1)
    assert "别人的" in {each.name for each in house.client.read_automations()}


def test_a_strangers_word_is_not_taken(house: House) -> None:
    answer = httpx.post(
        f"{house.stack.ports.desk_url}/api/alarms",
        json={"kind": "server_gone"},
        headers={alarms.HEADER: "x"},
        trust_env=False,
    )
    assert (answer.status_code, rows(Alarm, kind="server_gone")) == (403, [])


def test_a_dead_server_is_told_by_the_keeper(house: House) -> None:
    keeper = Checks(server_patience=dt.timedelta())
    house.stack.stop()
    assert keeper.run() == 1
    assert keeper.run() == 0
    assert [row.kind for row in rows(Alarm, key="server_gone:")] == ["server_gone"]
