"""The drop folder: a file that has come to rest is taken in and moved, with a report beside it.

A file in `inbox/` is read as everybody writes; one in `inbox/<source>/` with that source's mapping.
"""

import errno
import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuyuan.importing import DEFAULT_REGION, Imported, import_file
from models.home import folder
from tasks import clock
from tasks.errors import FuyuanError
from tasks.intake import UnreadableFile, write_report_xlsx
from tasks.intake.mapping import RESERVED, source_name

SUFFIXES = frozenset({".xlsx", ".xls", ".csv", ".json"})
AT_REST_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A file that was dropped, and whose it is."""

    path: Path
    source: str


def take_in_dropped_files() -> int:
    """Import what lies in `inbox/`; returns how many files went to `done/` or `rejected/`.

    A file that fails for a reason outside itself (no ledger, no such region) stays and keeps none
    of the others; the first such error is raised when all were tried.
    """
    settled, failed = 0, None
    for dropped in _dropped():
        try:
            settled += _take_in(dropped)
        except Exception as error:  # noqa: BLE001  (raised below: the others come first)
            failed = failed or error
    if failed:
        raise failed
    return settled


def _dropped() -> Iterator[Dropped]:
    for path in sorted(folder("inbox").iterdir()):
        if path.is_dir() and path.name not in RESERVED and _is_source(path.name):
            inside = sorted(path.iterdir())
            yield from (Dropped(path=p, source=path.name) for p in inside if _is_ready(p))
        elif _is_ready(path):
            yield Dropped(path=path, source="")


def _is_source(name: str) -> bool:
    try:
        return source_name(name) == name
    except FuyuanError:
        return False


def _is_ready(path: Path) -> bool:
    # Office programs write lock files beside, and network copies grow for a while.
    is_ours = path.suffix.lower() in SUFFIXES and not path.name.startswith(("~", "."))
    if not is_ours or not path.is_file():
        return False
    # A copy may carry the time of its original; the time of the last change to the entry is ours.
    changed = max(path.stat().st_mtime, path.stat().st_ctime)
    return time.time() - changed >= AT_REST_SECONDS and not is_being_written(path)


def is_being_written(path: Path) -> bool:
    """Whether a program on this machine has the file open for writing, however slowly it writes.

    Where the system cannot tell (a network folder, another system), only the time of rest decides.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        with path.open("rb") as file:
            # Whoever opens it in this instant is announced by a signal, whose default would end us.
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            # A lease for reading is granted only while nobody has the file open for writing.
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


def _take_in(dropped: Dropped) -> bool:
    region = os.environ.get("FUYUAN_REGION", DEFAULT_REGION)
    path = dropped.path
    try:
        imported = import_file(path, region=region, source=dropped.source)
    except (UnreadableFile, FuyuanError) as refused:
        kept = _place(dropped, "rejected")
        _beside(kept, ".说明.txt").write_text(f"{refused}\n", encoding="utf-8")
    else:
        # Of a file that came back whole nothing is done; its report marks what is wrong.
        kept = _place(dropped, "done" if imported.is_of_use else "rejected")
        # Before the file leaves: a program that dies here takes it in again, and all is known.
        _report(imported, path, kept)
    _move(path, kept)
    return True


def _report(imported: Imported, path: Path, kept: Path) -> None:
    _beside(kept, ".结果.txt").write_text(f"{imported.as_text()}\n", encoding="utf-8")
    write_report_xlsx(imported.reading, path, _beside(kept, ".结果.xlsx"))


def _beside(kept: Path, ending: str) -> Path:
    # The whole name stays: a.xlsx and a.csv dropped together keep a report each.
    return kept.with_name(f"{kept.name}{ending}")


def _place(dropped: Dropped, name: str) -> Path:
    """Where a settled file goes: never over another."""
    target = folder(f"inbox/{name}/{dropped.source}".rstrip("/"))
    stamp = f"{clock.now():%Y%m%d-%H%M%S}"
    place, again = target / f"{stamp}-{dropped.path.name}", 1
    while place.exists():
        again += 1
        place = target / f"{stamp}-{again}_{dropped.path.name}"
    return place


def _move(path: Path, kept: Path) -> None:
    shutil.move(path, kept)
