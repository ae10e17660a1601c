"""Letters for many cases at once: numbered in the order of the cases, set side by side.

What was begun is finished by the next call, whatever stopped this one; a case that cannot have the
letter stops none of the others.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row, func, select
from sqlalchemy.orm import defer

from models.bulk import among
from models.case import Case
from models.ledger import ledger, reading
from models.letter import MARKS, RESERVED, IssuedLetter
from rules.vocabulary.explaining import explain
from rules.vocabulary.letter import Letter, OfficeFacts
from rules.vocabulary.region import load_region
from rules.vocabulary.region_file import RegionError
from tasks import clock
from tasks.case_selection import Condition, chosen
from tasks.errors import FuyuanError
from tasks.letter_facts import case_facts
from tasks.letter_finishing import declared, finish
from tasks.letters import Holder, reserve
from tasks.rendering import RenderingError

PAGE = 200
THREADS = 2
# So many wait for a thread: enough to keep it busy, few enough to leave little behind.
BACKLOG = 4 * THREADS


class Outcome(StrEnum):
    """What became of one case's letter."""

    MADE = "已制作"
    FINISHED = "接着完成"
    PRESENT = "已有"
    WOULD_MAKE = "将制作"
    REFUSED = "不能制作"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One case, and what became of its letter; a log names the `kind` of a reason, no more."""

    case_number: str
    outcome: Outcome
    letter: str = ""
    letter_id: int = 0
    reason: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Which letter, for which cases, made of which facts beyond the case. Raises FuyuanError."""

    code: str
    conditions: Sequence[Condition]
    facts: Mapping[str, Any] = field(default_factory=dict)
    by_case: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    occasion: str = "1"
    ordered_by: str = ""

    def __post_init__(self) -> None:
        """Refuse a letter that no path declares, before anything is done."""
        declared(self.code)
        chosen(self.conditions)

    @property
    def letter(self) -> Letter:
        """The letter as it is declared."""
        return declared(self.code)

    def facts_of(self, case: Row[Any]) -> dict[str, Any]:
        """What the letter of one case is made of."""
        own = self.by_case.get(case.number, self.by_case.get(case.short_code, {}))
        return {**self.facts, **own}


def count_cases(batch: Batch) -> int:
    """How many cases are chosen."""
    with reading() as session:
        cases = chosen(batch.conditions).subquery()
        return session.scalar(select(func.count()).select_from(cases)) or 0


def preview_batch(batch: Batch) -> Iterator[Done]:
    """What `issue_batch` would do, case by case; nothing is changed and no number is used."""
    for case, begun in _cases(batch):
        yield _known(case, begun) or _attempt(
            case.number, partial(_try, batch, case), batch.letter.needs
        )


def issue_batch(batch: Batch) -> Iterator[Done]:
    """Issue the letter for every case chosen, in their order, however often it is called."""
    yield from _finished(
        _known(case, begun)
        or _attempt(case.number, partial(_reserve, batch, case), batch.letter.needs)
        for case, begun in _cases(batch)
    )


def finish_pending() -> Iterator[Done]:
    """Finish every letter that was reserved and not given up."""
    with reading() as session:
        pending = session.execute(
            select(IssuedLetter, func.coalesce(Case.number, "").label("case_number"))
            .options(defer(IssuedLetter.facts))
            .outerjoin(Case, Case.id == IssuedLetter.case_id)
            .where(IssuedLetter.state == RESERVED, IssuedLetter.mark == "")
            .order_by(IssuedLetter.id)
        ).all()
    yield from _finished(_begun(row.case_number, row.IssuedLetter) for row in pending)


def _cases(batch: Batch) -> Iterator[tuple[Row[Any], IssuedLetter | None]]:
    """Every case chosen with its letter of this occasion, if that was begun; a page at a time."""
    query, last = chosen(batch.conditions).limit(PAGE), 0
    while True:
        with reading() as session:
            cases = session.execute(query.where(Case.id > last)).all()
            letters_begun = session.scalars(
                select(IssuedLetter)
                .options(defer(IssuedLetter.facts))
                .where(
                    IssuedLetter.code == batch.code,
                    IssuedLetter.occasion == batch.occasion,
                    among(session, IssuedLetter.case_id, [case.id for case in cases]),
                )
            )
            begun = {row.case_id: row for row in letters_begun}
        for case in cases:
            yield case, begun.get(case.id)
        if len(cases) < PAGE:
            return
        last = cases[-1].id


def _known(case: Row[Any], begun: IssuedLetter | None) -> Done | None:
    """What there is to say without making anything; None for a case without the letter."""
    if begun is None:
        return None
    if begun.is_pending:
        return _begun(case.number, begun)
    return Done(
        case_number=case.number,
        outcome=Outcome.PRESENT,
        letter=begun.name,
        letter_id=begun.id,
        reason=f"{MARKS[begun.mark]}，需要的请重新制作" if begun.mark else "",
    )


def _begun(case_number: str, row: IssuedLetter) -> Done:
    return Done(
        case_number=case_number, outcome=Outcome.FINISHED, letter=row.name, letter_id=row.id
    )


def _reserve(batch: Batch, case: Row[Any]) -> Done:
    with ledger() as session:
        row = reserve(
            session,
            Holder.of(session.get_one(Case, case.id)),
            batch.letter,
            batch.occasion,
            batch.facts_of(case),
            ordered_by=batch.ordered_by,
        )
    return Done(case_number=case.number, outcome=Outcome.MADE, letter=row.name, letter_id=row.id)


def _try(batch: Batch, case: Row[Any]) -> Done:
    """Check all that reserving checks, without a number."""
    letter, today = batch.letter, clock.today()
    with reading() as session:
        row = session.get_one(Case, case.id)
        facts = {**case_facts(session, row, today), **batch.facts_of(case)}
    letter.needs.model_validate(facts)
    if letter.numbering is not None:
        load_region(row.region).document_number_of(
            letter.numbering, organ=letter.issuer.value, year=today.year, n=1
        )
    return Done(case_number=case.number, outcome=Outcome.WOULD_MAKE, letter=f"《{letter.title}》")


def _finished(items: Iterable[Done]) -> Iterator[Done]:
    """The items in their order, each with its files written; Typst sets several at once.

    Whoever stops asking waits for those that are being made, and leaves no others begun.
    """
    waiting: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        for item in items:
            waiting.append(threads.submit(_finish, item))
            if len(waiting) > BACKLOG:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _finish(item: Done) -> Done:
    if item.outcome not in (Outcome.MADE, Outcome.FINISHED):
        return item

    def work() -> Done:
        finish(item.letter_id)
        return item

    refused = _attempt(item.case_number, work)
    return replace(refused, letter=item.letter, letter_id=item.letter_id)


def _attempt(
    case_number: str, work: Callable[[], Done], model: type[OfficeFacts] = OfficeFacts
) -> Done:
    """What the work gives, or why it could not be done: one bad case stops no other."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  (also a defect is told with the case it shows in)
        kind = type(error).__name__
        if isinstance(error, ValidationError):
            reason = "；".join(explain(error, model))
        elif isinstance(error, (FuyuanError, RenderingError, RegionError)):
            reason = str(error)
        else:
            reason = f"{kind}：{error}"
    return Done(case_number=case_number, outcome=Outcome.REFUSED, reason=reason, kind=kind)
