"""An agency applies for enforcement of a decision that nobody challenged; it is permitted."""

from fuyuan.demo.stories.common import filing
from fuyuan.demo.stories.keeping import kept, obliged
from fuyuan.demo.story import THAT_DAY, Answer, Story, day

DEBTOR, AGENCY = "吴某执", "区城市管理执法局"
JUDGE = "演示审判员"

STORY = Story(
    code="演示-非诉执行",
    title="行政机关申请强制执行，受理、审查、准予，义务人履行",
    path="nonlitigation_enforcement",
    filing=filing(
        5,
        DEBTOR,
        AGENCY,
        "责令限期拆除决定书（演示）第5号",
        act_made_on="2025-07-07",
        act_known_on="2025-07-10",
        claims="强制执行责令限期拆除决定",
        cause="非诉执行审查",
    ),
    days=(
        day(
            "2026-03-02",
            Answer(
                question="enforcement_application",
                given={
                    "answered_by": "演示立案法官",
                    "suit_period_end": "2026-01-12",
                    "unopposed": "是",
                    "urged": "是",
                    "urge_served": "2026-02-03",
                },
            ),
        ),
        day(
            "2026-03-04",
            Answer(
                question="enforcement_acceptance",
                given={
                    "answered_by": "演示立案法官",
                    "choice": "受理",
                    "decided_on": THAT_DAY,
                },
            ),
        ),
        day(
            "2026-03-10",
            Answer(
                question="enforcement_legality",
                given={
                    "answered_by": JUDGE,
                    "legality": "未发现明显违法",
                    "reviewed_on": THAT_DAY,
                },
            ),
            Answer(
                question="enforcement_ruling",
                given={
                    "answered_by": JUDGE,
                    "choice": "准予强制执行",
                    "ruled_on": THAT_DAY,
                    "reason": "行政决定事实清楚，程序合法",
                    "content": "拆除违法建设的围墙二十米",
                },
            ),
        ),
        day("2026-03-17", obliged("裁定书", DEBTOR, AGENCY, "2026-04-16", "拆除围墙二十米")),
        day("2026-04-16", kept()),
    ),
    ends={"nonlitigation_enforcement": "permitted", "performance": "performed"},
    letters=frozenset(
        {
            *("admission_form", "enforcement_acceptance_notice", "enforcement_permit"),
            *("performance_notice", "performance_report"),
        }
    ),
)
