"""What is wrong with a template: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from rules.vocabulary.letter import Letter
from tasks.rendering.errors import MarkupError, RenderingError, TemplateError


class Level(StrEnum):
    """Whether a finding forbids using the template."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong; `file` is below a folder of templates, `line` 0 if unknown."""

    level: Level
    file: str
    line: int
    problem: str
    remedy: str
    region: str
    letter: str = ""


@dataclass(slots=True)
class Findings:
    """What was found in a region's templates, each thing once."""

    region: str
    _found: dict[tuple[str, int, str], Finding] = field(default_factory=dict)

    def add(
        self,
        file: str,
        line: int,
        problem: str,
        remedy: str,
        *,
        letter: Letter | None = None,
        level: Level = Level.ERROR,
    ) -> None:
        """Keep a finding unless the same was found before, for another letter or in other facts."""
        finding = Finding(
            level=level,
            file=file,
            line=line,
            problem=problem,
            remedy=remedy,
            region=self.region,
            letter=letter.code if letter else "",
        )
        self._found.setdefault((file, line, problem), finding)

    def add_error(self, error: RenderingError, template: str, letter: Letter | None) -> None:
        """Keep what stopped a template from being filled in."""
        file, line = template, 0
        if isinstance(error, TemplateError | MarkupError) and error.file:
            file, line = error.file, error.line
        remedy = MARKUP if isinstance(error, MarkupError) else WORDS
        self.add(file, line, str(error), remedy, letter=letter)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, by file and line."""
        return tuple(sorted(self._found.values(), key=lambda each: (each.file, each.line)))


MARKUP = "标记和属性见 templates/README.md 的表；开始标记须有结束标记，不能交错"
WORDS = "写法见 templates/README.md；可用的事实见 fuyuan letter overlay 给出的文件"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them forbids using a template."""
    return any(finding.level is Level.ERROR for finding in findings)
