"""Numbers: given once, in order, without gaps, whoever asks and however many at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from models.ledger import ledger
from models.number import GivenNumber
from rules.vocabulary.region import RegionError, load_region
from tasks.numbering import give_case_number
from tests.building import count, give_one, numbered, rows
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("any_home")
PATTERN = "(2026)鄂0503行诉前调{}号"


def wanted(last: int) -> list[str]:
    return [PATTERN.format(n) for n in range(1, last + 1)]


def test_numbers_follow_each_other():
    assert numbered(12, "收件") == wanted(12)


def test_the_same_thing_keeps_its_number():
    assert [give_one("甲"), give_one("乙"), give_one("甲")] == [*wanted(2), wanted(1)[0]]


def test_a_number_that_was_rolled_back_is_given_to_the_next():
    give_one("甲")

    def give_and_fail() -> None:
        with ledger() as session:
            given = give_case_number(
                session, load_region("wujiagang"), "prefiling", year=2026, given_to="乙"
            )
            assert given == PATTERN.format(2)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_and_fail()
    assert give_one("丙") == PATTERN.format(2)
    assert [row.given_to for row in rows(GivenNumber)] == ["甲", "丙"]


def test_a_number_that_could_not_be_written_is_not_lost():
    """A region without a court code is refused before a number is used up."""
    with pytest.raises(RegionError, match="court_code"), ledger() as session:
        give_case_number(session, load_region("national"), "prefiling", year=2026, given_to="甲")
    assert count(GivenNumber) == 0


@pytest.mark.parametrize(
    ("region", "kind", "year", "first"),
    [
        ("wujiagang", "prefiling", 2026, "(2026)鄂0503行诉前调1号"),
        ("wujiagang", "initial", 2026, "(2026)鄂0503行初1号"),
        ("wujiagang", "prefiling", 2027, "(2027)鄂0503行诉前调1号"),
        ("yicheng", "prefiling", 2026, "(2026)鲁0404行诉前调1号"),
    ],
)
def test_each_court_kind_and_year_counts_for_itself(region, kind, year, first):
    give_one("别的")
    with ledger() as session:
        given = give_case_number(session, load_region(region), kind, year=year, given_to="甲")
        if (region, kind, year) == ("wujiagang", "prefiling", 2026):
            assert given == PATTERN.format(2)
        else:
            assert given == first


def test_eight_processes_that_take_25_each_get_200_in_a_row():
    lists = at_once(numbered, [(25, f"进程{n}") for n in range(8)])
    assert sorted(chain.from_iterable(lists)) == sorted(wanted(200))
    for given in lists:
        values = [wanted(200).index(number) for number in given]
        assert values == sorted(values), "each saw them rise"


def test_eight_who_ask_for_the_same_thing_get_the_same_number():
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(give_one, ["同一收件"] * 8)) == {PATTERN.format(1)}
    assert count(GivenNumber) == 1


def test_the_register_explains_every_number():
    numbered(5, "收件")
    assert [(row.value, row.number) for row in rows(GivenNumber)] == list(
        enumerate(wanted(5), start=1)
    )


def test_letters_and_notices_that_are_written_alike_are_counted_together():
    region = load_region("wujiagang")
    assert region.document_sequence("letter", "court") == "court/letter"
    assert region.document_sequence("notice", "court") == "court/letter"
    assert region.document_sequence("suggestion", "court") == "court/suggestion"
    assert region.document_sequence("notice", "studio") == "studio/letter"
