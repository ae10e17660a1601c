"""非诉执行审查: urged, in time, lawful; only then does the court let a decision be enforced."""

from datetime import date
from functools import partial

from rules.paths.nonlitigation_enforcement import PATH
from rules.paths.nonlitigation_enforcement.admission import POINTS, examine
from rules.paths.nonlitigation_enforcement.letters import (
    ACCEPTANCE_NOTICE,
    ADMISSION_FORM,
    DENIAL_RULING,
    OPINION_NOTICE,
    PERMIT_RULING,
    REFUSAL_RULING,
)
from rules.paths.nonlitigation_enforcement.questions import (
    AcceptanceChoice,
    EnforcementAcceptance,
    EnforcementApplication,
    EnforcementReviewRequest,
    EnforcementReviewRuling,
    ReviewRequest,
    ReviewRuling,
    RulingService,
)
from rules.paths.nonlitigation_enforcement.review import (
    EnforcementChoice,
    EnforcementReconciliation,
    EnforcementRuling,
    LegalityReview,
    OpinionsHeard,
    Reconciliation,
)
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.case_facts import case_of
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.handover import hand_over as hand_over_from
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.registration import register
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
hand_over = partial(hand_over_from, leaving=PATH.code, at_stage=None)
REFUSAL, DENIAL = "refusal", "denial"
IN_SEVEN_DAYS, IN_THIRTY_DAYS = "N_COURT_RULE_7WD", "N_COURT_RULE_30D"


@procedure(PATH)
def nonlitigation_enforcement(case_number: str) -> str:
    """Review an application for enforcement; returns the stage it ended at."""
    case_number = register(case_number)
    received_on = case_of(case_number).received_on
    start_deadline(case_number, "N_COURT_ACCEPT_5WD", received_on, fact="case.received_on")
    examine_application(case_number, received_on)
    decision = ask(case_number, EnforcementAcceptance, due="N_COURT_ACCEPT_5WD")
    meet_deadline(case_number, "N_COURT_ACCEPT_5WD", decision.decided_on)
    if decision.choice is AcceptanceChoice.ACCEPT:
        accepted = decision.decided_on, EnforcementAcceptance.dated("decided_on")
    elif (ruling := refuse(case_number, decision)) is not None:
        accepted = ruling.ruled_on, EnforcementReviewRuling.dated("ruled_on", REFUSAL)
    else:
        return end(case_number, "not_accepted")
    return review(case_number, *accepted)


def examine_application(case_number: str, applied_on: date) -> None:
    """Count the earliest and the last day for applying, and lay the findings before the court."""
    application = ask(case_number, EnforcementApplication, due="N_COURT_ACCEPT_5WD")
    earliest = start_deadline(
        case_number,
        "N_URGE_10WD",
        application.urge_served,
        fact=EnforcementApplication.dated("urge_served"),
    )
    latest = start_deadline(
        case_number,
        "N_APPLY_3M",
        application.suit_period_end,
        fact=EnforcementApplication.dated("suit_period_end"),
    )
    meet_deadline(case_number, "N_URGE_10WD")
    meet_deadline(case_number, "N_APPLY_3M", applied_on)
    found = examine(
        application, applied_on=applied_on, earliest=earliest["due_on"], latest=latest["due_on"]
    )
    issue(
        case_number,
        ADMISSION_FORM,
        findings=[
            {
                "title": point.title,
                "ok": found.met[point.code],
                "article": point.article,
                "note": found.notes[point.code],
            }
            for point in POINTS
        ],
        applied_on=applied_on,
        earliest=earliest,
        latest=latest,
        decide_due=due(case_number, "N_COURT_ACCEPT_5WD"),
        reviewer=application.answered_by,
    )


def refuse(case_number: str, decision: EnforcementAcceptance) -> EnforcementReviewRuling | None:
    """Refuse the application; the ruling of the court above that accepts it all the same."""
    move(case_number, stage_code="refused")
    issue(case_number, REFUSAL_RULING, decided_on=decision.decided_on, reason=decision.reason)
    serve_on_agency(case_number, REFUSAL, "N_ACCEPT_REVIEW_15D")
    return ask_court_above(case_number, REFUSAL, "N_ACCEPT_REVIEW_15D", "N_ACCEPT_REVIEW_RULE_15D")


def review(case_number: str, accepted_on: date, fact: str) -> str:
    """Look at the law of what is to be enforced, and rule on it."""
    move(case_number, stage_code="accepted")
    ruling_due = start_deadline(case_number, IN_SEVEN_DAYS, accepted_on, fact=fact)
    issue(case_number, ACCEPTANCE_NOTICE, accepted_on=accepted_on, ruling_due=ruling_due)
    finding = ask(case_number, LegalityReview, due=IN_SEVEN_DAYS)
    period = IN_SEVEN_DAYS
    if finding.legality.is_manifestly_unlawful:
        period = IN_THIRTY_DAYS
        meet_deadline(case_number, IN_SEVEN_DAYS)
        start_deadline(case_number, IN_THIRTY_DAYS, accepted_on, fact=fact)
        hear_both_sides(case_number, finding)
    if finding.reconcilable is YesNo.YES and withdrawn(case_number, period):
        return "withdrawn"
    ruling = ask(case_number, EnforcementRuling, due=period)
    meet_deadline(case_number, period, ruling.ruled_on)
    if ruling.choice is EnforcementChoice.PERMIT:
        issue(
            case_number,
            PERMIT_RULING,
            ruled_on=ruling.ruled_on,
            accepted_on=accepted_on,
            reason=ruling.reason,
            content=ruling.content,
        )
        return permit(case_number, "裁定准予强制执行")
    return deny(case_number, ruling, accepted_on)


def hear_both_sides(case_number: str, finding: LegalityReview) -> None:
    """What seems manifestly unlawful is not ruled on unheard."""
    move(case_number, stage_code="hearing")
    issue(
        case_number,
        OPINION_NOTICE,
        legality=finding.legality.value,
        remarks=finding.remarks,
        ruling_due=due(case_number, IN_THIRTY_DAYS),
    )
    ask(case_number, OpinionsHeard, due=IN_THIRTY_DAYS)


def withdrawn(case_number: str, period: str) -> bool:
    """Try explanation and negotiation; true if the agency withdrew its application."""
    result = ask(case_number, EnforcementReconciliation, due=period)
    if result.choice is Reconciliation.NOT_SETTLED:
        return False
    end(case_number, "withdrawn")
    meet_deadline(case_number, period, result.concluded_on)
    if result.choice is Reconciliation.SETTLED:
        hand_over(case_number, to="performance", reason="达成执行和解，跟踪履行")
    hand_over(case_number, to="follow_up", reason=result.choice.value)
    return True


def permit(case_number: str, reason: str) -> str:
    """The decision may be enforced: what it orders is tracked."""
    end(case_number, "permitted")
    hand_over(case_number, to="performance", reason=reason)
    return "permitted"


def deny(case_number: str, ruling: EnforcementRuling, accepted_on: date) -> str:
    """The decision is not enforced, unless the court above rules that it is."""
    move(case_number, stage_code="denied")
    send_due = start_deadline(
        case_number,
        "N_DENIAL_SEND_5WD",
        ruling.ruled_on,
        fact=EnforcementRuling.dated("ruled_on"),
    )
    issue(
        case_number,
        DENIAL_RULING,
        ruled_on=ruling.ruled_on,
        accepted_on=accepted_on,
        reason=ruling.reason,
        send_due=send_due,
    )
    serve_on_agency(case_number, DENIAL, "N_DENIAL_REVIEW_15D", due="N_DENIAL_SEND_5WD")
    above = ask_court_above(case_number, DENIAL, "N_DENIAL_REVIEW_15D", "N_DENIAL_REVIEW_RULE_30D")
    if above is None:
        return end(case_number, "not_permitted")
    return permit(case_number, "上一级法院裁定准予强制执行")


def serve_on_agency(
    case_number: str, occasion: str, period: str, *, due: str | None = None
) -> None:
    """Serve a ruling on the agency; its time for asking the court above runs from there."""
    service = ask(case_number, RulingService, occasion=occasion, due=due)
    if due:
        meet_deadline(case_number, due, service.served_on)
    start_deadline(
        case_number, period, service.served_on, fact=RulingService.dated("served_on", occasion)
    )


def ask_court_above(
    case_number: str, occasion: str, asked_in: str, ruled_in: str
) -> EnforcementReviewRuling | None:
    """The ruling of the court above, if the agency asked in time and it set the first one aside."""
    request = ask_before(case_number, EnforcementReviewRequest, occasion=occasion, before=asked_in)
    if request is None or request.choice is ReviewRequest.WAIVED:
        meet_deadline(case_number, asked_in)
        return None
    meet_deadline(case_number, asked_in, request.requested_on)
    move(case_number, stage_code=f"{occasion}_review")
    start_deadline(
        case_number,
        ruled_in,
        request.requested_on,
        fact=EnforcementReviewRequest.dated("requested_on", occasion),
    )
    ruling = ask(case_number, EnforcementReviewRuling, occasion=occasion, due=ruled_in)
    meet_deadline(case_number, ruled_in, ruling.ruled_on)
    return ruling if ruling.choice is ReviewRuling.REVERSED else None


def end(case_number: str, stage: str) -> str:
    """The review is over."""
    move(case_number, stage_code=stage)
    return stage
