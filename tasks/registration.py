"""Registration: the filing becomes a case, with its number and its frozen date (WJ-13)."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, PLAINTIFF, Case, CaseNumber, Party
from models.filing import FilingRecord
from models.ledger import ledger
from rules.filing import Filing
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError, UnknownCaseError
from tasks.filings import entry_of
from tasks.numbering import give_case_number
from tasks.records import find_case, tell
from tasks.stages import enter
from tasks.step import step

# Read aloud over the telephone: no letters that sound or look like another.
SHORT_CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@step("登记编号")
def register(number: str) -> str:
    """The case number of a filing, registered now unless it was before; of a case, its own.

    Numbers follow the order of receipt (收案次序号), whichever run comes first: every older filing
    that still waits is registered on the way. Raises FuyuanError for an unknown filing.
    """
    with ledger() as session:
        filing = session.scalar(select(FilingRecord).where(FilingRecord.number == number))
        if filing is None:
            return _case_of(session, number)
        waiting = session.scalars(
            select(FilingRecord)
            .where(
                FilingRecord.region == filing.region,
                FilingRecord.path == filing.path,
                FilingRecord.id <= filing.id,
                FilingRecord.case_id.is_(None),
            )
            .order_by(FilingRecord.id)
            .with_for_update()
        ).all()
        for record in waiting:
            _open_case(session, record)
        session.flush()
        session.refresh(filing)
        return session.get_one(Case, filing.case_id).number


def _case_of(session: Session, number: str) -> str:
    try:
        return find_case(session, number).number
    except UnknownCaseError:
        message = f"没有编号为“{number}”的收件：请核对收件编号"
        raise FuyuanError(message) from None


def _open_case(session: Session, record: FilingRecord) -> None:
    filing = Filing.model_validate_json(record.content)
    region = load_region(record.region)
    now = clock.now()
    entry = entry_of(record.path)
    number = give_case_number(
        session,
        region,
        entry.number,
        year=filing.received_on.year,
        given_to=f"filing:{record.number}",
    )
    case = Case(
        number=number,
        short_code="".join(secrets.choice(SHORT_CODE_SIGNS) for _ in range(8)),
        region=record.region,
        received_on=filing.received_on,
        # 登记日以提交诉状日为准，据以主张已在起诉期限内起诉 (law.md §4 P1, [K-M])
        registered_on=filing.received_on,
        cause=filing.cause or "未载明",
        act=filing.act,
        act_made_on=filing.act_made_on,
        act_known_on=filing.act_known_on,
        claims=filing.claims or "未载明",
        plaintiff_names=filing.plaintiff_names,
        reconsidered=filing.reconsidered,
        reconsideration_received_on=filing.reconsideration_received_on,
        risk_tags=[tag.value for tag in filing.risk_tags],
        opened_at=now,
        parties=_parties(filing),
        numbers=[CaseNumber(kind=entry.label, number=number, given_at=now)],
    )
    session.add(case)
    session.flush()
    record.case_id = case.id
    tell(
        session,
        case,
        key="registered",
        kind="登记",
        text=f"收到{entry.papers}并登记，编号{number}，登记日期{case.registered_on}",
    )
    enter(session, case, record.path)


def _parties(filing: Filing) -> list[Party]:
    plaintiffs = [
        Party(
            role=PLAINTIFF,
            position=position,
            name=person.name,
            id_number=person.id_number,
            phone=person.phone,
            address=person.address,
        )
        for position, person in enumerate(filing.plaintiffs, 1)
    ]
    agencies = [
        Party(role=DEFENDANT, position=position, name=name, id_number="", phone="", address="")
        for position, name in enumerate(filing.agencies, 1)
    ]
    return plaintiffs + agencies


@step("编立案案号")
def give_docket_number(case_number: str) -> str:
    """The 行初 number of a docketed case, linked with its registration number; given once."""
    with ledger() as session:
        case = find_case(session, case_number)
        linked = {row.kind: row.number for row in case.numbers}
        if "行政一审" in linked:
            return linked["行政一审"]
        number = give_case_number(
            session,
            load_region(case.region),
            "initial",
            year=clock.today().year,
            given_to=f"case:{case.number}",
        )
        case.numbers.append(CaseNumber(kind="行政一审", number=number, given_at=clock.now()))
        tell(
            session,
            case,
            key="docket_number",
            kind="立案",
            text=f"登记立案，案号{number}，与登记号{case.number}互链",
        )
        return number
