"""Collects the paths by their folder's name; there is no register to edit."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import rules.paths
from rules.vocabulary.letter import Letter
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question


@cache
def paths() -> dict[str, Path]:
    """Every declared path, by code."""
    names = sorted(module.name for module in iter_modules(rules.paths.__path__))
    return {name: import_module(f"rules.paths.{name}").PATH for name in names}


@cache
def questions() -> dict[str, type[Question]]:
    """Every question of every path, by code."""
    return {question.code: question for path in paths().values() for question in path.questions}


@cache
def letters() -> dict[str, Letter]:
    """Every letter of every path, by code."""
    return {letter.code: letter for path in paths().values() for letter in path.letters}
