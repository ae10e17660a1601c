"""A real IMAP server (Dovecot) on this machine: every name is a mailbox of its own, also by TLS."""

import getpass
import grp
import imaplib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fuyuan.demo.senses import free_port

PASSWORD = "secret"
CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
first_valid_uid = 1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {secure}
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(slots=True)
class MailStore:
    """Where it listens; `certificate` is what its TLS is trusted by."""

    plain: int
    secure: int
    certificate: Path
    names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new_mailbox(self, *mails: bytes) -> "Mailbox":
        """A mailbox of its own with these mails."""
        mailbox = Mailbox(self, f"box{next(self.names)}")
        with mailbox.opened() as box:
            for mail in mails:
                assert box.append("INBOX", "", "", mail)[0] == "OK"
        return mailbox


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One user's mailbox."""

    store: MailStore
    user: str

    @property
    def address(self) -> str:
        """As an environment variable names it."""
        return f"imap://{self.user}@127.0.0.1:{self.store.plain}/INBOX"

    @property
    def secure_address(self) -> str:
        """The same through TLS."""
        return f"imaps://{self.user}@localhost:{self.store.secure}/INBOX"

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """The mailbox as another program sees it."""
        with imaplib.IMAP4("127.0.0.1", self.store.plain) as box:
            box.login(self.user, PASSWORD)
            box.select("INBOX")
            yield box

    def having(self, criterion: str) -> list[int]:
        """Which mails are so (SEEN, FLAGGED, UNSEEN ...), counted from 1."""
        with self.opened() as box:
            return [int(number) for number in box.search(None, criterion)[1][0].split()]


@contextmanager
def mail_store() -> Iterator[MailStore]:
    """Run Dovecot below a folder of its own; root hands the mail to `nobody`."""
    # Its sockets need a short path.
    folder = Path(tempfile.mkdtemp(prefix="mail-", dir="/tmp"))
    folder.chmod(0o755)
    user = "nobody" if os.geteuid() == 0 else getpass.getuser()
    (folder / "mail").mkdir()
    shutil.chown(folder / "mail", user)
    _certify(folder)
    plain, secure = free_port(), free_port()
    configuration = folder / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            folder=folder,
            user=user,
            group=grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name,
            password=PASSWORD,
            plain=plain,
            secure=secure,
        )
    )
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "apt-get install dovecot-imapd"
    server = subprocess.Popen([program, "-F", "-c", str(configuration)])
    try:
        _wait_for(plain, server)
        yield MailStore(plain, secure, folder / "cert.pem")
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _certify(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "dovecot did not start"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = "dovecot does not answer"
    raise AssertionError(message)
