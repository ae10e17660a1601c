"""`procedure`: the flow of a path, which ends quietly when its case has left the path."""

import functools
import inspect
from collections.abc import Callable

from prefect import Flow, flow

from rules.vocabulary.path import Path
from tasks.exits import PathEnded

Procedure = Callable[[str], str]


def procedure(path: Path) -> Callable[[Procedure], Flow[[str], str]]:
    """Make a function of one number the flow of a path; it returns the stage it ended at."""

    def decorate(function: Procedure) -> Flow[[str], str]:
        [number] = inspect.signature(function).parameters

        @functools.wraps(function)
        def walk(*args: str, **kwargs: str) -> str:
            try:
                return function(*args, **kwargs)
            except PathEnded as ended:
                return ended.stage

        return flow(name=path.title, flow_run_name=f"{path.title}｜{{{number}}}")(walk)

    return decorate
