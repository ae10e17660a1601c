"""What the clerk gets back."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tasks.intake import (
    UnreadableFile,
    read_export,
    safe_cell,
    summary_json,
    summary_text,
    write_report_xlsx,
)
from tasks.intake import report as report_module

SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"
RED = "00FFC7CE"


@pytest.fixture(scope="module")
def reading():
    return read_export(SAMPLE)


@pytest.fixture(scope="module")
def report(reading, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_report_xlsx(reading, SAMPLE, path)
    return openpyxl.load_workbook(path)


def test_the_summary_counts_rows_and_names_problems(reading):
    summary = summary_json(reading)
    assert {key: summary[key] for key in ("accepted", "duplicates", "rejected")} == {
        "accepted": 35,
        "duplicates": 1,
        "rejected": 4,
    }
    assert [problem["row"] for problem in summary["problems"]] == [21, 22, 23, 26]
    assert set(summary["problems"][0]) == {"row", "column", "value", "problem", "remedy"}


def test_filings_already_stored_count_as_duplicates(reading):
    summary = summary_json(reading, stored_duplicates=35)
    assert (summary["accepted"], summary["duplicates"], summary["rejected"]) == (0, 36, 4)


def test_a_row_with_several_problems_is_rejected_once(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(起诉人=None, 被诉行政机关=None)]))
    summary = summary_json(reading)
    assert (summary["rejected"], len(summary["problems"])) == (1, 2)


def test_the_same_note_on_many_rows_is_said_once(reading):
    [note] = [note for note in summary_json(reading)["notes"] if "导出日期" in note]
    assert note.startswith("第4、5、6、7、8、9、10、12等34行 收到起诉材料日期：")


def test_the_text_says_all_that_the_clerk_must_do(reading):
    text = "".join(summary_text(reading).replace("│", "").split())
    assert "收件35件，重复1件，退回4件" in text
    assert "第11行与第6行重复" in text
    assert "被诉行政机关" in text
    assert "199913" not in text


def test_a_text_lists_so_many_problems_and_counts_the_others(
    header, record, write_csv, monkeypatch
):
    monkeypatch.setattr(report_module, "MOST_LISTED", 2)
    rows = [[str(cell or "") for cell in record(起诉人=None, 序号=n)] for n in range(5)]
    text = summary_text(read_export(write_csv([header, *rows])))
    assert text.count("未填写起诉人") == 2
    assert "另有3处问题没有列出" in text
    assert "没有列出" not in summary_text(read_export(write_csv([header, *rows[:2]])))


def test_terminal_markup_in_a_cell_is_only_text(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(是否经过复议="[red]是[/red]")]))
    assert "[red]是[/red]" in summary_text(reading)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        ("撤销=处罚", "撤销=处罚"),
        ("", ""),
    ],
)
def test_text_for_other_spreadsheets_is_quoted(text, quoted):
    assert safe_cell(text) == quoted


def test_bad_cells_are_red_with_a_comment(report):
    sheet = report["收案登记"]
    marked = {c.coordinate for row in sheet for c in row if c.fill.fgColor.rgb == RED}
    assert marked == {"F21", "B22", "H23", "D26"}
    assert "未填写被诉行政机关" in sheet["F21"].comment.text


def test_every_row_says_what_became_of_it(report):
    sheet = report["收案登记"]
    outcomes = [sheet.cell(row=row, column=16).value for row in (3, 4, 11, 21, 44)]
    assert outcomes == ["处理结果", "已收件", "与第6行重复", "退回，请改正标红处", None]


def test_the_copy_holds_no_formula(report):
    cells = [cell for sheet in report for row in sheet for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    hostile = report["收案登记"]["J28"]
    assert hostile.value == '=HYPERLINK("http://127.0.0.1","x")'
    assert hostile.quotePrefix


def test_the_copy_keeps_every_cell_of_the_source(report):
    source = openpyxl.load_workbook(SAMPLE).worksheets[0]
    copy = report["收案登记"]
    pairs = [
        (cell.value, copy[cell.coordinate].value)
        for row in source
        for cell in row
        if cell.value is not None
    ]
    assert len(pairs) > 400
    assert [p for p in pairs if p[0] != p[1] and str(p[0]) != p[1]] == []
    assert copy["B4"].value == datetime(2026, 10, 9)  # noqa: DTZ001


def test_the_list_of_findings_masks_numbers(report):
    cells = [str(cell.value) for row in report["问题清单"] for cell in row]
    assert "990*************34" in cells
    assert not any("199913" in cell for cell in cells)


def test_a_json_list_is_laid_out_below_its_header(header, record, write_json, tmp_path):
    rows = [record(), record(被诉行政机关=None)]
    path = write_json([dict(zip(header, row, strict=True)) for row in rows])
    write_report_xlsx(read_export(path), path, tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*header, "处理结果"]
    assert sheet["F3"].fill.fgColor.rgb == RED


def test_a_missing_column_is_marked_at_the_header(write_xlsx, tmp_path):
    path = write_xlsx([["收件日期", "起诉人", "被告"], ["2026-10-12", "张三", "区教育局"]])
    write_report_xlsx(read_export(path), path, tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]
    assert "缺少必需的列" in sheet["D1"].comment.text


def test_a_source_changed_since_it_was_read_is_refused(header, record, write_xlsx, tmp_path):
    path = write_xlsx([header, record()])
    before = read_export(path)
    write_xlsx([header, record(起诉人="李四")])
    with pytest.raises(UnreadableFile, match="有改动"):
        write_report_xlsx(before, path, tmp_path / "report.xlsx")
