"""Which faces letters are set in, and which characters none of them has."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from unicodedata import category

import typst

from tasks.rendering.coverage import characters_of
from tasks.rendering.errors import FontError


class Role(StrEnum):
    """The five faces of GB/T 9704."""

    BODY = "body"
    KAI = "kai"
    HEI = "hei"
    TITLE = "title"
    SONG = "song"


# Typst knows a face by its English family name only. The office's own fonts come first.
PREFERRED: Mapping[Role, tuple[str, ...]] = {
    Role.BODY: (
        "FangSong_GB2312",
        "FangSong",
        "STFangsong",
        "FZFangSong-Z02S",
        "FZFangSong-Z02",
        "FandolFang R",
    ),
    Role.KAI: ("KaiTi_GB2312", "KaiTi", "STKaiti", "FZKai-Z03S", "FandolKai"),
    Role.HEI: ("SimHei", "STHeiti", "FZHei-B01S", "FandolHei"),
    Role.TITLE: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "FandolSong"),
    Role.SONG: ("SimSun", "STSong", "FandolSong"),
}
# Faces with the rare characters of names, then any face that knows Chinese.
RARE = (
    "BabelStone Han",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "HanaMinA",
    "HanaMinB",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "LXGW WenKai",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
COMMON_CHINESE = frozenset(map(ord, "人民法院行政争议调解诉讼"))
# Variation selectors choose a form of the character before them and have no glyph of their own.
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Typefaces:
    """The faces found: a chain of families for every role, and what they cover together."""

    chains: Mapping[Role, tuple[str, ...]]
    characters: frozenset[str]
    bold_characters: frozenset[str]
    source: typst.Fonts

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that no face can print, once each, in order."""
        return tuple(char for char in dict.fromkeys(text) if not self._prints(char))

    def rare(self, text: str) -> str:
        """Return the characters that bold text must borrow from another face, sorted."""
        known = self.bold_characters
        return "".join(sorted(char for char in set(text) - known if char > "~"))

    def _prints(self, char: str) -> bool:
        if char in self.characters:
            return True
        return char.isspace() or any(ord(char) in run for run in SELECTORS)


def font_directory() -> Path:
    """Return FUYUAN_FONTS, or else the folder `fonts` of FUYUAN_HOME (./data)."""
    if named := os.environ.get("FUYUAN_FONTS"):
        return Path(named)
    return Path(os.environ.get("FUYUAN_HOME") or "data") / "fonts"


def typefaces(directory: Path | None = None) -> Typefaces:
    """Return the faces to set letters in. Raises FontError if none knows Chinese."""
    wanted = directory or font_directory()
    # Every letter asks several times; to resolve a path is to ask the disk for each part of it.
    return _typefaces(wanted if wanted.is_absolute() else wanted.resolve())


@lru_cache(maxsize=8)
def _typefaces(directory: Path) -> Typefaces:
    # A face in the office's own folder and one of the system count alike: the role decides.
    paths = [str(directory)] if directory.is_dir() else []
    source = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=paths)
    files = _files_by_family(source)
    fallbacks = tuple(family for family in RARE if family in files)
    found = {role: _present(names, files) for role, names in PREFERRED.items()}
    if not found[Role.BODY] and not fallbacks:
        fallbacks = _any_chinese(files)
    everything = tuple(dict.fromkeys((*found[Role.BODY], *fallbacks)))
    if not everything:
        raise FontError(_advice(directory))
    chains = {role: tuple(dict.fromkeys(names + everything)) for role, names in found.items()}
    bold = (_union(found[role][:1], files) for role in (Role.HEI, Role.TITLE))
    return Typefaces(
        chains=chains,
        # A private-use code means another character in every face.
        characters=frozenset(
            char for char in map(chr, _union(everything, files)) if category(char) != "Co"
        ),
        bold_characters=frozenset(map(chr, frozenset.intersection(*bold))),
        source=source,
    )


def _files_by_family(source: typst.Fonts) -> dict[str, tuple[Path, int]]:
    files: dict[str, tuple[Path, int]] = {}
    for face in source.fonts():
        if face.path:
            files.setdefault(face.family, (Path(face.path), face.index))
    return files


def _present(names: Iterable[str], files: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in names if name in files)


def _any_chinese(files: Mapping[str, tuple[Path, int]]) -> tuple[str, ...]:
    families = sorted(files)
    return tuple(name for name in families if characters_of(*files[name]) >= COMMON_CHINESE)


def _union(families: Iterable[str], files: Mapping[str, tuple[Path, int]]) -> frozenset[int]:
    return frozenset().union(*(characters_of(*files[family]) for family in families))


def _advice(directory: Path) -> str:
    return (
        f"没有找到可以打印中文的字体。请运行 python -m tasks.rendering.fonts --into {directory}，"
        "或者把仿宋、楷体、黑体、小标宋的 ttf/otf 文件放进该目录(或用 FUYUAN_FONTS 指定目录)"
    )
