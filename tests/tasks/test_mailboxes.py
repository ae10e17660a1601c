"""A mailbox is read with a real server: each mail once, and what nobody understood stays unread."""

import imaplib
from collections.abc import Callable

import pytest

from tasks import mailboxes
from tasks.errors import FuyuanError
from tasks.mailboxes import MailsRead, read_mailbox
from tests.mail_store import PASSWORD, Mailbox, MailStore

NAMED = ("FUYUAN_TEST_MAILBOX", "FUYUAN_TEST_PASSWORD")
MAILS = tuple(f"Subject: {n}\r\n\r\nwords\r\n".encode() for n in range(1, 4))
Making = Callable[..., Mailbox]


def test_each_mail_is_looked_at_once_and_people_see_what_was_not_understood(mailbox_of: Making):
    seen = []

    def understand(raw: bytes) -> bool:
        seen.append(raw)
        return raw != MAILS[1]

    box = mailbox_of("TEST", *MAILS)
    assert read_mailbox(*NAMED, understand) == MailsRead(understood=2, left=1)
    assert read_mailbox(*NAMED, understand) == MailsRead()
    assert seen == list(MAILS)
    assert (box.having("SEEN"), box.having("FLAGGED")) == ([1, 3], [2])


def test_a_mail_is_marked_after_it_was_kept(mailbox_of: Making):
    def die(_raw: bytes) -> bool:
        message = "the disk is full"
        raise OSError(message)

    box = mailbox_of("TEST", *MAILS)
    with pytest.raises(OSError, match="full"):
        read_mailbox(*NAMED, die)
    assert box.having("UNSEEN") == [1, 2, 3]
    assert read_mailbox(*NAMED, bool).understood == 3


def test_a_mail_that_is_too_large_is_not_fetched(
    mailbox_of: Making, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mailboxes, "MOST_BYTES", 100)
    box = mailbox_of("TEST", MAILS[0], MAILS[1] + b"x" * 100)
    assert read_mailbox(*NAMED, bool) == MailsRead(understood=1, left=1)
    assert box.having("FLAGGED") == [2]


def test_through_tls_the_certificate_is_checked(mails: MailStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TEST_MAILBOX", mails.new_mailbox(*MAILS).secure_address)
    monkeypatch.setenv("FUYUAN_TEST_PASSWORD", PASSWORD)
    with pytest.raises(OSError, match="certificate verify failed"):
        read_mailbox(*NAMED, bool)
    monkeypatch.setenv("SSL_CERT_FILE", str(mails.certificate))
    assert read_mailbox(*NAMED, bool).understood == 3


def test_a_wrong_password_is_an_error(mailbox_of: Making, monkeypatch: pytest.MonkeyPatch):
    mailbox_of("TEST")
    monkeypatch.setenv("FUYUAN_TEST_PASSWORD", "guessed")
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        read_mailbox(*NAMED, bool)


def test_without_an_address_there_is_nothing_to_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("FUYUAN_TEST_MAILBOX", raising=False)
    assert read_mailbox(*NAMED, bool) == MailsRead()


def test_an_address_that_is_none_is_said_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TEST_MAILBOX", "pop3://x")
    with pytest.raises(FuyuanError, match="imaps://"):
        read_mailbox(*NAMED, bool)
