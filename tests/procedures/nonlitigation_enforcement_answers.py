"""What people answer to an application for enforcement: the common answer, changed as needed."""

from typing import Any

CLERK, JUDGE = "陈立案", "刘法官"
DAY = "2026-03-02"
Answer = tuple[str, dict[str, Any]]


def application(**changes: Any) -> Answer:
    given = {
        "answered_by": CLERK,
        "suit_period_end": "2026-01-12",
        "unopposed": "是",
        "urged": "是",
        "urge_served": "2026-02-03",
    }
    return "enforcement_application", given | changes


def accepted(on: str = "2026-03-04") -> Answer:
    given = {"answered_by": CLERK, "choice": "受理", "decided_on": on}
    return "enforcement_acceptance", given


def refused(on: str = "2026-03-04", reason: str = "催告期未满即提出申请。") -> Answer:
    given = {"answered_by": CLERK, "choice": "裁定不予受理", "decided_on": on, "reason": reason}
    return "enforcement_acceptance", given


def served(on: str) -> Answer:
    return "enforcement_ruling_service", {"answered_by": CLERK, "served_on": on}


def review_asked(on: str, choice: str = "已申请复议") -> Answer:
    given = {"answered_by": "孙科长", "choice": choice, "requested_on": on}
    return "enforcement_review_request", given


def above(choice: str, on: str) -> Answer:
    given = {"answered_by": JUDGE, "choice": choice, "ruled_on": on}
    return "enforcement_review_ruling", given | {"document": "(2026)鄂05行审复1号"}


def legality(finding: str = "未发现明显违法", **changes: Any) -> Answer:
    given = {"answered_by": JUDGE, "legality": finding, "reviewed_on": "2026-03-05"}
    return "enforcement_legality", given | changes


def opinions() -> Answer:
    given = {
        "answered_by": JUDGE,
        "heard_on": "2026-03-06",
        "person_opinion": "没有违法占地，测量有误。",
        "agency_opinion": "坚持原决定。",
    }
    return "enforcement_opinions", given


def reconciled(choice: str, **changes: Any) -> Answer:
    given = {"answered_by": JUDGE, "choice": choice, "concluded_on": "2026-03-09"}
    return "enforcement_reconciliation", given | changes


def permitted(on: str = "2026-03-10") -> Answer:
    given = {
        "answered_by": JUDGE,
        "choice": "准予强制执行",
        "ruled_on": on,
        "reason": "行政决定事实清楚，程序合法。",
        "content": "拆除违法建设的围墙二十米。",
    }
    return "enforcement_ruling", given


def denied(on: str = "2026-03-10") -> Answer:
    given = {
        "answered_by": JUDGE,
        "choice": "不准予强制执行",
        "ruled_on": on,
        "reason": "行政决定没有证明占地面积的证据，明显缺乏事实根据。",
    }
    return "enforcement_ruling", given
