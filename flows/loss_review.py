"""败诉后: the analysis goes to two bodies, persons are looked into, every item is closed."""

from dataclasses import dataclass
from functools import partial
from itertools import count

from rules.paths.loss_review import PATH
from rules.paths.loss_review.letters import (
    CLOSE_OUT,
    INQUIRY_RECORD,
    LOSS_REPORT,
    RECTIFICATION_LEDGER,
    REPEAT_WARNING,
)
from rules.paths.loss_review.questions import DoubleInquiry, LossAnalysis, LossReceipt
from rules.paths.loss_review.rectification import (
    PlanChoice,
    RectificationItem,
    RectificationPlan,
    RectificationReview,
)
from rules.paths.loss_review.repeats import WINDOW_MONTHS
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.case_facts import case_of
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of, reports_to_bureau
from tasks.procedure import procedure
from tasks.repeat_violations import count_repeats
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
TEN_DAYS, ITEM_DAY = "YC_LOSS_10D", "S_RECTIFY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One agency's loss in the case; its occasion names all that is done about it."""

    case_number: str
    occasion: str
    agency: str
    receipt: LossReceipt


@procedure(PATH)
def loss_review(case_number: str) -> str:
    """Draw the lessons of a lost case; returns the stage it ended at."""
    losses = register_losses(case_number)
    move(case_number, stage_code="analysing")
    for loss in losses:
        analyse(loss)
    move(case_number, stage_code="inquiring")
    for loss in losses:
        inquire(loss)
    move(case_number, stage_code="planning")
    plans = [(loss, plan(loss)) for loss in losses]
    to_rectify = [(loss, planned) for loss, planned in plans if planned.items]
    if to_rectify:
        move(case_number, stage_code="rectifying")
        for loss, planned in to_rectify:
            rectify(loss, planned)
        return end(case_number, "rectified")
    if all(planned.choice is PlanChoice.REVOKED for _, planned in plans):
        return end(case_number, "revoked")
    return end(case_number, "no_rectification_needed")


def register_losses(case_number: str) -> list[Loss]:
    """Who lost, and since when each has the judgment; where reports are due, ten days run."""
    losses = []
    for occasion in map(str, count(1)):
        receipt = ask(case_number, LossReceipt, occasion=occasion)
        agency = receipt.agency or case_of(case_number).agencies[0]
        losses.append(
            Loss(case_number=case_number, occasion=occasion, agency=agency, receipt=receipt)
        )
        if reports_to_bureau(case_number):
            start_deadline(
                case_number,
                TEN_DAYS,
                receipt.received_on,
                trigger_key=occasion,
                recipient=agency,
                fact=LossReceipt.dated("received_on", occasion),
            )
        if receipt.others is YesNo.NO:
            return losses
    raise AssertionError


def analyse(loss: Loss) -> None:
    """Have the causes analysed and reported with the judgment; the same again is a warning."""
    number, occasion = loss.case_number, loss.occasion
    is_due = reports_to_bureau(number)
    analysis = ask(number, LossAnalysis, occasion=occasion, due=TEN_DAYS)
    issue(
        number,
        LOSS_REPORT,
        occasion=occasion,
        agency=loss.agency,
        bureau_name=justice_bureau_of(number),
        document=loss.receipt.document,
        loss_kind=loss.receipt.kind.value,
        received_on_by_agency=loss.receipt.received_on,
        violation=analysis.violation.value,
        causes=analysis.causes,
        shortcomings=analysis.shortcomings,
        measures=analysis.measures,
        mechanism=analysis.mechanism,
        report_due=due(number, TEN_DAYS) if is_due else None,
        submitted_on=analysis.submitted_on,
    )
    meet_deadline(number, TEN_DAYS, analysis.submitted_on, trigger_keys=(occasion,))
    warn_of_repeats(loss, analysis)


def warn_of_repeats(loss: Loss, analysis: LossAnalysis) -> None:
    """The same agency, cause and violation twice within a year is put before the bureau."""
    repeats = count_repeats(loss.case_number, loss.agency, occasion=loss.occasion)
    if repeats.is_warning:
        issue(
            loss.case_number,
            REPEAT_WARNING,
            occasion=loss.occasion,
            agency=loss.agency,
            violation=analysis.violation.value,
            count=repeats.count,
            window_months=WINDOW_MONTHS,
            case_numbers=repeats.case_numbers,
        )


def inquire(loss: Loss) -> None:
    """Have the case and the persons looked into; what follows for anybody, people decide."""
    inquiry = ask(loss.case_number, DoubleInquiry, occasion=loss.occasion)
    issue(
        loss.case_number,
        INQUIRY_RECORD,
        occasion=loss.occasion,
        agency=loss.agency,
        case_findings=inquiry.case_findings,
        personnel_findings=inquiry.personnel_findings,
        statement=inquiry.statement,
        conclusion=inquiry.conclusion.value,
        transferred_to=inquiry.transferred_to,
        decided_by=inquiry.decided_by,
        decided_on=inquiry.decided_on,
        reason=inquiry.reason,
    )


def plan(loss: Loss) -> RectificationPlan:
    """Set down what is put right, by whom and until when."""
    number, occasion = loss.case_number, loss.occasion
    planned = ask(number, RectificationPlan, occasion=occasion)
    if planned.items:
        issue(
            number,
            RECTIFICATION_LEDGER,
            occasion=occasion,
            agency=loss.agency,
            bureau_name=justice_bureau_of(number),
            items=[line(n, item) for n, item in enumerate(planned.items, 1)],
            approved_by=planned.approved_by,
            approved_on=planned.approved_on,
        )
    return planned


def rectify(loss: Loss, planned: RectificationPlan) -> None:
    """Watch each item's day, and review until every item is closed."""
    waiting = dict(enumerate(planned.items, 1))
    clocks = {n: f"{loss.occasion}-{n}" for n in waiting}
    # The one that is due first is started last: its day is the one the question shows.
    for n in sorted(waiting, key=lambda n: waiting[n].due_by, reverse=True):
        watch(loss, waiting[n], clocks[n])
    for attempt in count(1):
        occasion = loss.occasion if attempt == 1 else f"{loss.occasion}+{attempt}"
        review = ask(loss.case_number, RectificationReview, occasion=occasion, due=ITEM_DAY)
        closed = [item for item in review.closed if item.number in waiting]
        lines = [line(item.number, waiting.pop(item.number)) | item.model_dump() for item in closed]
        for item in closed:
            stop = (clocks[item.number],)
            meet_deadline(loss.case_number, ITEM_DAY, item.done_on, trigger_keys=stop)
        extend(loss, review, waiting, clocks)
        issue(
            loss.case_number,
            CLOSE_OUT,
            occasion=occasion,
            agency=loss.agency,
            bureau_name=justice_bureau_of(loss.case_number),
            closed=lines,
            remaining=[line(n, item) for n, item in waiting.items()],
            reviewer=review.reviewer,
            reviewed_on=review.reviewed_on,
        )
        if not waiting:
            return


def watch(loss: Loss, item: RectificationItem, trigger_key: str) -> None:
    """Run the clock of an item to the day it names."""
    start_deadline(
        loss.case_number,
        ITEM_DAY,
        item.due_by,
        trigger_key=trigger_key,
        recipient=loss.agency,
    )


def extend(
    loss: Loss,
    review: RectificationReview,
    waiting: dict[int, RectificationItem],
    clocks: dict[int, str],
) -> None:
    """Give items another day; the old day, if it was missed, stays missed."""
    for item in review.extended:
        if item.number in waiting:
            n = item.number
            meet_deadline(loss.case_number, ITEM_DAY, trigger_keys=(clocks[n],))
            waiting[n] = waiting[n].model_copy(update={"due_by": item.due_by})
            clocks[n] = f"{loss.occasion}-{n}@{item.due_by}"
            watch(loss, waiting[n], clocks[n])


def line(number: int, item: RectificationItem) -> dict[str, object]:
    """An item as the ledger prints it."""
    return {"number": number, **item.model_dump()}


def end(case_number: str, stage: str) -> str:
    """The review is over."""
    move(case_number, stage_code=stage)
    return stage
