"""What several stories have in common: the way in, the review, the consent, the docketing."""

from typing import Any

from fuyuan.demo.story import THAT_DAY, Answer
from rules.eight_checks import CHECKS, Finding

PLACE = "行政争议化解中心"


def filing(number: int, plaintiff: str, agency: str, act: str, **changes: Any) -> dict[str, Any]:
    """A filing by one fictional person against one organ; `number` tells the persons apart."""
    return {
        "plaintiffs": [
            {
                "name": plaintiff,
                "phone": f"1380000{9000 + number}",
                "address": f"伍家岗区示范路{number}号",
            }
        ],
        "agencies": [agency],
        "act": act,
        **changes,
    }


def reviewed(*, mediable: str = "是") -> Answer:
    """The eight checks, all met."""
    findings = {check.code: Finding.MET.value for check in CHECKS}
    return Answer(
        question="eight_checks",
        given={**findings, "mediable": mediable, "reviewed_on": THAT_DAY},
    )


def consented() -> Answer:
    """Both sides want to mediate."""
    return Answer(
        question="consent",
        given={
            "plaintiff": "书面同意",
            "agency": "书面同意",
            "answered_on": THAT_DAY,
            "evidence": "同意书存卷",
        },
    )


def in_mediation(mediator: str, *between: Answer) -> tuple[Answer, ...]:
    """From consent to a mediator who signed; `between` is asked before one is chosen."""
    return (
        consented(),
        *between,
        Answer(
            question="mediator_choice",
            given={
                "chosen_by": "双方协商选定",
                "mediator": mediator,
                "kind": "人民调解",
                "organization": "演示调解委员会",
                "chosen_on": THAT_DAY,
            },
        ),
        Answer(
            question="mediator_acceptance",
            given={
                "answered_by": mediator,
                "choice": "签收接受，无回避情形",
                "signed_on": THAT_DAY,
            },
        ),
    )


def planned(**wanted: str) -> tuple[Answer, ...]:
    """Who takes part for the agency and its plan; then the studio's first scheme."""
    return (
        Answer(
            question="resolution_plan",
            given={
                "answered_by": "演示机关联络员",
                "officer": "演示分管负责人",
                "officer_rank": "分管负责人",
                "enforcers": ["演示经办人"],
                "liaison": "演示机关联络员",
                "submitted": "是",
                "cause": "对原行为的事实依据有不同认识",
                "past_efforts": "已当面听取意见一次，未能达成一致",
                "next_steps": "核实事实后依法处理，并当面说明",
                "evidence": ["行政程序卷宗", "现场照片"],
            },
        ),
        Answer(
            question="mediation_scheme",
            given={
                "petition_risk": "低",
                "stability_risk": "低",
                "risk_reason": "诉求表达平和",
                "focus": "原行为的事实依据是否充分",
                "scheme": "行政机关核实后重新说明，起诉人补充材料",
                "helpers": ["演示社区工作人员"],
                "first_session": THAT_DAY,
                "place": f"{PLACE}调解室",
                "decided_on": THAT_DAY,
                **wanted,
            },
        ),
    )


def mediated(result: str, plaintiff: str) -> Answer:
    """A session of pre-filing mediation with its transcript."""
    return Answer(
        question="mediation_session",
        given={
            "answered_by": "演示调解员",
            "held_on": THAT_DAY,
            "place": f"{PLACE}调解室",
            "recorder": "演示记录员",
            "attendees": [plaintiff, "行政机关负责人"],
            "statements": [
                {"speaker": plaintiff, "text": "希望依法尽快解决。"},
                {"speaker": "行政机关负责人", "text": "愿意再次核实。"},
            ],
            "undisputed_facts": ["双方对行为作出的时间没有争议"],
            "result": result,
        },
    )


def docketed() -> Answer:
    """The docketing division dockets the case."""
    return Answer(
        question="docketing",
        given={"answered_by": "演示立案法官", "decision": "登记立案", "decided_on": THAT_DAY},
    )


def trial_opened(agency: str) -> tuple[Answer, ...]:
    """The judge is named, the agency is served."""
    return (
        Answer(
            question="trial_setup",
            given={
                "procedure": "普通程序",
                "judge": "演示审判员",
                "clerk": "演示书记员",
                "decided_on": THAT_DAY,
            },
        ),
        Answer(
            question="notice_service",
            given={"agency": agency, "method": "直接送达", "served_on": THAT_DAY},
        ),
    )


def visited(keeping: str, visitor: str = "演示协调员") -> Answer:
    """A follow-up visit that reached somebody."""
    return Answer(
        question="follow_up_visit",
        given={
            "answered_by": visitor,
            "visited_on": THAT_DAY,
            "visited": "当事人本人",
            "method": "电话",
            "keeping": keeping,
            "satisfaction": "满意",
        },
    )
