"""Prefect's automations: what its server notices is told to the desk, which tells people.

Declared here and applied with the deployments: what is missing is made, what changed is changed,
what is declared no longer is removed. They are known by their tag; others' automations stay.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.types import SecretDict
from pydantic import SecretStr

from fuyuan.worker import POOL
from tasks.alarms import HEADER, Kind, token

TAG, BLOCK = "fuyuan-alarm", "fuyuan-alarms"
# What the keeper tells Prefect while notices leave as they should.
MOVING = "fuyuan.outbox.moving"
WATCH = "deadline_watch"
A_DEPLOYED_RUN = {
    "prefect.resource.role": "deployment",
    "prefect.resource.id": "prefect.deployment.*",
}
OF_A_RUN: dict[str, Any] = {
    "posture": Posture.Reactive,
    "match": {"prefect.resource.id": "prefect.flow-run.*"},
    "match_related": A_DEPLOYED_RUN,
}
# A deployment by its name, a run by its id: a run's own name would name a case.
SUBJECT = "{{ event.resource_in_role['deployment'].name }}"
RUN = "{{ event.resource.id | replace('prefect.flow-run.', '') }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a silence may last before it is told."""

    # A worker that is started again is back within seconds; its pool is called dead after 90 s.
    worker: dt.timedelta = dt.timedelta(minutes=2)
    outbox: dt.timedelta = dt.timedelta(minutes=10)
    watch: dt.timedelta = dt.timedelta(hours=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What had to be done."""

    made: int = 0
    changed: int = 0
    removed: int = 0


def apply(client: SyncPrefectClient, desk_url: str, patience: Patience | None = None) -> Applied:
    """Make Prefect's automations what is declared here."""
    block = _webhook(desk_url)
    declared = {each.name: each for each in automations(block, patience or Patience())}
    standing = {each.name: each for each in client.read_automations(limit=200) if TAG in each.tags}
    made = declared.keys() - standing.keys()
    changed = {
        name
        for name in declared.keys() & standing.keys()
        if _plain(declared[name]) != _plain(standing[name])
    }
    removed = standing.keys() - declared.keys()
    for name in sorted(made):
        client.create_automation(declared[name])
    for name in sorted(changed):
        client.update_automation(standing[name].id, declared[name])
    for name in sorted(removed):
        client.delete_automation(standing[name].id)
    return Applied(made=len(made), changed=len(changed), removed=len(removed))


def automations(block: UUID, patience: Patience) -> list[AutomationCore]:
    """All of them."""
    failed = EventTrigger(
        expect={"prefect.flow-run.Failed", "prefect.flow-run.TimedOut"}, **OF_A_RUN
    )
    crashed = EventTrigger(expect={"prefect.flow-run.Crashed"}, **OF_A_RUN)
    # Not ready, and not ready again in time.
    worker = EventTrigger(
        posture=Posture.Proactive,
        match={"prefect.resource.id": "prefect.work-pool.*", "prefect.resource.name": POOL},
        after={"prefect.work-pool.not-ready"},
        expect={"prefect.work-pool.ready"},
        within=patience.worker,
    )
    # These two come again for as long as it is silent; the desk tells it once.
    outbox = EventTrigger(
        posture=Posture.Proactive, expect={MOVING}, threshold=1, within=patience.outbox
    )
    watch = EventTrigger(
        posture=Posture.Proactive,
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related=A_DEPLOYED_RUN | {"prefect.resource.name": WATCH},
        expect={"prefect.flow-run.Completed"},
        threshold=1,
        within=patience.watch,
    )
    return [
        _automation(block, "流程失败", failed, Kind.RUN_FAILED, subject=SUBJECT, run=RUN),
        _automation(block, "流程中断", crashed, Kind.RUN_CRASHED, subject=SUBJECT, run=RUN),
        _automation(block, "执行器停止", worker, Kind.WORKER_GONE),
        _automation(block, "通知停滞", outbox, Kind.OUTBOX_STUCK),
        _automation(block, "期限监测停止", watch, Kind.WATCH_STOPPED),
    ]


def _automation(
    block: UUID, title: str, trigger: EventTrigger, kind: Kind, **more: str
) -> AutomationCore:
    payload = json.dumps({"kind": kind.value, **more})
    return AutomationCore(
        name=f"府院通｜{title}",
        description="通知系统管理员；由 fuyuan up 部署，改动在此不保留。",
        tags=[TAG],
        trigger=trigger,
        actions=[CallWebhook(block_document_id=block, payload=payload)],
    )


def _webhook(desk_url: str) -> UUID:
    """The desk's door, with its key, as a block; Prefect keeps it encrypted."""
    # A connection each: one that was kept open is found dead when it is needed (ADR 0035).
    headers = {"Content-Type": "application/json", "Connection": "close", HEADER: token()}
    block = Webhook(
        method="POST",
        url=SecretStr(f"{desk_url}/api/alarms"),
        headers=SecretDict(headers),
    )
    return UUID(str(block.save(BLOCK, overwrite=True)))


def _plain(automation: AutomationCore) -> dict[str, Any]:
    return AutomationCore.model_validate(automation.model_dump()).model_dump(mode="json")
