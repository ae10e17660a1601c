"""A defendant's objection to jurisdiction, and how a decision in force is tried again."""

from fuyuan.demo.story import THAT_DAY, Answer, Report

JUDGE, CLERK, HIGHER_JUDGE = "演示审判员", "演示书记员", "演示中院审判员"
HIGHER = "演示市中级人民法院"


def objected(agency: str) -> tuple[Report | Answer, ...]:
    """The agency objects within its fifteen days; the court rejects the objection."""
    return (
        Report(
            deployment="登记管辖异议/object_to_jurisdiction",
            form="objection",
            given={
                "answered_by": CLERK,
                "agency": agency,
                "filed_on": THAT_DAY,
                "claimed_court": "演示市另一区人民法院",
                "grounds": "认为本案应由集中管辖的法院审理",
            },
        ),
        Answer(
            question="jurisdiction_ruling",
            given={
                "answered_by": JUDGE,
                "outcome": "异议不成立，裁定驳回",
                "decided_on": THAT_DAY,
                "reason": "本案不属于集中管辖的范围，本院有管辖权",
            },
        ),
    )


def ruling_served(party: str, *, is_last: bool) -> Answer:
    """A party has the ruling on jurisdiction."""
    return Answer(
        question="jurisdiction_service",
        given={
            "answered_by": CLERK,
            "party": party,
            "method": "直接送达",
            "served_on": THAT_DAY,
            "is_last": "是" if is_last else "否",
        },
    )


def claims_rejected() -> tuple[Answer, ...]:
    """The agency wins, for now."""
    return (
        Answer(question="trial_step", given={"answered_by": JUDGE, "step": "作出判决"}),
        Answer(
            question="judgment",
            given={
                "answered_by": JUDGE,
                "kinds": ["驳回诉讼请求"],
                "decided_on": THAT_DAY,
                "announced_in_court": "否",
            },
        ),
    )


def applied_for_retrial(applicant: str, effective_on: str) -> tuple[Report | Answer, ...]:
    """The plaintiff applies to the higher court, which dockets the application."""
    return (
        Report(
            deployment="登记再审/begin_retrial",
            form="filed",
            given={
                "answered_by": JUDGE,
                "trigger": "当事人申请再审",
                "in_force": "判决",
                "decided_by": "第一审人民法院",
                "was_lost": "否",
                "effective_on": effective_on,
                "filed_on": THAT_DAY,
                "ground": "适用法律、法规确有错误",
                "counted_from_on": effective_on,
                "applicant": applicant,
                "reasons": "决定适用了已经修改的条款，请求撤销原判决和被诉决定",
            },
        ),
        Answer(
            question="retrial_acceptance",
            given={
                "answered_by": HIGHER_JUDGE,
                "outcome": "立案审查",
                "decided_on": THAT_DAY,
                "court": HIGHER,
                "number": "（2026）演示行申1号",
            },
        ),
    )


def retrial_ordered() -> tuple[Answer, ...]:
    """The ground is made out: the higher court tries the case itself."""
    return (
        Answer(
            question="retrial_examination",
            given={
                "answered_by": HIGHER_JUDGE,
                "outcome": "事由成立，裁定再审",
                "decided_on": THAT_DAY,
                "reason": "原判决适用的条款在被诉决定作出以前已经修改",
            },
        ),
        Answer(
            question="retrial_order",
            given={
                "answered_by": HIGHER_JUDGE,
                "retried_by": "上级人民法院提审",
                "court": HIGHER,
                "ordered_on": THAT_DAY,
            },
        ),
        Answer(
            question="retrial_docketing",
            given={
                "answered_by": HIGHER_JUDGE,
                "docketed_on": THAT_DAY,
                "number": "（2026）演示行再1号",
                "judge": HIGHER_JUDGE,
            },
        ),
    )


def changed(*obligations: str) -> tuple[Answer, ...]:
    """The judgment is changed, in force once it is served: now the agency has lost."""
    return (
        Answer(
            question="retrial_result",
            given={
                "answered_by": HIGHER_JUDGE,
                "outcome": "撤销、变更原裁判，作出相应裁判",
                "decided_on": THAT_DAY,
                "is_lost": "是",
                "obligations": list(obligations),
            },
        ),
        Answer(
            question="retrial_effect",
            given={"answered_by": HIGHER_JUDGE, "effective_on": THAT_DAY},
        ),
    )
