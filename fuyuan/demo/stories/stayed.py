"""A plaintiff dies while the case is mediated: a stay, a resumption, a settlement, two visits."""

from fuyuan.demo.stories.common import filing, in_mediation, mediated, planned, reviewed, visited
from fuyuan.demo.story import THAT_DAY, Answer, Report, Story, day

PLAINTIFF = "方某停"

STORY = Story(
    code="演示-中止恢复",
    title="诉前调解中起诉人死亡，中止，继承人参加后恢复，达成协议并回访",
    filing=filing(
        1,
        PLAINTIFF,
        "区住房和城乡建设局",
        "房屋征收补偿决定书（演示）第1号",
        act_made_on="2026-01-12",
        act_known_on="2026-01-15",
        claims="撤销补偿决定并重新作出",
        cause="行政征收补偿纠纷",
    ),
    days=(
        day("2026-03-02", reviewed()),
        day("2026-03-04", *in_mediation("方调解")),
        day(
            "2026-03-10",
            *planned(),
            Report(
                deployment="登记情况变化/incident",
                form="reported",
                given={
                    "path": "诉前调解",
                    "kind": "自然人死亡，等待近亲属表明是否继续",
                    "happened_on": THAT_DAY,
                    "facts": "户籍注销证明",
                    "decision": "演示合议庭决定",
                },
            ),
        ),
        # The mediation would be over by now, had it not been stayed.
        day("2026-04-16"),
        day(
            "2026-04-20",
            Answer(
                question="stay_review",
                given={
                    "outcome": "原因消除，恢复办理",
                    "ended_on": THAT_DAY,
                    "successor": "方某子（儿子）",
                    "facts": "亲属关系证明、参加调解声明书",
                },
            ),
        ),
        day(
            "2026-04-30",
            mediated("达成协议", "方某子"),
            Answer(
                question="settlement_terms",
                given={
                    "answered_by": "演示调解员",
                    "terms": [
                        "行政机关于协议生效后十日内重新作出补偿决定。",
                        "起诉人撤回起诉材料。",
                    ],
                    "payments": [{"due_on": "2026-05-15", "amount": "12800.50"}],
                    "copies": 4,
                },
            ),
            Answer(
                question="settlement_signing",
                given={"choice": "各方已签章", "signed_on": THAT_DAY},
            ),
            Answer(
                question="joint_confirmation",
                given={"choice": "不申请司法确认，按约履行", "applied_on": THAT_DAY},
            ),
        ),
        day(
            "2026-05-27",
            Answer(
                question="settlement_performance",
                given={"performed": "是", "checked_on": THAT_DAY},
            ),
        ),
        day("2026-06-22", visited("已全部履行")),
        day("2026-08-26", visited("已全部履行")),
    ),
    ends={
        "registration": "to_mediation",
        "prefiling_mediation": "performed",
        "interruption": "resumed",
        "follow_up": "normal",
    },
    letters=frozenset(
        {
            *("receipt", "eight_checks_form", "mediation_inquiry", "referral", "session_record"),
            *("stay_notice", "resumption_notice", "settlement", "visit_record"),
        }
    ),
)
