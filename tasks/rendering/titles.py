"""Where a long title breaks: lines of even length that end where a phrase ends."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

# A template marks the ends of its phrases with this; it is never printed.
PHRASE_END = "\u200b"
LINE_WIDTH = 20.0  # Characters of 二号 on a line of 156 mm.
# Weighing the lines costs with the square of their number; what is longer is no title any more.
MOST_LINES = 12
NO_LINE_STARTS_WITH = "的等、，。；：！？）》〉」』〕】”’)]},.;:!?·…—"
NO_LINE_ENDS_WITH = "（《〈「『〔【“‘([{"
OFFICE_ENDS = "局府院厅委会所县市区"
# Figures and Latin words stay whole.
TOGETHER = re.compile(r"[0-9A-Za-z.,\-]{2}")
COST_OF_A_LINE, COST_IN_A_PHRASE, COST_IN_AN_OFFICE = 12.0, 25.0, 60.0


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """Return the width in characters: a Chinese character is 1, a Latin one 0.5."""
    return sum([0.5 if _is_narrow(char) else 1.0 for char in text])


def balanced(title: str, *, width: float = LINE_WIDTH) -> tuple[str, ...]:
    """Break a title into few, even lines, at the ends of its phrases where that can be."""
    text = title.replace(PHRASE_END, "")
    if not width < width_of(text) <= MOST_LINES * width:
        return (text,)
    costs = _cut_costs(text, _phrase_ends(title))
    reach = tuple(accumulate(map(width_of, text), initial=0.0))
    fewest = int(-(-width_of(text) // width))
    choices = (_broken(reach, costs, count, width) for count in range(fewest, fewest + 2))
    costed = [choice for choice in choices if choice is not None]
    if not costed:
        return (text,)
    cuts = min(costed)[1]
    return tuple(text[start:end] for start, end in pairwise((0, *cuts, len(text))))


def _phrase_ends(title: str) -> frozenset[int]:
    ends, seen = set(), 0
    for phrase in title.split(PHRASE_END):
        seen += len(phrase)
        ends.add(seen)
    return frozenset(ends)


def _cut_costs(text: str, phrase_ends: frozenset[int]) -> dict[int, float]:
    """Return the places where a line may end, with what it costs to end there."""
    places = (cut for cut in range(1, len(text) + 1) if _may_cut(text, cut))
    return {cut: _cut_cost(text, cut, phrase_ends) for cut in places}


def _broken(
    reach: Sequence[float], costs: Mapping[int, float], count: int, width: float
) -> tuple[float, tuple[int, ...]] | None:
    """Return the cheapest way to break a text into `count` lines, with its cost."""
    target, end_of_text = reach[-1] / count, len(reach) - 1
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(1, count + 1):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in _line_ends(reach, start, width):
                if end not in costs or (end == end_of_text) is not (number == count):
                    continue
                ragged = (reach[end] - reach[start] - target) ** 2 + COST_OF_A_LINE
                total = cost + ragged + costs[end]
                if end not in following or total < following[end][0]:
                    following[end] = (total, (*cuts, end))
        best = following
    if end_of_text not in best:
        return None
    cost, cuts = best[end_of_text]
    return cost, cuts[:-1]


def _line_ends(reach: Sequence[float], start: int, width: float) -> range:
    """Return the places that a line from `start` can reach."""
    return range(start + 1, bisect_right(reach, reach[start] + width))


def _may_cut(text: str, cut: int) -> bool:
    if cut == len(text):
        return True
    before, after = text[cut - 1], text[cut]
    return (
        after not in NO_LINE_STARTS_WITH
        and before not in NO_LINE_ENDS_WITH
        and not TOGETHER.fullmatch(before + after)
    )


def _cut_cost(text: str, cut: int, phrase_ends: frozenset[int]) -> float:
    if cut in phrase_ends:
        return 0.0
    return COST_IN_A_PHRASE if text[cut - 1] in OFFICE_ENDS else COST_IN_AN_OFFICE


@lru_cache(maxsize=4096)
def _is_narrow(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("Na", "H", "N")
