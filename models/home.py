"""Where this installation keeps its data, read from the environment and nothing else."""

import os
from contextlib import suppress
from pathlib import Path


class SecretKeyError(Exception):
    """The key is missing or is not the one the ledger was written with."""

    def __init__(self, path: Path) -> None:
        """Say what to do."""
        super().__init__(
            f"密钥{path}缺失或与账本不符，加密的内容无法读取："
            "请从备份恢复与账本同时备份的 secret.key，不要新建"
        )


def home() -> Path:
    """The one data directory (`FUYUAN_HOME`, default `./data`), created on first use."""
    path = home_path()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def home_path() -> Path:
    """Where that directory is, made or not: who only looks leaves no trace."""
    return Path(_stated_home()).resolve()


def _stated_home() -> str:
    return os.environ.get("FUYUAN_HOME", "data")


def database_url() -> str:
    """`FUYUAN_DATABASE_URL`, or the embedded SQLite file below `home()`."""
    return os.environ.get("FUYUAN_DATABASE_URL") or f"sqlite:///{home() / 'ledger.db'}"


def folder(name: str) -> Path:
    """A folder below `home()` (letters, inbox, fonts ...), created on first use."""
    path = home() / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key() -> bytes:
    """The key that encrypts personal data at rest: `FUYUAN_SECRET_KEY`, or `secret.key` (0600)."""
    if from_environment := os.environ.get("FUYUAN_SECRET_KEY"):
        return from_environment.encode()
    # Read anew each time, for it may be lost, and without detours: every encrypted row comes by.
    with suppress(FileNotFoundError):
        return Path(_stated_home(), "secret.key").read_bytes().strip()
    path = home() / "secret.key"
    # Asked first: another program may be making both just now, the key before the ledger.
    has_ledger = (home() / "ledger.db").exists()
    if not path.exists():
        if has_ledger:
            raise SecretKeyError(path)
        _write_new_key(path)
    return path.read_bytes().strip()


def _write_new_key(path: Path) -> None:
    # Imported here, because counting a deadline needs the folder and never the key.
    from cryptography.fernet import Fernet  # noqa: PLC0415

    # Written aside and linked into place: whoever comes second keeps the first key,
    # and nobody ever reads a half-written one.
    draft = path.with_name(f"secret.key.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Fernet.generate_key())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
