"""The drop folder: a file that has come to rest is taken in and moved, with a report beside it."""

import os
import shutil
import time
from pathlib import Path

from fuyuan.importing import DEFAULT_REGION, Imported, import_file
from models.home import folder
from tasks import clock
from tasks.intake import UnreadableFile, write_report_xlsx

SUFFIXES = frozenset({".xlsx", ".csv", ".json"})
AT_REST_SECONDS = 3.0


def take_in_dropped_files() -> int:
    """Import what lies in `inbox/`; returns how many files went to `done/` or `rejected/`."""
    return sum(_take_in(path) for path in sorted(folder("inbox").iterdir()) if _is_ready(path))


def _is_ready(path: Path) -> bool:
    # Office programs write lock files beside, and network copies grow for a while.
    is_ours = path.suffix.lower() in SUFFIXES and not path.name.startswith(("~", "."))
    if not is_ours or not path.is_file():
        return False
    return time.time() - path.stat().st_mtime >= AT_REST_SECONDS


def _take_in(path: Path) -> bool:
    region = os.environ.get("FUYUAN_REGION", DEFAULT_REGION)
    try:
        imported = import_file(path, region=region)
    except UnreadableFile as unreadable:
        kept = _move(path, "rejected")
        _beside(kept, ".说明.txt").write_text(f"{unreadable}\n", encoding="utf-8")
        return True
    kept = _move(path, "done")
    _report(imported, kept)
    return True


def _report(imported: Imported, kept: Path) -> None:
    _beside(kept, ".结果.txt").write_text(f"{imported.as_text()}\n", encoding="utf-8")
    write_report_xlsx(imported.reading, kept, _beside(kept, ".结果.xlsx"))


def _beside(kept: Path, ending: str) -> Path:
    # The whole name stays: a.xlsx and a.csv dropped together keep a report each.
    return kept.with_name(f"{kept.name}{ending}")


def _move(path: Path, name: str) -> Path:
    target = folder(f"inbox/{name}") / f"{clock.now():%Y%m%d-%H%M%S}-{path.name}"
    return Path(shutil.move(path, target))
