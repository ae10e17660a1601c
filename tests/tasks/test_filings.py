"""Filings: each stored once and with its trigger, or not at all, whatever breaks in between."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from fuyuan.importing import import_file
from models.filing import FilingRecord, ImportBatch
from models.home import database_url
from models.ledger import engine
from models.number import GivenNumber
from models.outbox import Trigger
from rules.vocabulary.region import RegionError
from tasks import filings
from tasks.filings import count_known, store_filings
from tests.building import count, filing, rows, stored
from tests.processes import at_once, kill_when_it_speaks

pytestmark = pytest.mark.usefixtures("any_home")
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "court_export.xlsx"
GOOD_ROWS = 35


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
    again = store_filings([filing(2), filing(1)], source="测试", region="wujiagang")
    assert (again.accepted, again.duplicates) == (["收件〔2026〕2号"], [(1, number)])
    assert stored_things() == (2, 2, 2, 2)


def test_a_serial_number_makes_no_new_filing():
    stored(filing(1, source_ref="1"))
    assert stored(filing(1, source_ref="2")) == []


def test_the_batch_says_what_became_of_its_rows():
    store_filings(
        [filing(1), filing(1)], source="表.xlsx", region="wujiagang", rejected=4, repeated=2
    )
    [batch] = rows(ImportBatch)
    assert (batch.source, batch.accepted, batch.duplicates, batch.rejected) == ("表.xlsx", 1, 3, 4)


def test_asking_what_is_known_stores_nothing():
    [number] = stored(filing(1))
    before = stored_things()
    assert count_known([filing(2), filing(1)]) == [(1, number)]
    assert stored_things() == before


@pytest.mark.parametrize("step", ["give_number", "insert_once", "enqueue"])
def test_whatever_step_fails_neither_filing_nor_trigger_is_left(
    step: str, monkeypatch: pytest.MonkeyPatch
):
    real, calls = getattr(filings, step), []

    def fail_at_the_second(*args: object, **kwargs: object) -> object:
        calls.append(step)
        if len(calls) == 2:
            raise RuntimeError(step)
        return real(*args, **kwargs)

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


def test_two_who_import_the_same_file_at_once_store_each_filing_once():
    told = at_once(import_sample, [(), ()])
    assert sorted(told) == [(0, GOOD_ROWS), (GOOD_ROWS, 0)], "and both say truly what they did"
    assert (count(FilingRecord), count(Trigger)) == (GOOD_ROWS, GOOD_ROWS)
    assert [row.value for row in rows(GivenNumber)] == list(range(1, GOOD_ROWS + 1))


def import_and_stop(say: Callable[[str], None], step: str, at: int) -> None:
    real, calls = getattr(filings, step), itertools.count(1)

    def stop_there(*args: object, **kwargs: object) -> object:
        if next(calls) == at:
            say("in the middle")
        return real(*args, **kwargs)

    setattr(filings, step, stop_there)
    import_sample()
    say("done")


@pytest.mark.parametrize(
    ("step", "at", "survives"),
    [
        pytest.param("enqueue", 1, False, id="first-filing-without-its-trigger"),
        pytest.param("insert_once", 18, False, id="in-the-middle"),
        pytest.param("enqueue", GOOD_ROWS, False, id="before-the-last-trigger"),
        pytest.param("enqueue", GOOD_ROWS + 1, True, id="after-all"),
    ],
)
def test_an_import_that_is_killed_can_be_repeated(step: str, at: int, *, survives: bool):
    said = kill_when_it_speaks(import_and_stop, step, at)
    assert said == ("done" if survives else "in the middle")
    assert count(FilingRecord) == (GOOD_ROWS if survives else 0)
    assert import_sample() == ((0, GOOD_ROWS) if survives else (GOOD_ROWS, 0))
    assert (count(FilingRecord), count(Trigger)) == (GOOD_ROWS, GOOD_ROWS)
    assert [row.value for row in rows(GivenNumber)] == list(range(1, GOOD_ROWS + 1))
