"""Quiet hours and rest days: what waits, until when, and what does not."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.outbox import Notice
from rules.vocabulary.question import Actor
from rules.vocabulary.quiet import Quiet
from rules.vocabulary.region import REGIONS, RegionError, load_region
from tasks import clock, quiet_hours
from tasks.alerts import raise_alert
from tasks.deadlines import start_deadline
from tasks.outbox.dispatch import send_waiting
from tests.building import registered, rows
from tests.nights import listener, watch_on
from tests.notices import queued, reader
from tests.outbox.servers import answering, web_server_that
from tests.receivers import web_hook

NIGHT = Quiet(since=dt.time(20), until=dt.time(8), on_rest_days=True)
NOON = Quiet(since=dt.time(12), until=dt.time(14), on_rest_days=False)
NEVER = Quiet(since=dt.time(0), until=dt.time(0), on_rest_days=False)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=clock.CHINA)


def is_weekend(day: dt.date) -> bool:
    return day.weekday() > 4


@pytest.mark.parametrize(
    ("quiet", "now", "then"),
    [
        pytest.param(NIGHT, "2026-11-06T07:59", "2026-11-06T08:00", id="early"),
        pytest.param(NIGHT, "2026-11-06T08:00", "2026-11-06T08:00", id="the-first-minute"),
        pytest.param(NIGHT, "2026-11-06T19:59", "2026-11-06T19:59", id="the-last-minute"),
        pytest.param(NIGHT, "2026-11-05T20:00", "2026-11-06T08:00", id="late"),
        pytest.param(NIGHT, "2026-11-06T20:00", "2026-11-09T08:00", id="friday-night"),
        pytest.param(NIGHT, "2026-11-07T12:00", "2026-11-09T08:00", id="saturday"),
        pytest.param(NOON, "2026-11-07T13:00", "2026-11-07T14:00", id="a-nap-at-noon"),
        pytest.param(NEVER, "2026-11-07T03:00", "2026-11-07T03:00", id="no-quiet-at-all"),
    ],
)
def test_the_next_allowed_moment(quiet: Quiet, now: str, then: str):
    assert quiet.next_allowed(at(now), is_weekend) == at(then)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        pytest.param("2026-11-10", "2026-11-09T08:00", id="a-day-is-left"),
        pytest.param("2026-11-09", "2026-11-07T08:00", id="it-would-come-on-the-last-day"),
        pytest.param("2026-11-07", "2026-11-07T08:00", id="today"),
    ],
)
def test_what_would_come_too_late_is_held_for_the_hours_alone(before: str, then: str):
    found = NIGHT.next_allowed(
        at("2026-11-07T03:00"), is_weekend, before=dt.date.fromisoformat(before)
    )
    assert found == at(then)


def test_a_calendar_without_an_end_holds_nobody():
    found = NIGHT.next_allowed(at("2026-11-07T12:00"), lambda _: True)
    assert found - at("2026-11-07T12:00") < dt.timedelta(days=32)


@pytest.fixture
def turn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the clock stand at a moment; quiet hours are kept."""
    request.getfixturevalue("home")
    monkeypatch.delenv("FUYUAN_QUIET_HOURS")

    def set_clock(text: str) -> None:
        monkeypatch.setenv("FUYUAN_TODAY", text)

    set_clock("2026-11-06T10:00")
    return set_clock


def not_before() -> list[str]:
    return [
        f"{row.not_before.astimezone(clock.CHINA):%Y-%m-%dT%H:%M}" if row.not_before else ""
        for row in rows(Notice)
    ]


@pytest.mark.usefixtures("no_proxy")
def test_a_notice_of_the_night_leaves_in_the_morning(turn):
    with web_hook() as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        number = registered()
        turn("2026-11-06T02:00")
        queued(number, "一", template="case_closed")
        sent = []
        for moment in ("02:00", "07:59", "08:00", "08:01"):
            turn(f"2026-11-06T{moment}")
            sent.append(send_waiting())
    assert sent == [0, 0, 1, 0]
    assert len(server.messages) == 1


@pytest.mark.usefixtures("no_proxy")
@pytest.mark.parametrize(
    ("template", "now", "then"),
    [
        pytest.param("case_closed", "2026-11-05T19:50:00", "2026-11-05T19:50", id="by-day"),
        pytest.param("case_closed", "2026-11-05T19:59:50", "2026-11-06T08:00", id="at-night"),
        pytest.param("case_closed", "2026-11-06T19:59:50", "2026-11-07T08:00", id="before-its-day"),
        pytest.param("alert", "2026-11-06T19:59:50", "2026-11-06T20:00", id="urgent"),
    ],
)
def test_what_failed_for_now_is_not_tried_again_in_the_night(
    turn, template: str, now: str, then: str
):
    with web_server_that(answering(429)) as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        number = registered()
        turn(now)
        queued(number, "一", template=template)  # 到期日 2026-11-09，星期一
        assert send_waiting() == 0
    [row] = rows(Notice)
    assert (row.state, row.attempts, not_before()) == ("queued", 1, [then])


@pytest.mark.usefixtures("no_proxy")
def test_a_region_that_cannot_be_read_does_not_lose_what_became_of_a_notice(
    turn, monkeypatch: pytest.MonkeyPatch
):
    def fail(_name: str) -> None:
        raise RegionError("伍家岗区.toml")

    with web_server_that(answering(429)) as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        number = registered()
        turn("2026-11-06T19:59:50")
        queued(number, "一", template="case_closed")
        monkeypatch.setattr(quiet_hours, "load_region", fail)
        assert send_waiting() == 0
    [row] = rows(Notice)
    assert (row.state, row.attempts, not_before()) == ("queued", 1, ["2026-11-06T20:00"])


def test_over_a_long_holiday_it_waits_for_the_first_working_day(turn):
    reader("json://127.0.0.1/x")
    number = registered()
    turn("2026-10-01T10:00")
    queued(number, "一", template="letter_issued")  # 到期日 2026-11-09
    assert not_before() == ["2026-10-08T08:00"], "国庆 ends on Wednesday, the 7th"


def test_a_swapped_working_weekend_is_no_rest(turn):
    reader("json://127.0.0.1/x")
    number = registered()
    turn("2026-10-10T10:00")  # 星期六，上班
    queued(number, "一", template="letter_issued")
    assert not_before() == [""]


def test_an_alert_does_not_wait(turn):
    for role in (Actor.JUSTICE_BUREAU, Actor.GOVERNMENT_LEADER):
        listener(role)
    number = registered()
    turn("2026-11-07T23:30")
    raise_alert(number, key="一", title="信访风险评为“高”")
    assert not_before() == ["", ""]


@pytest.mark.usefixtures("turn")
def test_the_watch_of_the_night_rings_nobody():
    listener(Actor.STUDIO)
    start_deadline(registered(), "L_DOCKET_7D", dt.date(2026, 11, 2))
    watch_on("2026-11-06T00:10")
    assert not_before() == ["2026-11-06T08:00"]
    watch_on("2026-11-08T00:10")  # 星期日；次日到期
    assert not_before()[1:] == ["2026-11-08T08:00"], "on Monday it would be the last day"


def test_a_region_sets_its_own(turn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(REGIONS, tmp_path / "regions")
    with (tmp_path / "regions" / "wujiagang.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[notices]\nquiet_until = { value = 09:30:00, source = "测试" }\n'
            'rest_days = { value = "send", source = "测试" }\n'
        )
    monkeypatch.setattr(
        quiet_hours, "load_region", lambda name: load_region(name, tmp_path / "regions")
    )
    reader("json://127.0.0.1/x")
    number = registered()
    turn("2026-11-07T03:00")
    queued(number, "一", template="letter_issued")
    assert not_before() == ["2026-11-07T09:30"]


@pytest.mark.parametrize(
    "line",
    ['quiet_from = { value = "20", source = "x" }', 'rest_days = { value = "no", source = "x" }'],
)
def test_a_setting_that_is_none_is_named(line: str, tmp_path: Path):
    shutil.copytree(REGIONS, tmp_path / "regions")
    with (tmp_path / "regions" / "ruzhou.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[notices]\n{line}\n")
    with pytest.raises(RegionError, match=f"ruzhou.*notices.{line.partition(' ')[0]}"):
        load_region("ruzhou", tmp_path / "regions")
