"""Sealing a letter that was issued: once, recorded, and never written again."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once, ledger, reading
from models.letter import UNSEEN, IssuedLetter, LetterWords
from models.seal import LetterSeal
from rules.catalogue import letters
from tasks import clock
from tasks.letter_facts import as_declared, thaw
from tasks.letters import letter_path
from tasks.records import tell
from tasks.rendering import Document, Words, compose, compose_words
from tasks.rendering.document import Signature, text_of
from tasks.rendering.seal_place import seal_place
from tasks.sealing.checking import SealCheck, check_seal
from tasks.sealing.provider import SealError, SealOrder, SealPlace, provider

REASON = "签发"
A4_HEIGHT_MM = 297.0
UNSEALED = "这份文书不用印章（当事人签名的协议、笔录，会议纪要等）"


def order_seal(letter_id: int) -> SealOrder:
    """What would be sealed, and where; nothing is signed yet. Raises SealError."""
    with reading() as session:
        letter = _sealable(session, letter_id)
        document = _document(session, letter)
        expected = letter.pdf_sha256
    pdf = letter_path(letter_id, "pdf").read_bytes()
    if hashlib.sha256(pdf).hexdigest() != expected:
        message = f"文书{letter_id}的 PDF 与制作时不同，不能签章：先用 fuyuan verify letters 查明"
        raise SealError(message)
    keyword = signed_by(document)
    square = seal_place(pdf, document)
    if square is None:
        raise SealError(UNSEALED)
    half = square.width_mm / 2
    return SealOrder(
        pdf=pdf,
        office=letters()[letter.code].issuer.value,
        keyword=keyword,
        place=SealPlace(
            page=square.page - 1,
            x_mm=square.x_mm + half,
            y_mm=A4_HEIGHT_MM - square.y_mm - half,
            width_mm=square.width_mm,
        ),
        reason=REASON,
    )


def seal_letter(letter_id: int, *, by: str) -> Path:
    """Seal a letter in its office's name; returns the sealed file. Raises SealError.

    The file is written before the record: a crash between leaves a file that the next call finds
    good and records, so that no letter is ever signed twice.
    """
    path = letter_path(letter_id, "sealed.pdf")
    system = provider()
    order = order_seal(letter_id)
    if not path.exists():
        _write_new(path, system.seal(order).pdf)
    written = path.read_bytes()
    found = check_seal(written)
    if found is None or not found.is_good or not written.startswith(order.pdf):
        message = f"{path.name} 不是这份文书的完好签章件：请查明来源，移走后重新签章"
        raise SealError(message)
    with ledger() as session:
        letter = _sealable(session, letter_id)
        is_first = insert_once(
            session,
            LetterSeal,
            letter_id=letter_id,
            office=order.office,
            provider=system.name,
            certificate=found.certificate[:200],
            pdf_sha256=hashlib.sha256(written).hexdigest(),
            sealed_by=by,
            sealed_at=clock.now(),
        )
        if is_first and letter.case_id is not None:
            case = session.get_one(Case, letter.case_id)
            text = f"《{letter.title}》加盖{order.keyword}电子签章，{by}办理"
            tell(session, case, key=f"seal:{letter_id}", kind="签章", text=text)
    return path


def check_sealed(letter_id: int) -> SealCheck:
    """Whether a sealed letter is still what was sealed. Raises SealError if it never was."""
    with reading() as session:
        seal = session.scalars(select(LetterSeal).where(LetterSeal.letter_id == letter_id)).first()
        if seal is None:
            message = f"文书{letter_id}没有签章"
            raise SealError(message)
        expected = seal.pdf_sha256
    path = letter_path(letter_id, "sealed.pdf")
    if not path.is_file():
        message = f"签章件 {path.name} 不见了：请从备份恢复，签章件不能重新制作"
        raise SealError(message)
    pdf = path.read_bytes()
    found = check_seal(pdf)
    if found is None or hashlib.sha256(pdf).hexdigest() != expected:
        return SealCheck(intact=False, whole=False, certificate="")
    return found


def signed_by(document: Document) -> str:
    """署名: the words over which the seal goes. Raises SealError for a letter that has none."""
    offices = [text_of(block.office) for block in document.blocks if isinstance(block, Signature)]
    if not offices:
        raise SealError(UNSEALED)
    return offices[-1]


def _sealable(session: Session, letter_id: int) -> IssuedLetter:
    letter = session.get(IssuedLetter, letter_id)
    if letter is None or letter.state in UNSEEN or letter.mark:
        message = f"没有编号为{letter_id}的已制作文书（fuyuan case 案号 列出文书）"
        raise SealError(message)
    known = select(LetterSeal.sealed_by, LetterSeal.sealed_at).where(
        LetterSeal.letter_id == letter_id
    )
    if sealed := session.execute(known).one_or_none():
        message = f"《{letter.title}》已由{sealed[0]}签章，不能重复签章；确有错误的，另行重发"
        raise SealError(message)
    return letter


def _document(session: Session, row: IssuedLetter) -> Document:
    """The letter as it was set; one from before words were kept in the words of today."""
    declared = letters()[row.code]
    if kept := session.get(LetterWords, row.template_hash):
        words = Words(template=kept.template, sources=kept.sources)
        return compose_words(words, thaw(row, declared))
    return compose(declared.template, dict(as_declared(row, declared)), row.region)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there; one that is there is left alone."""
    draft = path.with_suffix(f".{os.getpid()}.draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
