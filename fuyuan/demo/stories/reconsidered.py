"""An application for reconsideration from its receipt to a decision that is performed."""

from fuyuan.demo.stories.common import filing
from fuyuan.demo.stories.keeping import kept, obliged
from fuyuan.demo.story import THAT_DAY, Answer, Story, day

APPLICANT, AGENCY = "郑某议", "区市场监督管理局"

RECEIVED = (
    Answer(
        question="recon_coordination",
        given={
            "channel": "当面提交",
            "result": "协调未成，继续审查",
            "coordinated_on": THAT_DAY,
            "participants": [APPLICANT, "演示经办人"],
            "record": "双方就处理结果交换意见，未能一致。",
        },
    ),
    Answer(question="recon_acceptance", given={"decision": "受理", "decided_on": THAT_DAY}),
)
PREPARED = (
    Answer(
        question="recon_wishes",
        given={
            "asked_on": THAT_DAY,
            "core_wish": "重新处理投诉",
            "applicant_willing": "否",
            "agency_willing": "是",
        },
    ),
    Answer(
        question="recon_procedure",
        given={
            "ground": "没有上述情形",
            "is_clear": "否",
            "is_major": "否",
            "is_technical": "否",
            "procedure": "普通程序",
            "chosen_on": THAT_DAY,
        },
    ),
    Answer(question="recon_copy", given={"sent_on": THAT_DAY, "received_on": THAT_DAY}),
)
DECIDED = (
    Answer(question="recon_step", given={"choice": "作出复议决定", "chosen_on": THAT_DAY}),
    Answer(
        question="recon_decision",
        given={
            "kind": "撤销",
            "decided_on": THAT_DAY,
            "approved_by": "演示机关负责人",
            "facts": "被申请人没有核查投诉所附证据。",
            "reasons": "主要事实不清，证据不足。",
            "disposition": ["撤销投诉处理决定", "责令被申请人于三十日内重新处理"],
            "has_performance": "是",
        },
    ),
)


def served(recipient: str, role: str, *, more: str) -> Answer:
    """A party has the decision."""
    return Answer(
        question="recon_service",
        given={
            "recipient": recipient,
            "role": role,
            "method": "直接送达",
            "served_on": THAT_DAY,
            "more": more,
        },
    )


CONCLUDED = (
    Answer(
        question="recon_guidance",
        given={
            "guided_on": THAT_DAY,
            "officials": ["演示复议员"],
            "content": "解释了决定的理由和起诉的期限",
            "attitude": "接受复议结果",
        },
    ),
    Answer(
        question="recon_publication",
        given={
            "choice": "公开",
            "decided_on": THAT_DAY,
            "identities_removed": "是",
            "sensitive_removed": "是",
            "secrets_removed": "是",
            "checked_by": "演示检查人",
        },
    ),
    Answer(
        question="recon_opinion_draft",
        given={
            "opinion": "是",
            "suggestion": "否",
            "organ": AGENCY,
            "shortcomings": ["没有核查投诉所附证据"],
            "measures": ["建立投诉证据核查清单"],
        },
    ),
    Answer(question="recon_opinion_receipt", given={"received_on": THAT_DAY}),
)

STORY = Story(
    code="演示-行政复议",
    title="行政复议：受理、答复、听取意见、撤销决定、意见书督办、重新处理",
    path="reconsideration",
    filing=filing(
        6,
        APPLICANT,
        AGENCY,
        "投诉处理决定书（演示）第6号",
        act_made_on="2026-02-03",
        act_known_on="2026-02-06",
        claims="撤销投诉处理决定并责令重新处理",
        cause="投诉处理纠纷",
    ),
    days=(
        day("2026-03-04", *RECEIVED),
        day("2026-03-10", *PREPARED),
        day(
            "2026-03-20",
            Answer(
                question="recon_answer",
                given={
                    "answered_by": "演示经办人",
                    "answered_on": THAT_DAY,
                    "with_evidence": "是",
                    "summary": "处理程序合法",
                    "materials": ["投诉材料", "处理决定及送达回证"],
                },
            ),
            Answer(
                question="recon_opinions",
                given={"way": "通过电话听取", "heard_on": THAT_DAY, "record": "申请人坚持请求。"},
            ),
        ),
        day("2026-04-16", *DECIDED, served(APPLICANT, "申请人", more="是")),
        day(
            "2026-04-20",
            served(AGENCY, "被申请人", more="否"),
            *CONCLUDED,
            obliged("行政复议决定书", AGENCY, APPLICANT, "2026-05-20", "重新处理投诉"),
        ),
        day("2026-05-15", kept()),
        day(
            "2026-05-27",
            Answer(
                question="recon_opinion_report",
                given={
                    "answered_by": "演示经办人",
                    "reported_on": THAT_DAY,
                    "corrected": "是",
                    "content": "已建立核查清单并培训。",
                },
            ),
        ),
    ),
    ends={"reconsideration": "decided", "performance": "performed"},
    letters=frozenset(
        {
            *("recon_wish_record", "recon_acceptance_notice", "recon_answer_notice"),
            *("recon_decision_letter", "recon_opinion"),
            *("performance_notice", "performance_report"),
        }
    ),
)
