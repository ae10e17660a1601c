"""Before the first session: who leads, who mediates, who takes part, what is planned."""

from itertools import count

from flows.prefiling_mediation.verbs import PERIOD, ask, ask_before, hand_over, move
from rules.mediation import ChosenBy
from rules.paths.prefiling_mediation.letters import REFERRAL, SUGGESTION
from rules.paths.prefiling_mediation.planning import MediationScheme, ResolutionPlan
from rules.paths.prefiling_mediation.questions import (
    LeadAgency,
    MediatorAcceptance,
    MediatorChoice,
    SuggestionDecision,
)
from rules.paths.prefiling_mediation.records import MEDIATION_SCHEME, MEDIATOR_DISCLOSURE
from rules.paths.urgent_response.letters import RISK_FORM
from rules.vocabulary.question import YesNo
from tasks.alerts import raise_alert
from tasks.case_facts import case_of, mediation_days
from tasks.deadlines import due, start_deadline
from tasks.letters import issue

MATERIALS = ("起诉状副本", "证据材料目录", "双方书面同意调解的材料", "送达地址确认书")


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


def appoint_mediator(case_number: str) -> str | None:
    """Refer to mediators until one accepts, and name them; None when the parties want nobody."""
    for occasion in map(str, count(1)):
        choice = ask(case_number, MediatorChoice, occasion=occasion)
        if choice.chosen_by is ChosenBy.REFUSED:
            return None
        move(case_number, stage_code="referred", occasion=occasion)
        refer(case_number, choice, occasion)
        acceptance = ask(case_number, MediatorAcceptance, occasion=occasion)
        if acceptance.is_accepted:
            start_deadline(
                case_number,
                PERIOD,
                acceptance.signed_on,
                fact=MediatorAcceptance.dated("signed_on", occasion),
            )
            return choice.mediator
        move(case_number, stage_code="preparing", occasion=f"{occasion}+")
    raise AssertionError


def refer(case_number: str, choice: MediatorChoice, occasion: str) -> None:
    """Write to the mediator; tell both sides their rights, and what a mediator must disclose."""
    organization = choice.organization or choice.kind.value
    days = mediation_days(case_number)
    issue(
        case_number,
        REFERRAL,
        occasion=occasion,
        mediator_name=choice.mediator,
        mediator_organization=organization,
        mediation_days=days,
        materials=MATERIALS,
        filing_due=due(case_number, "filing"),
    )
    issue(
        case_number,
        MEDIATOR_DISCLOSURE,
        occasion=occasion,
        mediator_name=choice.mediator,
        mediator_organization=organization,
        mediation_days=days,
        docket_number="",
    )


def plan(case_number: str, lead_agency: str, mediator: str) -> bool:
    """Who takes part, what is tried first, what may go wrong; false if the period ran out."""
    own = ask_before(case_number, ResolutionPlan, before=PERIOD)
    if own is None:
        return False
    scheme = ask_before(case_number, MediationScheme, before=PERIOD)
    if scheme is None:
        return False
    issue(
        case_number,
        MEDIATION_SCHEME,
        lead_agency=lead_agency,
        mediator_name=mediator,
        officer=own.officer,
        officer_rank=own.officer_rank.value,
        enforcers=own.enforcers,
        liaison=own.liaison,
        helpers=scheme.helpers,
        focus=scheme.focus,
        scheme=scheme.scheme,
        has_agency_plan=own.submitted is YesNo.YES,
        agency_steps=own.next_steps,
        first_session=scheme.first_session,
        place=scheme.place,
        mediation_due=due(case_number, PERIOD),
        decided_on=scheme.decided_on,
    )
    heed_risk(case_number, scheme)
    if scheme.wants_support:
        hand_over(
            case_number,
            to="legal_support",
            reason="需要律师参与或者法律援助",
            at_stage=None,
        )
    return True


def heed_risk(case_number: str, scheme: MediationScheme) -> None:
    """Put the risks on record; of a high one the departments concerned hear at once (WJ-6e)."""
    issue(
        case_number,
        RISK_FORM,
        occasion="调解方案",
        risk_tags=case_of(case_number).risk_tags,
        assessed_on=scheme.decided_on,
        **scheme.risk_lines,
    )
    if scheme.is_high:
        raise_alert(case_number, key="scheme", title="制定调解方案时，信访或者社会稳定风险评估为高")
        hand_over(
            case_number,
            to="urgent_response",
            reason="制定调解方案时评估为高风险",
            at_stage=None,
        )
