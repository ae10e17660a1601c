"""What every part of 履行跟踪 says: asking, moving, and the clock of an obligation."""

from functools import partial
from typing import Any

from rules.paths.performance import PATH
from rules.paths.performance.questions import PerformanceObligations
from rules.paths.performance.schedule import Item, Outcome, Standing
from tasks.asking import ask as ask_on
from tasks.case_facts import case_of
from tasks.deadlines import start_deadline
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)


def start_clock(case_number: str, item: Item) -> dict[str, Any] | None:
    """Start the clock of an obligation on the day its instrument names; None without a day."""
    if item.due_by is None:
        return None
    is_agency = item.debtor in case_of(case_number).agencies
    return start_deadline(
        case_number,
        rule_of(case_number, item),
        item.due_by,
        trigger_key=item.key,
        recipient=item.debtor if is_agency else "",
    )


def rule_of(case_number: str, item: Item) -> str:
    """An agency hears of its own clock; a person is served, never notified."""
    is_agency = item.debtor in case_of(case_number).agencies
    return "P_INSTALMENT" if is_agency else "P_INSTALMENT_PARTY"


def named(register: PerformanceObligations) -> str:
    """The instrument as letters name it."""
    return f"{register.instrument}（{register.kind.value}）"


def outcome_of(item: Item, standing: Standing, result: str) -> Outcome:
    return Outcome(item=item, standing=standing, result=result.rstrip("，；。"))
