"""One row of an export: what is filled in for it, questioned, or sent back."""

import pytest

from rules.filing import RiskTag
from tasks.intake import read_export


@pytest.fixture
def read(header, record, write_xlsx):
    """Read a file of one sound row with the given changes."""

    def read(**changes):
        return read_export(write_xlsx([header, record(**changes)]))

    return read


@pytest.mark.parametrize(
    ("cell", "reconsidered"),
    [
        *(("是", True), ("有", True), ("√", True), ("Y", True), ("ｙｅｓ", True), (True, True)),
        *((1, True), ("否", False), ("无", False), ("×", False), ("N", False), (False, False)),
        *((0, False), (None, False)),
    ],
)
def test_yes_and_no_in_many_spellings(read, cell, reconsidered):
    day = "2026-09-01" if reconsidered else None
    [row] = read(是否经过复议=cell, 收到复议决定日期=day).accepted
    assert row.filing.reconsidered is reconsidered


def test_a_blank_with_a_day_of_decision_means_yes_and_is_noted(read):
    [row] = read(是否经过复议=None, 收到复议决定日期="2026-09-01").accepted
    assert row.filing.reconsidered
    assert any("按“是”处理" in note.text for note in row.notes)


def test_reconsidered_without_a_day_is_noted(read):
    [row] = read(是否经过复议="是").accepted
    assert any("没有收到复议决定的日期" in note.text for note in row.notes)


def test_neither_yes_nor_no_is_refused(read):
    [problem] = read(是否经过复议="复议中").problems
    assert (problem.column, problem.value) == ("是否经过复议", "复议中")


def test_not_reconsidered_yet_dated_is_refused(read):
    [problem] = read(是否经过复议="否", 收到复议决定日期="2026-09-01").problems
    assert problem.column_letter == "L"


@pytest.mark.parametrize(
    ("cell", "known", "kept"),
    [
        ("群体性、涉民生", [RiskTag.GROUP, RiskTag.LIVELIHOOD], ""),
        ("群体性 重大项目", [RiskTag.GROUP, RiskTag.MAJOR_PROJECT], ""),
        ("无", [], ""),
        ("涉民生,舆情", [RiskTag.LIVELIHOOD], "其他风险标签：舆情"),
    ],
)
def test_tags_are_matched_and_others_kept(read, cell, known, kept):
    [row] = read(风险标签=cell).accepted
    assert row.filing.risk_tags == known
    assert row.filing.note == kept


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        ("区教育局、区公安分局", ["区教育局", "区公安分局"]),
        ("区教育局，区公安分局；城北乡人民政府", ["区教育局", "区公安分局", "城北乡人民政府"]),
        ("区自然资源局（林业、草原）\n区公安分局", ["区自然资源局（林业、草原）", "区公安分局"]),
        (" 区 教育局\u200b", ["区教育局"]),
        ("区教育局、区教育局", ["区教育局"]),
    ],
)
def test_agencies_are_split_outside_brackets(read, cell, agencies):
    assert read(被诉行政机关=cell).accepted[0].filing.agencies == agencies


@pytest.mark.parametrize("cell", [None, "无", "不详", "—", "区教育局等三家单位", "=A1", "、"])
def test_agencies_must_be_named_in_full(read, cell):
    [problem] = read(被诉行政机关=cell).problems
    assert problem.column_letter == "F"
    assert problem.remedy


@pytest.mark.parametrize("cell", ["不详", "无", "2026年10月", "26/10/12", None, "=TODAY()"])
def test_a_receipt_date_must_be_certain(read, cell):
    [problem] = read(收到起诉材料日期=cell).problems
    assert problem.column == "收到起诉材料日期"
    assert "2026年10月11日" in problem.remedy


@pytest.mark.parametrize("cell", [None, "不详", "/", "无"])
def test_a_day_of_knowledge_may_be_missing_but_is_asked_for(read, cell):
    [row] = read(知道行为内容日期=cell).accepted
    assert row.filing.act_known_on is None
    assert any("起诉期限不能自动计算" in note.text for note in row.notes)


def test_a_day_of_knowledge_that_cannot_be_read_is_refused(read):
    [problem] = read(知道行为内容日期="去年秋天").problems
    assert (problem.column_letter, problem.value) == ("I", "去年秋天")


def test_every_problem_of_a_row_is_told_and_the_row_counted_once(read):
    reading = read(收到起诉材料日期="不详", 起诉人=None, 被诉行政机关=None, 证件号码="99")
    assert {problem.column_letter for problem in reading.problems} == {"B", "C", "F"}
    assert reading.rejected == 1


def test_dates_that_contradict_are_told_beside_other_problems(read):
    reading = read(被诉行政机关=None, 行为作出日期="2026-11-01")
    assert {problem.column_letter for problem in reading.problems} == {"F", "H"}


@pytest.mark.parametrize(
    ("column", "value", "secret"),
    [
        ("证件号码", "990000199913451234", "9913451234"),
        ("起诉人", "周某某某13800001111", "13800001111"),
        ("收到起诉材料日期", "13800001111号来电", "13800001111"),
        ("收到起诉材料日期", "2026-10-11 13800001111", "13800001111"),
        ("是否经过复议", "见990000198001010012", "990000198001010012"),
        ("知道行为内容日期", "电话 138 0000 1111", "138 0000 1111"),
        ("被诉行政机关", "见１３８００００１１１１等", "１３８００００１１１１"),
    ],
)
def test_no_problem_prints_a_personal_number_in_full(read, column, value, secret):
    reading = read(**{column: value})
    assert reading.rejected == 1
    assert secret not in str(reading.problems)
    assert secret not in str(list(reading.notes))


def test_the_name_of_a_person_is_masked_in_problems(read):
    [problem] = read(起诉人="欧阳某 李某某").problems
    assert problem.value == "欧**"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_text_that_begins_like_a_formula_is_kept_and_flagged(read, start):
    [row] = read(诉讼请求=f"{start}cmd|' /C calc'!A0").accepted
    assert row.filing.claims == f"{start}cmd|' /C calc'!A0"
    assert any("不作公式" in note.text for note in row.notes)


def test_invisible_characters_are_taken_out_and_counted(read):
    [row] = read(诉讼请求="撤销\u202e决定\u200b\ufeff").accepted
    assert row.filing.claims == "撤销决定"
    assert any("去除3个不可见字符" in note.text for note in row.notes)


def test_text_that_was_already_garbled_is_noted(read):
    [row] = read(诉讼请求="撤销\ufffd\ufffd决定").accepted
    assert any("乱码" in note.text for note in row.notes)


def test_a_serial_number_that_is_a_formula_is_left_out(read):
    [row] = read(序号="=ROW()-1").accepted
    assert row.filing.source_ref == ""
    assert any("公式" in note.text for note in row.notes)


def test_a_minor_is_noted(read):
    [row] = read(证件号码="990000201201010016").accepted
    assert any("未满18周岁" in note.text for note in row.notes)


@pytest.mark.parametrize(("born", "is_minor"), [("20081012", False), ("20081013", True)])
def test_a_minor_comes_of_age_on_the_birthday(read, born, is_minor):
    [row] = read(证件号码=f"990000{born}0010").accepted
    assert any("未满18周岁" in note.text for note in row.notes) is is_minor


def test_too_much_text_is_refused_with_its_column(read):
    [problem] = read(诉讼请求="字" * 10_001).problems
    assert problem.column_letter == "J"
    assert len(problem.value) < 50


def test_duplicates_count_the_first_only_and_name_it(header, record, write_xlsx):
    rows = [
        record(),
        record(序号=2, 备注="重复"),
        record(序号=3, 诉讼请求="确认违法"),
        record(序号=4),
    ]
    reading = read_export(write_xlsx([header, *rows]))
    assert [row.row_number for row in reading.accepted] == [2, 4]
    assert [(d.row_number, d.first_row_number) for d in reading.duplicates] == [(3, 2), (5, 2)]


def test_a_near_duplicate_is_taken_and_points_to_the_first(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(), record(诉讼请求="确认违法")]))
    assert any("第2行" in note.text for note in reading.accepted[1].notes)
    assert reading.accepted[0].notes == ()


def test_one_number_under_two_names_is_noted(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(), record(起诉人="李四")]))
    assert any("不同姓名" in note.text for note in reading.accepted[1].notes)


def test_a_sound_row_raises_nothing(read):
    reading = read()
    assert reading.accepted[0].notes == ()
    assert (reading.problems, list(reading.notes)) == ((), [])
