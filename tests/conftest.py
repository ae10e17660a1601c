"""What all tests may use: an empty ledger of their own, on both databases, on a fixed day."""

import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from models import schema
from models.home import database_url
from models.ledger import engine
from models.tables import Base
from tasks.rendering.fonts import fetch_fonts
from tests.mail_store import PASSWORD, Mailbox, MailStore, mail_store

TODAY = "2026-11-06"
FONT_CACHE = Path.home() / ".cache" / "fuyuan" / "fonts"
OWN_SETTINGS = (
    *("FUYUAN_DATABASE_URL", "FUYUAN_SECRET_KEY", "FUYUAN_REGION", "FUYUAN_CONTACT_URL"),
    *("FUYUAN_DESK_URL", "FUYUAN_PREFECT_URL"),
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many walks the model check made of each path, whichever process made them."""
    reports = terminalreporter.stats.get("passed", [])
    walks = [text for report in reports for name, text in report.user_properties if name == "walks"]
    if walks:
        terminalreporter.section("路径模型核查")
        for line in walks:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def fonts() -> Path:
    """The folder of the letter fonts: `FUYUAN_FONTS`, or a cache that is filled once."""
    if named := os.environ.get("FUYUAN_FONTS"):
        return Path(named)
    fetch_fonts(FONT_CACHE)
    return FONT_CACHE


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger that the migrations made, and its key, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(folder))
        patch.delenv("FUYUAN_DATABASE_URL", raising=False)
        schema.upgrade()
        engine(database_url()).dispose()
    return folder


@pytest.fixture
def bare_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation without a ledger yet, on 2026-11-06."""
    for name in OWN_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FUYUAN_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FUYUAN_TODAY", TODAY)
    monkeypatch.setenv(
        "FUYUAN_NOTICE_HOSTS", "127.0.0.1,example.org,*.example.org,a.example,smtp.*"
    )
    # What is queued at night would wait until the morning; the hours have tests of their own.
    monkeypatch.setenv("FUYUAN_QUIET_HOURS", "off")
    if "FUYUAN_FONTS" not in os.environ:
        monkeypatch.setenv("FUYUAN_FONTS", str(FONT_CACHE))
    (tmp_path / "data").mkdir()
    yield tmp_path / "data"
    engine(database_url()).dispose()


@pytest.fixture
def home(bare_home: Path, migrated: Path) -> Path:
    """An installation with an empty ledger in SQLite, on 2026-11-06."""
    _copy(migrated, bare_home)
    return bare_home


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_any_home(
    request: pytest.FixtureRequest, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An installation without tables, once with each database."""
    if request.param == "postgresql":
        new_database: Callable[[], str] = request.getfixturevalue("postgresql")
        monkeypatch.setenv("FUYUAN_DATABASE_URL", new_database())
    return bare_home


@pytest.fixture(params=["sqlite", "postgresql"])
def any_home(
    request: pytest.FixtureRequest,
    bare_home: Path,
    migrated: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An installation with an empty ledger, once in SQLite and once in PostgreSQL."""
    if request.param == "postgresql":
        database: str = request.getfixturevalue("migrated_database")
        monkeypatch.setenv("FUYUAN_DATABASE_URL", database)
        _empty(database)
    else:
        _copy(migrated, bare_home)
    return bare_home


@pytest.fixture
def postgresql_home(
    bare_home: Path, migrated_database: str, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An installation with an empty ledger in PostgreSQL, for what concerns that alone."""
    monkeypatch.setenv("FUYUAN_DATABASE_URL", migrated_database)
    _empty(migrated_database)
    return bare_home


def _copy(migrated: Path, bare_home: Path) -> None:
    shutil.copytree(migrated, bare_home, dirs_exist_ok=True)
    # The disk need not have it at once: no test pulls the plug, and killed processes lose nothing.
    if engine(database_url()).dialect.name == "sqlite":
        event.listen(engine(database_url()), "connect", _do_not_wait_for_the_disk)


def _do_not_wait_for_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of our own, reached by socket; called, it makes a database."""
    binaries = _postgresql_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL 没有安装：apt install postgresql")
    # Below /tmp itself, because the server's user may not enter pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="fuyuan-postgresql-", dir="/tmp"))
    server = _Server(binaries, folder)
    try:
        server.start()
        yield server.new_database
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_database(
    postgresql: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of a PostgreSQL ledger that the migrations made, emptied for every test."""
    url = postgresql()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(tmp_path_factory.mktemp("migrated")))
        patch.setenv("FUYUAN_DATABASE_URL", url)
        schema.upgrade()
        engine(url).dispose()
    return url


def _empty(database: str) -> None:
    # Names of our own, none of them typed by anybody.
    tables = ", ".join(f'"{table}"' for table in Base.metadata.tables)
    with engine(database).begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


def _postgresql_binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).parent if found else None


class _Server:
    """PostgreSQL below a folder; it refuses to run as root, so root hands it to `nobody`."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        self._numbers = itertools.count(1)
        self._as_other = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
        if self._as_other:
            shutil.chown(folder, "nobody")

    def start(self) -> None:
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "fuyuan", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self._folder} -h '' -c fsync=off -c synchronous_commit=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        data = self._folder / "data"
        if (data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")

    def new_database(self) -> str:
        """The address of a new database."""
        name = f"fuyuan_{next(self._numbers)}"
        address = f"host={self._folder} user=fuyuan dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"postgresql+psycopg://fuyuan@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_other, str(self._binaries / program), *arguments]
        # The server inherits the output, and would hold a pipe open for as long as it lives.
        with (self._folder / "output").open("ab") as output:
            done = subprocess.run(
                command, cwd=self._folder, stdout=output, stderr=output, check=False
            )
        assert done.returncode == 0, (self._folder / "output").read_text()


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens on this machine is reached directly, whatever the machine is set to."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="session")
def mails() -> Iterator[MailStore]:
    """A mail store, started once."""
    with mail_store() as store:
        yield store


@pytest.fixture
def mailbox_of(mails: MailStore, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Mailbox]:
    """Make a mailbox with these mails the one that the environment names so."""

    def make(name: str, *raw: bytes) -> Mailbox:
        mailbox = mails.new_mailbox(*raw)
        monkeypatch.setenv(f"FUYUAN_{name}_MAILBOX", mailbox.address)
        monkeypatch.setenv(f"FUYUAN_{name}_PASSWORD", PASSWORD)
        return mailbox

    return make
