"""What every part of 履行跟踪 says: asking, moving, and the clock of an obligation."""

from datetime import date
from functools import partial
from typing import Any

from rules.paths.performance import PATH
from rules.paths.performance.schedule import Item, Outcome, Standing
from tasks.asking import ask as ask_on
from tasks.deadlines import meet_deadline, start_deadline
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)


def start_clock(case_number: str, item: Item) -> dict[str, Any] | None:
    """Start the clock of an obligation on the day its instrument names; None without a day."""
    if item.due_by is None:
        return None
    return start_deadline(
        case_number,
        item.rule,
        item.due_by,
        trigger_key=item.key,
        recipient=item.debtor if item.rule == "P_INSTALMENT" else "",
    )


def end_clock(case_number: str, item: Item, on: date | None) -> None:
    """The obligation was performed on that day, or without a day fell away."""
    meet_deadline(case_number, item.rule, on, trigger_keys=(item.key,))


def outcome_of(item: Item, standing: Standing, result: str) -> Outcome:
    return Outcome(item=item, standing=standing, result=result.rstrip("，；。"))
