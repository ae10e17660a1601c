"""The outbox: each notice is sent once, never a second time on a guess."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock
from tasks.errors import FuyuanError
from tasks.outbox import dispatch
from tasks.outbox.claims import ATTEMPTS, FIRST_WAIT, SENDING_LEASE, settle_lapsed
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import send_again
from tests.building import registered, rows
from tests.notices import one_waiting, queued, reader, state, store_contact
from tests.processes import at_once, kill_when_it_speaks
from tests.receivers import free_port, mail_server, slammed_door, web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")


@pytest.mark.usefixtures("any_home")
class TestDelivery:
    def test_by_mail(self):
        with mail_server() as server:
            one_waiting(
                f"mailto://127.0.0.1:{server.port}/?from=fuyuan@example.org&to=a@example.org"
            )
            assert [send_waiting(), send_waiting()] == [1, 0]
        [message] = server.messages
        recipients, subject, body = message.split("\n", 2)
        assert recipients == "a@example.org"
        assert subject.startswith("【待办】案件 ")
        assert "您有一项新的待办：八看审查" in body
        assert state() == ("accepted", 1)

    def test_by_web_hook(self):
        with web_hook() as server:
            notice = one_waiting(f"json://127.0.0.1:{server.port}/hook")
            assert [send_waiting(), send_waiting()] == [1, 0]
        [message] = map(json.loads, server.messages)
        assert (message["title"], message["message"]) == (notice.subject, notice.body)
        assert state() == ("accepted", 1)

    def test_by_four_senders_at_once_each_notice_leaves_once(self):
        with web_hook() as server:
            reader(f"json://127.0.0.1:{server.port}/hook")
            number = registered()
            assert queued(number, *map(str, range(20))) == 20
            told = at_once(send_waiting, [()] * 4)
        assert sum(told) == 20
        assert len(server.messages) == 20
        assert {(row.state, row.attempts) for row in rows(Notice)} == {("accepted", 1)}

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_what_a_killed_sender_held_is_unknown_and_never_resent(
        self, moment: str, monkeypatch: pytest.MonkeyPatch
    ):
        with web_hook() as server:
            one_waiting(f"json://127.0.0.1:{server.port}/hook")
            assert kill_when_it_speaks(stop_at_the_door, moment) == moment
            assert state() == ("sending", 1)
            assert send_waiting() == 0
            assert settle_lapsed() == 0, "it may be alive: its lease runs"
            monkeypatch.setattr(clock, "now", after(SENDING_LEASE))
            assert [settle_lapsed(), settle_lapsed()] == [1, 0]
            assert send_waiting() == 0
        assert len(server.messages) == (0 if moment == "before" else 1)
        [row] = rows(Notice)
        assert (row.state, row.attempts) == ("unknown", 1)
        assert "请人工核实后决定是否重发" in row.detail
        assert row.settled_at is not None


def stop_at_the_door(say: Callable[[str], None], moment: str) -> None:
    real = dispatch.carry

    def carry(*arguments: Any) -> Any:
        if moment == "before":
            say(moment)
        real(*arguments)
        say(moment)
        raise AssertionError

    dispatch.carry = carry
    send_waiting()


def after(wait: dt.timedelta) -> Callable[[], dt.datetime]:
    later = clock.now() + wait + dt.timedelta(seconds=1)
    return lambda: later


@pytest.mark.usefixtures("home")
class TestResending:
    """Only a person may say that a message did not arrive."""

    def unknown(self, port: int) -> int:
        notice = one_waiting(f"json://127.0.0.1:{port}/hook")
        assert send_waiting() == 1
        return notice.id

    def test_by_a_persons_word_it_is_sent_once_more(self):
        with web_hook(answers=500) as server:
            notice_id = self.unknown(server.port)
            for _ in range(2):
                send_again(notice_id, by="刘法官", reason="电话核实未收到")
                assert [send_waiting(), send_waiting()] == [1, 0]
        assert len(server.messages) == 3
        assert state() == ("unknown", 1)

    def test_what_arrived_or_still_waits_is_not(self):
        with web_hook() as server:
            notice = one_waiting(f"json://127.0.0.1:{server.port}/hook")
            with pytest.raises(FuyuanError, match="不能重发"):
                send_again(notice.id, by="刘法官", reason="未收到")
            assert send_waiting() == 1
            with pytest.raises(FuyuanError, match="不能重发"):
                send_again(notice.id, by="刘法官", reason="未收到")
            assert send_waiting() == 0
        assert len(server.messages) == 1

    def test_what_never_was_cannot_be(self):
        with pytest.raises(FuyuanError, match="通知7不存在"):
            send_again(7, by="刘法官", reason="未收到")


@pytest.mark.usefixtures("home")
class TestTrouble:
    def test_a_server_that_refuses_may_have_passed_it_on(self):
        with web_hook(answers=500) as server:
            one_waiting(f"json://127.0.0.1:{server.port}/hook")
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert (len(server.messages), state()) == (1, ("unknown", 1))

    def test_a_server_that_hangs_up_may_have_passed_it_on(self):
        with web_hook(answers=None) as server:
            one_waiting(f"json://127.0.0.1:{server.port}/hook")
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert (len(server.messages), state()) == (1, ("unknown", 1))

    def test_a_door_that_is_slammed_on_the_words_is_not_tried_again(self):
        with slammed_door() as server:
            one_waiting(f"json://127.0.0.1:{server.port}/x")
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert state() == ("unknown", 1)

    def test_mail_that_never_came_to_words_is_tried_again(self):
        with slammed_door() as server:
            one_waiting(f"mailto://127.0.0.1:{server.port}/?from=a@example.org&to=b@example.org")
            assert [send_waiting(), send_waiting()] == [0, 0]
        assert state() == ("queued", 1)

    def test_a_server_that_is_away_is_tried_again_later_and_later_and_then_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        one_waiting(f"json://127.0.0.1:{free_port()}/x")
        for attempt in range(1, ATTEMPTS):
            monkeypatch.setenv("FUYUAN_TODAY", f"2026-12-{attempt:02}")
            before = clock.now()
            assert send_waiting() == 0
            after = clock.now()
            [row] = rows(Notice)
            wait = FIRST_WAIT * 2 ** (attempt - 1)
            assert (row.state, row.attempts) == ("queued", attempt)
            assert before + wait <= row.not_before <= after + wait
            assert send_waiting() == 0
            assert state() == ("queued", attempt), "not before its time"
        monkeypatch.setenv("FUYUAN_TODAY", "2026-12-31")
        assert send_waiting() == 0
        [row] = rows(Notice)
        assert (row.state, row.attempts) == ("failed", ATTEMPTS)
        assert f"已试{ATTEMPTS}次" in row.detail

    def test_a_server_that_comes_back_gets_it_once(self, monkeypatch: pytest.MonkeyPatch):
        port = free_port()
        one_waiting(f"mailto://127.0.0.1:{port}/?from=a@example.org&to=b@example.org")
        assert send_waiting() == 0
        with mail_server() as server:
            with ledger() as session:
                session.get_one(
                    Contact, 1
                ).url = f"mailto://127.0.0.1:{server.port}/?from=a@example.org&to=b@example.org"
            assert send_waiting() == 0, "not before its time"
            monkeypatch.setenv("FUYUAN_TODAY", "2026-11-07")
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert (len(server.messages), state()) == (1, ("accepted", 2))

    def test_one_reader_who_is_away_does_not_hold_up_the_others(self):
        with web_hook() as server:
            reader(f"json://127.0.0.1:{free_port()}/x", label="甲")
            reader(f"json://127.0.0.1:{server.port}/x", label="乙")
            assert queued(registered(), "一") == 2
            assert send_waiting() == 1
        assert [row.state for row in rows(Notice)] == ["queued", "accepted"]

    @pytest.mark.parametrize(
        "url",
        [
            pytest.param("json://", id="no-host"),
            pytest.param("json://[x/", id="broken-brackets"),
            pytest.param("wecombot://", id="no-key"),
            pytest.param("mailto://nobody", id="no-address"),
        ],
    )
    def test_an_address_that_cannot_be_read_fails_at_once_and_stops_nobody(self, url: str):
        with web_hook() as server:
            store_contact(url, "甲")
            reader(f"json://127.0.0.1:{server.port}/x", label="乙")
            queued(registered(), "一")
            assert send_waiting() == 2
        first, second = rows(Notice)
        assert (first.state, second.state) == ("failed", "accepted")
        assert "通知渠道地址无效" in first.detail

    @pytest.mark.parametrize(
        "url", ["json://127.0.0.1:99999/x", "mailto://u:p@example.org?smtp=a..example.org"]
    )
    def test_a_place_that_does_not_exist_is_as_good_as_away(self, url: str):
        one_waiting(url)
        assert send_waiting() == 0
        assert state() == ("queued", 1)
