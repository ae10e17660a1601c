"""`python -m fuyuan.worker_program`: the worker of this installation."""

import asyncio
import os
import signal

import anyio
from prefect.settings import temporary_settings

from fuyuan.stack import BEAT_EVERY_SECONDS, beat_path
from fuyuan.worker import POOL, ThreadWorker
from fuyuan.worker_recovery import carry_on
from fuyuan.worker_runs import SETTINGS

THREADS = 2
# With the five seconds after it, less than the stack waits before it kills.
PATIENCE_SECONDS = 12.0


def main() -> None:
    """Carry on what a dead worker left behind, then work until told to stop."""
    carry_on(POOL)
    threads = int(os.environ.get("FUYUAN_WORKER_THREADS", THREADS))
    worker = ThreadWorker(
        work_pool_name=POOL, name="fuyuan", limit=threads, heartbeat_interval_seconds=30
    )
    with temporary_settings(SETTINGS):
        asyncio.run(_work(worker))


async def _work(worker: ThreadWorker) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with anyio.create_task_group() as group:
        group.start_soon(worker.start)
        group.start_soon(_beat)
        await stop.wait()
        await worker.leave(PATIENCE_SECONDS)
        group.cancel_scope.cancel()


async def _beat() -> None:
    """Say that this loop still turns: the stack ends a worker that has fallen silent."""
    path = beat_path("worker")
    while True:
        path.touch()
        await anyio.sleep(BEAT_EVERY_SECONDS)


if __name__ == "__main__":
    main()
