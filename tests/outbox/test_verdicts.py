"""What became of a notice, whatever the other side did; against real servers that do it."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from models.outbox import Notice
from tasks.outbox import couriers, wire
from tasks.outbox.couriers import carry
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.verdict import Fate
from tests.building import rows
from tests.notices import one_waiting, reader, state
from tests.outbox.servers import answering, mail_server_that, web_server_that
from tests.receivers import free_port

pytestmark = pytest.mark.usefixtures("home", "no_proxy")
MAIL = "mailto://127.0.0.1:{}/?from=a@example.org&to=b@example.org"
HOOK = "json://127.0.0.1:{}/hook?rto=1"

SMTP = [
    ({}, Fate.ACCEPTED),
    ({"banner": "554 no"}, Fate.FAILED),
    ({"banner": None}, Fate.AGAIN),
    ({"mail": "451 later"}, Fate.AGAIN),
    ({"mail": "530 who are you"}, Fate.FAILED),
    ({"rcpt": "450 4.2.1 full"}, Fate.AGAIN),
    ({"rcpt": "550 5.1.1 nobody of that name"}, Fate.BOUNCED),
    ({"rcpt": None}, Fate.AGAIN),
    ({"data": "554 not now"}, Fate.FAILED),
    ({"end": "451 4.3.0 disk"}, Fate.AGAIN),
    ({"end": "552 5.3.4 too big"}, Fate.FAILED),
    ({"end": None}, Fate.UNKNOWN),
    ({"data": None}, Fate.UNKNOWN),
]


@pytest.mark.parametrize(("says", "fate"), SMTP, ids=str)
def test_mail(says: dict[str, str | None], fate: Fate):
    with mail_server_that(**says) as server:
        verdict, trace = carry(MAIL.format(server.port), "标题", "正文")
    assert verdict.fate is fate
    assert "example.org" not in verdict.why + trace.line
    assert len(server.messages) == ("end" in says or not says)


WEB = [
    (answering(200), Fate.ACCEPTED),
    (answering(204), Fate.ACCEPTED),
    (answering(400), Fate.FAILED),
    (answering(404), Fate.FAILED),
    (answering(410), Fate.FAILED),
    (answering(429), Fate.AGAIN),
    (answering(500), Fate.UNKNOWN),
    (answering(503), Fate.UNKNOWN),
    (answering(200, after=3.0), Fate.UNKNOWN),
]


@pytest.mark.parametrize(("answer", "fate"), WEB, ids=[str(n) for n in range(len(WEB))])
def test_a_web_hook(answer: Any, fate: Fate):
    with web_server_that(answer) as server:
        verdict, _ = carry(HOOK.format(server.port), "标题", "正文")
    assert verdict.fate is fate
    assert len(server.messages) == 1


def test_a_redirection_is_not_followed():
    with web_server_that(answering(200)) as other:
        away = answering(307, to=f"http://127.0.0.1:{other.port}/")
        with web_server_that(away) as server:
            verdict, _ = carry(HOOK.format(server.port) + "&redirect=yes", "标题", "正文")
    assert (verdict.fate, other.messages) == (Fate.FAILED, [])


def test_one_who_is_away_and_one_who_speaks_no_tls_get_nothing():
    assert carry(HOOK.format(free_port()), "标题", "正文")[0].fate is Fate.AGAIN
    with web_server_that(answering(200)) as server:
        address = HOOK.format(server.port).replace("json://", "jsons://")
        assert carry(address, "标题", "正文")[0].fate is Fate.AGAIN
    assert server.messages == []


@pytest.fixture
def robots(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The three makers' doors stand on this machine; what is sent there is as it is to theirs."""
    door = SimpleNamespace(answer=answering(200, {"errcode": 0}), hosts=[])

    def answer(handler: Any, body: str) -> None:
        door.hosts.append(handler.path)
        door.answer(handler, body)

    with web_server_that(answer) as server:
        real = wire.requests.request

        def to_here(method: str, url: str, **how: Any) -> Any:
            path = url.split("/", 3)[3]
            return real(method, f"http://127.0.0.1:{server.port}/{path}", **how)

        monkeypatch.setattr(wire.requests, "request", to_here)
        door.messages = server.messages
        yield door


ROBOTS = {
    "wecombot": "wecombot://a1b2c3d4-0000-1111-2222-333344445555",
    "dingtalk": "dingtalk://abcdef0123456789",
    "feishu": "feishu://abcdef0123456789",
}


@pytest.mark.parametrize("name", ROBOTS)
class TestRobots:
    def test_the_words_arrive_in_the_makers_form(self, name: str, robots: Any):
        assert carry(ROBOTS[name], "标题", "正文")[0].fate is Fate.ACCEPTED
        [message] = map(json.loads, robots.messages)
        assert "正文" in json.dumps(message, ensure_ascii=False)
        assert message.get("msgtype", message.get("msg_type")) == "text"

    def test_a_contact_is_tried_from_the_terminal(self, name: str, robots: Any):
        reader(ROBOTS[name], label="李联络员")
        tried = CliRunner().invoke(app, ["notify", "test", "李联络员"])
        assert (tried.exit_code, "渠道已接收" in tried.output) == (0, True)
        [message] = robots.messages
        words = json.dumps(json.loads(message), ensure_ascii=False)
        assert "【测试】府院通通知渠道" in words, "a robot has no subject: it stands in the text"
        assert "没有任何事项需要办理" in words
        robots.answer = answering(200, {"code" if name == "feishu" else "errcode": 93000})
        tried = CliRunner().invoke(app, ["notify", "test", "李联络员"])
        assert (tried.exit_code, "渠道拒绝" in tried.output) == (1, True)

    def test_a_refusal_that_comes_with_200_is_a_refusal(self, name: str, robots: Any):
        field = "code" if name == "feishu" else "errcode"
        robots.answer = answering(200, {field: 93000, "errmsg": "invalid webhook url"})
        assert carry(ROBOTS[name], "标题", "正文")[0].fate is Fate.FAILED

    def test_too_fast_is_tried_again(self, name: str, robots: Any):
        code = {"wecombot": 45009, "dingtalk": 130101, "feishu": 11232}[name]
        robots.answer = answering(200, {"code" if name == "feishu" else "errcode": code})
        assert carry(ROBOTS[name], "标题", "正文")[0].fate is Fate.AGAIN


def test_what_was_said_is_kept_with_the_notice():
    with mail_server_that(rcpt="550 5.1.1 nobody@example.org is not here") as server:
        one_waiting(MAIL.format(server.port))
        assert send_waiting() == 1
    [row] = rows(Notice)
    assert (row.state, row.attempts) == ("bounced", 1)
    assert "550 5.1.1" in row.evidence
    assert "nobody" not in row.evidence + row.detail


def test_the_name_of_an_accepted_mail_is_kept():
    with mail_server_that() as server:
        one_waiting(MAIL.format(server.port))
        assert send_waiting() == 1
    [row] = rows(Notice)
    assert row.message_id
    assert row.message_id in server.messages[0]
    assert state() == ("accepted", 1)


def test_a_channel_that_is_none_is_told_at_once():
    assert couriers.carry("slack://a/b/c", "标题", "正文")[0].fate is Fate.FAILED
