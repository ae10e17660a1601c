"""How a case is tried: a hearing with a leader, a judgment that the agency loses, its service."""

from fuyuan.demo.story import THAT_DAY, Answer

JUDGE, CLERK = "演示审判员", "演示书记员"


def hearing_fixed(hearing_at: str) -> tuple[Answer, ...]:
    """A hearing is fixed and everybody summoned."""
    return (
        Answer(question="trial_step", given={"answered_by": JUDGE, "step": "安排开庭"}),
        Answer(
            question="hearing_schedule",
            given={
                "answered_by": JUDGE,
                "fixed_on": THAT_DAY,
                "hearing_at": hearing_at,
                "time_and_place": "上午9时，第三审判庭",
                "concerns": ["重大公共利益"],
            },
        ),
        Answer(question="summons_service", given={"answered_by": CLERK, "served_on": THAT_DAY}),
    )


def heard(agency: str) -> tuple[Answer, ...]:
    """The hearing is held; the leader comes, speaks and proposes."""
    return (
        Answer(
            question="hearing_record",
            given={
                "answered_by": CLERK,
                "held": "是",
                "held_on": THAT_DAY,
                "was_mediated": "是",
                "explanation": "说明了调查经过和适用的条款",
                "agency_proposal": "愿意重新核定补偿数额",
                "mediation_result": "数额差距较大，未达成一致",
            },
        ),
        Answer(
            question="appearance_record",
            given={
                "answered_by": CLERK,
                "agency": agency,
                "presence": "主要负责人出庭",
                "leader": "演示负责人，局长",
                "spoke": "是",
                "speech": "说明了调查经过和适用的条款",
                "proposed": "是",
                "proposal": "愿意重新核定补偿数额",
                "evidence": "庭审笔录第3页",
                "staff": ["演示经办人"],
            },
        ),
        Answer(
            question="appearance_assessment",
            given={
                "answered_by": JUDGE,
                "agency": agency,
                "discipline": "好",
                "speaking": "较好",
                "resolution": "一般",
                "performance": "尚无履行内容或者履行期未届满",
                "comment": "熟悉案情，化解意见不够具体",
                "assessed_on": THAT_DAY,
            },
        ),
    )


def judged(*obligations: str) -> tuple[Answer, ...]:
    """The act is quashed, and the agency has something to do."""
    return (
        Answer(question="trial_step", given={"answered_by": JUDGE, "step": "作出判决"}),
        Answer(
            question="judgment",
            given={
                "answered_by": JUDGE,
                "kinds": ["撤销", "给付"],
                "decided_on": THAT_DAY,
                "announced_in_court": "否",
                "obligations": list(obligations),
            },
        ),
    )


def served(party: str, *, is_last: bool) -> Answer:
    """A party has the judgment, with the notice of the explanation."""
    return Answer(
        question="decision_service",
        given={
            "answered_by": CLERK,
            "party": party,
            "method": "直接送达",
            "served_on": THAT_DAY,
            "is_last": "是" if is_last else "否",
        },
    )


def explanation_requested(party: str, held_at: str) -> tuple[Answer, ...]:
    """A party asks for the judgment to be explained; a day is fixed."""
    return (
        Answer(
            question="explanation_request",
            given={
                "answered_by": JUDGE,
                "requested": "是",
                "requested_by": party,
                "requested_on": THAT_DAY,
                "subject": "为什么没有支持全部数额",
            },
        ),
        Answer(
            question="explanation_schedule",
            given={
                "answered_by": JUDGE,
                "held_at": held_at,
                "place": "判后答疑室",
                "invited": _people(party),
            },
        ),
    )


def explained(party: str) -> Answer:
    """The judgment is explained, and accepted."""
    return Answer(
        question="explanation_session",
        given={
            "answered_by": JUDGE,
            "held_on": THAT_DAY,
            "place": "判后答疑室",
            "recorder": CLERK,
            "attendees": _people(party),
            "exchanges": [
                {
                    "question": "为什么没有支持全部数额？",
                    "answer": "其余部分没有提交证据，判决书已写明理由。",
                }
            ],
            "outcome": "服判息诉",
        },
    )


def _people(party: str) -> list[dict[str, str]]:
    return [
        {"name": party, "role": "当事人"},
        {"name": JUDGE, "role": "承办法官"},
        {"name": "演示经办人", "role": "行政机关"},
    ]
