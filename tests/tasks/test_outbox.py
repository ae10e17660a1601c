"""Notices: each reader is told once, never twice on a guess, and nothing personal leaves the house."""

import datetime as dt
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.ledger import insert_once, ledger
from models.outbox import Contact, Notice
from rules.vocabulary.question import Actor
from tasks import clock, outbox
from tasks.contacts import add_contact, contacts, switch_off
from tasks.errors import FuyuanError
from tasks.notify import queue_notice
from tasks.outbox import ATTEMPTS, FIRST_WAIT, send_again, send_waiting, settle_interrupted
from tasks.records import find_case
from tasks.stages import move
from tests.building import ADDRESS, ID_NUMBER, PHONE, as_it_lies, asked, count, registered, rows
from tests.processes import at_once, kill_when_it_speaks
from tests.receivers import free_port, mail_server, slammed_door, web_hook

STUDIO = Actor.STUDIO.value
TEMPLATES = Path(__file__).parents[2] / "templates" / "notices"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def reader(url: str, *, label: str = "值班", role: str = STUDIO, organ: str = "") -> None:
    add_contact(role=role, organ=organ, label=label, url=url)


def queued(number: str, *keys: str, role: str = STUDIO, template: str = "todo_opened") -> int:
    with ledger() as session:
        case = find_case(session, number)
        return sum(
            queue_notice(
                session,
                case,
                event_key=key,
                template=template,
                role=role,
                title="八看审查",
                due_on=dt.date(2026, 11, 9),
            )
            for key in keys
        )


def one_waiting(url: str) -> Notice:
    reader(url)
    assert queued(registered(), "一") == 1
    return rows(Notice)[0]


def state() -> tuple[str, int]:
    [row] = rows(Notice)
    return row.state, row.attempts


@pytest.mark.usefixtures("home")
class TestQueueing:
    def test_every_reader_of_the_role_is_told_once(self):
        for n in range(3):
            reader(f"json://127.0.0.1/{n}", label=f"第{n}人")
        reader("json://127.0.0.1/x", role=Actor.MEDIATOR.value)
        number = registered()
        assert [queued(number, "一"), queued(number, "一"), queued(number, "二")] == [3, 0, 3]
        assert count(Notice) == 6

    def test_one_address_under_two_names_is_told_once(self):
        for label in ("值班", "主任"):
            reader("json://127.0.0.1/same", label=label)
        number = registered()
        assert [queued(number, "一"), queued(number, "一")] == [1, 0]

    def test_whoever_left_is_not_told(self):
        for label in ("值班", "主任"):
            reader(f"json://127.0.0.1/{label}", label=label)
        switch_off("值班")
        assert queued(registered(), "一") == 1
        assert [row.contact_id for row in rows(Notice)] == [2]
        with pytest.raises(FuyuanError, match="没有称呼为“院长”的联系人"):
            switch_off("院长")

    def test_the_end_of_a_path_is_told_once(self):
        reader("json://127.0.0.1/x")
        number = registered()
        for _ in range(2):
            move(number, "registration", "to_docketing")
        [notice] = rows(Notice)
        assert notice.subject.endswith("先登后调：已转登记立案")

    @pytest.mark.parametrize(
        ("organ", "told"),
        [("区教育局", 1), ("区公安分局", 0), ("", 1)],
        ids=["own", "other", "all"],
    )
    def test_an_agency_hears_of_its_own_cases_alone(self, organ: str, told: int):
        reader("json://127.0.0.1/x", role=Actor.AGENCY.value, organ=organ)
        assert queued(registered(), "一", role=Actor.AGENCY.value) == told

    def test_the_same_thing_in_two_cases_is_two_notices(self):
        reader("json://127.0.0.1/x")
        assert [queued(registered(n), "一") for n in (1, 2)] == [1, 1]

    def test_a_notice_belongs_to_the_fact_that_causes_it(self):
        reader("json://127.0.0.1/x")
        number = registered()

        def queue_and_fail() -> None:
            with ledger() as session:
                queue_notice(
                    session,
                    find_case(session, number),
                    event_key="一",
                    template="todo_opened",
                    role=STUDIO,
                    title="八看审查",
                )
                raise RuntimeError

        with pytest.raises(RuntimeError):
            queue_and_fail()
        assert count(Notice) == 0

    def test_a_question_that_is_opened_is_told_to_whoever_answers_it(self):
        reader("json://127.0.0.1/x")
        reader("json://127.0.0.1/y", role=Actor.MEDIATOR.value)
        number = registered()
        for _ in range(2):
            asked(number, "eight_checks")
        assert [row.contact_id for row in rows(Notice)] == [1]


@pytest.mark.usefixtures("home")
class TestWhatANoticeSays:
    @pytest.mark.parametrize("template", sorted(p.name.split(".")[0] for p in TEMPLATES.iterdir()))
    def test_names_the_duty_and_the_way_but_no_person_and_no_case(self, template: str):
        reader("json://127.0.0.1/x")
        number = registered()
        queued(number, "一", template=template)
        [case], [notice] = rows(Case), rows(Notice)
        text = f"{notice.subject}\n{notice.body}"
        assert case.short_code in notice.subject
        assert "八看审查" in text
        assert f"/cases/{case.short_code}" in text
        forbidden = [number, case.act, case.cause, "周某", ID_NUMBER, PHONE, ADDRESS, "区教育局"]
        assert [words for words in forbidden if words in text] == []

    def test_a_title_cannot_add_lines(self):
        reader("json://127.0.0.1/x")
        with ledger() as session:
            queue_notice(
                session,
                find_case(session, registered()),
                event_key="一",
                template="todo_opened",
                role=STUDIO,
                title="八看\nBcc: x@example.org",
            )
        assert "\n" not in rows(Notice)[0].subject


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
    def test_what_a_killed_sender_held_is_unknown_and_never_resent(self, moment: str):
        with web_hook() as server:
            one_waiting(f"json://127.0.0.1:{server.port}/hook")
            assert kill_when_it_speaks(stop_at_the_door, moment) == moment
            assert state() == ("sending", 1)
            assert send_waiting() == 0
            assert [settle_interrupted(), settle_interrupted()] == [1, 0]
            assert send_waiting() == 0
        assert len(server.messages) == (0 if moment == "before" else 1)
        [row] = rows(Notice)
        assert (row.state, row.attempts) == ("unknown", 1)
        assert "请人工核实后决定是否重发" in row.detail
        assert row.settled_at is not None


def stop_at_the_door(say: Callable[[str], None], moment: str) -> None:
    real = outbox._hand_over

    def hand_over(*arguments: Any) -> tuple[str, str]:
        if moment == "before":
            say(moment)
        real(*arguments)
        say(moment)
        raise AssertionError

    outbox._hand_over = hand_over
    send_waiting()


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
                send_again(notice_id)
                assert [send_waiting(), send_waiting()] == [1, 0]
        assert len(server.messages) == 3
        assert state() == ("unknown", 1)

    def test_what_arrived_or_still_waits_is_not(self):
        with web_hook() as server:
            notice = one_waiting(f"json://127.0.0.1:{server.port}/hook")
            with pytest.raises(FuyuanError, match="不能重发"):
                send_again(notice.id)
            assert send_waiting() == 1
            with pytest.raises(FuyuanError, match="不能重发"):
                send_again(notice.id)
            assert send_waiting() == 0
        assert len(server.messages) == 1

    def test_what_never_was_cannot_be(self):
        with pytest.raises(FuyuanError, match="通知7不存在"):
            send_again(7)


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

    @pytest.mark.parametrize(
        "url",
        ["json://127.0.0.1:{}/x", "mailto://127.0.0.1:{}/?from=a@example.org&to=b@example.org"],
    )
    def test_a_door_that_is_slammed_is_not_tried_again(self, url: str):
        with slammed_door() as server:
            one_waiting(url.format(server.port))
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert state() == ("unknown", 1)

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
        assert send_waiting() == 1
        [row] = rows(Notice)
        assert (row.state, row.attempts) == ("failed", ATTEMPTS)
        assert "渠道多次无法连接" in row.detail

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
        "url", ["json://127.0.0.1:99999/x", "mailto://u:p@example.org?smtp=a..b"]
    )
    def test_a_place_that_does_not_exist_is_as_good_as_away(self, url: str):
        one_waiting(url)
        assert send_waiting() == 0
        assert state() == ("queued", 1)


def store_contact(url: str, label: str) -> None:
    """As an older release may have stored it."""
    with ledger() as session:
        insert_once(session, Contact, role=STUDIO, organ="", label=label, url=url)


REFUSED = (
    *("http://127.0.0.1/x", "https://example.org/x", "file:///etc/passwd", "syslog://"),
    *("slack://a/b/c", "exec://rm", "mailto:a@example.org", "127.0.0.1", "", " json://127.0.0.1"),
)
ALLOWED = (
    *("mailto://127.0.0.1", "mailtos://u:p@example.org", "json://127.0.0.1", "jsons://a.example"),
    *("wecombot://key", "dingtalk://token", "feishu://token", "JSON://127.0.0.1"),
)


@pytest.mark.usefixtures("home")
class TestChannels:
    @pytest.mark.parametrize("url", REFUSED)
    def test_only_the_listed_ones_can_be_registered(self, url: str):
        with pytest.raises(FuyuanError, match="不允许的通知渠道") as refused:
            reader(url)
        assert url == "" or url not in str(refused.value)
        assert count(Contact) == 0

    @pytest.mark.parametrize("url", ALLOWED)
    def test_the_listed_ones_can(self, url: str):
        reader(url)
        assert count(Contact) == 1

    @pytest.mark.parametrize("url", ["http://127.0.0.1:{}/x", "xml://127.0.0.1:{}/x"])
    def test_whatever_is_stored_nothing_else_is_ever_called(self, url: str):
        with web_hook() as server:
            store_contact(url.format(server.port), "甲")
            queued(registered(), "一")
            assert send_waiting() == 1
        assert server.messages == []
        assert state() == ("failed", 1)

    @pytest.mark.parametrize("between", [", ", " ", "; "])
    def test_one_address_is_one_address(self, between: str):
        with web_hook() as meant, web_hook() as smuggled:
            reader(f"json://127.0.0.1:{meant.port}/x{between}xml://127.0.0.1:{smuggled.port}/x")
            queued(registered(), "一")
            send_waiting()
        assert smuggled.messages == []

    @pytest.mark.parametrize(
        ("url", "door"),
        [
            ("mailto://127.0.0.1:2525/?from=a@example.org", ("127.0.0.1", 2525)),
            ("mailtos://u:p@163.com", ("smtp.163.com", 465)),
            ("mailtos://u:p@qq.com", ("smtp.qq.com", 587)),
            ("mailtos://u:p@example.org?smtp=mail.example.org", ("mail.example.org", 587)),
            ("json://127.0.0.1/x", ("127.0.0.1", 80)),
            ("jsons://a.example/x", ("a.example", 443)),
            ("wecombot://a-b-c", ("qyapi.weixin.qq.com", 443)),
            ("dingtalk://token12345", ("oapi.dingtalk.com", 443)),
            ("feishu://abcdefghij", ("open.feishu.cn", 443)),
        ],
    )
    def test_the_door_that_is_tried_is_the_one_that_is_used(self, url: str, door: tuple[str, int]):
        courier = outbox._courier(url)
        assert courier is not None
        assert outbox._door(courier[0]) == door

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"role": "院长"}, "没有角色“院长”；可用："),
            ({}, "“值班”已登记：请换一个称呼"),
        ],
    )
    def test_a_registration_that_cannot_be_is_refused_in_words(self, change, words: str):
        reader("json://127.0.0.1/x")
        with pytest.raises(FuyuanError, match=words):
            reader("json://127.0.0.1/y", **change)


SECRET = "secret-4711"


@pytest.mark.usefixtures("home")
class TestAddressIsNeverShown:
    @pytest.mark.parametrize("outcome", ["accepted", "unknown", "away", "invalid"])
    def test_whatever_becomes_of_the_notice(self, outcome: str, caplog: pytest.LogCaptureFixture):
        caplog.set_level(logging.INFO)
        with web_hook(answers=200 if outcome == "accepted" else 500) as server:
            port = free_port() if outcome == "away" else server.port
            host = "" if outcome == "invalid" else f"127.0.0.1:{port}"
            store_contact(f"json://{SECRET}:{SECRET}@{host}/{SECRET}", "甲")
            queued(registered(), "一")
            send_waiting()
        expected = {"away": "queued", "invalid": "failed"}.get(outcome, outcome)
        assert state()[0] == expected
        self.is_nowhere(caplog)

    def test_of_mail_neither(self, caplog: pytest.LogCaptureFixture):
        caplog.set_level(logging.INFO)
        with mail_server() as server:
            one_waiting(f"mailto://127.0.0.1:{server.port}/?from=a@b.cn&to={SECRET}@example.org")
            send_waiting()
        assert SECRET in server.messages[0]
        self.is_nowhere(caplog)

    def is_nowhere(self, caplog: pytest.LogCaptureFixture) -> None:
        assert SECRET not in caplog.text
        assert SECRET not in as_it_lies()
        assert SECRET not in str(contacts())
        assert SECRET not in "".join(row.detail for row in rows(Notice))
