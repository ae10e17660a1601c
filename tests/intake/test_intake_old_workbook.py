"""xls: what the same table in xlsx says, and for what is damaged a sentence, no traceback."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.intake import Limits, UnreadableFile, read_export
from tasks.intake.reading import read_content


def test_a_row_says_the_same_in_either_kind_of_workbook(header, record, write_xls, write_xlsx):
    new = read_export(write_xlsx([header, record()])).accepted[0].filing
    old = read_export(write_xls([header, record()])).accepted[0].filing
    assert old == new
    assert old.received_on == date(2026, 10, 12)


def test_merged_cells_are_filled_downwards(header, record, write_xls):
    column = header.index("被诉行政机关")
    rows = [header, record(), record(起诉人="吴某", 被诉行政机关=None)]
    reading = read_export(write_xls(rows, merged=[(1, 2, column, column)]))
    assert [row.filing.agencies for row in reading.accepted] == [["区教育局"]] * 2


def test_a_number_where_a_date_or_an_identity_number_belongs(header, record, write_xls):
    reading = read_export(write_xls([header, record(收到起诉材料日期=46306)]))
    assert reading.accepted[0].filing.received_on == date(2026, 10, 11)
    [problem] = read_export(write_xls([header, record(证件号码=990000198001010012)])).problems
    assert "末几位已经丢失" in problem.problem


def test_a_hidden_sheet_is_not_read(header, record, write_xls):
    with pytest.raises(UnreadableFile, match="隐藏"):
        read_export(write_xls([header, record()], is_hidden=True))


def test_too_many_rows_are_refused(header, record, write_xls):
    with pytest.raises(UnreadableFile, match="超过1行"):
        read_export(write_xls([header, record()]), Limits(max_rows=1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused_in_words(header, record, write_xls, data):
    content = bytearray(write_xls([header, record()]).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(512, len(content)))
    assert outcome(bytes(content[:cut]))


def outcome(content: bytes) -> str:
    """The remedy, or the hash of what could be read after all; anything else is raised."""
    try:
        return read_content(content).sha256
    except UnreadableFile as refused:
        return refused.remedy
