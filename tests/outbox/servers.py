"""Mail and web servers that fail in every way there is."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.receivers import Received

Script = dict[str, str | None]


@contextmanager
def mail_server_that(**says: str | None) -> Iterator[Received]:
    """An SMTP server that answers a command otherwise; None hangs up there.

    Commands: `banner`, `mail`, `rcpt`, `data`, and `end` for the answer after the words.
    """
    received = Received()
    with socket.create_server(("127.0.0.1", 0)) as server:
        received.port = server.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    threading.Thread(
                        target=_talk, args=(caller, says, received), daemon=True
                    ).start()

        threading.Thread(target=serve, daemon=True).start()
        yield received


def _talk(  # noqa: C901, PLR0912  (a conversation, command by command)
    caller: socket.socket, says: Script, received: Received
) -> None:
    with caller, caller.makefile("rb") as lines, suppress(OSError):
        plan = {"banner": "220 ready", "mail": "250 ok", "rcpt": "250 ok", "data": "354 go", **says}
        if not _say(caller, plan["banner"]):
            return
        while line := lines.readline():
            command = line[:4].strip().lower().decode()
            if command in {"ehlo", "helo"}:
                _say(caller, "250 here")
            elif command == "data":
                if not _say(caller, plan["data"]):
                    return
                if plan["data"].startswith("354"):
                    words = iter(lines.readline, b".\r\n")
                    received.messages.append(b"".join(words).decode())
                    if not _say(caller, plan.get("end", "250 taken")):
                        return
            elif command == "quit":
                _say(caller, "221 bye")
                return
            elif not _say(caller, plan.get(command, "250 ok")):
                return


def _say(caller: socket.socket, words: str | None) -> bool:
    if words is None:
        return False
    caller.sendall(f"{words}\r\n".encode())
    return True


@contextmanager
def web_server_that(
    answer: Callable[[BaseHTTPRequestHandler, str], None], *, tls: ssl.SSLContext | None = None
) -> Iterator[Received]:
    """A web server that answers every POST so."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.messages.append(body)
            answer(self, body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    received.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answering(
    code: int, body: Any = None, *, after: float = 0.0, to: str = ""
) -> Callable[[BaseHTTPRequestHandler, str], None]:
    """Answer with a code and a JSON body, after a while, or redirect."""

    def answer(handler: BaseHTTPRequestHandler, _body: str) -> None:
        time.sleep(after)
        with suppress(OSError):
            handler.send_response(code)
            if to:
                handler.send_header("Location", to)
            handler.end_headers()
            if body is not None:
                handler.wfile.write(json.dumps(body).encode())

    return answer
