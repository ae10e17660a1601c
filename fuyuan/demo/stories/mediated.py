"""A trial that ends in mediation: an instrument, kept, and two visits."""

from fuyuan.demo.stories.common import docketed, filing, reviewed, trial_opened, visited
from fuyuan.demo.stories.defending import assigned, defended
from fuyuan.demo.stories.keeping import kept, obliged
from fuyuan.demo.story import THAT_DAY, Answer, Report, Story, day

PLAINTIFF, AGENCY = "孙某和", "区自然资源和规划局"
JUDGE, MEDIATOR = "演示审判员", "演示调解员"
DUE_BY = "2026-04-15"
AGREED = (
    Report(
        deployment="启动诉中调解/start_mediation",
        form="start",
        given={"answered_by": JUDGE, "proposed_by": "法院征询", "proposed_on": THAT_DAY},
    ),
    Answer(
        question="trial_mediation_consent",
        given={
            "answered_by": JUDGE,
            "plaintiff": "书面同意",
            "agency": "书面同意",
            "answered_on": THAT_DAY,
            "subject": "行政补偿",
            "delegate": "演示法制科长",
            "evidence": "同意书存卷",
        },
    ),
    Answer(
        question="trial_mediator_choice",
        given={
            "answered_by": JUDGE,
            "chosen_by": "双方协商选定",
            "mediator": MEDIATOR,
            "organization": "演示调解委员会",
            "chosen_on": THAT_DAY,
        },
    ),
    Answer(
        question="trial_mediator_acceptance",
        given={
            "answered_by": MEDIATOR,
            "choice": "签收接受，无回避情形",
            "signed_on": THAT_DAY,
        },
    ),
)
SETTLED = (
    Answer(
        question="trial_mediation_session",
        given={
            "answered_by": MEDIATOR,
            "held_on": THAT_DAY,
            "place": "行政争议化解中心调解室",
            "recorder": "演示记录员",
            "participants": [
                {"name": PLAINTIFF, "role": "原告一方"},
                {"name": "演示负责人", "role": "行政机关负责人", "position": "副局长"},
            ],
            "remarks": [{"speaker": PLAINTIFF, "text": "数额合理就愿意了结。"}],
            "undisputed_facts": ["双方确认房屋面积为八十平方米"],
            "result": "全部达成一致",
        },
    ),
    Answer(
        question="trial_settlement_terms",
        given={
            "answered_by": MEDIATOR,
            "case_facts": "双方对补偿标准有争议，经协商达成一致。",
            "terms": ["行政机关支付补偿款十二万元。", "原告于收款后十日内腾退房屋。"],
            "payments": [{"due_on": DUE_BY, "amount": "120000.00"}],
            "to_perform": "是",
        },
    ),
    Answer(
        question="instrument_review",
        given={
            "answered_by": JUDGE,
            "choice": "出具行政调解书",
            "voluntary": "是",
            "lawful": "是",
            "harmless": "是",
            "decided_on": THAT_DAY,
        },
    ),
)


def signed(party: str) -> Answer:
    """A party signs for the instrument."""
    return Answer(
        question="instrument_receipt",
        given={
            "answered_by": JUDGE,
            "choice": "已签收",
            "parties": [party],
            "signed_on": THAT_DAY,
        },
    )


STORY = Story(
    code="演示-诉中调解",
    title="诉中调解成功，出具行政调解书，按期履行，两次回访",
    filing=filing(
        4,
        PLAINTIFF,
        AGENCY,
        "土地征收补偿决定书（演示）第4号",
        act_made_on="2026-01-19",
        act_known_on="2026-01-22",
        claims="撤销补偿决定并重新核定补偿款",
        cause="行政征收补偿纠纷",
    ),
    days=(
        day("2026-03-02", reviewed(mediable="否")),
        day("2026-03-04", docketed()),
        day("2026-03-10", *trial_opened(AGENCY), *assigned(AGENCY)),
        day("2026-03-17", *defended(AGENCY)),
        day("2026-03-19", *AGREED),
        day("2026-03-30", *SETTLED, signed(PLAINTIFF)),
        day("2026-04-02", signed(AGENCY), obliged("行政调解书", AGENCY, PLAINTIFF, DUE_BY)),
        day("2026-04-16", kept()),
        day("2026-04-30", visited("已全部履行")),
        day("2026-06-22", visited("已全部履行")),
    ),
    ends={
        "registration": "to_docketing",
        "docketing": "docketed",
        "litigation": "mediated",
        "defence": "answered",
        "guarantee": "watched",
        "in_trial_mediation": "settled",
        "performance": "performed",
        "follow_up": "normal",
    },
    letters=frozenset(
        {
            *("receipt", "termination", "notice_of_action", "assignment_sheet"),
            *("commission", "trial_session_record", "mediation_instrument"),
            *("performance_notice", "performance_report", "visit_record"),
        }
    ),
)
