"""What people answer in performance tracking: each the common answer, changed by a test."""

from typing import Any

AGENCY, PLAINTIFF = "区教育局", "周某1"
JUDGE, OFFICE = "刘法官", "陈助理"
Answer = tuple[str, dict[str, Any]]


def pay(amount: str = "10000.00", due_by: str | None = "2026-11-20", **changes: Any) -> Any:
    return {
        "kind": "给付款项",
        "what": "支付补偿款",
        "debtor": AGENCY,
        "creditor": PLAINTIFF,
        "due_by": due_by,
        "amount": amount,
    } | changes


def redo(due_by: str = "2026-12-04") -> Any:
    return {
        "kind": "重新作出行政行为",
        "what": "重新作出信息公开答复",
        "debtor": AGENCY,
        "creditor": PLAINTIFF,
        "due_by": due_by,
    }


def obligations(*items: Any, **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "kind": "判决书",
        "instrument": "（2026）鄂0503行初1号",
        "effective_on": "2026-11-06",
        "served_on": "2026-11-05",
        "obligations": list(items),
    }
    return "performance_obligations", given | changes


def kept(on: str = "2026-11-06", **changes: Any) -> Answer:
    given = {"result": "已全部履行", "checked_on": on, "evidence": ["银行回单"]}
    return "performance_check", {"answered_by": OFFICE} | given | changes


def not_kept(on: str = "2026-11-23", result: str = "未履行", **changes: Any) -> Answer:
    given = {"result": result, "checked_on": on, "remarks": "财政资金未到位"}
    return "performance_check", {"answered_by": OFFICE} | given | changes


def shortfall(step: str = "已向权利人解释说明", **changes: Any) -> Answer:
    given = {"step": step, "step_on": "2026-11-23", "record": "负责人当面说明付款安排"}
    return "performance_shortfall", {"answered_by": OFFICE} | given | changes


def settled(*instalments: tuple[str, str]) -> Answer:
    lines = [{"what": "支付补偿款", "due_by": day, "amount": amount} for day, amount in instalments]
    return shortfall("达成执行和解", instalments=lines)


def urged(result: str = "仍未履行完毕", **changes: Any) -> Answer:
    given = {"result": result, "checked_on": "2026-11-23"}
    return "performance_urging", {"answered_by": JUDGE} | given | changes


def applied(choice: str = "权利人已申请强制执行", **changes: Any) -> Answer:
    given = {"choice": choice, "happened_on": "2026-11-23", "remarks": ""}
    return "performance_enforcement", {"answered_by": JUDGE} | given | changes


def not_yet(on: str = "2026-11-23") -> Answer:
    return applied("权利人尚未申请，继续跟踪", happened_on=on)


def enforced(ending: str = "执行完毕", **changes: Any) -> Answer:
    given = {
        "measures": ["通知银行从该行政机关的账户内划拨"],
        "decided_by": "合议庭",
        "ending": ending,
        "ended_on": "2026-11-23",
    }
    return "performance_enforcement_result", {"answered_by": JUDGE} | given | changes


def redone(**changes: Any) -> Answer:
    given = {
        "document": "信息公开答复书（2026）第99号",
        "made_on": "2026-11-06",
        "same_result": "是",
        "same_facts": "是",
        "same_grounds": "是",
        "procedure_only": "否",
    }
    return "redone_act", {"answered_by": JUDGE} | given | changes
