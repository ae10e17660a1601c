"""A program that is killed between any two statements of storing a delivery loses nothing."""

import pytest

from models.filing import FilingRecord, ImportBatch
from models.number import GivenNumber
from models.outbox import Trigger
from tasks import filings
from tasks.filings import Delivery, store_filings
from tasks.intake_balance import balance
from tests.building import count, filing, rows, stored
from tests.faults import kills

pytestmark = pytest.mark.usefixtures("any_home")
TABLES = (ImportBatch, FilingRecord, GivenNumber, Trigger)
# The batch; for each chunk its numbers (sequence, counter, register), filings, triggers, persons;
# what became of them; the commit.
STATEMENTS_AT_LEAST = 1 + 2 * 6 + 1 + 1


def deliver_two(first: int) -> None:
    """A delivery of two new filings, one known before, one repeated and one rejected.

    Each is a chunk of its own, in the process that is killed: it may die between chunks, too.
    """
    filings.CHUNK = 1
    store_filings(
        [filing(first), filing(0), filing(first + 1)],
        Delivery(source="送来.xlsx", region="wujiagang", repeated=1, rejected=1),
    )


def test_whenever_a_delivery_is_killed_it_is_there_whole_or_not_at_all():
    stored(filing(0))
    before = [count(table) for table in TABLES]
    killed = 0
    for number, first in kills(deliver_two, lambda number: 2 * number + 1):
        there = [count(table) for table in TABLES]
        assert there == before, f"killed before its effect {number}, it left something"
        assert balance().differences == ()
        assert first == 2 * number + 1
        killed += 1
    assert killed >= STATEMENTS_AT_LEAST
    # The one that was not killed.
    batches, stored_now, numbers, triggers = (
        count(table) - counted for table, counted in zip(TABLES, before, strict=True)
    )
    assert (batches, stored_now, numbers, triggers) == (1, 2, 2, 2)
    delivery = rows(ImportBatch)[-1]
    assert (delivery.received, delivery.accepted, delivery.duplicates, delivery.rejected) == (
        *(5, 2),
        *(2, 1),
    )
    assert [row.value for row in rows(GivenNumber)] == [1, 2, 3]
    assert balance().differences == ()
