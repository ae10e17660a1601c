"""What sets a letter beside its words and facts: versions, fonts, programs.

Each is named, so that a change of one of them can be told from a change of the letter.
"""

import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from tasks.rendering.faces import Typefaces, typefaces
from tasks.rendering.pdf import PROGRAM


@dataclass(frozen=True, slots=True)
class Engine:
    """The parts of an engine by name, each with its version or the hash of its content."""

    parts: Mapping[str, str]

    @property
    def hash(self) -> str:
        """The sha256 over every part."""
        written = json.dumps(self.parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()

    def changed_since(self, before: Mapping[str, str]) -> tuple[str, ...]:
        """The parts that differ from those of an earlier engine, in Chinese, with both versions."""
        names = sorted({*before, *self.parts})
        return tuple(
            f"{name} {_short(before.get(name))}→{_short(self.parts.get(name))}"
            for name in names
            if before.get(name) != self.parts.get(name)
        )


def current_engine() -> Engine:
    """The engine that would set a letter now. Raises FontError."""
    return Engine({**_programs(), **_fonts(typefaces())})


@cache
def _programs() -> Mapping[str, str]:
    return {
        "排版引擎typst": version("typst"),
        "版式gongwen.typ": _hash_of([PROGRAM.read_bytes()]),
        "DOCX底稿python-docx": version("python-docx"),
        "lxml": version("lxml"),
        "压缩库zlib": zlib.ZLIB_RUNTIME_VERSION,
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        # Among them what makes the form of a DOCX out of python-docx's empty one.
        "制作程序": _hash_of(path.read_bytes() for path in sorted(PROGRAM.parent.glob("*.py"))),
    }


def _fonts(faces: Typefaces) -> Mapping[str, str]:
    """Every face of the families that letters are set in, also the bold and the rare ones."""
    wanted = {family for chain in faces.chains.values() for family in chain}
    files: dict[str, set[str]] = {}
    for face in faces.source.fonts():
        if face.family in wanted and face.path:
            files.setdefault(face.family, set()).add(face.path)
    return {
        f"字体{family}": _hash_of(
            map(_content_hash, sorted(paths, key=lambda path: Path(path).name))
        )
        for family, paths in sorted(files.items())
    }


@lru_cache(maxsize=256)
def _content_hash(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _hash_of(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _short(value: str | None) -> str:
    return "无" if value is None else value[:12]
