"""What the keeper looks after: the server, the worker, the outbox, the watch and runs that failed.

Prefect's automations say the same, and sooner; but an event is lost when its server dies, and a
dead server says nothing. What both notice is told once (tasks.alarms).
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, StateType, WorkPoolStatus
from prefect.client.schemas.sorting import FlowRunSort
from prefect.settings import PREFECT_API_URL

from fuyuan.automations import MOVING, WATCH, Patience
from fuyuan.worker import POOL
from tasks import clock
from tasks.alarms import WATCH_GRACE, Kind, end_alarm, raise_alarm, running_for
from tasks.outbox.stuck import stuck_channels

LIMIT = 200
LOOK_BACK = dt.timedelta(days=1)
KINDS = {StateType.FAILED: Kind.RUN_FAILED, StateType.CRASHED: Kind.RUN_CRASHED}
AT_ONCE = dt.timedelta()
HEALTH_SECONDS = 5.0
SERVER_PATIENCE = dt.timedelta(minutes=3)


def _real_now() -> dt.datetime:
    # Prefect's own times are real ones, also in a rehearsal.
    return dt.datetime.now(dt.UTC)  # noqa: TID251


@dataclass(slots=True, kw_only=True)
class Checks:
    """Looks at everything in turn; what is wrong for longer than its patience is told once."""

    patience: Patience = field(default_factory=Patience)
    server_patience: dt.timedelta = SERVER_PATIENCE
    wrong_since: dict[Kind, dt.datetime] = field(default_factory=dict)
    fine_since: dict[Kind, dt.datetime] = field(default_factory=dict)

    def run(self) -> int:
        """Look once; returns how many alarms were told. Raises what the client raises."""
        told = 0
        told += self._look(Kind.OUTBOX_STUCK, _is_outbox_stuck, AT_ONCE)
        told += self._look(Kind.SERVER_GONE, _is_server_gone, self.server_patience)
        if Kind.SERVER_GONE in self.wrong_since:
            return told
        with get_client(sync_client=True) as client:
            told += self._look(
                Kind.WORKER_GONE, lambda: _is_pool_idle(client), self.patience.worker
            )
            told += self._look(
                Kind.WATCH_STOPPED, lambda: _is_watch_late(client, self.patience.watch), AT_ONCE
            )
            told += sum(_tell_broken(client))
            if Kind.OUTBOX_STUCK not in self.wrong_since:
                _say_moving(client)
        return told

    def _look(
        self, kind: Kind, is_wrong: Callable[[], bool | None], patience: dt.timedelta
    ) -> bool:
        noticed_at, now = clock.now(), _real_now()
        found = is_wrong()
        if found is None:
            return False
        if not found:
            self.wrong_since.pop(kind, None)
            # As long as it takes to be called wrong: what comes and goes is one incident.
            if now - self.fine_since.setdefault(kind, now) >= patience:
                end_alarm(kind, noticed_at=noticed_at)
            return False
        self.fine_since.pop(kind, None)
        since = self.wrong_since.setdefault(kind, now)
        return now - since >= patience and raise_alarm(kind)


def _is_outbox_stuck() -> bool | None:
    found = stuck_channels()
    return None if found is None else bool(found)


def _is_server_gone() -> bool:
    # Not Prefect's client, which would ask a server that hangs forty times.
    address = f"{PREFECT_API_URL.value()}/health"
    try:
        return not httpx.get(address, timeout=HEALTH_SECONDS, trust_env=False).is_success
    except httpx.HTTPError:
        return True


def _is_pool_idle(client: SyncPrefectClient) -> bool:
    return client.read_work_pool(POOL).status == WorkPoolStatus.NOT_READY


def _is_watch_late(client: SyncPrefectClient, patience: dt.timedelta) -> bool | None:
    """Whether no watch was finished for long, of a deployment that is as old."""
    if running_for() < WATCH_GRACE:
        return None
    named = DeploymentFilter(name=DeploymentFilterName(any_=[WATCH]))
    limit = _real_now() - patience
    deployed = client.read_deployments(deployment_filter=named, limit=1)
    if not deployed or deployed[0].created is None or deployed[0].created > limit:
        return False
    return not client.read_flow_runs(
        deployment_filter=named, flow_run_filter=_ended(limit, StateType.COMPLETED), limit=1
    )


def _tell_broken(client: SyncPrefectClient) -> Iterator[bool]:
    """Tell the runs that failed since yesterday, if their event was lost; the oldest first."""
    ours = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
    broken: list[FlowRun] = client.read_flow_runs(
        flow_run_filter=_ended(_real_now() - LOOK_BACK, *KINDS),
        work_pool_filter=ours,
        sort=FlowRunSort.END_TIME_DESC,
        limit=LIMIT,
    )
    names: dict[UUID, str] = {}
    for run in reversed(broken):
        if run.deployment_id is None or run.state_type is None:
            continue
        if run.deployment_id not in names:
            names[run.deployment_id] = client.read_deployment(run.deployment_id).name
        subject = names[run.deployment_id]
        yield raise_alarm(KINDS[run.state_type], subject=subject, run=run.id)


def _ended(since: dt.datetime, *types: StateType) -> FlowRunFilter:
    return FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        end_time=FlowRunFilterEndTime(after_=since),
    )


def _say_moving(client: SyncPrefectClient) -> None:
    event = {
        "id": str(uuid4()),
        "occurred": _real_now().isoformat(),
        "event": MOVING,
        "resource": {"prefect.resource.id": "fuyuan.outbox"},
    }
    client.request("POST", "/events", json=[event])
