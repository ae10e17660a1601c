"""Receiving a batch: count and hashes first, then row by row; the same batch is taken in once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.exchange import IN, InformationBatch, Lead
from models.ledger import ledger
from rules.correspondence.exchange import Kind
from rules.information_batch import BatchRow, read_row, row_digest
from rules.vocabulary.region import load_region
from tasks.errors import FuyuanError
from tasks.exchange.keeping import keep_batch, keep_rows
from tasks.exchange.papers import (
    MANIFEST,
    RECEIPT,
    Manifest,
    Receipt,
    Refusal,
    beside,
    read_file,
    read_paper,
    read_table,
    sha256_of,
    write_paper,
)

FIRST_ROW = 2  # Below the head, as a spreadsheet counts.
SHOWN = 5
SEND_AGAIN = "没有收下，请移送单位把原表和清单重新传送"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a batch; `leads` are those that were not known before."""

    batch_id: int
    count: int
    accepted: int
    leads: int
    problems: tuple[Refusal, ...]
    receipt: Path
    is_new: bool


def receive(table: Path, *, region: str) -> Received:
    """Take in a batch whose manifest lies beside its table, and write the receipt beside both.

    Raises FuyuanError, and takes in nothing, when count or hashes do not agree; rows that do not
    fit are refused one by one. A lead that is known already is not kept twice.
    """
    load_region(region)
    manifest = read_paper(beside(table, MANIFEST), Manifest, "移送清单（manifest）")
    cells = _verified(read_file(table), manifest)
    sound, problems = _judged(cells, manifest)
    with ledger() as session:
        batch, is_new = keep_batch(
            session,
            IN,
            region,
            manifest.scope,
            digest=manifest.digest,
            count=manifest.count,
            file_sha256=manifest.file_sha256,
            accepted=len(sound),
            problems=[problem.model_dump() for problem in problems],
        )
        leads = 0
        if is_new:
            keep_rows(session, batch, [(position, row.cells) for position, row in sound])
            leads = _keep_leads(session, batch, sound)
    receipt = Receipt(
        digest=batch.digest,
        receiver=batch.receiver,
        received_at=batch.at,
        count=batch.count,
        accepted=batch.accepted or 0,
        problems=tuple(Refusal.model_validate(problem) for problem in batch.problems),
    )
    write_paper(beside(table, RECEIPT), receipt)
    return Received(
        batch_id=batch.id,
        count=batch.count,
        accepted=receipt.accepted,
        leads=leads,
        problems=receipt.problems,
        receipt=beside(table, RECEIPT),
        is_new=is_new,
    )


def _verified(content: bytes, manifest: Manifest) -> list[tuple[str, ...]]:
    """The rows of a table that is what its manifest says. Raises FuyuanError naming where not."""
    if not manifest.is_whole:
        message = f"移送清单自相矛盾（条数或者散列不符），{SEND_AGAIN}"
        raise FuyuanError(message)
    if sha256_of(content) == manifest.file_sha256:
        cells = read_table(content)
        if tuple(map(row_digest, cells)) == manifest.rows:
            return cells
    raise FuyuanError(_what_differs(content, manifest))


def _what_differs(content: bytes, manifest: Manifest) -> str:
    cells = read_table(content)
    if len(cells) != manifest.count:
        return f"清单写明{manifest.count}条，表里有{len(cells)}条，{SEND_AGAIN}"
    pairs = enumerate(zip(map(row_digest, cells), manifest.rows, strict=True), FIRST_ROW)
    changed = [str(row) for row, (found, stated) in pairs if found != stated]
    if not changed:
        return f"文件的散列与清单不符：内容没有变，文件另存过，{SEND_AGAIN}"
    more = f"等{len(changed)}行" if len(changed) > SHOWN else "行"
    return f"第{'、'.join(changed[:SHOWN])}{more}与清单的散列不符，表被改动过，{SEND_AGAIN}"


def _judged(
    cells: list[tuple[str, ...]], manifest: Manifest
) -> tuple[list[tuple[int, BatchRow]], list[Refusal]]:
    sound: list[tuple[int, BatchRow]] = []
    problems: list[Refusal] = []
    for position, line in enumerate(cells):
        row, faults = read_row(line, until=manifest.scope.until)
        if row is not None:
            sound.append((position, row))
        problems += [
            Refusal(
                row=position + FIRST_ROW,
                field=fault.field,
                problem=fault.problem,
                remedy=fault.remedy,
            )
            for fault in faults
        ]
    return sound, problems


def _keep_leads(
    session: Session, batch: InformationBatch, sound: list[tuple[int, BatchRow]]
) -> int:
    leads = {row.lead_key(): lead_values(row) for _, row in sound if row.kind is Kind.CLUE}
    return len(
        insert_new(
            session,
            Lead,
            [{"key": key, **values} for key, values in leads.items()],
            region=batch.region,
            recorded_by=batch.sender,
            recorded_at=batch.at,
            batch_id=batch.id,
            decided_by="",
        )
    )


def lead_values(row: BatchRow) -> dict[str, Any]:
    """What a lead keeps of a row."""
    return {
        "source": str(row.source),
        "agency": row.agency,
        "summary": row.summary,
        "risk": row.risk,
        "noted_on": row.on,
    }
