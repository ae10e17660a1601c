"""The programs of one installation, started in order, watched, and stopped cleanly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx

from fuyuan.environment import (
    LOOPBACK,
    ROOT,
    Ports,
    prefect_environment,
    require_free,
    server_environment,
)
from fuyuan.parent import die_with_parent
from models.home import folder
from tasks.errors import FuyuanError

START_SECONDS = 180
STOP_SECONDS = 20
RESTARTS = 5
BEAT_EVERY_SECONDS = 5.0
# A loop that turns beats every few seconds, however busy the machine is.
SILENT_SECONDS = 120.0


@dataclass(slots=True, kw_only=True)
class Program:
    """One child: how it is started, and its life so far."""

    name: str
    title: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    log: IO[bytes] | None = None


@dataclass(slots=True, kw_only=True)
class Stack:
    """Prefect's server, the worker, the keeper and the desk of one data directory."""

    ports: Ports
    tell: Callable[[str], None] = print
    extra: Mapping[str, str] = field(default_factory=dict)
    programs: list[Program] = field(default_factory=list)

    def start(self) -> None:
        """Start everything and return when all of it answers. Raises FuyuanError."""
        require_free("FUYUAN_PREFECT_PORT", self.ports.prefect)
        require_free("FUYUAN_DESK_PORT", self.ports.desk)
        try:
            self._start_all()
        except BaseException:
            self.stop()
            raise

    def serve(self) -> None:
        """Start Prefect's server alone and return when it answers. Raises FuyuanError."""
        self.spawn("server", "Prefect 服务", ["-m", "fuyuan.server_program"])
        self._await(f"{self.ports.prefect_url}/api/health", "server")

    def deploy(self) -> None:
        """Create or update every deployment. Raises FuyuanError."""
        self._run(["-m", "fuyuan.deploy"])

    def _start_all(self) -> None:
        self.tell("启动 Prefect 服务（首次约需半分钟）……")
        self.serve()
        self.tell("部署流程……")
        self.deploy()
        self.spawn("worker", "执行器", ["-m", "fuyuan.worker_program"])
        self.spawn("keeper", "值守", ["-m", "fuyuan.keeper"])
        self.spawn(
            "desk",
            "窗口",
            [
                *("-m", "uvicorn", "desk.app:app", "--log-level", "warning"),
                *("--host", LOOPBACK, "--port", str(self.ports.desk)),
            ],
        )
        self._await(f"{self.ports.desk_url}/health", "desk")

    def watch(self) -> None:
        """Keep everything running until interrupted; a program that died is started again."""
        while True:
            self.revive()
            time.sleep(1)

    def revive(self) -> None:
        """Start again what died. Raises FuyuanError for what dies again and again."""
        for program in self.programs:
            self._revive(program)

    def stop(self) -> None:
        """Stop everything, the last started first; whoever does not go is killed."""
        for program in reversed(self.programs):
            _terminate(program)
        self.programs.clear()

    def environment(self, name: str = "") -> dict[str, str]:
        """What a child is started with."""
        prepare = server_environment if name == "server" else prefect_environment
        return {**prepare(self.ports), **self.extra}

    def spawn(self, name: str, title: str, arguments: list[str]) -> None:
        """Start a program that is watched from now on."""
        program = Program(name=name, title=title, arguments=arguments)
        program.log = _log_path(name).open("ab")
        self.programs.append(program)
        self._launch(program)

    def _launch(self, program: Program) -> None:
        beat_path(program.name).unlink(missing_ok=True)
        # A session of its own: Ctrl-C reaches us, and we stop the children in order.
        program.process = subprocess.Popen(
            [sys.executable, *program.arguments],
            cwd=ROOT,
            env=self.environment(program.name),
            stdout=program.log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (nothing else runs in this program)
        )

    def _run(self, arguments: list[str]) -> None:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            message = f"部署流程失败：\n{done.stdout}{done.stderr}"
            raise FuyuanError(message)

    def _await(self, url: str, name: str) -> None:
        program = next(program for program in self.programs if program.name == name)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if program.process is not None and program.process.poll() is not None:
                break
            if _answers(url):
                return
            time.sleep(0.2)
        message = f"{program.title}未能启动，日志见 {_log_path(name)}：\n{_tail(_log_path(name))}"
        raise FuyuanError(message)

    def _revive(self, program: Program) -> None:
        if program.process is None or (program.process.poll() is None and not _is_silent(program)):
            return
        if program.process.poll() is None:
            self.tell(f"{program.title}已有{SILENT_SECONDS:.0f}秒没有响应，强行停止")
            _kill(program.process)
        program.restarts += 1
        if program.restarts > RESTARTS:
            message = f"{program.title}反复退出，日志见 {_log_path(program.name)}"
            raise FuyuanError(message)
        self.tell(f"{program.title}意外退出，第{program.restarts}次重新启动")
        self._launch(program)


def _terminate(program: Program) -> None:
    if program.process is None:
        return
    if program.process.poll() is None:
        program.process.send_signal(signal.SIGTERM)
        try:
            program.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(program.process)
    if program.log is not None:
        program.log.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_silent(program: Program) -> bool:
    """Whether a program that beats has not done so for long; one that never beat is starting."""
    try:
        last = beat_path(program.name).stat().st_mtime
    except FileNotFoundError:
        return False
    return time.time() - last > SILENT_SECONDS


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def beat_path(name: str) -> Path:
    """The file that a program touches while it lives."""
    return folder("logs") / f"{name}.beat"


def _log_path(name: str) -> Path:
    return folder("logs") / f"{name}.log"


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
