"""The calendar of this installation: the national one and the holiday notices adopted here.

Neither Prefect nor the database is needed to read it, so that counting a deadline stays quick.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from models.home import home_path
from rules.vocabulary.calendar import (
    OVERLAY_DIRECTORY,
    Calendar,
    load_calendar,
    national_calendar,
)
from rules.vocabulary.festival import SATURDAY
from rules.vocabulary.overlay import Overlay, OverlayError, read_overlays

FOLDER = "calendars"
VERSION_LENGTH = 100
_Listing = tuple[tuple[str, int, int, int], ...]
_proposed: ContextVar[Calendar | None] = ContextVar("proposed calendar", default=None)


def current_calendar() -> Calendar:
    """The calendar that dates are computed with now; the same object while no file changes.

    Raises OverlayError, with the remedy, on a file that cannot be trusted: no date is then
    computed, rather than one that passes over an announced holiday.
    """
    return _proposed.get() or _loaded(adopted_folder(), _listing(adopted_folder()))


@contextmanager
def proposed(calendar: Calendar) -> Iterator[None]:
    """Within the block, in this thread, this calendar is the current one."""
    token = _proposed.set(calendar)
    try:
        yield
    finally:
        _proposed.reset(token)


def adopted_folder() -> Path:
    """Where the adopted files lie; the folder is there once the first is."""
    return home_path() / FOLDER


def adopted() -> tuple[Overlay, ...]:
    """The notices adopted in this installation."""
    return read_overlays(adopted_folder()) if adopted_folder().is_dir() else ()


@lru_cache(maxsize=4)
def _loaded(directory: Path, listing: _Listing) -> Calendar:
    if not listing:
        return national_calendar()
    try:
        return assembled(directory)
    except OverlayError as error:
        if error.path.parent != directory:
            raise
        remedy = f"期限暂停计算，请放回录入时的原文件，或将 {error.path} 移出该目录后重新录入"
        raise OverlayError(error.path, f"{error.reason}。{remedy}") from error


def _listing(directory: Path) -> _Listing:
    """Which files lie there, each with what changes when it does."""
    try:
        with os.scandir(directory) as entries:
            found = [(entry.name, entry.stat()) for entry in entries]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise OverlayError(directory, f"读不了这个目录（{error.strerror}）") from error
    return tuple(
        (name, stat.st_ino, stat.st_mtime_ns, stat.st_size)
        for name, stat in sorted(found)
        if name.endswith(".toml")
    )


def assembled(directory: Path) -> Calendar:
    """The calendar with the files of one folder; two notices for a year have to agree."""
    calendar = load_calendar(OVERLAY_DIRECTORY, directory)
    notices: dict[int, Overlay] = {}
    for overlay in (*read_overlays(OVERLAY_DIRECTORY), *read_overlays(directory)):
        if overlay.is_revision:
            continue
        other = notices.setdefault(overlay.year, overlay)
        if strays := _arranged(other) ^ _arranged(overlay):
            message = f"{min(strays)}与 {other.path.name} 的安排不一致"
            raise OverlayError(overlay.path, message)
    return replace(calendar, version=_kept(calendar.version))


def _kept(version: str) -> str:
    """The version as the ledger has room for it: many files are told by one digest."""
    if len(version) <= VERSION_LENGTH:
        return version
    library, *files = version.split(" + ")
    return f"{library} + {len(files)}份文件@{sha256(version.encode()).hexdigest()[:12]}"


def _arranged(overlay: Overlay) -> frozenset[date]:
    """The days that are not what their weekday says; a rest day at the weekend goes unsaid."""
    resting = {day for day in overlay.rest_days if day.weekday() < SATURDAY}
    return overlay.working_weekends | resting
