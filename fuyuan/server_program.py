"""`python -m fuyuan.server_program`: Prefect's server, kept on this machine, quick to retry.

Two headers are added to what it answers. Pages get a content security policy that keeps them on
this machine (the UI would ask a statistics host on every page). A 503, which SQLite's optimistic
locking produces whenever two writers meet, says when to come back: without it the client waits
2, 4, 8 ... seconds, and a run stood still for up to 44 s (ADR 0003).

And a statement waits for SQLite's lock for three seconds, not for Prefect's sixty: measured, two
of the server's own sessions sometimes wait for each other, and everything stood still that long.
"""

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
from starlette.types import ASGIApp, Message, Receive, Scope, Send

RETRY_AFTER_SECONDS = b"0.1"
POLICY = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    b"connect-src 'self' ws://127.0.0.1:* ws://localhost:*; worker-src 'self' blob:; "
    b"frame-ancestors 'self'"
)
UNAVAILABLE = 503
LOCK_MILLISECONDS = 3000


class LocalOnly:
    """Adds the two headers to whatever the wrapped application answers."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), (b"content-security-policy", POLICY)]
                if message["status"] == UNAVAILABLE:
                    headers.append((b"retry-after", RETRY_AFTER_SECONDS))
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, with_headers)


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
