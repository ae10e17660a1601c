"""Which column is which: the names that clerks give each field, and where the header stands."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.utils import get_column_letter

from rules.cleaning import plain_text
from tasks.intake.mapping import NO_MAPPING, ColumnMapping, ShortDates
from tasks.intake.names_of_fields import SYNONYMS
from tasks.intake.tables import Cell, Table

REQUIRED = ("received_on", "plaintiffs", "agencies", "act")
HEADER_SEARCH_ROWS = 100
FEWEST_KNOWN_NAMES = 2
_BRACKETED = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]")
_MARKS = re.compile(r"[\s*:_\-.。\u200b-\u200f\ufeff]")
_DAY = re.compile(r"之日|时间")


@lru_cache(maxsize=4_096)
def normal_name(header: object) -> str:
    """Reduce a column name to what tells it from others: 收到起诉材料的时间* → 收到起诉材料日期."""
    name = unicodedata.normalize("NFKC", str(header)).lower()
    name = _MARKS.sub("", _BRACKETED.sub("", name))
    return _DAY.sub("日期", name).replace("的", "").replace("号码", "号")


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
    short_dates: ShortDates | None = None

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


def find_header(table: Table, mapping: ColumnMapping = NO_MAPPING) -> Header | None:
    """Find the row that names most fields among the first hundred; the earlier wins a tie.

    A two-line header has its group names above: the lower line names the fields.
    """
    best: Header | None = None
    for number, cells in table.head(HEADER_SEARCH_ROWS):
        header = Header(
            row_number=number,
            columns=name_columns(cells, mapping),
            short_dates=mapping.short_dates,
        )
        if header.known >= FEWEST_KNOWN_NAMES and (best is None or header.known > best.known):
            best = header
    return best


def shown_name(cell: Cell) -> str:
    """A column's name as it is shown, and as a mapping names it."""
    return " ".join(plain_text(str(cell)).split())


def name_columns(cells: Sequence[Cell], mapping: ColumnMapping = NO_MAPPING) -> tuple[Column, ...]:
    """Give each named column its field; a field named twice belongs to the first.

    What the source's mapping says comes before what a name sounds like.
    """
    headers = {
        index: shown_name(cell)
        for index, cell in enumerate(cells)
        if cell is not None and str(cell).strip()
    }
    said = {mapping.columns.get(header, "") for header in headers.values()}
    taken: set[str] = set()
    columns = []
    for index, header in headers.items():
        if header in mapping.columns:
            field = mapping.columns[header]
        else:
            field = FIELD_OF.get(normal_name(header), "")
            field = "" if field in said else field
        if field in taken:
            field = ""
        taken.add(field)
        columns.append(Column(index=index, header=header, field=field))
    return tuple(columns)


def accepted_names(fields: Iterable[str] = REQUIRED) -> str:
    """Name columns together with some other names that would be recognised."""
    return "；".join(
        f"{SYNONYMS[field][0]}（也可写作{'、'.join(SYNONYMS[field][1:5])}）" for field in fields
    )
