"""Which column is which: the names that clerks give each field, and where the header stands."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from tasks.intake.tables import Cell, Table

REQUIRED = ("received_on", "plaintiffs", "agencies", "act")
HEADER_SEARCH_ROWS = 100
FEWEST_KNOWN_NAMES = 2

# The first name of each field is the one used in messages.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "source_ref": (
        *("来源编号", "序号", "编号", "序", "流水号", "收件编号", "收件号", "登记编号", "登记号"),
        *("材料编号", "案件编号", "收案编号", "source_ref", "id", "no", "no."),
    ),
    "received_on": (
        *("收到起诉材料日期", "收到材料日期", "收到起诉状日期", "收到诉状日期", "收件日期"),
        *("收案日期", "收到日期", "接收日期", "材料接收日期", "收状日期", "递交日期", "提交日期"),
        *("提交材料日期", "递交材料日期", "起诉日期", "登记日期", "收件登记日期", "来院日期"),
        *("received_on", "received", "received_date", "date_received"),
    ),
    "plaintiffs": (
        *("起诉人", "原告", "起诉人姓名", "原告姓名", "原告名称", "起诉人名称", "起诉人姓名或名称"),
        *("原告姓名或名称", "姓名或名称", "姓名/名称", "起诉人/原告", "原告/起诉人", "姓名"),
        *("当事人", "当事人姓名", "申请人", "plaintiffs", "plaintiff", "name"),
    ),
    "plaintiff_count": (
        *("起诉人总数", "人数", "起诉人数", "起诉人人数", "原告人数", "涉及人数"),
        *("plaintiff_count", "count"),
    ),
    "id_number": (
        *("证件号码", "身份证号码", "公民身份号码", "身份证件号码", "身份号码", "身份证"),
        *("起诉人证件号码", "起诉人身份证号码", "原告证件号码", "原告身份证号码"),
        *("统一社会信用代码", "信用代码", "证件号码/统一社会信用代码"),
        *("身份证号码/统一社会信用代码", "id_number", "id_no", "identity_number"),
    ),
    "phone": (
        *("联系电话", "电话", "电话号码", "手机", "手机号码", "联系方式", "联系号码"),
        *("起诉人电话", "起诉人联系电话", "原告电话", "原告联系电话", "原告联系方式"),
        *("phone", "telephone", "mobile", "tel"),
    ),
    "address": (
        *("送达地址", "地址", "住址", "住所", "住所地", "联系地址", "通讯地址", "户籍地址"),
        *("现住址", "起诉人地址", "起诉人住址", "原告地址", "原告住址", "address"),
    ),
    "agencies": (
        *("被诉行政机关", "被告", "被告行政机关", "被诉机关", "被告机关", "行政机关", "被起诉人"),
        *("被诉单位", "被告名称", "被告单位", "被诉行政机关名称", "行政机关名称"),
        *("agencies", "agency", "defendant", "defendants"),
    ),
    "act": (
        *("被诉行政行为", "行政行为", "被诉行为", "争议行政行为", "行政行为名称"),
        *("被诉行政行为名称", "起诉行政行为", "所诉行政行为", "争议事项", "被诉事项", "act"),
    ),
    "act_made_on": (
        *("行为作出日期", "作出日期", "行政行为作出日期", "被诉行政行为作出日期", "决定日期"),
        *("作出行政行为日期", "作出行为日期", "行政行为日期", "行为日期", "决定作出日期"),
        *("act_made_on", "act_date", "made_on"),
    ),
    "act_known_on": (
        *("知道行为内容日期", "知道日期", "知道行政行为日期", "知道行政行为内容日期", "知悉日期"),
        *("知道或应当知道日期", "知道或者应当知道日期", "知道或应当知道行政行为日期", "知晓日期"),
        *("知道或者应当知道行政行为日期", "知道行为日期", "行政行为送达日期", "决定送达日期"),
        *("act_known_on", "known_on"),
    ),
    "claims": (
        *("诉讼请求", "诉求", "请求事项", "起诉请求", "诉请", "诉讼请求事项", "具体诉讼请求"),
        *("claims", "claim"),
    ),
    "cause": ("案由", "案由名称", "纠纷类型", "cause"),
    "reconsidered": (
        *("是否经过复议", "是否复议", "是否经复议", "是否经行政复议", "是否经过行政复议"),
        *("经过复议", "经复议", "行政复议", "复议", "是否已复议", "reconsidered"),
    ),
    "reconsideration_received_on": (
        *("收到复议决定日期", "收到复议决定书日期", "复议决定收到日期", "复议决定送达日期"),
        *("收到行政复议决定日期", "收到行政复议决定书日期", "复议决定书收到日期"),
        *("复议决定书送达日期", "复议决定日期", "reconsideration_received_on"),
    ),
    "risk_tags": (
        *("风险标签", "标签", "案件标签", "风险类型", "风险", "敏感标签", "风险类别"),
        *("risk_tags", "tags"),
    ),
    "note": ("备注", "附注", "其他", "备注说明", "note", "notes", "remark", "remarks"),
}


def normal_name(header: object) -> str:
    """Reduce a column name to what tells it from others: 收到起诉材料的时间* → 收到起诉材料日期."""
    name = unicodedata.normalize("NFKC", str(header)).lower()
    name = re.sub(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]", "", name)
    name = re.sub(r"[\s*:_\-.。\u200b-\u200f\ufeff]", "", name)
    return re.sub(r"之日|时间", "日期", name).replace("的", "").replace("号码", "号")


FIELD_OF: dict[str, str] = {
    normal_name(name): field for field, names in SYNONYMS.items() for name in names
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table; `field` is empty when no field of a filing goes by its name."""

    index: int
    header: str
    field: str

    @property
    def letter(self) -> str:
        """The letter a spreadsheet shows above it."""
        return get_column_letter(self.index + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header row of one table and what its columns mean."""

    row_number: int
    columns: tuple[Column, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which no row can be read."""
        return tuple(field for field in REQUIRED if self.column(field) is None)

    def column(self, field: str) -> Column | None:
        """Find the column of a field."""
        return next((c for c in self.columns if c.field == field), None)

    @property
    def known(self) -> int:
        """How many fields the header names."""
        return sum(1 for c in self.columns if c.field)


def find_header(table: Table) -> Header | None:
    """Find the row that names most fields among the first hundred; the earlier wins a tie.

    A two-line header has its group names above: the lower line names the fields.
    """
    best: Header | None = None
    for number, cells in table.rows[:HEADER_SEARCH_ROWS]:
        header = Header(row_number=number, columns=name_columns(cells))
        if header.known >= FEWEST_KNOWN_NAMES and (best is None or header.known > best.known):
            best = header
    return best


def name_columns(cells: Sequence[Cell]) -> tuple[Column, ...]:
    """Give each named column its field; a field named twice belongs to the first."""
    taken: set[str] = set()
    columns = []
    for index, cell in enumerate(cells):
        if cell is None or not str(cell).strip():
            continue
        field = FIELD_OF.get(normal_name(cell), "")
        if field in taken:
            field = ""
        taken.add(field)
        columns.append(Column(index=index, header=" ".join(str(cell).split()), field=field))
    return tuple(columns)


def accepted_names(fields: Iterable[str] = REQUIRED) -> str:
    """Name columns together with some other names that would be recognised."""
    return "；".join(
        f"{SYNONYMS[field][0]}（也可写作{'、'.join(SYNONYMS[field][1:5])}）" for field in fields
    )
