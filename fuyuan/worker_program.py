"""`python -m fuyuan.worker_program`: the worker of this installation."""

import asyncio
import os

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.settings import temporary_settings
from prefect.states import Crashed

from fuyuan.worker import POOL, SETTINGS, ThreadWorker
from models.ledger import ledger
from tasks.triggers import enqueue

THREADS = 2


def main() -> None:
    """Carry on what a dead worker left behind, then work until stopped."""
    carry_on()
    threads = int(os.environ.get("FUYUAN_WORKER_THREADS", THREADS))
    worker = ThreadWorker(
        work_pool_name=POOL, name="fuyuan", limit=threads, heartbeat_interval_seconds=30
    )
    with temporary_settings(SETTINGS):
        asyncio.run(worker.start())


def carry_on() -> int:
    """Start anew what was running when the last worker died; returns how many runs.

    This installation has one worker, so at its start nothing can be running but in name.
    """
    orphans = FlowRunFilter(
        state=FlowRunFilterState(
            type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])
        )
    )
    pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=orphans, work_pool_filter=pool, limit=200)
        for run in runs:
            if run.deployment_id is None:
                continue
            deployment = client.read_deployment(run.deployment_id)
            flow_name = client.read_flow(run.flow_id).name
            with ledger() as session:
                enqueue(
                    session,
                    key=f"carry-on:{run.id}",
                    deployment=f"{flow_name}/{deployment.name}",
                    parameters=run.parameters,
                )
            client.set_flow_run_state(
                run.id, Crashed(message="执行器中断，已由新的运行接续"), force=True
            )
    return len(runs)


if __name__ == "__main__":
    main()
