"""Numbers are given once, in order, under a lock, and every one is in the register (law.md §3)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.bulk import among
from models.ledger import insert_once
from models.number import GivenNumber, NumberSequence
from rules.vocabulary.region import Region
from tasks import clock
from tasks.errors import FuyuanError


class NumberKind(Enum):
    """What a number names; the value is how many slashes its sequence's name has."""

    FILING = 1
    CASE = 2
    LETTER = 3


@dataclass(frozen=True, slots=True)
class SequenceName:
    """What a sequence counts, read off its name.

    `filing/2026`, `wujiagang/initial/2026` or `wujiagang/court/letter/2026`.
    """

    name: str

    @property
    def kind(self) -> NumberKind | None:
        """What its numbers name; None for a sequence of another make."""
        slashes = self.name.count("/")
        return next((kind for kind in NumberKind if kind.value == slashes), None)

    @property
    def region(self) -> str:
        """The region that counts; empty for filings, which are counted together."""
        return "" if self.kind is NumberKind.FILING else self.name.split("/")[0]

    @property
    def organ(self) -> str:
        """The organ whose document numbers it counts; empty for other numbers."""
        return self.name.split("/")[1] if self.kind is NumberKind.LETTER else ""

    @property
    def year(self) -> str:
        """The year it counts."""
        return self.name.rpartition("/")[2]


class SequenceError(FuyuanError):
    """A sequence that does not exist, or cannot be begun where it is asked to."""


class NumberTakenError(FuyuanError):
    """Another sequence wrote the same number before; none is given."""

    def __init__(self, number: str, given_to: str) -> None:
        """Name whose it is."""
        super().__init__(
            f"{number}已经编给{given_to}，不能再编：两个地区或者机关的编号写法相同，"
            "请在地区配置里改用不同的代字（fuyuan region show 地区）"
        )


def give_number(
    session: Session,
    sequence: str,
    write: Callable[[int], str],
    *,
    given_to: str,
    at: dt.datetime,
) -> str:
    """The number that `given_to` has in a sequence, as `give_numbers` gives them."""
    return give_numbers(session, sequence, write, given_to=[given_to], at=at)[given_to]


def give_numbers(
    session: Session,
    sequence: str,
    write: Callable[[int], str],
    *,
    given_to: Sequence[str],
    at: dt.datetime,
) -> dict[str, str]:
    """The numbers that all of these have in a sequence; `write` puts a new value into words.

    New ones are given in their order, one after the other. They belong to the caller's
    transaction: rolled back together, so that no gap arises. The sequence row is locked until
    then, so that no number is given twice. Raises NumberTakenError.
    """
    insert_once(session, NumberSequence, name=sequence, last=0)
    session.execute(
        select(NumberSequence.last).where(NumberSequence.name == sequence).with_for_update()
    )
    known = select(GivenNumber.given_to, GivenNumber.number).where(
        GivenNumber.sequence == sequence, among(session, GivenNumber.given_to, given_to)
    )
    numbers = dict(session.execute(known).tuples().all())
    new = [one for one in dict.fromkeys(given_to) if one not in numbers]
    if not new:
        return numbers
    last = session.execute(
        update(NumberSequence)
        .where(NumberSequence.name == sequence)
        .values(last=NumberSequence.last + len(new))
        .returning(NumberSequence.last)
    ).scalar_one()
    values = range(last - len(new) + 1, last + 1)
    made = dict(zip(new, map(write, values), strict=True))
    _refuse_taken(session, list(made.values()))
    session.execute(
        insert(GivenNumber),
        [
            {"value": value, "number": made[one], "given_to": one, "sequence": sequence}
            | {"given_at": at}
            for one, value in zip(new, values, strict=True)
        ],
    )
    return numbers | made


def _refuse_taken(session: Session, numbers: Sequence[str]) -> None:
    taken = session.execute(
        select(GivenNumber.number, GivenNumber.given_to)
        .where(among(session, GivenNumber.number, numbers))
        .order_by(GivenNumber.id)
        .limit(1)
    ).first()
    if taken is not None:
        raise NumberTakenError(taken.number, taken.given_to)


def give_case_number(
    session: Session, region: Region, kind: str, *, year: int, given_to: str
) -> str:
    """A case number of a kind (`prefiling`, `initial` ...) in the region's pattern."""
    return give_number(
        session,
        f"{region.name}/{kind}/{year}",
        lambda n: region.case_number(kind, year=year, n=n),
        given_to=given_to,
        at=clock.now(),
    )


def sequence_of(region: Region, kind: str, *, organ: str = "", year: int) -> str:
    """The name of a sequence: of case numbers, or with an organ of document numbers.

    Raises SequenceError naming what there is.
    """
    patterns = region.document_number if organ else region.number
    kinds, organs = type(patterns).model_fields, type(region.organ).model_fields
    if kind not in kinds or (organ and organ not in organs):
        what = f"机关：{'、'.join(organs)}；种类：{'、'.join(kinds)}"
        message = f"没有这个流水（{organ or '案号'}，{kind}）；可用的{what}"
        raise SequenceError(message)
    inner = region.document_sequence(kind, organ) if organ else kind
    return f"{region.name}/{inner}/{year}"


def begin_sequence(session: Session, sequence: str, *, after: int, by: str, reason: str) -> None:
    """Let a sequence go on after the last number that was given by other means.

    Raises SequenceError once a number was given in it.
    """
    insert_once(session, NumberSequence, name=sequence, last=0)
    row = session.get_one(NumberSequence, sequence, with_for_update=True)
    if after < 1 or row.last != row.began_after:
        why = "最后一个号须为正整数" if after < 1 else f"已经编到{row.last}号，不能改起始号"
        message = f"{sequence}：{why}"
        raise SequenceError(message)
    row.last = row.began_after = after
    row.began_by, row.began_reason = by, reason
