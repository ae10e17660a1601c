"""What looks like personal data although nobody registered it, and how addresses are cited."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rules.redaction import HAN, REPLACED_BY, Kind, apart, fold

# Separators as people type them.
_GAP = "[ -]?"
_PLACE = rf"(?:(?![的对于在住位将把及与和即]){HAN.pattern}){{1,10}}"
_NUMBER = "[0-9一二三四五六七八九十百]+"
_ESTATE = "(?:小区|新村|花园|家园|公寓|社区)"
_PLATE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_HOUSE_PARTS = "(?: ?[0-9A-Za-z一二三四五六七八九十]+ ?(?:栋|幢|号楼|座|单元|层|楼|室|号|户))*"
PATTERNS: Mapping[Kind, tuple[re.Pattern[str], ...]] = {
    Kind.ID_NUMBER: (
        re.compile(rf"(?<![0-9A-Za-z])(?:[0-9]{_GAP}){{17}}[0-9Xx](?![0-9A-Za-z])"),
        re.compile("(?<![0-9A-Za-z])[0-9]{15,19}(?![0-9A-Za-z])"),
        re.compile("[0-9]{6}[*]{4,}[0-9Xx]{2,4}"),
        re.compile(f"[{_PLATE}][A-Z][A-Z0-9]{{5,6}}(?![A-Z0-9])"),
    ),
    Kind.PHONE: (
        re.compile(f"(?<![0-9])(?:[+]?86{_GAP})?1[3-9][0-9](?:{_GAP}[0-9]){{8}}(?![0-9])"),
        re.compile("(?<![0-9])0[0-9]{2,3}[ -]?[0-9]{7,8}(?![0-9])"),
        re.compile("[0-9]{3}[*]{4}[0-9]{4}"),
        re.compile("[0-9A-Za-z_.+-]+@[0-9A-Za-z-]+(?:[.][0-9A-Za-z-]+)+"),
    ),
    Kind.ADDRESS: (
        re.compile(f"{_PLACE}(?:路|街|巷|弄|大道|胡同) ?{_NUMBER} ?号{_HOUSE_PARTS}"),
        re.compile(f"{_PLACE}{_ESTATE} ?{_NUMBER} ?(?:栋|幢|号|座|单元){_HOUSE_PARTS}"),
        re.compile(f"{_PLACE}村(?:民?委会)?{_NUMBER}组(?: ?[0-9]+ ?号)?"),
    ),
}
# Full-width signs of numbers and addresses, one for one, so that places stay what they are.
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_HALF |= {code: code - 0xFEE0 for code in (*range(0xFF41, 0xFF5B), 0xFF0A, 0xFF0B, 0xFF0E, 0xFF20)}
_HALF |= dict.fromkeys((0x3000, 0xA0), 0x20) | dict.fromkeys((0xFF0D, *range(0x2010, 0x2016)), 0x2D)


def looks_personal(text: str, protected: Sequence[str] = ()) -> Iterator[tuple[Kind, str]]:
    """What in a text looks like a number, an address or a way of contact."""
    for part in apart(text, protected)[::2]:
        for kind, start, end in _seen(part):
            yield kind, part[start:end]


def hide_patterns(text: str, protected: Sequence[str] = ()) -> str:
    """Put out of sight whatever looks like a number, an address or a way of contact."""
    parts = apart(text, protected)
    parts[::2] = map(_hidden, parts[::2])
    return "".join(parts)


def _hidden(text: str) -> str:
    pieces, last = [], 0
    for kind, start, end in sorted(_seen(text), key=lambda seen: (seen[1], -seen[2])):
        if start >= last:
            pieces += [text[last:start], REPLACED_BY[kind]]
            last = end
    return "".join([*pieces, text[last:]])


def _seen(text: str) -> Iterator[tuple[Kind, int, int]]:
    plain = text.translate(_HALF)
    for kind, patterns in PATTERNS.items():
        for pattern in patterns:
            for found in pattern.finditer(plain):
                yield kind, found.start(), found.end()


ADMINISTRATIVE = re.compile(
    "^(?:[^省市区县]{2,8}(?:省|自治区))?(?:[^市]{1,8}(?:市|自治州|盟))?"
    "(?:[^区县旗]{1,8}(?:区|县|旗))?(?:[^街镇乡]{1,8}(?:街道办事处|街道|镇|乡))?"
)
HOUSE = re.compile("^.*?[0-9]+(?:号|组)")
SHORTEST_PLACE = 4


def address_variants(address: str) -> tuple[str, ...]:
    """An address as it may be cited: whole, without province and city, and up to the house.

    Down to the county it is no personal datum.
    """
    whole = fold(address, Kind.ADDRESS).text
    local = ADMINISTRATIVE.sub("", whole)
    house = HOUSE.match(local)
    found = (whole, local, house[0] if house else "")
    return tuple(
        dict.fromkeys(
            each
            for each in found
            if local and (re.search("[0-9]", each) or len(each) >= SHORTEST_PLACE)
        )
    )
