"""The guesses: by the column's name, by what stands in it, and never against both."""

from pathlib import Path

import pytest

from tasks.intake import DEFAULT_LIMITS, UnreadableFile
from tasks.intake.columns import find_header
from tasks.intake.mapping import ColumnMapping, ShortDates
from tasks.intake.proposal import Proposal, propose
from tasks.intake.sources import open_tables
from tasks.intake.tables import Table

SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"
ID = "990000198001010012"


def table(*lines: tuple[object, ...]) -> Table:
    return Table(sheet="", rows=tuple(enumerate(lines, 1)))


def guessed(proposal: Proposal) -> dict[str, str]:
    return {guess.column.header: guess.field for guess in proposal.guesses}


def test_the_sample_is_guessed_as_it_is_read():
    tables = open_tables(SAMPLE.read_bytes(), DEFAULT_LIMITS)
    header = next(found for each in tables if (found := find_header(each)))
    proposal = propose(tables)
    assert proposal.header_row == header.row_number
    assert guessed(proposal) == {column.header: column.field for column in header.columns}


def test_content_speaks_where_the_name_says_nothing():
    lines = [("甲", "乙", "丙"), *[(ID, "13800001111", "区教育局")] * 3]
    assert guessed(propose([table(*lines)])) == {
        "甲": "id_number",
        "乙": "phone",
        "丙": "agencies",
    }


def test_a_date_under_a_name_that_tells_nothing_is_not_guessed():
    lines = [("甲", "被告", "原告"), *[("2026-10-12", "区教育局", "周某")] * 3]
    proposal = propose([table(*lines)])
    assert guessed(proposal)["甲"] == ""
    assert "看不出是哪个日期" in proposal.guesses[0].reasons[0]


def test_a_name_that_its_content_belies_is_doubted():
    lines = [("证件号码", "号", "被告"), *[("区里", ID, "区教育局")] * 4]
    proposal = propose([table(*lines)])
    assert guessed(proposal)["号"] == "id_number"
    assert guessed(proposal)["证件号码"] == ""


def test_an_unsure_guess_says_so():
    lines = [("收案情形日期", "被告", "原告"), *[("2026-10-12", "区教育局", "周某")] * 3]
    first = propose([table(*lines)]).guesses[0]
    assert first.field == "received_on"
    assert first.confidence in {"较有把握", "请核对"}
    assert any("收案" in reason for reason in first.reasons)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        pytest.param(["26/10/12", "26/13/10"], None, id="none-fits-all"),
        pytest.param(["99/12/31"], ShortDates.YEAR_FIRST, id="only-the-year-can-be-99"),
        pytest.param(["26/10/12"], None, id="several-fit"),
        pytest.param(["12/31/26"], ShortDates.MONTH_FIRST, id="no-day-first-has-a-month-31"),
        pytest.param(["2026-10-12"], None, id="no-short-dates"),
    ],
)
def test_the_order_of_short_dates_is_told_only_if_it_is_the_only_one(dates, order):
    lines = [("收案日期", "被告", "原告"), *[(day, "区教育局", "周某") for day in dates]]
    assert propose([table(*lines)]).short_dates is order


def test_a_file_without_a_header_has_no_proposal():
    with pytest.raises(UnreadableFile, match="表头"):
        propose([table((1, 2, 3), (4, 5, 6))])


def test_what_a_mapping_says_comes_before_what_a_name_sounds_like():
    lines = table(("收案日期", "原告", "姓名", "被告", "案情"))
    mapping = ColumnMapping(source="甲", columns={"姓名": "plaintiffs", "案情": "act"})
    header = find_header(lines, mapping)
    assert header is not None
    assert {c.header: c.field for c in header.columns} == {
        "收案日期": "received_on",
        "原告": "",
        "姓名": "plaintiffs",
        "被告": "agencies",
        "案情": "act",
    }
