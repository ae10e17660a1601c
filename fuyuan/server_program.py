"""`python -m fuyuan.server_program`: Prefect's server, kept on this machine, quick to retry.

Two headers are added to what it answers. Pages get a content security policy that keeps them on
this machine (the UI would ask a statistics host on every page). A 503, which SQLite's optimistic
locking produces whenever two writers meet, says when to come back: without it the client waits
2, 4, 8 ... seconds, and a run stood still for up to 44 s (ADR 0003). Before that the request is
tried again here, for a person's click is not repeated by the interface: it shows an error instead.

A page of Prefect's older interface leads to the same page of the newer one, unless somebody chose
the older: above a long form it hides the case, the due date and why an answer was refused.

And a statement waits for SQLite's lock for three seconds, not for Prefect's sixty: measured, two
of the server's own sessions sometimes wait for each other, and everything stood still that long.
"""

import asyncio
import time
from pathlib import PurePosixPath
from typing import Any

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import (
    PREFECT_API_DATABASE_CONNECTION_URL,
    PREFECT_SERVER_API_HOST,
    PREFECT_SERVER_API_PORT,
)
from sqlalchemy import event
from sqlalchemy.pool import Pool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

RETRY_AFTER_SECONDS = b"0.1"
POLICY = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    b"connect-src 'self' ws://127.0.0.1:* ws://localhost:*; worker-src 'self' blob:; "
    b"frame-ancestors 'self'"
)
UNAVAILABLE = 503
# Shorter than the clients wait for an answer (PREFECT_API_REQUEST_TIMEOUT).
PATIENCE_SECONDS, PAUSE_SECONDS = 8.0, 0.1
CHOICE = "prefect_ui_version"
PAGES = frozenset(
    {
        *("artifacts", "automations", "blocks", "concurrency-limits", "dashboard", "deployments"),
        *("events", "flows", "runs", "settings", "variables", "work-pools"),
    }
)
LOCK_MILLISECONDS = 3000


class LocalOnly:
    """Adds the two headers to whatever is answered, and keeps people in one interface."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, headers added; what met a busy database is tried again here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif page := newer_page(Request(scope)):
            await RedirectResponse(page)(scope, receive, send)
        else:
            await self._answer(scope, await _whole(receive), send)

    async def _answer(self, scope: Scope, request: Message, send: Send) -> None:
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = _Answer(send, may_be_busy=time.monotonic() >= give_up_at)
            try:
                await self.app(dict(scope), _repeat(request), answer)
            except Exception:
                # Prefect raises it again after its answer, for the log.
                if not answer.is_withheld:
                    raise
            if not answer.is_withheld:
                return
            await asyncio.sleep(PAUSE_SECONDS)


class _Answer:
    """Passes an answer on with our headers; that the database is busy only if it may be said."""

    def __init__(self, send: Send, *, may_be_busy: bool) -> None:
        self.send, self.may_be_busy, self.is_withheld = send, may_be_busy, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            is_busy = message["status"] == UNAVAILABLE
            self.is_withheld = is_busy and not self.may_be_busy
            headers = [*message.get("headers", []), (b"content-security-policy", POLICY)]
            if is_busy:
                headers.append((b"retry-after", RETRY_AFTER_SECONDS))
            message = {**message, "headers": headers}
        if not self.is_withheld:
            await self.send(message)


async def _whole(receive: Receive) -> Message:
    """A request's body in one piece."""
    body, message = b"", await receive()
    while message["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
        message = await receive()
    return {"type": "http.request", "body": body}


def _repeat(request: Message) -> Receive:
    """Receives a request that was received before; then, as long as it takes, nothing."""
    waiting = [request]

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        await asyncio.Event().wait()
        raise AssertionError

    return receive


def newer_page(request: Request) -> str:
    """Where a page of the older interface has moved; empty for whatever stays."""
    page = PurePosixPath(request.url.path)
    is_asked_by_a_person = request.method == "GET" and "text/html" in request.headers.get(
        "accept", ""
    )
    is_older = page.parts[1:2] and page.parts[1] in PAGES and not page.suffix
    if not is_asked_by_a_person or not is_older or request.cookies.get(CHOICE) == "v1":
        return ""
    return str(request.url.replace(scheme="", netloc="", path=f"/v2{page}"))


def lock_patience(connection: Any, record: Any, _proxy: Any) -> None:
    """Shorten a connection's wait for the lock, once; Prefect sets its own when it connects."""
    if record.info.setdefault("lock_patience", 0) == 0:
        record.info["lock_patience"] = LOCK_MILLISECONDS
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_MILLISECONDS}")
        cursor.close()


def main() -> None:
    """Serve until told to stop."""
    if PREFECT_API_DATABASE_CONNECTION_URL.value().startswith("sqlite"):
        event.listen(Pool, "checkout", lock_patience)
    uvicorn.run(
        LocalOnly(create_app(final=True)),
        host=PREFECT_SERVER_API_HOST.value(),
        port=PREFECT_SERVER_API_PORT.value(),
        timeout_keep_alive=10,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
