"""The door through which Prefect's automations say that something is wrong."""

import hmac
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Header
from pydantic import BaseModel

from desk.errors import DeskError
from models.outbox import ALARM
from tasks.alarms import HEADER, WATCH_GRACE, Kind, raise_alarm, running_for, token
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.stuck import stuck_channels

# What a silence may mean is looked up; all else has happened.
CHECKED: dict[Kind, Callable[[], object]] = {
    Kind.OUTBOX_STUCK: stuck_channels,
    Kind.WATCH_STOPPED: lambda: running_for() > WATCH_GRACE,
}

router = APIRouter(prefix="/api/alarms", include_in_schema=False)


class Told(BaseModel):
    """What an automation says."""

    kind: Kind
    subject: str = ""
    run: UUID | None = None


@router.post("", status_code=202)
def take(
    told: Told, later: BackgroundTasks, shown: Annotated[str, Header(alias=HEADER)] = ""
) -> dict[str, bool]:
    """Record it, and send what is to be told from here: the keeper may be what is broken."""
    if not hmac.compare_digest(shown.encode(), token().encode()):
        raise DeskError(403, "只接受本套系统的 Prefect 自动化：请运行 make up 重新部署")
    check = CHECKED.get(told.kind)
    is_news = (check is None or bool(check())) and raise_alarm(
        told.kind, subject=told.subject, run=told.run
    )
    if is_news:
        later.add_task(send_waiting, template=ALARM)
    return {"told": is_news}
