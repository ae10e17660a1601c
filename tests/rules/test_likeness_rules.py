"""When two filings are like: however they are written, never because of a number that differs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.filing import Filing, Plaintiff
from rules.likeness import folded, grounds, persons
from tests.building import filing

LI = {"name": "李四", "id_number": "990000198001010039"}


def like(**changes: Any) -> str:
    return grounds(filing(**changes), filing())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"claims": "确认违法"}, "起诉人相同，被诉机关相同，行为相同", id="claims"),
        pytest.param({"act": "《信息公开答复书》第 1 号"}, "行为相同", id="marks-and-spaces"),
        pytest.param({"act": "信息公開答復書第１号"}, "行为相同", id="variants"),
        pytest.param({"act": "政府信息公开答复书第1号"}, "行为相近", id="one-word-more"),
        pytest.param({"agencies": ["甲市乙區教育局"]}, "被诉机关相同", id="agency-in-full"),
        pytest.param({"act_made_on": "2026-10-09"}, "作出日期不同", id="another-day"),
        pytest.param({"plaintiffs": [{"name": "周某1"}, LI]}, "部分起诉人相同", id="merged"),
        pytest.param(
            {"plaintiffs": [{"name": "周谋", "id_number": filing().plaintiffs[0].id_number}]},
            "证件号码相同",
            id="name-mistyped",
        ),
    ],
)
def test_what_may_be_the_same_dispute_says_why(changes, said):
    assert said in like(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"act": "信息公开答复书第2号"}, id="another-number"),
        pytest.param({"act": "行政处罚决定书"}, id="another-act"),
        pytest.param({"agencies": ["区公安分局"]}, id="another-agency"),
    ],
)
def test_what_is_plainly_another_dispute_is_not_asked_about(changes):
    assert like(**changes) == ""


def test_grounds_name_nobody():
    assert "周某" not in like(claims="确认违法")
    assert "教育局" not in like(claims="确认违法")


def test_a_plaintiff_without_a_number_is_known_by_name_alone():
    assert persons(filing(plaintiffs=[Plaintiff(name="張 三")])) == ("name:张三",)


@given(st.text(max_size=60))
def test_folding_ends_and_keeps_nothing_that_differs_only_in_writing(text):
    assert folded(f" {text}\u3000") == folded(text)
    assert folded(text).isalnum() or folded(text) == ""


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_likeness_goes_both_ways(act, other):
    def made(text: str) -> Filing:
        return filing(act=f"甲{text}")

    one, two = made(act), made(other)
    assert bool(grounds(one, one))
    if folded(one.act) == folded(two.act):
        assert grounds(one, two) == grounds(two, one) != ""
