"""Runs that must happen: stored with their cause, delivered to Prefect exactly once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.ledger import insert_once, ledger, reading
from models.outbox import Trigger
from tasks import clock
from tasks.forms import form_key

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas import FlowRun, State

BATCH = 50
FILING = "filing:"
GIVE_UP_WAKING_AFTER = 600


def enqueue(
    session: Session,
    *,
    key: str,
    deployment: str,
    parameters: dict[str, Any],
    wakes_run: str | None = None,
    isolated: bool = False,
) -> None:
    """Store a run to be; it belongs to the caller's transaction, and its key makes it one run.

    An `isolated` run gets a process of its own.
    """
    insert_once(
        session,
        Trigger,
        key=key,
        deployment=deployment,
        parameters=parameters,
        wakes_run=wakes_run,
        isolated=isolated,
        created_at=clock.now(),
    )


def enqueue_all(session: Session, runs: Sequence[dict[str, Any]], *, deployment: str) -> None:
    """Store many runs of one deployment, each with its key and parameters, as `enqueue` does."""
    insert_new(session, Trigger, runs, deployment=deployment, created_at=clock.now())


def parameters_of(path: str, number: str) -> dict[str, str]:
    """What a path's run is started with: its case, or the filing that is to become one."""
    return {"filing_number" if path == "registration" else "case_number": number}


def filing_key(number: str) -> str:
    """The key of the run that a filing starts."""
    return f"{FILING}{number}"


def is_anything_waiting() -> bool:
    """Whether there is something to deliver."""
    with reading() as session:
        waiting = select(Trigger.id).where(Trigger.state == "pending").limit(1)
        return session.scalar(waiting) is not None


def deliver(client: "SyncPrefectClient") -> int:
    """Hand the waiting triggers to Prefect, oldest first; returns how many were delivered.

    A trigger is marked only after Prefect has it. If we die in between it is handed over again,
    and the idempotency key gives the same run back. One that Prefect refuses keeps no other
    waiting: it says why, and comes after those that were tried less often. Raises what the client
    raises when the server is away: the triggers then wait for the next sweep.
    """
    with reading() as session:
        waiting = session.scalars(
            select(Trigger)
            .where(Trigger.state == "pending")
            .order_by(Trigger.attempts, Trigger.id)
            .limit(BATCH)
        ).all()
    deployments: dict[str, UUID] = {}
    return sum(_try_to_deliver(client, trigger, deployments) for trigger in waiting)


def _try_to_deliver(
    client: "SyncPrefectClient", trigger: Trigger, deployments: dict[str, UUID]
) -> bool:
    from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError  # noqa: PLC0415

    try:
        return _deliver_one(client, trigger, deployments)
    except ObjectNotFound:
        refusal = f"没有名为“{trigger.deployment}”的部署"
    except PrefectHTTPStatusError as error:
        if not error.response.is_client_error:
            raise
        # What was refused may name persons; the status does not.
        refusal = f"Prefect 不接受（HTTP {error.response.status_code}）"
    _note(trigger, state="pending", run_id=None, detail=refusal)
    return False


def _deliver_one(
    client: "SyncPrefectClient", trigger: Trigger, deployments: dict[str, UUID]
) -> bool:
    run_id = _wake(client, trigger) if trigger.wakes_run else None
    if run_id == "":
        _note(trigger, state="pending", run_id=None)
        return False
    if run_id is None:
        if trigger.deployment not in deployments:
            found = client.read_deployment_by_name(trigger.deployment)
            deployments[trigger.deployment] = found.id
        run = client.create_flow_run_from_deployment(
            deployments[trigger.deployment],
            parameters=trigger.parameters,
            idempotency_key=trigger.key,
            job_variables={"isolation": "process"} if trigger.isolated else None,
        )
        run_id = str(run.id)
    _note(trigger, state="delivered", run_id=run_id)
    return True


def _wake(client: "SyncPrefectClient", trigger: Trigger) -> str | None:
    """Wake the sleeping run: its id; "" if it is not asleep yet; None if it is gone."""
    from prefect.states import Scheduled  # noqa: PLC0415  (only the dispatcher needs Prefect)

    run = _read_run(client, str(trigger.wakes_run))
    if run is None or run.state is None or run.state.is_final():
        return None
    if run.state.is_paused():
        if not _asks_still(run.state, trigger):
            return str(run.id)
        # No form input: the answer is a fact by now, and the run reads facts first.
        client.set_flow_run_state(run.id, Scheduled(name="Resuming"))
        return str(run.id)
    # It may be on its way to sleep without having seen the fact: look again at the next sweep.
    return "" if trigger.attempts < GIVE_UP_WAKING_AFTER else None


def _asks_still(state: "State[Any]", trigger: Trigger) -> bool:
    """Whether a run still sleeps on the question that was answered, and not on a later one."""
    question, occasion = trigger.key.rsplit(":", 2)[1:]
    return str(state.state_details.pause_key).startswith(form_key(question, occasion))


def _read_run(client: "SyncPrefectClient", run_id: str) -> "FlowRun | None":
    from prefect.exceptions import ObjectNotFound  # noqa: PLC0415

    try:
        return client.read_flow_run(UUID(run_id))
    except ObjectNotFound:
        return None


def _note(trigger: Trigger, *, state: str, run_id: str | None, detail: str = "") -> None:
    with ledger() as session:
        row = session.get_one(Trigger, trigger.id)
        row.attempts += 1
        row.state, row.detail = state, detail
        row.flow_run_id = run_id
        row.delivered_at = clock.now() if state == "delivered" else None
