"""A dispute path: its stages and what may follow what; the only place that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.vocabulary.letter import Letter
from rules.vocabulary.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A state of the case on a path; one without successors is a legal end."""

    title: str
    then: frozenset[str] = frozenset()

    @property
    def is_end(self) -> bool:
        """Nothing follows: a legal terminal state."""
        return not self.then


# Ways off any path that an incident opens (中止后终结、移送管辖、撤诉等), beside its own stages.
SIDE_EXITS: Mapping[str, Stage] = {
    "terminated": Stage(title="程序终结"),
    "moved_away": Stage(title="移送有管辖权的机关"),
    "dropped": Stage(title="撤回，案件结束"),
}


def with_side_exits(stages: Mapping[str, Stage]) -> Mapping[str, Stage]:
    """A stage table in which every stage that is no end may also be left by a side exit."""
    opened = {
        code: stage
        if stage.is_end
        else Stage(title=stage.title, then=stage.then | SIDE_EXITS.keys())
        for code, stage in stages.items()
    }
    return {**opened, **SIDE_EXITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How a filing that begins on a path is entered: kind and label of its number, its papers."""

    number: str
    label: str
    papers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One dispute path, named as its flow and its templates are."""

    code: str
    title: str
    deployment: str
    basis: tuple[str, ...]
    first: str
    stages: Mapping[str, Stage]
    questions: tuple[type[Question], ...]
    letters: tuple[Letter, ...]
    deadlines: tuple[str, ...]
    # Set on the paths that filings begin on; cases are handed to the others.
    entry: Entry | None = None
    # It may be walked again once it ended: another suggestion, another stay. Its flow keeps the
    # walks apart by their occasions.
    is_repeatable: bool = False
    # Paths that run beside this one only as long as it does, and are stayed with it.
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table that names a stage it does not have."""
        named = {self.first}.union(*(stage.then for stage in self.stages.values()))
        if unknown := named - self.stages.keys():
            message = f"路径 {self.code} 的阶段表提到未声明的阶段：{sorted(unknown)}"
            raise ValueError(message)

    def allows(self, now: str, then: str) -> bool:
        """Whether the stage table lets the case go from `now` to `then`."""
        return then in self.stages[now].then
