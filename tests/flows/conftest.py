"""A Prefect server for all tests of a session, and an office with an empty ledger for each."""

import itertools
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_CLIENT_MAX_RETRIES,
    PREFECT_HOME,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)

from fuyuan.environment import Ports
from fuyuan.stack import Stack
from models.ledger import ledger
from models.number import NumberSequence
from tests.flows.office import Office
from tests.receivers import free_port

HERE = Path(__file__).parent
FIRST_NUMBERS = itertools.count(0, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs the server."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("server")


@contextmanager
def server(home: Path) -> Iterator[SyncPrefectClient]:
    """The server program over a data directory, and a client of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(home))
        stack = Stack(ports=Ports(prefect=free_port(), desk=free_port()), tell=lambda _: None)
        settings = {
            PREFECT_API_URL: f"{stack.ports.prefect_url}/api",
            PREFECT_HOME: home / "prefect",
            PREFECT_CLIENT_MAX_RETRIES: 40,
            PREFECT_LOGGING_TO_API_ENABLED: False,
        }
        try:
            stack.serve()
            if not (home / "deployed.db").exists():
                stack.deploy()
            with temporary_settings(settings), get_client(sync_client=True) as client:
                yield client
        finally:
            stack.stop()


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SyncPrefectClient]:
    """A server with every flow deployed, and no run yet."""
    home = tmp_path_factory.mktemp("prefect")
    with server(home) as client:
        # A copy as it lies now, for whoever needs another server soon.
        source = sqlite3.connect(home / "prefect" / "prefect.db")
        with sqlite3.connect(home / "deployed.db") as copy:
            source.backup(copy)
        source.close()
        yield client


@pytest.fixture
def another_server(
    deployed: SyncPrefectClient, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SyncPrefectClient]:
    ...


@pytest.fixture
def office(home: Path, fonts: Path, deployed: SyncPrefectClient) -> Office:
    """An office of its own, on 2026-11-06; its numbers are no other test's."""
    first = next(FIRST_NUMBERS)
    with ledger() as session:
        for name in ("filing/2026", "wujiagang/prefiling/2026"):
            session.add(NumberSequence(name=name, last=first))
    return Office(deployed)
