"""Dates as clerks write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH

from rules.cleaning import plain_number
from tasks.intake.dates import EARLIEST, LATEST, han_number, read_date
from tasks.intake.mapping import ShortDates

DAY = date(2026, 10, 11)


@pytest.mark.parametrize(
    "written",
    [
        "2026年10月11日",
        "2026年10月11号",
        "2026 年 10 月 11 日",
        "2026.10.11",
        "2026. 10. 11",
        "2026/10/11",
        "2026-10-11",
        "2026—10—11",
        "20261011",
        "20261011083000",
        "２０２６年１０月１１日",
        "２０２６／１０／１１",
        "二〇二六年十月十一日",
        "二零二六年十月十一日",
        "二○二六年十月十一日",
        "二O二六年十月十一日",
        "2026-10-11 08:30:00",
        "2026/10/11 8:30",
        "2026-10-11T08:30:00",
        "2026-10-11T08:30:00.123",
        "2026-10-11T08:30:00+08:00",
        "2026-10-10T20:00:00Z",
        "2026年10月11日上午",
        "2026年10月11日 8时30分",
        "2026年10月11日(星期日)",
        "2026年10月11日周日",
        " 2026-10-11\u3000",
        "2026\u200b-10-11",
        "46306",
        46306,
        46306.5,
        20261011,
        20261011.0,
        1791676800,
        1791676800000,
        datetime(2026, 10, 11),  # noqa: DTZ001 - a cell has no zone
        datetime(2026, 10, 11, 23, 59),  # noqa: DTZ001 - a cell has no zone
        DAY,
        datetime(2026, 10, 10, 20, tzinfo=UTC),
        datetime(2026, 10, 11, 1, tzinfo=timezone(timedelta(hours=8))),
        "26年10月11日",
        "2026年10月11",
    ],
    ids=repr,
)
def test_one_day_in_many_spellings(written):
    parsed = read_date(written)
    assert (parsed.value, parsed.problem) == (DAY, "")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026/1/2", date(2026, 1, 2)),
        ("2026-1-2", date(2026, 1, 2)),
        ("2026年1月2日", date(2026, 1, 2)),
        ("二〇二六年一月二日", date(2026, 1, 2)),
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("二〇二六年十月廿一日", date(2026, 10, 21)),
        ("二〇二六年〇三月〇五日", date(2026, 3, 5)),
        ("2028-02-29", date(2028, 2, 29)),
        ("98年3月5日", date(1998, 3, 5)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("5/5/2026", date(2026, 5, 5)),
        ("98/12/31", date(1998, 12, 31)),
    ],
)
def test_a_spelling_with_one_meaning_is_read(written, day):
    assert read_date(written).value == day


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("26/10/12", "几种读法", id="2026-or-2012"),
        pytest.param("1/2/2026", "几种读法", id="january-or-february"),
        pytest.param("261011", "几种读法", id="six-digits"),
        pytest.param("2026-02-29", "不存在", id="no-leap-year"),
        pytest.param("2026年13月1日", "不存在", id="month-13"),
        pytest.param("20261345", "不存在", id="compact-month-13"),
        pytest.param("二〇二六年二月三十日", "不存在", id="han-30-february"),
        pytest.param("2026-13-45T00:00:00Z", "不存在", id="zoned-month-13"),
        pytest.param("2026年10月", "不完整", id="no-day"),
        pytest.param("10月11日", "不完整", id="no-year"),
        pytest.param("2026年", "不完整", id="only-year"),
        pytest.param("不详", "看不懂", id="word"),
        pytest.param("2026年10月1日至3日", "看不懂", id="range"),
        pytest.param("2026年10月11日左右", "看不懂", id="about"),
        pytest.param("十月十一日前后", "看不懂", id="han-about"),
        pytest.param("=TODAY()", "看不懂", id="formula"),
        pytest.param("1026-10-11", "不合常理", id="year-1026"),
        pytest.param("9999-12-31", "不合常理", id="year-9999"),
        pytest.param("9999-12-31T23:59:59Z", "不合常理", id="past-the-end-of-time"),
        pytest.param(2026, "数字不是日期", id="bare-year"),
        pytest.param(0, "数字不是日期", id="zero"),
        pytest.param(-46306, "数字不是日期", id="negative"),
        pytest.param(1e300, "数字不是日期", id="huge"),
        pytest.param(float("inf"), "数字不是日期", id="infinite"),
        pytest.param(float("nan"), "数字不是日期", id="not-a-number"),
        pytest.param("9" * 5000, "看不懂", id="five-thousand-digits"),
        pytest.param(True, "不是日期", id="boolean"),
    ],
)
def test_what_is_no_certain_day_is_refused_with_a_remedy(written, said):
    parsed = read_date(written)
    assert parsed.value is None
    assert said in parsed.problem
    assert "2026年10月11日" in parsed.remedy


@pytest.mark.parametrize("blank", [None, "", " \u3000", "\u200b"])
def test_a_blank_is_no_date_and_no_problem(blank):
    parsed = read_date(blank)
    assert parsed.value is None
    assert parsed.problem == ""


def test_a_workbook_of_1904_counts_from_its_own_epoch():
    assert read_date(46306 - 1462, MAC_EPOCH).value == DAY


def test_a_guess_about_the_century_is_noted():
    assert "2026年" in read_date("26年10月11日").notes[0]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("廿一", 21),
        ("卅", 30),
        ("三", 3),
        ("一百", 100),
        ("一百二十", 120),
        ("一百零五", 105),
        ("二〇二六", 2026),
        ("两", 2),
    ],
)
def test_han_numbers(written, number):
    assert han_number(written) == number


@given(
    st.text(max_size=40) | st.integers() | st.floats() | st.booleans() | st.datetimes() | st.none()
)
def test_nothing_breaks_the_reading_of_a_date(cell):
    parsed = read_date(cell)
    assert parsed.value is None or EARLIEST <= parsed.value <= LATEST
    assert parsed.value is None or parsed.problem == ""


@given(st.text("0123456789年月日号./-〇一二三十廿卅百 :TZ+上午周", max_size=22))
def test_nothing_made_of_date_characters_breaks_the_reading(text):
    parsed = read_date(text)
    assert bool(parsed.problem) != (parsed.value is not None) or not plain_number(text)


@given(st.dates(EARLIEST, LATEST))
def test_every_day_is_read_back_from_its_usual_spellings(day):
    spelled = (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y.%m.%d}",
    )
    assert {read_date(text).value for text in spelled} == {day}


@pytest.mark.parametrize(
    "written",
    [
        *("11-Oct-26", "11-Oct-2026", "Oct 11, 2026", "October 11th, 2026"),
        *("2026 10 11", "2026、10、11", "2026,10,11", "2026.10.11.", "'2026-10-11"),
        *("2026年10月11日上午九时", "2026年十月十一日", "2026年10月11日 八点半"),
        *("贰零贰陆年拾月拾壹日", "贰零贰陆年壹拾月拾壹日"),
    ],
)
def test_what_one_office_or_another_writes(written):
    parsed = read_date(written)
    assert (parsed.value, parsed.problem) == (DAY, "")


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("26/10/12", ShortDates.YEAR_FIRST, date(2026, 10, 12)),
        ("26/10/12", ShortDates.DAY_FIRST, date(2012, 10, 26)),
        ("10.12.26", ShortDates.MONTH_FIRST, date(2026, 10, 12)),
        ("261012", ShortDates.YEAR_FIRST, date(2026, 10, 12)),
        ("10/12/2026", ShortDates.DAY_FIRST, date(2026, 12, 10)),
        ("10/12/2026", ShortDates.MONTH_FIRST, date(2026, 10, 12)),
    ],
)
def test_a_short_date_is_read_in_the_order_its_source_declared_and_says_so(written, order, day):
    parsed = read_date(written, short=order)
    assert parsed.value == day
    assert f"（{order.value}）读作{day}" in parsed.notes[0]
    assert read_date(written).value is None, "without the declaration it is refused"


@pytest.mark.parametrize("order", ShortDates)
def test_no_declared_order_makes_a_day_that_does_not_exist(order):
    assert read_date("31/31/31", short=order).value is None


@given(st.text(max_size=40), st.sampled_from([None, *ShortDates]))
def test_no_text_whatever_breaks_the_reader(text, order):
    parsed = read_date(text, short=order)
    assert parsed.value is None or EARLIEST <= parsed.value <= LATEST
    assert parsed.problem == "" or parsed.remedy
