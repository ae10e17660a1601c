"""Asking about each agency sued: whichever comes first is heard first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from rules.one_agency import OneAgency
from tasks.asking import ask, ask_before
from tasks.case_facts import case_of

A = TypeVar("A", bound=OneAgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAgency(Generic[A]):
    """An answer about one agency, and the occasion it was given on."""

    agency: str
    occasion: str
    answer: A


def of_each_agency(
    case_number: str,
    question: type[A],
    *,
    path: str,
    agencies: tuple[str, ...] | None = None,
    prefix: str = "",
    before: str | None = None,
    due: str | None = None,
) -> Iterator[OfAgency[A]]:
    """The answer about every agency (or of `agencies`), in the order they come.

    With `before` it ends when that period ran out, and those that are left have not answered.
    """
    sued = case_of(case_number).agencies
    waiting = set(sued if agencies is None else agencies)
    for n in count(1):
        if not waiting:
            return
        occasion = f"{prefix}{n}"
        answer: A | None = (
            ask_before(case_number, question, path=path, occasion=occasion, before=before)
            if before
            else ask(case_number, question, path=path, occasion=occasion, due=due)
        )
        if answer is None:
            return
        agency = answer.agency or sued[0]
        if agency in waiting:
            waiting.remove(agency)
            yield OfAgency(agency=agency, occasion=occasion, answer=answer)
