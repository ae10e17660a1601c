"""The account of all that came in: it agrees, or it names what does not, and what to do."""

import datetime as dt

import pytest
from sqlalchemy import delete, update

from models.filing import FilingPerson, FilingRecord, ImportBatch
from models.ledger import ledger
from models.outbox import Trigger
from tasks import clock
from tasks.filings import Delivery, store_filings
from tasks.intake_balance import PATIENCE, balance
from tasks.registration import register
from tests.building import filing, stored
from tests.processes import at_once
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("any_home")


def change(table: type, **values: object) -> None:
    with ledger() as session:
        session.execute(update(table).values(**values))


def differences() -> list[tuple[str, str]]:
    return [(item.code, item.subject) for item in balance().differences]


def test_an_empty_ledger_agrees():
    found = balance()
    assert (found.received, found.filings, found.differences) == (0, 0, ())
    assert found.is_settled


def test_what_came_in_is_cases_duplicates_and_rejected():
    first, _second = stored(filing(1), filing(2))
    store_filings(
        [filing(1), filing(3)],
        Delivery(source="再送.xlsx", region="wujiagang", repeated=1, rejected=4),
    )
    register(first)
    found = balance()
    assert (found.deliveries, found.received) == (2, 9)
    assert (found.filings, found.duplicates, found.rejected) == (3, 2, 4)
    assert (found.cases, found.waiting, found.started) == (1, 2, 0)
    assert found.received == found.filings + found.duplicates + found.rejected
    assert found.differences == ()
    assert not found.is_settled
    assert not found.asked_server


def store_the_same() -> None:
    store_filings(
        [filing(n) for n in range(1, 6)],
        Delivery(source="同一份.xlsx", region="wujiagang", rejected=1),
    )


def test_the_same_delivery_by_three_at_once_agrees():
    at_once(store_the_same, [(), (), ()])
    found = balance()
    assert (found.deliveries, found.received) == (3, 18)
    assert (found.filings, found.duplicates, found.rejected) == (5, 10, 3)
    assert (found.waiting, found.differences) == (5, ())


def test_a_delivery_that_does_not_add_up_is_named():
    stored(filing(1))
    change(ImportBatch, received=2)
    assert differences() == [("unbalanced", "第1次送来（测试）")]


def test_a_filing_that_is_gone_is_missed():
    stored(filing(1), filing(2))
    with ledger() as session:
        session.execute(delete(FilingPerson).where(FilingPerson.filing_id == 2))
        session.execute(delete(FilingRecord).where(FilingRecord.number == "收件〔2026〕2号"))
    assert differences() == [("miscounted", "第1次送来（测试）")]


def test_a_filing_without_its_run_is_named():
    _, number = stored(filing(1), filing(2))
    with ledger() as session:
        session.execute(delete(Trigger).where(Trigger.key == f"filing:{number}"))
    assert differences() == [("no_trigger", number)]
    [found] = balance().differences
    assert found.is_repairable


def test_a_case_without_a_filing_is_named():
    [number] = stored(filing(1))
    case = register(number)
    change(FilingRecord, case_id=None)
    assert differences() == [("no_filing", case)]


@pytest.mark.parametrize("minutes", [14, 16])
def test_a_run_that_waits_long_for_its_start_is_named_with_the_reason(minutes: int):
    [number] = stored(filing(1))
    since = clock.now() - dt.timedelta(minutes=minutes)
    change(Trigger, created_at=since, attempts=7, detail="没有名为“先登后调/registration”的部署")
    if since > clock.now() - PATIENCE:
        assert differences() == []
        return
    [found] = balance().differences
    assert (found.code, found.subject) == ("not_started", number)
    assert "试过7次：没有名为“先登后调/registration”的部署" in found.problem


@pytest.mark.parametrize(("minutes", "is_missed"), [(14, False), (16, True)])
def test_without_the_server_a_run_that_takes_long_is_named(minutes: int, *, is_missed: bool):
    [number] = stored(filing(1))
    change(Trigger, state="delivered", delivered_at=clock.now() - dt.timedelta(minutes=minutes))
    assert differences() == ([("run_lost", number)] if is_missed else [])
    assert balance().started == 1


def test_ten_times_the_filings_take_no_more_statements():
    def statements() -> int:
        with counted() as put:
            balance()
        return len(put)

    stored(filing(1))
    few = statements()
    stored(*[filing(n) for n in range(2, 12)])
    assert statements() == few
