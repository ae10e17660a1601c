"""All templates of all regions against their declared facts."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fuyuan.template_check.filling import (
    check_against_common,
    check_branches,
    check_filled,
    check_longest,
    reach_the_rest,
)
from fuyuan.template_check.findings import Finding, Findings
from fuyuan.template_check.sources import (
    Family,
    check_family,
    check_files,
    check_region_folders,
    check_unused,
    letter_file,
    regions_with_overlays,
)
from rules.vocabulary.letter import Letter
from rules.vocabulary.region import NATIONAL, load_region
from tasks.digest import DigestLine, digest_facts
from tasks.letter_choice import every_letter, letter_of_code
from tasks.notify import NoticeOrder, notice_facts
from tasks.rendering.errors import RenderingError, TemplateError
from tasks.rendering.overlays import overlays_of
from tasks.rendering.study import study_family
from tasks.rendering.template_files import COMMON, shown
from tasks.rendering.tracing import Branch, Tracer
from tasks.rendering.words import SUFFIX, templates_root

NOTICES = "notices"
NOTICE = NoticeOrder(
    case_id=0,
    short_code="ABCDEFGH",
    region=COMMON,
    event_key="",
    template="",
    roles=(),
    title="样例",
    due_on=dt.date(2026, 11, 20),
    days_late=1,
)
MANY, PHONE = 50, "0000-00000000"
DIGEST_DAY = dt.date(2026, 11, 21)
DIGEST_LINE = DigestLine(
    short_code="ABCDEFGH", title="样例", due_on=dt.date(2026, 11, 20), days_late=1
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was checked, and what was found."""

    letters: int
    regions: Sequence[str]
    branches: int
    taken: int
    findings: tuple[Finding, ...]


def check_templates(
    codes: Sequence[str] = (), *, region: str = "", is_quick: bool = False
) -> Checked:
    """Check the templates of all letters, or of some, to the end; as TemplateCheck."""
    check = TemplateCheck(codes, region=region, is_quick=is_quick)
    for _ in check.steps():
        pass
    return check.so_far()


class TemplateCheck:
    """A check of the templates of all letters, or of some; of all regions, or of one.

    A quick check sets no PDF. Raises FuyuanError for a letter that is not declared, RegionError for
    a region that is not configured.
    """

    def __init__(self, codes: Sequence[str] = (), *, region: str = "", is_quick: bool) -> None:
        chosen = [letter_of_code(code) for code in codes] or list(every_letter().values())
        common = Tracer(COMMON)
        self._is_whole, self._is_quick = not codes, is_quick
        self._regions = [
            _Region(name, chosen, common if name == COMMON else Tracer(name), common)
            for name in _regions(region)
        ]
        self.length = sum(1 + len(one.letters) for one in self._regions)
        self._letters: set[str] = set()

    def steps(self) -> Iterator[None]:
        """Check letter by letter, and of each region at last what only the whole tells."""
        for one in self._regions:
            for letter in one.letters:
                one.check_letter(letter, is_quick=self._is_quick)
                self._letters.add(letter.code)
                yield
            one.check_the_rest(is_whole=self._is_whole)
            yield

    def so_far(self) -> Checked:
        """Return what has been found until now."""
        own = [(one.own_branches, one.tracer.taken) for one in self._regions]
        return Checked(
            letters=len(self._letters),
            regions=[one.region for one in self._regions],
            branches=sum(len(branches) for branches, _ in own),
            taken=sum(len(branches & taken) for branches, taken in own),
            findings=tuple(f for one in self._regions for f in one.found.all()),
        )


def _regions(region: str) -> list[str]:
    overlaid = regions_with_overlays()
    if region:
        load_region(region)
        return [region] if region in overlaid else [COMMON]
    return [COMMON, *overlaid]


class _Region:
    """The templates of one region, or the common ones."""

    def __init__(
        self, region: str, chosen: Iterable[Letter], tracer: Tracer, common: Tracer
    ) -> None:
        self.found = Findings(region)
        self.region, self.tracer, self.common = region, tracer, common
        self.letters = [letter for letter in chosen if self._has_part(letter.template)]
        self.families: dict[str, Family] = {}
        self.used: set[Path] = set()

    @property
    def own_branches(self) -> set[Branch]:
        """The branches of the region's own files."""
        own = {shown(path, templates_root()) for path in self.used}
        return {branch for branch in self.tracer.branches if branch.file in own}

    def check_the_rest(self, *, is_whole: bool) -> None:
        """Check what all letters show together; of a whole region also notices and stray files."""
        files = {branch.file for branch in self.own_branches}
        if not is_whole and self.region == COMMON:
            # What letters share is reached only by all of them together.
            files &= {f"{letter.template}{SUFFIX['letter']}" for letter in self.letters}
        for code, family in self.families.items():
            reach_the_rest(self.found, self.tracer, family, every_letter()[code], files)
        check_branches(self.found, self.tracer, files)
        if is_whole:
            if self.region == COMMON:
                check_unused(self.found, self.families)
            self._check_notices()
            check_files(self.found, self.used)
            if self.region == COMMON:
                check_region_folders(self.found)

    def _has_part(self, template: str, form: str = "letter") -> bool:
        overlays = overlays_of(template, region=self.region, form=form)
        return self.region == COMMON or bool(overlays)

    def check_letter(self, letter: Letter, *, is_quick: bool) -> None:
        """Check one letter by itself; unless quick, also the pages of its longest contents."""
        self.used |= set(overlays_of(letter.template, region=self.region))
        try:
            family = study_family(letter.template, region=self.region)
        except TemplateError as error:
            self.found.add_error(error, letter_file(letter, self.region), letter)
            return
        if self.region == COMMON:
            self.used |= {study.path for study in family}
        self.families[letter.code] = family
        check_family(self.found, family, letter)
        check_filled(self.found, self.tracer, family, letter)
        if self.region != COMMON:
            check_against_common(self.found, self.tracer, self.common, letter)
        if not is_quick:
            check_longest(self.found, self.tracer, letter)

    def _check_notices(self) -> None:
        for path in sorted((templates_root() / NOTICES).glob("*.txt.j2")):
            template = f"{NOTICES}/{path.name.removesuffix(SUFFIX['text'])}"
            if not self._has_part(template, "text"):
                continue
            self.used |= set(overlays_of(template, region=self.region, form="text"))
            if self.region == COMMON:
                self.used.add(path)
            # Some are only sent about a date; the others say so.
            may_lack = "if due_on" in path.read_text(encoding="utf-8")
            for facts in _facts_of(path.name, self.region, may_lack=may_lack):
                try:
                    Tracer(self.region, "text").fill_in(template, facts)
                except RenderingError as error:
                    self.found.add_error(error, f"{template}{SUFFIX['text']}", None)


def _facts_of(name: str, region: str, *, may_lack: bool) -> Iterator[dict[str, Any]]:
    """What a notice is tried with: each way in which it is sent."""
    if name.startswith("digest."):
        for late, coming in ((1, 0), (0, 1), (MANY, 1), (1, MANY)):
            lines = [DIGEST_LINE] * late + [replace(DIGEST_LINE, days_late=0)] * coming
            undated = [replace(DIGEST_LINE, due_on=None, days_late=0)] * coming
            for is_takeover in (False, True):
                yield digest_facts([*lines, *undated], DIGEST_DAY, is_takeover=is_takeover)
        return
    known = replace(NOTICE, region=NATIONAL if region == COMMON else region)
    for due_on in (NOTICE.due_on, *((None,) if may_lack else ())):
        # A region may have no telephone yet; not every letter is served.
        for phone, is_served in (("", False), (PHONE, True)):
            order = replace(known, due_on=due_on, is_served=is_served)
            yield notice_facts(order) | {"phone": phone}
