"""Two versions of a letter's words, side by side in time: which versions, and what changed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from rules.vocabulary.letter import Letter
from rules.vocabulary.region import list_regions
from tasks.letter_text import lines_of
from tasks.overlay_starter import is_overlaid
from tasks.rendering import compose
from tasks.rendering.template_files import COMMON
from tasks.sample_facts import Fullness
from tasks.shown_facts import Shown, facts_of_case, facts_of_nobody
from tasks.template_versions import find_revision, templates_of
from tasks.word_diff import Line, diff_lines, is_changed

HEAD = "HEAD"
COMMON_LABEL = "通用模板"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is compared: a region's words of a letter, against what, with whose facts."""

    letter: Letter
    region: str
    against: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The lines of both versions, filled in with the same facts."""

    facts: str
    lines: tuple[Line, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ."""
        return any(map(is_changed, self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both versions by name, and what changed from one to the other."""

    title: str
    before: str
    after: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    label: str
    region: str
    reading: Callable[[], AbstractContextManager[None]]


def compare(wanted: Wanted) -> Compared:
    """Fill both versions in with the same facts and compare what they say.

    Without a case they are filled in twice, with everything that may be given and with the least,
    lest a difference hide in a branch. Raises FuyuanError, RenderingError.
    """
    before, after = _before(wanted), _current(wanted.region)
    parts = tuple(
        Part(
            facts=label,
            lines=tuple(
                diff_lines(*(_lines(version, wanted, shown) for version in (before, after)))
            ),
        )
        for label, shown in _facts(wanted)
    )
    return Compared(
        title=wanted.letter.title, before=before.label, after=after.label, parts=_told(parts)
    )


def _facts(wanted: Wanted) -> Iterator[tuple[str, Shown]]:
    if wanted.case:
        yield f"案件 {wanted.case}", facts_of_case(wanted.letter, wanted.case)
        return
    for label, fullness in (("各项齐全时", Fullness.FULL), ("各项从简时", Fullness.LEAST)):
        yield label, facts_of_nobody(wanted.letter, region=wanted.region, fullness=fullness)


def _told(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Leave out what the part before said already."""
    first, *others = parts
    seen = {line for line in first.lines if is_changed(line)}
    return (
        first,
        *(part for part in others if {line for line in part.lines if is_changed(line)} - seen),
    )


def _lines(version: _Version, wanted: Wanted, shown: Shown) -> list[str]:
    with version.reading():
        return lines_of(compose(wanted.letter.template, shown.facts, version.region))


def _current(region: str) -> _Version:
    return _Version(label=f"{region}（现在）", region=region, reading=nullcontext)


def _before(wanted: Wanted) -> _Version:
    """Return what to compare with: what was named, or what a reader would expect."""
    named = wanted.against or _expected(wanted)
    if named == COMMON:
        return _Version(label=f"{COMMON_LABEL}（现在）", region=COMMON, reading=nullcontext)
    if named in list_regions():
        return _Version(label=f"{named}（现在）", region=named, reading=nullcontext)
    revision = find_revision(named, wanted.letter.template, wanted.region)
    return _Version(
        label=f"{named}（版本 {revision[:10]}）",
        region=wanted.region,
        reading=lambda: templates_of(revision),
    )


def _expected(wanted: Wanted) -> str:
    return COMMON if is_overlaid(wanted.letter, wanted.region) else HEAD
