"""Which runs have not ended, asked of Prefect without reading the thousands that sleep."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas import FlowRun
    from prefect.client.schemas.filters import FlowRunFilterState

PAGE = 200


def living(client: "SyncPrefectClient", run_ids: Collection[str]) -> set[str]:
    """Which of these runs have not ended, whether they sleep or not.

    They are counted a page at a time, and read only where the count tells that some have ended:
    10,000 open questions would otherwise be read whole at every sweep.
    """
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId  # noqa: PLC0415

    ordered, alive, state = sorted(run_ids), set[str](), _not_ended(asleep=True)
    for first in range(0, len(ordered), PAGE):
        page = ordered[first : first + PAGE]
        wanted = FlowRunFilter(id=FlowRunFilterId(any_=[*map(UUID, page)]), state=state)
        if client.count_flow_runs(flow_run_filter=wanted) == len(page):
            alive.update(page)
        else:
            runs = client.read_flow_runs(flow_run_filter=wanted, limit=PAGE)
            alive.update(str(run.id) for run in runs)
    return alive


def awake(client: "SyncPrefectClient") -> "Iterator[FlowRun]":
    """The runs that are scheduled or under way."""
    from prefect.client.schemas.filters import FlowRunFilter  # noqa: PLC0415

    wanted, offset = FlowRunFilter(state=_not_ended(asleep=False)), 0
    while True:
        runs = client.read_flow_runs(flow_run_filter=wanted, limit=PAGE, offset=offset)
        yield from runs
        if len(runs) < PAGE:
            return
        offset += PAGE


def _not_ended(*, asleep: bool) -> "FlowRunFilterState":
    from prefect.client.schemas.filters import (  # noqa: PLC0415
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import TERMINAL_STATES, StateType  # noqa: PLC0415

    ended = TERMINAL_STATES if asleep else {*TERMINAL_STATES, StateType.PAUSED}
    kinds = [kind for kind in StateType if kind not in ended]
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=kinds))
