"""Numbers are given once, in order, under a lock, and every one is in the register (law.md §3)."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.ledger import insert_once
from models.number import GivenNumber, NumberSequence
from rules.vocabulary.region import Region
from tasks import clock
from tasks.errors import FuyuanError


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
    """The number that `given_to` has in a sequence; `write` puts a new value into words.

    It belongs to the caller's transaction: rolled back together, so that no gap arises. The
    sequence row is locked until then, so that no number is given twice. Raises NumberTakenError.
    """
    insert_once(session, NumberSequence, name=sequence, last=0)
    session.execute(
        select(NumberSequence.last).where(NumberSequence.name == sequence).with_for_update()
    )
    given = session.scalar(
        select(GivenNumber.number).where(
            GivenNumber.sequence == sequence, GivenNumber.given_to == given_to
        )
    )
    if given is not None:
        return given
    value = session.execute(
        update(NumberSequence)
        .where(NumberSequence.name == sequence)
        .values(last=NumberSequence.last + 1)
        .returning(NumberSequence.last)
    ).scalar_one()
    number = write(value)
    taken = session.scalar(select(GivenNumber.given_to).where(GivenNumber.number == number))
    if taken is not None:
        raise NumberTakenError(number, taken)
    session.add(
        GivenNumber(sequence=sequence, value=value, number=number, given_to=given_to, given_at=at)
    )
    session.flush()
    return number


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
