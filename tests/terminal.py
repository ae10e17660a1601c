"""What the commands are tried on, and how they refuse."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from tasks.deadlines import start_deadline
from tests.building import RECEIVED, asked, registered

ROOT = Path(__file__).parents[1]


def waiting() -> str:
    number = registered()
    start_deadline(number, "L_DOCKET_7D", RECEIVED)
    asked(number, "eight_checks", rule="L_DOCKET_7D")
    return number


def refused(done: Any) -> str:
    """The one line of Chinese that a command gave instead of a result."""
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert any("一" <= sign <= "鿿" for sign in line)
    return line


def interrupted(press: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, in which `press` arranges when Ctrl-C is pressed."""
    program = f"""
import os, signal
from fuyuan import cli

# A run in the background of a shell inherits that nobody can interrupt it.
signal.signal(signal.SIGINT, signal.default_int_handler)
{press}
cli.main()
"""
    stopped = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert stopped.returncode == 130, stopped.stderr
    return stopped
