"""Letters that no longer hold: voided by a person, with the reason; their number stays used."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import ledger
from models.letter import CONFIDENTIAL, RESERVED, SUPERSEDED, VOIDED, IssuedLetter
from tasks import clock
from tasks.clock import CHINA
from tasks.errors import FuyuanError
from tasks.letter_files import clear_drafts
from tasks.letter_finishing import announce, case_of_letter, shown_name
from tasks.records import tell

LONGEST_ID = 10
# As people type the brackets of a document number.
BRACKETS = str.maketrans("[]【】", "〔〕〔〕")


class UnknownLetterError(FuyuanError):
    """No such letter."""

    def __init__(self, named: str) -> None:
        """Say where letters are listed."""
        super().__init__(
            f"没有编号或者文号为“{named}”的文书：请在案件页或者 fuyuan case 案号 里核对"
        )


class LetterMarkError(FuyuanError):
    """What is asked of a letter does not fit its state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who orders something about a letter, and why; somebody answers for it."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse an order that nobody answers for."""
        if not self.by.strip() or not self.reason.strip():
            message = "须写明经办人（--by）和理由（--reason）"
            raise FuyuanError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """What voiding a letter did, in words; `is_new` is false if it was void before."""

    letter_id: int
    case_number: str
    is_new: bool
    lines: tuple[str, ...]


def find_letter(session: Session, named: str) -> IssuedLetter:
    """The letter of this id or document number, held until the transaction ends.

    Raises UnknownLetterError.
    """
    text = named.strip().translate(BRACKETS)
    is_id = text.isascii() and text.isdecimal() and len(text) < LONGEST_ID
    wanted = IssuedLetter.id == int(text) if is_id else IssuedLetter.number == (text or None)
    row = session.scalars(select(IssuedLetter).where(wanted).with_for_update()).one_or_none()
    if row is None or row.state == CONFIDENTIAL:
        raise UnknownLetterError(named)
    return row


def letter_in_force(session: Session, letter_id: int) -> IssuedLetter:
    """The letter itself, or the last of those that were made in its place."""
    row = session.get_one(IssuedLetter, letter_id)
    made = select(IssuedLetter).where(
        IssuedLetter.replaces_id == row.id,
        IssuedLetter.state != RESERVED,
        IssuedLetter.mark != VOIDED,
    )
    successor = session.scalars(made.order_by(IssuedLetter.id.desc())).first()
    return letter_in_force(session, successor.id) if successor else row


def void(named: str, order: Order, *, dry_run: bool = False) -> Voided:
    """Void a letter: its number stays used, its files and its occasion stay where they are.

    Raises UnknownLetterError, LetterMarkError. With `dry_run` nothing is kept.
    """
    with ledger() as session:
        row = find_letter(session, named)
        case = case_of_letter(session, row)
        is_new = not row.mark
        if row.mark == SUPERSEDED:
            message = f"{row.name}已被替代，不再使用，不必作废"
            raise LetterMarkError(message)
        if is_new:
            _mark(session, case, row, order)
        voided = Voided(
            letter_id=row.id,
            case_number=case.number if case else "",
            is_new=is_new,
            lines=_lines(row, is_new),
        )
        if dry_run:
            session.rollback()
    if not dry_run:
        clear_drafts(voided.letter_id)
    return voided


def _mark(session: Session, case: Case | None, row: IssuedLetter, order: Order) -> None:
    row.mark, row.mark_reason = VOIDED, order.reason.strip()
    row.marked_by, row.marked_at = order.by.strip(), clock.now()
    if case is None:
        session.flush()
        return
    tell(
        session,
        case,
        key=f"letter_voided:{row.code}:{row.occasion}",
        kind="文书",
        text=f"{shown_name(row)}作废：{row.mark_reason}（{row.marked_by}）",
    )
    if row.state != RESERVED:
        announce(session, case, row, template="letter_voided", title=row.title)
    session.flush()


def _lines(row: IssuedLetter, is_new: bool) -> tuple[str, ...]:
    when = row.marked_at.astimezone(CHINA) if row.marked_at else clock.now()
    if not is_new:
        said = f"{when:%Y-%m-%d %H:%M}，{row.marked_by}：{row.mark_reason}"
        return (f"{row.name}此前已经作废（{said}），没有改动",)
    made = "尚未制作完成，以后也不再制作" if row.state == RESERVED else "文件原样保留，标明作废"
    return (
        f"{row.name}作废：{row.mark_reason}（{row.marked_by}）",
        f"{made}；" + ("文号不再使用" if row.number else "它没有文号"),
        "流程不会再制作这一份；需要的，用 fuyuan letter reissue 重新制作",
        "由它起算的期限不因作废停止，需要的另行更正或者扣除",
    )
