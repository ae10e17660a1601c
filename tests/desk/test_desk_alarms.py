"""The door of Prefect's automations: by key alone, and a silence is looked into."""

import datetime as dt

import pytest
from fastapi.testclient import TestClient

from models.outbox import Alarm, Notice
from rules.vocabulary.question import Actor
from tasks import alarms
from tasks.alarms import HEADER, token
from tests.building import rows
from tests.notices import reader

RUN = "00000000-0000-0000-0000-000000000007"


def told(program: TestClient, **what: str) -> object:
    answer = program.post("/api/alarms", json=what, headers={HEADER: token()})
    assert answer.status_code == 202, answer.text
    return answer.json()["told"]


def test_it_is_kept_and_sent_from_here_once(program: TestClient):
    reader("inhouse://desk", role=Actor.ADMINISTRATOR.value)
    what = {"kind": "run_failed", "subject": "defence", "run": RUN}
    assert [told(program, **what), told(program, **what)] == [True, False]
    [row] = rows(Notice)
    assert (row.subject, row.state) == ("【系统】流程运行失败（defence）", "accepted")


@pytest.mark.parametrize("shown", [{}, {HEADER: "x"}, {HEADER: ""}])
def test_without_the_key_nothing_is_taken(program: TestClient, shown: dict[str, str]):
    answer = program.post("/api/alarms", json={"kind": "server_gone"}, headers=shown)
    assert (answer.status_code, rows(Alarm)) == (403, [])
    assert token() not in answer.text


@pytest.mark.parametrize("kind", ["outbox_stuck", "watch_stopped"])
def test_a_silence_is_no_alarm_by_itself(program: TestClient, kind: str):
    assert told(program, kind=kind) is False
    assert rows(Alarm) == []


def test_a_watch_that_stays_silent_is_one(program: TestClient, monkeypatch: pytest.MonkeyPatch):
    long = alarms.WATCH_GRACE + dt.timedelta(minutes=1)
    monkeypatch.setattr("desk.alarms.running_for", lambda: long)
    assert told(program, kind="watch_stopped") is True


def test_it_is_not_among_what_programs_are_offered(program: TestClient):
    assert "/api/alarms" not in program.get("/api/openapi.json").json()["paths"]


def test_nonsense_is_refused(program: TestClient):
    answer = program.post("/api/alarms", json={"kind": "x"}, headers={HEADER: token()})
    assert answer.status_code == 422
