"""What is common to all questions: a day that has happened lies between filing and today."""

import datetime as dt
from typing import ClassVar

import pytest
from pydantic import Field

from rules.vocabulary.question import Actor, Circumstances, Question

CASE = Circumstances(
    today=dt.date(2026, 11, 6), received_on=dt.date(2026, 11, 2), agencies=("区教育局",)
)


class Visit(Question):
    """A question of which one day need not be given."""

    code: ClassVar[str] = "visit"
    heading: ClassVar[str] = "走访"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ()
    guidance: ClassVar[str] = ""

    visited_on: dt.date = Field(title="走访日期")
    revisited_on: dt.date | None = Field(default=None, title="再次走访日期")


def visit(again: dt.date | None) -> Visit:
    return Visit(answered_by="陈助理", visited_on=dt.date(2026, 11, 3), revisited_on=again)


def test_a_day_that_need_not_be_given_may_be_left_open():
    assert visit(None).problems(CASE) == []


@pytest.mark.parametrize(
    ("again", "problem"),
    [
        (dt.date(2026, 11, 7), "“再次走访日期”：2026-11-07晚于今天（2026-11-06）"),
        (dt.date(2026, 11, 1), "“再次走访日期”：2026-11-01早于收到起诉材料之日（2026-11-02）"),
    ],
)
def test_once_given_it_has_happened(again: dt.date, problem: str):
    assert visit(again).problems(CASE) == [problem]


def test_the_days_between_are_accepted():
    assert visit(CASE.received_on).problems(CASE) == []
    assert visit(CASE.today).problems(CASE) == []
