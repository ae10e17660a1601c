"""Letters made again from what was frozen, and compared with what was recorded and what lies there.

A letter is set anew in the words of its day, which the ledger keeps, so that a changed template is
no difference. Changed fonts or programs are: they are named.
"""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from models.bulk import among
from models.case import Case
from models.ledger import reading
from models.letter import ISSUED, UNSEEN, IssuedLetter, LetterEngine, LetterWords
from rules.catalogue import letters
from tasks.errors import FuyuanError
from tasks.letter_facts import thaw
from tasks.letter_files import SUFFIXES, letter_path, write_whole
from tasks.records import find_case
from tasks.rendering import PDF_A, RenderingError, Words, render_words, words_of
from tasks.rendering.engine import Engine, current_engine

PAGE = 200
THREADS = 2


class FileState(StrEnum):
    """What lies on the disk, against the hash in the ledger."""

    INTACT = "完好"
    DAMAGED = "损坏"
    MISSING = "缺失"
    REPAIRED = "已修复"


class Again(StrEnum):
    """What setting the letter anew showed."""

    SAME = "重制一致"
    ENGINE_CHANGED = "排版环境变了，不能逐字节重制"
    NO_WORDS = "当时的词句没有入账，不能重制"
    UNREADABLE = "不能重制"
    CONTRADICTED = "与记录矛盾"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One letter: its files, what setting it anew showed, and why."""

    letter_id: int
    case_number: str
    name: str
    files: dict[str, FileState]
    again: Again
    template_changed: bool
    reasons: tuple[str, ...]

    @property
    def is_broken(self) -> bool:
        """A file is not what was issued, or the records contradict each other."""
        lost = {FileState.DAMAGED, FileState.MISSING} & set(self.files.values())
        return bool(lost) or self.again is Again.CONTRADICTED

    @property
    def is_repairable(self) -> bool:
        """What is lost can be made again, byte for byte."""
        return self.is_broken and self.again is Again.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the letters of a page were made with, by hash."""

    words: dict[str, Words]
    engines: dict[str, dict[str, str]]
    today: dict[tuple[str, str], Words | None]


def count_letters(case_number: str = "") -> int:
    """How many letters there are to verify. Raises UnknownCaseError."""
    with reading() as session:
        wanted = _wanted(session, case_number)
        return session.scalar(select(func.count()).select_from(IssuedLetter).where(*wanted)) or 0


def verify_letters(case_number: str = "", *, repair: bool = False) -> Iterator[Checked]:
    """Verify every issued letter, of one case or of all, in order; a page in memory at a time.

    With `repair` a file that is lost is written again, if what is made now has the recorded hash.
    Raises UnknownCaseError, FontError.
    """
    known = _Known(words={}, engines={}, today={})
    engine, last = current_engine(), 0
    with ThreadPoolExecutor(THREADS) as threads:
        while True:
            with reading() as session:
                rows = session.execute(
                    _page(_wanted(session, case_number)).where(IssuedLetter.id > last)
                ).all()
                _learn(session, known, rows)
            yield from threads.map(lambda row: _check(row, known, engine, repair=repair), rows)
            if len(rows) < PAGE:
                return
            last = rows[-1].IssuedLetter.id


def _wanted(session: Session, case_number: str) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = [IssuedLetter.state.not_in(UNSEEN)]
    if case_number:
        made.append(IssuedLetter.case_id == find_case(session, case_number).id)
    return made


def _page(wanted: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(
            IssuedLetter,
            func.coalesce(Case.number, "").label("case_number"),
            IssuedLetter.region.label("region"),
        )
        .outerjoin(Case, Case.id == IssuedLetter.case_id)
        .where(*wanted)
        .order_by(IssuedLetter.id)
        .limit(PAGE)
    )


def _learn(session: Session, known: _Known, rows: Sequence[Row[Any]]) -> None:
    """Read the words and engines of a page that no page before had."""
    words = {row.IssuedLetter.template_hash for row in rows} - known.words.keys()
    for kept in session.scalars(select(LetterWords).where(among(session, LetterWords.hash, words))):
        known.words[kept.hash] = Words(template=kept.template, sources=kept.sources)
    engines = {row.IssuedLetter.engine_hash for row in rows} - known.engines.keys()
    for code, region in {(row.IssuedLetter.code, row.region) for row in rows} - known.today.keys():
        known.today[code, region] = _words_today(code, region)
    for made in session.scalars(
        select(LetterEngine).where(among(session, LetterEngine.hash, engines))
    ):
        known.engines[made.hash] = made.parts


def _check(row: Row[Any], known: _Known, engine: Engine, *, repair: bool) -> Checked:
    letter: IssuedLetter = row.IssuedLetter
    recorded = {"pdf": letter.pdf_sha256, "docx": letter.docx_sha256}
    files = {suffix: _file_state(letter.id, suffix, recorded[suffix]) for suffix in SUFFIXES}
    today = known.today.get((letter.code, row.region))
    words = known.words.get(letter.template_hash)
    if words is None and today is not None and today.hash == letter.template_hash:
        words = today  # From before words were kept, and not changed since.
    again, reasons, made = _set_again(letter, words, known.engines, engine, recorded)
    if repair and again is Again.SAME:
        files = {
            suffix: _repaired(letter, suffix, state, made[suffix])
            for suffix, state in files.items()
        }
    return Checked(
        letter_id=letter.id,
        case_number=row.case_number,
        name=letter.name,
        files=files,
        again=again,
        template_changed=today is None or today.hash != letter.template_hash,
        reasons=reasons,
    )


def _set_again(
    letter: IssuedLetter,
    words: Words | None,
    engines: dict[str, dict[str, str]],
    engine: Engine,
    recorded: dict[str, str],
) -> tuple[Again, tuple[str, ...], dict[str, bytes]]:
    if words is None:
        return Again.NO_WORDS, ("文书制作时还没有保存词句，模板此后又改过",), {}
    if words.hash != letter.template_hash:
        return Again.CONTRADICTED, ("账里保存的词句与它的散列值不符",), {}
    try:
        facts = thaw(letter, letters().get(letter.code))
        rendered = render_words(words, facts, standard=letter.pdf_standard or PDF_A)
    except (FuyuanError, RenderingError) as error:
        return Again.UNREADABLE, (str(error),), {}
    made = {"pdf": rendered.pdf, "docx": rendered.docx}
    different = [suffix for suffix in SUFFIXES if _sha256(made[suffix]) != recorded[suffix]]
    if different:
        again, reasons = _explain(letter, different, engines.get(letter.engine_hash), engine)
        return again, reasons, {}
    if facts["doc_no"] != letter.number:
        return Again.CONTRADICTED, (f"文书上的文号是{facts['doc_no']}",), {}
    return Again.SAME, (), made


def _explain(
    letter: IssuedLetter, different: Sequence[str], before: dict[str, str] | None, engine: Engine
) -> tuple[Again, tuple[str, ...]]:
    """Why a letter does not become what it was."""
    if before is None:
        return Again.ENGINE_CHANGED, ("文书制作时还没有记录排版环境",)
    if changed := engine.changed_since(before):
        return Again.ENGINE_CHANGED, changed
    which = "、".join(different).upper()
    why = f"词句、排版环境都与记录相同，{which}却不同：{letter.name}的要素或者散列值被改动过"
    return Again.CONTRADICTED, (why,)


def _words_today(code: str, region: str) -> Words | None:
    letter = letters().get(code)
    try:
        return words_of(letter.template, region=region) if letter else None
    except RenderingError:
        return None


def _file_state(letter_id: int, suffix: str, recorded: str) -> FileState:
    try:
        with letter_path(letter_id, suffix).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return FileState.MISSING
    return FileState.INTACT if found == recorded else FileState.DAMAGED


def _repaired(letter: IssuedLetter, suffix: str, state: FileState, content: bytes) -> FileState:
    # What was signed since must not be overwritten by what it was signed on.
    is_ours = letter.state == ISSUED or state is FileState.MISSING
    if state is FileState.INTACT or not is_ours:
        return state
    write_whole(letter_path(letter.id, suffix), content)
    return FileState.REPAIRED


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
