"""Issuing letters: facts frozen and number taken first, files written second, both once."""

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.home import folder
from models.ledger import insert_once, ledger, reading
from models.letter import IssuedLetter
from rules.catalogue import is_restricted, letters
from rules.vocabulary.letter import WITHHELD, Addressee, Letter
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.letter_facts import case_facts, office_facts
from tasks.notify import queue_notice
from tasks.numbering import give_number
from tasks.records import find_case, tell
from tasks.rendering import render
from tasks.service.answers import open_services
from tasks.step import step

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
}
# Who of our readers hears that a letter of this addressee is out; persons are served, not notified.
READERS = {
    Addressee.AGENCY: Actor.AGENCY,
    Addressee.MEDIATOR: Actor.MEDIATOR,
    Addressee.DOCKETING_DIVISION: Actor.DOCKETING_DIVISION,
    Addressee.COURT: Actor.JUDGE,
    Addressee.JUSTICE_BUREAU: Actor.JUSTICE_BUREAU,
    Addressee.RECONSIDERATION_BODY: Actor.RECONSIDERATION_BODY,
    Addressee.PROCURATORATE: Actor.PROCURATORATE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose paper a letter is: a case's, or an office's own; who issued it by hand, and how."""

    region: str
    case: Case | None = None
    issued_by: str = ""
    door: str = ""

    @property
    def name(self) -> str:
        """What the register of numbers calls it."""
        return self.case.number if self.case else self.region


def issue(case_number: str, letter: Letter, *, occasion: str = "1", **facts: Any) -> int:
    """Issue a letter of the case and return its id; the same occasion is never issued twice.

    `facts` are what the letter needs beyond the case itself; they are frozen with the first call.
    Raises pydantic.ValidationError when a declared fact is missing.
    """
    return issue_letter(case_number, letter.code, occasion, facts)


@step("制作文书")
def issue_letter(case_number: str, code: str, occasion: str, facts: dict[str, Any]) -> int:
    """Issue as `issue` does; plain values only, for Prefect."""
    with ledger() as session:
        case = find_case(session, case_number)
        holder = Holder(region=case.region, case=case)
        letter_id = reserve(session, holder, letters()[code], occasion, facts).id
    return write_letter(letter_id)


def write_letter(letter_id: int) -> int:
    """Write the files of a letter that is reserved, and call it issued; once, whoever calls."""
    with reading() as session:
        row = session.get_one(IssuedLetter, letter_id)
        if row.state == "issued":
            return letter_id
        letter, frozen, region = letters()[row.code], json.loads(row.facts), row.region
    rendered = render(letter.template, dict(letter.needs.model_validate(frozen)), region=region)
    for suffix, content in (("pdf", rendered.pdf), ("docx", rendered.docx)):
        path = letter_path(letter_id, suffix)
        write_whole(path, content)
        if letter.is_restricted:
            path.chmod(0o600)
    with ledger() as session:
        row = session.get_one(IssuedLetter, letter_id)
        _finish(session, row, letter)
        row.template_hash = rendered.template_hash
        row.pdf_sha256 = hashlib.sha256(rendered.pdf).hexdigest()
        row.docx_sha256 = hashlib.sha256(rendered.docx).hexdigest()
        if rendered.missing_glyphs:
            row.warning = (
                f"字库缺字：{'、'.join(rendered.missing_glyphs)}，请安装生僻字字库后重新制作"
            )
    return letter_id


def letter_path(letter_id: int, suffix: str) -> Path:
    """Where a letter's file lies."""
    return folder("letters") / f"{letter_id:07d}.{suffix}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, never meets half of it."""
    draft = path.with_suffix(f"{path.suffix}.{os.getpid()}.draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


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
    session: Session, holder: Holder, letter: Letter, occasion: str, facts: dict[str, Any]
) -> IssuedLetter:
    """Take the number and freeze the facts, once an occasion. Raises pydantic.ValidationError."""
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
        facts=frozen.model_dump_json(),
        issued_by=holder.issued_by,
        door=holder.door,
        issued_on=today,
        state="reserved",
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
        f"{region.name}/{organ}/{region.document_sequence(kind)}/{year}",
        lambda n: region.document_number_of(kind, organ=organ, year=year, n=n),
        given_to=f"{holder.name}:{letter.code}:{occasion}",
        at=clock.now(),
    )


def _finish(session: Session, row: IssuedLetter, letter: Letter) -> None:
    if row.state == "issued":
        return
    row.state = "issued"
    row.issued_at = clock.now()
    if row.case_id is None:
        return  # An office has no timeline; the letter itself says who issued it.
    case = session.get_one(Case, row.case_id)
    key = f"letter:{row.code}:{row.occasion}"
    by = f"，{row.issued_by}经{row.door}" if row.issued_by else ""
    tell(session, case, key=key, kind="文书", text=f"制作{_name(row, letter)}{by}")
    open_services(session, case, row)
    if (reader := READERS.get(letter.to)) and not letter.is_restricted:
        queue_notice(
            session, case, event_key=key, template="letter_issued", role=reader, title=row.title
        )


def _name(row: IssuedLetter, letter: Letter) -> str:
    if letter.is_restricted:
        return f"{WITHHELD}（编号{row.id}）"
    return f"《{row.title}》（{row.number}）" if row.number else f"《{row.title}》"


def letter_of(letter_id: int) -> tuple[str, str] | None:
    """Whose letter it is (its case, or its own number) and its title, for the desk's downloads.

    None for one that is not there, not written yet, or restricted.
    """
    with reading() as session:
        row = session.get(IssuedLetter, letter_id)
        if row is None or row.state != "issued" or is_restricted(row.code):
            return None
        if row.case_id is None:
            return row.number or load_region(row.region).title, row.title
        return session.get_one(Case, row.case_id).number, row.title
