"""What the check of a path found: how many walks, what they met, and what is wrong."""

from dataclasses import dataclass, field
from typing import Any

Trail = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Defect:
    """Something that must not be, with the first walk that led there."""

    kind: str
    text: str
    trail: Trail = ()
    times: int = 1

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "kind": self.kind,
            "text": self.text,
            "trail": list(self.trail),
            "times": self.times,
        }

    def as_text(self) -> str:
        """For people."""
        often = f"（{self.times} 处）" if self.times > 1 else ""
        way = "".join(f"\n      {step}" for step in self.trail)
        return f"{self.kind}：{self.text}{often}{way}"


@dataclass(slots=True, kw_only=True)
class Met:
    """What the walks of a path met, by code."""

    stages: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    deadlines: set[str] = field(default_factory=set)
    handed_to: set[str] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class PathReport:
    """The check of one path; `seconds` of CPU went into it."""

    code: str
    title: str
    walks: int = 0
    failed: int = 0
    cut: int = 0
    bound: int = 0
    is_whole: bool = True
    states: int = 0
    runs: int = 0
    seconds: float = 0.0
    met: Met = field(default_factory=Met)
    narrowed: list[str] = field(default_factory=list)
    unread: dict[str, list[str]] = field(default_factory=dict)
    reduced: dict[str, int] = field(default_factory=dict)
    unmerged: set[str] = field(default_factory=set)
    left_running: dict[tuple[str, str], Trail] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def find(self, kind: str, text: str, trail: Trail = ()) -> None:
        """Note a defect; the same is noted once, and counted."""
        for known in self.defects:
            if (known.kind, known.text) == (kind, text):
                known.times += 1
                return
        self.defects.append(Defect(kind=kind, text=text, trail=trail))

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "path": self.code,
            "title": self.title,
            "whole": self.is_whole,
            "walks": self.walks,
            "failed": self.failed,
            "cut": self.cut,
            "bound": self.bound,
            "states": self.states,
            "runs": self.runs,
            "cpu_seconds": round(self.seconds, 1),
            "questions": sorted(self.met.questions),
            "stages": sorted(self.met.stages),
            "letters": sorted(self.met.letters),
            "deadlines": sorted(self.met.deadlines),
            "handed_to": sorted(self.met.handed_to),
            "fields_never_read": self.unread,
            "narrowed": self.narrowed,
            "reduced_to_pairs": self.reduced,
            "not_merged_at": sorted(self.unmerged),
            "defects": [defect.as_json() for defect in self.defects],
        }
