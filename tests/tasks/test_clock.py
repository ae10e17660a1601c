"""The one clock: China's, or the rehearsed day."""

import datetime as dt
from pathlib import Path

import pytest

from tasks import clock


def test_the_rehearsed_day_is_today(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TODAY", "2027-02-28")
    assert clock.today() == dt.date(2027, 2, 28)
    assert clock.now().utcoffset() == dt.timedelta(hours=8)


def test_a_day_in_a_file_may_change_while_programs_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    page = tmp_path / "today"
    monkeypatch.setenv("FUYUAN_TODAY", f"@{page}")
    days = []
    for day in ("2026-11-06", "2026-11-07\n"):
        page.write_text(day)
        days.append(clock.today())
    assert days == [dt.date(2026, 11, 6), dt.date(2026, 11, 7)]


def test_without_a_rehearsal_it_is_this_moment_in_china(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("FUYUAN_TODAY", raising=False)
    before = dt.datetime.now(dt.UTC)  # noqa: TID251  (what the clock is compared with)
    now = clock.now()
    after = dt.datetime.now(dt.UTC)  # noqa: TID251
    assert before <= now <= after
    assert now.utcoffset() == dt.timedelta(hours=8)


def test_a_day_that_is_none_stops_the_program(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TODAY", "tomorrow")
    with pytest.raises(ValueError, match="tomorrow"):
        clock.today()
