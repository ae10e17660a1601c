"""A new year from the terminal: checked, adopted with every date that waits for it, taken back."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from models.outbox import Notice
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.festival import statutory_holidays
from tasks.calendars import adopted_folder, current_calendar
from tasks.contacts import add_contact
from tasks.deadlines import start_deadline
from tests.building import asked, count, registered, rows
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home")
INVENTED = Path(__file__).parents[1] / "calendars" / "2027.toml"
ANSWER = ("L_ANSWER_15D", dt.date(2026, 12, 20))  # 2027-01-04 as estimated, 2026-12-28 is safe.
Fuyuan = Callable[..., Any]


def provisional() -> str:
    """A case with one date that waits for the notice, and one that does not."""
    number = registered()
    start_deadline(number, *ANSWER)
    start_deadline(number, "L_DOCKET_7D", dt.date(2026, 11, 2))
    return number


def answer_date() -> RunningDeadline:
    [row] = rows(RunningDeadline, rule=ANSWER[0])
    return row


def as_it_stands() -> list[tuple[Any, ...]]:
    names = ("rule", "due_on", "act_by", "status", "state", "calendar_version", "proof")
    return [tuple(getattr(row, name) for name in names) for row in rows(RunningDeadline)]


def typed(tmp_path: Path, old: str, new: str) -> str:
    text = INVENTED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "typed.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


class TestAdopt:
    def test_makes_the_dates_certain_and_reports_each(self, fuyuan: Fuyuan):
        number = provisional()
        done = fuyuan("calendar", "adopt", str(INVENTED))
        assert done.code == 0
        [line] = [line for line in done.out.splitlines() if number in line]
        assert re.search(r"2026-12-28（暂定）.*2027-01-04（确定）", line)
        assert "重算的期限（1项）" in done.out
        assert f"录入为 {adopted_folder() / '2027.toml'}。" in done.out
        assert "春节：2027-02-05（星期五）至2027-02-12（星期五）" in done.out
        row = answer_date()
        assert (row.due_on, row.status) == (dt.date(2027, 1, 4), "certain")
        assert row.calendar_version == current_calendar().version
        assert "2027.toml@" in row.calendar_version

    def test_keeps_the_old_date_in_the_timeline(self, fuyuan: Fuyuan):
        provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        texts = [event.text for event in rows(Event) if event.key.startswith("recomputed:")]
        assert len(texts) == 1
        assert "由2026-12-28改为2027-01-04（确定）" in texts[0]

    def test_moves_the_open_to_do_and_tells_whoever_was_told(self, fuyuan: Fuyuan):
        add_contact(role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/x")
        number = provisional()
        asked(number, "eight_checks", rule=ANSWER[0])
        fuyuan("calendar", "adopt", str(INVENTED))
        [todo] = rows(Todo)
        assert todo.due_on == dt.date(2027, 1, 4)
        [notice] = rows(Notice, template="deadline_changed")
        assert "改为2027年1月4日" in notice.subject

    def test_twice_changes_nothing_and_says_so(self, fuyuan: Fuyuan):
        provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        before, events = as_it_stands(), count(Event)
        again = fuyuan("calendar", "adopt", str(INVENTED))
        assert "2027.toml 此前已经录入，历法没有变化" in again.out
        assert "重算的期限（0项）" in again.out
        assert (as_it_stands(), count(Event)) == (before, events)

    def test_on_trial_reports_the_same_and_keeps_nothing(self, fuyuan: Fuyuan):
        provisional()
        before, events = as_it_stands(), count(Event)
        trial = json.loads(fuyuan("calendar", "adopt", str(INVENTED), "--dry-run", "--json").out)
        assert (as_it_stands(), count(Event)) == (before, events)
        assert not adopted_folder().exists()
        assert current_calendar() is national_calendar()
        real = json.loads(fuyuan("calendar", "adopt", str(INVENTED), "--json").out)
        assert trial.pop("dry_run") is True
        assert real.pop("dry_run") is False
        assert trial == real

    def test_finishes_what_an_interruption_left(self, fuyuan: Fuyuan):
        """The power fails after the file and before the ledger."""
        provisional()
        adopted_folder().mkdir()
        (adopted_folder() / "2027.toml").write_bytes(INVENTED.read_bytes())
        assert answer_date().status == "provisional"
        assert "重算的期限（1项）" in fuyuan("calendar", "adopt", str(INVENTED)).out
        assert answer_date().status == "certain"

    def test_that_fails_on_one_date_leaves_file_and_ledger_as_they_were(self, fuyuan: Fuyuan):
        provisional()
        other = registered(2)
        start_deadline(other, *ANSWER)
        with ledger() as session:
            session.query(RunningDeadline).filter_by(case_id=2).update({"rule": "L_GONE_1D"})
        before, events = as_it_stands(), count(Event)
        assert "L_GONE_1D" in refused(fuyuan("calendar", "adopt", str(INVENTED)))
        assert (as_it_stands(), count(Event)) == (before, events)
        assert current_calendar() is national_calendar()

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            pytest.param("2027-04-05", "2027-04-06", "缺少法定假日2027-04-05", id="incomplete"),
            pytest.param("2027-09-26", "2027-09-27", "不是周末", id="weekday-swapped"),
            pytest.param("year = 2027", "year = ", "不是合法的TOML", id="half-typed"),
            pytest.param("[rest_days]", "[rest]", "未知的键", id="mistyped-key"),
        ],
    )
    def test_of_a_wrong_file_is_refused_and_changes_nothing(
        self, fuyuan: Fuyuan, tmp_path: Path, old: str, new: str, words: str
    ):
        provisional()
        before = as_it_stands()
        line = refused(fuyuan("calendar", "adopt", typed(tmp_path, old, new)))
        assert words in line
        assert "typed.toml" in line
        assert as_it_stands() == before
        assert not adopted_folder().exists()

    def test_of_a_second_arrangement_of_the_year_is_refused(self, fuyuan: Fuyuan, tmp_path: Path):
        provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        before = as_it_stands()
        other = typed(tmp_path, "2027-01-09, ", "")
        assert "withdraw 2027" in refused(fuyuan("calendar", "adopt", other))
        assert as_it_stands() == before

    def test_of_a_revision_moves_certain_dates_too(self, fuyuan: Fuyuan, tmp_path: Path):
        number = provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        revision = tmp_path / "revision.toml"
        revision.write_text(
            'year = 2027\nkind = "revision"\nsource = "测试用修订，并非通知"\n'
            '[rest_days]\n"临时放假" = [2027-01-04]\n'
        )
        done = fuyuan("calendar", "adopt", str(revision))
        [line] = [line for line in done.out.splitlines() if number in line]
        assert re.search(r"2027-01-04（确定）.*2027-01-05（确定）", line)
        assert answer_date().due_on == dt.date(2027, 1, 5)


@pytest.mark.usefixtures("any_home")
def test_on_both_databases_a_year_is_adopted_revised_and_taken_back(fuyuan: Fuyuan, tmp_path: Path):
    provisional()
    before = as_it_stands()
    assert fuyuan("calendar", "adopt", str(INVENTED), "--dry-run").code == 0
    assert as_it_stands() == before
    assert fuyuan("calendar", "adopt", str(INVENTED)).code == 0
    for number in (1, 2):
        revision = tmp_path / f"{number}.toml"
        revision.write_text(
            f'year = 2027\nkind = "revision"\nrevision = {number}\nsource = "测试用修订"\n'
            f'[rest_days]\n"临时放假" = [2027-01-0{number + 3}]\n'
        )
        assert fuyuan("calendar", "adopt", str(revision)).code == 0
    assert answer_date().due_on == dt.date(2027, 1, 6)
    for _ in range(3):
        assert fuyuan("calendar", "withdraw", "2027").code == 0
    assert as_it_stands() == before


class TestWithdraw:
    def test_makes_the_dates_provisional_again(self, fuyuan: Fuyuan):
        number = provisional()
        before = as_it_stands()
        fuyuan("calendar", "adopt", str(INVENTED))
        done = fuyuan("calendar", "withdraw", "2027")
        [line] = [line for line in done.out.splitlines() if number in line]
        assert re.search(r"2027-01-04（确定）.*2026-12-28（暂定）", line)
        assert as_it_stands() == before
        assert f"撤回，文件留作 {adopted_folder() / '2027.toml.withdrawn'}。" in done.out
        assert [path.name for path in adopted_folder().iterdir()] == ["2027.toml.withdrawn"]

    def test_on_trial_keeps_everything(self, fuyuan: Fuyuan):
        provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        before = as_it_stands()
        trial = fuyuan("calendar", "withdraw", "2027", "--dry-run")
        assert "重算的期限（1项）" in trial.out
        assert as_it_stands() == before
        assert current_calendar().last_year == 2027

    def test_lets_a_corrected_file_be_adopted(self, fuyuan: Fuyuan, tmp_path: Path):
        provisional()
        fuyuan("calendar", "adopt", typed(tmp_path, "2027-01-03]", "2027-01-03, 2027-01-04]"))
        assert answer_date().due_on == dt.date(2027, 1, 5)
        fuyuan("calendar", "withdraw", "2027")
        fuyuan("calendar", "adopt", str(INVENTED))
        assert answer_date().due_on == dt.date(2027, 1, 4)

    def test_and_adopting_again_are_told_each_time(self, fuyuan: Fuyuan):
        add_contact(role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/x")
        provisional()
        for _ in range(2):
            fuyuan("calendar", "adopt", str(INVENTED))
            fuyuan("calendar", "withdraw", "2027")
        told = [event for event in rows(Event) if event.key.startswith("recomputed:")]
        assert ["确定" in event.text for event in told] == [True, False, True, False]
        assert count(Notice, template="deadline_changed") == 4

    def test_lets_a_period_run_again_that_lapsed_by_a_mistyped_day(self, fuyuan: Fuyuan):
        provisional()
        fuyuan("calendar", "adopt", str(INVENTED))
        with ledger() as session:
            session.query(RunningDeadline).filter_by(rule=ANSWER[0]).update({"state": "missed"})
        fuyuan("calendar", "withdraw", "2027")
        assert answer_date().state == "running"

    def test_of_a_year_that_nobody_adopted_is_refused(self, fuyuan: Fuyuan):
        assert "没有录入过2026年" in refused(fuyuan("calendar", "withdraw", "2026"))


class TestTemplate:
    def filled(self, text: str) -> str:
        """The template as a clerk fills it: what stands in the comments, and the source."""
        lines = []
        for line in text.splitlines():
            if line.startswith("# 法定假日："):
                days = re.findall(r"\d{4}-\d\d-\d\d", line)
            elif line.endswith("= []") and line.startswith('"'):
                line = line.replace("[]", f"[{', '.join(days)}]")  # noqa: PLW2901
            lines.append(line.replace('source = ""', 'source = "测试"'))
        return "\n".join(lines)

    @pytest.mark.parametrize("year", [2027, 2031, 2045])
    def test_is_a_file_with_every_festival_of_the_year(self, fuyuan: Fuyuan, year: int):
        fields = tomllib.loads(self.filled(fuyuan("calendar", "template", str(year)).out))
        assert fields["year"] == year
        assert sum(map(len, fields["rest_days"].values())) == len(statutory_holidays(year))

    def test_is_adopted_once_it_is_filled_in(self, fuyuan: Fuyuan, tmp_path: Path):
        text = fuyuan("calendar", "template", "2027").out
        file = tmp_path / "2027.toml"
        file.write_text(self.filled(text), encoding="utf-8")
        assert fuyuan("calendar", "adopt", str(file)).code == 0
        assert current_calendar().last_year == 2027

    def test_is_refused_as_long_as_it_is_not(self, fuyuan: Fuyuan, tmp_path: Path):
        file = tmp_path / "2027.toml"
        file.write_text(fuyuan("calendar", "template", "2027").out, encoding="utf-8")
        assert "source" in refused(fuyuan("calendar", "adopt", str(file)))
        file.write_text(file.read_text().replace('source = ""', 'source = "测试"'))
        assert "缺少法定假日2027-01-01" in refused(fuyuan("calendar", "adopt", str(file)))


class TestShow:
    def test_tells_where_each_year_comes_from(self, fuyuan: Fuyuan):
        before = fuyuan("calendar", "show").out
        assert "2004年至2026年的安排已有；自2026年12月20日起的日期为暂定" in before
        fuyuan("calendar", "adopt", str(INVENTED))
        after = fuyuan("calendar", "show").out
        assert "自2027年12月20日起的日期为暂定" in after
        [line] = [line for line in after.splitlines() if "本处录入" in line]
        assert "2027.toml@" in line
        assert "测试用安排，并非通知" in line
        [library] = [line for line in after.splitlines() if line.startswith("│ 历法库")]
        assert "2004—2026" in library

    def test_draws_a_year_with_its_swapped_days(self, fuyuan: Fuyuan):
        printed = fuyuan("calendar", "show", "2026").out
        assert "调休上班：2026-01-04（星期日）、2026-02-14（星期六）" in printed
        assert printed.count("班") == printed.split("1月", 1)[0].count("班") + 6
        for marked in ("14班", "15休", "20班", "25休"):
            assert marked in printed

    def test_says_of_an_unannounced_year_that_it_is_estimated(self, fuyuan: Fuyuan):
        printed = fuyuan("calendar", "show", "2027").out
        assert "2027年　尚未公布" in printed
        assert "春节：2027-02-05（星期五）至2027-02-08（星期一）" in printed
        assert "春节补假：2027-02-09（星期二）" in printed

    def test_refuses_a_year_before_all_notices(self, fuyuan: Fuyuan):
        assert "历法自2004年起" in refused(fuyuan("calendar", "show", "1999"))

    def test_is_refused_with_the_remedy_while_a_file_is_broken(self, fuyuan: Fuyuan):
        adopted_folder().mkdir()
        (adopted_folder() / "2027.toml").write_text("year = ")
        assert "放回录入时的原文件" in refused(fuyuan("calendar", "show"))
