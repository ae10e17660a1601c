"""短信 through any gateway, and 站内信."""

from pathlib import Path
from typing import Any

import pytest

from models.outbox import Notice
from tasks.errors import FuyuanError
from tasks.outbox import sms
from tasks.outbox.couriers import carry
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import mark_read
from tasks.outbox.verdict import Fate
from tests.building import rows
from tests.notices import one_waiting, reader, state
from tests.outbox.servers import answering, web_server_that

pytestmark = pytest.mark.usefixtures("no_proxy")
PHONE = "13800001111"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    sms.gateway.cache_clear()


def described(home: Path, port: int, *, form: bool = False) -> None:
    folder = home / "channels"
    folder.mkdir(exist_ok=True)
    (folder / "unicom.toml").write_text(
        f"""
url = "http://127.0.0.1:{port}/send"
body = {{ to = ["{{phone}}"], content = "【府院】{{text}}", sign = "7" }}
form = {str(form).lower()}
secret = "X-Api-Key"
success = {{ field = "result.code", value = 0 }}
""".replace('to = ["{phone}"]', 'to = "{phone}"' if form else 'to = ["{phone}"]'),
        encoding="utf-8",
    )


class TestSms:
    def test_the_gateway_gets_its_own_form(self, home: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_SMS_UNICOM", "key-4711")
        heard: list[Any] = []

        def answer(handler: Any, body: str) -> None:
            heard.append((handler.path, handler.headers["X-Api-Key"], body))
            answering(200, {"result": {"code": 0}})(handler, body)

        with web_server_that(answer) as server:
            described(home, server.port)
            one_waiting(f"sms://unicom/{PHONE}")
            assert send_waiting() == 1
        assert state() == ("accepted", 1)
        [(path, key, body)] = heard
        assert (path, key) == ("/send", "key-4711")
        sent = sms.json.loads(body)
        assert (sent["to"], sent["sign"]) == ([PHONE], "7")
        assert sent["content"].startswith("【府院】【待办】案件 ")

    def test_as_a_form_too(self, home: Path):
        with web_server_that(answering(200, {"result": {"code": 0}})) as server:
            described(home, server.port, form=True)
            assert carry(f"sms://unicom/{PHONE}", "题", "文&to=x")[0].fate is Fate.ACCEPTED
        assert server.messages[0].startswith(f"to={PHONE}&content=")
        assert "&to=x" not in server.messages[0]

    def test_words_never_become_keys_or_marks(self, home: Path):
        with web_server_that(answering(200, {"result": {"code": 0}})) as server:
            described(home, server.port)
            carry(f"sms://unicom/{PHONE}", '{phone}"}', "{text}")
        assert sms.json.loads(server.messages[0])["content"] == '【府院】{phone}"}\r\n{text}'

    @pytest.mark.parametrize(
        ("answer", "fate"),
        [
            (answering(200, {"result": {"code": 7}}), Fate.FAILED),
            (answering(200, "nonsense"), Fate.FAILED),
            (answering(500), Fate.UNKNOWN),
        ],
    )
    def test_only_the_named_answer_is_success(self, home: Path, answer: Any, fate: Fate):
        with web_server_that(answer) as server:
            described(home, server.port)
            assert carry(f"sms://unicom/{PHONE}", "题", "文")[0].fate is fate

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("url = ", "写法有误"),
            ('url = "http://127.0.0.1"', "须写明 url 和 body"),
            ('url = "http://127.0.0.1"\nbody = {}\nurll = 1', "不认识的键：urll"),
            ('url = "http://10.1.1.1/x"\nbody = {}', "FUYUAN_NOTICE_HOSTS"),
        ],
    )
    def test_a_description_that_is_wrong_is_said_so(self, home: Path, text: str, words: str):
        (home / "channels").mkdir()
        (home / "channels" / "unicom.toml").write_text(text, encoding="utf-8")
        with pytest.raises(FuyuanError, match=words):
            reader(f"sms://unicom/{PHONE}")

    @pytest.mark.usefixtures("home")
    @pytest.mark.parametrize("url", ["sms://unicom/", "sms://unicom/abc", "sms://../x/13800001111"])
    def test_an_address_without_a_phone_is_none(self, url: str):
        with pytest.raises(FuyuanError):
            reader(url)

    @pytest.mark.usefixtures("home")
    def test_a_gateway_nobody_described(self):
        with pytest.raises(FuyuanError, match=r"channels/nosuch\.toml"):
            reader(f"sms://nosuch/{PHONE}")


@pytest.mark.usefixtures("home")
class TestInHouse:
    def test_it_is_delivered_when_somebody_has_read_it(self):
        notice = one_waiting("inhouse://desk")
        assert send_waiting() == 1
        assert state() == ("accepted", 1)
        mark_read(notice.id, by="刘法官")
        mark_read(notice.id, by="他人")
        [row] = rows(Notice)
        assert row.state == "delivered"
        assert "刘法官已读" in row.evidence

    def test_nothing_else_is_read_so(self):
        notice = one_waiting("json://127.0.0.1:9/x")
        with pytest.raises(FuyuanError, match="没有编号为"):
            mark_read(notice.id, by="刘法官")
