"""The letters that people issue, ordered from their sample facts in cases that they fit."""

import datetime as dt
from typing import Any

from pydantic_core import to_jsonable_python

from fuyuan.letter_samples import samples
from rules.catalogue import letters_by_hand
from tasks.by_hand import Issued, Order, given_fields, issue_by_hand
from tests.building import registered

# Before every sample letter of a case, and before its own act is known to no one.
FILED = dt.date(2026, 5, 25)


def given(code: str, **changes: Any) -> dict[str, Any]:
    """The facts a person gives for a letter, as they come in JSON."""
    letter, sample = letters_by_hand()[code], samples()[code]
    facts = {name: sample[name] for name in given_fields(letter) if name in sample}
    return {**to_jsonable_python(facts), **changes}


def day_of(code: str) -> str:
    """The day on which the sample letter is issued."""
    return str(samples()[code]["issued_on"])


def case_for(code: str) -> str:
    """A case that the sample letter fits; none for a letter of an office."""
    if not letters_by_hand()[code].is_of_a_case:
        return ""
    return registered(
        agencies=list(samples()[code]["agencies"]),
        received_on=FILED,
        act_made_on=dt.date(2026, 5, 18),
        act_known_on=dt.date(2026, 5, 20),
    )


def order(code: str, case_number: str = "", **changes: Any) -> Order:
    """An order of the sample letter; `facts` are given on top of the sample's."""
    facts = given(code, **changes.pop("facts", {}))
    how = {"region": "wujiagang", "issued_by": "韩砚", "door": "测试", **changes}
    return Order(code=code, facts=facts, case_number=case_number, **how)


def issue(code: str, case_number: str = "", **changes: Any) -> Issued:
    """Issue the sample letter."""
    return issue_by_hand(order(code, case_number, **changes))
