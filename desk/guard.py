"""What every request passes first: known host, same origin, declared kind, bounded body."""

import os
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.errors import is_for_programs, refusal
from desk.headers import PROTECTION
from tasks.service.evidence import LARGEST_BYTES

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
MAX_BODY_BYTES = 1_000_000
# A form with a file: the largest proof of service, and what was typed beside it.
MAX_UPLOAD_BYTES = LARGEST_BYTES + MAX_BODY_BYTES
# A batch of filings, some with their claims in full.
MAX_BATCH_BYTES = 8_000_000
FORM = "application/x-www-form-urlencoded"
UPLOAD = "multipart/form-data"
JSON = "application/json"


def allowed_hosts() -> frozenset[str]:
    """Name this machine, and what `FUYUAN_DESK_HOSTS` adds (separated by commas)."""
    added = os.environ.get("FUYUAN_DESK_HOSTS", "").split(",")
    return LOCAL_HOSTS | {_host_name(name.strip()) for name in added if name.strip()}


class Guard:
    """Refuses what no page of ours sends, and protects every answer with headers."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        """Stand before `app`."""
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded = _protected(send, scope)
        refused = _refuse(scope, self.hosts)
        if refused is None and scope["method"] not in SAFE_METHODS:
            try:
                body = await _read_body(receive, _most(scope["path"]))
            except ClientDisconnect:
                return  # Half a form must not be taken for a whole one.
            refused = _too_large(scope["path"]) if body is None else None
            receive = _replay(body or b"", receive)
        if refused is None:
            await self.app(scope, receive, guarded)
        else:
            await refusal(scope["path"], *refused)(scope, receive, guarded)


def _refuse(scope: Scope, hosts: frozenset[str]) -> tuple[int, str] | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _host_name(host) not in hosts:
        return 400, "不是本窗口的地址：请用127.0.0.1访问，其他主机名由管理员在FUYUAN_DESK_HOSTS登记"
    if scope["method"] in SAFE_METHODS:
        return None
    is_api = is_for_programs(scope["path"])
    if not _is_own(headers, host, unmarked=is_api):
        return 403, "提交不是从本窗口的页面发出的，未采纳：请在窗口打开表单后重新提交"
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    expected = JSON if is_api else UPLOAD if _takes_file(scope["path"]) else FORM
    if kind != expected:
        return 415, f"提交的内容应为 {expected}"
    return None


def _takes_file(path: str) -> bool:
    return path.startswith("/service/")


def _most(path: str) -> int:
    if _takes_file(path):
        return MAX_UPLOAD_BYTES
    return MAX_BATCH_BYTES if path == "/filings/batch" else MAX_BODY_BYTES


def _too_large(path: str) -> tuple[int, str]:
    most = _most(path)
    size = f"{most // 1_000_000}MB" if most > MAX_BODY_BYTES else f"{most // 1000}KB"
    return 413, f"提交的内容超过{size}的上限"


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_own(headers: Headers, host: str, *, unmarked: bool) -> bool:
    """Tell whether our own page sent it; `unmarked` decides on a sender that is no browser."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        # A foreign page cannot send application/json without a preflight, which we never grant.
        return unmarked
    return (site is None or site in OWN_SITE) and (
        origin is None or _netloc(origin) == host.lower()
    )


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _read_body(receive: Receive, most: int) -> bytes | None:
    """Read the whole body; None if it is larger than the limit. Raises ClientDisconnect."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > most:
            return None
        if not message.get("more_body", False):
            return b"".join(chunks)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _protected(send: Send, scope: Scope) -> Send:
    is_static = scope["path"].startswith("/static/")

    async def protected(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(PROTECTION)
            if not is_static:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return protected
