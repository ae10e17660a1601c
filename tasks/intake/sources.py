"""Open an export whatever its format is: bytes in, tables of plain cells out."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from tasks.intake.columns import FIELD_OF, normal_name
from tasks.intake.old_workbook import open_old_workbook
from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import MEGABYTE, Limits, Table, limit_rows
from tasks.intake.workbook import open_workbook

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",\t;|"
TELLING = frozenset({"received_on", "agencies", "act"})
_MARKUP = re.compile(r"<(!doctype|html|head|body|table|meta|\?xml)", re.IGNORECASE)
_EXPORT_AGAIN = "请从立案系统重新导出xlsx、xls、csv或json文件"


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file that is neither empty nor over the size limit."""
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise UnreadableFile(
                f"文件有{size / MEGABYTE:.1f}MB,超过上限{limits.max_bytes / MEGABYTE:g}MB",
                "请分成几个文件导出",
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("文件打不开", "请确认文件存在并有读取权限") from error
    if not content.strip():
        raise UnreadableFile("文件是空的", _EXPORT_AGAIN)
    return content


def open_tables(content: bytes, limits: Limits) -> tuple[Table, ...]:
    """Recognise the format by the content, never by the file's name, and read every sheet."""
    if content.startswith(ZIP):
        return open_workbook(content, limits)
    if content.startswith(OLE):
        return open_old_workbook(content, limits)
    text = _decode(content)
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        return (_open_json(text, limits),)
    if _MARKUP.match(text.lstrip()):
        raise UnreadableFile("文件是网页或XML,不是表格", "请用表格软件打开后另存为xlsx")
    return (_open_csv(text, limits),)


def _decode(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _decode_as(content, (encoding,))
    if b"\0" in content:
        raise UnreadableFile("文件不是表格，内容是二进制数据", _EXPORT_AGAIN)
    return _decode_as(content, ("utf-8", "gb18030"))


def _decode_as(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("文件的文字编码无法识别", "请另存为UTF-8编码的csv或xlsx")


def _open_csv(text: str, limits: Limits) -> Table:
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)\r?", first)
    delimiter = declared.group(1) if declared else _delimiter(text)
    body, start = (rest, 2) if declared else (text, 1)
    lines = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    width = limits.max_columns
    numbered = ((n, tuple(line[:width])) for n, line in enumerate(lines, start))
    try:
        return Table(sheet="", rows=tuple(limit_rows(numbered, limits)))
    except csv.Error as error:
        raise UnreadableFile("csv文件的引号或换行有误，无法分列", "请另存为xlsx") from error


def _delimiter(text: str) -> str:
    head = re.sub(r'"[^"]*"', "", "\n".join(text.splitlines()[:50]))
    return max(DELIMITERS, key=head.count)


def _open_json(text: str, limits: Limits) -> Table:
    try:
        items = _items(json.loads(text, parse_constant=str))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("json文件格式有误，无法解析", _EXPORT_AGAIN) from error
    if items is None:
        raise UnreadableFile("json文件不是对象的列表", "请提供形如[{…}, {…}]的json文件")
    numbered = tuple(enumerate(items, 1))
    objects = [(n, item) for n, item in numbered if isinstance(item, dict)]
    keys = tuple(dict.fromkeys(key for _, item in objects for key in item))
    if len(keys) > limits.max_columns:
        raise UnreadableFile(f"json文件的项目超过{limits.max_columns}个", _EXPORT_AGAIN)
    rows = ((n, tuple(item.get(key) for key in keys)) for n, item in objects)
    broken = tuple((n, str(item)) for n, item in numbered if not isinstance(item, dict))
    return Table(
        sheet="",
        rows=((0, keys), *limit_rows(rows, limits)),
        has_letters=False,
        broken=broken,
        items=len(numbered),
    )


def _items(parsed: Any) -> list[Any] | None:
    if isinstance(parsed, dict):
        lists = [value for value in parsed.values() if _holds_filings(value)]
        return lists[0] if len(lists) == 1 else [parsed]
    return parsed if isinstance(parsed, list) else None


def _holds_filings(value: Any) -> bool:
    # A single filing has lists of its own (its plaintiffs); an envelope's list holds filings.
    is_list = isinstance(value, list) and value and isinstance(value[0], dict)
    return bool(is_list) and any(FIELD_OF.get(normal_name(key)) in TELLING for key in value[0])
