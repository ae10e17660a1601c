"""Reading a mailbox: each mail is looked at once; what says nothing to us is left to people."""

import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tasks.errors import FuyuanError

SECONDS = 30.0
# A mail is held in memory while it is read.
MOST_BYTES = 80 * 1024 * 1024
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
SEEN, FOR_PEOPLE = r"(\Seen)", r"(\Flagged)"


@dataclass(frozen=True, slots=True)
class MailsRead:
    """How many mails were understood, and how many were left to people."""

    understood: int = 0
    left: int = 0


def read_mailbox(address: str, password: str, understand: Callable[[bytes], bool]) -> MailsRead:
    """Hand every mail that nobody has looked at to `understand`; true marks it as seen.

    What is not understood, or too large, is flagged and stays unread. A mail is marked after what
    it says is kept: a program that dies in between is handed it again. `address` and `password`
    are variables of the environment; the first holds `imaps://user@host/INBOX`, and without it
    there is nothing to read. Raises FuyuanError for an address that is none, OSError,
    imaplib.IMAP4.error and whatever `understand` raises.
    """
    if not os.environ.get(address):
        return MailsRead()
    understood = left = 0
    with _opened(address, os.environ.get(password, "")) as box:
        for number in box.uid("SEARCH", "UNSEEN", "UNFLAGGED")[1][0].split():
            raw = _fetched(box, number.decode())
            is_understood = raw is not None and understand(raw)
            _mark(box, number.decode(), SEEN if is_understood else FOR_PEOPLE)
            understood, left = understood + is_understood, left + (not is_understood)
    return MailsRead(understood, left)


def _fetched(box: imaplib.IMAP4, number: str) -> bytes | None:
    """A mail as it came; None for one that is too large, or gone."""
    head = box.uid("FETCH", number, "(RFC822.SIZE)")[1][0]
    size = _SIZE.search(head) if isinstance(head, bytes) else None
    if size is None or int(size.group(1)) > MOST_BYTES:
        return None
    found = box.uid("FETCH", number, "(BODY.PEEK[])")[1]
    return next((part[1] for part in found if isinstance(part, tuple)), None)


def _mark(box: imaplib.IMAP4, number: str, flag: str) -> None:
    answer, _ = box.uid("STORE", number, "+FLAGS.SILENT", flag)
    if answer != "OK":
        message = "the mailbox keeps no flags"
        raise imaplib.IMAP4.error(message)


@contextmanager
def _opened(variable: str, password: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(os.environ[variable])
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname:
        message = f"{variable} 应写成 imaps://用户名@主机/INBOX"
        raise FuyuanError(message)
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        context = ssl.create_default_context()
        box = imaplib.IMAP4_SSL(
            parts.hostname, parts.port or 993, ssl_context=context, timeout=SECONDS
        )
    else:
        box = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=SECONDS)
    with box:
        box.login(unquote(parts.username or ""), password)
        box.select(parts.path.strip("/") or "INBOX")
        yield box
