import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fuyuan import cli
from tests.old_workbooks import write_old_workbook


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def fuyuan(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Run `fuyuan` with these arguments, as a terminal would."""

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["fuyuan", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        code = left.value.code
        return Done(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture
def write_xls(tmp_path: Path) -> Callable[..., Path]:
    """Write rows into a workbook of the old kind."""
    return lambda rows, **how: write_old_workbook(tmp_path / "export.xls", rows, **how)
