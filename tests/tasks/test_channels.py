"""Channel addresses: only listed kinds are called, one at a time, and none is ever shown."""

import logging

import pytest

from models.outbox import Contact, Notice
from tasks.contacts import contacts
from tasks.errors import FuyuanError
from tasks.outbox.couriers import channel_of
from tasks.outbox.dispatch import send_waiting
from tests.building import as_it_lies, count, registered, rows
from tests.notices import one_waiting, queued, reader, state, store_contact
from tests.receivers import free_port, mail_server, web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")


REFUSED = (
    *("http://127.0.0.1/x", "https://example.org/x", "file:///etc/passwd", "syslog://"),
    *("slack://a/b/c", "exec://rm", "mailto:a@example.org", "127.0.0.1", "", " json://127.0.0.1"),
)
ALLOWED = (
    *("mailto://127.0.0.1/?from=a@b.cn&to=c@d.cn", "mailtos://u:p@example.org", "json://127.0.0.1"),
    *("jsons://a.example", "inhouse://desk"),
    *("wecombot://key", "dingtalk://token12345", "feishu://token12345", "JSON://127.0.0.1"),
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
        ("url", "channel"),
        [
            ("mailto://127.0.0.1:2525/?from=a@example.org&to=b@example.org", "mailto:127.0.0.1"),
            ("mailtos://u:p@163.com", "mailtos:smtp.163.com"),
            ("mailtos://u:p@qq.com", "mailtos:smtp.qq.com"),
            ("mailtos://u:p@example.org?smtp=mail.example.org", "mailtos:mail.example.org"),
            ("json://127.0.0.1/x", "json:127.0.0.1"),
            ("jsons://a.example/x", "jsons:a.example"),
            ("wecombot://a-b-c", "wecombot:"),
            ("dingtalk://token12345", "dingtalk:"),
            ("feishu://abcdefghij", "feishu:"),
            ("inhouse://desk", "inhouse:"),
        ],
    )
    def test_a_channel_is_what_passes_one_bottleneck(self, url: str, channel: str):
        assert channel_of(url) == channel

    @pytest.mark.parametrize(
        "url", ["json://10.0.0.8/x", "mailtos://u:p@mail.inside.cn", "jsons://a.example.evil.cn"]
    )
    def test_a_host_that_nobody_listed_is_not_called(self, url: str):
        with pytest.raises(FuyuanError, match="FUYUAN_NOTICE_HOSTS"):
            reader(url)
        store_contact(url, "甲")
        queued(registered(), "一")
        assert send_waiting() == 1
        assert state() == ("failed", 1)

    def test_one_contact_is_one_recipient(self):
        with pytest.raises(FuyuanError, match="一个联系人登记一个地址"):
            reader("mailto://127.0.0.1/?from=a@example.org&to=b@example.org,c@example.org")

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
