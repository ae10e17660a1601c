"""Cases with a decision in force, whose retrial is asked for."""

import datetime as dt
from typing import Any

from fuyuan.rehearsal import work
from models.ledger import ledger
from models.outbox import Trigger
from tasks import clock
from tasks.records import find_case
from tasks.registration import give_docket_number
from tasks.retrial import begin_retrial
from tasks.stages import enter, find_walk
from tests.building import registered
from tests.procedures import litigation_answers as tried
from tests.procedures import retrial_answers as say
from tests.procedures.litigation_walk import (
    PLAINTIFF,
    decided,
    kept,
    on,
    served_on_all,
    stage,
    tell,
)

PATH = "retrial"
EFFECTIVE, TODAY = "2026-02-02", "2026-03-02"
EARLY = {"received_on": dt.date(2026, 1, 5), "act_made_on": None, "act_known_on": None}


@kept
def in_force(ended: str = "effective", today: str = TODAY) -> str:
    """The number of a case whose decision is in force since February 2026."""
    on(today)
    number = registered(**EARLY)
    give_docket_number(number)
    with ledger() as session:
        session.query(Trigger).update({"state": "delivered"})  # Its registration does not matter.
        case = find_case(session, number)
        enter(session, case, "litigation")
        walk = find_walk(session, case, "litigation")
        assert walk is not None
        walk.stage, walk.closed_at = ended, clock.now()
    return number


@kept
def lost_and_in_force() -> str:
    """The number of a case that the agency lost, in force and performed since 2026-11-28."""
    lost = {"kinds": ["撤销", "责令履行法定职责"], "obligations": ["三十日内重新答复"]}
    number = decided(tried.step("作出判决"), tried.judged("2026-11-12", **lost))
    served_on_all(number)
    on("2026-11-28")
    assert (stage(), stage("performance")) == ("effective", "registering")
    return number


def begin(number: str, filed_on: str = TODAY, effective_on: str = EFFECTIVE, **changes: Any) -> int:
    """A party applies; which retrial of the case it is."""
    return begun(number, say.filing(effective_on, filed_on, **changes))


def begun(number: str, filing: dict[str, Any]) -> int:
    walk = begin_retrial(number, filing, door="测试")
    work()
    return walk


@kept
def applied(**changes: Any) -> str:
    """The number of a case whose application was docketed on 2026-03-02."""
    number = in_force()
    begin(number, **changes)
    tell(number, say.accepted(TODAY))
    return number


@kept
def ordered(*, decided_by: str = "第一审人民法院", lifted: bool = False) -> str:
    """The number of a case whose retrial was ordered, and docketed, on 2026-03-02."""
    number = in_force()
    begin(number, decided_by=decided_by)
    tell(number, say.accepted(TODAY), say.granted(TODAY))
    tell(number, say.lifted(TODAY) if lifted else say.ordered(TODAY), say.docketed(TODAY))
    return number


def served_on_both(number: str, on_day: str, agency: str = "区教育局") -> None:
    tell(number, say.served(PLAINTIFF, on_day), say.served(agency, on_day, last="是"))
