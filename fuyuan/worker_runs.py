"""Runs under way: each in a thread, or in a process of its own, and each can be stopped."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

import anyio
import anyio.abc
from prefect import Flow
from prefect._internal.concurrency.cancellation import CancelledError, WatcherThreadCancelScope
from prefect.exceptions import Abort, Pause
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY

from fuyuan.environment import ROOT

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

log = logging.getLogger("fuyuan.worker")
# A sync flow waits a second for its heartbeat thread at exit, and the process as a whole is watched
# anyway. Set once for the process: to make settings anew costs a tenth of a second of CPU a run.
SETTINGS = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}

Started = Callable[[int], None]


class UnderWay(Protocol):
    """A run under way."""

    began: float

    async def finish(self, started: Started) -> int:
        """Run to the end or the next question; the exit code. `started` is told the process."""

    def stop(self) -> bool:
        """Stop it; whether it is on its way out."""


class ThreadRun:
    """A run in a thread of this process; stopped, it leaves at its next instruction."""

    def __init__(self, entrypoint: str, flow_run: "FlowRun") -> None:
        """Nothing runs yet."""
        self.began = time.monotonic()
        self._entrypoint, self._flow_run = entrypoint, flow_run
        self._scope = WatcherThreadCancelScope()

    async def finish(self, started: Started) -> int:
        """Run to the end or the next question; the exit code."""
        started(os.getpid())
        return await anyio.to_thread.run_sync(self._work)

    def stop(self) -> bool:
        """Stop it, unless it has not quite begun; its open transaction is rolled back."""
        with suppress(RuntimeError):
            return bool(self._scope.cancel())
        return False

    def _work(self) -> int:
        try:
            with self._scope:
                return run_here(self._entrypoint, self._flow_run)
        except CancelledError:
            return 0


class ProcessRun:
    """A run in a process of its own; stopped, it is killed."""

    def __init__(self, entrypoint: str, flow_run: "FlowRun") -> None:
        """Nothing runs yet."""
        self.began = time.monotonic()
        self._arguments = [entrypoint, str(flow_run.id)]
        self._process: anyio.abc.Process | None = None

    async def finish(self, started: Started) -> int:
        """Run to the end or the next question; the exit code, that of a signal below zero."""
        command = [sys.executable, "-m", "fuyuan.isolated_run", *self._arguments]
        self._process = await anyio.open_process(command, cwd=ROOT, stdout=None, stderr=None)
        started(self._process.pid)
        try:
            return await self._process.wait()
        finally:
            self.stop()

    def stop(self) -> bool:
        """Kill it, unless it has not quite begun."""
        if self._process is None:
            return False
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        return True


def run_here(entrypoint: str, flow_run: "FlowRun") -> int:
    """Run a flow run in this thread to its end or next question; returns the exit code."""
    try:
        run_flow(load_flow(entrypoint), flow_run=flow_run, return_type="state")
    except (Pause, Abort):
        return 0  # It sleeps until its question is answered, or was taken from us.
    except Exception:
        # The engine has recorded the state; the worker goes on with the next run.
        log.exception("流程运行失败：%s", flow_run.name)
        return 1
    return 0


@cache
def load_flow(entrypoint: str) -> Flow[..., Any]:
    """The flow of a dotted entrypoint, e.g. `flows.registration:registration`."""
    module, _, name = entrypoint.partition(":")
    found: Flow[..., Any] | Callable[..., Any] = getattr(import_module(module), name)
    if not isinstance(found, Flow):
        message = f"{entrypoint} 不是流程"
        raise TypeError(message)
    return found
