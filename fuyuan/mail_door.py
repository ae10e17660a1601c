"""The mailbox: tables attached by known senders go to the drop folder, which takes them in."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from functools import partial
from pathlib import PurePath

from fuyuan.inbox import SUFFIXES
from models.home import folder
from rules.cleaning import plain_name
from tasks.errors import FuyuanError
from tasks.intake.mail_senders import load_mail_senders, source_of_sender
from tasks.letter_files import write_whole
from tasks.mailboxes import MailsRead, read_mailbox

ADDRESS, PASSWORD = "FUYUAN_INTAKE_MAILBOX", "FUYUAN_INTAKE_PASSWORD"
CHECKED_BY = "FUYUAN_INTAKE_CHECKED_BY"
IN_HOUSE = "in-house"
LONGEST_STEM = 60
_UNSAFE = re.compile(r'[/\\:*?"<>|]')
_PASSED = re.compile(r"\bdmarc\s*=\s*pass\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What a mail brings: from whom, the tables in it, and whether there is more in it."""

    sender: str
    tables: tuple[tuple[str, bytes], ...]
    has_more: bool


def take_in_mailed_files() -> MailsRead:
    """Put the tables of unread mails into the drop folders of their sources.

    A mail from nobody we know, without a table, or with something beside its tables stays unread
    and is flagged: people look at it. Read twice, it gives the same files, whose filings are then
    known. Raises what `tasks.mailboxes.read_mailbox` does, and FuyuanError while nobody says who
    checks that mail comes from where it says.
    """
    if not os.environ.get(ADDRESS):
        return MailsRead()
    checked_by = os.environ.get(CHECKED_BY, "").strip().lower()
    if not checked_by:
        message = (
            f"没有读收件信箱：请设 {CHECKED_BY} 为查验发件人的邮件服务器"
            f"（Authentication-Results 里的名称）；只有内网邮件到得了的信箱，设为 {IN_HOUSE}"
        )
        raise FuyuanError(message)
    senders = load_mail_senders()
    take = partial(_take, checked_by=checked_by, senders=senders)
    return read_mailbox(ADDRESS, PASSWORD, take)


def _take(raw: bytes, *, checked_by: str, senders: Mapping[str, str]) -> bool:
    try:
        attached = attached_in(raw, checked_by)
    except Exception:  # noqa: BLE001  (the library breaks on some mails in ways of its own: people read those)
        return False
    source = source_of_sender(attached.sender, senders)
    if not source or not attached.tables:
        return False
    # The same mail gives the same names, so that reading it again doubles nothing.
    mark = hashlib.sha256(raw).hexdigest()[:8]
    for number, (name, content) in enumerate(attached.tables, 1):
        write_whole(folder(f"inbox/{source}") / f"{mark}-{number}_{name}", content)
    return not attached.has_more


def attached_in(raw: bytes, checked_by: str) -> Attached:
    """Read a mail; its sender is empty unless our own server vouches for it (RFC 8601)."""
    mail = message_from_bytes(raw, policy=policy.default)
    found = list(_files(mail))
    tables = [(name, content) for name, content in found if _ending(name) in SUFFIXES]
    return Attached(
        sender=_sender(mail) if _is_vouched(mail, checked_by) else "",
        tables=tuple((_safe(name), content) for name, content in tables),
        has_more=len(tables) < len(found),
    )


def _files(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in mail.walk():
        name = part.get_filename()
        # The picture under a signature is no attachment.
        is_picture = part.get_content_maintype() == "image" and not part.is_attachment()
        if name and not part.is_multipart() and not is_picture:
            content = part.get_payload(decode=True)
            yield plain_name(str(name)), content if isinstance(content, bytes) else b""


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _safe(name: str) -> str:
    whole = PurePath(_UNSAFE.sub("_", name))
    return f"{whole.stem[:LONGEST_STEM]}{whole.suffix}"


def _sender(mail: EmailMessage) -> str:
    addresses = [address for _, address in getaddresses(map(str, mail.get_all("From", [])))]
    return addresses[0] if len(addresses) == 1 else ""


def _is_vouched(mail: EmailMessage, checked_by: str) -> bool:
    if checked_by == IN_HOUSE:
        return True
    # The topmost of that name is our server's; it removes those that claim its name from outside.
    for line in map(str, mail.get_all("Authentication-Results", [])):
        server, _, said = line.partition(";")
        if server.split()[:1] and server.split()[0].lower() == checked_by:
            return bool(_PASSED.search(said))
    return False
