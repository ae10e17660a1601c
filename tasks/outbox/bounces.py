"""Mail that came back: delivery reports (RFC 3464) and what some servers write in place of them.

A message of ours is known by its name (Message-ID) alone.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses

from sqlalchemy import select

from models.ledger import ledger
from models.outbox import Notice
from tasks import clock
from tasks.mailboxes import read_mailbox

# Of the words of a stranger's server only the code is kept (RFC 3463): they may name the addressee.
CODE = re.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
# Who writes that a mail cannot be delivered, where no report is made for machines.
DAEMONS = frozenset({"mailer-daemon", "postmaster"})
NAME = re.compile(r"<[^<>\s]+@[^<>\s]+>")
# Of such words only what is final counts: 5.1.1 or 550, not a delay.
FINAL = (re.compile(r"\b5\.[0-9]{1,3}\.[0-9]{1,3}\b"), re.compile(r"\b55[0-4]\b"))
MOST_NAMES = 20
STATES = {"failed": "bounced", "delivered": "delivered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a mail server reports of one message: `action` and the enhanced status code."""

    message_id: str
    action: str
    status: str


def read_bounces() -> int:
    """Read the reports in the mailbox of the environment; how many notices they settled.

    Raises what `tasks.mailboxes.read_mailbox` does.
    """
    settled = 0

    def understand(raw: bytes) -> bool:
        nonlocal settled
        reports = reports_in(raw)
        settled += settle_reports(reports)
        return bool(reports)

    read_mailbox("FUYUAN_BOUNCE_MAILBOX", "FUYUAN_BOUNCE_PASSWORD", understand)
    return settled


def reports_in(raw: bytes) -> list[Report]:
    """What a mail reports; nothing if it is no delivery report, or names no message."""
    mail = message_from_bytes(raw, policy=policy.default)
    if mail.get_content_type() != "multipart/report":
        return list(_written_reports(mail))
    message_id = _original_id(mail)
    return [
        Report(
            message_id=message_id,
            action=str(block["Action"]).strip().lower(),
            status="".join(CODE.findall(str(block["Status"] or ""))[:1]),
        )
        for block in _blocks(mail)
        if message_id and block["Action"]
    ]


def _written_reports(mail: EmailMessage | Message) -> Iterator[Report]:
    """What a mail server says in words: that a message of one of these names came back for good."""
    addresses = [address for _, address in getaddresses([str(mail["From"] or "")])]
    if not any(address.partition("@")[0].lower() in DAEMONS for address in addresses):
        return
    words = "\n".join(_texts(mail))
    final = next(filter(None, (code.search(words) for code in FINAL)), None)
    if final is None:
        return
    named = f"{_original_id(mail)} {mail['In-Reply-To']} {mail['References']} {words}"
    for name in list(dict.fromkeys(NAME.findall(named)))[:MOST_NAMES]:
        yield Report(message_id=name, action="failed", status=final.group())


def _texts(mail: EmailMessage | Message) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            text = content.decode(errors="replace") if isinstance(content, bytes) else ""
            yield html.unescape(text) if part.get_content_subtype() == "html" else text


def settle_reports(reports: Iterable[Report]) -> int:
    """Record what was reported of messages of ours; returns how many notices changed."""
    changed = 0
    with ledger() as session:
        for report in reports:
            state = STATES.get(report.action)
            if state is None:
                continue
            query = select(Notice).where(
                Notice.message_id == report.message_id,
                Notice.state.in_({"accepted", "unknown", "delivered"} - {state}),
            )
            for notice in session.scalars(query):
                notice.state = state
                said = "被收件方退回" if state == "bounced" else "收件方已收到"
                notice.detail = f"邮件{said}（{report.status or '未注明代码'}）"
                notice.evidence = (
                    f"{clock.now():%Y-%m-%d %H:%M:%S} {report.action} {report.status}".rstrip()
                )
                changed += 1
    return changed


def _blocks(mail: EmailMessage | Message) -> Iterator[Message]:
    """The blocks of a report; the first is of the report itself, the others of its recipients."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            yield from (block for block in payload if isinstance(block, Message))


def _original_id(mail: EmailMessage | Message) -> str:
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            return str(inner["Message-ID"] or "").strip() if isinstance(inner, Message) else ""
        if kind == "text/rfc822-headers":
            headers = message_from_bytes(part.get_payload(decode=True) or b"")  # type: ignore[arg-type]
            return str(headers["Message-ID"] or "").strip()
    return ""
