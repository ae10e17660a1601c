"""Places for the stages of a path: rows by how far a case has come, columns without crossings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from rules.vocabulary.path import SIDE_EXITS, Path

SWEEPS = 24
GAP = 1.0
# A bend needs less room than a box.
BEND = 0.45

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way from stage to stage: the points it passes, and whether it leads back."""

    start: str
    end: str
    points: tuple[tuple[float, int], ...]
    is_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands, in columns and rows."""

    places: Mapping[str, tuple[float, int]]
    arrows: tuple[Arrow, ...]
    width: float
    rows: int


def shown_edges(path: Path) -> list[Edge]:
    """The ways from stage to stage as declared, without the side exits that are open everywhere."""
    return [
        (name, then)
        for name, stage in path.stages.items()
        for then in path.stages
        if then in stage.then and then not in SIDE_EXITS
    ]


def lay_out(path: Path) -> Layout:
    """Find a place for every stage that is drawn."""
    stages = [name for name in path.stages if name not in SIDE_EXITS]
    edges = shown_edges(path)
    back = _back_edges(path.first, edges)
    forward = [(end, start) if (start, end) in back else (start, end) for start, end in edges]
    rank = _ranks(stages, forward)
    chains = {edge: _chain(edge, rank) for edge in dict.fromkeys(forward)}
    rows = _rows(stages, rank, chains.values())
    links = [link for chain in chains.values() for link in pairwise(chain)]
    _uncross(rows, links)
    columns = _columns(rows, links)
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    place = {name: (columns[name], row_of[name]) for name in columns}
    return Layout(
        places={name: place[name] for name in stages},
        arrows=tuple(
            Arrow(
                start=edge[0],
                end=edge[1],
                points=tuple(place[name] for name in _way(edge, edge in back, chains)),
                is_back=edge in back,
            )
            for edge in edges
        ),
        width=max(columns.values()) + GAP,
        rows=len(rows),
    )


def _way(edge: Edge, is_back: bool, chains: Mapping[Edge, list[str]]) -> list[str]:
    return chains[edge[1], edge[0]][::-1] if is_back else chains[edge]


def _back_edges(first: str, edges: Iterable[Edge]) -> set[Edge]:
    """The edges that close a circle, met in the order of the declarations."""
    after: dict[str, list[str]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    back: set[Edge] = set()
    done: set[str] = set()

    def visit(name: str, above: frozenset[str]) -> None:
        for then in after.get(name, ()):
            if then in above or then == name:
                back.add((name, then))
            elif then not in done:
                visit(then, above | {then})
        done.add(name)

    visit(first, frozenset({first}))
    return back


def _ranks(stages: Sequence[str], forward: Sequence[Edge]) -> dict[str, int]:
    """How many steps away a stage is at most."""
    rank = dict.fromkeys(stages, 0)
    for _ in stages:
        for start, end in forward:
            if start != end:
                rank[end] = max(rank[end], rank[start] + 1)
    return rank


def _chain(edge: Edge, rank: Mapping[str, int]) -> list[str]:
    """The edge as steps from row to row; between its ends it bends."""
    start, end = edge
    bends = [f"{start}>{end}@{row}" for row in range(rank[start] + 1, rank[end])]
    return [start, *bends, end]


def _rows(
    stages: Sequence[str], rank: Mapping[str, int], chains: Iterable[list[str]]
) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(rank.values()) + 1)]
    for name in stages:
        rows[rank[name]].append(name)
    for chain in chains:
        for offset, bend in enumerate(chain[1:-1], 1):
            rows[rank[chain[0]] + offset].append(bend)
    return rows


def _uncross(rows: list[list[str]], links: Sequence[Edge]) -> None:
    """Order each row by what its members are tied to above, then below, again and again."""
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in rows[1:] if down else rows[-2::-1]:
            position = {name: at for each in rows for at, name in enumerate(each)}
            weight = {
                name: _mean(_tied(name, links, down=down), position, position[name]) for name in row
            }
            row.sort(key=partial(_weighed, weight, position))


def _weighed(
    weight: Mapping[str, float], position: Mapping[str, int], name: str
) -> tuple[float, int]:
    return weight[name], position[name]


def _tied(name: str, links: Sequence[Edge], *, down: bool) -> list[str]:
    if down:
        return [start for start, end in links if end == name]
    return [end for start, end in links if start == name]


def _mean(names: Sequence[str], at: Mapping[str, float], otherwise: float) -> float:
    return sum(at[name] for name in names) / len(names) if names else otherwise


def _columns(rows: Sequence[Sequence[str]], links: Sequence[Edge]) -> dict[str, float]:
    """Columns as near to the mean of the neighbours as the room between them allows."""
    column = {name: at for row in rows for name, at in zip(row, _spread(row), strict=True)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wished = {
                name: _mean(
                    _tied(name, links, down=True) + _tied(name, links, down=False),
                    column,
                    column[name],
                )
                for name in row
            }
            column.update(_apart(row, wished))
    least = min(column[name] - _half(name) for name in column)
    return {name: round(at - least, 3) for name, at in column.items()}


def _half(name: str) -> float:
    return (BEND if ">" in name else GAP) / 2


def _spread(row: Sequence[str]) -> list[float]:
    places, at = [], 0.0
    for name in row:
        places.append(at + _half(name))
        at += 2 * _half(name)
    return [place - at / 2 for place in places]


def _apart(row: Sequence[str], wished: Mapping[str, float]) -> dict[str, float]:
    """The wished columns pushed apart: from the left, from the right, and the mean of both."""
    left: dict[str, float] = {}
    edge = float("-inf")
    for name in row:
        left[name] = max(wished[name], edge + _half(name))
        edge = left[name] + _half(name)
    right: dict[str, float] = {}
    edge = float("inf")
    for name in reversed(row):
        right[name] = min(wished[name], edge - _half(name))
        edge = right[name] - _half(name)
    return {name: (left[name] + right[name]) / 2 for name in row}
