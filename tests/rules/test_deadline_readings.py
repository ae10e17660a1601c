"""Readings, regions, provisional dates, hours, and what a proof says."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.deadlines import find
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute, follow
from rules.vocabulary.proof import DeadlineInputError, DueDate, ProofError, earliest_of, latest_of
from rules.vocabulary.region import REGIONS, load_region


def due(code, on, **facts):
    return compute(find(code), on, calendar=national_calendar(), **facts)


def test_a_chain_on_a_provisional_date_stays_provisional():
    answer = due("L_ANSWER_15D", date(2026, 12, 12))
    assert answer.provisional == date(2026, 12, 28)
    filed = follow(find("YC_ANSWER_FILE_3D"), answer, calendar=national_calendar())
    assert filed.due is None
    assert filed.provisional == date(2026, 12, 31)
    assert replay(filed.to_json(), calendar=national_calendar()).is_same


@pytest.mark.mechanism("YC-2b")
@pytest.mark.parametrize(
    ("hearing", "expected", "strict"),
    [
        pytest.param(date(2026, 10, 12), date(2026, 10, 9), date(2026, 10, 8), id="ordinary"),
        pytest.param(date(2026, 10, 9), date(2026, 9, 30), date(2026, 9, 30), id="over-holiday"),
        pytest.param(date(2026, 10, 13), date(2026, 10, 10), date(2026, 10, 9), id="swapped-sat"),
    ],
)
def test_counting_back_moves_earlier_and_warns_by_the_strict_reading(hearing, expected, strict):
    named = due("YC_LEADER_3D_BEFORE", hearing)
    assert (named.due, named.safe) == (expected, strict)


def region_with(directory, line):
    """Build a region that differs from the national values by one line."""
    shutil.copy(REGIONS / "national.toml", directory / "national.toml")
    (directory / "here.toml").write_text(f'title = {{ value = "此地", source = "测试" }}\n{line}\n')
    return load_region("here", directory)


def test_a_region_may_choose_the_strict_reading(tmp_path):
    strict = region_with(tmp_path, 'before_reading = { value = "strict", source = "测试" }')
    named = due("YC_LEADER_3D_BEFORE", date(2026, 10, 12), region=strict)
    assert named.due == named.safe == date(2026, 10, 8)
    assert any("地区此地选定“3个整日" in step.text for step in named.proof)


def test_a_region_may_read_its_local_days_as_working_days(tmp_path):
    key = "local_three_day_reading"
    local = region_with(tmp_path, f'{key} = {{ value = "working", source = "测试" }}')
    on = date(2026, 3, 6)  # a Friday
    assert due("YC_REPORT_3D", on).due == date(2026, 3, 9)
    report = due("YC_REPORT_3D", on, region=local)
    assert (report.due, report.safe) == (date(2026, 3, 11), date(2026, 3, 9))


@pytest.mark.parametrize(
    ("regime", "expected"),
    [
        ("referral", date(2026, 4, 1)),
        ("center", date(2026, 4, 1)),
        ("docket_first", date(2026, 3, 17)),
    ],
)
def test_the_regime_of_a_court_sets_the_length_of_mediation(tmp_path, regime, expected):
    line = f'prefiling_regime = {{ value = "{regime}", source = "测试" }}'
    mediation = due("M_PRE_30D", date(2026, 3, 2), region=region_with(tmp_path, line))
    assert mediation.due == mediation.safe == expected
    assert mediation.reading == regime


def test_a_region_may_set_the_days_of_mediation(tmp_path):
    region = region_with(tmp_path, 'mediation_days = { value = 20, source = "测试" }')
    mediation = due("M_PRE_30D", date(2026, 3, 2), region=region)
    assert (mediation.due, mediation.period) == (date(2026, 3, 23), "20日")


def test_a_regions_end_of_business_stands_in_the_proof(tmp_path):
    region = region_with(tmp_path, 'business_cutoff = { value = 17:30:00, source = "测试" }')
    lines = due("L_ANSWER_15D", date(2026, 3, 2), region=region).proof_lines()
    assert "业务停止时间17:30止" in lines[-1]


def test_working_days_before_a_hearing_skip_rest_days():
    notice = due("R_HEARING_5WD", date(2026, 10, 12))
    # 10-10 (swapped Saturday), 10-09, 10-08, 09-30, 09-29.
    assert notice.due == date(2026, 9, 29)
    assert notice.safe == date(2026, 9, 28)


@pytest.mark.parametrize("code", ["YC_LEADER_3D_BEFORE", "R_HEARING_5WD"])
def test_counting_back_cannot_be_extended_or_excluded(code):
    with pytest.raises(DeadlineInputError, match="不适用扣除"):
        due(code, date(2026, 10, 12), excluded_days=1)


def test_an_act_made_after_it_was_known_is_refused():
    with pytest.raises(DeadlineInputError, match="晚于起算日"):
        due("L_FILE_6M", date(2026, 3, 10), made_on=date(2026, 3, 11))


def test_hours_without_a_time_are_refused():
    with pytest.raises(DeadlineInputError, match="请给出触发的时刻"):
        due("T_PRESERVE_48H", date(2026, 2, 13))


def test_a_moment_elsewhere_is_a_day_in_shanghai():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert due("L_ANSWER_15D", late).trigger == date(2026, 3, 2)


def test_a_first_day_is_never_overdue_and_a_provisional_day_neither():
    assert not due("N_URGE_10WD", date(2026, 3, 2)).has_passed(date(2026, 12, 1))
    assert not due("L_ANSWER_15D", date(2026, 12, 28)).has_passed(date(2028, 1, 1))


@pytest.mark.mechanism("YC-5a")
def test_a_certain_last_day_is_missed_on_the_day_after_it():
    report = due("YC_REPORT_3D", date(2026, 4, 30), region=load_region("yicheng"))
    assert report.due == date(2026, 5, 6)
    assert not report.has_passed(date(2026, 5, 6))
    assert report.has_passed(date(2026, 5, 7))


def test_earliest_and_latest_keep_the_uncertainty_of_what_they_compare():
    certain = due("L_ANSWER_15D", date(2026, 3, 2))
    unsure = due("L_APPEAL_J_15D", date(2026, 12, 25))
    assert earliest_of(certain, unsure).due == certain.due
    assert latest_of(certain, unsure).due is None
    assert latest_of(certain, unsure).provisional == unsure.provisional
    for combined in (earliest_of(certain, unsure), latest_of(certain, unsure)):
        assert replay(combined.to_json(), calendar=national_calendar()).is_same


def test_comparing_nothing_is_refused():
    with pytest.raises(DeadlineInputError, match="没有可供比较"):
        earliest_of()


def test_a_replay_names_a_date_that_was_tampered_with():
    stored = due("L_ANSWER_15D", date(2026, 3, 2)).to_json()
    stored["due"] = "2026-03-18"
    result = replay(stored, calendar=national_calendar())
    assert not result.is_same
    assert result.differences == ("due：原为2026-03-18，重算为2026-03-17",)


def test_a_proof_that_cannot_be_read_says_so():
    with pytest.raises(ProofError, match="无法读取"):
        DueDate.from_json({"rule": "L_ANSWER_15D"})


def test_the_proof_reads_from_trigger_to_certain_date():
    lines = due("L_ANSWER_15D", date(2026, 9, 20)).proof_lines()
    assert lines[0].startswith("1. 触发日2026-09-20（收到起诉状副本），依《行政诉讼法》第六十七条")
    assert "当日不计入，自2026-09-21起算" in lines[1]
    assert "届满日为2026-10-05（星期一，国庆节放假）" in lines[2]
    assert "第四十八条第三款，顺延至其后第一个工作日2026-10-08" in lines[3]
    assert lines[-1].endswith("→ 2026-10-08")


def test_a_swapped_saturday_is_named_as_the_working_day_it_is():
    lines = due("L_ANSWER_15D", date(2026, 9, 25)).proof_lines()
    assert any("2026-10-10（星期六，调休上班）不是休假日，不顺延" in line for line in lines)


def test_working_days_that_begin_before_the_calendar_does_are_provisional():
    answer = due("R_ANSWER_10WD", date(2003, 12, 25))
    assert answer.due is None
    assert answer.safe <= answer.provisional == date(2004, 1, 9)
    assert "起于2004年" in due("L_ANSWER_15D", date(2003, 3, 3)).proof_lines()[-1]


def test_a_first_day_is_acted_on_later_while_it_is_provisional():
    # Ten days at the earliest end on 01-04; those from 12-29 to 01-06 may yet be given off.
    first = due("N_URGE_10WD", date(2026, 12, 18))
    assert first.provisional == date(2027, 1, 5)
    assert first.safe == date(2027, 1, 13)
    assert "以2027-01-13起方可行事" in first.proof_lines()[-1]


def test_a_hearing_after_an_unannounced_festival_is_prepared_before_all_of_it():
    notice = due("R_HEARING_5WD", date(2027, 2, 19))
    # 02-16 to 02-18 surely work; whatever is given off around 春节 lies before them.
    assert notice.provisional == date(2027, 2, 12)
    assert notice.safe == date(2027, 1, 28)


def test_a_result_without_any_date_is_refused():
    empty = replace(due("L_ANSWER_15D", date(2026, 3, 2)), due=None)
    with pytest.raises(ProofError, match="既无确定日期也无暂定日期"):
        assert empty.expected
