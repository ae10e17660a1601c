"""An installation on show: started in a home of its own, answered through Prefect's own API."""

import datetime as dt
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from fuyuan.demo.senses import free_port, listener
from fuyuan.environment import LOOPBACK, Ports
from fuyuan.stack import Stack
from models.schema import upgrade
from rules.vocabulary.question import Actor
from tasks.contacts import add_contact
from tasks.errors import FuyuanError
from tasks.rendering.faces import font_directory
from tasks.rendering.fonts import fetch_fonts

PATIENCE_SECONDS = 150.0
LETTERS = "演示文书"
WATCH = "期限监测/deadline_watch"


class DemoFailedError(FuyuanError):
    """A step of the demo did not hold."""


@dataclass(slots=True, kw_only=True)
class Office:
    """One installation, its calendar, its door to Prefect, and what was checked in it."""

    home: Path
    api: str
    progress: Progress
    bar: TaskID
    checks: int = 0
    received: list[dict[str, Any]] = field(default_factory=list)
    # One client for all calls: to make one costs more than a call. It lets go of a connection
    # before the server does (after five seconds), so that no call meets one that just closed.
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            timeout=60, trust_env=False, limits=httpx.Limits(keepalive_expiry=1)
        )
    )

    def hold(self, claim: str, *, that: bool) -> None:
        """Count a check, or fail the demo with it."""
        if not that:
            message = f"未通过：{claim}"
            raise DemoFailedError(message)
        self.checks += 1
        self.say(f"  [green]✓[/green] {claim}")
        self.advance()

    def say(self, line: str) -> None:
        """Print a line above the progress bar."""
        self.progress.console.print(line, highlight=False, soft_wrap=True)

    def advance(self) -> None:
        """One thing more is done."""
        self.progress.advance(self.bar)

    def caption(self, text: str) -> None:
        """Say beside the progress bar what is going on."""
        self.progress.update(self.bar, description=text)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Call Prefect's API; a busy embedded database answers 503 and is asked again."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answered = self.client.request(method, f"{self.api}/{path}", json=body)
            if answered.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                answered.raise_for_status()
                return answered.json()
            if time.monotonic() > deadline:
                message = "Prefect 服务一直忙，没有应答"
                raise DemoFailedError(message)
            time.sleep(0.2)

    def answer(self, run_id: str, given: dict[str, Any]) -> bool:
        """Answer as the UI does; false while the run is still on its way to sleep."""
        answered = self.call("POST", f"flow_runs/{run_id}/resume", {"run_input": given})
        status, reason = answered["status"], answered["details"].get("reason", "")
        if status == "REJECT" and "schema not found" not in reason:
            message = f"表单被拒绝：{reason}"
            raise DemoFailedError(message)
        return bool(status == "ACCEPT")

    def start(self, deployment: str, parameters: dict[str, Any]) -> str:
        """Start a run of a deployment, as its form in the UI does; the run's id."""
        found = self.call("GET", f"deployments/name/{deployment}")
        run = self.call(
            "POST", f"deployments/{found['id']}/create_flow_run", {"parameters": parameters}
        )
        return str(run["id"])

    def turn_to(self, day: dt.date) -> str:
        """Make it another day for every program, and start the watch of its night."""
        set_calendar(self.home, day)
        return self.start(WATCH, {})


def wait(what: str, done: Callable[[], bool]) -> None:
    """Return as soon as it is done. Raises DemoFailedError when that takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            message = f"等待超时：{what}"
            raise DemoFailedError(message)
        time.sleep(0.3)


def set_calendar(home: Path, day: dt.date) -> None:
    """Write the day where every program looks; nobody ever reads half of it."""
    draft = home / "today.draft"
    draft.write_text(day.isoformat())
    draft.replace(home / "today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What is shown: from which day on, to whom notices go, in how many things to be done."""

    starts_on: dt.date
    readers: tuple[Actor, ...]
    expected: int
    play: Callable[[Office], None]


def run_show(show: Show, keep: Path | None) -> int:
    """Open an office, play in it, close it; 0 only if everything held."""
    console = Console(highlight=False)
    home = _furnish(console, keep, show.starts_on)
    ports = Ports(prefect=free_port(), desk=free_port())
    began = time.monotonic()
    stack = Stack(ports=ports, tell=console.print)
    try:
        with _progress(console) as progress:
            office = Office(
                home=home,
                api=f"{ports.prefect_url}/api",
                progress=progress,
                bar=progress.add_task("演示", total=show.expected),
            )
            with listener(office.received) as url:
                for actor in show.readers:
                    add_contact(role=actor.value, organ="", label=f"演示{actor.value}", url=url)
                stack.start()
                office.hold("服务、执行器、值守、窗口已启动，流程已部署", that=True)
                show.play(office)
    except FuyuanError as error:
        console.print(f"[red]{error}[/red]\n日志在 {home / 'logs'}")
        return 1
    finally:
        stack.stop()
    seconds = time.monotonic() - began
    console.print(f"全部 {office.checks} 项检查通过，用时 {seconds:.0f} 秒。")
    console.print(f"文书在 {home / LETTERS}")
    return 0


def _furnish(console: Console, keep: Path | None, starts_on: dt.date) -> Path:
    """Fonts, a home, a calendar that can be turned."""
    fonts = font_directory().resolve()
    console.print("准备公文字体（首次约 60 MB）……")
    fetch_fonts(fonts)
    home = (keep or Path(tempfile.mkdtemp(prefix="fuyuan-demo-"))).resolve()
    if (home / "ledger.db").exists():
        message = f"{home} 里已有台账：演示要一个空目录，请换一个 --keep"
        raise FuyuanError(message)
    home.mkdir(parents=True, exist_ok=True)
    set_calendar(home, starts_on)
    os.environ.update(
        FUYUAN_HOME=str(home),
        FUYUAN_FONTS=str(fonts),
        FUYUAN_TODAY=f"@{home / 'today'}",
        FUYUAN_NOTICE_HOSTS=LOOPBACK,
        FUYUAN_QUIET_HOURS="off",
    )
    os.environ.pop("FUYUAN_DATABASE_URL", None)
    upgrade()
    return home


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console,
    )
