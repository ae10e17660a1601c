"""A Prefect server for all tests of a session, and an office with an empty ledger for each."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
from fuyuan.worker_runs import SETTINGS
from tests.flows.office import Office, begin_numbers
from tests.receivers import free_port

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs the server."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("server")


@contextmanager
def server(home: Path) -> Iterator[SyncPrefectClient]:
    """The server program over a data directory, and a client of it."""
    with served(home) as (_stack, client):
        yield client


@contextmanager
def served(home: Path) -> Iterator[tuple[Stack, SyncPrefectClient]]:
    """The same with the program itself, for whoever wants to stop it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(home))
        stack = Stack(ports=Ports(prefect=free_port(), desk=free_port()), tell=lambda _: None)
        has_deployments = (home / "prefect" / "prefect.db").exists()
        try:
            stack.serve()
            if not has_deployments:
                stack.deploy()
            patch.undo()
            settings = {
                PREFECT_API_URL: f"{stack.ports.prefect_url}/api",
                PREFECT_HOME: home / "prefect",
                PREFECT_CLIENT_MAX_RETRIES: 40,
                PREFECT_LOGGING_TO_API_ENABLED: False,
                **SETTINGS,
            }
            with temporary_settings(settings), get_client(sync_client=True) as client:
                yield stack, client
        finally:
            stack.stop()


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of the session keeps its data."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def deployed(prefect_home: Path) -> Iterator[SyncPrefectClient]:
    """A server with every flow deployed, and no run yet."""
    with server(prefect_home) as client:
        yield client


@pytest.fixture(scope="session")
def copy_of_deployed(prefect_home: Path, deployed: SyncPrefectClient) -> Path:
    """A copy of that server's database, without what was done there since."""
    assert deployed.api_url
    path = prefect_home / "copy.db"
    source = sqlite3.connect(prefect_home / "prefect" / "prefect.db")
    with sqlite3.connect(path) as copy:
        source.backup(copy)
        copy.execute("DELETE FROM flow_run")
    source.close()
    copy.close()
    return path


@pytest.fixture
def another_server(
    copy_of_deployed: Path, tmp_path: Path
) -> Callable[[], AbstractContextManager[SyncPrefectClient]]:
    """Starts another server, which has the deployments and knows of no run."""
    return lambda: server(another_home(copy_of_deployed, tmp_path))


@pytest.fixture
def another_stack(
    copy_of_deployed: Path, tmp_path: Path
) -> Iterator[tuple[Stack, SyncPrefectClient]]:
    """Another server as its program and a client, with the deployments and no run."""
    with served(another_home(copy_of_deployed, tmp_path)) as both:
        yield both


def another_home(copy_of_deployed: Path, tmp_path: Path) -> Path:
    home = tmp_path / "another"
    (home / "prefect").mkdir(parents=True)
    shutil.copy(copy_of_deployed, home / "prefect" / "prefect.db")
    return home


@pytest.fixture
def office(request: pytest.FixtureRequest, home: Path, deployed: SyncPrefectClient) -> Office:
    """An office of its own, on 2026-11-06; its numbers are no other test's."""
    request.getfixturevalue("fonts")
    assert not (home / "prefect").exists()
    begin_numbers()
    return Office(deployed)
