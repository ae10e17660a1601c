"""Issuing letters: facts frozen and number taken first, files written second, both once."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once, ledger, reading
from models.letter import MARKS, RESERVED, IssuedLetter
from rules.catalogue import letters
from rules.vocabulary.letter import Addressee, Letter
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.letter_facts import case_facts, freeze, mask
from tasks.letter_files import letter_path, write_whole
from tasks.letter_finishing import finish
from tasks.numbering import give_number
from tasks.records import find_case
from tasks.step import step

__all__ = [
    "ADDRESSEES",
    "case_facts",
    "issue",
    "issue_letter",
    "letter_of",
    "letter_path",
    "mask",
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
}


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
        row = reserve(session, case, letters()[code], occasion, facts)
    if row.is_pending:
        finish(row.id)
    return row.id


def reserve(
    session: Session,
    case: Case,
    letter: Letter,
    occasion: str,
    facts: dict[str, Any],
    **ordered: Any,
) -> IssuedLetter:
    """The letter of this occasion: its number taken and its facts frozen, now or before.

    `ordered` are the columns that say on whose order it is made. Raises pydantic.ValidationError.
    """
    query = select(IssuedLetter).where(
        IssuedLetter.case_id == case.id,
        IssuedLetter.code == letter.code,
        IssuedLetter.occasion == occasion,
    )
    if row := session.scalars(query).one_or_none():
        return row
    today = clock.today()
    number = _document_number(session, case, letter, occasion, today.year)
    frozen = letter.needs.model_validate(
        {**case_facts(session, case, today), "doc_no": number, **facts}
    )
    insert_once(
        session,
        IssuedLetter,
        case_id=case.id,
        code=letter.code,
        occasion=occasion,
        title=letter.title,
        addressee=ADDRESSEES[letter.to],
        number=number,
        issued_on=today,
        state=RESERVED,
        **freeze(frozen),
        **ordered,
    )
    return session.scalars(query).one()


def _document_number(session: Session, case: Case, letter: Letter, occasion: str, year: int) -> str:
    if letter.numbering is None:
        return ""
    region, kind, organ = load_region(case.region), letter.numbering, letter.issuer.value
    return give_number(
        session,
        f"{region.name}/{region.document_sequence(kind, organ)}/{year}",
        lambda n: region.document_number_of(kind, organ=organ, year=year, n=n),
        given_to=f"{case.number}:{letter.code}:{occasion}",
        at=clock.now(),
    )


def letter_of(letter_id: int) -> tuple[str, str] | None:
    """A letter's case number and title, or None; for the desk's download name."""
    with reading() as session:
        row = session.get(IssuedLetter, letter_id)
        if row is None or row.state == RESERVED:
            return None
        number = session.get_one(Case, row.case_id).number
        return number, f"{row.title}（{MARKS[row.mark]}）" if row.mark else row.title
