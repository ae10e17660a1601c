"""The letters that stand beside those of the paths, and what each does without."""

from datetime import date

from fuyuan.letter_samples.cases import MEDIATED
from fuyuan.letter_samples.in_paths import DOCKET, PLANNING_BUREAU
from rules.court_side import SELF_CORRECTION_NOTICE
from rules.paths.defence import answer_letters
from rules.paths.docketing import letters as docketing
from rules.paths.interruption import letters as interruption
from rules.paths.legal_support import letters as legal_support
from rules.paths.litigation import hearing_letters, notice_letters
from rules.paths.prefiling_mediation import confirmation_letters, records
from rules.paths.registration import letters as registration
from rules.paths.urgent_response import letters as urgent_response
from rules.vocabulary.letter import Letter

# Of the court's side alone: no catalogue, and so no gallery, has it.
COURT_SIDE: dict[str, dict[str, object]] = {
    "self_correction_notice": {
        **MEDIATED,
        "doc_no": "",
        **DOCKET,
        **PLANNING_BUREAU,
        "judge": "秦法官",
        "kind": "撤销",
        "reasons": "告知书没有列明所缺材料，程序违法；\n付款的证据没有收集，证据不足。",
        "feedback_by": date(2027, 1, 29),
        "told_on": date(2027, 1, 18),
    },
}
# What each letter does without: facts that a flow may pass empty.
FEWEST: dict[str, dict[str, object]] = {
    "consent_record": {
        "plaintiff_choice": "没有答复",
        "is_mutual": False,
        "answered_on": None,
        "evidence": "",
    },
    "mediator_disclosure": {"mediator_organization": ""},
    "mediation_scheme_letter": {"helpers": (), "has_agency_plan": False, "agency_steps": ""},
    "undisputed_facts_record": {"undisputed_facts": ("付清全部房款",)},
    "closing_report": {
        "accepted_on": None,
        "sessions": (),
        "terms": (),
        "undisputed_count": 0,
    },
    "prefiling_instrument": {"payments": ()},
    "material_handover": {"issued": (), "sealed": ()},
    "remedy_guidance": {"was_mediated": False, "recon_due": None, "recon_passed": False},
    "evidence_notice": {"is_summary": True},
    "leader_identity": {"staff": ()},
    "three_outs_register": {
        "held_on": None,
        "presence": "负责人没有出庭",
        "leader": "",
        "spoke": False,
        "speech": "",
        "proposed": False,
        "proposal": "",
        "staff": (),
        "lawyers": (),
        "wrongs": (),
    },
    "evidence_list": {"has_statement": False, "evidence": (), "norms": ()},
    "recusal_decision_letter": {"granted": False, "reviewed": True, "replaced_by": ""},
    "risk_form": {"risk_tags": (), "is_high": False},
    "grave_report": {"risk_tags": ()},
}
PATH_LETTERS: tuple[Letter, ...] = (
    registration.CONSENT_RECORD,
    records.MEDIATOR_DISCLOSURE,
    records.MEDIATION_SCHEME,
    records.UNDISPUTED_FACTS,
    records.EXTENSION_CONSENT,
    records.CLOSING_REPORT,
    confirmation_letters.CONFIRMATION_APPLICATION,
    confirmation_letters.PREFILING_INSTRUMENT,
    confirmation_letters.CONFIRMATION_REFUSAL,
    docketing.MATERIAL_HANDOVER,
    docketing.REMEDY_GUIDANCE,
    notice_letters.EVIDENCE_NOTICE,
    notice_letters.RIGHTS_NOTICE,
    hearing_letters.LEADER_IDENTITY,
    hearing_letters.THREE_OUTS_REGISTER,
    hearing_letters.WITHDRAWAL_APPLICATION,
    answer_letters.DEFENCE_FRAME,
    answer_letters.EVIDENCE_LIST,
    interruption.RECUSAL_APPLICATION,
    interruption.RECUSAL_DECISION,
    urgent_response.RISK_FORM,
    urgent_response.GRAVE_REPORT,
    legal_support.LAWYER_ASSIGNMENT,
    legal_support.AID_REFERRAL,
    SELF_CORRECTION_NOTICE,
)
