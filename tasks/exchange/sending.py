"""Sending a batch, keeping the other side's receipt, and knowing when the next one is due."""

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from models.exchange import OUT, InformationBatch, InformationRow
from models.ledger import ledger, reading
from rules.correspondence.exchange import Kind
from rules.information_batch import row_digest
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.exchange.gathering import Period, rows_of
from tasks.exchange.keeping import batch_of, keep_batch, keep_rows
from tasks.exchange.papers import (
    COVER,
    MANIFEST,
    MOST_ROWS,
    Manifest,
    Receipt,
    Scope,
    beside,
    cover_facts,
    digest_of,
    read_paper,
    sha256_of,
    table_of,
    write_paper,
)
from tasks.letter_files import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A batch that was made: its table, and whether it was made before."""

    batch_id: int
    table: Path
    count: int
    digest: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Until when a kind was told of last, and when the next batch is due; None if it never was."""

    kind: Kind
    told_until: dt.date | None
    due_on: dt.date | None
    is_due: bool


def send(
    *,
    region: str,
    kinds: Collection[Kind],
    period: Period,
    sender: str,
    receiver: str = "",
    into: Path,
) -> Sent:
    """Write a batch with its manifest and the facts of its covering list into a folder.

    The receiver is the region's justice bureau unless named. The same rows for the same period are
    the same batch, whose files are written again alike. Raises FuyuanError for a period that is not
    over yet, RegionError for a region whose bureau has no name.
    """
    _require_past(period)
    scope = Scope(
        sender=_named(sender, "移送单位"),
        receiver=receiver.strip() or load_region(region).name_of("justice_bureau"),
        kinds=tuple(kind for kind in Kind if kind in kinds),
        since=period.since,
        until=period.until,
    )
    with ledger() as session:
        rows = [row.cells for row in rows_of(session, region, scope.kinds, period)]
        if len(rows) > MOST_ROWS:
            message = f"本期有{len(rows)}条，一批至多{MOST_ROWS}条：请分类别或者把期间分短"
            raise FuyuanError(message)
        table = table_of(rows)
        digests = tuple(map(row_digest, rows))
        batch, is_new = keep_batch(
            session,
            OUT,
            region,
            scope,
            digest=digest_of(scope, digests),
            count=len(rows),
            file_sha256=sha256_of(table),
            problems=[],
        )
        if is_new:
            keep_rows(session, batch, list(enumerate(rows)))
        path = into / f"信息移送_{scope.since}_{scope.until}_{batch.digest[:8]}.xlsx"
        into.mkdir(parents=True, exist_ok=True)
        write_whole(path, table)
        manifest = Manifest(
            digest=batch.digest,
            scope=scope,
            made_at=batch.at,
            count=len(rows),
            file_sha256=batch.file_sha256,
            rows=digests,
        )
        write_paper(beside(path, MANIFEST), manifest)
        facts = json.dumps(cover_facts(scope, rows), ensure_ascii=False, indent=2)
        write_whole(beside(path, COVER), facts.encode())
    return Sent(batch_id=batch.id, table=path, count=len(rows), digest=batch.digest, is_new=is_new)


def _require_past(period: Period) -> None:
    if period.since > period.until:
        message = f"期间颠倒：{period.since}晚于{period.until}"
        raise FuyuanError(message)
    if period.until >= clock.today():
        message = f"期末{period.until}还没有过完，当日以后的进展会漏掉：请写今天以前的日期"
        raise FuyuanError(message)


def _named(name: str, title: str) -> str:
    if not (plain := " ".join(name.split())):
        message = f"没有写明{title}"
        raise FuyuanError(message)
    return plain


def keep_receipt(path: Path) -> InformationBatch:
    """Keep what the receiver says it took in; the first receipt of a batch stands.

    Raises FuyuanError for a receipt of a batch that was not sent from here, or one that says
    something else than the first.
    """
    receipt = read_paper(path, Receipt, "回执")
    problems = [problem.model_dump() for problem in receipt.problems]
    with ledger() as session:
        batch = session.scalars(batch_of(OUT, receipt.digest).with_for_update()).one_or_none()
        if batch is None or batch.count != receipt.count:
            message = f"{path} 不是本处移送的批次的回执：请核对来自哪个单位"
            raise FuyuanError(message)
        if batch.accepted is None:
            batch.accepted, batch.problems = receipt.accepted, problems
        elif (batch.accepted, batch.problems) != (receipt.accepted, problems):
            message = (
                f"第{batch.id}批已有回执（收下{batch.accepted}条），与这一份不同：请向对方核实"
            )
            raise FuyuanError(message)
    return batch


def batches(region: str) -> list[InformationBatch]:
    """The batches of a region, sent and received, the newest first."""
    with reading() as session:
        return list(
            session.scalars(
                select(InformationBatch)
                .where(InformationBatch.region == region)
                .order_by(InformationBatch.id.desc())
            )
        )


def rows_in(batch_id: int) -> list[list[str]]:
    """The rows of a batch as they were sent, or taken in. Raises FuyuanError if there is none."""
    with reading() as session:
        if session.get(InformationBatch, batch_id) is None:
            message = f"没有第{batch_id}批：fuyuan batch list 列出全部批次"
            raise FuyuanError(message)
        return list(
            session.scalars(
                select(InformationRow.cells)
                .where(InformationRow.batch_id == batch_id)
                .order_by(InformationRow.position)
            )
        )


def due(region: str) -> list[Due]:
    """When each kind is due next: the region's days after the end of the last batch sent.

    A kind that was never sent is due now.
    """
    days = dt.timedelta(days=load_region(region).information_batch_days)
    with reading() as session:
        sent = session.execute(
            select(InformationBatch.kinds, InformationBatch.until).where(
                InformationBatch.direction == OUT, InformationBatch.region == region
            )
        ).all()
    told = {
        kind: max((until for kinds, until in sent if kind in kinds), default=None) for kind in Kind
    }
    return [_due(kind, until, days) for kind, until in told.items()]


def _due(kind: Kind, told_until: dt.date | None, days: dt.timedelta) -> Due:
    if told_until is None:
        return Due(kind=kind, told_until=None, due_on=None, is_due=True)
    due_on = told_until + days
    return Due(kind=kind, told_until=told_until, due_on=due_on, is_due=due_on <= clock.today())
