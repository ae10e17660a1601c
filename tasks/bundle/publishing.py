"""The public version of a case file: set anew from facts in which its persons are hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Event
from models.letter import IssuedLetter
from rules.case_file import UNDISPUTED
from rules.catalogue import letters, paths
from rules.publication import (
    CONFIDENTIAL_FIELDS,
    MEDIATION_PATHS,
    WITH_UNDISPUTED_FACTS,
    Disclosure,
    disclosure_of,
)
from rules.vocabulary.letter import Letter
from rules.vocabulary.region import load_region
from tasks.bundle.contents import NO_PAPER, Contents, last_day, numbers_of, stages_of
from tasks.bundle.inspecting import Inspector, refuse
from tasks.bundle.papers import BundleError, Paper, author_of, letters_of
from tasks.bundle.proofs import MINUTES, services_of, titles_of
from tasks.clock import CHINA
from tasks.event_log import activity_of
from tasks.letter_facts import UnreadableFactsError, as_declared
from tasks.letters import case_facts
from tasks.publication.checking import Leak
from tasks.publication.hiding import Hider
from tasks.publication.persons import persons_of_case
from tasks.rendering import render
from tasks.rendering.words import template_hash

NEWER_TEMPLATE = "模板已有更新，按现行模板制作"
TOO_SHORT = "姓名只有一个字，不能自动脱敏，请人工制作公开版"


def gather_public(session: Session, case: Case, work: Path) -> Contents:
    """What may be published of a case, its persons hidden. Raises PublicationError."""
    persons = persons_of_case(session, case)
    refuse(Leak(whose, TOO_SHORT) for whose in persons.unsearchable)
    gathering = _Gathering(session, case, work, Hider(persons), Inspector(persons))
    return gathering.contents()


@dataclass(frozen=True, slots=True)
class _Gathering:
    session: Session
    case: Case
    work: Path
    hider: Hider
    inspector: Inspector

    def contents(self) -> Contents:
        case = self.case
        rows = letters_of(self.session, case)
        common = case_facts(self.session, case, last_day(self.session, case))
        shown = [row for row in rows if disclosure_of(row.code) is Disclosure.PUBLIC]
        agreed = [row for row in rows if row.code in WITH_UNDISPUTED_FACTS]
        papers = (
            *(self._paper(row) for row in shown),
            *(paper for row in agreed for paper in self._undisputed(row, common)),
        )
        return Contents(
            number=case.number,
            short_code=case.short_code,
            region=case.region,
            common=self.hider.facts(common),
            numbers=numbers_of(case),
            stages=tuple(
                stage
                for stage, row in zip(stages_of(case), case.paths, strict=True)
                if row.path not in MEDIATION_PATHS
            ),
            papers=papers,
            events=tuple(self._events()),
            answers=None,
            filing=None,
            remarks=(NO_PAPER,),
            withheld=(
                *(
                    {"title": row.title, "reason": disclosure_of(row.code).value}
                    for row in rows
                    if row not in shown
                ),
                *(
                    {"title": title, "reason": Disclosure.PERSONAL.value}
                    for title in titles_of(services_of(self.session, case))
                ),
            ),
            is_public=True,
            inspector=self.inspector,
        )

    def _paper(self, row: IssuedLetter) -> Paper:
        letter = letters()[row.code]
        frozen = {**_frozen(row), **CONFIDENTIAL_FIELDS.get(row.code, {})}
        hash_now = template_hash(letter.template, region=self.case.region)
        changed = NEWER_TEMPLATE if hash_now != row.template_hash else ""
        files = self._set(letter, frozen, f"{row.title}{row.id}")
        return Paper(
            title=row.title,
            number=row.number,
            author=author_of(letter, self.case, load_region(self.case.region)),
            dated=row.issued_on,
            files=files,
            bound=files[0],
            note=changed,
        )

    def _undisputed(self, row: IssuedLetter, common: Mapping[str, Any]) -> Iterator[Paper]:
        frozen = _frozen(row)
        facts = {name: frozen.get(name) for name in ("held_on", "undisputed_facts")}
        if facts["undisputed_facts"]:
            files = self._set(UNDISPUTED, {**common, **facts}, f"{UNDISPUTED.title}{row.id}")
            yield Paper(
                title=UNDISPUTED.title,
                number="",
                author="",
                dated=row.issued_on,
                files=files,
                bound=files[0],
            )

    def _set(self, letter: Letter, facts: Mapping[str, Any], name: str) -> tuple[Path, ...]:
        """Set a document from its facts with the persons in them hidden."""
        hidden = dict(letter.needs.model_validate(self.hider.facts(facts)))
        made = render(letter.template, hidden, region=self.case.region)
        pdf, docx = self.work / f"{name}.pdf", self.work / f"{name}.docx"
        pdf.write_bytes(made.pdf)
        docx.write_bytes(made.docx)
        self.inspector.note(pdf, letter, hidden)
        self.inspector.inspect_docx(letter.title, docx)
        return pdf, docx

    def _events(self) -> Iterator[dict[str, str]]:
        """Yield what happened in the words of the declarations, mediation left out."""
        query = select(Event.at, Event.key, Event.kind).where(Event.case_id == self.case.id)
        for at, key, kind in self.session.execute(query.order_by(Event.id)):
            if _is_public(key):
                moment = at.astimezone(CHINA).strftime(MINUTES)
                yield {"at": moment, "kind": kind, "text": activity_of(key, kind)}


def _frozen(row: IssuedLetter) -> dict[str, Any]:
    """Return the facts of a letter with their types. Raises BundleError if they no longer fit."""
    try:
        return as_declared(row, letters()[row.code]).model_dump()
    except UnreadableFactsError as error:
        message = (
            f"《{row.title}》制作以后，这种文书的内容声明改变了，"
            f"不能重新制作公开版：请人工制作（{error}）"
        )
        raise BundleError(message) from None


def _is_public(key: str) -> bool:
    head, *rest = key.split(":")
    if head == "letter":
        return disclosure_of(rest[0]) is Disclosure.PUBLIC
    return not set(rest) & _of_mediation()


@cache
def _of_mediation() -> frozenset[str]:
    """Return the codes by which events of mediation, and of nothing else, are known."""
    own = {code for path in MEDIATION_PATHS for code in _codes_of(path)}
    others = {code for path in paths().keys() - MEDIATION_PATHS for code in _codes_of(path)}
    return frozenset(own - others)


def _codes_of(path: str) -> Iterator[str]:
    declared = paths()[path]
    yield path
    yield from (question.code for question in declared.questions)
    yield from declared.deadlines
