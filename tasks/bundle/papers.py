"""Which papers a case file holds, and in what order."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Case
from models.letter import ISSUED, MARKS, IssuedLetter
from rules.catalogue import is_restricted, letters
from rules.publication import Volume, volume_of
from rules.vocabulary.letter import Letter, Office
from rules.vocabulary.region import Region, load_region
from tasks.errors import FuyuanError
from tasks.letters import letter_path

SUFFIXES = ("pdf", "docx")
CHUNK = 1 << 20


class BundleError(FuyuanError):
    """A case file cannot be put together; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of a case file. `files` are what the package holds of it.

    `bound` is what is bound of it, None of what has no pages. `letter_id` is that of the issued
    letter it is, if it is one.
    """

    title: str
    number: str
    author: str
    dated: date | None
    files: tuple[Path, ...]
    bound: Path | None
    note: str = ""
    letter_id: int | None = None
    volume: Volume = Volume.MAIN


def letters_of(session: Session, case: Case) -> list[IssuedLetter]:
    """The letters of a case in the order in which they came about; restricted ones lie apart."""
    rows = session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.case_id == case.id, IssuedLetter.state == ISSUED)
        .order_by(IssuedLetter.issued_on, IssuedLetter.id)
    )
    return [row for row in rows if not is_restricted(row.code)]


def letter_papers(session: Session, case: Case) -> Iterator[Paper]:
    """The letters, each as the ledger vouches for it. Raises BundleError naming what is not so."""
    region = load_region(case.region)
    for row in letters_of(session, case):
        hashes = (row.pdf_sha256, row.docx_sha256)
        files = tuple(letter_path(row.id, suffix) for suffix in SUFFIXES)
        for path, expected in zip(files, hashes, strict=True):
            _require_whole(path, expected, row.title)
        yield Paper(
            title=row.title,
            number=row.number,
            author=author_of(letters()[row.code], case, region),
            dated=row.issued_on,
            files=files,
            bound=files[0],
            note="；".join(filter(None, (MARKS.get(row.mark), row.warning))),
            letter_id=row.id,
            volume=volume_of(row.code),
        )


def author_of(letter: Letter, case: Case, region: Region) -> str:
    """责任者: who answers for a letter."""
    agencies = "、".join(party.name for party in case.parties if party.role == DEFENDANT)
    return {
        Office.COURT: region.court_name,
        Office.STUDIO: region.studio_name,
        Office.CENTER: region.center_name,
        Office.PARTIES: "各方当事人",
        Office.AGENCY: agencies,
        Office.JUSTICE_BUREAU: region.justice_bureau_name,
        Office.RECONSIDERATION: region.reconsideration_organ_name,
        Office.PROCURATORATE: region.procuratorate_name,
    }[letter.issuer]


def _require_whole(path: Path, expected: str, title: str) -> None:
    if not path.is_file():
        message = f"《{title}》的文件 {path} 不在：请从备份恢复 letters 目录后重做"
        raise BundleError(message)
    if sha256_of(path) != expected:
        message = f"《{title}》的文件 {path} 与台账记载的不符，可能被改动：请从备份恢复后重做"
        raise BundleError(message)


def sha256_of(path: Path) -> str:
    """The hash of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
