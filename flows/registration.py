"""先登后调: register first, examine, and only then ask whether both sides want to mediate."""

from functools import partial
from typing import Any

from rules.eight_checks import CHECKS, Finding, Route, route
from rules.paths.registration import PATH
from rules.paths.registration.letters import (
    CONSENT_RECORD,
    CORRECTION_NOTICE,
    EIGHT_CHECKS_FORM,
    MEDIATION_INQUIRY,
    RECEIPT,
)
from rules.paths.registration.questions import (
    Consent,
    ConsentChoice,
    Correction,
    CorrectionResult,
    EightChecks,
    LegalRepresentative,
    ReconsiderationChoice,
    ReconsiderationGuidance,
)
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.case_facts import case_of, dockets_first, mediation_days, reached_on
from tasks.deadlines import due, meet_deadline, start_deadline, start_filing_clock
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.registration import register
from tasks.stages import move as move_on

ask = partial(ask_on, path="registration")
ask_before = partial(ask_on_before, path="registration")
move = partial(move_on, path_code="registration")
# What starts the seven days here: the filing, and the correction; docketing has its own.
OWN_CLOCKS = ("1", "补正")
MATERIALS = ("起诉状", "起诉人身份证明材料", "被诉行政行为材料")


@procedure(PATH)
def registration(filing_number: str) -> str:
    """Register a filing and route it; returns the stage it ended at."""
    case_number = register(filing_number)
    received_on = case_of(case_number).received_on
    docketing_due = start_deadline(case_number, "L_DOCKET_7D", received_on, fact="case.received_on")
    filing_due = start_filing_clock(case_number)
    issue(
        case_number,
        RECEIPT,
        materials=MATERIALS,
        docketing_due=docketing_due,
        filing_due=filing_due,
    )
    alert(case_number)
    if not is_represented(case_number):
        return to_docketing(case_number, "七日内未能确定法定代理人，先予立案")
    checks = ask_before(case_number, EightChecks, before="L_DOCKET_7D")
    if checks is None:
        return to_docketing(case_number, "七日内不能判断是否符合起诉条件，先予立案")
    return follow(case_number, checks, occasion="1")


def alert(case_number: str) -> None:
    """A case with a risk tag cannot wait: it is seen to beside everything else (WJ-7f)."""
    if case_of(case_number).risk_tags:
        hand_over(
            case_number,
            leaving="registration",
            to="urgent_response",
            reason="登记时带有风险标签",
            at_stage=None,
        )


def is_represented(case_number: str) -> bool:
    """Whether a party under age has somebody to act for it; a case without one needs nobody."""
    if not case_of(case_number).has_minor:
        return True
    return ask_before(case_number, LegalRepresentative, before="L_DOCKET_7D") is not None


def follow(case_number: str, checks: EightChecks, *, occasion: str) -> str:
    """Go where the eight findings lead."""
    corrected = occasion != "1"
    leads_to, deciding = route(
        checks.findings(), mediable=checks.mediable is YesNo.YES, already_corrected=corrected
    )
    move(case_number, stage_code="reviewed", occasion=occasion)
    issue_form(case_number, checks, leads_to, occasion)
    match leads_to:
        case Route.MEDIATION:
            return inquire(case_number)
        case Route.DOCKETING:
            return to_docketing(case_number, "不具有协调性，依法登记立案")
        case Route.CORRECTION:
            return correct(case_number, checks, [check.title for check in deciding])
        case Route.RECONSIDERATION_FIRST:
            return guide_to_reconsideration(case_number)
        case Route.TRANSFER:
            return end(case_number, "transferred")
        case Route.REFUSAL:
            return end(case_number, "refused")


def issue_form(case_number: str, checks: EightChecks, leads_to: Route, occasion: str) -> None:
    """Put the eight findings on file."""
    found = checks.findings()
    issue(
        case_number,
        EIGHT_CHECKS_FORM,
        occasion=occasion,
        findings=[
            {
                "title": check.title,
                "ok": found[check.code] is Finding.MET,
                "article": check.basis,
                "note": "" if found[check.code] is Finding.MET else found[check.code].value,
            }
            for check in CHECKS
        ],
        mediable=checks.mediable is YesNo.YES,
        conclusion=f"{leads_to.value}。{checks.remarks}" if checks.remarks else leads_to.value,
        guided_choice=checks.guided_choice.value,
        reviewer=checks.answered_by,
        reviewed_on=checks.reviewed_on,
    )


def correct(case_number: str, checks: EightChecks, wanting: list[str]) -> str:
    """Tell everything that is wanting, once; examine again what comes back."""
    move(case_number, stage_code="correcting")
    # 七日自补正材料递交次日起重新计算 (解释第五十三条): until then no docketing clock runs.
    meet_deadline(case_number, "L_DOCKET_7D", checks.reviewed_on, trigger_keys=("1",))
    correct_by = start_deadline(
        case_number, "A_CORRECTION", checks.reviewed_on, fact=EightChecks.dated("reviewed_on")
    )
    issue(
        case_number,
        CORRECTION_NOTICE,
        defects=[*wanting, *filter(None, [checks.remarks])],
        correct_by=correct_by["due_on"],
        filing_due=due(case_number, "filing"),
    )
    correction = ask_before(case_number, Correction, before="A_CORRECTION")
    if correction is None or correction.result is CorrectionResult.NOT_CORRECTED:
        return to_docketing(case_number, "未按告知补正，由立案庭依法决定")
    meet_deadline(case_number, "A_CORRECTION", correction.submitted_on)
    start_deadline(
        case_number,
        "L_DOCKET_7D",
        correction.submitted_on,
        trigger_key=OWN_CLOCKS[1],
        fact=Correction.dated("submitted_on"),
    )
    checks_again = ask_before(case_number, EightChecks, occasion="2", before="L_DOCKET_7D")
    if checks_again is None:
        return to_docketing(case_number, "补正后七日内不能判断是否符合起诉条件，先予立案")
    return follow(case_number, checks_again, occasion="2")


def guide_to_reconsideration(case_number: str) -> str:
    """Reconsideration comes first: tell so, and let the plaintiff choose."""
    move(case_number, stage_code="guided")
    guidance = ask(case_number, ReconsiderationGuidance, due="L_DOCKET_7D")
    if guidance.choice is ReconsiderationChoice.APPLIES:
        return end(case_number, "to_reconsideration")
    return end(case_number, "refused")


def inquire(case_number: str) -> str:
    """Ask both sides; only mutual written consent leads to mediation (WJ-1)."""
    if dockets_first(case_number):
        return to_docketing(case_number, "本地区实行先立案、后委托调解")
    move(case_number, stage_code="inquiring")
    asked_on = reached_on(case_number, "registration", "inquiring")
    dues: dict[str, Any] = {
        "reply_due": start_deadline(case_number, "M_CONSENT_3WD", asked_on),
        "filing_due": due(case_number, "filing"),
    }
    issue(case_number, MEDIATION_INQUIRY, mediation_days=mediation_days(case_number), **dues)
    consent = ask_before(case_number, Consent, before="M_CONSENT_3WD")
    issue(case_number, CONSENT_RECORD, **word_of(consent), **dues)
    if consent is None:
        return to_docketing(case_number, "征询期满未取得双方书面同意")
    meet_deadline(case_number, "M_CONSENT_3WD", consent.answered_on)
    if not consent.is_mutual:
        return to_docketing(case_number, "当事人不同意诉前调解")
    meet_deadline(case_number, "L_DOCKET_7D", consent.answered_on, trigger_keys=OWN_CLOCKS)
    hand_over(
        case_number,
        leaving="registration",
        to="prefiling_mediation",
        reason="双方书面同意诉前调解",
        at_stage="to_mediation",
    )
    return "to_mediation"


def word_of(consent: Consent | None) -> dict[str, Any]:
    """Both sides' word, or their silence, as it is put on record."""
    if consent is None:
        silent = ConsentChoice.UNREACHABLE.value
        return {
            "plaintiff_choice": silent,
            "agency_choice": silent,
            "is_mutual": False,
            "answered_on": None,
            "evidence": "",
        }
    return {
        "plaintiff_choice": consent.plaintiff.value,
        "agency_choice": consent.agency.value,
        "is_mutual": consent.is_mutual,
        "answered_on": consent.answered_on,
        "evidence": consent.evidence,
    }


def to_docketing(case_number: str, reason: str) -> str:
    """Docketing is always open."""
    hand_over(
        case_number,
        leaving="registration",
        to="docketing",
        reason=reason,
        at_stage="to_docketing",
    )
    return "to_docketing"


def end(case_number: str, stage: str) -> str:
    """End the path here, with its clocks."""
    move(case_number, stage_code=stage)
    meet_deadline(case_number, "L_DOCKET_7D", trigger_keys=OWN_CLOCKS)
    return stage
