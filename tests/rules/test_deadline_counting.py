"""Extension, exclusion, chains, limits and reports."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.deadlines import find
from rules.deadlines.enforcement import daily_fine_range
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import SHANGHAI, compute, follow
from rules.vocabulary.period import occupied_days
from rules.vocabulary.proof import DeadlineInputError
from rules.vocabulary.region import load_region


def due(code, on, **facts):
    return compute(find(code), on, calendar=national_calendar(), **facts)


def test_an_extension_goes_on_from_the_end_before_rolling_and_rolls_once():
    # 2026-10-05 lies in the holiday: 30 days go on from it, not from 10-08.
    extended = due("L_ANSWER_15D", date(2026, 9, 20), extended_days=30)
    assert extended.raw == date(2026, 11, 4)
    assert extended.due == date(2026, 11, 4)


def test_an_exclusion_is_added_to_the_raw_end_then_rolled():
    excluded = due("L_FILE_6M", date(2025, 6, 10), excluded_days=31)
    assert excluded.raw == date(2026, 1, 10)
    assert excluded.due == date(2026, 1, 12)


def test_the_deduction_alone_gives_the_same_date_as_the_period_with_it():
    whole = due("L_FILE_6M", date(2025, 6, 10), excluded_days=31)
    alone = due("M_LIMIT_DEDUCT", date(2025, 12, 10), excluded_days=31)
    assert alone.due == whole.due


@pytest.mark.parametrize(
    ("spans", "number"),
    [
        ([(date(2025, 11, 20), date(2025, 12, 20))], 31),
        ([(date(2026, 3, 1), date(2026, 3, 1))], 1),
        (
            [(date(2026, 3, 1), date(2026, 3, 10)), (date(2026, 3, 8), date(2026, 3, 12))],
            12,
        ),
        ([], 0),
    ],
    ids=["both-ends-count", "one-day", "overlap-counts-once", "nothing"],
)
def test_occupied_days_count_both_ends(spans, number):
    assert occupied_days(spans) == number


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="早于开始日"):
        occupied_days([(date(2026, 3, 2), date(2026, 3, 1))])


@pytest.mark.mechanism("YC-5b")
def test_a_chained_period_starts_at_the_rolled_end():
    answer = due("L_ANSWER_15D", date(2026, 9, 20))
    filed = follow(find("YC_ANSWER_FILE_3D"), answer, calendar=national_calendar())
    assert filed.trigger == date(2026, 10, 8)
    # The third day, 10-11, is an ordinary Sunday.
    assert filed.due == date(2026, 10, 12)
    assert replay(filed.to_json(), calendar=national_calendar()).is_same


def test_a_period_of_two_stages_rolls_between_them():
    review = due("M_CONFIRM_REVIEW", date(2026, 9, 22))
    # 3 days end on 中秋 and roll to 09-28; 15 more days from there.
    assert review.due == date(2026, 10, 13)
    assert due("M_CONFIRM_REVIEW", date(2026, 9, 22), extended_days=10).due == date(2026, 10, 23)


def test_service_by_notice_does_not_roll():
    # 2026-09-03 + 30 days is in the National Day holiday.
    served = due("S_PUBLIC_NOTICE_30D", date(2026, 9, 3))
    assert served.due == date(2026, 10, 3)
    assert not served.has_passed(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("made_on", "is_immovable", "expected"),
    [
        pytest.param(date(2026, 3, 1), False, date(2026, 9, 10), id="six-months-come-first"),
        pytest.param(date(2021, 4, 8), False, date(2026, 4, 8), id="five-years-come-first"),
        pytest.param(date(2021, 4, 8), True, date(2026, 9, 10), id="land-has-twenty-years"),
        pytest.param(date(2006, 4, 8), True, date(2026, 4, 8), id="twenty-years-come-first"),
    ],
)
def test_filing_ends_at_the_earlier_of_knowledge_and_the_act(made_on, is_immovable, expected):
    filing = due("L_FILE_6M", date(2026, 3, 10), made_on=made_on, is_immovable=is_immovable)
    assert filing.due == expected
    assert replay(filing.to_json(), calendar=national_calendar()).is_same


def test_the_longest_limit_takes_no_exclusion_though_the_period_does():
    filing = due("L_FILE_6M", date(2026, 3, 10), made_on=date(2021, 4, 8), excluded_days=31)
    assert filing.due == date(2026, 4, 8)
    longest = due("L_FILE_MAX_5Y", date(2021, 4, 8), excluded_days=31)
    assert longest.due == date(2026, 4, 8)
    assert any("31日不计入" in step.text for step in longest.proof)


@pytest.mark.parametrize(
    ("told_on", "expected"),
    [
        pytest.param(None, date(2026, 3, 10), id="never-told"),
        pytest.param(date(2025, 5, 6), date(2025, 11, 6), id="told-early"),
        pytest.param(date(2026, 2, 3), date(2026, 3, 10), id="told-too-late-to-matter"),
    ],
)
def test_an_untold_limit_is_a_year_or_six_months_from_being_told(told_on, expected):
    assert due("L_FILE_UNTOLD_1Y", date(2025, 3, 10), told_on=told_on).due == expected


@pytest.mark.parametrize(
    ("code", "extended", "message"),
    [("R_DECIDE_60D", 31, "至多延长30日"), ("R_DECIDE_30D", 1, "不得延长")],
)
def test_an_extension_beyond_the_statute_is_refused(code, extended, message):
    with pytest.raises(DeadlineInputError, match=message):
        due(code, date(2026, 3, 10), extended_days=extended)


def test_negative_days_are_refused():
    with pytest.raises(DeadlineInputError, match="扣除日数"):
        due("L_FILE_6M", date(2026, 3, 10), excluded_days=-1)


@pytest.mark.parametrize("number", [7.0, True, "7"])
def test_days_that_are_no_whole_number_are_refused(number):
    with pytest.raises(DeadlineInputError, match="扣除日数应为整数"):
        due("L_FILE_6M", date(2026, 3, 12), excluded_days=number)


@pytest.mark.parametrize("on", [date(1949, 12, 31), date(2070, 1, 1)])
def test_a_trigger_beyond_all_tables_is_refused(on):
    with pytest.raises(DeadlineInputError, match="触发日应在"):
        due("L_ANSWER_15D", on)


def test_a_fine_runs_daily_from_the_day_of_expiry():
    assert due("X_FINE_DAILY", date(2026, 10, 1)).due == date(2026, 10, 1)
    assert daily_fine_range(date(2026, 10, 1), date(2026, 10, 1)) == (50, 100)
    assert daily_fine_range(date(2026, 10, 1), date(2026, 10, 10)) == (500, 1000)
    assert daily_fine_range(date(2026, 10, 1), date(2026, 9, 30)) == (0, 0)


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("YC_HALF_YEAR", date(2026, 1, 1), date(2026, 7, 15)),
        ("YC_HALF_YEAR", date(2026, 6, 30), date(2026, 7, 15)),
        ("SL_QUARTER", date(2026, 7, 1), date(2026, 10, 15)),
        ("SL_QUARTER", date(2026, 4, 5), date(2026, 7, 15)),
    ],
)
def test_reports_fall_due_in_the_month_after_their_span(code, on, expected):
    assert due(code, on).due == expected


def test_a_rule_that_has_ended_warns_of_the_new_one():
    ended = replace(find("L_ANSWER_15D"), valid_until=date(2026, 1, 31))
    late = compute(ended, date(2026, 3, 2), calendar=national_calendar())
    assert any("至2026-01-31止" in step.text for step in late.proof)


def test_the_same_question_is_computed_once_and_has_one_answer_however_it_is_spelled():
    plain = due("L_FILE_6M", date(2026, 3, 10))
    spelled = due("L_FILE_6M", date(2026, 3, 10), made_on=None, excluded_days=0)
    assert due("L_FILE_6M", date(2026, 3, 10)) is plain
    assert spelled == plain


def test_another_region_or_fact_is_another_question():
    ordinary = due("L_FILE_6M", date(2026, 3, 10))
    assert due("L_FILE_6M", date(2026, 3, 10), excluded_days=1).raw != ordinary.raw
    local = due("L_FILE_6M", date(2026, 3, 10), region=load_region("national"))
    assert (ordinary.region, local.region) == (None, "national")


def test_a_calendar_taken_in_later_is_asked_anew():
    rule, on = find("L_ANSWER_15D"), date(2026, 9, 20)
    before = compute(rule, on, calendar=national_calendar())
    revised = replace(
        national_calendar(),
        working_weekends=national_calendar().working_weekends | {date(2026, 10, 8)},
        rest_days=dict(national_calendar().rest_days) | {date(2026, 10, 8): "国庆节"},
        version="revised",
    )
    after = compute(rule, on, calendar=revised)
    assert (before.due, after.due) == (date(2026, 10, 8), date(2026, 10, 9))
    assert after.calendar_version == "revised"
    assert compute(rule, on, calendar=national_calendar()) == before


def test_a_moment_is_kept_though_its_day_was_asked_for_before():
    on_the_day = due("L_ANSWER_15D", date(2026, 9, 20))
    at_noon = due("L_ANSWER_15D", datetime(2026, 9, 20, 12))  # noqa: DTZ001 -- as a form gives it
    late_elsewhere = due("L_ANSWER_15D", datetime(2026, 9, 19, 20, tzinfo=UTC))
    assert on_the_day.trigger_at is None
    assert at_noon.trigger_at == datetime(2026, 9, 20, 12, tzinfo=SHANGHAI)
    assert late_elsewhere.trigger_at == datetime(2026, 9, 20, 4, tzinfo=SHANGHAI)
    assert on_the_day.due == at_noon.due == late_elsewhere.due


def test_a_refused_question_is_refused_again_and_spoils_no_other():
    for _ in range(2):
        with pytest.raises(DeadlineInputError, match="不得延长"):
            due("R_DECIDE_30D", date(2026, 3, 10), extended_days=1)
    assert due("R_DECIDE_30D", date(2026, 3, 10)).due == date(2026, 4, 9)
