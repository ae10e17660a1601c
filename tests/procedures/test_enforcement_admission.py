"""非诉执行的受理条件: counted day by day, and what an answer has to say."""

import datetime as dt

import pytest

from rules.deadlines import find
from rules.paths.nonlitigation_enforcement.admission import Admission, examine
from rules.paths.nonlitigation_enforcement.questions import EnforcementApplication
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute
from tests.procedures.afterwards import faults
from tests.procedures.nonlitigation_enforcement_answers import (
    DAY,
    application,
    legality,
    reconciled,
    refused,
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUYUAN_TODAY", DAY)


def examined(**changes: object) -> Admission:
    given = EnforcementApplication.model_validate(application(**changes)[1])
    calendar = national_calendar()
    earliest = compute(find("N_URGE_10WD"), given.urge_served, calendar=calendar).expected
    latest = compute(find("N_APPLY_3M"), given.suit_period_end, calendar=calendar).expected
    return examine(given, applied_on=dt.date(2026, 3, 2), earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("changes", "unmet"),
    [
        pytest.param({}, [], id="all is well"),
        # 2/10 至 2/14（六上班）、2/24 至 2/28（六上班）为十个工作日，最早 3/1。
        pytest.param({"urge_served": "2026-02-09"}, [], id="urged just long enough"),
        pytest.param({"urge_served": "2026-02-10"}, ["urged"], id="urged a day too late"),
        pytest.param({"urged": "否"}, ["urged"], id="never urged"),
        pytest.param({"suit_period_end": "2025-12-02"}, [], id="on the last day"),
        pytest.param({"suit_period_end": "2025-12-01"}, [], id="the last day was a Sunday"),
        pytest.param({"suit_period_end": "2025-11-28"}, ["in_time"], id="late"),
        pytest.param({"suit_period_end": "2026-03-02"}, ["expired"], id="too early to apply"),
        pytest.param({"unopposed": "否"}, ["unopposed"], id="the person sued"),
        pytest.param({"local": "否"}, ["local"], id="another court's"),
        pytest.param({"missing": ["催告书送达回证"]}, ["complete"], id="a paper is wanting"),
    ],
)
def test_an_application_is_held_to_its_conditions(changes: dict, unmet: list):
    assert [point.code for point in examined(**changes).unmet] == unmet


@pytest.mark.parametrize(
    ("code", "given", "problem"),
    [
        pytest.param(*application(urge_served="2026-01-06"), "按未催告填写", id="urged after"),
        pytest.param(*refused(DAY, reason=""), "须写明理由", id="refused without a word"),
        pytest.param(
            *legality("明显缺乏事实根据", reviewed_on=DAY), "写明具体情形", id="unlawful, but how"
        ),
        pytest.param(
            *reconciled("达成执行和解，申请机关撤回申请", concluded_on=DAY),
            "须写明和解内容",
            id="settled on nothing",
        ),
    ],
)
def test_an_answer_that_says_too_little_is_refused(code, given, problem):
    assert problem in faults(code, given)
