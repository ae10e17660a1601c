"""The worker survives a run that is woken while its thread is still leaving."""

import asyncio
import logging
from types import SimpleNamespace
from uuid import uuid4

import anyio
import pytest
from prefect.workers.base import BaseWorker

from fuyuan.worker import ThreadWorker


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
