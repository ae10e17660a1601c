"""Read single cells: text as text, lists, yes or no, tags; each with what was noticed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, singledispatch
from typing import Generic, TypeVar

from rules.cleaning import is_invisible, plain_name, plain_number, plain_text
from rules.filing import RiskTag
from tasks.intake.tables import Cell

T = TypeVar("T")

# Agencies, causes, claims and words like 否 stand in thousands of rows of one table.
REMEMBERED = 4_096

BLANKS = frozenset({"", "无", "暂无", "空", "-", "--", "—", "——", "/", "\\", "n/a", "null", "none"})
UNKNOWNS = frozenset({"不详", "未知", "不明", "不清", "不清楚", "待查", "待核", "待补", "待核实"})
YES = frozenset(
    {"是", "有", "√", "✓", "✔", "y", "yes", "true", "t", "1", "已", "已复议", "经过", "对"}
)
NO = frozenset(
    {"否", "无", "×", "x", "n", "no", "false", "f", "0", "未", "未复议", "未经过", "没有"}
)
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SEPARATORS = frozenset("、,，;；/／\n|")
_OPENING, _CLOSING = "(（《〈[【“", ")）》〉]】”"
_BRACKETS = _OPENING + _CLOSING
_QUOTED_TEXT = re.compile(r'="([^"]*)"')
_CODE = re.compile(r"<[A-Za-z/!][^>]*>|\{\{|\{%|\$\{|#\w+\(")
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_ERROR_VALUE = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed(Generic[T]):
    """A value as read, or why it cannot be, and what was changed or noticed on the way."""

    value: T
    problem: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()

    def noting(self, note: str) -> "Parsed[T]":
        """Add a note."""
        return replace(self, notes=(*self.notes, note))


def cell_text(cell: Cell) -> str:
    """Write a cell out as the text a clerk would see in it."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return _written(cell)
    # Spreadsheets write ="0123" into csv to keep a number as text: that is no formula.
    found = _QUOTED_TEXT.fullmatch(cell.strip()) if '="' in cell else None
    return found.group(1) if found else cell


@singledispatch
def _written(cell: Cell) -> str:
    return str(cell)


@_written.register
def _(cell: bool) -> str:
    return "是" if cell else "否"


@_written.register
def _(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() else str(cell)


@_written.register
def _(cell: datetime) -> str:
    return str(cell).removesuffix(" 00:00:00")


@_written.register
def _(cell: list) -> str:  # type: ignore[type-arg]
    return "、".join(map(cell_text, cell))


@_written.register
def _(cell: dict) -> str:  # type: ignore[type-arg]
    return json.dumps(cell, ensure_ascii=False, default=str)


@lru_cache(maxsize=REMEMBERED)
def is_blank(text: str) -> bool:
    """Whether a cell says nothing, in any of the ways clerks write nothing."""
    return plain_text(text).strip(_BRACKETS).lower() in BLANKS


@lru_cache(maxsize=REMEMBERED)
def is_unknown(text: str) -> bool:
    """Whether a cell says that nobody knows."""
    return plain_text(text).strip(_BRACKETS) in UNKNOWNS


def notice(text: str, *, kept: str) -> Iterator[str]:
    """Say what was taken out of a text and what in it deserves care."""
    hidden = 0 if text.isprintable() else sum(map(_is_taken_out, text))
    if hidden:
        yield f"去除{hidden}个不可见字符（控制、零宽或双向字符）"
    elif kept != text and kept == text.strip():
        yield "去除首尾空白"
    if kept.startswith(FORMULA_STARTS):
        yield f"以“{kept[0]}”开头，按文字保存，不作公式"
    if _CODE.search(kept):
        yield "含有代码样文字，按文字保存"
    if "\ufffd" in kept:
        yield "含有乱码，请核对原件"
    if _PRIVATE_USE.search(kept):
        yield "含有自造字，打印时可能缺字"


def _is_taken_out(character: str) -> bool:
    return character not in "\r\n\t" and is_invisible(character)


def read_text(cell: Cell) -> Parsed[str]:
    """Keep a text literally, whatever it looks like."""
    return _read_text(cell_text(cell))


@lru_cache(maxsize=REMEMBERED)
def _read_text(text: str) -> Parsed[str]:
    kept = plain_text(text)
    return Parsed(value=kept, notes=tuple(notice(text, kept=kept)))


def refuse_formula(text: str) -> tuple[str, str] | None:
    """Say why a formula or its error cannot stand where a name must."""
    if plain_text(text).startswith("="):
        return "单元格是公式，不是内容", "请改为直接填写的文字"
    if _ERROR_VALUE.fullmatch(plain_text(text)):
        return "单元格是公式的错误值", "请改为直接填写的文字"
    return None


def split_list(text: str) -> tuple[str, ...]:
    """Split at 、,;/ and line ends, but not inside brackets that are closed again."""
    if SEPARATORS.isdisjoint(text):
        return (text.strip(),) if text.strip() else ()
    pieces, piece, depth = [], "", 0
    guarded = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    for c in text:
        depth = max(depth + (c in _OPENING) - (c in _CLOSING), 0) if guarded else 0
        if c in SEPARATORS and not depth:
            pieces.append(piece)
            piece = ""
        else:
            piece += c
    return tuple(p.strip() for p in (*pieces, piece) if p.strip())


_AND_OTHERS = re.compile(r"等\s*(\d+|[一二两三四五六七八九十]+)?\s*[个家]?\s*(单位|部门|机关)?$")


def read_agencies(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Read the agencies sued, each by its own name."""
    return _read_agencies(cell_text(cell))


@lru_cache(maxsize=REMEMBERED)
def _read_agencies(text: str) -> Parsed[tuple[str, ...]]:
    if is_blank(text) or is_unknown(text):
        return Parsed(
            value=(),
            problem="未填写被诉行政机关",
            remedy="请按起诉状补填机关全称，多个机关用顿号隔开",
        )
    if formula := refuse_formula(text):
        return Parsed(value=(), problem=formula[0], remedy=formula[1])
    if _AND_OTHERS.search(plain_text(text)):
        return Parsed(
            value=(), problem="被诉行政机关没有写全", remedy="请逐一写明机关全称，不用“等”"
        )
    names = tuple(name for piece in split_list(text) if (name := plain_name(piece)))
    return Parsed(value=names, notes=tuple(notice(text, kept=plain_text(text))))


def read_yes_no(cell: Cell) -> Parsed[bool | None]:
    """Read 是 or 否 in the usual spellings; blank is neither."""
    text = plain_number(cell_text(cell)).lower()
    if text in YES:
        return Parsed(value=True)
    if text in NO:
        return Parsed(value=False)
    if is_blank(text):
        return Parsed(value=None)
    return Parsed(value=None, problem="看不出是或者否", remedy="请填“是”或者“否”")


def read_tags(cell: Cell) -> Parsed[tuple[list[RiskTag], list[str]]]:
    """Read the risk tags, and beside them the words that are none."""
    text = cell_text(cell)
    if is_blank(text):
        return Parsed(value=([], []))
    words = [plain_name(w) for piece in split_list(text) for w in piece.split()]
    known = [RiskTag(w) for w in words if w in {tag.value for tag in RiskTag}]
    unknown = [w for w in words if w and w not in {tag.value for tag in RiskTag}]
    notes = (f"不认识的风险标签“{'、'.join(unknown)}”，已记入备注",) if unknown else ()
    return Parsed(value=(known, unknown), notes=notes)
