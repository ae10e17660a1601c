"""Issuing letters: facts frozen and number taken first, files written second, both once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once, ledger, reading
from models.letter import MARKS, RESERVED, UNSEEN, IssuedLetter
from rules.catalogue import is_restricted, letters
from rules.vocabulary.letter import Addressee, Letter
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.letter_facts import case_facts, freeze, office_facts
from tasks.letter_files import letter_path, write_whole
from tasks.letter_finishing import finish
from tasks.numbering import give_number
from tasks.records import find_case
from tasks.step import step

__all__ = [
    "ADDRESSEES",
    "Holder",
    "case_facts",
    "find_letter",
    "issue",
    "issue_letter",
    "known_facts",
    "letter_of",
    "letter_path",
    "reserve",
    "write_whole",
]

ADDRESSEES = {
    Addressee.PLAINTIFF: "起诉人",
    Addressee.AGENCY: "被诉行政机关",
    Addressee.MEDIATOR: "调解员",
    Addressee.ALL_PARTIES: "双方当事人",
    Addressee.DOCKETING_DIVISION: "立案庭",
    Addressee.CASE_FILE: "存卷",
    Addressee.COURT: "人民法院",
    Addressee.JUSTICE_BUREAU: "司法局",
    Addressee.RECONSIDERATION_BODY: "行政复议机构",
    Addressee.PROCURATORATE: "检察院",
    Addressee.GOVERNMENT: "人民政府",
    Addressee.UNITS: "有关单位",
    Addressee.MEMBERS: "联席会议成员单位",
    Addressee.SUPERVISORY_ORGAN: "纪检监察机关、任免机关",
    Addressee.SUPERIOR: "上级主管部门",
    Addressee.LEGAL_AID: "法律援助机构",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose paper a letter is: a case's, or an office's own; who issued it by hand, and how."""

    region: str
    case: Case | None = None
    issued_by: str = ""
    door: str = ""

    @classmethod
    def of(cls, case: Case) -> Self:
        """The paper of a case, written by its flow."""
        return cls(region=case.region, case=case)

    @property
    def name(self) -> str:
        """What the register of numbers calls it."""
        return self.case.number if self.case else self.region


def issue(case_number: str, letter: Letter, *, occasion: str = "1", **facts: Any) -> int:
    """Issue a letter of the case and return its id; the same occasion is never issued twice.

    `facts` are what the letter needs beyond the case itself; they are frozen with the first call.
    A letter that was voided or replaced keeps its occasion, and is not made again.
    Raises pydantic.ValidationError when a declared fact is missing.
    """
    return issue_letter(case_number, letter.code, occasion, facts)


@step("制作文书")
def issue_letter(case_number: str, code: str, occasion: str, facts: dict[str, Any]) -> int:
    """Issue as `issue` does; plain values only, for Prefect."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = reserve(session, Holder.of(case), letters()[code], occasion, facts)
    if row.is_pending:
        finish(row.id)
    return row.id


def find_letter(session: Session, holder: Holder, code: str, occasion: str) -> IssuedLetter | None:
    """The letter of this occasion, reserved or issued, if there is one."""
    query = select(IssuedLetter).where(
        IssuedLetter.case_id == (holder.case.id if holder.case else None),
        IssuedLetter.code == code,
        IssuedLetter.occasion == occasion,
    )
    if holder.case is None:
        query = query.where(IssuedLetter.region == holder.region)
    return session.scalars(query).one_or_none()


def reserve(
    session: Session,
    holder: Holder,
    letter: Letter,
    occasion: str,
    facts: dict[str, Any],
    **ordered: Any,
) -> IssuedLetter:
    """The letter of this occasion: its number taken and its facts frozen, now or before.

    `ordered` are the columns that say on whose order it is made. Raises pydantic.ValidationError.
    """
    if row := find_letter(session, holder, letter.code, occasion):
        return row
    today = clock.today()
    number = _document_number(session, holder, letter, occasion, today.year)
    frozen = letter.needs.model_validate(
        {**known_facts(session, holder, today), "doc_no": number, **facts}
    )
    insert_once(
        session,
        IssuedLetter,
        case_id=holder.case.id if holder.case else None,
        region=holder.region,
        code=letter.code,
        occasion=occasion,
        title=letter.title,
        addressee=ADDRESSEES[letter.to],
        number=number,
        issued_by=holder.issued_by,
        door=holder.door,
        issued_on=today,
        state=RESERVED,
        **freeze(frozen),
        **ordered,
    )
    row = find_letter(session, holder, letter.code, occasion)
    if row is None:
        message = f"letter {letter.code} of {holder.name} was not reserved"
        raise LookupError(message)
    return row


def known_facts(session: Session, holder: Holder, today: dt.date) -> dict[str, Any]:
    """What the letter knows without being told."""
    if holder.case is None:
        return office_facts(load_region(holder.region), today)
    return case_facts(session, holder.case, today)


def _document_number(
    session: Session, holder: Holder, letter: Letter, occasion: str, year: int
) -> str:
    if letter.numbering is None:
        return ""
    region, kind, organ = load_region(holder.region), letter.numbering, letter.issuer.value
    return give_number(
        session,
        f"{region.name}/{region.document_sequence(kind, organ)}/{year}",
        lambda n: region.document_number_of(kind, organ=organ, year=year, n=n),
        given_to=f"{holder.name}:{letter.code}:{occasion}",
        at=clock.now(),
    )


def letter_of(letter_id: int) -> tuple[str, str] | None:
    """Whose letter it is (its case, or its own number) and its title, for the desk's downloads.

    None for one that is not there, not written yet, or restricted.
    """
    with reading() as session:
        row = session.get(IssuedLetter, letter_id)
        if row is None or row.state in UNSEEN or is_restricted(row.code):
            return None
        title = f"{row.title}（{MARKS[row.mark]}）" if row.mark else row.title
        if row.case_id is None:
            return row.number or load_region(row.region).title, title
        return session.get_one(Case, row.case_id).number, title
