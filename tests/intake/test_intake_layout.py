"""Where the table stands and what its columns are called; which rows are no records."""

import random
import zipfile

import pytest

from tasks.intake import read_export
from tasks.intake.columns import normal_name
from tasks.intake.names_of_fields import SYNONYMS

TITLE, FILLER = ["行政起诉材料收件登记表"], ["填表单位:立案庭", None, "导出日期:2026年11月1日"]


@pytest.mark.parametrize("above", [0, 1, 2, 40])
def test_the_header_is_found_wherever_it_stands(header, record, write_xlsx, above):
    rows = [*([TITLE, FILLER] * above)[:above], header, record()]
    reading = read_export(write_xlsx(rows))
    assert reading.header_row == above + 1
    assert reading.accepted[0].row_number == above + 2


def test_columns_may_stand_in_any_order(header, record, write_xlsx):
    order = random.Random(7).sample(range(len(header)), len(header))
    plain = read_export(write_xlsx([header, record()])).accepted[0].filing
    mixed = write_xlsx([[line[i] for i in order] for line in (header, record())])
    assert read_export(mixed).accepted[0].filing == plain


@pytest.mark.parametrize(
    "spelling",
    [
        {
            "收到起诉材料日期": "收件时间",
            "起诉人": "原告",
            "被诉行政机关": "被告",
            "被诉行政行为": "行政行为",
        },
        {
            "收到起诉材料日期": "*收到起诉材料\n日期（必填）",
            "起诉人": "起诉人（原告）",
            "证件号码": "身份证号",
        },
        {
            "收到起诉材料日期": "收案日期：",
            "知道行为内容日期": "知道或者应当知道行政行为之日",
            "备注": "Remarks",
        },
        {
            "收到起诉材料日期": "Received On",
            "起诉人": "Plaintiff",
            "被诉行政机关": "Defendant",
            "被诉行政行为": "Act",
        },
    ],
    ids=["court", "decorated", "statute", "english"],
)
def test_clerks_name_columns_differently(header, record, write_xlsx, spelling):
    plain = read_export(write_xlsx([header, record(备注="附件三份")])).accepted[0].filing
    renamed = [spelling.get(name, name) for name in header]
    reading = read_export(write_xlsx([renamed, record(备注="附件三份")]))
    assert reading.accepted[0].filing == plain


def test_no_name_stands_for_two_fields():
    owners: dict[str, set[str]] = {}
    for field, names in SYNONYMS.items():
        for name in names:
            owners.setdefault(normal_name(name), set()).add(field)
    assert {name: fields for name, fields in owners.items() if len(fields) > 1} == {}


def test_a_missing_column_is_one_problem_that_names_what_would_do(header, record, write_xlsx):
    keep = [i for i, name in enumerate(header) if name != "被诉行政机关"]
    rows = [[line[i] for i in keep] for line in (header, record(), record(序号=2))]
    reading = read_export(write_xlsx(rows))
    [problem] = reading.problems
    assert (problem.row, problem.column) == (0, "被诉行政机关")
    assert "被告" in problem.problem
    assert not reading.accepted
    assert reading.rejected == 2


def test_a_misspelled_column_is_shown_beside_the_missing_one(header, record, write_xlsx):
    odd = ["被诉的那个机关" if name == "被诉行政机关" else name for name in header]
    [problem] = read_export(write_xlsx([odd, record()])).problems
    assert "被诉的那个机关" in problem.problem


def test_all_missing_columns_are_named_together(write_xlsx):
    [problem] = read_export(write_xlsx([["起诉人", "证件号码"], ["张三", ""]])).problems
    assert problem.column == "收到起诉材料日期、被诉行政机关、被诉行政行为"


def test_an_unknown_column_is_kept_in_the_note(header, record, write_xlsx):
    rows = [[*header, "承办法官", "承办法官"], [*record(备注="原有备注"), "王法官", "\u200b李法官"]]
    reading = read_export(write_xlsx(rows))
    note = reading.accepted[0].filing.note
    assert note.splitlines()[0] == "原有备注"
    assert "承办法官：" in note
    assert any("承办法官" in n.text and n.row == 0 for n in reading.notes)


def test_both_of_two_unknown_columns_with_one_name_are_kept(header, record, write_xlsx):
    rows = [[*header, "承办法官", "承办法官"], [*record(), "王法官", "李法官"]]
    note = read_export(write_xlsx(rows)).accepted[0].filing.note
    assert "王法官" in note
    assert "李法官" in note


def test_a_second_column_for_one_field_is_not_lost(header, record, write_xlsx):
    rows = [[*header, "手机"], [*record(), "13800009999"]]
    filing = read_export(write_xlsx(rows)).accepted[0].filing
    assert filing.plaintiffs[0].phone == "13800001111"
    assert "13800009999" in filing.note


def test_the_table_may_stand_on_another_sheet(header, record, write_xlsx):
    path = write_xlsx(sheets={"说明": [["本表由系统导出"]], "数据": [TITLE, header, record()]})
    reading = read_export(path)
    assert (reading.sheet, len(reading.accepted)) == ("数据", 1)


def test_two_tables_are_both_read_and_their_rows_told_apart(header, record, write_xlsx):
    path = write_xlsx(
        sheets={"一庭": [header, record()], "二庭": [header, record(序号=9), record(起诉人="")]}
    )
    reading = read_export(path)
    assert reading.sheet == "一庭、二庭"
    [duplicate] = reading.duplicates
    assert (duplicate.first_sheet, duplicate.sheet) == ("一庭", "二庭")
    assert [(p.sheet, p.row) for p in reading.problems] == [("二庭", 3)]


def test_a_hidden_sheet_is_not_read_and_this_is_said(header, record, write_xlsx):
    path = write_xlsx(
        sheets={"旧": [header, record(起诉人="李四")], "新": [header, record()]}, hidden=["旧"]
    )
    reading = read_export(path)
    assert [row.filing.plaintiff_names for row in reading.accepted] == ["周某"]
    assert any("旧" in note.text for note in reading.notes)


@pytest.mark.parametrize(
    "aside",
    [
        ["合计", None, "1件"],
        ["合 计：1件"],
        ["共1件"],
        ["小计", 1],
        ["填表人：张三", None, "审核人：李四"],
        ["说明：本表一式两份，一份存档，一份交调解中心"],
        ["本表由立案系统导出,仅供诉前调解使用"],
        ["（盖章）"],
        ["第1页共1页"],
        list(range(1, 16)),
        [41],
    ],
    ids=lambda row: str(row[0]),
)
def test_rows_that_are_no_records_are_neither_taken_nor_refused(header, record, write_xlsx, aside):
    reading = read_export(write_xlsx([header, record(), aside]))
    assert (len(reading.accepted), reading.rejected) == (1, 0)


def test_a_row_left_out_is_mentioned(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(), ["合计", "1件"]]))
    assert [(n.row, "没有读取" in n.text) for n in reading.notes if n.row == 3] == [(3, True)]


def test_a_total_that_does_not_add_up_is_noted(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(), ["合计", "3件"]]))
    assert any("合计写为3件，表中有1行" in note.text for note in reading.notes)


@pytest.mark.parametrize("only", ["起诉人", "收到起诉材料日期", "诉讼请求"])
def test_a_row_with_a_single_fact_is_a_record_and_refused(header, record, write_xlsx, only):
    lonely = [f"某{only}" if name == only else None for name in header]
    assert read_export(write_xlsx([header, record(), lonely])).rejected == 1


def test_blank_rows_between_records_do_not_end_the_table(header, record, write_xlsx):
    rows = [header, record(), [], [" ", "\u3000"], record(起诉人="李四")]
    assert [r.row_number for r in read_export(write_xlsx(rows)).accepted] == [2, 5]


def test_a_header_repeated_on_each_page_is_skipped(header, record, write_xlsx):
    rows = [header, record(), header, record(起诉人="李四")]
    reading = read_export(write_xlsx(rows))
    assert (len(reading.accepted), reading.rejected) == (2, 0)


def test_a_two_line_header_with_merged_cells(write_xlsx):
    upper = ["收件日期", "起诉人信息", None, "被告", "行政行为"]
    lower = [None, "姓名", "身份证号", None, None]
    data = ["2026-10-12", "张三", "990000198001010012", "区教育局", "答复书"]
    reading = read_export(
        write_xlsx([upper, lower, data], merged=["A1:A2", "B1:C1", "D1:D2", "E1:E2"])
    )
    assert reading.header_row == 2
    assert reading.accepted[0].filing.plaintiffs[0].id_number == "990000198001010012"


def test_a_cell_merged_over_rows_holds_for_each_of_them(header, record, write_xlsx):
    rows = [header, record(), record(起诉人="李四", 被诉行政机关=None)]
    reading = read_export(write_xlsx(rows, merged=["F2:F3"]))
    assert [r.filing.agencies for r in reading.accepted] == [["区教育局"], ["区教育局"]]


def test_a_wrong_stated_dimension_loses_no_rows(header, record, write_xlsx, tmp_path):
    source = write_xlsx([header, record()])
    target = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b'ref="A1:O2"' in content
                content = content.replace(b'ref="A1:O2"', b'ref="A1:B1"')
            new.writestr(name, content)
    assert len(read_export(target).accepted) == 1
