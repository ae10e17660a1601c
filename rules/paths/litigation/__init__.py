"""审理: from docketing to the decision that is in force, second instance included."""

from rules.paths.litigation.appeal import (
    AppealForwarding,
    AppealTransfer,
    Retrial,
    SecondInstanceAfterRemand,
    SecondInstanceStep,
)
from rules.paths.litigation.assessment import AppearanceAssessment
from rules.paths.litigation.hearing import (
    AppearanceRecord,
    AttendanceList,
    HearingRecord,
    HearingSchedule,
    PrincipalAppearanceRecord,
    SummonsService,
)
from rules.paths.litigation.hearing_letters import (
    LEADER_IDENTITY,
    THREE_OUTS_REGISTER,
    WITHDRAWAL_APPLICATION,
)
from rules.paths.litigation.judgment import (
    AppealFiling,
    DecisionService,
    Dismissal,
    Judgment,
)
from rules.paths.litigation.letters import (
    ABSENCE_STATEMENT,
    APPEARANCE_ASSESSMENT,
    ATTENDANCE_REPORT,
    LEADER_NOTICE,
    NOTICE_OF_ACTION,
    WITHDRAWAL_RULING,
)
from rules.paths.litigation.notice import (
    DefenceReceipt,
    ForwardedDefence,
    NoticeService,
    TrialSetup,
)
from rules.paths.litigation.notice_letters import EVIDENCE_NOTICE, RIGHTS_NOTICE
from rules.paths.litigation.trial import MoreTime, ToOrdinary, TrialStep
from rules.paths.litigation.withdrawal import (
    DeemedWithdrawal,
    InstalmentsOutcome,
    WithdrawalReview,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

DECIDED = frozenset({"withdrawn", "deemed_withdrawn", "judged", "mediated"})

PATH = Path(
    code="litigation",
    title="审理",
    deployment="审理/litigation",
    basis=(
        "行政诉讼法第六十条、第六十七条、第八十一条、第八十五条、第八十八条",
        "法释〔2020〕3号",
        "最高人民法院关于行政诉讼撤诉若干问题的规定",
    ),
    first="noticing",
    stages=with_side_exits(
        {
            "noticing": Stage(
                title="已立案，待送达应诉通知", then=frozenset({"answering", "mediated"})
            ),
            "answering": Stage(title="答辩举证期间", then=frozenset({"trial", "mediated"})),
            "trial": Stage(title="审理中", then=DECIDED | {"hearing_fixed", "awaiting"}),
            "hearing_fixed": Stage(title="已定开庭", then=frozenset({"trial", "mediated"})),
            "awaiting": Stage(
                title="分期履行，审理中止", then=frozenset({"trial", "withdrawn", "mediated"})
            ),
            "judged": Stage(title="已裁判，待送达", then=frozenset({"appealable"})),
            "appealable": Stage(
                title="裁判已送达，上诉期内",
                then=frozenset({"effective", "dismissed", "second_instance"}),
            ),
            "second_instance": Stage(
                title="二审审理中",
                then=frozenset({"effective", "dismissed", "trial", "mediated", "withdrawn"}),
            ),
            "withdrawn": Stage(title="裁定准许撤诉"),
            "deemed_withdrawn": Stage(title="裁定按撤诉处理"),
            "dismissed": Stage(title="驳回起诉的裁定生效"),
            "effective": Stage(title="判决生效"),
            "mediated": Stage(title="调解结案"),
        }
    ),
    questions=(
        TrialSetup,
        NoticeService,
        DefenceReceipt,
        ForwardedDefence,
        TrialStep,
        ToOrdinary,
        MoreTime,
        HearingSchedule,
        SummonsService,
        AttendanceList,
        HearingRecord,
        AppearanceRecord,
        PrincipalAppearanceRecord,
        AppearanceAssessment,
        WithdrawalReview,
        InstalmentsOutcome,
        DeemedWithdrawal,
        Dismissal,
        Judgment,
        DecisionService,
        AppealFiling,
        AppealForwarding,
        AppealTransfer,
        SecondInstanceStep,
        SecondInstanceAfterRemand,
        Retrial,
    ),
    letters=(
        NOTICE_OF_ACTION,
        EVIDENCE_NOTICE,
        RIGHTS_NOTICE,
        LEADER_NOTICE,
        ATTENDANCE_REPORT,
        LEADER_IDENTITY,
        ABSENCE_STATEMENT,
        THREE_OUTS_REGISTER,
        APPEARANCE_ASSESSMENT,
        WITHDRAWAL_APPLICATION,
        WITHDRAWAL_RULING,
    ),
    deadlines=(
        "YC_REPORT_3D",
        "L_SERVE_5D",
        "L_ANSWER_15D",
        "L_FWD_ANSWER_5D",
        "L_SUMMONS_3D",
        "YC_LEADER_3D_BEFORE",
        "T_TRIAL_6M",
        "T_SUMMARY_45D",
        "T_SEND_JUDG_10D",
        "L_APPEAL_J_15D",
        "L_APPEAL_R_10D",
        "T_APPEAL_FWD_5D",
        "T_APPEAL_ANSWER_15D",
        "T_APPEAL_TRANSFER_5D",
        "T_APPEAL_3M",
    ),
    beside=("defence", "guarantee", "jurisdiction_objection"),
)
