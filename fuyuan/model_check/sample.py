"""The case on which every path is walked, and the dates that are counted in it."""

import datetime as dt
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from fuyuan.model_check.happening import Clock, Record
from fuyuan.model_check.values import AGENCIES, RECEIVED, TODAY
from models.case import Case, CaseNumber, Party
from rules.catalogue import letters
from rules.deadlines import find
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute, follow
from rules.vocabulary.letter import Letter
from rules.vocabulary.proof import DueDate
from rules.vocabulary.region import load_region
from tasks.letter_facts import case_facts
from tasks.running import FILING_CLOCK

REGION = "wujiagang"
NUMBER = "(2026)鄂0503行诉前调1号"
DOCKET_NUMBER = "(2026)鄂0503行初1号"
_read_back: set[Any] = set()
MADE_ON = dt.date(2026, 10, 8)


@cache
def case(agencies: tuple[str, ...] = AGENCIES) -> Case:
    """The case as the ledger would hold it."""
    found = Case(
        number=NUMBER,
        short_code="ABCDEFGH",
        region=REGION,
        received_on=RECEIVED,
        registered_on=RECEIVED,
        cause="政府信息公开纠纷",
        act="信息公开答复书第1号",
        act_made_on=MADE_ON,
        act_known_on=dt.date(2026, 10, 18),
        claims="撤销答复并责令重新答复",
        plaintiff_names="周某",
        reconsidered=False,
        risk_tags=[],
    )
    found.parties = [
        Party(
            role="起诉人",
            position=1,
            name="周某",
            id_number="990000198001010012",
            phone="13800001111",
            address="伍家岗区某路1号",
        ),
        *(
            Party(role="被告", position=n, name=name, id_number="", phone="", address="")
            for n, name in enumerate(agencies, 1)
        ),
    ]
    found.numbers = [CaseNumber(kind="行政一审", number=DOCKET_NUMBER)]
    return found


@cache
def facts() -> dict[str, Any]:
    """What every letter knows of the sample case."""
    return case_facts(Session(), case(), TODAY)


def check_letter(letter: Letter, given: dict[str, Any]) -> None:
    """Have a letter's facts checked as they are on issuing, and as they are read back.

    Raises pydantic.ValidationError, or KeyError for a letter that no path declares.
    """
    declared = letters()[letter.code]
    number = "伍法函〔2026〕1号" if letter.numbering else ""
    frozen = declared.needs.model_validate({**facts(), "doc_no": number, **given})
    kind = (letter.code, *((name, type(value), bool(value)) for name, value in given.items()))
    if kind not in _read_back:
        _read_back.add(kind)
        declared.needs.model_validate_json(frozen.model_dump_json())


@cache
def date_of(
    rule: str, on: dt.date | dt.datetime, *, excluded: int = 0, extended: int = 0
) -> DueDate:
    """When a period ends. Raises DeadlineInputError."""
    declared = find(rule)
    return compute(
        declared,
        on,
        calendar=national_calendar(),
        region=load_region(REGION),
        made_on=MADE_ON if declared.limits else None,
        excluded_days=excluded,
        extended_days=extended,
    )


@cache
def date_after(rule: str, previous: DueDate, *, excluded: int = 0, extended: int = 0) -> DueDate:
    """When a period ends that starts at the end of another."""
    return follow(
        find(rule),
        previous,
        calendar=national_calendar(),
        region=load_region(REGION),
        excluded_days=excluded,
        extended_days=extended,
    )


def as_due(date: DueDate) -> dict[str, Any]:
    """A date as letters state it (tasks.running.as_due)."""
    return {
        "label": date.duty,
        "due_on": date.due or date.safe,
        "certain": date.due is not None,
        "basis": date.basis,
    }


def bring_filing_clock(record: Record) -> None:
    """A case that was registered brings its period for filing suit with it."""
    clock = Clock(
        rule="L_FILE_6M",
        trigger_key=FILING_CLOCK,
        date=date_of("L_FILE_6M", MADE_ON),
        inherited=True,
    )
    record.clocks[clock.rule, clock.trigger_key] = clock
