"""Filings: each stored once and with its trigger, or not at all, whatever breaks in between."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from fuyuan.importing import import_file
from models.filing import FilingRecord, ImportBatch
from models.home import database_url
from models.ledger import engine
from models.number import GivenNumber
from models.outbox import Trigger
from rules.filing import Filing
from rules.vocabulary.region import RegionError
from tasks import filings
from tasks.filings import Delivery, count_known, store_filings
from tasks.intake import UnreadableFile
from tests.building import count, filing, rows, stored
from tests.processes import at_once, kill_when_it_speaks
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("any_home")
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "court_export.xlsx"
GOOD_ROWS = 35
AT_ONCE = 2
CHUNKS = 18


def import_sample() -> tuple[int, int]:
    imported = import_file(SAMPLE, region="wujiagang")
    return len(imported.stored), len(imported.known)


def stored_things() -> tuple[int, int, int, int]:
    return tuple(count(table) for table in (ImportBatch, FilingRecord, GivenNumber, Trigger))


def test_each_filing_is_stored_with_its_trigger():
    numbers = stored(filing(1), filing(2))
    assert numbers == ["收件〔2026〕1号", "收件〔2026〕2号"]
    assert [
        (row.key, row.deployment, row.parameters, row.wakes_run, row.state) for row in rows(Trigger)
    ] == [
        (f"filing:{number}", "先登后调/registration", {"filing_number": number}, None, "pending")
        for number in numbers
    ]


def test_a_known_filing_is_not_stored_again_and_its_number_is_told():
    [number] = stored(filing(1))
    again = store_filings([filing(2), filing(1)], Delivery(source="测试", region="wujiagang"))
    assert (again.accepted, again.duplicates) == (["收件〔2026〕2号"], [(1, number)])
    assert stored_things() == (2, 2, 2, 2)


def test_a_serial_number_makes_no_new_filing():
    stored(filing(1, source_ref="1"))
    assert stored(filing(1, source_ref="2")) == []


def test_the_batch_says_what_became_of_its_rows():
    store_filings(
        [filing(1), filing(1)],
        Delivery(source="表.xlsx", region="wujiagang", rejected=4, repeated=2),
    )
    [batch] = rows(ImportBatch)
    assert (batch.source, batch.accepted, batch.duplicates, batch.rejected) == ("表.xlsx", 1, 3, 4)


def test_asking_what_is_known_stores_nothing():
    [number] = stored(filing(1))
    before = stored_things()
    assert count_known([filing(2), filing(1)]) == [(1, number)]
    assert stored_things() == before


@pytest.mark.parametrize("step", ["give_numbers", "insert_new", "enqueue_all"])
def test_whatever_step_fails_neither_filing_nor_trigger_is_left(
    step: str, monkeypatch: pytest.MonkeyPatch
):
    real, calls = getattr(filings, step), []

    def fail_at_the_second(*args: object, **kwargs: object) -> object:
        calls.append(step)
        if len(calls) == 2:
            raise RuntimeError(step)
        return real(*args, **kwargs)

    monkeypatch.setattr(filings, "CHUNK", 2)
    with monkeypatch.context() as patch:
        patch.setattr(filings, step, fail_at_the_second)
        with pytest.raises(RuntimeError, match=step):
            stored(filing(1), filing(2), filing(3))
    assert stored_things() == (0, 0, 0, 0)
    assert len(stored(filing(1), filing(2), filing(3))) == 3


def test_a_commit_that_fails_leaves_nothing():
    def fail(_connection: object) -> None:
        raise OSError

    event.listen(engine(database_url()), "commit", fail)
    try:
        with pytest.raises(OSError):  # noqa: PT011  (it has no words)
            stored(filing(1))
    finally:
        event.remove(engine(database_url()), "commit", fail)
    assert stored_things() == (0, 0, 0, 0)


@pytest.mark.parametrize("region", ["atlantis", "national", "yicheng"])
def test_a_region_that_cannot_number_cases_is_refused_before_anything_is_stored(region: str):
    with pytest.raises(RegionError):
        stored(filing(1), region=region)
    assert stored_things() == (0, 0, 0, 0)


def import_in_chunks(chunk: int) -> tuple[int, int]:
    filings.CHUNK = chunk
    return import_sample()


@pytest.mark.parametrize("chunks", [(500, 500), (2, 3)], ids=["one-chunk", "many-chunks"])
def test_two_who_import_the_same_file_at_once_store_each_filing_once(chunks: tuple[int, int]):
    told = at_once(import_in_chunks, [(chunk,) for chunk in chunks])
    assert sorted(told) == [(0, GOOD_ROWS), (GOOD_ROWS, 0)], "and both say truly what they did"
    assert (count(FilingRecord), count(Trigger)) == (GOOD_ROWS, GOOD_ROWS)
    assert [row.value for row in rows(GivenNumber)] == list(range(1, GOOD_ROWS + 1))


def store_years(first: int, years: tuple[int, ...]) -> int:
    """Store one filing of each year, in this order, each in a chunk of its own."""
    filings.CHUNK = 1
    undated = {"act_made_on": None, "act_known_on": None}
    found = [
        filing(first + n, received_on=dt.date(year, 1, 5), **undated)
        for n, year in enumerate(years)
    ]
    return len(store_filings(found, Delivery(source="历年", region="wujiagang")).accepted)


def test_two_files_with_their_years_in_opposite_orders_do_not_stop_each_other():
    years = tuple(range(2015, 2027))
    assert at_once(store_years, [(1, years), (101, years[::-1])]) == [12, 12]
    assert count(FilingRecord) == 24


def import_and_stop(say: Callable[[str], None], step: str, at: int) -> None:
    real, calls = getattr(filings, step), itertools.count(1)

    def stop_there(*args: object, **kwargs: object) -> object:
        if next(calls) == at:
            say("in the middle")
        return real(*args, **kwargs)

    setattr(filings, step, stop_there)
    import_in_chunks(AT_ONCE)
    say("done")


@pytest.mark.parametrize(
    ("step", "at", "survives"),
    [
        pytest.param("enqueue_all", 1, False, id="first-filings-without-their-triggers"),
        pytest.param("insert_new", CHUNKS // 2, False, id="in-the-middle"),
        pytest.param("enqueue_all", CHUNKS, False, id="before-the-last-triggers"),
        pytest.param("enqueue_all", CHUNKS + 1, True, id="after-all"),
    ],
)
def test_an_import_that_is_killed_can_be_repeated(step: str, at: int, *, survives: bool):
    said = kill_when_it_speaks(import_and_stop, step, at)
    assert said == ("done" if survives else "in the middle")
    assert count(FilingRecord) == (GOOD_ROWS if survives else 0)
    assert import_sample() == ((0, GOOD_ROWS) if survives else (GOOD_ROWS, 0))
    assert (count(FilingRecord), count(Trigger)) == (GOOD_ROWS, GOOD_ROWS)
    assert [row.value for row in rows(GivenNumber)] == list(range(1, GOOD_ROWS + 1))


def statements(first: int, many: int) -> int:
    with counted() as put:
        stored(*(filing(n) for n in range(first, first + many)))
    return len(put)


def test_the_statements_of_a_chunk_do_not_grow_with_its_filings():
    stored(filing(0))
    assert statements(1, 1) == statements(10, 100)
    more = statements(1_000, 2 * filings.CHUNK) - statements(5_000, filings.CHUNK)
    assert 0 < more < statements(9_000, 1)


def test_asking_what_is_known_takes_one_statement_for_many():
    numbers = stored(*map(filing, range(3)))
    with counted() as put:
        assert count_known(map(filing, range(100))) == list(enumerate(numbers))
    assert len([one for one in put if one.startswith("SELECT")]) == 1


def test_numbers_are_given_by_year_in_the_order_of_the_rows():
    days = [dt.date(2026, 1, 5), dt.date(2025, 12, 30), dt.date(2026, 1, 6)]
    undated = {"act_made_on": None, "act_known_on": None}
    received = [filing(n, received_on=day, **undated) for n, day in enumerate(days)]
    assert stored(*received) == [
        "收件〔2026〕1号",
        "收件〔2025〕1号",
        "收件〔2026〕2号",
    ]


def test_of_one_content_twice_in_a_delivery_the_first_is_taken_wherever_chunks_end(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(filings, "CHUNK", 2)
    sent = [filing(1), filing(1), filing(2), filing(1), filing(2)]
    kept = store_filings(sent, Delivery(source="一", region="wujiagang"))
    one, two = kept.accepted
    assert kept.duplicates == [(1, one), (3, one), (4, two)]
    assert stored_things() == (1, 2, 2, 2)


def break_off(many: int) -> Iterator[Filing]:
    yield from map(filing, range(many))
    message = "the source is damaged"
    raise UnreadableFile(message, "")


def test_a_source_that_breaks_off_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filings, "CHUNK", 2)
    with pytest.raises(UnreadableFile):
        store_filings(break_off(5), Delivery(source="一", region="wujiagang"))
    assert stored_things() == (0, 0, 0, 0)
