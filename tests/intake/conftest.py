import csv
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import settings

from tests.old_workbooks import write_old_workbook

HEADER = (
    *("序号", "收到起诉材料日期", "起诉人", "证件号码", "联系电话", "被诉行政机关"),
    *("被诉行政行为", "行为作出日期", "知道行为内容日期", "诉讼请求", "案由"),
    *("是否经过复议", "收到复议决定日期", "风险标签", "备注"),
)
RECORD = dict(
    zip(
        HEADER,
        (
            *(1, date(2026, 10, 12), "周某", "990000198001010012", "13800001111", "区教育局"),
            *(
                "信息公开答复书",
                date(2026, 7, 8),
                date(2026, 7, 18),
                "撤销答复",
                "政府信息公开纠纷",
            ),
            *("否", None, "涉民生", None),
        ),
        strict=True,
    )
)
# A busy machine must not fail a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
Write = Callable[..., Path]


@pytest.fixture
def header() -> tuple[str, ...]:
    return HEADER


@pytest.fixture
def record() -> Callable[..., list[Any]]:
    """A sound row in the order of the header, with some cells changed."""

    def build(**changes: Any) -> list[Any]:
        assert set(changes) <= set(HEADER), "a change must name a column of the header"
        return list({**RECORD, **changes}.values())

    return build


@pytest.fixture
def write_xlsx(tmp_path: Path) -> Write:
    """Write sheets of rows, given in the order they stand."""

    def write(
        rows: Iterable[Sequence[Any]] = (),
        *,
        sheets: dict[str, Iterable[Sequence[Any]]] | None = None,
        merged: Iterable[str] = (),
        hidden: Iterable[str] = (),
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, lines in (sheets or {"收案登记": rows}).items():
            sheet = book.create_sheet(title)
            for line in lines:
                sheet.append(list(line))
            for cells in merged:
                sheet.merge_cells(cells)
            sheet.sheet_state = "hidden" if title in hidden else "visible"
        path = tmp_path / "export.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def write_csv(tmp_path: Path) -> Write:
    def write(
        rows: Iterable[Sequence[Any]], *, encoding: str = "utf-8", delimiter: str = ","
    ) -> Path:
        path = tmp_path / "export.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def write_json(tmp_path: Path) -> Write:
    def write(content: Any) -> Path:
        path = tmp_path / "export.json"
        path.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
        return path

    return write


@pytest.fixture
def write_xls(tmp_path: Path) -> Write:
    return lambda rows, **how: write_old_workbook(tmp_path / "export.xls", rows, **how)
