"""The scenery: for the time of a check the flows call the world instead of the ledger."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import CodeType, FunctionType, ModuleType
from typing import Any

from fuyuan.model_check.helpers import HELPERS, VERBS
from fuyuan.model_check.world import World

LEDGER = frozenset({"ledger", "reading"})
IN_LEDGER = frozenset({"tasks.records.find_case", "tasks.records.tell"})
# They only name what happens, or carry it on.
THROUGH = frozenset({"tasks.step", "tasks.procedure"})


class NoModelError(Exception):
    """A flow needs a function of `tasks` that the check has no model of."""


class Actor:
    """Stands where the verbs of `tasks` stood, and passes every call to the world of the walk."""

    def __init__(self) -> None:
        self.world: World | None = None

    def verb(self, name: str) -> Callable[..., Any]:
        """The world's own method of that name, whichever world it is."""

        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(self.world, name)(*args, **kwargs)

        return call

    @classmethod
    def doors(cls) -> tuple[CodeType, CodeType]:
        """The code of the stand-ins: what a frame of a flow calls when it waits."""
        verb, helper = cls().verb("ask"), cls().helper(print)
        return verb.__code__, helper.__code__

    def helper(self, model: Callable[..., Any]) -> Callable[..., Any]:
        """The model of a helper, on whichever world it is."""

        def call(*args: Any, **kwargs: Any) -> Any:
            return model(self.world, *args, **kwargs)

        return call


def modules_of(flow: ModuleType) -> list[ModuleType]:
    """A flow's module, or all those of its package."""
    names = [flow.__name__]
    if hasattr(flow, "__path__"):
        names += [f"{flow.__name__}.{found.name}" for found in iter_modules(flow.__path__)]
    return [import_module(name) for name in names]


@contextmanager
def staged(modules: list[ModuleType], actor: Actor) -> Iterator[None]:
    """Within the block the modules, and what they use of `tasks`, act on the actor's world."""
    replacements = [(vars(module), new) for module, new in _replacements(modules, actor)]
    before = [(space, {name: space[name] for name in new}) for space, new in replacements]
    try:
        for space, new in replacements:
            space.update(new)
        yield
    finally:
        for space, old in before:
            space.update(old)


def _replacements(
    modules: list[ModuleType], actor: Actor
) -> Iterator[tuple[ModuleType, Mapping[str, Any]]]:
    known: dict[str, Callable[..., Any]] = {
        name: actor.verb(verb) for name, verb in VERBS.items()
    } | {name: actor.helper(model) for name, model in HELPERS.items()}
    waiting, seen = list(modules), {module.__name__ for module in modules}
    while waiting:
        module = waiting.pop()
        replaced = {}
        for name, value in vars(module).items():
            base = value.func if isinstance(value, partial) else value
            path = _path(base)
            if path in known:
                stand_in = known[path]
                replaced[name] = (
                    partial(stand_in, *value.args, **value.keywords)
                    if isinstance(value, partial)
                    else stand_in
                )
            elif name in LEDGER:
                replaced[name] = partial(_opened, module.__name__)
            elif path.startswith("tasks.") and base.__module__ not in {*seen, *THROUGH}:
                seen.add(base.__module__)
                waiting.append(sys.modules[base.__module__])
        yield module, replaced


def _path(value: Any) -> str:
    return f"{value.__module__}.{value.__name__}" if isinstance(value, FunctionType) else ""


class NoLedger:
    """Where a step opens the ledger: it may find the case and tell of it; a query is refused."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        """Refuse. Raises NoModelError."""
        callers = [
            each for each in inspect.stack() if each.frame.f_globals["__name__"] == self._module
        ]
        function = callers[-1].function if callers else name
        message = (
            f"模型核查没有 {self._module}.{function} 的模型"
            "：请在 fuyuan/model_check/helpers.py 补一条"
        )
        raise NoModelError(message)


@contextmanager
def _opened(module: str) -> Iterator[NoLedger]:
    yield NoLedger(module)
