"""Sending what is queued, with Apprise: one call a notice, and never a second one on a guess."""

import datetime as dt
import socket
from urllib.parse import urlsplit

from sqlalchemy import select, update

from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock

ALLOWED_SCHEMES = frozenset({"mailto", "mailtos", "json", "jsons", "wecombot", "dingtalk", "feishu"})
ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(seconds=30)
CONNECT_SECONDS = 5.0
DEFAULT_PORTS = {"mailto": 25, "mailtos": 587, "json": 80, "jsons": 443}


def send_waiting(limit: int = 50) -> int:
    """Send what is due; returns how many notices were settled (accepted, failed or unknown)."""
    return sum(_send(notice_id) for notice_id in _due(limit))


def settle_interrupted() -> int:
    """Call what a dead sender left in `sending` unknown: it may have left the house already."""
    with ledger() as session:
        result = session.execute(
            update(Notice)
            .where(Notice.state == "sending")
            .values(
                state="unknown",
                detail="发送途中中断，不知是否送出：请人工核实后决定是否重发",
                settled_at=clock.now(),
            )
        )
        return int(result.rowcount)  # type: ignore[attr-defined]


def _due(limit: int) -> list[int]:
    with ledger() as session:
        return list(
            session.scalars(
                select(Notice.id)
                .where(
                    Notice.state == "queued",
                    Notice.not_before.is_(None) | (Notice.not_before <= clock.now()),
                )
                .order_by(Notice.id)
                .limit(limit)
            )
        )


def _claim(notice_id: int) -> tuple[str, str, str] | None:
    """Take a notice for sending; None if another sender has it."""
    with ledger() as session:
        taken = session.execute(
            update(Notice)
            .where(Notice.id == notice_id, Notice.state == "queued")
            .values(state="sending", attempts=Notice.attempts + 1)
        )
        if not taken.rowcount:  # type: ignore[attr-defined]
            return None
        notice = session.get_one(Notice, notice_id)
        return session.get_one(Contact, notice.contact_id).url, notice.subject, notice.body


def _send(notice_id: int) -> bool:
    claimed = _claim(notice_id)
    if claimed is None:
        return False
    url, subject, body = claimed
    if problem := refusal(url):
        return _settle(notice_id, "failed", problem)
    if not _reachable(url):
        # Nothing was sent for certain, so trying again cannot tell anybody twice.
        return _retry(notice_id)
    return _settle(notice_id, *_hand_over(url, subject, body))


def _hand_over(url: str, subject: str, body: str) -> tuple[str, str]:
    import apprise  # noqa: PLC0415  (the CLI starts without it)

    courier = apprise.Apprise()
    if not courier.add(url):
        return "failed", "通知渠道地址无效：请用 fuyuan contact add 重新登记"
    try:
        sent = courier.notify(title=subject, body=body, body_format=apprise.NotifyFormat.TEXT)
    except Exception:  # noqa: BLE001  (whatever broke, the message may be out)
        sent = False
    if sent:
        return "accepted", "渠道已接收"
    return "unknown", "渠道未确认接收，可能已经送出：请人工核实后决定是否重发"


def refusal(url: str) -> str:
    """Why this channel address is not used; empty if it may be. The address itself is never told."""
    scheme = urlsplit(url).scheme
    if scheme in ALLOWED_SCHEMES:
        return ""
    return f"不允许的通知渠道“{scheme}”；允许：{'、'.join(sorted(ALLOWED_SCHEMES))}"


def _reachable(url: str) -> bool:
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    if port is None or parts.hostname is None:
        return True
    try:
        socket.create_connection((parts.hostname, port), timeout=CONNECT_SECONDS).close()
    except OSError:
        return False
    return True


def _retry(notice_id: int) -> bool:
    with ledger() as session:
        notice = session.get_one(Notice, notice_id)
        if notice.attempts >= ATTEMPTS:
            notice.state = "failed"
            notice.detail = "渠道多次无法连接：请检查渠道或改用其他方式通知"
            notice.settled_at = clock.now()
            return True
        notice.state = "queued"
        notice.detail = "渠道无法连接，稍后重试"
        notice.not_before = clock.now() + FIRST_WAIT * 2 ** (notice.attempts - 1)
        return False


def _settle(notice_id: int, state: str, detail: str) -> bool:
    with ledger() as session:
        notice = session.get_one(Notice, notice_id)
        notice.state = state
        notice.detail = detail
        notice.settled_at = clock.now()
    return True
