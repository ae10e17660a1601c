"""One whole installation for all tests of this folder: server, worker, keeper, desk, a browser."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

from fuyuan.demo.senses import free_port
from fuyuan.environment import Ports
from fuyuan.stack import Stack
from models import schema
from models.case import Case
from models.history import Todo
from models.home import database_url
from models.ledger import engine, reading

T = TypeVar("T")
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
FLAGS += ["--disable-component-update", "--disable-sync"]
PATIENCE_SECONDS = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The installation under test."""

    home: Path
    stack: Stack

    def api(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Call Prefect's API; busy means again."""

        def answered() -> httpx.Response | None:
            url = f"{self.stack.ports.prefect_url}/api/{path}"
            response = httpx.request(method, url, json=body, timeout=60, trust_env=False)
            return None if response.status_code == httpx.codes.SERVICE_UNAVAILABLE else response

        return wait_for(f"{method} {path}", answered)


def wait_for(what: str, look: Callable[[], T | None]) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, f"等待超时：{what}"
        time.sleep(0.3)
    return found


def waiting(question: str) -> list[tuple[str, str]]:
    """Case number and sleeping run of every open to-do of a question."""
    with reading() as session:
        rows = session.execute(
            select(Case.number, Todo.flow_run_id)
            .join(Case, Case.id == Todo.case_id)
            .where(Todo.question == question, Todo.state == "open")
        )
        return [(number, run_id) for number, run_id in rows if run_id]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Iterator[Office]:
    """Everything started as `fuyuan up` starts it, on 2026-11-06."""
    home = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FUYUAN_")]:
            patch.delenv(name)
        patch.setenv("FUYUAN_HOME", str(home))
        patch.setenv("FUYUAN_FONTS", str(fonts))
        patch.setenv("FUYUAN_TODAY", "2026-11-06")
        schema.upgrade()
        stack = Stack(ports=Ports(prefect=free_port(), desk=free_port()))
        stack.start()
        try:
            yield Office(home=home, stack=stack)
        finally:
            stack.stop()
            engine(database_url()).dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if not CHROMIUM.exists():
        pytest.skip("没有安装 Chromium：apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as a coordinator's, that fails the test if it calls anybody but this machine."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 1600}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    strangers: list[str] = []
    opened.on("response", lambda answer: _note_stranger(answer.url, strangers))
    yield opened
    context.close()
    assert strangers == []


def _note_stranger(url: str, strangers: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        strangers.append(url)
