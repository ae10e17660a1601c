"""Personal data in text: found however it is spaced or written, and put out of sight.

Names are hidden as 《最高人民法院关于人民法院在互联网公布裁判文书的规定》第九条 says: the surname
and 某, of a minority's or a foreigner's name the first sign, equal ones told apart by Arabic
numbers; numbers, addresses and ways of contact are left out (第十条). 法释〔2016〕19号 was read
through a mirror, not compared with the original.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What kind of personal datum it is."""

    NAME = "姓名"
    ID_NUMBER = "证件号码"
    PHONE = "联系方式"
    ADDRESS = "住址"


REPLACED_BY: Mapping[Kind, str] = {
    Kind.ID_NUMBER: "〔证件号码略〕",
    Kind.PHONE: "〔联系方式略〕",
    Kind.ADDRESS: "〔住址略〕",
}
# Signs that people put into a datum, or lines do, without making it another one.
SPACING = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn"})
DROPPED: Mapping[Kind, frozenset[str]] = {
    Kind.NAME: frozenset("·•‧∙・･⋅"),
    Kind.ID_NUMBER: frozenset("-‐‑–—_.·"),
    Kind.PHONE: frozenset("-‐‑–—_.·()+/"),
    Kind.ADDRESS: frozenset("-‐‑–—,、()。"),
}
_COMPOUND = (
    "欧阳司马诸葛上官夏侯东方皇甫尉迟公孙慕容令狐长孙宇文司徒司空独孤南宫端木"
    "百里呼延澹台申屠轩辕赫连西门钟离闻人濮阳淳于单于万俟太史公冶仲孙鲜于拓跋"
    "左丘"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ALREADY_HIDDEN = re.compile(r".{1,2}某+[0-9]*")
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Datum:
    """Something that tells who somebody is: `whose` names the person by role, never by name."""

    kind: Kind
    text: str
    whose: str

    @property
    def folded(self) -> str:
        """The datum as it is searched for."""
        return _folded(self.text, self.kind)

    @property
    def label(self) -> str:
        """What it is, for a message that must not tell it."""
        return f"{self.whose}的{self.kind}"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what may stand inside a datum; `origins` are places in the text itself."""

    text: str
    origins: tuple[int, ...]


@lru_cache(maxsize=64)  # The same text is searched for every datum; it may be a whole file.
def fold(text: str, kind: Kind) -> Folded:
    """Write a text in one way: half width, small letters, no spaces, no ornaments of its kind."""
    signs: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKC", sign).casefold():
            if unicodedata.category(plain) in SPACING or plain in DROPPED[kind]:
                continue
            signs.append(plain)
            origins.append(place)
    return Folded("".join(signs), tuple(origins))


@lru_cache(maxsize=20_000)
def _folded(text: str, kind: Kind) -> str:
    return fold(text, kind).text


def occurrences(datum: Datum, text: str) -> list[tuple[int, int]]:
    """Where a datum stands in a text: start and end, however it is written."""
    wanted, folded = datum.folded, fold(text, datum.kind)
    if not wanted:
        return []
    found = []
    start = folded.text.find(wanted)
    while start >= 0:
        last = start + len(wanted) - 1
        found.append((folded.origins[start], folded.origins[last] + 1))
        start = folded.text.find(wanted, last + 1)
    return found


class Replacer:
    """Replaces data in texts, the longest first; what is protected is left as it stands."""

    def __init__(
        self, replacements: Sequence[tuple[Datum, str]], protected: Sequence[str] = ()
    ) -> None:
        """Prepare for many texts: a case may have a thousand parties."""
        longest_first = sorted(replacements, key=lambda pair: -len(pair[0].folded))
        self._prepared = [(datum.folded, datum, alias) for datum, alias in longest_first]
        self._protected = protected

    def replace(self, text: str) -> str:
        """The text with each datum replaced."""
        return "".join(
            part if is_kept else self._replaced(part)
            for part, is_kept in _kept(apart(text, self._protected))
        )

    def _replaced(self, text: str) -> str:
        for folded, datum, alias in self._prepared:
            if folded in fold(text, datum.kind).text:
                text = _replaced(text, datum, alias)
        return text


def apart(text: str, protected: Sequence[str]) -> list[str]:
    """Split a text so that every second part is a protected phrase."""
    expression = _any_of(tuple(protected))
    return expression.split(text) if expression else [text]


@lru_cache(maxsize=16)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, set(phrases)), key=lambda each: (-len(each), each))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})") if longest_first else None


def _kept(parts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for place, part in enumerate(parts):
        yield part, place % 2 == 1


def without(text: str, protected: Sequence[str]) -> str:
    """A text whose protected phrases are gone, and what stood around them kept apart."""
    return "\ue012".join(apart(text, protected)[::2])


def _replaced(text: str, datum: Datum, alias: str) -> str:
    pieces, last = [], 0
    for start, end in occurrences(datum, text):
        pieces += [text[last:start], alias]
        last = end
    return "".join([*pieces, text[last:]]) if pieces else text


def aliases(names: Sequence[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """What each name is called in public: 周某, or 周某1, 周某2 where several would be called so.

    No alias is, or holds, one of the names, or what is `taken`.
    """
    stems: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        stems.setdefault(_stem(name), []).append(name)
    forbidden = {fold(name, Kind.NAME).text for name in (*names, *taken)}
    found: dict[str, str] = {}
    for stem, those in stems.items():
        free = _free(stem, forbidden, is_alone=len(those) == 1)
        found |= {name: next(free) for name in those}
    return found


def _free(stem: str, forbidden: set[str], *, is_alone: bool) -> Iterator[str]:
    candidates = (f"{stem}{number}" for number in range(1, 10_000))
    for alias in (stem, *candidates) if is_alone else candidates:
        if not any(name in fold(alias, Kind.NAME).text for name in forbidden):
            yield alias


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip()
    if plain[:2] in COMPOUND_SURNAMES and len(plain) > len("欧阳"):
        return f"{plain[:2]}某"
    first = plain[:1]
    return f"{first}某" if HAN.match(first) else first.upper()
