"""Two homes: what one office sends, another takes in."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.home import database_url
from models.ledger import engine
from rules.correspondence.exchange import Kind
from tasks.exchange.sending import Sent, send
from tests.information import NOVEMBER, SENDER


@pytest.fixture
def a_week_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What happened on the tests' day can be told of once it is over."""
    return lambda: monkeypatch.setenv("FUYUAN_TODAY", "2026-11-13")


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """Where batches are written."""
    return tmp_path / "out"


@pytest.fixture
def sent(a_week_later: Callable[[], None], outbox: Path) -> Callable[..., Sent]:
    """Make a batch of what has happened by now, a week later."""

    def make(*kinds: Kind, **changes: object) -> Sent:
        a_week_later()
        how: dict[str, object] = {
            "region": "wujiagang",
            "kinds": kinds or tuple(Kind),
            "period": NOVEMBER,
            "sender": SENDER,
            "into": outbox,
        }
        return send(**{**how, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def other_home(
    tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Path]:
    """Move to another office's home (SQLite), and carry the papers over to it."""

    def move() -> Path:
        shutil.copytree(migrated, tmp_path / "other", dirs_exist_ok=True)
        monkeypatch.delenv("FUYUAN_DATABASE_URL", raising=False)
        monkeypatch.setenv("FUYUAN_HOME", str(tmp_path / "other"))
        post = tmp_path / "post"
        shutil.copytree(tmp_path / "out", post, ignore=shutil.ignore_patterns("*.cover.json"))
        engine(database_url())
        return post

    return move
