"""Leads (12345, 信访, 履职发现): kept, listed, and made a filing by a person's word alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from models.case import Case
from models.exchange import Lead
from models.filing import FilingRecord
from models.ledger import insert_once, ledger, reading
from rules.correspondence.exchange import Kind
from rules.filing import Filing
from rules.information_batch import read_row
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError, RefusedFilingError
from tasks.exchange.receiving import lead_values
from tasks.filings import Delivery, store_in


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    """A lead as people see it; the filing and the case that were made of it, if any."""

    id: int
    source: str
    agency: str
    summary: str
    risk: str
    noted_on: dt.date
    recorded_by: str
    is_transferred: bool
    filing: str
    case_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The filing that a lead became: made now, made before, or known from elsewhere."""

    filing: str
    is_new: bool


def add_lead(
    *,
    region: str,
    source: str,
    agency: str,
    summary: str,
    noted_on: dt.date,
    risk: str = "",
    by: str,
) -> tuple[int, bool]:
    """Keep a lead; its id, and whether it is new. Raises FuyuanError with the remedy."""
    load_region(region)
    cells = (str(Kind.CLUE), "新线索", agency, summary, str(noted_on), risk, source)
    row, faults = read_row(cells, until=clock.today())
    if row is None:
        lines = (f"“{fault.field}”{fault.problem}，{_here(fault.remedy)}" for fault in faults)
        raise FuyuanError("线索没有记下：" + "；".join(lines))
    key = row.lead_key()
    with ledger() as session:
        is_new = insert_once(
            session,
            Lead,
            key=key,
            region=region,
            recorded_by=by,
            recorded_at=clock.now(),
            **lead_values(row),
        )
        return session.scalars(select(Lead.id).where(Lead.key == key)).one(), is_new


def _here(remedy: str) -> str:
    return remedy.replace("请移送单位", "请").replace("重新移送", "再登记")


def leads(region: str, *, is_open: bool = False) -> list[LeadLine]:
    """The leads of a region, the newest first; with `is_open` those that became nothing yet."""
    query = (
        select(Lead, FilingRecord.number, Case.number)
        .outerjoin(FilingRecord, FilingRecord.id == Lead.filing_id)
        .outerjoin(Case, Case.id == FilingRecord.case_id)
        .where(Lead.region == region)
        .order_by(Lead.id.desc())
    )
    if is_open:
        query = query.where(Lead.filing_id.is_(None))
    with reading() as session:
        return [
            LeadLine(
                id=lead.id,
                source=lead.source,
                agency=lead.agency,
                summary=lead.summary,
                risk=lead.risk,
                noted_on=lead.noted_on,
                recorded_by=lead.recorded_by,
                is_transferred=lead.batch_id is not None,
                filing=filing or "",
                case_number=case or "",
            )
            for lead, filing, case in session.execute(query)
        ]


def filing_template(lead_id: int) -> dict[str, Any]:
    """What a filing made of a lead is asked for; a lead names no person, so somebody fills it in.

    Raises FuyuanError if there is no such lead.
    """
    with reading() as session:
        lead = _found(session.get(Lead, lead_id), lead_id)
        return {
            "received_on": "",
            "plaintiffs": [{"name": "", "id_number": "", "phone": "", "address": ""}],
            "agencies": [lead.agency],
            "act": "",
            "claims": "",
            "note": lead.summary,
        }


def turn_into_filing(lead_id: int, given: Mapping[str, Any], *, by: str) -> Turned:
    """Make a lead a filing, with its trigger and the link between them, in one transaction.

    A lead becomes one filing: the same again gives the same, another one is refused. A filing that
    came by another door before is linked and not stored again. Raises RefusedFilingError for what
    is no filing, FuyuanError for a lead that became another one, or is none.
    """
    if not by.strip():
        message = "没有写明由谁决定把线索转为收件"
        raise FuyuanError(message)
    filing = _filing(given)
    with ledger() as session:
        lead = _found(
            session.scalars(select(Lead).where(Lead.id == lead_id).with_for_update()).one_or_none(),
            lead_id,
        )
        if lead.filing_id is not None:
            return _again(session.get_one(FilingRecord, lead.filing_id), filing, lead)
        stored = store_in(session, [filing], Delivery(source=f"线索{lead.id}", region=lead.region))
        number = stored.accepted[0] if stored.accepted else stored.duplicates[0][1]
        lead.filing_id = session.scalars(
            select(FilingRecord.id).where(FilingRecord.number == number)
        ).one()
        lead.decided_by, lead.decided_at = by.strip(), clock.now()
        return Turned(filing=number, is_new=bool(stored.accepted))


def _again(record: FilingRecord, filing: Filing, lead: Lead) -> Turned:
    if record.content_key != filing.content_key():
        message = (
            f"线索{lead.id}已由{lead.decided_by}转为{record.number}，没有再收：另有争议的另行收件"
        )
        raise FuyuanError(message)
    return Turned(filing=record.number, is_new=False)


def _filing(given: Mapping[str, Any]) -> Filing:
    try:
        filing = Filing.model_validate({key: value for key, value in given.items() if value != ""})
    except ValidationError as error:
        raise RefusedFilingError([_line(dict(one)) for one in error.errors()]) from error
    if filing.received_on > clock.today():
        message = "“收到起诉材料日期”晚于今天，请核对收件凭证"
        raise RefusedFilingError([message])
    return filing


def _line(error: Mapping[str, Any]) -> str:
    if error["type"] == "filing_faults":
        return str(error["msg"])
    names = [name for name in error["loc"] if isinstance(name, str)]
    title = (
        Filing.model_fields[names[0]].title if names and names[0] in Filing.model_fields else None
    )
    known = "没有填写" if error["type"] == "missing" else "填写有误"
    return f"“{title or '、'.join(map(str, error['loc']))}”{known}，请对照 fuyuan lead form 的模板"


def _found(lead: Lead | None, lead_id: int) -> Lead:
    if lead is None:
        message = f"没有线索{lead_id}：fuyuan lead list 列出全部线索"
        raise FuyuanError(message)
    return lead
