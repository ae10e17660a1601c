"""Batches in the ledger: each kept once a direction, by its digest."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.exchange import InformationBatch, InformationRow
from models.ledger import insert_once
from tasks import clock
from tasks.exchange.papers import Scope


def batch_of(direction: str, digest: str) -> Select[tuple[InformationBatch]]:
    """The query for a batch that was sent, or received."""
    return select(InformationBatch).where(
        InformationBatch.direction == direction, InformationBatch.digest == digest
    )


def keep_batch(
    session: Session, direction: str, region: str, scope: Scope, **told: Any
) -> tuple[InformationBatch, bool]:
    """Keep a batch with what else is `told` of it; the batch, and whether it is new."""
    is_new = insert_once(
        session,
        InformationBatch,
        direction=direction,
        region=region,
        sender=scope.sender,
        receiver=scope.receiver,
        kinds=[str(kind) for kind in scope.kinds],
        since=scope.since,
        until=scope.until,
        at=clock.now(),
        **told,
    )
    return session.scalars(batch_of(direction, told["digest"])).one(), is_new


def keep_rows(
    session: Session, batch: InformationBatch, rows: Sequence[tuple[int, Sequence[str]]]
) -> None:
    """Keep the rows of a batch, each at its position."""
    kept = [{"position": position, "cells": list(cells)} for position, cells in rows]
    insert_new(session, InformationRow, kept, batch_id=batch.id)
