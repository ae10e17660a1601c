"""Templates as they were: at a revision of the program, or with a hash that a letter carries."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from tasks.errors import FuyuanError
from tasks.rendering import RenderingError
from tasks.rendering.template_files import COMMON, templates_at
from tasks.rendering.words import template_hash, templates_root

SHORTEST_HASH = 7


def find_revision(named: str, template: str, region: str) -> str:
    """The commit that a name means: a revision of git, or the hash of a template in its history.

    Raises FuyuanError.
    """
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
    if found is not None:
        return found.decode().strip()
    wanted = named.lower()
    if len(wanted) >= SHORTEST_HASH and not set(wanted) - set("0123456789abcdef"):
        for revision in _history():
            if _has_hash(revision, wanted, template, region):
                return revision
    message = (
        f"“{named}”既不是地区代码，也不是程序库里的版本，历次模板里也没有这个哈希"
        "（数据目录里的地区模板不在程序库里，找不到以前的写法）"
    )
    raise FuyuanError(message)


@contextmanager
def templates_of(revision: str) -> Iterator[None]:
    """Read all templates as they were at a revision meanwhile. Raises FuyuanError."""
    root = templates_root()
    packed = _git("archive", "--format=tar", revision, "--", root.name)
    if packed is None:
        message = f"版本 {revision} 里没有模板"
        raise FuyuanError(message)
    with tempfile.TemporaryDirectory(prefix="fuyuan-templates-") as folder:
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        with templates_at(Path(folder) / root.name):
            yield


def _has_hash(revision: str, wanted: str, template: str, region: str) -> bool:
    try:
        with templates_of(revision):
            hashes = [template_hash(template, region=each) for each in (region, COMMON)]
    except (RenderingError, FuyuanError):
        return False  # The template was not there yet, or was broken.
    return any(each.startswith(wanted) for each in hashes)


def _history() -> list[str]:
    found = _git("log", "--format=%H", "--", templates_root().name)
    return (found or b"").decode().split()


def _git(*arguments: str) -> bytes | None:
    """Run git where the program lies; None if it says no. Raises FuyuanError if it is not there."""
    command = ("git", "-C", str(templates_root().parent), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        message = "这台机器没有 git，不能与以前的版本比较；可以与另一地区比较（--against 地区代码）"
        raise FuyuanError(message) from None
    return done.stdout if done.returncode == 0 else None
