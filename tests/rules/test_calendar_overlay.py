"""A newly announced year is adopted from a file; a bad file stops everything."""

from datetime import date

import pytest

from rules.deadlines import find
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import load_calendar, national_calendar
from rules.vocabulary.engine import compute
from rules.vocabulary.overlay import OverlayError

# An invented arrangement in the shape of a real one: the notice for 2027 is not out.
NOTICE = """
year = 2027
kind = "notice"
source = "测试用安排，并非通知"
announced_on = 2026-11-20
working_weekends = [2026-12-27, 2027-01-09, 2027-02-20, 2027-09-26, 2027-10-09]
[rest_days]
"元旦" = [2027-01-01, 2027-01-02, 2027-01-03, 2026-12-31]
"春节" = [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11, 2027-02-12]
"清明节" = [2027-04-05]
"劳动节" = [2027-05-01, 2027-05-02, 2027-05-03, 2027-05-04, 2027-05-05]
"端午节" = [2027-06-09]
"中秋节" = [2027-09-15]
"国庆节" = [2027-10-01, 2027-10-02, 2027-10-03, 2027-10-04, 2027-10-05, 2027-10-06, 2027-10-07]
"""  # noqa: E501 -- one festival a line, as in a real file


def calendar_with(directory, text, name="2027.toml"):
    (directory / name).write_text(text, encoding="utf-8")
    return load_calendar(directory)


def test_an_announced_year_makes_its_dates_certain(tmp_path):
    calendar = calendar_with(tmp_path, NOTICE)
    before = compute(find("L_APPEAL_J_15D"), date(2026, 12, 25), calendar=national_calendar())
    after = compute(find("L_APPEAL_J_15D"), date(2026, 12, 25), calendar=calendar)
    assert before.provisional == date(2027, 1, 11)
    # 9 January became a working Saturday: the estimate was late, the safe day was not.
    assert after.due == date(2027, 1, 9)
    assert before.safe <= after.due


def test_a_replay_on_the_new_calendar_names_what_changed(tmp_path):
    stored = compute(find("R_ANSWER_10WD"), date(2026, 12, 28), calendar=national_calendar())
    result = replay(stored.to_json(), calendar=calendar_with(tmp_path, NOTICE))
    assert not result.is_same
    assert result.recomputed.is_certain
    assert result.recomputed.due >= stored.safe
    assert any(difference.startswith("status：") for difference in result.differences)


def test_new_years_arrangement_reaches_back_into_december(tmp_path):
    calendar = calendar_with(tmp_path, NOTICE)
    assert calendar.is_rest_day(date(2026, 12, 31))
    assert calendar.is_working_day(date(2026, 12, 27))
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 12, 20))


def test_the_version_changes_with_every_byte_of_an_overlay(tmp_path):
    first = calendar_with(tmp_path, NOTICE).version
    second = calendar_with(tmp_path, NOTICE + "\n").version
    assert first != second
    assert first.startswith("chinesecalendar ")
    assert "2027.toml@" in first


def test_the_shipped_calendar_corrects_the_librarys_one_error():
    assert national_calendar().is_working_day(date(2005, 12, 31))
    assert load_calendar().is_rest_day(date(2005, 12, 31))


def test_a_revision_of_a_known_year_is_laid_over_it(tmp_path):
    revision = """
year = 2026
kind = "revision"
source = "测试用修订，并非通知"
working_weekends = [2026-03-07]
[rest_days]
"临时放假" = [2026-03-09]
"""
    calendar = calendar_with(tmp_path, revision, "2026.toml")
    assert calendar.is_rest_day(date(2026, 3, 9))
    assert calendar.is_working_day(date(2026, 3, 7))
    assert calendar.describe(date(2026, 3, 9)) == "星期一，临时放假放假"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "缺少", id="empty-file"),
        pytest.param(
            'year = 2027\nkind = "notice"\nsource = "空"\n', "缺少法定假日2027-01-01", id="no-days"
        ),
        pytest.param(NOTICE.replace("2027-04-05", "2027-04-06"), "清明节", id="festival-missing"),
        pytest.param(NOTICE.replace("2027-09-26", "2027-09-27"), "不是周末", id="weekday-swapped"),
        pytest.param(NOTICE.replace("2027-10-09", "2027-10-03"), "既列为休假日", id="both-kinds"),
        pytest.param(NOTICE.replace("2027-02-20", "2028-02-19"), "不属于2027年", id="other-year"),
        pytest.param(NOTICE.replace("year = 2027", "year = 2028"), "不属于", id="wrong-year"),
        pytest.param(NOTICE.replace('"notice"', '"guess"'), "notice 或 revision", id="kind"),
        pytest.param(NOTICE.replace("source", "sauce"), "未知的键", id="unknown-key"),
        pytest.param(NOTICE.replace('"notice"', '"revision"'), "不能修订", id="revised-unknown"),
        pytest.param("year = ", "不是合法的TOML", id="syntax"),
        pytest.param(
            'year = 2026\nkind = "revision"\nsource = "空"\n', "没有任何日期", id="empty-revision"
        ),
    ],
)
def test_a_file_that_could_pass_for_a_year_without_holidays_is_refused(tmp_path, text, message):
    with pytest.raises(OverlayError, match=f"2027.toml 有误.*{message}"):
        calendar_with(tmp_path, text)


def test_a_year_may_not_be_skipped(tmp_path):
    text = NOTICE.replace("2027-", "2028-").replace("2026-", "2027-").replace("= 2027", "= 2028")
    moved = (
        text.replace("2028-02-05", "2028-01-25").replace("2028-02-06", "2028-01-26")
        .replace("2028-02-07", "2028-01-27").replace("2028-02-08", "2028-01-28")
        .replace("2028-04-05", "2028-04-04").replace("2028-06-09", "2028-05-28")
        .replace("2028-09-15", "2028-10-03").replace("2027-12-27", "2027-12-26")
        .replace("2028-01-09", "2028-01-08").replace("2028-02-20", "2028-02-19")
        .replace("2028-09-26", "2028-09-24").replace("2028-10-09", "2028-10-14")
    )  # fmt: skip
    with pytest.raises(OverlayError, match="缺少2027年的安排"):
        calendar_with(tmp_path, moved, "2028.toml")


def test_a_typed_notice_that_contradicts_the_library_is_refused(tmp_path):
    rest = {}
    calendar = national_calendar()
    for day, name in calendar.rest_days.items():
        if day.year == 2026:
            rest.setdefault(name, []).append(str(day))
    rest["国庆节"].append("2026-10-08")
    lines = "\n".join(f'"{name}" = [{", ".join(days)}]' for name, days in rest.items())
    working = ", ".join(str(day) for day in calendar.working_weekends if day.year == 2026)
    text = (
        f'year = 2026\nkind = "notice"\nsource = "误录"\nworking_weekends = [{working}]\n'
        f"[rest_days]\n{lines}\n"
    )
    with pytest.raises(OverlayError, match="2026-10-08与历法库的安排不一致"):
        calendar_with(tmp_path, text, "2026.toml")
    calendar_with(tmp_path, text.replace(", 2026-10-08", ""), "2026.toml")


def test_a_missing_directory_is_refused(tmp_path):
    with pytest.raises(OverlayError, match="历法目录不存在"):
        load_calendar(tmp_path / "nowhere")
