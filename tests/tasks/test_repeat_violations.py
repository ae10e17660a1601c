"""SL-9b: the same agency, the same cause, the same violation, twice within twelve months."""

import datetime as dt
from pathlib import Path

import pytest

from models.history import Event
from models.ledger import ledger
from tasks.answers import record_answer
from tasks.records import find_case
from tasks.repeat_violations import Repeats, count_repeats
from tasks.stages import enter
from tests.building import asked, registered, rows
from tests.procedures.loss_review_answers import analysis, receipt

NOW = "2026-03-02"
VIOLATION = "违反法定程序"


@pytest.fixture(autouse=True)
def _today(any_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", NOW)


def lost(n: int, on: str = NOW, violation: str = VIOLATION, by: str = "", **changes: object) -> str:
    """A case that was lost and analysed."""
    filed = {"received_on": dt.date(2025, 1, 6), "act_made_on": None, "act_known_on": None}
    number = registered(n, **{**filed, **changes})
    with ledger() as session:
        enter(session, find_case(session, number), "loss_review")
    for code, given in (receipt(on, agency=by), analysis(on, violation=violation, agency=by)):
        asked(number, code, path="loss_review")
        record_answer(number, code, given, door="窗口")
    return number


def counted(number: str, agency: str = "区教育局") -> Repeats:
    return count_repeats(number, agency, occasion="1")


@pytest.mark.mechanism("SL-9b")
@pytest.mark.parametrize(
    ("earlier", "count"),
    [
        pytest.param({"on": "2025-03-03"}, 2, id="the same again within the year"),
        pytest.param({"on": "2025-03-02"}, 1, id="a year before"),
        pytest.param({"cause": "工伤认定纠纷"}, 1, id="another cause"),
        pytest.param({"agencies": ["区公安局"]}, 1, id="another agency"),
        pytest.param({"violation": "超越职权"}, 1, id="another violation"),
        pytest.param(
            {"agencies": ["区教育局", "区公安局"], "by": "区教育局"}, 2, id="with another"
        ),
        pytest.param({"agencies": ["区教育局", "区公安局"], "by": "区公安局"}, 1, id="beside it"),
    ],
)
def test_only_the_same_again_within_a_year_is_counted(earlier: dict, count: int):
    before = lost(1, **earlier)
    now = lost(2)
    found = counted(now)
    assert (found.count, found.is_warning) == (count, count >= 2)
    assert found.case_numbers == ((before, now) if count == 2 else (now,))


@pytest.mark.mechanism("SL-9b")
def test_what_was_counted_stands():
    first = lost(1)
    alone = counted(first)
    lost(2)
    assert (alone.count, alone.is_warning) == (1, False)
    assert counted(first) == alone
    [line] = rows(Event, kind="重复违法")
    assert line.text == "区教育局同案由、同违法事由败诉，12个月内1件"


@pytest.mark.mechanism("SL-9b")
def test_a_case_that_is_counted_last_finds_those_before_and_after_it():
    numbers = [lost(1, "2025-06-02"), lost(2, "2026-02-02"), lost(3, "2025-12-01")]
    found = counted(numbers[2])
    assert found.count == 3
    assert found.case_numbers == (numbers[0], numbers[2], numbers[1])
