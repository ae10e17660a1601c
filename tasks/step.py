"""`step`: a Prefect task inside a flow run, a plain call outside one."""

import functools
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

REMEMBERED = 50_000
_shown: set[tuple[Any, ...]] = set()


def step(title: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Name an idempotent function for the run's graph; it runs again on every resume.

    A step that this process has shown in a run's graph before is only called: a case of fifteen
    questions would otherwise make the server record three hundred task runs that do nothing.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            run_id = _flow_run_id()
            key = (run_id, title, repr(args), repr(kwargs))
            if run_id is None or key in _shown:
                return function(*args, **kwargs)
            as_task: Callable[P, R] = _as_task(function, title)
            result = as_task(*args, **kwargs)
            _remember(key)
            return result

        return call

    return decorate


def _flow_run_id() -> Any:
    # A process that never imported Prefect runs no flow, and need not pay for the import.
    context = sys.modules.get("prefect.context")
    running = context.FlowRunContext.get() if context is not None else None
    return running.flow_run.id if running is not None and running.flow_run else None


def _remember(key: tuple[Any, ...]) -> None:
    if len(_shown) >= REMEMBERED:
        _shown.clear()
    _shown.add(key)


@functools.cache
def _as_task(function: Callable[P, R], title: str) -> Callable[P, R]:
    from prefect import task  # noqa: PLC0415  (see _flow_run_id)
    from prefect.cache_policies import NO_CACHE  # noqa: PLC0415

    # The ledger decides whether a step was done, not Prefect's cache (it keys on the source).
    return task(name=title, cache_policy=NO_CACHE, persist_result=False)(function)
