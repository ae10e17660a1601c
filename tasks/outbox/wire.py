"""What was said on the wire while Apprise sent: how far it came, and what the other side answered.

Apprise says only whether it thinks it went well. Whether a message may be sent again depends on
more: what was refused before its words left is certain not to have arrived. So the parts of its
plugins that speak SMTP and HTTP are given listeners in place of the plain libraries.
"""

import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from enum import IntEnum
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError

from tasks.outbox.allowed import refusal_of_host

LINE = 120
REFUSED = 400
NEVER_LEFT = (
    requests.exceptions.ConnectTimeout,
    requests.exceptions.SSLError,
    requests.exceptions.InvalidURL,
)


class Reached(IntEnum):
    """How far a message came."""

    NOTHING = 0
    CONNECTED = 1
    RECIPIENT = 2
    WORDS = 3


@dataclass(slots=True, kw_only=True)
class Trace:
    """What is known of one sending; `code` is 0 without an answer, `line` holds no address."""

    reached: Reached = Reached.NOTHING
    code: int = 0
    line: str = ""
    message_id: str = ""
    forbidden: str = ""

    def came_to(self, reached: Reached) -> None:
        """Note the farthest point, until now without an answer."""
        self.reached, self.code, self.line = reached, 0, ""

    def answered(self, code: int, line: str = "") -> None:
        """Note what the other side said."""
        self.code, self.line = code, "".join(filter(str.isprintable, line))[:LINE]


_trace: ContextVar[Trace] = ContextVar("trace")


@contextmanager
def listening() -> Iterator[Trace]:
    """What is sent in the block is traced."""
    trace = Trace()
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


def called_too_fast() -> None:
    """Note that the other side took nothing and asks for patience, in whatever words of its own."""
    _trace.get().answered(HTTPStatus.TOO_MANY_REQUESTS)


class _Spoken:
    """SMTP that tells how far it came."""

    def connect(self, *given: Any, **named: Any) -> Any:
        answer = super().connect(*given, **named)  # type: ignore[misc]
        _trace.get().reached = Reached.CONNECTED
        return answer

    def getreply(self) -> tuple[int, bytes]:
        code, said = super().getreply()  # type: ignore[misc]
        if _trace.get().code >= REFUSED:
            return code, said  # What is said in parting says nothing of the message.
        # The enhanced status code is kept, the words are not: they may name the addressee.
        first = said.decode(errors="replace").split(" ", 1)[0]
        _trace.get().answered(code, first if first.count(".") == 2 else "")  # noqa: PLR2004
        return code, said

    def rcpt(self, *given: Any, **named: Any) -> Any:
        _trace.get().came_to(Reached.RECIPIENT)
        return super().rcpt(*given, **named)  # type: ignore[misc]

    def data(self, words: Any) -> Any:
        trace = _trace.get()
        raw = words.encode() if isinstance(words, str) else words
        trace.message_id = str(BytesHeaderParser().parsebytes(raw)["Message-ID"] or "").strip()
        trace.came_to(Reached.WORDS)
        return super().data(words)  # type: ignore[misc]

    def quit(self) -> Any:
        # Nor does what is said at leaving.
        trace = _trace.get()
        kept = trace.code, trace.line
        try:
            return super().quit()  # type: ignore[misc]
        finally:
            trace.code, trace.line = kept


class _Plain(_Spoken, smtplib.SMTP):
    pass


class _Encrypted(_Spoken, smtplib.SMTP_SSL):
    pass


class _Requests:
    """The `requests` of a plugin: to listed hosts only, never redirected, and traced."""

    def __getattr__(self, name: str) -> Any:
        return getattr(requests, name)

    def post(self, url: str, **how: Any) -> requests.Response:
        return self.request("POST", url, **how)

    def request(self, method: str, url: str, **how: Any) -> requests.Response:
        trace, address = _trace.get(), urlsplit(url)
        trace.forbidden = refusal_of_host(address.scheme, address.hostname or "")
        if trace.forbidden:
            raise requests.exceptions.InvalidURL
        trace.came_to(Reached.WORDS)
        try:
            answer = requests.request(method, url, **how | {"allow_redirects": False})  # noqa: S113
        except requests.RequestException as error:
            if _never_left(error):
                trace.came_to(Reached.NOTHING)
            raise
        trace.answered(answer.status_code, _said(answer))
        return answer


def _never_left(error: requests.RequestException) -> bool:
    if isinstance(error, NEVER_LEFT):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)


def _said(answer: requests.Response) -> str:
    """The error code of a robot's answer, which comes with 200 whatever became of the message."""
    try:
        body = json.loads(answer.content[:4096])
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    code = body.get("errcode", body.get("code", body.get("StatusCode")))
    return f"errcode={code}" if isinstance(code, int) and code else ""


WEB = _Requests()
MAIL = SimpleNamespace(SMTP=_Plain, SMTP_SSL=_Encrypted, SMTPException=smtplib.SMTPException)
