"""A Prefect worker that runs flows in threads of its own process.

Measured: a subprocess a run costs many times the CPU of a thread (ADR 0003, 0033). Path flows
converge from the ledger, so a thread that dies with the process loses nothing. What was under way
when a worker died gets a process of its own, where it can bring nobody else down.
"""

import time
from typing import TYPE_CHECKING, Literal
from uuid import UUID

import anyio
import anyio.abc
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)
from pydantic import Field

from fuyuan.worker_recovery import order_again
from fuyuan.worker_runs import ProcessRun, ThreadRun, UnderWay

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun
    from prefect.client.schemas.responses import WorkerFlowRunResponse

POOL = "fuyuan"
WORKER_TYPE = "fuyuan-thread"
# Most runs are over before; so they cost no question whether somebody cancelled them.
ASK_AFTER_SECONDS = 2.0
LAST_SECONDS = 5.0
# A poll a second costs the idle server more than all its own services.
IDLE_AFTER_SECONDS, IDLE_POLL_SECONDS = 30.0, 3.0


class ThreadJobConfiguration(BaseJobConfiguration):
    """How a run is run: `isolation: process` among the job variables of a deployment or a run."""

    isolation: Literal["thread", "process"] = Field(
        default="thread",
        title="隔离",
        description="thread：在执行器的线程里运行；process：单独一个进程，贵得多，不牵连别的流程",
    )


class ThreadWorkerResult(BaseWorkerResult):
    """How a run ended."""


class ThreadWorker(BaseWorker[ThreadJobConfiguration, BaseVariables, ThreadWorkerResult]):
    """Polls a work pool as every Prefect worker does, and runs what it finds in threads."""

    type = WORKER_TYPE
    job_configuration = ThreadJobConfiguration
    _description = "Runs converging flows in threads of one process."

    async def setup(self) -> None:
        """Begin with nothing under way."""
        self._under_way: dict[UUID, UnderWay] = {}
        self._cancelled: set[UUID] = set()
        self._is_leaving = self._is_out_of_time = False
        self._last_busy = self._last_asked = time.monotonic()
        await super().setup()

    async def get_and_submit_flow_runs(self) -> "list[FlowRun]":
        """Stop what was cancelled, and take up what is due, unless we are leaving.

        When nothing has been due for a while, the server is asked less often.
        """
        now = time.monotonic()
        is_idle = not self._under_way and now - self._last_busy > IDLE_AFTER_SECONDS
        if self._is_leaving or (is_idle and now - self._last_asked < IDLE_POLL_SECONDS):
            return []
        self._last_asked = now
        await self._stop_cancelled()
        submitted = await super().get_and_submit_flow_runs()
        if submitted or self._under_way:
            self._last_busy = now
        return submitted

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
        configuration: ThreadJobConfiguration,
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> ThreadWorkerResult:
        """Run one flow run to its end or to its next question."""
        if flow_run.deployment_id is None:
            message = "只运行已部署的流程"
            raise ValueError(message)
        deployment = await self.client.read_deployment(flow_run.deployment_id)
        kind = ProcessRun if configuration.isolation == "process" else ThreadRun
        processes: list[int] = []

        def started(process: int) -> None:
            processes.append(process)
            if task_status is not None:
                task_status.started(process)

        under_way = self._under_way[flow_run.id] = kind(str(deployment.entrypoint), flow_run)
        try:
            code = await under_way.finish(started)
        finally:
            del self._under_way[flow_run.id]
        if flow_run.id in self._cancelled:
            self._cancelled.remove(flow_run.id)
            code = 0
            await self._mark_flow_run_as_cancelled(flow_run, {"message": "已按要求取消"})
        elif self._is_out_of_time:
            await anyio.to_thread.run_sync(order_again, flow_run)
        return ThreadWorkerResult(status_code=code, identifier=str(processes[-1]))

    async def leave(self, patience: float) -> None:
        """Take up nothing more, and let what is under way end; whatever does not is ordered anew.

        After `patience` seconds it is stopped, and after five more nobody waits for it.
        """
        self._is_leaving = True
        await self._idle(patience)
        self._is_out_of_time = True
        for under_way in list(self._under_way.values()):
            await anyio.to_thread.run_sync(under_way.stop)
        await self._idle(LAST_SECONDS)

    async def _idle(self, patience: float) -> None:
        with anyio.move_on_after(patience):
            # The limiter tells nobody when it is idle.
            while self._limiter is not None and self._limiter.borrowed_tokens:  # noqa: ASYNC110
                await anyio.sleep(0.05)

    async def _stop_cancelled(self) -> None:
        """Stop the runs that somebody cancelled in the interface."""
        now = time.monotonic()
        long_running = [
            run_id
            for run_id, under_way in self._under_way.items()
            if now - under_way.began > ASK_AFTER_SECONDS and run_id not in self._cancelled
        ]
        if not long_running:
            return
        cancelling = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.CANCELLING]))
        wanted = FlowRunFilter(id=FlowRunFilterId(any_=long_running), state=cancelling)
        for flow_run in await self.client.read_flow_runs(flow_run_filter=wanted):
            under_way = self._under_way.get(flow_run.id)
            if under_way is None:
                continue
            self._cancelled.add(flow_run.id)
            if not await anyio.to_thread.run_sync(under_way.stop):
                self._cancelled.discard(flow_run.id)
