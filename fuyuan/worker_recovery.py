"""What a worker left behind: found, ended in name, and ordered anew."""

from typing import TYPE_CHECKING, Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import State, StateType
from prefect.states import Cancelled, Crashed

from models.ledger import ledger
from tasks.triggers import enqueue

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

PAGE = 200
LEFT = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)


def carry_on(pool: str) -> int:
    """Start anew what was under way when the last worker died; returns how many runs.

    This installation has one worker, so at its start nothing can be running but in name. What was
    ordered anew and not yet ended in name, because we died in between, is found again: the key of
    the order makes it one run.
    """
    found = 0
    with get_client(sync_client=True) as client:
        while runs := _left_behind(client, pool):
            for run in runs:
                _settle(client, run)
            found += len(runs)
    return found


def order_again(run: "FlowRun") -> None:
    """Order a run that takes the place of this one, in a process of its own."""
    with get_client(sync_client=True) as client:
        _order_again(client, run)


def _left_behind(client: SyncPrefectClient, pool: str) -> "list[FlowRun]":
    wanted = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[*LEFT])))
    ours = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
    return client.read_flow_runs(flow_run_filter=wanted, work_pool_filter=ours, limit=PAGE)


def _settle(client: SyncPrefectClient, run: "FlowRun") -> None:
    if run.state is not None and run.state.is_cancelling():
        state: State[Any] = Cancelled(message="执行器中断，取消已生效")
    else:
        _order_again(client, run)
        state = Crashed(message="执行器中断，已由新的运行接续")
    client.set_flow_run_state(run.id, state, force=True)


def _order_again(client: SyncPrefectClient, run: "FlowRun") -> None:
    if run.deployment_id is None:
        return
    deployment = client.read_deployment(run.deployment_id)
    flow_name = client.read_flow(run.flow_id).name
    with ledger() as session:
        # Whatever brought its process down must not bring others down with it again.
        enqueue(
            session,
            key=f"carry-on:{run.id}",
            deployment=f"{flow_name}/{deployment.name}",
            parameters=run.parameters,
            isolated=True,
        )
