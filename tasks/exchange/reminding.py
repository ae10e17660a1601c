"""Telling the studio when a batch of information is due, and again while none is sent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from models.bulk import insert_new
from models.case import Case
from models.ledger import ledger, reading
from models.outbox import Notice
from rules.correspondence.exchange import Kind
from rules.notices import BATCH_DUE
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.exchange.sending import due
from tasks.markdown import desk_url
from tasks.notify import words_of
from tasks.quiet_hours import held_until
from tasks.readers import marks, serving, told_of


def remind_of_batches(today: dt.date) -> int:
    """Tell the studio which kinds are due in each region that has cases (WJ-23).

    Once when they fall due and once every further period; returns how many notices. A kind that
    was never sent falls due a period after the region's first case.
    """
    with reading() as session:
        first_cases = session.execute(
            select(Case.region, func.min(Case.registered_on)).group_by(Case.region)
        ).all()
    return sum(_remind(region, first, today) for region, first in first_cases)


def _remind(region: str, first_case: dt.date, today: dt.date) -> int:
    days = load_region(region).information_batch_days
    first_due = first_case + dt.timedelta(days=days)
    fallen = {each.kind: each.due_on or first_due for each in due(region)}
    kinds = [kind for kind, on in fallen.items() if on <= today]
    if not kinds:
        return 0
    since = min(fallen[kind] for kind in kinds)
    key = f"batch:{region}:{since}:{(today - since).days // days}"
    return _tell(key, region, _facts(kinds, since))


def _facts(kinds: Sequence[Kind], since: dt.date) -> dict[str, Any]:
    return {
        "title": "、".join(kind.value for kind in kinds),
        "due_on": since,
        "link": desk_url("/"),
    }


def _tell(key: str, region: str, facts: dict[str, Any]) -> int:
    now = clock.now()
    with ledger() as session:
        readers = serving(session, Actor.STUDIO)
        told = told_of(session, {key})[key]
        row = words_of(BATCH_DUE, facts, region=region) | {
            "event_key": key,
            "title": facts["title"][:200],
            "due_on": facts["due_on"],
            "not_before": held_until(region, now),
        }
        rows = [row | {"contact_id": each.id} for each in readers if not told & marks(each)]
        return len(insert_new(session, Notice, rows, queued_at=now))
