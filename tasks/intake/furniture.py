"""Tell the records of a table from what stands around them: totals, signatures, remarks."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from tasks.intake.columns import Header, normal_name
from tasks.intake.dates import read_date
from tasks.intake.tables import Cell, Line, Table
from tasks.intake.values import cell_text

_TOTAL = re.compile(
    r"(?:本页|本表|本月|全部)?(?:合计|总计|小计|共计|累计)[:：]?(?:共?\d+[件条人]?)?|共\d+[件条]"
)
_STATED_TOTAL = re.compile(r"(\d+)[件条]")
_SIGNATURE = re.compile(
    r"(?:填表|制表|审核|复核|经办|登记|统计|填报|负责|联系|签收|移交|接收|审批|报送|录入)"
    r"(?:人|单位|日期|时间)(?:签字|签名)?[:：]|(?:单位)?[(（]?(?:盖章|公章)[)）]?[:：]?$"
    r"|(?:填表)?(?:说明|注|备注|附注)[:：]|第\d+页"
)
_EXPORTED_ON = re.compile(r"(?:导出|制表|填表|统计|打印)(?:日期|时间)\s*[:：]?\s*(.*)")
_FEWEST_NUMBERED = 3
# What is longer is no column's name, and need not be compared with one.
LONGEST_NAME = 60
_ASIDE_FIELDS = frozenset({"", "source_ref", "note"})


def data_rows(
    rows: Iterable[Line], header: Header, report: Callable[[int, str], None]
) -> Iterator[Line]:
    """Yield the records; `report` hears of every other row that says something."""
    counted = 0
    names = frozenset(normal_name(column.header) for column in header.columns)
    fields = {column.index: column.field for column in header.columns}
    for number, cells in rows:
        filled = {index: text for index, cell in enumerate(cells) if (text := _squeezed(cell))}
        texts = list(filled.values())
        if number <= header.row_number or not texts or repeats_header(texts, names):
            continue
        if not _is_aside(texts, {fields.get(index, "") for index in filled}):
            counted += 1
            yield number, cells
            continue
        report(number, f"不是收件记录，没有读取：{' '.join(texts)}")
        stated = _stated_total(texts)
        if stated is not None and stated != counted:
            report(number, f"合计写为{stated}件，表中有{counted}行记录，请核对")


def _squeezed(cell: Cell) -> str:
    return "".join(cell_text(cell).split())


def repeats_header(texts: Sequence[str], names: frozenset[str]) -> bool:
    """Whether a row repeats the column names, or numbers the columns 1, 2, 3."""
    if len(texts) >= _FEWEST_NUMBERED and all(
        unicodedata.normalize("NFKC", text).strip("()") == str(n) for n, text in enumerate(texts, 1)
    ):
        return True
    others = 0
    for text in texts:
        others += len(text) > LONGEST_NAME or normal_name(text) not in names
        if others * 2 >= len(texts):  # Of most rows it is soon seen that they are no header.
            return False
    return len(texts) > 1


def _is_aside(texts: Sequence[str], filled: set[str]) -> bool:
    if _TOTAL.fullmatch(texts[0]) or _SIGNATURE.match(texts[0]):
        return True
    return len(texts) == 1 and filled <= _ASIDE_FIELDS


def _stated_total(texts: Sequence[str]) -> int | None:
    if not _TOTAL.fullmatch(texts[0]):
        return None
    found = _STATED_TOTAL.search(" ".join(texts))
    return int(found.group(1)) if found else None


def exported_on(table: Table, header: Header) -> date | None:
    """Find the day of export that the rows above the header state."""
    for _, cells in takewhile(lambda line: line[0] < header.row_number, table.rows):
        filled = [cell for cell in cells if _squeezed(cell)]
        for index, cell in enumerate(filled):
            if found := _EXPORTED_ON.search(cell_text(cell)):
                following = filled[index + 1] if index + 1 < len(filled) else None
                return read_date(found.group(1).strip() or following, table.epoch).value
    return None
