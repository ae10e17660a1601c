"""The worker survives a run that is woken while its thread is still leaving, and is watched."""

import asyncio
import logging
import os
import signal
import time
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import anyio
import pytest
from prefect.workers.base import BaseWorker

from fuyuan.environment import Ports
from fuyuan.stack import SILENT_SECONDS, Stack, beat_path
from fuyuan.worker import IDLE_AFTER_SECONDS, IDLE_POLL_SECONDS, ThreadWorker
from tests.receivers import free_port


async def submitted_while_leaving(kind: type[BaseWorker]) -> list[object]:
    """What a worker submits of a run that holds its slot still."""
    worker = kind.__new__(kind)
    run = SimpleNamespace(id=uuid4())
    worker._limiter = anyio.CapacityLimiter(2)
    worker._submitting_flow_run_ids = set()
    worker._logger = logging.getLogger("worker")
    worker._limiter.acquire_on_behalf_of_nowait(run.id)
    return list(await worker._submit_scheduled_flow_runs([SimpleNamespace(flow_run=run)]))


def test_a_run_whose_thread_is_leaving_waits_for_the_next_poll():
    assert asyncio.run(submitted_while_leaving(ThreadWorker)) == []


def test_prefects_own_workers_would_end_there():
    """When they no longer do, our own method is no longer needed."""

    class Plain(ThreadWorker):
        _submit_scheduled_flow_runs = BaseWorker._submit_scheduled_flow_runs

    with pytest.raises(RuntimeError, match="already holding"):
        asyncio.run(submitted_while_leaving(Plain))


def test_a_worker_that_has_fallen_silent_is_started_again(home: Path):
    told: list[str] = []
    stack = Stack(ports=Ports(prefect=free_port(), desk=free_port()), tell=told.append)
    stack.spawn("worker", "执行器", ["-c", "import time; time.sleep(600)"])
    try:
        [program] = stack.programs
        first = program.process
        stack.revive()
        assert program.process is first, "one that never beat is still starting"
        beat = beat_path("worker")
        beat.touch()
        stack.revive()
        assert program.process is first
        os.utime(beat, (time.time() - SILENT_SECONDS - 1,) * 2)
        stack.revive()
        assert program.process is not first
        assert first is not None
        assert first.returncode == -signal.SIGKILL
        assert not beat.exists(), "the new one has its own time to start"
        assert ["没有响应" in line for line in told] == [True, False]
        assert home in beat.parents
    finally:
        stack.stop()


def test_an_idle_worker_asks_less_often(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    async def ask(_worker: BaseWorker) -> list[object]:
        asked.append("due?")
        return []

    monkeypatch.setattr(BaseWorker, "get_and_submit_flow_runs", ask)
    worker, now = ThreadWorker.__new__(ThreadWorker), time.monotonic()
    worker._under_way, worker._is_leaving = {}, False

    def polled(*, busy_ago: float, asked_ago: float) -> int:
        worker._last_busy, worker._last_asked = now - busy_ago, now - asked_ago
        before = len(asked)
        asyncio.run(worker.get_and_submit_flow_runs())
        return len(asked) - before

    assert polled(busy_ago=IDLE_AFTER_SECONDS + 60, asked_ago=0) == 0
    assert polled(busy_ago=IDLE_AFTER_SECONDS + 60, asked_ago=IDLE_POLL_SECONDS + 60) == 1
    assert polled(busy_ago=0, asked_ago=0) == 1
    worker._is_leaving = True
    assert polled(busy_ago=0, asked_ago=60) == 0
