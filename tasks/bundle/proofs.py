"""Proofs of service in a case file: what is on record of each letter, and what proves it.

Of a public notice its text is bound, by what is on record of it, before the file that shows it as
it was published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bulk import among
from models.case import Case
from models.letter import IssuedLetter
from models.service import LetterService
from rules.case_file import SERVICE
from rules.catalogue import letters
from rules.service import Method, State
from rules.vocabulary.region import load_region
from tasks.bundle.papers import SUFFIXES, BundleError, Paper, author_of, letters_of
from tasks.bundle.sheets import lay_out
from tasks.clock import CHINA
from tasks.errors import FuyuanError
from tasks.rendering import render
from tasks.service.evidence import kept
from tasks.service.listing import ServiceLine, Wanted, service_lines
from tasks.service.papers import Paper as Text
from tasks.service.papers import published
from tasks.service.rows import named, whom
from tasks.service.showing import report_lines

MINUTES = "%Y-%m-%d %H:%M"
NOT_BOUND = "没有装订，原文件在卷宗包里"
PROOF, NOTICE = "送达凭证", "送达公告"
BY_RECORD = "依送达登记的内容制作，刊登的原样见送达凭证"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The attempts to serve one letter, in their order."""

    letter: IssuedLetter
    attempts: tuple[tuple[ServiceLine, LetterService], ...]

    @property
    def has_record(self) -> bool:
        """Whether anybody was served, or was tried to be."""
        return any(row.state != State.WAITING for _, row in self.attempts)


def services_of(session: Session, case: Case) -> list[Service]:
    """The services of a case's letters, in the order of the letters; of restricted ones none."""
    in_the_file = {letter.id: letter for letter in letters_of(session, case)}
    lines = [
        line
        for line in service_lines(session, Wanted(case_id=case.id))
        if line.letter_id in in_the_file
    ]
    query = select(LetterService).where(among(session, LetterService.letter_id, list(in_the_file)))
    rows = {row.id: row for row in session.scalars(query)}
    found = {
        letter_id: Service(
            letter=in_the_file[letter_id], attempts=tuple((line, rows[line.id]) for line in those)
        )
        for letter_id, those in groupby(lines, key=lambda line: line.letter_id)
    }
    return [found[letter_id] for letter_id in in_the_file if letter_id in found]


def proof_papers(
    session: Session,
    services: Sequence[Service],
    case: Case,
    common: Mapping[str, Any],
    work: Path,
) -> Iterator[Paper]:
    """Yield what is on record of each service, and behind it public notices and proofs.

    Raises BundleError for a file that is gone or is not as it was handed in.
    """
    region = load_region(case.region)
    for service in services:
        if not service.has_record:
            continue
        letter = service.letter
        author = author_of(letters()[letter.code], case, region)
        yield _record(service, common, author, case.region, work)
        for line, row in service.attempts:
            if _is_published(row):
                text = published(session, case, letter, row)
                yield _notice(service, line, row, author, text, work)
            if row.evidence_sha256:
                yield _proof(service, line, row, author, work)


def titles_of(services: Iterable[Service]) -> Iterator[str]:
    """Yield the titles of the papers that `proof_papers` makes."""
    for service in services:
        if service.has_record:
            yield _record_title(service)
            for line, row in service.attempts:
                if _is_published(row):
                    yield _title(NOTICE, service, line, row)
                if row.evidence_sha256:
                    yield _title(PROOF, service, line, row)


def _record(
    service: Service, common: Mapping[str, Any], author: str, region: str, work: Path
) -> Paper:
    letter = service.letter
    facts = SERVICE.needs.model_validate(
        {
            **common,
            "doc_no": letter.number,
            "document": named(letter),
            "attempts": [_attempt(line, row) for line, row in service.attempts],
        }
    )
    path = work / f"{SERVICE.code}{letter.id}.pdf"
    path.write_bytes(render(SERVICE.template, dict(facts), region=region).pdf)
    return Paper(
        title=_record_title(service),
        number=letter.number,
        author=author,
        dated=max(_day(row) for _, row in service.attempts),
        files=(path,),
        bound=path,
    )


def _is_published(row: LetterService) -> bool:
    return row.method == Method.PUBLIC and row.sent_on is not None


def _notice(
    service: Service, line: ServiceLine, row: LetterService, author: str, text: Text, work: Path
) -> Paper:
    files = tuple(work / f"{text.name}.{suffix}" for suffix in SUFFIXES)
    for path, content in zip(files, (text.rendered.pdf, text.rendered.docx), strict=True):
        path.write_bytes(content)
    return Paper(
        title=_title(NOTICE, service, line, row),
        number=service.letter.number,
        author=author,
        dated=row.sent_on,
        files=files,
        bound=files[0],
        note=BY_RECORD,
    )


def _proof(
    service: Service, line: ServiceLine, row: LetterService, author: str, work: Path
) -> Paper:
    letter = service.letter
    try:
        path, _ = kept(row.evidence_sha256)
    except FuyuanError as error:
        message = f"{named(letter)}的送达登记 {row.id}：{error}"
        raise BundleError(message) from None
    sheets = work / f"proof{row.id}.pdf"
    is_shown = lay_out(path, sheets)
    return Paper(
        title=_title(PROOF, service, line, row),
        number=letter.number,
        author=author,
        dated=_day(row),
        files=(path,),
        bound=sheets if is_shown else None,
        note="" if is_shown else NOT_BOUND,
    )


def _record_title(service: Service) -> str:
    return f"{SERVICE.title}：{service.letter.title}"


def _title(what: str, service: Service, line: ServiceLine, row: LetterService) -> str:
    # The index of a case file is read by many: it names no person, as the timeline does not.
    return f"{what}：{service.letter.title}，{whom(service.letter, row)}{_again(line)}"


def _attempt(line: ServiceLine, row: LetterService) -> dict[str, Any]:
    return {
        "recipient": f"{row.name}（{line.role}）{_again(line)}",
        "state": line.state,
        "fields": [{"title": title, "text": text} for title, text in _fields(line, row)],
    }


def _fields(line: ServiceLine, row: LetterService) -> Iterator[tuple[str, str]]:
    if row.deliver_to:
        yield "代收", row.deliver_to
    yield from report_lines(row)
    if line.deemed_on:
        yield "视为送达之日", str(line.deemed_on)
    if row.recorded_at:
        at = row.recorded_at.astimezone(CHINA).strftime(MINUTES)
        yield "登记", f"{row.recorded_by}于 {at} 经{row.door}登记"
    if row.evidence_sha256:
        yield "凭证", f"{row.evidence_name}（SHA-256：{row.evidence_sha256}）"


def _again(line: ServiceLine) -> str:
    return f"，第{line.attempt}次" if line.attempt > 1 else ""


def _day(row: LetterService) -> Any:
    return row.served_on or row.sent_on or row.opened_on
