"""How Chinese letters write dates, money, numbers and lists."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DIGITS = "〇一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
WEEKDAYS = "一二三四五六日"
LARGEST_YUAN = 10**12
PARTS_OF_A_SENTENCE = re.compile(r"[。；;，,\s]+$")


def date_arabic(day: date) -> str:
    """2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_weekday(day: date) -> str:
    """2026年11月21日（星期六）."""
    return f"{date_arabic(day)}（星期{WEEKDAYS[day.weekday()]}）"


def date_hanzi(day: date) -> str:
    """二〇二六年十一月二十一日, the form of agreements and judgments."""
    year = "".join(DIGITS[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def iso(day: date) -> str:
    """2026-11-21, for the machine."""
    return day.isoformat()


def numeral(number: int) -> str:
    """1 → 一, 21 → 二十一; for counts from 1 to 99."""
    if not 1 <= number <= 99:  # noqa: PLR2004 - a letter has no hundredth point
        message = f"中文序号只到九十九，得到 {number}"
        raise ValueError(message)
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


def level1(number: int) -> str:
    """一、."""
    return f"{numeral(number)}、"


def level2(number: int) -> str:
    """（一）."""
    return f"（{numeral(number)}）"


def joined(names: Iterable[str], mark: str = "、") -> str:
    """甲、乙、丙."""
    return mark.join(names)


def money(amount: Decimal) -> str:
    """12,345.60, in yuan and fen."""
    return f"{_fen(amount):,}"


def money_capitals(amount: Decimal) -> str:
    """人民币壹万贰仟叁佰肆拾伍元陆角整: the form that cannot be altered."""
    yuan, fen = divmod(int(_fen(amount) * 100), 100)
    if not 0 <= yuan < LARGEST_YUAN:
        message = f"金额超出大写范围：{amount}"
        raise ValueError(message)
    jiao, fen = divmod(fen, 10)
    whole = f"{_capital_integer(yuan)}元" if yuan else ""
    tail = f"{CAPITALS[jiao]}角" if jiao else ("零" if whole and fen else "")
    tail += f"{CAPITALS[fen]}分" if fen else "整"
    return f"人民币{whole or ('' if jiao or fen else '零元')}{tail}"


def share(part: int, whole: int) -> str:
    """2 of 3 → 66.67%; a share of nothing is no 0% but —."""
    if whole == 0:
        return "—"
    percent = Decimal(part) * 100 / whole
    return f"{percent.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"


def lines(text: str) -> list[str]:
    """Return the lines of a text that a person typed, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def stripped(text: str) -> str:
    """Return a clause without its final mark, so that the template can set its own."""
    return PARTS_OF_A_SENTENCE.sub("", text)


def _fen(amount: Decimal) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _capital_integer(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    for place in reversed(range(len(groups))):
        words += _capital_group(groups[place], leading=not words, place=place)
    return re.sub("零+", "零", words).rstrip("零")


def _capital_group(group: int, *, leading: bool, place: int) -> str:
    if group == 0:
        return "" if leading else "零"
    words = ""
    for unit, digit in zip(("仟", "佰", "拾", ""), f"{group:04d}", strict=True):
        words += f"{CAPITALS[int(digit)]}{unit}" if digit != "0" else "零"
    words = re.sub("零+", "零", words).rstrip("零")
    return (words.lstrip("零") if leading else words) + ("", "万", "亿")[place]


FILTERS = {
    "date": date_arabic,
    "date_weekday": date_weekday,
    "date_hanzi": date_hanzi,
    "iso": iso,
    "numeral": numeral,
    "level1": level1,
    "level2": level2,
    "joined": joined,
    "money": money,
    "money_capitals": money_capitals,
    "share": share,
    "lines": lines,
    "stripped": stripped,
}
