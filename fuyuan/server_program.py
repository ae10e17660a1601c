"""`python -m fuyuan.server_program`: Prefect's server, kept on this machine, quick to retry.

Two headers are added to what it answers. Pages get a content security policy that keeps them on
this machine (the UI would ask a statistics host on every page). A 503, which SQLite's optimistic
locking produces whenever two writers meet, says when to come back: without it the client waits
2, 4, 8 ... seconds, and a run stood still for up to 44 s (ADR 0003).

A page of Prefect's older interface leads to the same page of the newer one, unless somebody chose
the older: above a long form it hides the case, the due date and why an answer was refused.

And a statement waits for SQLite's lock for three seconds, not for Prefect's sixty: measured, two
of the server's own sessions sometimes wait for each other, and everything stood still that long.
"""

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
        """Pass everything on, headers added."""
        if scope["type"] == "http" and (page := newer_page(Request(scope))):
            await RedirectResponse(page)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), (b"content-security-policy", POLICY)]
                if message["status"] == UNAVAILABLE:
                    headers.append((b"retry-after", RETRY_AFTER_SECONDS))
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, with_headers)


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
