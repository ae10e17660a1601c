"""The agency corrects its act during the trial, the plaintiff withdraws, two visits follow."""

from fuyuan.demo.stories.common import docketed, filing, reviewed, trial_opened, visited
from fuyuan.demo.stories.defending import assigned, defended
from fuyuan.demo.story import THAT_DAY, Answer, Story, day

AGENCY = "区教育局"

STORY = Story(
    code="演示-撤诉回访",
    title="立案后行政机关改变行为，原告撤诉，两次回访",
    filing=filing(
        2,
        "钱某撤",
        AGENCY,
        "信息公开答复书（演示）第2号",
        act_made_on="2026-02-02",
        act_known_on="2026-02-06",
        claims="撤销答复并责令重新答复",
        cause="政府信息公开纠纷",
    ),
    days=(
        day("2026-03-02", reviewed(mediable="否")),
        day("2026-03-04", docketed()),
        day("2026-03-10", *trial_opened(AGENCY), *assigned(AGENCY)),
        day("2026-03-20", *defended(AGENCY)),
        day(
            "2026-03-30",
            Answer(question="trial_step", given={"step": "原告申请撤诉"}),
            Answer(
                question="withdrawal_review",
                given={
                    "answered_by": "演示审判员",
                    "applied_on": THAT_DAY,
                    "reason": "被告重新作出答复，原告同意",
                    "is_voluntary": "是",
                    "is_lawful": "是",
                    "agency_changed_act": "是",
                    "decision": "准许撤诉",
                    "decided_on": THAT_DAY,
                },
            ),
        ),
        day("2026-04-30", visited("没有需要履行的内容")),
        day("2026-06-22", visited("没有需要履行的内容")),
    ),
    ends={
        "registration": "to_docketing",
        "docketing": "docketed",
        "litigation": "withdrawn",
        "defence": "answered",
        "guarantee": "watched",
        "follow_up": "normal",
    },
    letters=frozenset(
        {
            *("receipt", "eight_checks_form", "termination", "notice_of_action"),
            *("assignment_sheet", "resolution_plan_letter", "letter_of_authority"),
            *("withdrawal_application", "withdrawal_ruling", "visit_record"),
        }
    ),
)
