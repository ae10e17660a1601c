"""The ladder: what an agency has missed goes up a rung at a time, and stops when it is done."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.deadline import RunningDeadline
from models.outbox import Notice
from rules.vocabulary.question import Actor
from rules.vocabulary.region import REGIONS, load_region
from tasks import escalation
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import meet_deadline, start_deadline
from tests.building import count, registered, rows
from tests.nights import A_BATCH, QUIET, day, listener, statements, told, watch_on

DUE = day("2026-11-09")
RUNGS = (Actor.AGENCY_LEADER, Actor.JUSTICE_BUREAU, Actor.GOVERNMENT_LEADER)
LADDER = [role.value for role in RUNGS]


@pytest.fixture
def officials() -> None:
    """One contact for every rung, and one of another agency's."""
    listener(Actor.AGENCY_LEADER, organ="区公安分局")
    for role in (Actor.STUDIO, Actor.AGENCY, *RUNGS):
        listener(role)


def answering(n: int = 1) -> str:
    """A case whose agency has to answer by 2026-11-09."""
    number = registered(n)
    start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))
    assert rows(RunningDeadline)[0].due_on == DUE
    return number


@pytest.mark.usefixtures("any_home", "officials")
class TestTheLadder:
    def test_each_rung_hears_on_its_day_and_once(self):
        answering()
        heard = {}
        for n in range(1, 21):
            before = len(told("escalated"))
            watch_on(DUE + timedelta(days=n))
            assert watch_on(DUE + timedelta(days=n)) == QUIET
            if more := told("escalated")[before:]:
                heard[n] = more
        assert heard == {2: [LADDER[0]], 4: [LADDER[1]], 8: [LADDER[2]]}
        assert told("deadline_missed") == ["化解工作室（法院）", "被诉行政机关"]

    def test_nights_without_the_machine_are_made_up_one_notice_a_rung(self):
        answering()
        assert watch_on("2026-11-30") == QUIET | {"missed": 1, "escalated": 3}
        assert told("escalated") == LADDER
        assert watch_on("2026-12-01") == QUIET
        assert "已逾期21日" in rows(Notice, template="escalated")[0].subject

    @pytest.mark.parametrize("on", ["2026-11-09", "2026-11-11"], ids=["met", "met-late"])
    def test_what_is_done_goes_no_further(self, on: str):
        number = answering()
        watch_on("2026-11-11")
        meet_deadline(number, "L_ANSWER_15D", day(on))
        assert watch_on("2026-11-30") == QUIET
        assert told("escalated") == LADDER[:1]

    def test_what_was_extended_is_not_late_and_climbs_anew_from_its_new_end(self):
        number = answering()
        watch_on("2026-11-11")
        extend_deadline(number, "L_ANSWER_15D", 10, cause="1")
        assert rows(RunningDeadline)[0].due_on == day("2026-11-19")
        assert watch_on("2026-11-11")["escalated"] == 0
        assert watch_on("2026-11-21")["escalated"] == 1
        assert told("escalated") == [LADDER[0]] * 2

    def test_many_take_as_many_statements_as_few(self):
        for n in range(5):
            answering(n)
        few = statements("2026-11-30")
        for n in range(5, 30):
            answering(n)
        assert statements("2026-11-30") == few
        assert count(Notice, template="escalated") == 3 * 30


@pytest.mark.parametrize(
    "rule", ["L_DOCKET_7D", "M_CONSENT_3WD", "M_PRE_30D"], ids=["court", "citizen", "mediator"]
)
@pytest.mark.usefixtures("home", "officials")
def test_what_no_agency_bears_is_reported_to_no_government(rule: str):
    start_deadline(registered(), rule, day("2026-10-09"))
    assert watch_on("2026-11-30") == QUIET | {"missed": 1}
    assert told("escalated") == []


@pytest.mark.parametrize(("days", "told_then"), [(67, 3), (68, 0)])
@pytest.mark.usefixtures("home")
def test_what_lapsed_long_ago_is_left(days: int, told_then: int):
    answering()
    watch_on("2026-11-10")
    for role in RUNGS:
        listener(role)
    assert watch_on(DUE + timedelta(days=days))["escalated"] == told_then


@pytest.mark.usefixtures("home", "officials")
class TestARegionsOwnLadder:
    @pytest.fixture
    def ladder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        """Let 伍家岗 have this ladder, from a file."""
        shutil.copytree(REGIONS, tmp_path / "regions")

        def lay(value: str) -> None:
            with (tmp_path / "regions" / "wujiagang.toml").open("r+", encoding="utf-8") as file:
                rest = file.read()
                file.seek(0)
                file.write(f'escalation = {{ value = {value}, source = "测试" }}\n{rest}')
            monkeypatch.setattr(
                escalation, "load_region", lambda name: load_region(name, tmp_path / "regions")
            )

        return lay

    def test_a_rung_of_the_first_day_hears_with_the_notice_of_the_lapse(self, ladder):
        ladder('["0:司法局", "5:区政府分管领导"]')
        answering()
        assert watch_on("2026-11-10") == QUIET | {"missed": 1}
        assert told("deadline_missed") == ["化解工作室（法院）", "被诉行政机关", "司法局"]
        assert watch_on("2026-11-14") == QUIET
        assert watch_on("2026-11-15") == QUIET | {"escalated": 1}

    def test_a_region_may_have_none(self, ladder):
        ladder("[]")
        answering()
        assert watch_on(date(2026, 12, 30)) == QUIET | {"missed": 1} | A_BATCH
