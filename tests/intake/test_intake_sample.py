"""The sample of a court clerk's export, read as a careful clerk would read it."""

from datetime import date
from pathlib import Path

import pytest

from rules.filing import RiskTag
from tasks.intake import ExportReading, read_export

SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"


@pytest.fixture(scope="module")
def reading() -> ExportReading:
    return read_export(SAMPLE)


def accepted(reading: ExportReading, serial: int):
    return next(row for row in reading.accepted if row.filing.source_ref == str(serial))


def test_the_table_is_found_under_its_title(reading):
    assert (reading.sheet, reading.header_row) == ("收案登记", 3)


def test_all_forty_rows_are_accounted_for(reading):
    counts = len(reading.accepted), len(reading.duplicates), reading.rejected
    assert counts == (35, 1, 4)
    serials = {int(row.filing.source_ref) for row in reading.accepted}
    assert serials == set(range(1, 41)) - {8, 18, 19, 20, 23}


def test_the_repeated_registration_points_to_the_first(reading):
    [duplicate] = reading.duplicates
    assert (duplicate.row_number, duplicate.first_row_number) == (11, 6)


@pytest.mark.parametrize(
    ("row", "column", "letter", "value", "said"),
    [
        pytest.param(21, "被诉行政机关", "F", "", "未填写被诉行政机关", id="no-agency"),
        pytest.param(22, "收到起诉材料日期", "B", "不详", "写为“不详”", id="date-unknown"),
        pytest.param(
            23, "行为作出日期", "H", "2026-10-08", "晚于知道行为内容日期", id="made-after-known"
        ),
        pytest.param(
            26, "证件号码", "D", "990*************34", "出生日期", id="impossible-birth-date"
        ),
    ],
)
def test_each_refused_row_says_where_what_and_how_to_mend_it(
    reading, row, column, letter, value, said
):
    [problem] = [p for p in reading.problems if p.row == row]
    assert (problem.column, problem.column_letter, problem.value) == (column, letter, value)
    assert said in problem.problem
    assert problem.remedy


def test_dates_written_three_ways_are_read_alike(reading):
    days = [accepted(reading, serial).filing.received_on for serial in (1, 4, 5)]
    assert days == [date(2026, 10, 9), date(2026, 10, 11), date(2026, 10, 25)]


def test_three_named_of_twelve(reading):
    filing = accepted(reading, 12).filing
    assert filing.plaintiff_names == "张三、李四、王五等12人"
    assert filing.plaintiff_count == 12
    assert filing.plaintiffs[0].id_number.endswith("3977")


def test_two_agencies_are_two(reading):
    agencies = accepted(reading, 14).filing.agencies
    assert agencies == ["区住房和城乡建设局", "区自然资源和规划局"]


def test_a_company_is_kept_although_its_code_is_a_placeholder(reading):
    row = accepted(reading, 16)
    assert row.filing.plaintiffs[0].name == "某某商贸有限公司"
    assert any("校验码不符" in note.text for note in row.notes)


def test_full_width_digits_are_narrowed_and_noted(reading):
    row = accepted(reading, 6)
    assert row.filing.plaintiffs[0].id_number == "990000196208113183"
    assert any("半角" in note.text for note in row.notes)


def test_blanks_around_a_name_are_trimmed_and_noted(reading):
    row = accepted(reading, 10)
    assert row.filing.plaintiffs[0].name == "罗海波"
    assert [(note.column, note.text) for note in row.notes if note.column == "起诉人"] == [
        ("起诉人", "去除首尾空白")
    ]


def test_rare_characters_of_names_are_kept(reading):
    assert accepted(reading, 1).filing.plaintiff_names == "张㙍"
    assert accepted(reading, 2).filing.plaintiff_names == "孙䶮"


def test_hostile_text_stays_the_text_it_is_and_is_flagged(reading):
    formula, script = accepted(reading, 25), accepted(reading, 26)
    assert formula.filing.claims == '=HYPERLINK("http://127.0.0.1","x")'
    assert any("不作公式" in note.text for note in formula.notes)
    assert script.filing.claims == '<script>alert(1)</script>{{ 7*7 }} #read("/etc/passwd")'
    assert any("代码样文字" in note.text for note in script.notes)


def test_tags_become_the_five_known_ones(reading):
    assert accepted(reading, 2).filing.risk_tags == [
        RiskTag.GROUP,
        RiskTag.LIVELIHOOD,
        RiskTag.PUBLIC_IMPACT,
    ]


def test_a_reconsidered_case_keeps_the_day_of_the_decision(reading):
    filing = accepted(reading, 3).filing
    assert filing.reconsidered
    assert filing.reconsideration_received_on == date(2026, 9, 21)


def test_receipts_after_the_stated_day_of_export_are_noted_not_refused(reading):
    late = {note.row for note in reading.notes if "导出日期2026-09-28" in note.text}
    on_the_day = accepted(reading, 32)
    assert len(late) == 34
    assert on_the_day.row_number not in late


def test_the_total_and_the_signatures_are_no_filings_and_said_so(reading):
    assert [note.row for note in reading.notes if "没有读取" in note.text] == [44, 45]


def test_reading_twice_says_the_same(reading):
    assert read_export(SAMPLE) == reading
