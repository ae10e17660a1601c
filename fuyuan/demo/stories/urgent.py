"""What a risk tag brings with it: an alert answered, a letter of the court, support asked for."""

from fuyuan.demo.story import THAT_DAY, Answer, Report

BUREAU = "演示司法局经办人"


def relieved() -> tuple[Answer, ...]:
    """The agency acts and reports to its superior; the studio grades what risk remains."""
    return (
        Answer(
            question="relief_report",
            given={
                "answered_by": "演示机关联络员",
                "measures": "负责人接访，逐户说明补偿标准",
                "petition_work": "没有信访苗头",
                "opinion_work": "没有舆情，指定专人每日查看",
                "officer": "演示分管负责人",
                "reported_to": "演示上级主管部门",
                "reported_on": THAT_DAY,
            },
        ),
        Answer(
            question="risk_assessment",
            given={
                "petition_risk": "中",
                "stability_risk": "低",
                "risk_reason": "同类住户较多，诉求已逐户登记",
                "assessed_on": THAT_DAY,
            },
        ),
    )


def suggested_before_docketing() -> Answer:
    """The court writes to the agency before docketing."""
    return Answer(question="suggestion_decision", given={"send": "是", "feedback_by": "2026-03-17"})


def supported() -> tuple[Answer, ...]:
    """The bureau assigns a lawyer; legal aid decides on the application."""
    return (
        Answer(
            question="lawyer_assignment",
            given={
                "answered_by": BUREAU,
                "lawyer": "演示律师",
                "firm": "演示律师事务所",
                "experience": "代理行政案件十二年",
                "duties": ["参加首次调解", "就补偿标准提供法律意见"],
                "assigned_on": THAT_DAY,
            },
        ),
        Answer(
            question="aid_review",
            given={
                "answered_by": BUREAU,
                "choice": "给予法律援助",
                "reason": "低保家庭，有证明材料",
                "decided_on": THAT_DAY,
            },
        ),
    )


def logged() -> Report:
    """A talk with the court is entered in the log of the case."""
    return Report(
        deployment="沟通与舆情登记/communication",
        form="entry",
        given={
            "answered_by": "演示机关联络员",
            "kind": "与人民法院沟通",
            "happened_on": THAT_DAY,
            "counterpart": "人民法院行政审判庭",
            "summary": "商定由分管负责人参加首次调解",
        },
    )
