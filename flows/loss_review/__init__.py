"""败诉后: the analysis goes to two bodies, persons are looked into, every item is closed."""

from dataclasses import dataclass
from itertools import count

from flows.loss_review.rectifying import draw_up, rectify
from flows.loss_review.verbs import ask, move, of_each_agency
from rules.paths.loss_review import PATH
from rules.paths.loss_review.letters import INQUIRY_RECORD, LOSS_REPORT, REPEAT_WARNING
from rules.paths.loss_review.questions import DoubleInquiry, LossAnalysis, LossReceipt
from rules.paths.loss_review.repeats import WINDOW_MONTHS
from rules.vocabulary.question import YesNo
from tasks.agencies import OfAgency
from tasks.case_facts import case_of
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of, reports_to_bureau
from tasks.procedure import procedure
from tasks.repeat_violations import count_repeats
from tasks.running import Due
from tasks.stages import in_walk, walk_of

TEN_DAYS = "YC_LOSS_10D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One agency's loss in the case, and the occasion it was registered on."""

    agency: str
    occasion: str
    receipt: LossReceipt
    report_due: Due | None


@procedure(PATH)
def loss_review(case_number: str) -> str:
    """Draw the lessons of a lost case; returns the stage it ended at."""
    walk = walk_of(case_number, PATH.code)
    agencies = analyse_losses(case_number, walk)
    move(case_number, stage_code="inquiring")
    for finding in of_each_agency(
        case_number, DoubleInquiry, agencies=agencies, prefix=in_walk(walk, "")
    ):
        put_on_file(case_number, finding)
    move(case_number, stage_code="planning")
    items, is_revoked = draw_up(case_number, agencies, walk)
    if items:
        move(case_number, stage_code="rectifying")
        rectify(case_number, items, walk)
        return end(case_number, "rectified")
    return end(case_number, "revoked" if is_revoked else "no_rectification_needed")


def analyse_losses(case_number: str, walk: int) -> tuple[str, ...]:
    """Have each agency that lost analyse why; the agencies."""
    losses = register_losses(case_number, walk)
    move(case_number, stage_code="analysing")
    for analysis in of_each_agency(
        case_number,
        LossAnalysis,
        agencies=tuple(losses),
        prefix=in_walk(walk, ""),
        due=TEN_DAYS,
    ):
        report(case_number, losses[analysis.agency], analysis)
    return tuple(losses)


def register_losses(case_number: str, walk: int) -> dict[str, Loss]:
    """Who lost, and since when each has the judgment; where reports are due, ten days run."""
    losses: dict[str, Loss] = {}
    for n in count(1):
        occasion = in_walk(walk, str(n))
        receipt = ask(case_number, LossReceipt, occasion=occasion)
        agency = receipt.agency or case_of(case_number).agencies[0]
        if agency not in losses:
            losses[agency] = Loss(
                agency=agency,
                occasion=occasion,
                receipt=receipt,
                report_due=start_ten_days(case_number, agency, occasion, receipt),
            )
        if receipt.others is YesNo.NO:
            return losses
    raise AssertionError


def start_ten_days(
    case_number: str, agency: str, occasion: str, receipt: LossReceipt
) -> Due | None:
    """The ten days are a local duty: they run where losses have to be reported."""
    if not reports_to_bureau(case_number):
        return None
    return start_deadline(
        case_number,
        TEN_DAYS,
        receipt.received_on,
        trigger_key=occasion,
        recipient=agency,
        fact=LossReceipt.dated("received_on", occasion),
    )


def report(case_number: str, loss: Loss, told: OfAgency[LossAnalysis]) -> None:
    """Report the causes with the judgment; the same again within a year is a warning."""
    analysis = told.answer
    issue(
        case_number,
        LOSS_REPORT,
        occasion=told.occasion,
        agency=loss.agency,
        bureau_name=justice_bureau_of(case_number),
        document=loss.receipt.document,
        loss_kind=loss.receipt.kind.value,
        received_on_by_agency=loss.receipt.received_on,
        violation=analysis.violation.value,
        causes=analysis.causes,
        shortcomings=analysis.shortcomings,
        measures=analysis.measures,
        mechanism=analysis.mechanism,
        report_due=loss.report_due,
        submitted_on=analysis.submitted_on,
    )
    meet_deadline(case_number, TEN_DAYS, analysis.submitted_on, trigger_keys=(loss.occasion,))
    warn_of_repeats(case_number, told)


def warn_of_repeats(case_number: str, told: OfAgency[LossAnalysis]) -> None:
    """The same agency, cause and violation twice within a year is put before the bureau."""
    repeats = count_repeats(case_number, told.agency, occasion=told.occasion)
    if repeats.is_warning:
        issue(
            case_number,
            REPEAT_WARNING,
            occasion=told.occasion,
            agency=told.agency,
            bureau_name=justice_bureau_of(case_number),
            violation=told.answer.violation.value,
            count=repeats.count,
            window_months=WINDOW_MONTHS,
            case_numbers=repeats.case_numbers,
        )


def put_on_file(case_number: str, finding: OfAgency[DoubleInquiry]) -> None:
    """Keep what was found of case and persons; what follows for anybody, people decide."""
    inquiry = finding.answer
    issue(
        case_number,
        INQUIRY_RECORD,
        occasion=finding.occasion,
        agency=finding.agency,
        case_findings=inquiry.case_findings,
        personnel_findings=inquiry.personnel_findings,
        statement=inquiry.statement,
        conclusion=inquiry.conclusion.value,
        transferred_to=inquiry.transferred_to,
        decided_by=inquiry.decided_by,
        decided_on=inquiry.decided_on,
        reason=inquiry.reason,
    )


def end(case_number: str, stage: str) -> str:
    """The review is over."""
    move(case_number, stage_code=stage)
    return stage
