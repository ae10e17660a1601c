"""The papers of a batch: the table, its manifest, the facts of its covering list, the receipt."""

import datetime as dt
import hashlib
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeVar

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring
from pydantic import BaseModel, ConfigDict, ValidationError

from rules.correspondence.exchange import Kind
from rules.information_batch import HEADINGS, batch_digest
from tasks.errors import FuyuanError
from tasks.intake import UnreadableFile
from tasks.intake.sources import read_bytes
from tasks.intake.tables import Limits
from tasks.intake.workbook import open_workbook
from tasks.letter_files import write_whole

# A batch is held whole, to be hashed and laid out.
LIMITS = Limits(max_rows=20_000)
# As many as the reader on the other side takes, its head not counted.
MOST_ROWS = LIMITS.max_rows - 1
SHEET = "信息移送"
MANIFEST, COVER, RECEIPT = ".manifest.json", ".cover.json", ".receipt.json"
# No clock in the file: the same rows are the same bytes, so a lost file is made again alike.
EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX = 3
WIDTH = 24
Sha256 = str
Paper = TypeVar("Paper", bound=BaseModel)


class _Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(_Paper):
    """Who tells whom of what, and of which days."""

    sender: str
    receiver: str
    kinds: tuple[Kind, ...]
    since: dt.date
    until: dt.date


class Manifest(_Paper):
    """What the table must be: its count, the SHA-256 of the file and of every row."""

    format: Literal["fuyuan-information-batch/1"] = "fuyuan-information-batch/1"
    digest: Sha256
    scope: Scope
    made_at: dt.datetime
    count: int
    file_sha256: Sha256
    rows: tuple[Sha256, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it agrees with itself: counts, and the digest over scope and rows."""
        return len(self.rows) == self.count and self.digest == digest_of(self.scope, self.rows)


class Refusal(_Paper):
    """Why a row was not taken in: its row in the table (the head is row 1), field and remedy."""

    row: int
    field: str
    problem: str
    remedy: str


class Receipt(_Paper):
    """What the receiver made of a batch."""

    format: Literal["fuyuan-information-receipt/1"] = "fuyuan-information-receipt/1"
    digest: Sha256
    receiver: str
    received_at: dt.datetime
    count: int
    accepted: int
    problems: tuple[Refusal, ...]


def digest_of(scope: Scope, rows: Sequence[Sha256]) -> str:
    """The digest by which both sides know a batch."""
    return batch_digest(scope.model_dump(mode="json"), rows)


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def table_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as xlsx, all of them text: nothing in it is ever a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for number, cells in enumerate((HEADINGS, *rows), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row=number, column=column)
            cell.value, cell.data_type = text, "s"
    sheet.freeze_panes = "A2"
    for column in range(1, len(HEADINGS) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    return _without_clock(book)


def _without_clock(book: Workbook) -> bytes:
    made, fixed = BytesIO(), BytesIO()
    book.save(made)
    # openpyxl writes naive times, and calls them UTC.
    moment = dt.datetime(*EARLIEST, tzinfo=dt.UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = moment
    core = tostring(book.properties.to_tree())
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as package:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, UNIX
            package.writestr(entry, core if name == "docProps/core.xml" else source.read(name))
    return fixed.getvalue()


def read_table(content: bytes, limits: Limits = LIMITS) -> list[tuple[str, ...]]:
    """The rows below the head, as text. Raises FuyuanError for a table of another kind."""
    try:
        tables = open_workbook(content, limits)
        lines = [tuple(map(_text, cells)) for _, cells in tables[0].rows] if tables else []
    except UnreadableFile as error:
        raise FuyuanError(str(error)) from error
    if not lines or lines[0] != HEADINGS:
        message = f"不是信息移送批次的表：第一行应为{'、'.join(HEADINGS)}。请用移送单位做出的原表"
        raise FuyuanError(message)
    width = len(HEADINGS)
    if any(len(cells) > width for cells in lines):
        message = f"表格多于{width}列。请用移送单位做出的原表，不要在表上加列"
        raise FuyuanError(message)
    return [(*cells, *[""] * (width - len(cells))) for cells in lines[1:]]


def _text(cell: Any) -> str:
    # As it was written: tidying it up would change its hash.
    return "" if cell is None else str(cell)


def read_file(path: Path) -> bytes:
    """The bytes of a file of sound size. Raises FuyuanError."""
    try:
        return read_bytes(path, LIMITS)
    except UnreadableFile as error:
        message = f"{path}：{error}"
        raise FuyuanError(message) from error


def read_paper(path: Path, paper: type[Paper], title: str) -> Paper:
    """A manifest or a receipt. Raises FuyuanError that says which file is wanted."""
    try:
        return paper.model_validate_json(read_file(path))
    except ValidationError as error:
        message = f"{path} 不是{title}，或者被改动过：请用对方做出的原件"
        raise FuyuanError(message) from error


def beside(table: Path, suffix: str) -> Path:
    """A paper that lies beside the table."""
    return table.with_name(table.stem + suffix)


def write_paper(path: Path, paper: BaseModel) -> None:
    """Write a manifest or a receipt as JSON."""
    write_whole(path, paper.model_dump_json(indent=2).encode())


def cover_facts(scope: Scope, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The facts of the covering list 行政争议信息移送清单; who is the liaison, a person adds."""
    return {
        "issuer_name": scope.sender,
        "bureau_name": scope.receiver,
        "period_from_on": str(scope.since),
        "period_to_on": str(scope.until),
        "disputes": [
            {"kind": kind, "number": number, "summary": f"{agency}：{summary}", "risk": risk}
            for kind, number, agency, summary, _, risk, _ in rows
        ],
        "liaison": {"person": "", "phone": "", "address": ""},
    }
