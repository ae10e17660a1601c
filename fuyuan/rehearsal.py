"""A rehearsal: the same flows, steps and ledger, walked without a Prefect server.

Every flow is run as the plain function it is; where it would sleep it stops, and an answer lets it
run again from the top. `FUYUAN_TODAY` turns the calendar.
"""

import datetime as dt
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import yaml
from sqlalchemy import select

from fuyuan.environment import ROOT
from fuyuan.worker_runs import load_flow
from models.ledger import ledger, reading
from models.outbox import Trigger
from tasks.answers import record_answer
from tasks.asking import Unanswered
from tasks.watch import watch_deadlines


@cache
def flows() -> dict[str, Callable[..., Any]]:
    """Every deployed flow as a plain function, by its name in Prefect (flow/deployment)."""
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    found = {}
    for deployment in declared["deployments"]:
        flow = load_flow(deployment["entrypoint"])
        found[f"{flow.name}/{deployment['name']}"] = flow.fn
    return found


def work() -> int:
    """Run whatever has been triggered, and what that triggers in turn; returns how many runs."""
    known, ran = flows(), 0
    while waiting := _waiting():
        for trigger in waiting:
            with suppress(Unanswered):
                known[trigger.deployment](**trigger.parameters)
            with ledger() as session:
                session.get_one(Trigger, trigger.id).state = "delivered"
            ran += 1
    return ran


def answer(case_number: str, question: str, given: Mapping[str, Any]) -> None:
    """Answer a to-do, and let what waited for it go on."""
    record_answer(case_number, question, given, door="演练")
    work()


def turn_to(day: dt.date) -> None:
    """Make it another day: the watch of its night runs, and what it sets in motion."""
    os.environ["FUYUAN_TODAY"] = day.isoformat()
    watch_deadlines()
    work()


def _waiting() -> list[Trigger]:
    with reading() as session:
        return list(
            session.scalars(select(Trigger).where(Trigger.state == "pending").order_by(Trigger.id))
        )
