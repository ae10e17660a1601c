"""Several processes at once, as a worker's runs, the keeper and a terminal are."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

# A fork of a small server that has imported the program: quick, and without our threads.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.preloaded"])
_barrier: Any = None


def at_once(function: Callable[..., Any], calls: Sequence[tuple[Any, ...]]) -> list[Any]:
    """What the calls return, each made by a process of its own, all released together."""
    barrier = _context.Barrier(len(calls))
    with ProcessPoolExecutor(
        len(calls), mp_context=_context, initializer=_enter, initargs=(dict(os.environ), barrier)
    ) as pool:
        waiting = [pool.submit(_released, function, call) for call in calls]
        return [future.result(timeout=120) for future in waiting]


def _enter(environment: dict[str, str], barrier: Any) -> None:
    global _barrier  # noqa: PLW0603  (a pool's process has nowhere else to keep it)
    os.environ.clear()
    os.environ.update(environment)
    _barrier = barrier


def _released(function: Callable[..., Any], call: tuple[Any, ...]) -> Any:
    _barrier.wait(60)
    return function(*call)


def kill_when_it_speaks(function: Callable[..., None], *arguments: Any) -> str:
    """What a process said before it was killed with SIGKILL; it is given a `say` that stops it."""
    ours, theirs = _context.Pipe()
    process = _context.Process(target=_speak, args=(dict(os.environ), function, theirs, arguments))
    process.start()
    theirs.close()
    try:
        assert ours.poll(60), "it said nothing"
        return str(ours.recv())
    finally:
        process.kill()
        process.join()


def _speak(
    environment: dict[str, str],
    function: Callable[..., None],
    connection: Any,
    arguments: tuple[Any, ...],
) -> None:
    os.environ.clear()
    os.environ.update(environment)

    def say(word: str) -> None:
        connection.send(word)
        threading.Event().wait()

    function(say, *arguments)
