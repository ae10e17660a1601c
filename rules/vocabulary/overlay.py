"""Overlay files of the calendar: a newly announced year, or a correction of a known one."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rules.vocabulary.festival import SATURDAY, statutory_holidays

_DECEMBER = 12


class OverlayError(ValueError):
    """An overlay file that cannot be trusted; nothing is computed from it."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"历法文件 {path.name} 有误：{reason}")


class _OverlayFile(BaseModel):
    """The fields of the TOML file, as `rules/calendars/README.md` explains them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int = Field(ge=2004, le=2100)
    kind: Literal["notice", "revision"]
    revision: int = Field(default=1, ge=1)
    source: str = Field(min_length=1)
    announced_on: date | None = None
    rest_days: dict[str, list[date]] = Field(default_factory=dict)
    working_weekends: list[date] = Field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One checked overlay file."""

    path: Path
    year: int
    is_revision: bool
    revision: int
    rest_days: Mapping[date, str]
    working_weekends: frozenset[date]
    source: str
    version: str


def read_overlays(directory: Path) -> tuple[Overlay, ...]:
    """Read every `*.toml` of a directory; a missing directory or bad file is an error."""
    if not directory.is_dir():
        raise OverlayError(directory, "历法目录不存在")
    return tuple(read_overlay(path) for path in sorted(directory.glob("*.toml")))


def read_overlay(path: Path) -> Overlay:
    """Read one file and refuse what could silently pass for a year without holidays."""
    content = path.read_bytes()
    try:
        fields = _OverlayFile.model_validate(tomllib.loads(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OverlayError(path, f"不是合法的TOML：{error}") from error
    except ValidationError as error:
        raise OverlayError(path, _explain(error)) from error
    overlay = Overlay(
        path=path,
        year=fields.year,
        is_revision=fields.kind == "revision",
        revision=fields.revision,
        rest_days={day: name for name, days in fields.rest_days.items() for day in days},
        working_weekends=frozenset(fields.working_weekends),
        source=fields.source,
        version=f"{path.name}@{hashlib.sha256(content).hexdigest()[:12]}",
    )
    _check(overlay)
    return overlay


def _check(overlay: Overlay) -> None:
    both = overlay.rest_days.keys() & overlay.working_weekends
    if both:
        raise OverlayError(overlay.path, f"{min(both)}既列为休假日又列为上班日")
    listed = (*overlay.rest_days, *overlay.working_weekends)
    strays = [day for day in listed if not _belongs(day, overlay.year)]
    if strays:
        raise OverlayError(overlay.path, f"{strays[0]}不属于{overlay.year}年安排（含上年12月）")
    weekdays = [day for day in overlay.working_weekends if day.weekday() < SATURDAY]
    if weekdays:
        raise OverlayError(overlay.path, f"{min(weekdays)}不是周末，不应列为调休上班日")
    if not overlay.is_revision:
        _check_complete(overlay)
    elif not listed:
        raise OverlayError(overlay.path, "修订文件没有任何日期")


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == _DECEMBER)


def _check_complete(overlay: Overlay) -> None:
    """Hold a notice to at least the statutory days; an empty file is no year without holidays."""
    missing = statutory_holidays(overlay.year).keys() - overlay.rest_days.keys()
    if missing:
        name = statutory_holidays(overlay.year)[min(missing)]
        raise OverlayError(overlay.path, f"缺少法定假日{min(missing)}（{name}），安排不完整")


def _explain(error: ValidationError) -> str:
    return "；".join(
        f"{'.'.join(str(part) for part in item['loc'])}：{_REASONS.get(item['type'], item['msg'])}"
        for item in error.errors()
    )


_REASONS = {
    "extra_forbidden": "未知的键",
    "missing": "缺少",
    "literal_error": "只能是 notice 或 revision",
}
