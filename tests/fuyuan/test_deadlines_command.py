"""The dates of a case and of all cases from the terminal, and as a file for a calendar program."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from models.case import Case
from tasks.deadlines import meet_deadline, start_deadline
from tests.building import RECEIVED, in_mediation, registered, rows
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home")
Fuyuan = Callable[..., Any]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def busy() -> str:
    """A case with a date that passed, one that is met, one that runs, and one to be announced."""
    number = in_mediation()
    start_deadline(number, "L_DOCKET_7D", day("2026-10-20"))
    start_deadline(number, "L_DOCKET_7D", RECEIVED, trigger_key="补正")
    start_deadline(number, "M_PRE_30D", day("2026-10-15"))
    start_deadline(number, "L_ANSWER_15D", day("2026-12-20"))
    meet_deadline(number, "L_DOCKET_7D", day("2026-10-26"), trigger_keys=("1",))
    return number


def table(printed: str) -> list[list[str]]:
    """The cells of the rows, without the head."""
    return [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in printed.splitlines()
        if line.startswith("│")
    ]


class TestCase:
    def test_is_shown_whole_the_first_due_first(self, fuyuan: Fuyuan):
        printed = fuyuan("deadlines", "--case", busy()).out
        dates = [row[3] for row in table(printed) if row[3]]
        assert dates == ["2026-10-27", "2026-11-09", "2026-11-16", "2026-12-28（暂定）"]
        states = [row[6] for row in table(printed) if row[6]]
        assert states == ["已完成", "进行中", "进行中", "进行中"]
        left = [row[5] for row in table(printed) if row[3]]
        assert left == ["", "3", "10", "52"]
        assert "《行政诉讼法》" in printed
        assert "起算日与事由" in printed

    def test_is_found_by_its_short_code(self, fuyuan: Fuyuan):
        number = busy()
        [case] = rows(Case)
        by_code = fuyuan("deadlines", "--case", case.short_code).out
        assert by_code == fuyuan("deadlines", "--case", number).out

    def test_that_is_unknown_is_refused(self, fuyuan: Fuyuan):
        assert "没有案号为“甲”的案件" in refused(fuyuan("deadlines", "--case", "甲"))
        assert "没有案号为“甲”的案件" in refused(fuyuan("deadlines", "--case", "甲", "--ics"))

    def test_shows_how_each_date_was_counted_if_asked(self, fuyuan: Fuyuan):
        number = busy()
        assert "如何计算" not in fuyuan("deadlines", "--case", number).out
        printed = fuyuan("deadlines", "--case", number, "--proof").out
        assert printed.count("如何计算") == 4
        assert "1. 触发日2026-11-02" in printed

    def test_comes_as_plain_values(self, fuyuan: Fuyuan):
        found = json.loads(fuyuan("deadlines", "--case", busy(), "--json").out)
        assert [line["due_on"] for line in found] == [
            *("2026-10-27", "2026-11-09", "2026-11-16"),
            None,
        ]
        assert found[3]["act_by"] == "2026-12-28"
        assert found[3]["is_provisional"] is True
        assert found[1]["days_left"] == 3
        assert found[1]["proof"][0].startswith("1. 触发日2026-11-02")


class TestAllCases:
    def test_are_listed_for_the_next_fortnight(self, fuyuan: Fuyuan):
        busy()
        printed = fuyuan("deadlines").out
        assert [row[3] for row in table(printed)] == ["2026-11-09", "2026-11-16"]
        assert "14日以内" in printed

    @pytest.mark.parametrize(
        ("options", "dates"),
        [
            pytest.param(["--within", "3"], ["2026-11-09"], id="days"),
            pytest.param(
                ["--within", "60"],
                ["2026-11-09", "2026-11-16", "2026-12-28（暂定）"],
                id="many-days",
            ),
            pytest.param(["--role", "调解组织"], ["2026-11-16"], id="role"),
            pytest.param(["--role", "检察院"], [], id="nobody"),
        ],
    )
    def test_can_be_narrowed(self, fuyuan: Fuyuan, options: list[str], dates: list[str]):
        busy()
        assert [row[3] for row in table(fuyuan("deadlines", *options).out)] == dates

    def test_begin_with_what_is_overdue(self, fuyuan: Fuyuan, monkeypatch: pytest.MonkeyPatch):
        busy()
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-12")
        assert [row[5] for row in table(fuyuan("deadlines").out)] == ["-3", "4"]


class TestICalendar:
    def events(self, text: str) -> list[icalendar.Event]:
        return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))

    def test_of_a_case_has_what_runs_in_it(self, fuyuan: Fuyuan):
        done = fuyuan("deadlines", "--case", busy(), "--ics")
        shown = [event.decoded("dtstart") for event in self.events(done.out)]
        assert shown == [day("2026-11-09"), day("2026-11-16"), day("2026-12-28")]
        [case] = rows(Case)
        name = icalendar.Calendar.from_ical(done.out)["X-WR-CALNAME"]
        assert name == f"府院通期限 {case.short_code}"

    def test_of_all_cases_looks_as_far_as_they_do(self, fuyuan: Fuyuan):
        busy()
        start_deadline(registered(2), "L_DOCKET_7D", RECEIVED)
        assert len(self.events(fuyuan("deadlines", "--ics").out)) == 4
        assert len(self.events(fuyuan("deadlines", "--ics", "--role", "调解组织").out)) == 1

    def test_is_saved_byte_for_byte(self, fuyuan: Fuyuan, tmp_path: Path):
        number, file = busy(), tmp_path / "案件.ics"
        printed = fuyuan("deadlines", "--case", number, "--ics").out
        done = fuyuan("deadlines", "--case", number, "--out", str(file))
        assert done.out == f"已存：{file}\n"
        saved = file.read_bytes()
        assert b"\n" not in saved.replace(b"\r\n", b"")
        same = re.compile(r"DTSTAMP:\w+")
        assert same.sub("", saved.decode()) == same.sub("", printed)

    def test_that_cannot_be_saved_is_told(self, fuyuan: Fuyuan, tmp_path: Path):
        nowhere = tmp_path / "nowhere" / "x.ics"
        assert "写不了文件" in refused(fuyuan("deadlines", "--out", str(nowhere)))
