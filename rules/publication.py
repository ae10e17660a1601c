"""What of a case file may be published, family by family: by letter, by field, and by event.

Every letter of the catalogue is judged here with the reason and its source; one that nobody judged
is withheld. No law says which notices of a case are published: what may be is a paper that tells
the parties of a step or a date, with its persons hidden (法释〔2016〕19号第九条、第十条, as read in
reprints). The court and the organ decide; a family is moved by moving its codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Disclosure(StrEnum):
    """Whether a letter may be published, and if not, why."""

    PUBLIC = "可以公开"
    MEDIATION = "调解过程和协议内容依法不公开"
    PERFORMANCE = "载有履行内容，可能透露调解协议"
    COURT_ONLY = "只限法院内部"
    INTERNAL = "机关内部材料"
    PARTY = "当事人提交的材料"
    PERSONAL = "载有送达地址、签收人等个人信息"
    RELATIONS = "载有个人关系、经济状况等个人信息"
    DRAFT = "拟稿，公开以正式文书为准"
    OFFICE = "机关文书，不属于案卷"
    UNDECIDED = "没有确定可以公开"


class Volume(StrEnum):
    """正卷 may be consulted by the parties and their agents, 副卷 stays with the office."""

    MAIN = "正卷"
    INNER = "副卷"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What was decided of a family of letters; `basis` is its source, or says there is none."""

    family: str
    disclosure: Disclosure
    reason: str
    basis: str
    codes: tuple[str, ...]
    volume: Volume = Volume.MAIN


_NO_LAW: Final = "没有规定应当公开或者保密，由制作机关决定"
_HIDDEN: Final = "法释〔2016〕19号第九条、第十条（参照，经转载阅读）：姓名、证件、住址隐去"
_MEDIATION: Final = "特邀调解规定第二条；行政诉讼法解释第八十六条"
# The rules of 1991 on filing were not compared with their original.
_FILING: Final = "人民法院立卷归档的通行做法：内部审查、评议、拟稿归副卷（1991年办法原文未核对）"
_READERS: Final = "行政诉讼法第三十二条：案件材料由当事人和诉讼代理人查阅"

JUDGMENTS: Final[tuple[Judgment, ...]] = (
    Judgment(
        family="法院、工作室的程序通知和告知",
        disclosure=Disclosure.PUBLIC,
        reason="只写程序、期限和权利，写给当事人",
        basis=_HIDDEN,
        codes=(
            *("receipt", "correction_notice", "mediation_inquiry", "remedy_guidance"),
            *("termination", "mediation_guide", "notice_of_action", "evidence_notice"),
            *("rights_notice", "leader_notice", "explanation_notice"),
            *("stay_notice", "resumption_notice", "end_notice"),
            *("enforcement_acceptance_notice", "opinion_notice"),
            *("late_objection_notice", "jurisdiction_notice", "jurisdiction_result"),
            *("retrial_notice", "retrial_refusal", "retrial_appeal_notice", "supervision_notice"),
        ),
    ),
    Judgment(
        family="行政复议的通知和决定",
        disclosure=Disclosure.PUBLIC,
        reason="写给当事人的程序文书；决定书依法公开",
        basis=f"行政复议法第七十九条（决定书公开）；{_HIDDEN}",
        codes=(
            *("recon_cure_notice", "recon_acceptance_notice", "recon_refusal"),
            *("recon_answer_notice", "recon_stop_execution_order", "recon_stay_notice"),
            *("recon_resumption_notice", "recon_extension_notice", "recon_conversion_notice"),
            *("recon_hearing_notice", "recon_decision_letter", "recon_termination"),
            *("recon_overdue_notice", "organ_stay_notice", "organ_resumption_notice"),
            "organ_end_notice",
        ),
    ),
    Judgment(
        family="调解",
        disclosure=Disclosure.MEDIATION,
        reason="调解过程、意愿、方案、协议和据此制作的文书",
        basis=f"{_MEDIATION}；各方共同确认的无争议事实另页摘录（特邀调解规定第二十二条）",
        codes=(
            *("referral", "mediator_disclosure", "mediation_scheme_letter", "session_record"),
            *("undisputed_facts_record", "extension_consent", "closing_report", "settlement"),
            *("consent_record", "confirmation_application", "resolution_plan_letter"),
            *("commission", "commission_on_appeal"),
            *("trial_session_record", "mediation_instrument"),
            *("trial_mediation_end", "recon_wish_record", "recon_instrument"),
            "execution_settlement",
        ),
    ),
    Judgment(
        family="据调解协议拟制的裁判文书",
        disclosure=Disclosure.MEDIATION,
        reason="写明协议内容的稿本",
        basis=f"{_MEDIATION}；{_FILING}",
        codes=("prefiling_instrument", "confirmation_refusal"),
        volume=Volume.INNER,
    ),
    Judgment(
        family="履行",
        disclosure=Disclosure.PERFORMANCE,
        reason="写明谁应当履行什么，生效文书是调解书的，等于写明协议",
        basis=_MEDIATION,
        codes=(
            *("performance_notice", "performance_urging_letter", "performance_report"),
            *("enforcement_notice", "same_act_notice", "retrial_outcome"),
        ),
    ),
    Judgment(
        family="法院内部审查、评议",
        disclosure=Disclosure.COURT_ONLY,
        reason="办案人员的审查意见和评价",
        basis=_FILING,
        codes=("eight_checks_form", "admission_form", "assessment_form", "three_outs_register"),
        volume=Volume.INNER,
    ),
    Judgment(
        family="裁判文书拟稿",
        disclosure=Disclosure.DRAFT,
        reason="签发以前的稿本；公开的是签发的正式文书",
        basis=_FILING,
        codes=(
            *("withdrawal_ruling", "jurisdiction_ruling", "retrial_rejection", "retrial_ruling"),
            *("enforcement_refusal", "enforcement_permit", "enforcement_denial"),
        ),
        volume=Volume.INNER,
    ),
    Judgment(
        family="当事人提交的材料",
        disclosure=Disclosure.PARTY,
        reason="诉讼材料，公众不能查阅",
        basis=_READERS,
        codes=(
            *("defence_frame", "evidence_list", "letter_of_authority", "leader_identity"),
            *("absence_statement", "withdrawal_application"),
        ),
    ),
    Judgment(
        family="回避、法律援助、补贴",
        disclosure=Disclosure.RELATIONS,
        reason="写明与当事人的关系、经济状况、领取的金额",
        basis="个人信息保护法第二十五条：未经单独同意不得公开",
        codes=(
            *("recusal_application", "recusal_decision_letter", "lawyer_assignment_letter"),
            *("legal_aid_referral", "subsidy_form"),
        ),
    ),
    Judgment(
        family="本案中机关之间的往来和登记",
        disclosure=Disclosure.INTERNAL,
        reason="机关之间办理案件的材料，不是写给公众或者全体当事人的",
        basis=_NO_LAW,
        codes=(
            *("suggestion", "assignment_sheet", "case_report_form", "attendance_report"),
            *("guarantee_letter", "visit_record", "explanation_record", "guidance_record"),
            *("material_handover", "judicial_suggestion", "procuratorial_suggestion"),
            *("suggestion_reminder", "suggestion_copy", "suggestion_register"),
            *("loss_report", "repeat_warning", "double_inquiry_record", "rectification_ledger"),
            *("close_out", "recon_opinion", "recon_suggestion", "work_reminder"),
            *("tolerance_finding", "clue_transfer", "grave_report", "risk_form"),
        ),
    ),
    Judgment(
        family="不属于任何案件的机关文书",
        disclosure=Disclosure.OFFICE,
        reason="不入案卷；是否公开由制作机关按政府信息公开办理",
        basis=_NO_LAW,
        codes=(
            *("agency_report", "bureau_report", "conduct_circular", "special_circular"),
            *("information_transfer", "interview_notice", "interview_minutes"),
            *("meeting_notice", "meeting_minutes", "supervision_order", "supervision_close_out"),
        ),
    ),
)
JUDGED: Mapping[str, Judgment] = {code: each for each in JUDGMENTS for code in each.codes}
WITHHELD: Final = "（依法不公开）"
# Fields that are confidential in a letter that is public otherwise, and what stands there instead.
CONFIDENTIAL_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "termination": {"partial_terms": (), "reason": WITHHELD},
    "remedy_guidance": {"reason": WITHHELD},
}
# Records of mediation whose agreed facts are excepted from its confidence.
WITH_UNDISPUTED_FACTS: Final = frozenset(
    {"session_record", "trial_session_record", "undisputed_facts_record"}
)
MEDIATION_PATHS: Final = frozenset({"prefiling_mediation", "in_trial_mediation"})


def disclosure_of(code: str) -> Disclosure:
    """Whether a letter may be published; of one that nobody judged, that it may not."""
    return JUDGED[code].disclosure if code in JUDGED else Disclosure.UNDECIDED


def volume_of(code: str) -> Volume:
    """In which volume a letter is filed."""
    return JUDGED[code].volume if code in JUDGED else Volume.MAIN
