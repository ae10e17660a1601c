import pytest


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens on this machine is reached directly, whatever the machine is set to."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
