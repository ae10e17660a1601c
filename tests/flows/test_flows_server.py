"""The server program: a busy database is waited for, and people stay in one interface."""

import sqlite3
import threading
from pathlib import Path

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient

LONGER_THAN_A_STATEMENT_WAITS = 4.0
PAGE = {"accept": "text/html"}


@pytest.fixture
def visitor(deployed: SyncPrefectClient) -> httpx.Client:
    """Somebody who repeats nothing by himself, as the interface."""
    address = str(deployed.api_url).removesuffix("/api/").removesuffix("/api")
    return httpx.Client(base_url=address, timeout=60, trust_env=False)


def test_a_click_on_a_busy_database_is_answered_once_it_is_free(
    visitor: httpx.Client, prefect_home: Path
):
    database = sqlite3.connect(
        prefect_home / "prefect" / "prefect.db", isolation_level=None, check_same_thread=False
    )
    database.execute("BEGIN IMMEDIATE")
    release = threading.Timer(LONGER_THAN_A_STATEMENT_WAITS, database.rollback)
    release.start()
    created = visitor.post("/api/flows/", json={"name": "写入"})
    release.join()
    database.close()
    assert created.status_code == 201
    assert created.json()["name"] == "写入"


def test_every_answer_keeps_the_page_on_this_machine(visitor: httpx.Client):
    for path in ("/v2/", "/api/health"):
        assert "connect-src 'self'" in visitor.get(path).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/runs/flow-run/1?tab=Logs", "/v2/runs/flow-run/1?tab=Logs"),
        ("/deployments", "/v2/deployments"),
    ],
)
def test_a_page_of_the_older_interface_leads_to_the_newer(
    visitor: httpx.Client, path: str, leads_to: str
):
    moved = visitor.get(path, headers=PAGE)
    assert (moved.status_code, moved.headers["location"]) == (307, leads_to)


def test_whoever_chose_the_older_interface_stays_there(visitor: httpx.Client):
    chosen = visitor.get("/runs", headers=PAGE | {"cookie": "prefect_ui_version=v1"})
    assert chosen.status_code == 200
    assert visitor.get("/v2/runs", headers=PAGE).status_code == 200
