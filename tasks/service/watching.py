"""The nightly watch of services: notices that have run out, letters nobody proved to be served."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row, String, cast, func, literal, select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.letter import IssuedLetter
from models.service import LetterService
from rules.catalogue import letters
from rules.service import BY_PUBLIC_NOTICE, Method, State
from rules.vocabulary.letter import Office
from rules.vocabulary.question import Actor
from tasks.notify import NoticeOrder, queue_notices
from tasks.service.listing import patience, waits_too_long
from tasks.service.marking import SERVICE, Served, mark_served
from tasks.sweep import sweep

# After that the letter still stands in the list of the office, and nobody is told again.
REMINDERS = 4
# Whose letter it is hears that its service is not on record.
KEEPERS = {
    Office.RECONSIDERATION: Actor.RECONSIDERATION_BODY,
    Office.PROCURATORATE: Actor.PROCURATORATE,
}


def conclude_notices(today: dt.date) -> int:
    """Record as served whoever's thirty days of public notice are over; returns how many."""
    over = (
        select(LetterService.id, RunningDeadline.due_on)
        .join(IssuedLetter, IssuedLetter.id == LetterService.letter_id)
        .join(
            RunningDeadline,
            (RunningDeadline.case_id == IssuedLetter.case_id)
            & (RunningDeadline.rule == BY_PUBLIC_NOTICE)
            & (
                RunningDeadline.trigger_key
                == literal(f"{SERVICE}:") + cast(LetterService.id, String)
            ),
        )
        # 经过三十日: the last of them has to be over.
        .where(LetterService.state == State.ON_NOTICE, RunningDeadline.due_on < today)
    )
    return sweep(over, (LetterService.id,), _conclude, changes=True)


def remind_of_unserved(today: dt.date) -> int:
    """Tell the office of every letter whose service is not on record in time, once a period."""
    waiting = (
        select(
            IssuedLetter.id,
            IssuedLetter.code,
            IssuedLetter.title,
            IssuedLetter.case_id,
            Case.short_code,
            Case.region,
            func.min(LetterService.opened_on).label("since"),
        )
        .join(LetterService, LetterService.letter_id == IssuedLetter.id)
        .join(Case, Case.id == IssuedLetter.case_id)
        .where(waits_too_long(today))
        .group_by(
            IssuedLetter.id,
            IssuedLetter.code,
            IssuedLetter.title,
            IssuedLetter.case_id,
            Case.short_code,
            Case.region,
        )
    )
    return sweep(waiting, (IssuedLetter.id,), partial(_remind, today=today))


def _conclude(session: Session, rows: Sequence[Row[Any]]) -> int:
    for row_id, due_on in rows:
        row = session.get_one(LetterService, row_id)
        letter = session.get_one(IssuedLetter, row.letter_id)
        case = session.get_one(Case, letter.case_id)
        served = Served(
            on=due_on,
            by="期限监测",
            door="期限",
            method=Method.PUBLIC.value,
            report=row.report,
        )
        mark_served(session, case, letter, row, served)
    return len(rows)


def _remind(session: Session, rows: Sequence[Row[Any]], *, today: dt.date) -> int:
    return queue_notices(session, list(_orders(rows, today)))


def _orders(rows: Sequence[Row[Any]], today: dt.date) -> Iterator[NoticeOrder]:
    for row in rows:
        days = (today - row.since).days
        time = days // patience(row.region).days
        if time <= REMINDERS:
            yield NoticeOrder(
                case_id=row.case_id,
                short_code=row.short_code,
                region=row.region,
                event_key=f"unserved:{row.id}:{row.since}:{time}",
                template="service_unrecorded",
                roles=(KEEPERS.get(letters()[row.code].issuer, Actor.STUDIO),),
                title=row.title,
                days_late=days,
            )
