"""Proof that intake lost nothing: what came in = cases + duplicates + rejected, each with its run.

The ledger is counted against itself: what a delivery brought, what it says became of it, and the
filings that are really there. With Prefect's server at hand, the runs are looked up as well.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Row, Select, func, literal, select
from sqlalchemy.orm import Session

from models.case import Case
from models.filing import FilingRecord, ImportBatch
from models.ledger import ledger, reading
from models.outbox import Trigger
from rules.catalogue import paths
from tasks import clock
from tasks.living_runs import living
from tasks.recovery import carry_on, find_stranded
from tasks.triggers import FILING, enqueue, filing_key, parameters_of

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

# A run starts within seconds; after this long it has not merely not had its turn yet.
PATIENCE = dt.timedelta(minutes=15)
RECOVER = "运行 fuyuan intake reconcile --repair 接续（先加 --dry-run 看会做什么）"
OF_FILING = Trigger.key == literal(FILING) + FilingRecord.number
COME_AGAIN = "请把该次送来的原表再导入一次：收过的自动算作重复，缺的补收"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that does not agree: what it concerns, what is wrong, what to do."""

    code: str
    subject: str
    problem: str
    remedy: str
    is_repairable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What came in and what became of it; `waiting` and `started` are filings on their way."""

    deliveries: int
    received: int
    filings: int
    duplicates: int
    rejected: int
    cases: int
    waiting: int
    started: int
    asked_server: bool
    differences: tuple[Difference, ...]

    @property
    def is_settled(self) -> bool:
        """Whether every filing is a case by now, and nothing differs."""
        return not self.differences and self.filings == self.cases

    def as_json(self) -> dict[str, Any]:
        """As `fuyuan intake reconcile --json` prints it."""
        return asdict(self) | {"settled": self.is_settled}


def balance(client: "SyncPrefectClient | None" = None) -> Balance:
    """Count everything that came in; with a client, the runs are looked up too."""
    with reading() as session:
        found = [
            *_unbalanced(session),
            *_miscounted(session),
            *_without_filing(session),
            *_without_trigger(session),
            *_waiting_long(session),
            *(_lost_runs(session, client) if client else _started_long(session)),
        ]
        totals = _totals(session)
    if client is not None:
        named = {difference.subject for difference in found}
        found += [item for item in _stranded(client) if item.subject not in named]
    return Balance(**totals, asked_server=client is not None, differences=tuple(found))


def repair(client: "SyncPrefectClient") -> int:
    """Order the run of every filing that has none, and carry on every case that nothing moves.

    Returns how many. What was counted wrongly is not counted anew: only the delivery knows.
    """
    with ledger() as session:
        orphans = session.execute(_filings_without_trigger()).all()
        for row in orphans:
            enqueue(
                session,
                key=filing_key(row.number),
                deployment=paths()[row.path].deployment,
                parameters=parameters_of(row.path, row.number),
            )
    return len(orphans) + carry_on(client, incident=f"reconcile-{uuid4().hex[:8]}")


def _totals(session: Session) -> dict[str, int]:
    batches = session.execute(
        select(
            func.count().label("deliveries"),
            *(
                func.coalesce(func.sum(column), 0).label(column.key)
                for column in (
                    ImportBatch.received,
                    ImportBatch.duplicates,
                    ImportBatch.rejected,
                )
            ),
        )
    ).one()
    filings = session.execute(
        select(
            func.count(FilingRecord.id).label("filings"),
            func.count(FilingRecord.case_id).label("cases"),
        )
    ).one()
    on_their_way = dict(
        session.execute(
            _with_trigger(Trigger.state, func.count())
            .where(FilingRecord.case_id.is_(None))
            .group_by(Trigger.state)
        )
        .tuples()
        .all()
    )
    return {
        **batches._asdict(),
        **filings._asdict(),
        "waiting": on_their_way.get("pending", 0),
        "started": on_their_way.get("delivered", 0),
    }


def _with_trigger(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(FilingRecord).join(Trigger, OF_FILING)


def _filings_without_trigger() -> Select[Any]:
    return (
        select(FilingRecord.number, FilingRecord.path)
        .outerjoin(Trigger, OF_FILING)
        .where(Trigger.id.is_(None))
        .order_by(FilingRecord.id)
    )


def _name(batch: Row[Any]) -> str:
    return f"第{batch.id}次送来（{batch.source}）"


def _unbalanced(session: Session) -> Iterator[Difference]:
    judged = ImportBatch.accepted + ImportBatch.duplicates + ImportBatch.rejected
    wrong = session.execute(
        select(ImportBatch.id, ImportBatch.source, ImportBatch.received, judged.label("judged"))
        .where(ImportBatch.received != judged)
        .order_by(ImportBatch.id)
    )
    for row in wrong:
        yield Difference(
            code="unbalanced",
            subject=_name(row),
            problem=f"送来{row.received}件，收下、重复、退回合计{row.judged}件",
            remedy=COME_AGAIN,
        )


def _miscounted(session: Session) -> Iterator[Difference]:
    there = func.count(FilingRecord.id)
    wrong = session.execute(
        select(ImportBatch.id, ImportBatch.source, ImportBatch.accepted, there.label("there"))
        .outerjoin(FilingRecord, FilingRecord.batch_id == ImportBatch.id)
        .group_by(ImportBatch.id, ImportBatch.source, ImportBatch.accepted)
        .having(there != ImportBatch.accepted)
        .order_by(ImportBatch.id)
    )
    for row in wrong:
        yield Difference(
            code="miscounted",
            subject=_name(row),
            problem=f"记为收下{row.accepted}件，台账里有{row.there}件",
            remedy=COME_AGAIN,
        )


def _without_filing(session: Session) -> Iterator[Difference]:
    wrong = session.scalars(
        select(Case.number)
        .outerjoin(FilingRecord, FilingRecord.case_id == Case.id)
        .where(FilingRecord.id.is_(None))
        .order_by(Case.id)
    )
    for number in wrong:
        yield Difference(
            code="no_filing",
            subject=number,
            problem="案件没有对应的收件",
            remedy="台账在程序以外被改动过，或者恢复得不完整：请与备份核对",
        )


def _without_trigger(session: Session) -> Iterator[Difference]:
    for row in session.execute(_filings_without_trigger()):
        yield Difference(
            code="no_trigger",
            subject=row.number,
            problem="收下了，但没有登记要启动的流程",
            remedy=RECOVER,
            is_repairable=True,
        )


def _waiting_long(session: Session) -> Iterator[Difference]:
    late = session.execute(
        _with_trigger(FilingRecord.number, Trigger.attempts, Trigger.detail)
        .where(Trigger.state == "pending", Trigger.created_at < clock.now() - PATIENCE)
        .order_by(FilingRecord.id)
    )
    for row in late:
        why = f"试过{row.attempts}次：{row.detail}" if row.detail else "还没有交给 Prefect"
        yield Difference(
            code="not_started",
            subject=row.number,
            problem=f"流程等候启动超过{PATIENCE.seconds // 60}分钟，{why}",
            remedy="请看 Prefect 服务和值守是否在运行（make up）；部署缺失的，重新启动即补上",
        )


def _started_without_case(*more: Any) -> Select[Any]:
    return (
        _with_trigger(FilingRecord.number, Trigger.flow_run_id)
        .where(FilingRecord.case_id.is_(None), Trigger.state == "delivered", *more)
        .order_by(FilingRecord.id)
    )


def _started_long(session: Session) -> Iterator[Difference]:
    """Without the server nobody can say whether a run still lives; long is long."""
    for row in session.execute(
        _started_without_case(Trigger.delivered_at < clock.now() - PATIENCE)
    ):
        yield _lost(row.number, f"启动超过{PATIENCE.seconds // 60}分钟还没有登记成案")


def _lost_runs(session: Session, client: "SyncPrefectClient") -> Iterator[Difference]:
    started = session.execute(_started_without_case()).all()
    alive = living(client, {row.flow_run_id for row in started if row.flow_run_id})
    for row in started:
        if row.flow_run_id not in alive:
            yield _lost(row.number, "流程已经结束或者不见了，案件没有登记")


def _lost(number: str, problem: str) -> Difference:
    return Difference(
        code="run_lost", subject=number, problem=problem, remedy=RECOVER, is_repairable=True
    )


def _stranded(client: "SyncPrefectClient") -> Iterator[Difference]:
    for item in find_stranded(client):
        yield Difference(
            code="stranded",
            subject=item.title,
            problem=f"“{paths()[item.path].title}”没有待办，也没有运行中的流程",
            remedy=RECOVER,
            is_repairable=True,
        )
