"""Every worked example comes out exactly, with a proof that replays."""

import csv
import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from rules.deadlines import find
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute
from rules.vocabulary.proof import DueDate

EXAMPLES = Path(__file__).parent / "deadline_examples.csv"


def rows():
    with EXAMPLES.open(encoding="utf-8") as file:
        return [pytest.param(row, id=f"{row['id']}-{row['rule']}") for row in csv.DictReader(file)]


def computed(row) -> DueDate:
    params = json.loads(row["params"])
    trigger = date.fromisoformat(row["trigger_date"])
    if "time" in params:
        trigger = datetime.combine(trigger, time.fromisoformat(params["time"]))
    return compute(
        find(row["rule"]),
        trigger,
        calendar=national_calendar(),
        excluded_days=params.get("excluded_days", 0),
    )


def test_all_worked_examples_are_here():
    assert len(rows()) == 35


@pytest.mark.parametrize("row", rows())
def test_an_example_gives_its_date(row):
    due = computed(row)
    is_provisional = json.loads(row["params"]).get("provisional", False)
    expected = date.fromisoformat(row["expected_date"])
    assert (due.provisional if is_provisional else due.due) == expected
    assert due.is_certain is not is_provisional
    assert (due.due is None) is is_provisional


@pytest.mark.parametrize("row", rows())
def test_the_declared_period_is_the_examples(row):
    params = json.loads(row["params"])
    period = find(row["rule"]).period
    assert (period.count.value, period.n) == (params["kind"], params["n"])


@pytest.mark.parametrize("row", rows())
def test_an_examples_proof_is_read_back_and_replays(row):
    due = computed(row)
    text = json.dumps(due.to_json(), ensure_ascii=False)
    assert DueDate.from_json(text) == due
    assert DueDate.from_json(json.loads(text)) == due
    assert replay(text, calendar=national_calendar()).differences == ()


def test_an_unannounced_year_gives_four_values():
    row = next(param.values[0] for param in rows() if param.values[0]["id"] == "P01")
    due = computed(row)
    assert (due.raw, due.provisional) == (date(2027, 1, 9), date(2027, 1, 11))
    assert due.safe == date(2027, 1, 8)
    assert due.status == "provisional"


def test_hours_run_from_the_next_hour_and_are_acted_on_from_the_minute():
    row = next(param.values[0] for param in rows() if param.values[0]["id"] == "H01")
    due = computed(row)
    assert due.at.isoformat() == "2026-02-15T17:00:00+08:00"
    assert due.safe_at.isoformat() == "2026-02-15T16:30:00+08:00"


def test_the_seven_days_of_the_coercion_law_warn_by_the_shorter_reading():
    row = next(param.values[0] for param in rows() if param.values[0]["id"] == "E50")
    due = computed(row)
    assert (due.due, due.safe) == (date(2026, 2, 28), date(2026, 2, 24))
    assert any("按自然日计" in line and "2026-02-24" in line for line in due.proof_lines())
