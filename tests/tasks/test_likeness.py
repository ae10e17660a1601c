"""Near duplicates: every one is stored and registered; what it resembles is kept for a person."""

import datetime as dt
import random

import pytest

from models.case import Case
from models.filing import FilingLikeness, FilingPerson, FilingRecord, ImportBatch
from models.history import Event
from models.ledger import ledger
from rules.filing import Filing, Plaintiff
from rules.likeness import grounds, persons
from tasks import filings, likeness_search
from tasks.filings import Delivery, store_filings
from tasks.intake.mapping import ColumnMapping, save_mapping
from tasks.likeness import comparison_markdown, comparisons, is_like_another, join_earlier
from tasks.records import find_case
from tasks.registration import register
from tasks.stages import enter, move
from tests.building import ID_NUMBER, as_it_lies, count, filing, rows, stored

pytestmark = pytest.mark.usefixtures("any_home")


def second(**changes) -> str:
    """The case number of a filing that may repeat the first, which is registered too."""
    [first] = stored(filing())
    register(first)
    kept = store_filings([filing(**changes)], Delivery(source="第二份", region="wujiagang"))
    assert (len(kept.accepted), kept.alike) == (1, [(0, [first])])
    return register(kept.accepted[0])


def compared(number: str):
    with ledger() as session:
        return comparisons(session, find_case(session, number).id)


def test_a_near_duplicate_is_stored_registered_and_pointed_out():
    number = second(claims="确认违法", source_ref="B-7")
    [each] = compared(number)
    assert (count(FilingRecord), count(Case)) == (2, 2)
    assert each.earlier == "收件〔2026〕1号"
    assert each.case_number == "(2026)鄂0503行诉前调1号"
    assert each.stage == "先登后调：已登记，待八看审查"
    assert ("诉讼请求", "确认违法", "撤销答复并责令重新答复") in each.lines
    assert not any(ID_NUMBER in text for line in each.lines for text in line)


def test_an_exact_duplicate_is_not_stored_again_and_is_told():
    [first] = stored(filing())
    again = store_filings([filing(source_ref="B-7")], Delivery(source="第二份", region="wujiagang"))
    assert (again.accepted, again.duplicates, again.alike) == ([], [(0, first)], [])
    assert [batch.duplicates for batch in rows(ImportBatch)] == [0, 1]


def test_merged_plaintiffs_are_found_by_any_of_them():
    both = [Plaintiff(name="吴某"), Plaintiff(name="周 某1", id_number=ID_NUMBER)]
    [each] = compared(second(plaintiffs=both))
    assert each.grounds == "部分起诉人相同，被诉机关相同，行为相同"


def test_of_three_each_points_to_all_that_came_before():
    stored(filing())
    stored(filing(claims="确认违法"))
    kept = store_filings([filing(claims="赔偿")], Delivery(source="三", region="wujiagang"))
    assert kept.alike == [(0, ["收件〔2026〕2号", "收件〔2026〕1号"])]
    assert count(FilingLikeness) == 3


def test_two_in_one_delivery_are_compared_with_each_other():
    one, other = filing(), filing(claims="确认违法")
    kept = store_filings([one, other], Delivery(source="一份", region="wujiagang"))
    assert kept.alike == [(1, ["收件〔2026〕1号"])]


def test_other_disputes_of_the_same_person_are_not_asked_about():
    stored(filing(1), filing(2), filing(1, agencies=["区公安分局"]))
    assert count(FilingLikeness) == 0


def test_a_filing_from_before_persons_had_keys_is_found_by_its_dispute():
    [first] = stored(filing())
    with ledger() as session:
        session.query(FilingPerson).delete()
    kept = store_filings([filing(claims="确认违法")], Delivery(source="二", region="wujiagang"))
    assert kept.alike == [(0, [first])]


def test_nobody_is_named_by_what_finds_them_again():
    second(claims="确认违法")
    lying = as_it_lies()
    assert ID_NUMBER not in lying
    keys = {row.key for row in rows(FilingPerson)}
    assert len(keys) == 2, "the same name and number have the same keys in both filings"
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize("stage", ["withdrawn", "deemed_withdrawn"])
def test_a_suit_repeated_after_withdrawal_is_flagged_with_its_rule(stage):
    number = second(claims="确认违法")
    with ledger() as session:
        enter(session, find_case(session, "(2026)鄂0503行诉前调1号"), "litigation")
    for next_stage in ("answering", "trial", stage):
        move("(2026)鄂0503行诉前调1号", "litigation", next_stage)
    [rule] = compared(number)[0].rules
    assert "解释第六十条" in rule
    assert "八看第八项" in rule


def test_a_suit_beside_a_running_reconsideration_is_flagged_with_its_rule():
    kept = store_filings(
        [filing()], Delivery(source="复议", region="wujiagang", path="reconsideration")
    )
    register(kept.accepted[0])
    [number] = stored(filing())
    [rule] = compared(register(number))[0].rules
    assert "行政复议法第二十九条" in rule
    assert "解释第五十七条" in rule


def test_an_application_beside_a_running_suit_is_flagged_with_its_rule():
    register(stored(filing())[0])
    kept = store_filings(
        [filing()], Delivery(source="复议", region="wujiagang", path="reconsideration")
    )
    [rule] = compared(register(kept.accepted[0]))[0].rules
    assert "不得申请行政复议" in rule


def test_what_was_typed_stays_text_beside_the_form():
    number = second(claims="[点我](http://x.example)|<b>")
    with ledger() as session:
        shown = comparison_markdown(session, find_case(session, number))
    assert "\\[点我\\](http://x.example)\\|\\<b\\>" in shown


def test_both_cases_tell_of_a_filing_that_was_joined_once_however_often_it_runs():
    number = second(claims="确认违法")
    for named in ("收件〔2026〕1号", "(2026)鄂0503行诉前调1号", "写错了"):
        join_earlier(number, named)
    [here, there] = rows(Event, kind="收件")
    assert "经核对与(2026)鄂0503行诉前调1号为同一件" in here.text
    assert f"另有收件{number}经核对与本案为同一件" in there.text
    assert here.case_id != there.case_id


def test_a_case_like_no_other_is_not_asked():
    number = register(stored(filing(received_on=dt.date(2026, 11, 3)))[0])
    with ledger() as session:
        assert not is_like_another(session, find_case(session, number).id)


NAMES, AGENCIES = ["甲某", "乙某", "丙某"], ["区教育局", "市区教育局", "区公安分局"]
ACTS = ["答复书第1号", "答复书第2号", "答复书", "关于信息公开的答复", "关于信息公开的答复书"]


def chosen(draw: random.Random, n: int) -> Filing:
    return filing(
        plaintiffs=[Plaintiff(name=name) for name in draw.sample(NAMES, draw.choice([1, 1, 2]))],
        agencies=[draw.choice(AGENCIES)],
        act=draw.choice(ACTS),
        claims=f"请求{n}",
    )


def expected(filings: list[Filing], most: int) -> list[tuple[int, list[int]]]:
    """Position by position: whom each resembles of those before, compared one with another."""
    found = []
    for position, one in enumerate(filings):
        same = [n for n in range(position) if filings[n].dispute_key() == one.dispute_key()]
        sharing = [
            n
            for n in range(position)
            if n not in same and set(persons(filings[n])) & set(persons(one))
        ]
        compared = [*reversed(same), *reversed(sharing)][:most]
        alike = sorted((n for n in compared if grounds(one, filings[n])), reverse=True)
        found += [(position, alike)] if alike else []
    return found


@pytest.mark.parametrize("chunk", [1, 7, 100])
def test_many_at_once_resemble_what_each_alone_would(chunk: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filings, "CHUNK", chunk)
    monkeypatch.setattr(likeness_search, "MOST_COMPARED", 4)
    monkeypatch.setattr(likeness_search, "AT_ONCE", 3)
    monkeypatch.setattr(likeness_search, "KEYS_AT_ONCE", 2)
    draw = random.Random(7)
    sent = [chosen(draw, n) for n in range(60)]
    first, second = sent[:25], sent[25:]
    kept = [
        store_filings(some, Delivery(source="一", region="wujiagang")) for some in (first, second)
    ]
    numbers = {number: n for n, number in enumerate([*kept[0].accepted, *kept[1].accepted])}
    told = [
        (position + before, [numbers[number] for number in alike])
        for before, one in zip((0, len(first)), kept, strict=True)
        for position, alike in one.alike
    ]
    wanted = expected(sent, 4)
    assert told == wanted
    assert len(wanted) > 30
    assert count(FilingLikeness) == sum(len(alike) for _, alike in wanted)


class TestNumbersOfASource:
    """A source that gives a number to one filing alone has said so; others have not."""

    def declared(self) -> None:
        columns = {"编号": "source_ref"}
        save_mapping(ColumnMapping(source="甲县法院", columns=columns, unique_numbers=True))
        save_mapping(ColumnMapping(source="乙县法院", columns=columns))

    def alike(self, sender: str, *, n: int, ref: str = "A-7") -> list[list[str]]:
        kept = store_filings(
            [filing(n, source_ref=ref)],
            Delivery(source="导出", region="wujiagang", sender=sender),
        )
        assert len(kept.accepted) == 1
        return [numbers for _, numbers in kept.alike]

    def test_another_filing_under_the_same_number_is_asked_about(self):
        self.declared()
        assert self.alike("甲县法院", n=1) == []
        assert self.alike("甲县法院", n=2, ref="Ａ-7 ") == [["收件〔2026〕1号"]]
        assert [row.grounds for row in rows(FilingLikeness)] == ["来源编号相同"]

    def test_what_else_they_share_is_said_too(self):
        self.declared()
        self.alike("甲县法院", n=1)
        again = [filing(1, source_ref="A-7", claims="确认违法")]
        store_filings(again, Delivery(source="导出", region="wujiagang", sender="甲县法院"))
        [row] = rows(FilingLikeness)
        assert row.grounds == "来源编号相同，起诉人相同，被诉机关相同，行为相同"

    def test_within_one_delivery_too(self):
        self.declared()
        both = [filing(n, source_ref="A-7") for n in (1, 2)]
        kept = store_filings(both, Delivery(source="导出", region="wujiagang", sender="甲县法院"))
        assert kept.alike == [(1, ["收件〔2026〕1号"])]

    def test_of_other_numbers_and_other_sources_it_says_nothing(self):
        self.declared()
        self.alike("甲县法院", n=1)
        assert self.alike("甲县法院", n=2, ref="A-8") == []
        assert self.alike("乙县法院", n=3) == []
        assert self.alike("乙县法院", n=4) == []
        assert self.alike("甲县法院", n=5, ref="") == []
        assert self.alike("甲县法院", n=6, ref="") == []
