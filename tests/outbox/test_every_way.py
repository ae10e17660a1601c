"""Every channel fails in every way, at real servers: what its notice becomes in the ledger."""

import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from models.outbox import Notice
from tasks.outbox import sms, wire
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import undelivered
from tests.building import rows
from tests.notices import one_waiting, reader
from tests.outbox.servers import answering, mail_server_that, web_server_that
from tests.receivers import free_port

pytestmark = pytest.mark.usefixtures("home", "no_proxy")
KEY = "abcdef01-0000-1111-2222-333344445555"
# The address of each web channel (one second of patience), and its own “taken”, “no”, “too fast”.
CHANNELS: dict[str, tuple[str, Any, Any, Any]] = {
    "webhook": ("json://127.0.0.1:{port}/x?rto=1", None, None, None),
    "企业微信": (
        f"wecombot://{KEY}?rto=1",
        {"errcode": 0, "errmsg": "ok"},
        {"errcode": 93000, "errmsg": "invalid webhook url"},
        {"errcode": 45009, "errmsg": "api freq out of limit"},
    ),
    "钉钉": (
        "dingtalk://abcdef0123456789?rto=1",
        {"errcode": 0, "errmsg": "ok"},
        {"errcode": 310000, "errmsg": "keywords not in content"},
        {"errcode": 130101, "errmsg": "send too fast"},
    ),
    "飞书": (
        "feishu://abcdef0123456789?rto=1",
        {"code": 0, "msg": "success", "StatusCode": 0},
        {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"},
        {"code": 11232, "msg": "frequency limited"},
    ),
    "短信": (
        "sms://unicom/13800001111?rto=1",
        {"result": {"code": 0}},
        {"result": {"code": 7}},
        {"result": {"code": 9}},
    ),
}


def hang_up(handler: Any, _body: str) -> None:
    """Take the words and close, without an answer."""
    handler.close_connection = True


def half_an_answer(handler: Any, _body: str) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
    handler.close_connection = True


WAYS: dict[str, tuple[Callable[[Any, str], None], str]] = {
    "slow": (answering(200, after=2.5), "unknown"),
    "500 after accepting": (answering(500), "unknown"),
    "503": (answering(503), "unknown"),
    "hangs up after the words": (hang_up, "unknown"),
    "hangs up in its answer": (half_an_answer, "unknown"),
    "gone for good": (answering(410), "failed"),
    "not allowed": (answering(403), "failed"),
    "429": (answering(429), "queued"),
}


@pytest.fixture(autouse=True)
def _gateway(home: Path) -> None:
    sms.gateway.cache_clear()
    (home / "channels").mkdir()


@contextmanager
def at_the_door(
    channel: str, home: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a channel whose maker stands at this port."""
    (home / "channels" / "unicom.toml").write_text(
        f'url = "http://127.0.0.1:{port}/send"\n'
        'body = { to = "{phone}", content = "{text}" }\n'
        'success = { field = "result.code", value = 0 }\nlater = [9]\n',
        encoding="utf-8",
    )
    real = wire.requests.request

    def to_here(method: str, url: str, **how: Any) -> Any:
        return real(method, f"http://127.0.0.1:{port}/{url.split('/', 3)[3]}", **how)

    with monkeypatch.context() as patch:
        patch.setattr(wire.requests, "request", to_here)
        yield CHANNELS[channel][0].format(port=port)


def becomes(address: str) -> str:
    """The state of a notice to an address after one attempt."""
    one_waiting(address)
    send_waiting()
    [row] = rows(Notice)
    assert row.attempts == 1
    assert row.detail
    return row.state


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_fails(
    channel: str, way: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, state = WAYS[way]
    with (
        web_server_that(answer) as server,
        at_the_door(channel, home, server.port, monkeypatch) as address,
    ):
        assert becomes(address) == state
    assert len(server.messages) == 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_is_away(channel: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_the_door(channel, home, free_port(), monkeypatch) as address:
        assert becomes(address) == "queued"


@pytest.mark.parametrize(("nth", "state"), [(1, "accepted"), (2, "failed"), (3, "queued")])
@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "webhook"])
def test_a_channel_that_says_it_in_its_own_words_with_200(
    channel: str, nth: int, state: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        web_server_that(answering(200, CHANNELS[channel][nth])) as server,
        at_the_door(channel, home, server.port, monkeypatch) as address,
    ):
        assert becomes(address) == state
    assert len(server.messages) == 1


def test_for_a_dead_web_hook_the_next_channel_is_offered(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        web_server_that(answering(410)) as server,
        at_the_door("webhook", home, server.port, monkeypatch) as address,
    ):
        assert becomes(address) == "failed"
    reader("inhouse://desk", label="站内")
    [waiting] = undelivered()
    assert (waiting.state, waiting.others) == ("failed", ("站内",))
    assert "410" in rows(Notice)[0].evidence, "what the channel said is kept with the notice"


MAIL = "{scheme}://127.0.0.1:{port}/?from=a@example.org&to=b@example.org&mode={mode}"


class TestTls:
    """Where no secure line comes about, nothing leaves, and it is tried again."""

    @pytest.mark.parametrize("mode", ["starttls", "ssl"])
    def test_a_mail_server_without_it_gets_no_words(self, mode: str) -> None:
        with mail_server_that() as server:
            assert becomes(MAIL.format(scheme="mailtos", port=server.port, mode=mode)) == "queued"
        assert server.messages == []

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, tmp_path: Path) -> None:
        with web_server_that(answering(200), tls=_own_certificate(tmp_path)) as server:
            assert becomes(f"jsons://127.0.0.1:{server.port}/x?rto=1") == "queued"
        assert server.messages == []


def _own_certificate(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2099))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "own.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


ENDS = [
    ({}, "accepted"),
    ({"banner": None}, "queued"),
    ({"banner": "554 no"}, "failed"),
    ({"rcpt": "550 5.1.1 nobody"}, "bounced"),
    ({"rcpt": "450 4.2.2 full"}, "queued"),
    ({"end": "552 5.3.4 too big"}, "failed"),
    ({"end": None}, "unknown"),
]


@pytest.mark.parametrize(("says", "state"), ENDS, ids=str)
def test_mail_in_the_ledger(says: dict[str, str | None], state: str) -> None:
    with mail_server_that(**says) as server:
        assert becomes(MAIL.format(scheme="mailto", port=server.port, mode="insecure")) == state
    if state in {"bounced", "failed", "unknown"}:
        [waiting] = undelivered()
        assert waiting.state == state, "it waits for a person"
    else:
        assert undelivered() == []
