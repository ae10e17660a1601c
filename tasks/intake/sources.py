"""Open an export whatever its format is: bytes in, tables of plain cells out."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tasks.intake.columns import FIELD_OF, normal_name
from tasks.intake.old_workbook import open_old_workbook
from tasks.intake.problems import UnreadableFile
from tasks.intake.tables import MEGABYTE, Limits, Line, ReadAnew, Table, limit_rows
from tasks.intake.workbook import open_workbook

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",\t;|"
TELLING = frozenset({"received_on", "agencies", "act"})
_DECLARED = re.compile(r"sep=(.)\r?\n")
# So many characters tell the format and, of a csv, the delimiter.
_OPENING = 1 << 16
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
    """Recognise the format by the content, never by the file's name, and open every sheet."""
    if content.startswith(ZIP):
        return open_workbook(content, limits)
    if content.startswith(OLE):
        return open_old_workbook(content, limits)
    encoding = _encoding(content)
    opening = _text(content, encoding).read(_OPENING)
    start = opening.lstrip()
    if start.startswith(("[", "{")):
        return (_open_json(content.decode(encoding), limits),)
    if _MARKUP.match(start):
        raise UnreadableFile("文件是网页或XML,不是表格", "请用表格软件打开后另存为xlsx")
    return (_open_csv(content, encoding, opening, limits),)


def _encoding(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _first_fitting(content, (encoding,))
    if b"\0" in content:
        raise UnreadableFile("文件不是表格，内容是二进制数据", _EXPORT_AGAIN)
    return _first_fitting(content, ("utf-8", "gb18030"))


def _first_fitting(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(content), MEGABYTE):
                decoder.decode(content[start : start + MEGABYTE])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnreadableFile("文件的文字编码无法识别", "请另存为UTF-8编码的csv或xlsx")


def _text(content: bytes, encoding: str) -> io.TextIOWrapper:
    # Decoded while it is read: as one text a file takes up to four times its bytes.
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _open_csv(content: bytes, encoding: str, opening: str, limits: Limits) -> Table:
    declared = _DECLARED.match(opening)
    delimiter = declared.group(1) if declared else _delimiter(opening)
    rows = partial(_read_csv, content, encoding, delimiter, limits, skipped=int(bool(declared)))
    return Table(sheet="", rows=ReadAnew(rows), expected=content.count(b"\n"))


def _read_csv(
    content: bytes, encoding: str, delimiter: str, limits: Limits, *, skipped: int
) -> Iterator[Line]:
    text = _text(content, encoding)
    for _ in range(skipped):
        text.readline()
    lines = csv.reader(text, delimiter=delimiter)
    width = limits.max_columns
    numbered = ((n, tuple(line[:width])) for n, line in enumerate(lines, skipped + 1))
    try:
        yield from limit_rows(numbered, limits)
    except csv.Error as error:
        raise UnreadableFile("csv文件的引号或换行有误，无法分列", "请另存为xlsx") from error


def _delimiter(opening: str) -> str:
    head = re.sub(r'"[^"]*"', "", "\n".join(opening.splitlines()[:50]))
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
        expected=len(numbered),
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
