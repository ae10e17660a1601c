"""One dispute from receipt to reply: mediated in vain, tried, lost, not performed, suggested."""

from fuyuan.demo.stories.aftermath import (
    enforced,
    loss_analysed,
    not_performed,
    obliged,
    rectified,
    replied,
    suggested,
    urged_in_vain,
)
from fuyuan.demo.stories.common import (
    docketed,
    filing,
    in_mediation,
    mediated,
    planned,
    reviewed,
    trial_opened,
)
from fuyuan.demo.stories.defending import assigned, defended
from fuyuan.demo.stories.trying import (
    explained,
    explanation_requested,
    heard,
    hearing_fixed,
    judged,
    served,
)
from fuyuan.demo.stories.urgent import (
    logged,
    relieved,
    suggested_before_docketing,
    supported,
)
from fuyuan.demo.story import Story, day

PLAINTIFF, AGENCY = "周某全", "区住房和城乡建设局"
JUDGMENT = "演示行政判决书"

STORY = Story(
    code="演示-全程",
    title="带风险标签：预警、先登后调、调解不成、立案、应诉、败诉、判后答疑、整改、履行不力、司法建议、回复",
    filing=filing(
        3,
        PLAINTIFF,
        AGENCY,
        "房屋征收补偿决定书（演示）第3号",
        act_made_on="2026-01-05",
        act_known_on="2026-01-09",
        claims="撤销补偿决定，给付补偿款",
        cause="行政征收补偿纠纷",
        risk_tags=["涉民生"],
    ),
    days=(
        day("2026-03-02", *relieved(), reviewed()),
        day("2026-03-04", *in_mediation("王调解", suggested_before_docketing())),
        day("2026-03-10", *planned(wants_lawyer="是", wants_aid="是"), *supported(), logged()),
        day("2026-03-17", mediated("调解不成", PLAINTIFF)),
        day("2026-03-19", docketed()),
        day("2026-03-20", *trial_opened(AGENCY), *assigned(AGENCY)),
        day("2026-03-30", *defended(AGENCY)),
        day("2026-04-02", *hearing_fixed("2026-04-16")),
        day("2026-04-16", *heard(AGENCY)),
        day("2026-04-30", *judged("自判决生效之日起十五日内给付补偿款86000元")),
        day("2026-05-08", served(PLAINTIFF, is_last=False)),
        day("2026-05-11", served(AGENCY, is_last=True), *loss_analysed(AGENCY, JUDGMENT)),
        day("2026-05-13", *explanation_requested(PLAINTIFF, "2026-05-15")),
        day("2026-05-15", explained(PLAINTIFF)),
        # Nobody appealed: the judgment is in force, and what it orders is followed.
        day("2026-05-27", obliged(AGENCY, PLAINTIFF, JUDGMENT, "2026-06-11")),
        day("2026-06-22", *not_performed()),
        day("2026-07-01", urged_in_vain()),
        day("2026-07-06", *suggested(AGENCY, "2026-09-07")),
        day("2026-08-26", rectified()),
        day("2026-09-03", replied()),
        day("2026-09-10", *enforced()),
    ),
    ends={
        "registration": "to_mediation",
        "urgent_response": "relieved",
        "legal_support": "supported",
        "prefiling_mediation": "to_docketing",
        "docketing": "docketed",
        "litigation": "effective",
        "defence": "answered",
        "guarantee": "watched",
        "judgment_explanation": "accepted",
        "loss_review": "rectified",
        "performance": "executed",
        "judicial_suggestion": "adopted",
    },
    letters=frozenset(
        {
            *("receipt", "eight_checks_form", "mediation_inquiry", "consent_record"),
            *("grave_report", "risk_form", "suggestion", "referral", "mediator_disclosure"),
            *("mediation_scheme_letter", "lawyer_assignment_letter", "legal_aid_referral"),
            *("session_record", "undisputed_facts_record", "closing_report"),
            *("termination", "material_handover", "remedy_guidance"),
            *("notice_of_action", "evidence_notice", "rights_notice", "three_outs_register"),
            *("defence_frame", "evidence_list", "leader_notice", "assessment_form"),
            *("assignment_sheet", "resolution_plan_letter", "letter_of_authority"),
            *("explanation_notice", "explanation_record"),
            *("loss_report", "double_inquiry_record", "rectification_ledger", "close_out"),
            *("judicial_suggestion", "suggestion_register"),
        }
    ),
)
