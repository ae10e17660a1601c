"""What the commands are tried on, and how they refuse."""

from typing import Any

from tasks.deadlines import start_deadline
from tests.building import RECEIVED, asked, registered


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
