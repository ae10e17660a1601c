"""Dates, money and numbers as Chinese letters write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.rendering import filters
from tasks.rendering.titles import LINE_WIDTH, balanced, width_of

DAYS = [
    (date(2026, 11, 21), "2026年11月21日", "二〇二六年十一月二十一日", "六"),
    (date(2000, 1, 1), "2000年1月1日", "二〇〇〇年一月一日", "六"),
    (date(2026, 10, 10), "2026年10月10日", "二〇二六年十月十日", "六"),
    (date(2027, 12, 30), "2027年12月30日", "二〇二七年十二月三十日", "四"),
    (date(2026, 2, 20), "2026年2月20日", "二〇二六年二月二十日", "五"),
    (date(2026, 11, 22), "2026年11月22日", "二〇二六年十一月二十二日", "日"),
]


@pytest.mark.parametrize(("day", "arabic", "hanzi", "weekday"), DAYS)
def test_a_date_in_figures_in_characters_and_with_its_weekday(
    day: date, arabic: str, hanzi: str, weekday: str
):
    assert filters.date_arabic(day) == arabic
    assert filters.date_hanzi(day) == hanzi
    assert filters.date_weekday(day) == f"{arabic}（星期{weekday}）"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.01", "人民币壹分"),
        ("0.10", "人民币壹角整"),
        ("0.56", "人民币伍角陆分"),
        ("1", "人民币壹元整"),
        ("1.05", "人民币壹元零伍分"),
        ("10", "人民币壹拾元整"),
        ("15", "人民币壹拾伍元整"),
        ("101", "人民币壹佰零壹元整"),
        ("1001.50", "人民币壹仟零壹元伍角整"),
        ("1010.55", "人民币壹仟零壹拾元伍角伍分"),
        ("10000", "人民币壹万元整"),
        ("10001", "人民币壹万零壹元整"),
        ("100100", "人民币壹拾万零壹佰元整"),
        ("128600.50", "人民币壹拾贰万捌仟陆佰元伍角整"),
        ("1000000", "人民币壹佰万元整"),
        ("20300400.07", "人民币贰仟零叁拾万零肆佰元零柒分"),
        ("100000000", "人民币壹亿元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("999999999999.99", "人民币" + "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_money_in_capitals(amount: str, words: str):
    assert filters.money_capitals(Decimal(amount)) == words


UNITS = {"分": 1, "角": 10, "元": 100}


def read_back(words: str) -> int:
    """Read an amount in capitals, in fen: written apart from the code under test."""
    total = section = digit = 0
    for char in words.removeprefix("人民币").removesuffix("整"):
        if char in filters.CAPITALS:
            digit = filters.CAPITALS.index(char)
        elif char in "拾佰仟":
            section += digit * 10 ** (1 + "拾佰仟".index(char))
            digit = 0
        elif char in "万亿":
            total += (section + digit) * 10 ** (6 if char == "万" else 10)
            section = digit = 0
        else:
            total += (section + digit) * UNITS[char]
            section = digit = 0
    return total


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_money_in_capitals_can_be_read_back(fen: int):
    words = filters.money_capitals(Decimal(fen) / 100)
    assert read_back(words) == fen
    assert "零零" not in words
    assert "零元" not in words.removeprefix("人民币零元")


@pytest.mark.parametrize("amount", ["-1", "1000000000000"])
def test_money_out_of_range_is_refused(amount: str):
    with pytest.raises(ValueError, match="超出大写范围"):
        filters.money_capitals(Decimal(amount))


def test_money_in_figures_has_commas_and_fen():
    assert filters.money(Decimal("1234567.5")) == "1,234,567.50"
    assert filters.money(Decimal("0.005")) == "0.01"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_a_number_in_characters(number: int, words: str):
    assert filters.numeral(number) == words
    assert filters.level1(number) == f"{words}、"
    assert filters.level2(number) == f"（{words}）"


@pytest.mark.parametrize("number", [0, 100, -1])
def test_a_number_that_no_letter_counts_to_is_refused(number: int):
    with pytest.raises(ValueError, match="九十九"):
        filters.numeral(number)


def test_names_are_joined_and_clauses_lose_their_last_mark():
    assert filters.joined(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert filters.stripped("乙方补正； ") == "乙方补正"
    assert filters.lines(" 一 \n\n二\r\n") == ["一", "二"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        pytest.param("和解协议书", ("和解协议书",), id="short"),
        pytest.param(
            "关于对欧阳䶮\u200b诉云州市自然资源和规划局\u200b不动产登记纠纷案\u200b开展诉前化解的建议函",
            ("关于对欧阳䶮诉云州市自然资源和规划局", "不动产登记纠纷案开展诉前化解的建议函"),
            id="ends-of-phrases",
        ),
        pytest.param(
            "关于进一步规范行政争议实质性化解工作的通知书",
            None,
            id="no-hint",
        ),
    ],
)
def test_a_long_title_breaks_where_a_phrase_ends(title: str, lines: tuple[str, ...] | None):
    broken = balanced(title)
    assert lines is None or broken == lines
    assert "".join(broken) == title.replace("\u200b", "")


@given(st.text(alphabet="关于对诉案的、。（）《》局院某a1 ", min_size=1, max_size=90))
def test_a_title_loses_nothing_and_no_line_is_too_long(title: str):
    broken = balanced(title)
    assert "".join(broken) == title
    if len(broken) > 1:
        assert all(width_of(line) <= LINE_WIDTH for line in broken)
        assert all(line[0] not in "的、。）》" for line in broken[1:])


def test_what_is_too_long_for_a_title_is_not_weighed():
    """Twelve lines are; four thousand signs took more than a minute."""
    assert balanced("字" * 4000) == ("字" * 4000,)
    assert len(balanced("字" * 240)) == 12
