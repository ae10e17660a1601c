"""整改: the items of every agency's ledger, numbered through, until the last one is closed."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from flows.loss_review.verbs import ask, of_each_agency
from rules.paths.loss_review.letters import CLOSE_OUT, RECTIFICATION_LEDGER
from rules.paths.loss_review.rectification import (
    PlanChoice,
    RectificationItem,
    RectificationPlan,
    RectificationReview,
)
from tasks.agencies import OfAgency
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of
from tasks.stages import in_walk

ITEM_DAY = "S_RECTIFY"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """An item that is not closed, whose it is, and the clock that runs to its day."""

    number: int
    agency: str
    item: RectificationItem
    clock: str

    @property
    def line(self) -> dict[str, Any]:
        """The item as the ledger prints it."""
        return {"number": self.number, **self.item.model_dump()}


def draw_up(case_number: str, agencies: tuple[str, ...], walk: int) -> tuple[list[OpenItem], bool]:
    """What the agencies put right; true beside it if every judgment was set aside meanwhile."""
    items: list[OpenItem] = []
    is_revoked = True
    for plan in of_each_agency(
        case_number, RectificationPlan, agencies=agencies, prefix=in_walk(walk, "")
    ):
        planned = items_of(plan, first=len(items) + 1, walk=walk)
        if planned:
            issue_ledger(case_number, plan, planned)
        items += planned
        is_revoked = is_revoked and plan.answer.choice is PlanChoice.REVOKED
    return items, is_revoked


def items_of(plan: OfAgency[RectificationPlan], *, first: int, walk: int) -> list[OpenItem]:
    """The items of a plan, numbered on from those of the other agencies."""
    return [
        OpenItem(number=number, agency=plan.agency, item=item, clock=in_walk(walk, str(number)))
        for number, item in enumerate(plan.answer.items, first)
    ]


def issue_ledger(
    case_number: str, plan: OfAgency[RectificationPlan], items: list[OpenItem]
) -> None:
    """Write the ledger of an agency."""
    issue(
        case_number,
        RECTIFICATION_LEDGER,
        occasion=plan.occasion,
        agency=plan.agency,
        bureau_name=justice_bureau_of(case_number),
        items=[each.line for each in items],
        approved_by=plan.answer.approved_by,
        approved_on=plan.answer.approved_on,
    )


def rectify(case_number: str, items: list[OpenItem], walk: int) -> None:
    """Watch each item's day, and review until every item is closed."""
    # The one that is due first is started last: its day is the one the question shows.
    for each in sorted(items, key=lambda each: each.item.due_by, reverse=True):
        watch(case_number, each)
    waiting = items
    for n in count(1):
        occasion = in_walk(walk, str(n))
        review = ask(case_number, RectificationReview, occasion=occasion, due=ITEM_DAY)
        waiting = take_note(case_number, review, waiting, occasion)
        if not waiting:
            return


def take_note(
    case_number: str, review: RectificationReview, waiting: list[OpenItem], occasion: str
) -> list[OpenItem]:
    """Close what was found done, give others another day; what is still to be done."""
    done = {item.number: item for item in review.closed}
    days = {item.number: item.due_by for item in review.extended}
    closed = [each for each in waiting if each.number in done]
    for each in closed:
        done_on = done[each.number].done_on
        meet_deadline(case_number, ITEM_DAY, done_on, trigger_keys=(each.clock,))
    remaining = [
        extend(case_number, each, days[each.number]) if each.number in days else each
        for each in waiting
        if each.number not in done
    ]
    issue(
        case_number,
        CLOSE_OUT,
        occasion=occasion,
        agency="、".join(dict.fromkeys(each.agency for each in waiting)),
        bureau_name=justice_bureau_of(case_number),
        closed=[each.line | done[each.number].model_dump() for each in closed],
        remaining=[each.line for each in remaining],
        reviewer=review.reviewer,
        reviewed_on=review.reviewed_on,
    )
    return remaining


def extend(case_number: str, each: OpenItem, due_by: date) -> OpenItem:
    """Give an item another day; the old one, if it was missed, stays missed."""
    meet_deadline(case_number, ITEM_DAY, trigger_keys=(each.clock,))
    extended = OpenItem(
        number=each.number,
        agency=each.agency,
        item=each.item.model_copy(update={"due_by": due_by}),
        clock=f"{each.clock.partition('@')[0]}@{due_by}",
    )
    watch(case_number, extended)
    return extended


def watch(case_number: str, each: OpenItem) -> None:
    """Run the clock of an item to the day it names."""
    start_deadline(
        case_number,
        ITEM_DAY,
        each.item.due_by,
        trigger_key=each.clock,
        recipient=each.agency,
    )
