"""The table of all cases, and its spreadsheet."""

from pathlib import Path

import openpyxl
import pytest

from tasks.figures import case_table, export_cases
from tests.building import registered

pytestmark = pytest.mark.usefixtures("any_home")


def test_a_ledger_without_cases_gives_an_empty_table() -> None:
    assert list(case_table()["登记号"]) == []


def test_each_case_is_one_row_however_many_agencies_it_has() -> None:
    first = registered(1, agencies=["区教育局", "区财政局"])
    second = registered(2)
    table = case_table().set_index("登记号")
    assert list(table.index) == [first, second]
    assert table.loc[first, "被诉行政机关"] == "区教育局、区财政局"
    assert table.loc[second, "所处阶段"] == "已登记，待八看审查"


def test_what_a_person_typed_never_becomes_a_formula(tmp_path: Path) -> None:
    registered(3, act='=HYPERLINK("http://127.0.0.1","x")')
    target = tmp_path / "总表.xlsx"
    assert export_cases(target) == 1
    sheet = openpyxl.load_workbook(target).active
    cell = next(cell for cell in sheet[2] if str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s"
