"""Every row of the table of deadlines is declared, with its number, article and doubt."""

import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.deadlines import ALIASES, DEADLINES, UnknownDeadlineError, find
from rules.vocabulary.article import (
    Article,
    Confidence,
    Statute,
    chinese_number,
    cite,
    cite_together,
)
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.engine import compute
from rules.vocabulary.period import Count, Period, days, raw_end, working_days

TABLE = Path(__file__).parent / "deadlines.csv"
# What the table left open until the articles themselves were read.
READ_SINCE = {"P_SUPERVISE_REPLY": Confidence.VERIFIED}
WITHOUT_LENGTH = {"X_FINE_DAILY", "M_LIMIT_DEDUCT", "YC_HALF_YEAR", "SL_QUARTER"}
# Numbers in the basis column that are no articles of a statute.
NO_ARTICLE = re.compile(r"法[释发]〔\d+〕\d+号|\([^)]*\d{4}[^)]*\)|\(\w\)")


def table():
    with TABLE.open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def halves(code: str) -> list[str]:
    """Expand L_FILE_MAX_5Y/20Y to its two codes."""
    first, *rest = code.split("/")
    stem = first.rsplit("_", 1)[0]
    return [first, *(f"{stem}_{ending}" for ending in rest)]


def all_cited(deadline: Deadline) -> str:
    """Every article of a deadline: its own, its readings', its next stages'."""
    readings = "".join(str(article) for item in deadline.readings for article in item.basis)
    return deadline.basis_text + readings + "".join(find(c).basis_text for c in deadline.then)


CODES = [pytest.param(row, halves(code), id=code) for code, row in table().items()]


def test_the_table_has_67_rows():
    assert len(table()) == 67


@pytest.mark.parametrize(("row", "codes"), CODES)
def test_every_code_of_the_table_is_found(row, codes):
    assert [find(code) for code in codes]
    assert row["code"] == codes[0] or "/" in row["code"]


@pytest.mark.parametrize(("row", "codes"), CODES)
def test_the_declared_length_stands_in_the_table(row, codes):
    numbers = {int(number) for number in re.findall(r"\d+", row["period"])}
    for code in codes:
        deadline = find(code)
        if deadline.code not in WITHOUT_LENGTH and row["code"] != "L_FILE_UNTOLD_1Y":
            assert deadline.period.n in numbers, code


@pytest.mark.parametrize(("row", "codes"), CODES)
def test_the_declared_articles_are_the_tables(row, codes):
    cited = "".join(all_cited(find(code)) for code in codes)
    numbers = re.findall(r"\d+", NO_ARTICLE.sub("", row["basis"]))
    if row["basis"].startswith("商洛"):
        assert "第十条" in cited
        return
    for number in numbers:
        assert f"第{chinese_number(int(number))}条" in cited


@pytest.mark.parametrize(("row", "codes"), CODES)
def test_the_declared_confidence_is_the_tables(row, codes):
    for code in codes:
        declared = find(code).confidence
        if code in READ_SINCE:
            assert declared is READ_SINCE[code]
            continue
        assert row["confidence"].startswith(declared)
        if row["confidence"] != declared:
            assert find(code).doubt, "a qualified confidence says what is doubtful"


@pytest.mark.parametrize(("row", "codes"), CODES)
def test_the_missed_duty_is_stated_when_the_table_states_it(row, codes):
    stated = row["if_missed"] not in {"—", ""}
    assert all(bool(find(code).if_missed) for code in codes) or not stated


def test_units_follow_the_statute_not_the_number():
    for deadline in DEADLINES.values():
        if deadline.period.count.is_working:
            assert deadline.counting.working is not None, deadline.code
    assert DEADLINES["R_DECIDE_60D"].period.count is Count.DAYS
    assert DEADLINES["L_DOCKET_7D"].period.count is Count.DAYS


def test_codes_are_unique_and_successors_exist():
    for code, deadline in DEADLINES.items():
        assert deadline.code == code
        assert all(find(successor) for successor in deadline.then)
        assert not deadline.follows or find(deadline.follows)


def test_aliases_point_at_declared_codes():
    assert set(ALIASES.values()) <= set(DEADLINES)
    assert not set(ALIASES) & set(DEADLINES)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("L_ANSWR_15D", "L_ANSWER_15D"),
        ("R_ANSWER_10WD/5WD", "R_ANSWER_5WD"),
        ("m_pre_30", "M_PRE_30D"),
    ],
)
def test_a_mistyped_code_names_its_near_misses(typed, near):
    with pytest.raises(UnknownDeadlineError, match=f"没有代码为.*{near}"):
        find(typed)


def test_a_code_is_found_whatever_its_case():
    assert find(" l_answer_15d ") is DEADLINES["L_ANSWER_15D"]


def test_a_declaration_without_basis_is_refused():
    with pytest.raises(ValueError, match="没有依据"):
        Deadline(
            code="X",
            duty="",
            actor="",
            trigger="",
            period=days(1),
            basis=(),
            confidence=Confidence.ASSUMED,
        )


def test_readings_must_begin_with_the_declared_period():
    with pytest.raises(ValueError, match="首个读法"):
        replace(find("YC_REPORT_3D"), period=days(4))


def test_working_days_have_no_end_without_a_calendar():
    with pytest.raises(ValueError, match="10个工作日不能按历日"):
        raw_end(working_days(10), date(2026, 3, 2))


@pytest.mark.parametrize("number", [0, 1000])
def test_a_number_no_article_has_is_refused(number):
    with pytest.raises(ValueError, match="条文序号"):
        chinese_number(number)


def test_a_period_of_no_length_is_refused():
    with pytest.raises(ValueError, match="正数"):
        days(0)


def test_labels_read_as_in_a_letter():
    assert days(3, then=days(15)).label == "3日，其后15日"
    assert working_days(10).label == "10个工作日"
    assert Period(Count.AFTER_WORKING_DAYS, 10).label == "满10个工作日后"


def test_an_article_is_cited_as_lawyers_do():
    assert str(cite(Statute.LITIGATION, 51, 2)) == "《行政诉讼法》第五十一条第二款"
    assert str(cite(Statute.LITIGATION, 96, item=2)) == "《行政诉讼法》第九十六条第（二）项"
    assert str(Article(Statute.DIVERSIFIED_RESOLUTION)).endswith("（法发〔2021〕36号）")
    together = cite_together([cite(Statute.COERCION, 57), cite(Statute.COERCION, 69)])
    assert together == "《行政强制法》第五十七条、第六十九条"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "五"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (108, "一百零八"),
        (110, "一百一十"),
        (125, "一百二十五"),
        (200, "二百"),
    ],
)
def test_article_numbers_are_written_in_characters(number, text):
    assert chinese_number(number) == text


def test_the_law_of_2024_is_not_silently_applied_to_older_triggers():
    old = compute(find("R_DECIDE_60D"), date(2023, 9, 1), calendar=national_calendar())
    new = compute(find("R_DECIDE_60D"), date(2024, 1, 2), calendar=national_calendar())
    assert any("2024-01-01起施行" in step.text for step in old.proof)
    assert not any("起施行" in step.text for step in new.proof)


def test_the_old_regulation_is_not_silently_applied_to_newer_triggers():
    late = compute(find("X_REDO_60D"), date(2026, 7, 1), calendar=national_calendar())
    last = compute(find("X_REDO_60D"), date(2026, 6, 30), calendar=national_calendar())
    assert any("至2026-06-30止" in step.text for step in late.proof)
    assert not any("至2026-06-30止" in step.text for step in last.proof)


def test_a_period_that_may_not_be_stretched_is_not():
    """人民检察院行政诉讼监督规则第二十条：不变期间，不适用中止、中断、延长。"""
    ask, told = find("L_PROCURATE_6M"), date(2026, 3, 2)
    plain = compute(ask, told, calendar=national_calendar())
    stayed = compute(ask, told, calendar=national_calendar(), excluded_days=20)
    assert stayed.due == plain.due == date(2026, 9, 2)
    with pytest.raises(ValueError, match="不得延长"):
        compute(ask, told, calendar=national_calendar(), extended_days=1)
