"""A grave case: everybody concerned hears at once, the agency acts, reports and is assessed."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Todo
from rules.deadlines import find
from rules.filing import RiskTag
from rules.vocabulary.article import Confidence
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute
from rules.vocabulary.question import Actor
from rules.vocabulary.region import REGIONS, load_region
from tasks.errors import InvalidAnswerError
from tests.building import rows
from tests.flows import answers as say
from tests.nights import listener
from tests.nights import told as heard
from tests.procedures.litigation_walk import on
from tests.procedures.mediation_walk import asked, letters, registered_case, tell, told

pytestmark = pytest.mark.usefixtures("home", "fonts")
TAGGED: dict[str, Any] = {"risk_tags": ["群体性"]}
AGENCY, OTHER = "区教育局", "区财政局"


def relieved(**changes: Any) -> say.Answer:
    done = {
        "answered_by": "赵某",
        "measures": "局长接访，逐户说明",
        "petition_work": "没有信访苗头",
        "opinion_work": "没有舆情",
        "officer": "孙某（局长）",
        "reported_to": "市教育局",
        "reported_on": "2026-11-06",
    }
    return "relief_report", done | changes


def assessed(risk: str = "低") -> say.Answer:
    found = {"petition_risk": risk, "stability_risk": "低", "risk_reason": "诉求已逐户登记"}
    return "risk_assessment", {"answered_by": "刘法官", "assessed_on": "2026-11-06"} | found


def stage() -> list[str]:
    return [row.stage for row in rows(CasePath, path="urgent_response")]


@pytest.mark.mechanism("WJ-7f")
@pytest.mark.parametrize("tag", RiskTag)
def test_a_tag_is_told_at_once_to_everybody_whom_the_region_names(tag: RiskTag):
    for role in Actor:
        listener(role)
    registered_case(risk_tags=[tag])
    named = {role.value for role in load_region("wujiagang").alert_roles}
    assert set(heard("alert")) == named
    assert len(told("预警")) == 1
    assert asked("urgent_response") == ["relief_report"]
    assert asked("registration") == ["eight_checks"], "the case itself goes on beside"


@pytest.mark.mechanism("WJ-7f")
def test_without_a_tag_nobody_is_alarmed():
    listener(Actor.AGENCY)
    registered_case()
    assert (heard("alert"), told("预警"), stage()) == ([], [], [])


@pytest.mark.mechanism("YC-15")
def test_the_agency_has_a_to_do_that_is_due_in_twenty_four_hours():
    registered_case(**TAGGED)
    [clock] = rows(RunningDeadline, rule="A_ALERT_24H")
    [waiting] = rows(Todo, question="relief_report")
    assert waiting.actor == Actor.AGENCY.value
    assert clock.due_on == waiting.due_on == dt.date(2026, 11, 7), "a Saturday: hours run on"


@pytest.mark.mechanism("YC-15")
@pytest.mark.parametrize(("hours", "due"), [(24, "2026-11-07 17:00"), (2, "2026-11-06 19:00")])
def test_the_hours_are_an_assumption_that_a_region_may_change(tmp_path: Path, hours: int, due: str):
    """Counted from the hour that follows, as periods of hours are."""
    rule = find("A_ALERT_24H")
    assert rule.confidence is Confidence.ASSUMED
    shutil.copy(REGIONS / "national.toml", tmp_path)
    line = f'alert_hours = {{ value = {hours}, source = "本地规定" }}'
    (tmp_path / "here.toml").write_text(line, encoding="utf-8")
    counted = compute(
        rule,
        dt.datetime(2026, 11, 6, 16, 0),  # noqa: DTZ001  (the engine counts local time)
        calendar=national_calendar(),
        region=load_region("here", tmp_path),
    )
    assert f"{counted.at:%Y-%m-%d %H:%M}" == due


@pytest.mark.mechanism("YC-15")
def test_the_report_to_the_superior_says_what_was_done():
    registered_case(**TAGGED)
    tell(relieved())
    [report] = letters("grave_report")
    assert (report["reported_to"], report["risk_tags"]) == ("市教育局", ["群体性"])
    assert report["measures"] == "局长接访，逐户说明"
    [clock] = rows(RunningDeadline, rule="A_ALERT_24H")
    assert clock.state == "met"
    tell(assessed())
    assert stage() == ["relieved"]
    [form] = letters("risk_form")
    assert form["is_high"] is False


def test_a_report_that_is_not_made_in_time_is_missed():
    registered_case(**TAGGED)
    on("2026-11-09")
    [clock] = rows(RunningDeadline, rule="A_ALERT_24H")
    assert clock.state == "missed"
    assert asked("urgent_response") == ["relief_report"]


def test_every_agency_reports_for_itself_and_the_last_one_meets_the_date():
    registered_case(**TAGGED, agencies=[AGENCY, OTHER])
    with pytest.raises(InvalidAnswerError, match=f"请填写{AGENCY}、{OTHER}中的一个"):
        tell(relieved())
    tell(relieved(agency=OTHER))
    [clock] = rows(RunningDeadline, rule="A_ALERT_24H")
    assert clock.state == "running"
    tell(relieved(agency=AGENCY))
    assert {report["agency"] for report in letters("grave_report")} == {AGENCY, OTHER}


def test_what_is_still_high_after_the_first_measures_is_told_again():
    listener(Actor.JUSTICE_BUREAU)
    registered_case(**TAGGED)
    tell(relieved(), assessed("高"))
    assert len(heard("alert")) == 2
    assert told("预警")[-1].startswith("信访或者社会稳定风险评估为高")
