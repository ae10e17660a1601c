"""`step`: a Prefect task inside a flow run, a plain call outside one."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def step(title: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Name an idempotent function for the run's graph; it runs again on every resume."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if not _in_flow_run():
                return function(*args, **kwargs)
            as_task: Callable[P, R] = _as_task(function, title)
            return as_task(*args, **kwargs)

        return call

    return decorate


def _in_flow_run() -> bool:
    # A process that never imported Prefect runs no flow, and need not pay for the import.
    context = sys.modules.get("prefect.context")
    return context is not None and context.FlowRunContext.get() is not None


@functools.cache
def _as_task(function: Callable[P, R], title: str) -> Callable[P, R]:
    from prefect import task  # noqa: PLC0415  (see _in_flow_run)
    from prefect.cache_policies import NO_CACHE  # noqa: PLC0415

    # The ledger decides whether a step was done, not Prefect's cache (it keys on the source).
    return task(name=title, cache_policy=NO_CACHE, persist_result=False)(function)
