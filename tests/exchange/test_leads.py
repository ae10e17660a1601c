"""A lead is kept, listed, and becomes one filing by a person's word; never by itself."""

import datetime as dt
from typing import Any

import pytest

from models.case import Case
from models.exchange import Lead
from models.filing import FilingRecord, ImportBatch
from models.outbox import Trigger
from rules.vocabulary.region_file import RegionError
from tasks.errors import FuyuanError, RefusedFilingError
from tasks.exchange.leads import filing_template, leads, turn_into_filing
from tasks.registration import register
from tests.building import PHONE, as_it_lies, count, filing, rows, stored
from tests.information import lead
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("any_home")


def filled(lead_id: int, **changes: Any) -> dict[str, Any]:
    """The template of a lead, filled in by somebody."""
    given = filing_template(lead_id)
    given["plaintiffs"][0]["name"] = "周某"
    return {**given, "received_on": "2026-11-05", "act": "强制拆除广告牌", **changes}


def test_a_lead_is_kept_once_and_starts_nothing():
    first, again, second = lead(1), lead(1), lead(2)
    assert first == again != second
    assert [(each.id, each.filing, each.case_number) for each in leads("wujiagang")] == [
        (second, "", ""),
        (first, "", ""),
    ]
    assert leads("yicheng") == []
    assert count(FilingRecord) == count(Trigger) == count(Case) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agency": " "}, "“行政机关”没有填写"),
        ({"summary": ""}, "“事由和进展”没有填写"),
        ({"summary": f"来电人{PHONE}"}, "“事由和进展”写有像联系方式的内容"),
        ({"noted_on": dt.date(2026, 11, 7)}, "“日期”2026-11-07晚于"),
        ({"source": "微博"}, "“线索来源”读不出来"),
    ],
)
def test_what_is_no_lead_is_refused_with_its_field(changes: dict[str, object], said: str):
    with pytest.raises(FuyuanError, match=said) as refused:
        lead(1, **changes)
    assert PHONE not in str(refused.value)
    assert count(Lead) == 0


def test_a_lead_of_an_unknown_region_is_refused():
    with pytest.raises(RegionError, match="没有名为"):
        lead(1, region="nowhere")


def test_a_lead_becomes_a_filing_with_its_trigger_and_both_know_each_other():
    number = lead(1)
    turned = turn_into_filing(number, filled(number), by="王协调员")
    assert turned.is_new
    [record], [kept], [batch] = rows(FilingRecord), rows(Lead), rows(ImportBatch)
    assert (record.number, kept.filing_id, kept.decided_by) == (
        turned.filing,
        record.id,
        "王协调员",
    )
    assert batch.source == "线索1"
    assert count(Trigger) == 1
    assert leads("wujiagang", is_open=True) == []
    case_number = register(turned.filing)
    [line] = leads("wujiagang")
    assert (line.filing, line.case_number) == (turned.filing, case_number)


def test_a_lead_becomes_one_filing_however_often_it_is_asked_for():
    number = lead(1)
    first = turn_into_filing(number, filled(number), by="王协调员")
    again = turn_into_filing(number, filled(number), by="赵协调员")
    assert (again.filing, again.is_new) == (first.filing, False)
    with pytest.raises(FuyuanError, match=f"已由王协调员转为{first.filing}"):
        turn_into_filing(number, filled(number, act="另一个行为"), by="赵协调员")
    assert count(FilingRecord) == count(Trigger) == 1
    assert rows(Lead)[0].decided_by == "王协调员"


def test_two_people_at_once_make_one_filing():
    number = lead(1)
    calls = [(number, filled(number)), (number, filled(number))]
    assert sorted(at_once(_turn, calls)) == [False, True]
    assert count(FilingRecord) == count(Trigger) == 1


def test_two_people_who_say_different_things_at_once_make_one_filing():
    number = lead(1)
    calls = [(number, filled(number)), (number, filled(number, act="另一个行为"))]
    assert sorted(at_once(_turn_or_refuse, calls)) == ["made", "refused"]
    assert count(FilingRecord) == count(Trigger) == count(ImportBatch) == 1


def _turn_or_refuse(number: int, given: dict[str, Any]) -> str:
    try:
        turn_into_filing(number, given, by="王协调员")
    except FuyuanError:
        return "refused"
    return "made"


def _turn(number: int, given: dict[str, Any]) -> bool:
    return turn_into_filing(number, given, by="王协调员").is_new


def test_a_filing_that_came_before_is_linked_and_not_stored_again():
    [known] = stored(filing(1))
    number = lead(1)
    turned = turn_into_filing(number, filing(1).model_dump(mode="json"), by="王协调员")
    assert (turned.filing, turned.is_new) == (known, False)
    assert leads("wujiagang")[0].filing == known
    assert count(FilingRecord) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"act": ""}, "“被诉行政行为”没有填写"),
        ({"plaintiffs": []}, "“起诉人”填写有误"),
        ({"received_on": "2026-11-07"}, "晚于今天"),
        ({"act_made_on": "2026-11-06"}, "晚于收到起诉材料日期"),
        ({"unknown": "x"}, "“unknown”填写有误"),
    ],
)
def test_what_is_no_filing_is_refused_and_the_lead_stays_open(
    changes: dict[str, object], said: str
):
    number = lead(1)
    with pytest.raises(RefusedFilingError, match=said):
        turn_into_filing(number, filled(number, **changes), by="王协调员")
    assert leads("wujiagang", is_open=True)
    assert count(FilingRecord) == count(ImportBatch) == 0


def test_nobodys_word_and_no_lead_are_refused():
    number = lead(1)
    with pytest.raises(FuyuanError, match="由谁决定"):
        turn_into_filing(number, filled(number), by=" ")
    with pytest.raises(FuyuanError, match="没有线索9"):
        turn_into_filing(9, filled(number), by="王协调员")
    with pytest.raises(FuyuanError, match="没有线索9"):
        filing_template(9)


def test_the_person_is_named_in_the_encrypted_filing_alone():
    number = lead(1)
    turn_into_filing(number, filled(number), by="王协调员")
    assert "周某" not in as_it_lies()
