"""Where the words of letters lie: the common ones, a region's, and this installation's own.

A region's files lie below `templates/regions/<region>/`, in the program's folder and, so that
nobody need touch that, in `FUYUAN_HOME`; the latter come first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from models.home import home_path

# The words that no region has changed: a region's code like any other, but one without overlays.
COMMON = "common"
REGIONS = "regions"
BASE_PREFIX, REGION_PREFIX = "!base/", "!region/"

_elsewhere: ContextVar[Path | None] = ContextVar("templates", default=None)


@contextmanager
def templates_at(folder: Path) -> Iterator[None]:
    """Read the common templates from another folder meanwhile, without what lies in FUYUAN_HOME."""
    token = _elsewhere.set(folder)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def root_or(default: Path) -> Path:
    """Return the folder of the common templates: `default`, unless `templates_at` says another."""
    return _elsewhere.get() or default


def own_folder() -> Path | None:
    """Return this installation's own folder of regions; None while reading elsewhere."""
    return None if _elsewhere.get() else home_path() / "templates" / REGIONS


def overlay_folders(region: str, root: Path) -> tuple[Path, ...]:
    """Return the folders whose files go before the common ones, the first first."""
    if region == COMMON:
        return ()
    own = own_folder()
    return (*((own / region,) if own else ()), root / REGIONS / region)


def find_file(name: str, region: str, root: Path) -> Path | None:
    """Return the file that a template's name means in a region, None if there is none.

    `!base/` before a name asks for the common file, `!region/` for the one of the program's folder.
    """
    places = (*overlay_folders(region, root), root)
    for prefix, fewer in ((BASE_PREFIX, 1), (REGION_PREFIX, 2)):
        if name.startswith(prefix):
            places, name = places[-fewer:], name.removeprefix(prefix)
    if ".." in name.split("/"):
        return None
    return next((place / name for place in places if (place / name).is_file()), None)


def load_file(name: str, *, region: str, root: Path) -> tuple[str, str, Callable[[], bool]] | None:
    """Return a template's text, its path, and a way to ask whether both are still so."""
    path = find_file(name, region, root)
    if path is None:
        return None
    changed = path.stat().st_mtime_ns

    def is_current() -> bool:
        return path == find_file(name, region, root) and path.stat().st_mtime_ns == changed

    return path.read_text(encoding="utf-8"), str(path), is_current


def shown(path: Path, root: Path) -> str:
    """Return a template's path as people know it: below its folder of templates."""
    own = own_folder()
    for above in (root, own.parent if own else root):
        if path.is_relative_to(above):
            return path.relative_to(above).as_posix()
    # Of words that were kept there is no file any more, but the name they had.
    return path.name if path.is_absolute() else path.as_posix()
