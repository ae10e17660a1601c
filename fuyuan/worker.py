"""A Prefect worker that runs flows in threads of its own process.

Measured: a subprocess a run costs 2.6 to 4 seconds of CPU, a thread 0.11 to 0.16 (ADR 0003). Path
flows converge from the ledger, so a thread that dies with the process loses nothing.
"""

import logging
import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import anyio
import anyio.abc
from prefect import Flow
from prefect.exceptions import Abort, Pause
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun
    from prefect.client.schemas.responses import WorkerFlowRunResponse

log = logging.getLogger("fuyuan.worker")
POOL = "fuyuan"
WORKER_TYPE = "fuyuan-thread"
# A sync flow waits a second for its heartbeat thread at exit, and the process as a whole is watched
# anyway. Set once for the process: to make settings anew costs a tenth of a second of CPU a run.
SETTINGS = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}


class ThreadWorkerResult(BaseWorkerResult):
    """How a run in a thread ended."""


class ThreadWorker(BaseWorker[BaseJobConfiguration, BaseVariables, ThreadWorkerResult]):
    """Polls a work pool as every Prefect worker does, and runs what it finds in threads."""

    type = WORKER_TYPE
    job_configuration = BaseJobConfiguration
    _description = "Runs converging flows in threads of one process."

    async def _submit_scheduled_flow_runs(
        self, flow_run_response: "list[WorkerFlowRunResponse]"
    ) -> "list[FlowRun]":
        """Submit what is due, except a run whose thread has not quite left: the next poll has it.

        Woken the moment it fell asleep, it would ask for a slot it still holds, and the limiter's
        refusal would end the worker.
        """
        leaving = set(self.limiter.statistics().borrowers)
        due = [entry for entry in flow_run_response if entry.flow_run.id not in leaving]
        return await super()._submit_scheduled_flow_runs(due)

    async def run(
        self,
        flow_run: "FlowRun",
        configuration: BaseJobConfiguration,  # noqa: ARG002  (the base class's signature)
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> ThreadWorkerResult:
        """Run one flow run to its end or to its next question."""
        if flow_run.deployment_id is None:
            message = "只运行已部署的流程"
            raise ValueError(message)
        deployment = await self.client.read_deployment(flow_run.deployment_id)
        if task_status is not None:
            task_status.started(os.getpid())
        code = await anyio.to_thread.run_sync(run_here, str(deployment.entrypoint), flow_run)
        return ThreadWorkerResult(status_code=code, identifier=str(os.getpid()))


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
