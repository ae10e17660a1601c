"""A party's application: in time, docketed, examined within six months, rejected or granted."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from flows.retrial.verbs import SUPERVISION, ask, ask_before, end, move, write_on_request
from rules.paths.retrial import PATH
from rules.paths.retrial.examination import (
    AcceptanceOutcome,
    BarredAcceptance,
    ExaminationOutcome,
    LateExamination,
    RejectionService,
    RetrialAcceptance,
    RetrialExamination,
)
from rules.paths.retrial.letters import (
    RETRIAL_NOTICE,
    RETRIAL_REFUSAL,
    RETRIAL_REJECTION,
    SUPERVISION_NOTICE,
)
from tasks.answers import take_back
from tasks.appeals import serve_each_party
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import chain_deadline, meet_deadline, start_deadline, was_met_late
from tasks.local_duties import bars_second_retrial, remark
from tasks.retrial import Filed, bar_to
from tasks.running import Due

REVIEW = "T_RETRIAL_REV_6M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where the request ended, or why a retrial is ordered; and by which court so far."""

    end: str = ""
    reason: str = ""
    court: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An examination under way: whether it is of a late application, which clock runs for it."""

    court: str
    number: str
    application_due: Due
    is_late: bool
    clock: str
    is_overdue: bool = False


def examine_application(case_number: str, filed: Filed) -> Found:
    """Docket the application and examine it; or refuse to."""
    application_due = count_six_months(case_number, filed)
    question = RetrialAcceptance
    if bar := bar_to(case_number):
        remark(case_number, key=f"retrial_bar:{filed.walk}", kind="再审", text=bar)
        question = BarredAcceptance
    accepted = ask(case_number, question, occasion=filed.nth())
    if accepted.outcome is AcceptanceOutcome.REFUSED:
        write_on_request(
            case_number,
            filed,
            RETRIAL_REFUSAL,
            court=accepted.court,
            decided_on=accepted.decided_on,
            reason=accepted.reason,
        )
        return Found(end=end(case_number, "not_docketed"))
    clock = filed.nth()
    review_due = start_review(
        case_number, clock, accepted.decided_on, question.dated("decided_on", filed.nth())
    )
    write_on_request(
        case_number,
        filed,
        RETRIAL_NOTICE,
        court=accepted.court,
        number=accepted.number,
        docketed_on=accepted.decided_on,
        application_due=application_due,
        review_due=review_due,
    )
    move(case_number, stage_code="examining")
    review = Review(
        court=accepted.court,
        number=accepted.number,
        application_due=application_due,
        is_late=was_met_late(case_number, filed.given.application_rule, filed.nth()),
        clock=clock,
    )
    return examine(case_number, filed, review)


def count_six_months(case_number: str, filed: Filed) -> Due:
    """The applicant's six months, and that it used them."""
    given = filed.given
    due = start_deadline(
        case_number,
        given.application_rule,
        given.counted_from_on,
        trigger_key=filed.nth(),
        fact=given.dated("counted_from_on", filed.occasion),
    )
    meet_deadline(case_number, given.application_rule, given.filed_on, trigger_keys=(filed.nth(),))
    return due


def start_review(case_number: str, clock: str, on: date, fact: str) -> Due:
    """The court's six months to examine it."""
    return start_deadline(case_number, REVIEW, on, trigger_key=clock, fact=fact)


def examine(case_number: str, filed: Filed, review: Review) -> Found:
    """Ask until it is rejected, granted or withdrawn; the court's time may run out meanwhile."""
    for n in count(1):
        occasion = filed.nth(n)
        question, other = RetrialExamination, LateExamination
        if review.is_late:
            question, other = other, question
        take_back(case_number, other.code, occasion)  # Asked before a day was corrected.
        result = (
            ask(case_number, question, occasion=occasion, due=REVIEW)
            if review.is_overdue
            else ask_before(case_number, question, occasion=occasion, before=REVIEW)
        )
        if result is None:
            review = run_out(case_number, filed, review)
        elif result.outcome is ExaminationOutcome.EXTENDED:
            extend_deadline(case_number, REVIEW, result.days, cause=occasion)
        elif result.outcome is ExaminationOutcome.JOINED:
            fact = question.dated("decided_on", occasion)
            review = join(case_number, review, result.decided_on, occasion, fact)
        else:
            return conclude(case_number, filed, review, result)
    raise AssertionError


def run_out(case_number: str, filed: Filed, review: Review) -> Review:
    """Without a ruling in time the procuratorate may be asked, within six months from then.

    The examination goes on all the same (人民检察院行政诉讼监督规则第二十条).
    """
    due = chain_deadline(
        case_number, SUPERVISION, after=REVIEW, trigger_key=f"{filed.nth()}-overdue"
    )
    remark(
        case_number,
        key=f"retrial_overdue:{filed.walk}",
        kind="再审",
        text=f"审查期限届满而没有裁定，当事人可以在{due['due_on']}以前申请检察监督；审查继续进行",
    )
    return replace(review, is_overdue=True)


def join(case_number: str, review: Review, on: date, occasion: str, fact: str) -> Review:
    """Another party applies too: both are examined together, in a time that begins anew (114)."""
    meet_deadline(case_number, REVIEW, trigger_keys=(review.clock,))
    start_review(case_number, f"{occasion}-joined", on, fact)
    return replace(review, is_late=False, is_overdue=False, clock=f"{occasion}-joined")


def conclude(case_number: str, filed: Filed, review: Review, result: RetrialExamination) -> Found:
    """What the examination came to."""
    meet_deadline(case_number, REVIEW, result.decided_on, trigger_keys=(review.clock,))
    # The right to ask the procuratorate for want of a ruling ends with the ruling.
    meet_deadline(case_number, SUPERVISION, trigger_keys=(f"{filed.nth()}-overdue",))
    match result.outcome:
        case ExaminationOutcome.ORDERED:
            return Found(reason=result.reason, court=review.court, number=review.number)
        case ExaminationOutcome.REJECTED:
            reject(case_number, filed, review, result)
            return Found(end=end(case_number, "rejected"))
        case _:
            return Found(end=end(case_number, "application_withdrawn"))


def reject(case_number: str, filed: Filed, review: Review, result: RetrialExamination) -> None:
    """Draft the ruling, serve it, and tell each party until when to ask the procuratorate."""
    write_on_request(
        case_number,
        filed,
        RETRIAL_REJECTION,
        court=review.court,
        number=review.number,
        reasons=filed.given.reasons,
        is_late=review.is_late,
        application_due=review.application_due,
        reason=result.reason,
        decided_on=result.decided_on,
    )
    served = serve_each_party(
        case_number,
        RejectionService,
        path=PATH.code,
        occasion=filed.nth(),
        rule=SUPERVISION,
    )
    write_on_request(
        case_number,
        filed,
        SUPERVISION_NOTICE,
        court=review.court,
        number=review.number,
        decided_on=result.decided_on,
        services=[each.as_facts for each in served],
        is_last_application=bars_second_retrial(case_number),
    )
