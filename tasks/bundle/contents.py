"""All that a case file says: the case, its papers, what happened and what was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case
from models.filing import FilingRecord, ImportBatch
from models.history import Event, Fact
from rules.catalogue import paths, questions
from rules.filing import Filing
from rules.publication import Volume
from tasks.answer_text import answer_lines, model_lines
from tasks.bundle.papers import Paper, letter_papers
from tasks.bundle.proofs import MINUTES, proof_papers, services_of
from tasks.clock import CHINA
from tasks.letter_facts import mask_id, mask_phone
from tasks.letters import case_facts

if TYPE_CHECKING:
    from tasks.bundle.inspecting import Inspector

NO_PAPER = (
    "本卷由系统中的文书、登记和送达凭证的扫描件生成，"
    "不含纸质材料（起诉状、证据、送达回证原件等），归档时另行装订。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a case file. `common` are the facts that every letter has.

    Appendices that are None are left out.
    """

    number: str
    short_code: str
    region: str
    common: Mapping[str, Any]
    numbers: tuple[str, ...]
    stages: tuple[dict[str, str], ...]
    papers: tuple[Paper, ...]
    events: tuple[dict[str, str], ...] | None
    answers: tuple[dict[str, Any], ...] | None
    filing: dict[str, Any] | None
    remarks: tuple[str, ...]
    withheld: tuple[dict[str, str], ...] = ()
    is_public: bool = False
    # Whoever reads the finished file before it is put anywhere.
    inspector: "Inspector | None" = None

    @property
    def as_of(self) -> date:
        """The day up to which it tells: that of the last thing that happened."""
        day: date = self.common["issued_on"]
        return day


def gather(session: Session, case: Case, work: Path) -> Contents:
    """Everything there is. Raises BundleError for a file that is not as the ledger says."""
    common = case_facts(session, case, last_day(session, case))
    letters = tuple(letter_papers(session, case))
    warned = [paper.title for paper in letters if paper.note]
    inner = [paper.title for paper in letters if paper.volume is Volume.INNER]
    services = services_of(session, case)
    unserved = [service.letter.title for service in services if not service.has_record]
    return Contents(
        number=case.number,
        short_code=case.short_code,
        region=case.region,
        common=common,
        numbers=numbers_of(case),
        stages=stages_of(case),
        papers=(*letters, *proof_papers(session, services, case, common, work)),
        events=tuple(_events(session, case)),
        answers=tuple(_answers(session, case)),
        filing=_filing(session, case),
        remarks=(
            NO_PAPER,
            *((f"带有提示的文书：{'、'.join(warned)}，见目录。",) if warned else ()),
            *((f"归副卷、不供查阅的文书：{'、'.join(inner)}，装订时拆出。",) if inner else ()),
            *((f"还没有送达登记的文书：{'、'.join(unserved)}。",) if unserved else ()),
        ),
    )


def last_day(session: Session, case: Case) -> date:
    """The day of the last thing that happened to a case."""
    at = session.scalar(select(func.max(Event.at)).where(Event.case_id == case.id))
    return at.astimezone(CHINA).date() if at else case.registered_on


def numbers_of(case: Case) -> tuple[str, ...]:
    """Every number the case ever carried."""
    return tuple(number.number for number in case.numbers) or (case.number,)


def stages_of(case: Case) -> tuple[dict[str, str], ...]:
    """Where the case stands on each of its paths."""
    known = paths()
    return tuple(
        {"path": known[row.path].title, "stage": known[row.path].stages[row.stage].title}
        for row in case.paths
    )


def _events(session: Session, case: Case) -> Iterator[dict[str, str]]:
    rows = session.execute(
        select(Event.at, Event.kind, Event.text)
        .where(Event.case_id == case.id)
        .order_by(Event.id)
        .execution_options(yield_per=1000)
    )
    for at, kind, text in rows:
        yield {"at": at.astimezone(CHINA).strftime(MINUTES), "kind": kind, "text": text}


def _answers(session: Session, case: Case) -> Iterator[dict[str, Any]]:
    rows = session.scalars(select(Fact).where(Fact.case_id == case.id).order_by(Fact.id))
    for row in rows:
        yield {
            "heading": _heading(row),
            "recorded_by": row.recorded_by,
            "recorded_at": row.recorded_at.astimezone(CHINA).strftime(MINUTES),
            "door": row.door,
            "fields": [{"title": title, "text": text} for title, text in _fields(row)],
        }


def _filing(session: Session, case: Case) -> dict[str, Any] | None:
    """Return the filing as it came, with its numbers masked as in letters; None without one."""
    found = session.execute(
        select(FilingRecord, ImportBatch)
        .join(ImportBatch, ImportBatch.id == FilingRecord.batch_id)
        .where(FilingRecord.case_id == case.id)
    ).one_or_none()
    if found is None:
        return None
    record, batch = found
    filing = Filing.model_validate_json(record.content)
    masked = [
        plaintiff.model_copy(
            update={
                "id_number": mask_id(plaintiff.id_number),
                "phone": mask_phone(plaintiff.phone),
            }
        )
        for plaintiff in filing.plaintiffs
    ]
    came = batch.received_at.astimezone(CHINA).strftime(MINUTES)
    file = f"，文件 SHA-256：{batch.sha256}" if batch.sha256 else ""
    return {
        "source": f"{batch.source}，{came}收到，收件号{record.number}{file}",
        "fields": [
            {"title": title, "text": text}
            for title, text in model_lines(filing.model_copy(update={"plaintiffs": masked}))
        ],
    }


def _heading(row: Fact) -> str:
    known = questions().get(row.question)
    heading = known.heading if known else row.question
    return heading if row.occasion == "1" else f"{heading}（{row.occasion}）"


def _fields(row: Fact) -> Iterator[tuple[str, str]]:
    known = questions().get(row.question)
    if row.expired:
        return
    if known is None:
        yield "原始记录", row.value
        return
    try:
        answer = known.model_validate_json(row.value)
    except ValidationError:
        yield "原始记录", row.value  # The form has changed since; what was said is kept as it is.
        return
    yield from answer_lines(answer)
