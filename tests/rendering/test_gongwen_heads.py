"""The heads of GB/T 9704-2012 §7.2, §7.3.1, §10.1 and §10.3, measured on the first page."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import of_kind, sample
from measuring import (
    MM,
    Line,
    bands_of,
    line_with,
    lines_of,
    opened,
    phrase,
    red_ink,
    rules_of,
)

from tasks.rendering import render_pdf
from tasks.rendering.document import Document, Kind
from tasks.rendering.masthead import masthead_of
from tasks.rendering.titles import LINE_WIDTH, balanced, width_of
from tasks.rendering.word_heads import write_mark

LINE = 225 / 22
CHARACTER = 15.75 / MM  # 三号, 5.56 mm
# The distance between characters that have so many empty lines between them.
EMPTY = {count: LINE - CHARACTER + count * LINE for count in (0, 1, 2)}


def near(value: float, tolerance: float = 0.4):
    return pytest.approx(value, abs=tolerance)


MARKS = {
    "short": "云山法院",
    "usual": "云州市云山区人民法院",
    "long": "云州市云山区行政争议实质性化解工作协调领导小组",
    "very-long": "云州市云山区人民政府与云州市云山区人民法院行政争议实质性化解工作联席会议办公室",
}
each_mark = pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)


@each_mark
def test_a_letter_has_its_mark_30_mm_from_the_edge_and_double_lines_of_170_mm(mark: str):
    pdf = render_pdf(replace(of_kind(Kind.LETTER), mark=mark))
    top, bottom = mark_of(red_ink(pdf, 1, above=200))
    assert top == near(30, 0.3)
    with opened(pdf) as read:
        first, second = read.pages[0], read.pages[1]
        upper_thick, upper_thin, lower_thin, lower_thick = (r for r in rules_of(first) if r.red)
        assert rules_of(second) == []
    for rule in (upper_thick, upper_thin, lower_thin, lower_thick):
        assert rule.length == near(170, 0.1)
        assert rule.left == near(20, 0.1)
    # 上粗下细 above, 上细下粗 below.
    assert upper_thick.thick == lower_thick.thick > upper_thin.thick == lower_thin.thick
    assert upper_thick.at < upper_thin.at < 100 < lower_thin.at < lower_thick.at
    # 4 mm from the mark, 20 mm from the lower edge of the page.
    assert upper_thick.at - upper_thick.thick / 2 - bottom == near(4, 0.3)
    assert 297 - (lower_thick.at + lower_thick.thick / 2) == near(20, 0.3)


def mark_of(ink) -> tuple[float, float]:
    """Top and bottom of the red characters of a mark; rules are thinner."""
    tall = [(top, bottom) for top, bottom in bands_of(ink) if bottom - top > 2]
    return tall[0][0], tall[-1][1]


def test_the_number_of_a_letter_stands_right_seven_eighths_below_the_line():
    with opened(render_pdf(of_kind(Kind.LETTER))) as pdf:
        page = pdf.pages[0]
        rule = [rule for rule in rules_of(page) if rule.red][1]
        number = line_with(page, "云行调建函")
        assert number.top - (rule.at + rule.thick / 2) == near(CHARACTER * 7 / 8)
        assert number.right == near(184, 0.1)
        title = title_lines(page, of_kind(Kind.LETTER))
        assert title[0].top - number.bottom == near(EMPTY[2], 0.6)
        assert line_with(page, "云州市自然资源和规划局：").top - title[-1].bottom == near(
            EMPTY[1], 0.6
        )


@each_mark
@pytest.mark.parametrize("kind", [Kind.DOCUMENT, Kind.MINUTES])
def test_a_mark_stands_35_mm_below_the_edge_of_the_type_area(kind: Kind, mark: str):
    document = replace(of_kind(kind), mark=mark)
    pdf = render_pdf(document)
    top, bottom = mark_of(red_ink(pdf, 1, above=200))
    assert top - 37 == near(35, 0.3)
    with opened(pdf) as read:
        page = read.pages[0]
        number = line_with(page, document.number)
        assert number.top - bottom == near(EMPTY[2], 0.5)
        assert number.middle == near(106, 0.3)
        (rule,) = (rule for rule in rules_of(page) if rule.red)
        # 4 mm below the number, as wide as the type area; the title two lines below it.
        assert rule.at - rule.thick / 2 - number.bottom == near(4)
        assert (rule.left, rule.right) == (near(28, 0.1), near(184, 0.1))
        title = title_lines(page, document)
        assert title[0].top - rule.at == near(2 * LINE, 0.6)
        assert first_below(page, title[-1]).top - title[-1].bottom == near(EMPTY[1], 0.6)


@each_mark
@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.DOCUMENT, Kind.MINUTES])
def test_a_mark_is_red_centred_and_inside_its_lines_whatever_its_length(kind: Kind, mark: str):
    document = replace(of_kind(kind), mark=mark)
    masthead = masthead_of(document)
    assert "".join(masthead.lines) == mark
    assert len(masthead.lines) <= 2
    assert 18 < masthead.size <= 42
    with opened(render_pdf(document)) as pdf:
        for words in masthead.lines:
            line = phrase(pdf.pages[0], words)
            room, middle = (170, 105) if kind is Kind.LETTER else (156, 106)
            assert line.right - line.left <= room - 2
            assert line.middle == near(middle, 0.3)
        chars = [c for c in pdf.pages[0].chars if c["size"] == near(masthead.size, 0.1)]
    assert "".join(char["text"] for char in chars) == mark
    assert all(c["non_stroking_color"] == pytest.approx((0.902, 0, 0.071), abs=0.01) for c in chars)


@pytest.mark.parametrize("length", [60, 200])
@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.DOCUMENT, Kind.MINUTES])
def test_the_longest_name_takes_more_lines_and_stays_larger_than_the_text(kind: Kind, length: int):
    """200 characters are the longest name of an office that a filing may hold."""
    mark = "".join(f"云州市第{number}区人民政府、" for number in range(1, 40))[:length]
    document = replace(of_kind(kind), mark=mark)
    masthead = masthead_of(document)
    assert masthead.size >= 18
    with opened(render_pdf(document)) as pdf:
        chars = [c for c in pdf.pages[0].chars if c["size"] == near(masthead.size, 0.05)]
        rule = min(rule.top for rule in rules_of(pdf.pages[0]) if rule.red)
    assert "".join(char["text"] for char in chars) == mark
    assert min(char["x0"] for char in chars) / MM > 20
    assert max(char["x1"] for char in chars) / MM < 190
    assert max(char["bottom"] for char in chars) / MM < rule + 2
    header = write_mark(masthead)
    assert re.findall("<w:t[^>]*>([^<]*)</w:t>", header) == list(masthead.lines)
    assert header.count("<w:br/>") == len(masthead.lines) - 1


def test_signers_of_a_letter_upwards_stand_right_and_its_number_left_beside_the_last():
    with opened(render_pdf(sample("upward"))) as pdf:
        page = pdf.pages[0]
        number, last = phrase(page, "云法〔2026〕8号"), phrase(page, "李明")
        first, label = phrase(page, "王建国"), phrase(page, "签发人")
        assert number.left - 28 == near(CHARACTER, 0.1)
        assert 184 - first.right == near(CHARACTER, 0.1)
        assert number.top == near(last.top, 0.1)
        assert label.top == near(first.top, 0.1)
        # The second row begins under the first name of the first row.
        assert last.left == near(phrase(page, "欧阳立").left, 0.1)
        faces = {
            char["fontname"].split("+")[-1] for char in page.chars if char["text"] in "欧阳立李明"
        }
        assert any("Kai" in face for face in faces)
        (rule,) = (rule for rule in rules_of(page) if rule.red)
        assert rule.at - number.bottom == near(4, 0.6)


def test_a_document_without_a_mark_of_its_own_bears_its_issuers_name():
    assert sample("upward").mark == "云州市云山区人民法院文件"
    assert of_kind(Kind.LETTER).mark == "云州市云山区人民法院"


def test_the_body_shows_on_the_first_page_of_a_document():
    with opened(render_pdf(of_kind(Kind.DOCUMENT))) as pdf:
        assert line_with(pdf.pages[0], "现将2026年第三季度")


def test_a_report_names_who_gives_it_and_the_day_under_its_title():
    report = of_kind(Kind.REPORT)
    with opened(render_pdf(report)) as pdf:
        page = pdf.pages[0]
        title, office, day = lines_of(page)[:3]
        assert title.text == "".join(report.title)
        assert (office.text, day.text) == (report.issuer, "2026年11月21日")
        assert [line.middle for line in (title, office, day)] == [near(106, 0.3)] * 3
        assert [rule for rule in rules_of(page) if rule.red] == []


def title_lines(page, document: Document) -> list[Line]:
    lines = lines_of(page)
    return [next(line for line in lines if line.text == words) for words in document.title]


def first_below(page, line: Line) -> Line:
    return next(other for other in lines_of(page) if other.top > line.bottom)


@pytest.mark.parametrize("kind", Kind)
def test_a_title_is_centred_and_no_line_of_it_is_a_lone_character(kind: Kind):
    words = "关于进一步加强行政机关负责人出庭应诉和行政争议实质性化解工作考核评价的若干意见的通知"
    for length in (2, 11, 20, 21, 22, 25, 40, 41, len(words)):
        document = replace(of_kind(kind), title=balanced(words[:length]))
        with opened(render_pdf(document)) as pdf:
            lines = title_lines(pdf.pages[0], document)
        assert all(line.middle == near(106, 0.3) for line in lines)
        assert {round(line.size) for line in lines} <= ({22, 26} if kind is Kind.NOTICE else {22})
        assert all(len(line.text) > 1 for line in lines)
        assert all(line.right - line.left <= 156 for line in lines)
        pitches = {round(b.top - a.top, 1) for a, b in pairwise(lines)}
        assert pitches <= {round(32.5 / MM, 1)}


@given(
    st.text(
        st.sampled_from("关于市县局院厅的、《》（）〔〕2026年行政调解A"), min_size=1, max_size=60
    ),
    st.sets(st.integers(1, 59), max_size=4),
)
@settings(max_examples=400, deadline=None)
def test_whatever_its_words_a_title_breaks_into_lines_of_more_than_one_character(
    words: str, ends: set[int]
):
    marked = "".join("\u200b" * (at in ends) + char for at, char in enumerate(words))
    lines = balanced(marked)
    assert "".join(lines) == words
    if len(lines) > 1:
        assert all(1 < width_of(line) <= LINE_WIDTH for line in lines)
