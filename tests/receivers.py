"""Real mail and web servers on this machine that keep what they are sent."""

import contextlib
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from fuyuan.demo.senses import free_port


@dataclass(slots=True)
class Received:
    """Where it listens, and what has come so far."""

    port: int = 0
    messages: list[str] = field(default_factory=list)


@contextmanager
def web_hook(*, answers: int | None = 200) -> Iterator[Received]:
    """A web server that answers so to every message; None hangs up instead."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            received.messages.append(self.rfile.read(length).decode())
            if answers is None:
                self.close_connection = True
                return
            self.send_response(answers)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    received.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mail_server() -> Iterator[Received]:
    """An SMTP server."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # It would tell whom it hears of.
    received = Received(port=free_port())

    class Handler:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            body = message.get_body(("plain",))
            text = body.get_content() if body else ""
            received.messages.append(f"{','.join(envelope.rcpt_tos)}\n{message['Subject']}\n{text}")
            return "250 OK"

    controller = Controller(Handler(), hostname="127.0.0.1", port=received.port)
    controller.start()
    try:
        yield received
    finally:
        controller.stop()


@contextmanager
def slammed_door() -> Iterator[Received]:
    """A server that accepts every connection and drops it."""
    received = Received()
    with socket.create_server(("127.0.0.1", 0)) as server:
        received.port = server.getsockname()[1]

        def drop_all() -> None:
            with contextlib.suppress(OSError):
                while True:
                    server.accept()[0].close()

        thread = threading.Thread(target=drop_all, daemon=True)
        thread.start()
        yield received
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
