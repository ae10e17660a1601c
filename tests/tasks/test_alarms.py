"""What is wrong is told once an incident, to the administrators, and names nobody."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from models.ledger import ledger
from models.outbox import ALARM, Alarm, Contact, Notice
from rules.vocabulary.question import Actor
from tasks import alarms, clock
from tasks.alarms import FOLD, WORDS, Kind, end_alarm, raise_alarm, words_of
from tasks.outbox import stuck
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import send_again, undelivered
from tasks.outbox.stuck import PATIENCE, TRIES, stuck_channels
from tests.building import registered, rows
from tests.notices import queued, reader
from tests.processes import at_once

RUN = UUID(int=7)


def administrator(label: str = "管理", url: str = "inhouse://desk") -> None:
    reader(url, label=label, role=Actor.ADMINISTRATOR.value)


@pytest.mark.usefixtures("any_home")
class TestOnce:
    def test_what_lasts_is_told_once_until_it_is_over(self):
        administrator()
        assert [raise_alarm(Kind.WORKER_GONE) for _ in range(3)] == [True, False, False]
        assert end_alarm(Kind.WORKER_GONE, noticed_at=clock.now())
        assert not end_alarm(Kind.WORKER_GONE, noticed_at=clock.now())
        assert raise_alarm(Kind.WORKER_GONE)
        assert [row.subject for row in rows(Notice)] == ["【系统】执行器停止工作"] * 2

    def test_a_look_that_is_older_than_the_alarm_does_not_end_it(self):
        before = clock.now()
        raise_alarm(Kind.WORKER_GONE)
        assert not end_alarm(Kind.WORKER_GONE, noticed_at=before)

    def test_a_run_is_told_once_by_whomever(self):
        administrator()
        assert raise_alarm(Kind.RUN_FAILED, subject="defence", run=RUN)
        assert not raise_alarm(Kind.RUN_FAILED, subject="defence", run=RUN)

    def test_what_fails_together_is_one_incident_a_flow(self, monkeypatch: pytest.MonkeyPatch):
        administrator()
        told = [
            raise_alarm(Kind.RUN_FAILED, subject=subject, run=uuid4())
            for subject in ("defence", "defence", "retrial", "defence")
        ]
        assert told == [True, False, True, False]
        later = clock.now() + FOLD * 1.1
        monkeypatch.setattr(clock, "now", lambda: later)
        assert raise_alarm(Kind.RUN_FAILED, subject="defence", run=uuid4())
        assert len(rows(Alarm)) == 5

    def test_what_crashes_together_is_one_incident_whichever_flow(self):
        told = [raise_alarm(Kind.RUN_CRASHED, subject=each, run=uuid4()) for each in ("a", "b")]
        assert told == [True, False]

    def test_many_at_once_are_told_once(self):
        administrator()
        calls = [("defence", str(uuid4())) for _ in range(4)]
        assert sorted(at_once(failed, calls)) == [False, False, False, True]
        assert len(rows(Notice)) == 1

    def test_two_administrators_hear_and_one_address_hears_once(self):
        for label, url in (("甲", "inhouse://desk"), ("乙", "inhouse://desk")):
            administrator(label, url)
        administrator("丙", "json://127.0.0.1:9/x")
        reader("inhouse://desk")
        raise_alarm(Kind.OUTBOX_STUCK)
        labels = {row.id: row.label for row in rows(Contact)}
        assert [labels[row.contact_id] for row in rows(Notice)] == ["甲", "丙"]

    def test_without_an_administrator_it_is_kept_and_logged(self, caplog: pytest.LogCaptureFixture):
        assert raise_alarm(Kind.SERVER_GONE)
        assert "没有登记系统管理员" in caplog.text
        assert len(rows(Alarm)) == 1


def failed(subject: str, run: str) -> bool:
    return raise_alarm(Kind.RUN_FAILED, subject=subject, run=UUID(run))


@pytest.mark.usefixtures("any_home")
class TestItsNotice:
    def test_it_leaves_by_the_outbox_apart_from_all_others(self):
        administrator()
        reader("inhouse://desk")
        queued(registered(), "甲")
        raise_alarm(Kind.WATCH_STOPPED)
        assert send_waiting(template=ALARM) == 1
        states = {row.template: row.state for row in rows(Notice)}
        assert states == {"alarm": "accepted", "todo_opened": "queued"}

    def test_undelivered_it_waits_for_a_person_too(self):
        administrator(url="json://127.0.0.1:9/x")
        raise_alarm(Kind.WATCH_STOPPED)
        with ledger() as session:
            session.query(Notice).update({"state": "failed"})
        [line] = undelivered()
        assert (line.short_code, line.role) == ("系统", "系统管理员")
        send_again(line.id, by="管理员", reason="渠道已恢复")
        assert rows(Notice)[0].state == "queued"

    def test_the_commands_show_it(self):
        administrator()
        raise_alarm(Kind.RUN_FAILED, subject="defence", run=RUN)
        raise_alarm(Kind.RUN_FAILED, subject="defence", run=uuid4())
        raise_alarm(Kind.SERVER_GONE)
        shown = CliRunner().invoke(app, ["notify", "alarms"], env={"COLUMNS": "160"}).stdout
        assert all(word in shown for word in ("defence", "并入前一次", "仍在"))
        assert "系统管理员" in CliRunner().invoke(app, ["notices"], env={"COLUMNS": "160"}).stdout


class TestWords:
    @pytest.mark.parametrize("kind", Kind)
    def test_each_says_what_it_is_and_what_to_do(self, kind: Kind):
        subject, body = words_of(kind, "", clock.now(), None)
        assert WORDS[kind].title in subject
        assert WORDS[kind].remedy in body
        assert any(word in WORDS[kind].remedy for word in ("make up", "fuyuan", "Prefect", "logs/"))

    @pytest.mark.usefixtures("home")
    def test_a_subject_that_may_name_somebody_is_left_out(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_PREFECT_URL", "http://127.0.0.1:4200")
        administrator()
        raise_alarm(Kind.RUN_FAILED, subject="(2026)鄂0503行诉前调1号｜周某1", run=RUN)
        [row] = rows(Notice)
        assert "周某" not in row.subject + row.body
        assert f"/runs/flow-run/{RUN}" in row.body


@pytest.mark.usefixtures("any_home")
class TestStuck:
    @pytest.fixture(autouse=True)
    def _old(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(stuck, "running_for", lambda: PATIENCE * 2)

    def aged(self, **values: object) -> None:
        reader("inhouse://desk")
        queued(registered(), "甲")
        with ledger() as session:
            session.query(Notice).update(values)

    @pytest.mark.parametrize(
        ("values", "channels"),
        [
            ({"queued_at": -2}, ["inhouse:"]),
            ({"queued_at": -0.5}, []),
            ({"queued_at": -9, "not_before": 1}, []),
            ({"queued_at": -9, "not_before": -0.5}, []),
            ({"not_before": 1, "attempts": TRIES}, ["inhouse:"]),
            ({"state": "sending", "lease_until": -2}, ["inhouse:"]),
            ({"state": "sending", "lease_until": 0.5}, []),
            ({"state": "unknown", "queued_at": -9}, []),
        ],
        ids=str,
    )
    def test_what_is_due_for_long_stands_still(self, values: dict, channels: list[str]):
        self.aged(
            **{
                key: clock.now() + PATIENCE * value if isinstance(value, (int, float)) else value
                for key, value in values.items()
                if key != "attempts"
            },
            **({"attempts": values["attempts"]} if "attempts" in values else {}),
        )
        assert stuck_channels() == channels

    def test_a_long_queue_that_moves_does_not(self):
        self.aged(queued_at=clock.now() - PATIENCE * 2)
        queued("(2026)鄂0503行诉前调1号", "乙")
        with ledger() as session:
            row = session.get_one(Notice, 2)
            row.state, row.settled_at = "accepted", clock.now() - PATIENCE / 2
        assert stuck_channels() == []

    def test_who_has_just_come_does_not_judge(self, monkeypatch: pytest.MonkeyPatch):
        self.aged(queued_at=clock.now() - PATIENCE * 2)
        monkeypatch.setattr(stuck, "running_for", lambda: PATIENCE / 2)
        assert stuck_channels() is None


def test_a_key_of_another_installation_opens_nothing(home: Path, monkeypatch: pytest.MonkeyPatch):
    first = alarms.token()
    assert (home / "secret.key").exists()
    monkeypatch.setenv("FUYUAN_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    assert alarms.token() != first
