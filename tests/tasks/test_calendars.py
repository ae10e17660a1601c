"""The calendar of an installation: its own notices are seen at once, and none that is broken."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from models.deadline import RunningDeadline
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.overlay import OverlayError
from tasks.calendar_adoption import AdoptionError, propose_adoption, propose_withdrawal
from tasks.calendars import adopted, adopted_folder, current_calendar, proposed

pytestmark = pytest.mark.usefixtures("bare_home")
ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "calendars" / "2027.toml"
REVISION = """
year = 2027
kind = "revision"
source = "测试用修订，并非通知"
[rest_days]
"临时放假" = [2027-03-08]
"""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def written(folder: Path, text: str, name: str = "typed.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def adopt(file: Path) -> None:
    propose_adoption(file).carry_out()


def changed(old: str, new: str) -> str:
    text = INVENTED.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


class TestCurrentCalendar:
    def test_without_a_notice_of_our_own_is_the_national_one(self):
        assert current_calendar() is national_calendar()

    def test_is_the_same_object_while_no_file_changes(self):
        adopt(INVENTED)
        assert current_calendar() is current_calendar()
        assert current_calendar() is not national_calendar()

    def test_takes_in_a_notice_while_the_program_runs(self):
        before = current_calendar()
        assert before.is_provisional(day("2027-02-12"))
        adopt(INVENTED)
        after = current_calendar()
        assert not after.is_provisional(day("2027-02-12"))
        assert after.is_rest_day(day("2027-02-12"))
        assert "2027.toml@" in after.version

    def test_sees_a_file_that_was_changed_and_one_that_was_taken_away(self):
        adopt(INVENTED)
        first = current_calendar().version
        file = adopted_folder() / "2027.toml"
        file.write_text(changed('"清明节" = [2027-04-05]', '"清明节" = [2027-04-05, 2027-04-06]'))
        assert current_calendar().is_rest_day(day("2027-04-06"))
        assert current_calendar().version != first
        file.unlink()
        assert current_calendar() is national_calendar()

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("year = ", id="half-written"),
            pytest.param("", id="empty"),
            pytest.param(changed("2027-04-05", "2027-04-06"), id="festival-lost"),
        ],
    )
    def test_on_a_broken_file_refuses_every_date_and_says_what_to_do(self, text: str):
        adopt(INVENTED)
        file = written(adopted_folder(), text, "2027.toml")
        for _ in range(2):
            with pytest.raises(OverlayError, match=r"2027\.toml 有误") as refused:
                current_calendar()
        assert "期限暂停计算" in str(refused.value)
        assert str(file) in str(refused.value)
        file.write_bytes(INVENTED.read_bytes())
        assert current_calendar().last_year == 2027

    def test_passes_over_what_is_no_notice(self):
        adopt(INVENTED)
        before = current_calendar()
        written(adopted_folder(), "year = ", ".2027.toml.4711")
        written(adopted_folder(), "year = ", "2027.toml.withdrawn")
        assert current_calendar() is before

    def test_keeps_its_version_short_enough_for_the_ledger(self, tmp_path: Path):
        adopt(INVENTED)
        versions = {current_calendar().version}
        for number in range(1, 5):
            text = REVISION.replace("kind", f"revision = {number}\nkind")
            adopt(written(tmp_path, text.replace("03-08", f"03-0{number}")))
            versions.add(current_calendar().version)
        assert len(versions) == 5
        assert max(map(len, versions)) <= RunningDeadline.calendar_version.type.length
        assert re.fullmatch(r"chinesecalendar [\d.]+ \+ 6份文件@\w{12}", current_calendar().version)

    def test_is_another_one_only_within_the_block(self):
        plan = propose_adoption(INVENTED)
        with proposed(plan.calendar):
            assert current_calendar() is plan.calendar
        assert current_calendar() is national_calendar()

    def test_needs_neither_prefect_nor_the_database_and_leaves_no_trace(self, tmp_path: Path):
        program = (
            "import sys\nfrom tasks.calendars import current_calendar\ncurrent_calendar()\n"
            "print(sorted({'prefect', 'sqlalchemy', 'cryptography'} & set(sys.modules)))"
        )
        nowhere = tmp_path / "nowhere"
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "FUYUAN_HOME": str(nowhere)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "[]\n"
        assert not nowhere.exists()


class TestAdoption:
    def test_writes_nothing_until_it_is_carried_out(self):
        plan = propose_adoption(INVENTED)
        assert not adopted_folder().exists()
        plan.carry_out()
        assert [path.name for path in adopted_folder().iterdir()] == ["2027.toml"]
        assert (adopted_folder() / "2027.toml").read_bytes() == INVENTED.read_bytes()

    def test_shows_the_calendar_exactly_as_it_will_be(self):
        plan = propose_adoption(INVENTED)
        plan.carry_out()
        assert current_calendar().version == plan.calendar.version
        assert current_calendar().rest_days == plan.calendar.rest_days

    def test_names_the_file_by_its_year_whatever_it_was_called(self, tmp_path: Path):
        adopt(written(tmp_path, INVENTED.read_text(), "元旦等节假日安排 (最终版).toml"))
        assert [overlay.path.name for overlay in adopted()] == ["2027.toml"]

    def test_takes_a_file_that_an_editor_began_with_a_mark(self, tmp_path: Path):
        file = tmp_path / "marked.toml"
        file.write_bytes(b"\xef\xbb\xbf" + INVENTED.read_bytes())
        assert propose_adoption(file).overlay.year == 2027

    def test_twice_is_known_and_changes_nothing(self):
        adopt(INVENTED)
        again = propose_adoption(INVENTED)
        assert again.known == "2027.toml 此前已经录入"
        assert again.calendar is current_calendar()

    def test_with_the_same_days_in_other_words_is_known(self, tmp_path: Path):
        adopt(INVENTED)
        other = written(tmp_path, changed("2027-01-01, 2027-01-02, 2027-01-03", "2027-01-01"))
        assert "日期与此文件一致" in propose_adoption(other).known

    def test_of_a_different_notice_for_the_same_year_is_refused_with_both_remedies(
        self, tmp_path: Path
    ):
        adopt(INVENTED)
        other = written(tmp_path, changed("2027-09-26, ", ""))
        with pytest.raises(AdoptionError, match=r"2027-09-26与 2027\.toml 的安排不一致") as refused:
            propose_adoption(other)
        assert "fuyuan calendar withdraw 2027" in str(refused.value)
        assert 'kind = "revision"' in str(refused.value)
        assert (adopted_folder() / "2027.toml").read_bytes() == INVENTED.read_bytes()

    def test_of_a_revision_lies_over_the_notice(self, tmp_path: Path):
        adopt(INVENTED)
        plan = propose_adoption(written(tmp_path, REVISION))
        assert plan.reaches_back
        plan.carry_out()
        assert current_calendar().is_rest_day(day("2027-03-08"))
        assert current_calendar().is_rest_day(day("2027-02-12"))
        assert sorted(each.path.name for each in adopted()) == ["2027.toml", "2027_1.toml"]

    def test_of_another_revision_needs_the_next_number(self, tmp_path: Path):
        adopt(INVENTED)
        adopt(written(tmp_path, REVISION))
        other = written(tmp_path, REVISION.replace("03-08", "03-09"))
        with pytest.raises(AdoptionError, match="revision = 2"):
            propose_adoption(other)
        adopt(written(tmp_path, other.read_text().replace("kind", "revision = 2\nkind")))
        assert current_calendar().is_rest_day(day("2027-03-08"))
        assert current_calendar().is_rest_day(day("2027-03-09"))

    def test_of_a_revision_before_its_notice_is_refused(self, tmp_path: Path):
        with pytest.raises(OverlayError, match="2027年尚无安排，不能修订"):
            propose_adoption(written(tmp_path, REVISION))

    def test_of_a_new_year_touches_only_what_was_provisional(self, tmp_path: Path):
        assert not propose_adoption(INVENTED).reaches_back
        early = written(tmp_path, changed("2026-12-27", "2026-12-19"))
        assert propose_adoption(early).reaches_back

    def test_of_what_the_library_has_is_known_or_refused(self, tmp_path: Path):
        calendar = national_calendar()
        rest = [str(each) for each in calendar.rest_days if each.year == 2026]
        working = [str(each) for each in calendar.working_weekends if each.year == 2026]
        text = (
            f'year = 2026\nkind = "notice"\nsource = "测试"\n'
            f"working_weekends = [{', '.join(working)}]\n"
            f'[rest_days]\n"放假" = [{", ".join(rest)}]\n'
        )
        assert "一致" in propose_adoption(written(tmp_path, text)).known
        mistyped = written(tmp_path, f'{text}"误录" = [2026-10-08]\n')
        with pytest.raises(AdoptionError, match="2026-10-08与历法库的安排不一致"):
            propose_adoption(mistyped)

    def test_of_a_file_that_is_not_there_says_how_to_make_one(self, tmp_path: Path):
        with pytest.raises(AdoptionError, match="fuyuan calendar template"):
            propose_adoption(tmp_path / "2027.toml")

    def test_is_refused_while_an_adopted_file_is_broken(self):
        adopt(INVENTED)
        written(adopted_folder(), "year = ", "2027.toml")
        with pytest.raises(OverlayError, match="期限暂停计算"):
            propose_adoption(INVENTED)

    def test_never_writes_over_what_another_program_adopted_meanwhile(self, tmp_path: Path):
        late = propose_adoption(written(tmp_path, changed("2027-09-26, ", "")))
        adopt(INVENTED)
        with pytest.raises(AdoptionError, match="另一程序"):
            late.carry_out()
        assert [path.name for path in adopted_folder().iterdir()] == ["2027.toml"]
        assert (adopted_folder() / "2027.toml").read_bytes() == INVENTED.read_bytes()


class TestWithdrawal:
    def test_takes_the_file_away_and_keeps_it_for_the_record(self):
        adopt(INVENTED)
        plan = propose_withdrawal(2027)
        plan.carry_out()
        assert current_calendar() is national_calendar()
        assert plan.kept_as.read_bytes() == INVENTED.read_bytes()
        plan.take_back()
        assert current_calendar().last_year == 2027

    def test_takes_the_last_revision_first(self, tmp_path: Path):
        adopt(INVENTED)
        adopt(written(tmp_path, REVISION))
        propose_withdrawal(2027).carry_out()
        assert [each.path.name for each in adopted()] == ["2027.toml"]

    def test_of_a_year_that_is_not_ours_is_refused(self):
        with pytest.raises(AdoptionError, match="没有录入过2026年"):
            propose_withdrawal(2026)

    def test_of_a_year_on_which_a_later_one_stands_is_refused(self, tmp_path: Path):
        adopt(INVENTED)
        adopt(written(tmp_path, NEXT))
        with pytest.raises(OverlayError, match="缺少2027年的安排，不能先录入2028年"):
            propose_withdrawal(2027)
        propose_withdrawal(2028).carry_out()
        propose_withdrawal(2027).carry_out()
        assert adopted() == ()


NEXT = """
year = 2028
kind = "notice"
source = "测试用安排，并非通知"
[rest_days]
"元旦" = [2028-01-01]
"春节" = [2028-01-25, 2028-01-26, 2028-01-27, 2028-01-28]
"清明节" = [2028-04-04]
"劳动节" = [2028-05-01, 2028-05-02]
"端午节" = [2028-05-28]
"国庆节" = [2028-10-01, 2028-10-02, 2028-10-03]
"""
