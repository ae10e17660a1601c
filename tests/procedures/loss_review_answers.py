"""What people answer after a lost case: the common answer, changed where a test needs another."""

from typing import Any

DAY = "2026-03-02"
OFFICER = "孙科长"
Answer = tuple[str, dict[str, Any]]


def receipt(on: str = DAY, **changes: Any) -> Answer:
    given = {
        "answered_by": OFFICER,
        "document": "(2025)鲁0404行初35号",
        "kind": "撤销",
        "received_on": on,
    }
    return "loss_receipt", given | changes


def analysis(on: str = DAY, **changes: Any) -> Answer:
    given = {
        "answered_by": OFFICER,
        "violation": "违反法定程序",
        "causes": ["作出处罚以前没有告知陈述、申辩权利。"],
        "shortcomings": ["法制审核流于形式。"],
        "measures": ["重新制定处罚告知流程，逐案审核送达回证。"],
        "judgment_attached": "是",
        "sent_to_office": "是",
        "sent_to_bureau": "是",
        "submitted_on": on,
    }
    return "loss_analysis", given | changes


def inquiry(on: str = DAY, **changes: Any) -> Answer:
    given = {
        "answered_by": OFFICER,
        "case_findings": "承办人未送达告知书即作出处罚。",
        "personnel_findings": "承办人疏忽，审核人未核对回证。",
        "conclusion": "由本单位处理",
        "decided_by": "钱某，局长",
        "decided_on": on,
        "reason": "情节轻微，已经改正。",
    }
    return "double_inquiry", given | changes


def item(due_by: str = "2026-04-10", **changes: Any) -> dict[str, Any]:
    given = {
        "problem": "处罚告知不规范",
        "cause": "没有统一流程",
        "measure": "制定告知流程",
        "responsible": "李某，法规股股长",
        "due_by": due_by,
    }
    return given | changes


def plan(*items: dict[str, Any], on: str = DAY, **changes: Any) -> Answer:
    given = {
        "answered_by": OFFICER,
        "choice": "制定整改台账",
        "items": list(items),
        "approved_by": "钱某，局长",
        "approved_on": on,
    }
    return "rectification_plan", given | changes


def unplanned(choice: str = "不需要整改") -> Answer:
    return plan(choice=choice, reason="有关流程在诉讼以前已经改正")


def closed(number: int, on: str) -> dict[str, Any]:
    return {"number": number, "done_on": on, "evidence": "新流程已印发，抽查十件均合格"}


def review(*done: dict[str, Any], on: str, **changes: Any) -> Answer:
    given = {
        "answered_by": "赵科长",
        "closed": list(done),
        "reviewer": "赵某，行政应诉科科长",
        "reviewed_on": on,
    }
    return "rectification_review", given | changes


def extended(number: int, due_by: str) -> dict[str, Any]:
    return {"number": number, "due_by": due_by, "reason": "系统改造未完成"}
