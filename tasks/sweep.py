"""Going through many rows a page at a time, so that nobody waits for the whole of them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.ledger import ledger

PAGE = 1000

Work = Callable[[Session, Sequence[Row[Any]]], int]


def sweep(
    query: Select[Any],
    by: Sequence[InstrumentedAttribute[Any]],
    work: Work,
    *,
    changes: bool = False,
) -> int:
    """Do the work on each page of a query, in its order, a transaction each; the sum.

    `by` are the first columns of the query and name a row of its first table. A page that was
    worked off is kept whatever happens to the next one, so the work must bear being begun anew.
    With `changes` the rows are locked; those that somebody is changing at this moment are left
    for the next time.
    """
    query = query.order_by(*by).limit(PAGE)
    if changes:
        query = query.with_for_update(of=by[0].class_, skip_locked=True)
    page, done = query, 0
    while True:
        with ledger() as session:
            rows = session.execute(page).all()
            done += work(session, rows) if rows else 0
        if len(rows) < PAGE:
            return done
        page = query.where(tuple_(*by) > tuple_(*rows[-1][: len(by)]))
