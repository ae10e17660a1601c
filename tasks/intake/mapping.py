"""What one source's columns mean, where they are not named as everybody names them."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.home import folder
from rules.cleaning import plain_text
from tasks.errors import FuyuanError
from tasks.intake.names_of_fields import SYNONYMS
from tasks.letter_files import write_whole

FOLDER = "intake/mappings"
ASIDE = "备注"
_SOURCE = re.compile(r"[\w（）()·〔〕-][\w（）()·〔〕 .-]{0,59}")
# Folders of the drop folder that are no source's.
RESERVED = frozenset({"done", "rejected"})


class ShortDates(StrEnum):
    """In which order a source writes 26/10/12; without its word such a date is refused."""

    YEAR_FIRST = "年月日"
    DAY_FIRST = "日月年"
    MONTH_FIRST = "月日年"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """The columns of a source: name as in its tables → field of a filing, "" for the note.

    With `unique_numbers` a 来源编号 names one filing: another under the same number is asked about.
    """

    source: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    short_dates: ShortDates | None = None
    unique_numbers: bool = False


NO_MAPPING = ColumnMapping()


def title_of(name: str) -> str:
    """A field as clerks call it."""
    return SYNONYMS[name][0] if name else ASIDE


def field_named(title: str) -> str:
    """The field a clerk means by a title or a code; "" for the note. Raises FuyuanError."""
    wanted = plain_text(title)
    if wanted in ("", ASIDE):
        return ""
    for name, titles in SYNONYMS.items():
        if wanted in (name, titles[0]):
            return name
    known = "、".join(titles[0] for titles in SYNONYMS.values())
    message = f"没有“{wanted[:40]}”这一项；可以写：{known}"
    raise FuyuanError(message)


def source_name(text: str) -> str:
    """A source as it is called everywhere. Raises FuyuanError for what can be no file's name."""
    name = plain_text(text)
    if not _SOURCE.fullmatch(name) or name in RESERVED or name != name.rstrip(" ."):
        message = f"来源名称“{name[:40]}”不能用：只用汉字、字母、数字、短横，不超过60字"
        raise FuyuanError(message)
    return name


def mapping_path(source: str) -> Path:
    """Where the mapping of a source lies, made or not."""
    return folder(FOLDER) / f"{source_name(source)}.toml"


def load_mapping(source: str) -> ColumnMapping:
    """The confirmed mapping of a source, or none. Raises FuyuanError for a file that is wrong."""
    if not source:
        return NO_MAPPING
    path = mapping_path(source)
    if not path.exists():
        return ColumnMapping(source=source)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return _checked(source, written)
    except (FuyuanError, ValueError) as error:
        message = f"列名对照表{path.name}有误：{error}。请改正，或者用 fuyuan import --map 重新生成"
        raise FuyuanError(message) from error


def _checked(source: str, written: Mapping[str, Any]) -> ColumnMapping:
    columns = written.get("columns", {})
    if unknown := set(written) - {"columns", "short_dates", "unique_numbers"}:
        message = f"不认识的项目“{'、'.join(sorted(unknown))}”"
        raise FuyuanError(message)
    if not isinstance(columns, dict):
        message = "[columns]应为“列名 = 项目”的表"
        raise FuyuanError(message)
    fields = {header: field_named(str(title)) for header, title in columns.items()}
    taken = [name for name in fields.values() if name]
    if twice := {title_of(name) for name in taken if taken.count(name) > 1}:
        message = f"“{'、'.join(sorted(twice))}”对应了不止一列"
        raise FuyuanError(message)
    order = written.get("short_dates")
    if order is not None and order not in {each.value for each in ShortDates}:
        message = f"short_dates只能是{'、'.join(each.value for each in ShortDates)}"
        raise FuyuanError(message)
    unique_numbers = written.get("unique_numbers", False)
    if not isinstance(unique_numbers, bool):
        message = "unique_numbers只能是true或者false"
        raise FuyuanError(message)
    return ColumnMapping(
        source=source,
        columns=MappingProxyType(fields),
        short_dates=ShortDates(order) if order else None,
        unique_numbers=unique_numbers,
    )


def save_mapping(mapping: ColumnMapping) -> Path:
    """Write a confirmed mapping, whole or not at all; raises FuyuanError for one that is wrong."""
    lines = [f"# 来源“{mapping.source}”的列名对照：左边是表上的列名，右边是收件的项目。"]
    if mapping.short_dates:
        lines.append(f"short_dates = {quoted(mapping.short_dates.value)}")
    if mapping.unique_numbers:
        lines.append("unique_numbers = true  # 来源编号在该来源内不重复")
    lines += ["", "[columns]"]
    lines += [
        f"{quoted(header)} = {quoted(title_of(name))}" for header, name in mapping.columns.items()
    ]
    text = "\n".join(lines) + "\n"
    _checked(mapping.source, tomllib.loads(text))
    path = mapping_path(mapping.source)
    write_whole(path, text.encode())
    return path


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    # A JSON string is a TOML string, but for the one control character that JSON leaves bare.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_lists(path: Path, comment: str, section: str, lists: Mapping[str, Iterable[str]]) -> None:
    """Write a TOML section of names, each with its list, whole or not at all."""
    lines = [f"# {comment}", f"[{section}]"]
    lines += [f"{quoted(name)} = [{', '.join(map(quoted, them))}]" for name, them in lists.items()]
    write_whole(path, ("\n".join(lines) + "\n").encode())
