"""Collects the paths by their folder's name; there is no register to edit."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import rules.paths
from rules.correspondence import LETTERS as BY_HAND
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
    """Every letter, of the paths and by hand, by code."""
    of_paths = {letter.code: letter for path in paths().values() for letter in path.letters}
    return of_paths | letters_by_hand()


@cache
def letters_by_hand() -> dict[str, Letter]:
    """The letters that people issue, which no path writes, by code."""
    return {letter.code: letter for letter in BY_HAND}


def is_restricted(code: str) -> bool:
    """Whether letters of a code are kept from the desk and from Prefect."""
    letter = letters().get(code)
    return letter is not None and letter.is_restricted
