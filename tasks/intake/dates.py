"""Read the dates that clerks write; what could mean two days is refused, never guessed."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from rules.cleaning import plain_number
from tasks.intake.mapping import ShortDates
from tasks.intake.tables import Cell
from tasks.intake.values import REMEMBERED, Parsed

CHINA = ZoneInfo("Asia/Shanghai")
EARLIEST, LATEST = date(1949, 10, 1), date(2099, 12, 31)
# Days that a spreadsheet counts from 1900 or 1904, seconds that Unix counts from 1970.
SERIALS = range(20_000, 75_000)
SECONDS = range(946_684_800, 4_102_444_800)
PIVOT = 50  # Two-digit years below it are of this century, the others of the last.
FULL_FORM = "写成2026年10月11日或者2026-10-11这样的完整日期"

_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "两": 2,
}
_HAN_UNITS = {"十": 10, "百": 100}
_HAN_YEAR = r"[〇零○O一二三四五六七八九]{4}"
_HAN_DAY = r"(?:[一二三]?十|[廿卅]|[〇零○])?[一二三四五六七八九]|[一二三]?十|[廿卅]"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_HAN_DATE = re.compile(
    rf"({_HAN_YEAR}|\d{{4}})\s*年\s*({_HAN_DAY}|\d{{1,2}})\s*月\s*({_HAN_DAY}|\d{{1,2}})\s*[日号]?"
)
_MARK, _END = r"(?:\s*[年月./\\\-–—·,、]\s*|\s+)", r"\s*[日号]?"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH_WORD = rf"({'|'.join(_MONTHS)})[A-Z]*\.?"
_DAY_MONTH = re.compile(rf"(\d{{1,2}})[\s-]*{_MONTH_WORD}[\s,-]*(\d{{4}}|\d{{2}})")
_MONTH_DAY = re.compile(rf"{_MONTH_WORD}\s*(\d{{1,2}})(?:ST|ND|RD|TH)?[\s,]+(\d{{4}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}}){_END}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}(\d{{4}})")
_SHORT_YEAR = re.compile(rf"(\d{{2}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}}){_END}")
_SHORT = re.compile(rf"(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?", re.ASCII)
_SHORT_COMPACT = re.compile(r"\d{6}", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})")
_CLOCK = re.compile(
    r"[T\s]*(上午|下午|晚上|早上|凌晨|中午)?\s*"
    r"(\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?|\d{1,2}时(\d{1,2}分?)?(\d{1,2}秒)?"
    r"|[一二三四五六七八九十]{1,3}[时点](半|整|[一二三四五六七八九十]{1,3}分)?)?\s*([AP]M)?$"
)
_WEEKDAY = re.compile(r"\s*\(?(星期|周|礼拜)[一二三四五六日天]\)?")
_INCOMPLETE = re.compile(
    r"\d{4}\s*[年./\-]\s*\d{1,2}\s*月?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{4}年?"
)


def read_date(
    cell: Cell, epoch: datetime = WINDOWS_EPOCH, short: ShortDates | None = None
) -> Parsed[date | None]:
    """Read a cell as one calendar day in China; blank is no date, nonsense is a problem.

    `short` is the order in which the source writes dates of two-digit years, if it told it.
    """
    match cell:
        case None:
            return Parsed(value=None)
        case bool():
            return _refuse("不是日期")
        case datetime():
            return _accept(_china_day(cell))
        case date():
            return _accept(cell)
        case int() | float():
            return _read_number(cell, epoch)
        case _:
            text = plain_number(str(cell))
            return _read_text(text, epoch, short) if text else Parsed(value=None)


def han_number(written: str) -> int:
    """Read 十二, 廿一, 一百二十 by their units, 二〇二六 digit by digit."""
    written = written.replace("廿", "二十").replace("卅", "三十")
    if not any(unit in written for unit in _HAN_UNITS):
        return int("".join(str(_HAN_DIGITS[c]) for c in written))
    total = digit = 0
    for c in written:
        if c in _HAN_UNITS:
            total, digit = total + (digit or 1) * _HAN_UNITS[c], 0
        else:
            digit = _HAN_DIGITS[c]
    return total + digit


@lru_cache(maxsize=REMEMBERED)
def _read_text(text: str, epoch: datetime, short: ShortDates | None) -> Parsed[date | None]:
    if found := _COMPACT.fullmatch(text):
        return _accept_one(_days([found.groups()]))
    if _SHORT_COMPACT.fullmatch(text):
        parts = int(text[:2]), int(text[2:4]), int(text[4:])
        return (
            _read_short(*parts, short) if short else _refuse("六位数字的日期有几种读法，不能确定")
        )
    if text.isascii() and text.isdigit() and len(text) <= len("1791676800000"):
        return _read_number(int(text), epoch)
    if _ZONED.fullmatch(text):
        return _read_zoned(text)
    plain = text.translate(_CAPITALS).lstrip("'").rstrip(".,")
    return _read_written(_CLOCK.sub("", _WEEKDAY.sub("", plain)).strip(), short)


def _read_zoned(text: str) -> Parsed[date | None]:
    try:
        return _accept(_china_day(datetime.fromisoformat(text)))
    except (ValueError, OverflowError):
        return _refuse("日期不存在")


def _read_written(text: str, short: ShortDates | None) -> Parsed[date | None]:
    for form, parts in _ONE_READING:
        if found := form.fullmatch(text):
            return _accept_one(_days([parts(*found.groups())]))
    if found := _SHORT_YEAR.fullmatch(text):
        year, month, day = map(int, found.groups())
        parsed = _accept_one(_days([(_century(year), month, day)]))
        return parsed.noting(f"两位年份按{_century(year)}年读取")
    if found := _YEAR_LAST.fullmatch(text) or _SHORT.fullmatch(text):
        first, middle, last = map(int, found.groups())
        if short:
            return _read_short(first, middle, last, short)
        return _accept_one(_days(_readings(first, middle, last)))
    return _refuse("日期不完整" if _INCOMPLETE.fullmatch(text) else "看不懂的日期")


def _read_short(first: int, middle: int, last: int, short: ShortDates) -> Parsed[date | None]:
    match short:
        case ShortDates.YEAR_FIRST if last < 100:  # noqa: PLR2004 - two digits
            year, month, day = first, middle, last
        case ShortDates.MONTH_FIRST:
            year, month, day = last, first, middle
        case _:  # A year of four digits at the end is none at the beginning.
            year, month, day = last, middle, first
    parsed = _accept_one(_days([(_full_year(year), month, day)]))
    return (
        parsed.noting(f"按本来源的写法（{short.value}）读作{parsed.value}")
        if parsed.value
        else parsed
    )


def _readings(first: int, middle: int, last: int) -> Iterable[tuple[int, int, int]]:
    if last > 99:  # noqa: PLR2004 - more than two digits
        return (last, middle, first), (last, first, middle)
    year = _century(last)
    return (_century(first), middle, last), (year, middle, first), (year, first, middle)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else han_number(written)


def _month(word: str) -> int:
    return _MONTHS.index(word) + 1


def _full_year(year: int) -> int:
    return _century(year) if year < 100 else year  # noqa: PLR2004 - two digits


_Parts = tuple[int, int, int]
_ONE_READING: tuple[tuple[re.Pattern[str], Callable[[str, str, str], _Parts]], ...] = (
    (_HAN_DATE, lambda year, month, day: (_number(year), _number(month), _number(day))),
    (_YEAR_FIRST, lambda year, month, day: (int(year), int(month), int(day))),
    (_DAY_MONTH, lambda day, month, year: (_full_year(int(year)), _month(month), int(day))),
    (_MONTH_DAY, lambda month, day, year: (int(year), _month(month), int(day))),
)


def _century(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < PIVOT else 1900)


def _read_number(number: float, epoch: datetime) -> Parsed[date | None]:
    if not 0 < number < SECONDS.stop * 1000:
        return _refuse("数字不是日期")
    if int(number) in SERIALS:
        return _accept(_china_day(from_excel(number, epoch)))
    if found := _COMPACT.fullmatch(f"{number:.0f}"):
        return _accept_one(_days([found.groups()]))
    for seconds in (number, number / 1000):
        if int(seconds) in SECONDS:
            day = _china_day(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
            return _accept(day).noting(f"数字时间戳按{day}读取")
    return _refuse("数字不是日期")


def _china_day(moment: datetime) -> date:
    try:
        return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()
    except OverflowError:
        return date.max


def _days(readings: Iterable[Iterable[str | int]]) -> set[date]:
    days = set()
    for reading in readings:
        try:
            days.add(date(*map(int, reading)))
        except ValueError:
            continue
    return days


def _accept_one(days: set[date]) -> Parsed[date | None]:
    match list(days):
        case []:
            return _refuse("日期不存在")
        case [day]:
            return _accept(day)
        case _:
            return _refuse("日期有几种读法，不能确定")


def _accept(day: date) -> Parsed[date | None]:
    return Parsed(value=day) if EARLIEST <= day <= LATEST else _refuse("年份不合常理")


def _refuse(problem: str) -> Parsed[date | None]:
    return Parsed(value=None, problem=problem, remedy=f"请{FULL_FORM}")
