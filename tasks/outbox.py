"""Sending what is queued, with Apprise: one call a notice, and never a second one on a guess."""

import datetime as dt
import logging
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import select, update

from models.ledger import ledger, reading
from models.outbox import Contact, Notice
from tasks import clock
from tasks.errors import FuyuanError

if TYPE_CHECKING:
    from apprise import Apprise

ALLOWED_SCHEMES = frozenset(
    {"mailto", "mailtos", "json", "jsons", "wecombot", "dingtalk", "feishu"}
)
ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(seconds=30)
CONNECT_SECONDS = 5.0
HTTP_PORT, HTTPS_PORT = 80, 443


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


def send_again(notice_id: int) -> None:
    """Queue a notice once more, by a person's word that it did not arrive. Raises FuyuanError."""
    with ledger() as session:
        notice = session.get(Notice, notice_id)
        if notice is None or notice.state not in {"unknown", "failed"}:
            message = f"通知{notice_id}不存在，或不是“不知是否送出”“未送出”，不能重发"
            raise FuyuanError(message)
        notice.state, notice.attempts, notice.not_before = "queued", 0, None
        notice.detail = f"{clock.now():%Y-%m-%d %H:%M} 人工决定重发"


def _due(limit: int) -> list[int]:
    with reading() as session:
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
    courier = _courier(url)
    if courier is None:
        return _settle(notice_id, "failed", "通知渠道地址无效：请用 fuyuan contact add 重新登记")
    if not _reachable(courier):
        # Nothing was sent for certain, so trying again cannot tell anybody twice.
        return _retry(notice_id)
    return _settle(notice_id, *_hand_over(courier, subject, body))


def _courier(url: str) -> "Apprise | None":
    """Whatever delivers to this address; None if nothing can."""
    import apprise  # noqa: PLC0415  (the CLI starts without it)

    # It logs whom it writes to, and addresses it cannot read; ours are nobody's to see.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    courier = apprise.Apprise()
    # Added whole: as text it would be split at blanks and commas, past our list of schemes.
    service = apprise.Apprise.instantiate(url)
    return courier if service is not None and courier.add(service) else None


def _hand_over(courier: "Apprise", subject: str, body: str) -> tuple[str, str]:
    try:
        sent = courier.notify(title=subject, body=body, body_format="text")
    except Exception:  # noqa: BLE001  (whatever broke, the message may be out)
        sent = False
    if sent:
        return "accepted", "渠道已接收"
    return "unknown", "渠道未确认接收，可能已经送出：请人工核实后决定是否重发"


def refusal(url: str) -> str:
    """Why this channel address is not used; empty if it may be. It never names the address."""
    scheme, is_address, _ = url.partition("://")
    scheme = scheme.lower() if is_address else ""
    if scheme in ALLOWED_SCHEMES:
        return ""
    return f"不允许的通知渠道“{scheme}”；允许：{'、'.join(sorted(ALLOWED_SCHEMES))}"


def _reachable(courier: "Apprise") -> bool:
    try:
        socket.create_connection(_door(courier[0]), timeout=CONNECT_SECONDS).close()
    except (OSError, UnicodeError, OverflowError):  # The latter: no such host name, no such port.
        return False
    return True


def _door(service: Any) -> tuple[str, int]:
    # Not always what the address says: mail of @163.com is handed to smtp.163.com.
    if web_address := getattr(service, "notify_url", ""):
        return str(urlsplit(web_address).hostname), HTTPS_PORT
    host = getattr(service, "smtp_host", "") or service.host
    return host, service.port or (HTTPS_PORT if service.secure else HTTP_PORT)


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
