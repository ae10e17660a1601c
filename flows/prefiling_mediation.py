"""诉前调解: thirty days from the mediator's signature; whatever fails goes to docketing at once."""

from functools import partial
from itertools import count

from rules.mediation import ChosenBy
from rules.paths.prefiling_mediation import PATH
from rules.paths.prefiling_mediation.agreement import (
    ConfirmationChoice,
    ConfirmationReview,
    JointConfirmation,
    Performance,
    ReviewChoice,
    SettlementSigning,
    SettlementTerms,
    SigningChoice,
)
from rules.paths.prefiling_mediation.letters import REFERRAL, SESSION_RECORD, SETTLEMENT, SUGGESTION
from rules.paths.prefiling_mediation.questions import (
    LeadAgency,
    MediationSession,
    MediatorAcceptance,
    MediatorChoice,
    ResolutionPlan,
    SessionResult,
    SuggestionDecision,
)
from rules.vocabulary.question import YesNo
from tasks.asking import ConsentWithdrawn
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.case_facts import case_of, mediation_days
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import move as move_on

ask = partial(ask_on, path="prefiling_mediation")
ask_before = partial(ask_on_before, path="prefiling_mediation")
move = partial(move_on, path_code="prefiling_mediation")
OUT_OF_TIME = "调解期限届满，双方未书面同意延长"
MATERIALS = ("起诉状副本", "证据材料目录", "双方书面同意调解的材料", "送达地址确认书")


@procedure(PATH)
def prefiling_mediation(case_number: str) -> str:
    """Mediate a registered case before docketing; returns the stage it ended at."""
    try:
        lead = choose_lead_agency(case_number)
        suggest_resolution(case_number, lead)
        if appoint_mediator(case_number) is None:
            return to_docketing(case_number, "双方不同意指定调解员，视为不同意调解")
        move(case_number, stage_code="mediating")
        plan = ask_before(case_number, ResolutionPlan, before="M_PRE_30D")
        if plan is None:
            return to_docketing(case_number, OUT_OF_TIME)
        return mediate(case_number)
    except ConsentWithdrawn as withdrawn:
        return to_docketing(case_number, str(withdrawn))


def choose_lead_agency(case_number: str) -> str:
    """The only agency, or the one the justice bureau and the court agree on."""
    agencies = case_of(case_number).agencies
    if len(agencies) == 1:
        return agencies[0]
    return ask(case_number, LeadAgency).lead


def suggest_resolution(case_number: str, lead_agency: str) -> None:
    """With a risk tag the court may write to the agency before docketing."""
    tags = case_of(case_number).risk_tags
    if not tags:
        return
    decision = ask(case_number, SuggestionDecision)
    if decision.send is YesNo.YES:
        issue(
            case_number,
            SUGGESTION,
            risk_tags=tags,
            feedback_by=decision.feedback_by,
            lead_agency=lead_agency,
        )


def appoint_mediator(case_number: str) -> MediatorAcceptance | None:
    """Refer to mediators until one accepts; None when the parties refuse the court's choice."""
    for occasion in map(str, count(1)):
        choice = ask(case_number, MediatorChoice, occasion=occasion)
        if choice.chosen_by is ChosenBy.REFUSED:
            return None
        move(case_number, stage_code="referred", occasion=occasion)
        issue(
            case_number,
            REFERRAL,
            occasion=occasion,
            mediator_name=choice.mediator,
            mediator_organization=choice.organization or choice.kind.value,
            mediation_days=mediation_days(case_number),
            materials=MATERIALS,
            filing_due=due(case_number, "filing"),
        )
        acceptance = ask(case_number, MediatorAcceptance, occasion=occasion)
        if acceptance.is_accepted:
            start_deadline(
                case_number,
                "M_PRE_30D",
                acceptance.signed_on,
                fact=MediatorAcceptance.dated("signed_on", occasion),
            )
            return acceptance
        move(case_number, stage_code="preparing", occasion=f"{occasion}+")
    raise AssertionError


def mediate(case_number: str) -> str:
    """Hold sessions until one ends the mediation, or the period does."""
    for occasion in map(str, count(1)):
        session = ask_before(case_number, MediationSession, occasion=occasion, before="M_PRE_30D")
        if session is None:
            return to_docketing(case_number, OUT_OF_TIME)
        record(case_number, session, occasion)
        match session.result:
            case SessionResult.CONTINUE:
                continue
            case SessionResult.EXTEND:
                extend_deadline(case_number, "M_PRE_30D", session.extended_days, cause=occasion)
            case SessionResult.AGREED | SessionResult.PARTIAL:
                return settle(case_number, is_partial=session.result is SessionResult.PARTIAL)
            case SessionResult.FAILED | SessionResult.WITHDRAWN | SessionResult.SHAM:
                return to_docketing(case_number, session.result.value)
    raise AssertionError


def record(case_number: str, session: MediationSession, occasion: str) -> None:
    """Put the transcript of a session on file."""
    issue(
        case_number,
        SESSION_RECORD,
        occasion=occasion,
        held_on=session.held_on,
        place=session.place,
        host=session.answered_by,
        recorder=session.recorder,
        attendees=session.attendees,
        statements=[(said.speaker, said.text) for said in session.statements],
        undisputed_facts=session.undisputed_facts,
        result="。".join(filter(None, [session.result.value, session.remarks])),
    )


def settle(case_number: str, *, is_partial: bool) -> str:
    """Write the settlement down and have it signed; what was not settled is docketed."""
    move(case_number, stage_code="agreed")
    agreed = ask(case_number, SettlementTerms, due="M_PRE_30D")
    issue(
        case_number,
        SETTLEMENT,
        terms=agreed.terms,
        payments=[payment.model_dump(mode="json") for payment in agreed.payments],
        effective_on=None,
        copies=agreed.copies,
        confirm_due=None,
    )
    signing = ask(case_number, SettlementSigning)
    if signing.choice is SigningChoice.REFUSED:
        return to_docketing(case_number, "一方反悔，协议未签署")
    move(case_number, stage_code="signed")
    meet_deadline(case_number, "M_PRE_30D", signing.signed_on)
    if is_partial:
        docket_the_rest(case_number, agreed.remaining)
    start_deadline(
        case_number,
        "M_CONFIRM_30D",
        signing.signed_on,
        fact=SettlementSigning.dated("signed_on"),
    )
    return conclude(case_number)


def conclude(case_number: str) -> str:
    """See the signed settlement to its end: performed, confirmed, or broken."""
    confirmation = ask_before(case_number, JointConfirmation, before="M_CONFIRM_30D")
    if confirmation is None or confirmation.choice is ConfirmationChoice.WAIVES:
        return track_performance(case_number)
    meet_deadline(case_number, "M_CONFIRM_30D", confirmation.applied_on)
    if confirmation.choice is ConfirmationChoice.PERFORMED:
        return close(case_number, "resolved")
    move(case_number, stage_code="confirming")
    review = ask(case_number, ConfirmationReview)
    if review.choice is ReviewChoice.CONFIRMED:
        return close(case_number, "confirmed")
    return to_docketing(case_number, "司法确认申请被驳回")


def track_performance(case_number: str) -> str:
    """An unconfirmed settlement is kept, or the way to court is open."""
    move(case_number, stage_code="performing")
    meet_deadline(case_number, "M_CONFIRM_30D")
    performance = ask(case_number, Performance)
    if performance.performed is YesNo.YES:
        return close(case_number, "performed")
    return to_docketing(case_number, "和解协议未履行")


def docket_the_rest(case_number: str, remaining: str) -> None:
    """The unsettled part goes to docketing while the settlement goes on."""
    hand_over(
        case_number,
        leaving="prefiling_mediation",
        to="docketing",
        reason=f"部分达成协议，其余转登记立案：{remaining or '见调解笔录'}",
        at_stage=None,
    )


def to_docketing(case_number: str, reason: str) -> str:
    """Mediation ends; docketing is always open."""
    meet_deadline(case_number, "M_PRE_30D")
    hand_over(
        case_number,
        leaving="prefiling_mediation",
        to="docketing",
        reason=reason,
        at_stage="to_docketing",
    )
    return "to_docketing"


def close(case_number: str, stage: str) -> str:
    """The dispute is resolved; whether it stays so, the follow-up sees (WJ-20)."""
    hand_over(
        case_number,
        leaving="prefiling_mediation",
        to="follow_up",
        reason="争议已化解，回访履行情况",
        at_stage=stage,
    )
    meet_deadline(case_number, "filing")
    return stage
