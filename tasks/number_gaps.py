"""The proof that no number is missing: what each sequence counted against what was given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.bulk import among
from models.case import CaseNumber
from models.filing import FilingRecord
from models.ledger import reading
from models.letter import RESERVED, VOIDED, IssuedLetter
from models.number import GivenNumber, NumberSequence
from tasks.numbering import NumberKind, SequenceName

USES: Mapping[NumberKind, InstrumentedAttribute[str]] = {
    NumberKind.FILING: FilingRecord.number,
    NumberKind.CASE: CaseNumber.number,
    NumberKind.LETTER: IssuedLetter.number,
}
TITLES = {NumberKind.FILING: "收件", NumberKind.CASE: "案件", NumberKind.LETTER: "文书"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a sequence that nothing explains."""

    sequence: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was counted; without findings every number is given once and has its use."""

    sequences: int
    numbers: int
    voided: int
    pending: int
    findings: tuple[Finding, ...]

    def as_text(self) -> str:
        """The proof in a line, or what contradicts it, a line each."""
        counted = (
            f"{self.sequences}个流水，{self.numbers}个号，其中作废{self.voided}个，"
            f"保留未完成{self.pending}个"
        )
        if not self.findings:
            return f"{counted}：每个流水从头到尾没有缺号、重号，每个号都有对应的文书、案件或者收件"
        lines = [f"{found.sequence}：{found.detail}" for found in self.findings]
        return "\n".join([f"{counted}；有{len(lines)}处没有解释：", *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    name: str
    last: int | None
    began_after: int
    numbers: int
    lowest: int
    highest: int


def prove() -> Proof:
    """Compare every sequence with the numbers given in it, and these with what they were given to.

    A number that was voided is used, and no gap.
    """
    with reading() as session:
        counted = list(_counted(session))
        findings = [
            *(found for one in counted for found in _gaps(session, one)),
            *_without_use(session, counted),
            *_without_record(session),
        ]
        settled = _settled(session)
    return Proof(
        sequences=len(counted),
        numbers=sum(one.numbers for one in counted),
        findings=tuple(findings),
        **settled,
    )


def _counted(session: Session) -> Iterator[_Counted]:
    given = {
        row.sequence: row
        for row in session.execute(
            select(
                GivenNumber.sequence,
                func.count().label("numbers"),
                func.min(GivenNumber.value).label("lowest"),
                func.max(GivenNumber.value).label("highest"),
            ).group_by(GivenNumber.sequence)
        )
    }
    known = {row.name: row for row in session.scalars(select(NumberSequence))}
    for name in sorted({*given, *known}):
        row, numbers = known.get(name), given.get(name)
        yield _Counted(
            name=name,
            last=row.last if row else None,
            began_after=row.began_after if row else 0,
            numbers=numbers.numbers if numbers else 0,
            lowest=numbers.lowest if numbers else 0,
            highest=numbers.highest if numbers else 0,
        )


def _gaps(session: Session, one: _Counted) -> Iterator[Finding]:
    if one.last is None:
        yield Finding(sequence=one.name, detail=f"编到{one.highest}号，却没有流水记录")
    elif one.highest > one.last:
        detail = f"流水停在{one.last}号，却已编到{one.highest}号，下一个号会重"
        yield Finding(sequence=one.name, detail=detail)
    if one.numbers and one.lowest <= one.began_after:
        detail = f"{one.lowest}号在起用本系统以前的{one.began_after}个号之内"
        yield Finding(sequence=one.name, detail=detail)
    end = max(one.last or 0, one.highest)
    if one.numbers != end - one.began_after:
        for first, last in _missing(session, one, end):
            which = f"{first}号" if first == last else f"{first}号至{last}号"
            yield Finding(sequence=one.name, detail=f"缺{which}")


def _missing(session: Session, one: _Counted, end: int) -> Iterator[tuple[int, int]]:
    values = session.scalars(
        select(GivenNumber.value)
        .where(GivenNumber.sequence == one.name, GivenNumber.value > one.began_after)
        .order_by(GivenNumber.value)
    )
    for before, after in pairwise([one.began_after, *values, end + 1]):
        if after - before > 1:
            yield before + 1, after - 1


def _without_use(session: Session, counted: Sequence[_Counted]) -> Iterator[Finding]:
    """Numbers that were given, and stand on nothing."""
    for kind, used in USES.items():
        names = [one.name for one in counted if SequenceName(one.name).kind is kind]
        unused = session.execute(
            select(GivenNumber.sequence, GivenNumber.number, GivenNumber.given_to)
            .outerjoin(used.class_, used == GivenNumber.number)
            .where(among(session, GivenNumber.sequence, names), used.is_(None))
            .order_by(GivenNumber.id)
        )
        for sequence, number, given_to in unused:
            detail = f"{number}已经编给{given_to}，却没有用在任何一份上"
            yield Finding(sequence=sequence, detail=detail)


def _without_record(session: Session) -> Iterator[Finding]:
    """Numbers that stand on something, and were not given."""
    for kind, used in USES.items():
        missing = session.scalars(
            select(used)
            .outerjoin(GivenNumber, GivenNumber.number == used)
            .where(GivenNumber.id.is_(None), used != "")
        )
        for number in missing:
            yield Finding(sequence=TITLES[kind], detail=f"{number}没有编号记录")


def _settled(session: Session) -> dict[str, int]:
    """How many document numbers are voided, and how many wait for their letter."""
    rows = session.execute(
        select(IssuedLetter.state, IssuedLetter.mark, func.count())
        .where(IssuedLetter.number != "")
        .group_by(IssuedLetter.state, IssuedLetter.mark)
    ).all()
    return {
        "voided": sum(n for _, mark, n in rows if mark == VOIDED),
        "pending": sum(n for state, mark, n in rows if state == RESERVED and not mark),
    }
