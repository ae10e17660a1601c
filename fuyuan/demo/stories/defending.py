"""How an agency answers an action: assigned, answered, ready to settle; the risk beside it."""

from fuyuan.demo.story import THAT_DAY, Answer


def assigned(agency: str) -> tuple[Answer, ...]:
    """The agency names its people; the bureau grades the risk as low."""
    return (
        Answer(
            question="defence_assignment",
            given={
                "answered_by": "演示法制科长",
                "agency": agency,
                "unit": "演示业务科",
                "leader": "演示分管负责人",
                "liaison": "演示联络员",
                "staff": ["演示经办人"],
                "opinion": "依法答辩，同时争取和解",
                "resolve_by": "2026-06-30",
                "reporting": "演示联络员",
                "answering": "演示经办人",
                "appearing": "演示分管负责人",
                "mediating": "演示联络员",
                "performing": "演示业务科长",
                "losing": "演示业务科长",
                "assigned_on": THAT_DAY,
            },
        ),
        Answer(
            question="risk_grading",
            given={
                "answered_by": "演示司法局",
                "risk": "中",
                "assessor": "演示评定人",
                "graded_on": THAT_DAY,
                "reason": "程序有瑕疵，事实清楚",
            },
        ),
    )


def defended(agency: str) -> tuple[Answer, ...]:
    """Defence and evidence reach the court, the statement reaches the plaintiff; a plan is made."""
    return (
        Answer(
            question="defence_submission",
            given={
                "answered_by": "演示经办人",
                "agency": agency,
                "has_statement": "是",
                "evidence": [{"name": "行政程序卷宗", "shows": "调查经过"}],
                "norms": ["有关实施办法"],
                "submitted_on": THAT_DAY,
            },
        ),
        Answer(
            question="defence_receipt",
            given={
                "answered_by": "演示书记员",
                "agency": agency,
                "filed_on": THAT_DAY,
                "has_statement": "是",
                "has_evidence": "是",
            },
        ),
        Answer(
            question="forwarded_defence",
            given={"answered_by": "演示书记员", "forwarded_on": THAT_DAY},
        ),
        Answer(
            question="settlement_plan",
            given={
                "answered_by": "演示分管负责人",
                "agency": agency,
                "asked_on": THAT_DAY,
                "told_on": THAT_DAY,
                "wish": "希望重新核实",
                "focus": "认定事实是否清楚",
                "cause": "对现场情况认识不一",
                "past_efforts": "庭前沟通一次，未达成一致",
                "next_steps": "核实后提出补救方案",
                "evidence": ["行政程序卷宗", "现场照片"],
                "leader": "演示分管负责人",
                "leader_sessions": 1,
                "to_court": "是",
                "decided_on": THAT_DAY,
            },
        ),
        Answer(
            question="authority_letter",
            given={
                "answered_by": "演示法制科长",
                "agency": agency,
                "representatives": ["演示经办人"],
                "powers": ["代为陈述、举证、质证", "代为和解"],
                "studied": "专题会议纪要（演示）",
                "signed_on": THAT_DAY,
            },
        ),
    )
