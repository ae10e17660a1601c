"""Invented facts for every letter: what a letter looks like, without a case."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from rules.catalogue import letters

# What the modules of the letters are built on.
FOUNDATIONS = frozenset({"cases", "due_dates"})


@cache
def samples() -> dict[str, dict[str, Any]]:
    """The facts of every letter, by its code, as its `needs` take them."""
    names = {module.name for module in iter_modules(__path__)} - FOUNDATIONS
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(names):
        found |= import_module(f"{__name__}.{name}").samples()
    # A letter that takes no number of its own has none.
    unnumbered = {code for code in found if letters()[code].numbering is None}
    return {
        code: facts | {"doc_no": ""} if code in unnumbered else facts
        for code, facts in found.items()
    }
