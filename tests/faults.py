"""Killing a program at every point at which it changes something outside itself.

What a process holds in memory dies with it, so all that a kill can leave behind is decided by the
effects before it: rows written, commits, files opened for writing, synced, renamed, removed, and
what a server was asked to do. A kill before each effect is a kill between any two statements of the
program; for a server it is also a kill before the answer is heard.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from sqlalchemy import Engine, event

from tests.processes import _context

PATIENCE_SECONDS = 60
WRITING = os.O_WRONLY | os.O_RDWR
CHANGES = ("INSERT", "UPDATE", "DELETE")


def kills(function: Callable[..., Any], prepare: Callable[[int], Any]) -> Iterator[tuple[int, Any]]:
    """Kill the function before its first effect, its second ..., until one run comes to its end.

    Each runs in a process of its own, on an argument of its own that `prepare` makes; both numbers
    and arguments are those of the processes that were killed.
    """
    for number in itertools.count():
        argument = prepare(number)
        if not killed_before(number, function, argument):
            assert number, "it has no effects"
            return
        yield number, argument


def killed_before(number: int, function: Callable[..., Any], *arguments: Any) -> bool:
    """Run the function in a process that is killed with SIGKILL before its effect of this number.

    False if it came to its end before.
    """
    process = _context.Process(
        target=_count_down, args=(dict(os.environ), number, function, arguments)
    )
    process.start()
    process.join(PATIENCE_SECONDS)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def _count_down(
    environment: dict[str, str], number: int, function: Callable[..., Any], arguments: Any
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    before = itertools.count()

    def effect(*_details: Any) -> None:
        if next(before) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    _listen(effect)
    function(*arguments)


def _listen(effect: Callable[..., None]) -> None:
    def execute(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(CHANGES):
            effect()

    def audit(name: str, details: tuple[Any, ...]) -> None:
        is_write = name == "open" and bool(details[2] & WRITING)
        if (is_write or name in {"os.rename", "os.remove"}) and "letters" in str(details[0]):
            effect()

    event.listen(Engine, "before_cursor_execute", execute)
    event.listen(Engine, "commit", effect)
    sys.addaudithook(audit)
    sync = os.fsync

    def counted_sync(descriptor: int) -> None:
        effect()
        sync(descriptor)

    os.fsync = counted_sync
    _listen_to_requests(effect)


def _listen_to_requests(effect: Callable[..., None]) -> None:
    send = httpx.HTTPTransport.handle_request

    def counted_send(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return send(transport, request)
        effect()
        answer = send(transport, request)
        effect()
        return answer

    httpx.HTTPTransport.handle_request = counted_send
