"""Region files: TOML in which every value stands with its source, and every error with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_PARTS = {"value", "source", "doubt"}
Value = str | int | bool | time | list[Any]
_HEADER = re.compile(r"^\s*\[\s*([A-Za-z0-9_.\-]+)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\-]+)\s*=")


class RegionError(ValueError):
    """A region file that cannot be used, with file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value of a region with its source; `doubt` says what must still be checked."""

    value: Value
    source: str
    doubt: str
    path: Path
    line: int


def read_settings(path: Path) -> Mapping[str, Setting]:
    """Read a region file into dotted keys; a value without its source is an error."""
    text = path.read_text(encoding="utf-8")
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{path.name} 不是合法的TOML：{error}"
        raise RegionError(message) from error
    lines = _line_numbers(text)
    return {key: _setting(key, leaf, path, lines.get(key, 1)) for key, leaf in _leaves(tree, "")}


def _leaves(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, dict) and not value.keys() & _PARTS:
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _setting(key: str, leaf: Any, path: Path, line: int) -> Setting:
    place = f"{path.name} 第{line}行，{key}"
    if not isinstance(leaf, dict) or "value" not in leaf or not leaf.get("source"):
        message = f'{place}：须写成 {{ value = …, source = "出处" }}'
        raise RegionError(message)
    unknown = leaf.keys() - _PARTS
    if unknown:
        message = f"{place}：未知的说明项 {'、'.join(sorted(unknown))}"
        raise RegionError(message)
    if not all(isinstance(leaf.get(part, ""), str) for part in ("source", "doubt")):
        message = f"{place}：source 与 doubt 应为文字"
        raise RegionError(message)
    return Setting(
        value=leaf["value"],
        source=leaf["source"],
        doubt=leaf.get("doubt", ""),
        path=path,
        line=line,
    )


def _line_numbers(text: str) -> dict[str, int]:
    """Find the line each dotted key stands on; `tomllib` does not tell."""
    numbers: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = f"{header[1]}."
        elif key := _KEY.match(line):
            numbers[f"{table}{key[1]}"] = number
    return numbers


def explain(error: ValidationError, settings: Mapping[str, Setting], name: str) -> str:
    """One line a mistake: file, line, key, reason."""
    return "\n".join(
        f"{_place(item['loc'], settings, name)}：{_reason(item)}" for item in error.errors()
    )


def _reason(item: ErrorDetails) -> str:
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    return _REASONS.get(item["type"], item["msg"])


def _place(loc: tuple[int | str, ...], settings: Mapping[str, Setting], name: str) -> str:
    parts = [str(part) for part in loc]
    for length in range(len(parts), 0, -1):
        key = ".".join(parts[:length])
        within = (s for k, s in settings.items() if k.startswith(f"{key}."))
        setting = settings.get(key) or next(within, None)
        if setting:
            return f"{setting.path.name} 第{setting.line}行，{key}"
    return f"地区{name}，{'.'.join(parts)}"


_REASONS = {
    "extra_forbidden": "未知的配置项",
    "missing": "缺少配置项",
    "string_type": "应为文字",
    "int_type": "应为整数",
    "tuple_type": "应为列表",
    "enum": "不是可选的值",
    "literal_error": "不是可选的值",
    "string_too_short": "不得为空",
    "model_type": "应为一组配置项",
    "model_attributes_type": "应为一组配置项",
}
