"""What of a case file may be published: by letter, by field, and by event.

Only what is listed here as public is published: a letter that nobody has judged yet is withheld.
What stays inside: mediation and what was agreed (特邀调解规定第二条; 行政诉讼法解释第八十六条),
save the facts that all parties agreed on together (特邀调解规定第二十二条; 在线调解规则第十八条);
what is for the court alone (安徽第九项); drafts; papers of offices among themselves.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final


class Disclosure(StrEnum):
    """Whether a letter may be published, and if not, why."""

    PUBLIC = "可以公开"
    MEDIATION = "调解过程和协议内容依法不公开"
    COURT_ONLY = "只限法院内部"
    INTERNAL = "机关内部材料"
    PERSONAL = "载有送达地址、签收人等个人信息"
    DRAFT = "拟稿，公开以正式文书为准"
    UNDECIDED = "没有确定可以公开"


WITHHELD: Final = "（依法不公开）"
_BY_DISCLOSURE: Mapping[Disclosure, tuple[str, ...]] = {
    Disclosure.PUBLIC: (
        *("receipt", "correction_notice", "mediation_inquiry", "termination"),
        *("notice_of_action", "leader_notice", "explanation_notice"),
        *("stay_notice", "resumption_notice", "end_notice"),
        *("enforcement_acceptance_notice", "opinion_notice"),
        *("recon_cure_notice", "recon_acceptance_notice", "recon_refusal", "recon_answer_notice"),
        *("recon_stop_execution_order", "recon_stay_notice", "recon_resumption_notice"),
        *("recon_extension_notice", "recon_conversion_notice", "recon_hearing_notice"),
        *("recon_decision_letter", "recon_termination", "recon_overdue_notice"),
    ),
    Disclosure.MEDIATION: (
        *("referral", "session_record", "settlement", "resolution_plan_letter"),
        *("commission", "trial_session_record", "mediation_instrument", "trial_mediation_end"),
        *("recon_wish_record", "recon_instrument", "execution_settlement"),
    ),
    Disclosure.COURT_ONLY: ("eight_checks_form", "assessment_form", "admission_form"),
    Disclosure.DRAFT: (
        *("withdrawal_ruling", "enforcement_refusal", "enforcement_permit", "enforcement_denial"),
    ),
    Disclosure.INTERNAL: (
        *("suggestion", "assignment_sheet", "case_report_form", "letter_of_authority"),
        *("guarantee_letter", "visit_record", "explanation_record", "guidance_record"),
        *("judicial_suggestion", "procuratorial_suggestion", "suggestion_reminder"),
        *("suggestion_copy", "suggestion_register", "attendance_report", "absence_statement"),
        *("loss_report", "repeat_warning", "double_inquiry_record", "rectification_ledger"),
        *("close_out", "performance_notice", "same_act_notice", "performance_urging_letter"),
        *("enforcement_notice", "performance_report", "recon_opinion", "recon_suggestion"),
    ),
}
DISCLOSURES: Mapping[str, Disclosure] = {
    code: disclosure for disclosure, codes in _BY_DISCLOSURE.items() for code in codes
}
# Fields that are confidential in a letter that is public otherwise, and what stands there instead.
CONFIDENTIAL_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "termination": {"partial_terms": (), "reason": WITHHELD},
}
# Records of mediation whose agreed facts are excepted from its confidence.
WITH_UNDISPUTED_FACTS: Final = frozenset({"session_record", "trial_session_record"})
MEDIATION_PATHS: Final = frozenset({"prefiling_mediation", "in_trial_mediation"})


def disclosure_of(code: str) -> Disclosure:
    """Whether a letter may be published; of one that nobody judged, that it may not."""
    return DISCLOSURES.get(code, Disclosure.UNDECIDED)
