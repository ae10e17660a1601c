"""What changed between two texts, word by word; Chinese has no spaces to tell words by."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

# What is read as one: a date, an article, the name of a law, a number or a Latin word.
TOKEN = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|第[〇一二三四五六七八九十百]+[条款项]|《[^《》]{1,40}》"
    r"|[A-Za-z0-9.,%:/_-]+|.",
    re.DOTALL,
)
# Shared signs between two changes that are too few to be a word that stayed.
TOO_FEW = 2
# Below this two lines are not the same line changed, but another one.
ALIKE = 0.35


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line."""

    kind: Kind
    text: str


Line = tuple[Piece, ...]


def diff_lines(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """All lines of both texts in order; a changed line has pieces of all kinds."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Line] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        old, new = before[start:end], after[other_start:other_end]
        if tag == "equal":
            found += [(Piece(Kind.SAME, line),) for line in old]
        else:
            found += _changed(old, new)
    return found


def is_changed(line: Line) -> bool:
    """Whether anything in the line changed."""
    return any(piece.kind is not Kind.SAME for piece in line)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    removed: list[Line] = []
    added: list[Line] = []
    for before, after in zip_longest(old, new):
        if before is not None and after is not None and _is_alike(before, after):
            yield from (*removed, *added)
            removed, added = [], []
            yield tuple(_pieces(before, after))
            continue
        removed += [(Piece(Kind.REMOVED, before),)] if before is not None else []
        added += [(Piece(Kind.ADDED, after),)] if after is not None else []
    yield from (*removed, *added)


def _is_alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= ALIKE


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    removed = added = ""
    for place, (tag, start, end, other_start, other_end) in enumerate(codes):
        words, others = "".join(old[start:end]), "".join(new[other_start:other_end])
        is_between = 0 < place < len(codes) - 1
        if tag == "equal" and not (is_between and len(words) < TOO_FEW):
            yield from _both(removed, added)
            removed = added = ""
            yield Piece(Kind.SAME, words)
        else:
            removed += words
            added += others
    yield from _both(removed, added)


def _both(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)
