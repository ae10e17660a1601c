"""Issuing letters: facts frozen and number taken first, files written second, both once."""

import datetime as dt
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, Party
from models.home import folder
from models.ledger import insert_once, ledger, reading
from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.paths.registration.questions import LegalRepresentative
from rules.vocabulary.letter import Addressee, Letter
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.answers import read_fact
from tasks.case_facts import minors_of
from tasks.notify import queue_notice
from tasks.numbering import give_number
from tasks.overlay_failures import report_failure
from tasks.records import find_case, tell
from tasks.rendering import render
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


def issue(case_number: str, letter: Letter, *, occasion: str = "1", **facts: Any) -> int:
    """Issue a letter of the case and return its id; the same occasion is never issued twice.

    `facts` are what the letter needs beyond the case itself; they are frozen with the first call.
    Raises pydantic.ValidationError when a declared fact is missing.
    """
    return issue_letter(case_number, letter.code, occasion, facts)


@step("制作文书")
def issue_letter(case_number: str, code: str, occasion: str, facts: dict[str, Any]) -> int:
    """Issue as `issue` does; plain values only, for Prefect."""
    letter = letters()[code]
    with ledger() as session:
        case = find_case(session, case_number)
        row = _reserve(session, case, letter, occasion, facts)
        if row.state == "issued":
            return row.id
        letter_id, frozen, region = row.id, json.loads(row.facts), case.region
    rendered = render(letter.template, dict(letter.needs.model_validate(frozen)), region=region)
    for suffix, content in (("pdf", rendered.pdf), ("docx", rendered.docx)):
        write_whole(letter_path(letter_id, suffix), content)
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
        if rendered.failure:
            report_failure(session, row, rendered.failure)
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


def _reserve(
    session: Session, case: Case, letter: Letter, occasion: str, facts: dict[str, Any]
) -> IssuedLetter:
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
        facts=frozen.model_dump_json(),
        issued_on=today,
        state="reserved",
    )
    return session.scalars(query).one()


def _document_number(session: Session, case: Case, letter: Letter, occasion: str, year: int) -> str:
    if letter.numbering is None:
        return ""
    region, kind, organ = load_region(case.region), letter.numbering, letter.issuer.value
    return give_number(
        session,
        f"{region.name}/{organ}/{region.document_sequence(kind)}/{year}",
        lambda n: region.document_number_of(kind, organ=organ, year=year, n=n),
        given_to=f"{case.number}:{letter.code}:{occasion}",
        at=clock.now(),
    )


def _finish(session: Session, row: IssuedLetter, letter: Letter) -> None:
    if row.state == "issued":
        return
    row.state = "issued"
    row.issued_at = clock.now()
    case = session.get_one(Case, row.case_id)
    key = f"letter:{row.code}:{row.occasion}"
    number = f"（{row.number}）" if row.number else ""
    tell(session, case, key=key, kind="文书", text=f"制作《{row.title}》{number}")
    if reader := READERS.get(letter.to):
        queue_notice(
            session, case, event_key=key, template="letter_issued", role=reader, title=row.title
        )


def case_facts(session: Session, case: Case, today: dt.date) -> dict[str, Any]:
    """What every letter knows of its case; what identifies a person is masked."""
    minors = minors_of(case)
    acting = _representative(session, case) if minors else ""
    region = load_region(case.region)
    plaintiffs = [party for party in case.parties if party.role == "起诉人"]
    agencies = [party.name for party in case.parties if party.role == "被告"]
    return {
        "case_number": case.number,
        "court_name": region.court_name,
        "studio_name": region.studio_name,
        "center_name": region.center_name,
        "region_title": region.title,
        "plaintiffs": [
            _party_facts(party) | {"represented_by": acting if party.name in minors else ""}
            for party in plaintiffs
        ],
        "plaintiff_names": case.plaintiff_names,
        "agencies": agencies,
        "agency_names": "、".join(agencies),
        "act": case.act,
        "act_made_on": case.act_made_on,
        "act_known_on": case.act_known_on,
        "claims": case.claims,
        "cause": case.cause,
        "received_on": case.received_on,
        "registered_on": case.registered_on,
        "issued_on": today,
        "contact": region.contact.model_dump(),
    }


def _representative(session: Session, case: Case) -> str:
    recorded = read_fact(session, case, LegalRepresentative, "1")
    return recorded.answer.representative if recorded and recorded.answer else ""


def _party_facts(party: Party) -> dict[str, str]:
    return {
        "name": party.name,
        "id_number_masked": mask(party.id_number, keep_first=6, keep_last=4),
        "phone_masked": mask(party.phone, keep_first=3, keep_last=4),
        "address": party.address,
    }


def mask(text: str, *, keep_first: int, keep_last: int) -> str:
    """The middle of a number replaced by asterisks; a short one wholly."""
    if len(text) <= keep_first + keep_last:
        return "*" * len(text)
    return text[:keep_first] + "*" * (len(text) - keep_first - keep_last) + text[-keep_last:]


def letter_of(letter_id: int) -> tuple[str, str] | None:
    """A letter's case number and title, or None; for the desk's download name."""
    with reading() as session:
        row = session.get(IssuedLetter, letter_id)
        if row is None or row.state != "issued":
            return None
        number = session.get_one(Case, row.case_id).number
        return number, row.title
