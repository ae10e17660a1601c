"""How far a long piece of work is, for whoever waits for it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Follow(Protocol):
    """Passes things on one by one and shows how far they are; `total` is about how many."""

    def __call__(self, things: Iterable[T], what: str, total: int | None, /) -> Iterable[T]:
        """Pass on every thing, none changed."""


def unseen(things: Iterable[T], _what: str, _total: int | None, /) -> Iterable[T]:
    """Nobody waits: pass things on and show nothing."""
    return things
