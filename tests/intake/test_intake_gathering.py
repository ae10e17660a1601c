"""What reading leaves behind: whole, in order, and small."""

import tracemalloc

import pytest

from tasks.intake.gathering import PACK, Note, Notes, Row, Rows
from tests.building import filing


def row(n: int, sheet: str = "") -> Row:
    return Row(
        row_number=n,
        filing=filing(n),
        notes=(Note(row=n, column="案由", text="请核对"),),
        sheet=sheet,
    )


def gathered(*rows: Row) -> Rows:
    made = Rows()
    for each in rows:
        made.append(each)
    return made


@pytest.mark.parametrize("many", [0, 1, PACK - 1, PACK, PACK + 1, 2 * PACK + 3])
def test_rows_come_back_as_they_were_as_often_as_they_are_asked_for(many: int):
    rows = [row(n) for n in range(2, many + 2)]
    kept = gathered(*rows)
    assert len(kept) == many
    assert list(kept) == list(kept) == rows
    assert [kept.row_number(position) for position in range(many)] == [r.row_number for r in rows]


def test_a_single_row_is_found_by_its_position():
    kept = gathered(*(row(n) for n in range(PACK + 2)))
    assert [kept[n].row_number for n in (0, PACK - 1, PACK, -1)] == [0, PACK - 1, PACK, PACK + 1]
    with pytest.raises(IndexError):
        kept[PACK + 2]


def test_rows_of_several_sheets_are_told_apart():
    kept = gathered(row(2, "甲"), row(3, "甲"), row(2, "乙"))
    assert [list(kept.numbers_in(sheet)) for sheet in ("甲", "乙", "丙")] == [[2, 3], [2], []]


def test_rows_are_equal_when_they_say_the_same():
    assert gathered(row(1), row(2)) == gathered(row(1), row(2))
    assert gathered(row(1), row(2)) != gathered(row(2), row(1))


def test_a_row_that_is_kept_takes_a_fraction_of_a_row_in_use():
    tracemalloc.start()
    try:
        kept, start = Rows(), tracemalloc.get_traced_memory()[0]
        for n in range(2 * PACK):
            kept.append(row(n))
        packed = tracemalloc.get_traced_memory()[0] - start
        plain = list(kept)
        loose = tracemalloc.get_traced_memory()[0] - start - packed
    finally:
        tracemalloc.stop()
    assert len(plain) == len(kept)
    assert packed * 10 < loose


def test_notes_come_back_in_their_order_and_are_grouped_by_what_they_say():
    said = [
        Note(row=2, column="案由", text="请核对"),
        Note(row=2, column="", text="多余的列"),
        Note(row=3, column="案由", text="请核对"),
        Note(row=3, column="案由", text="请核对", sheet="乙"),
    ]
    notes = Notes()
    notes.extend(said)
    assert list(notes) == said
    assert [(note, list(rows)) for note, rows in notes.by_kind()] == [
        (said[0], [2, 3]),
        (said[1], [2]),
        (said[3], [3]),
    ]
