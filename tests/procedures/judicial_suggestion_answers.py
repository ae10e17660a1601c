"""What people answer about a suggestion: each the common answer, changed where a test needs."""

from typing import Any

JUDGE, OFFICE = "刘法官", "陈助理"
Answer = tuple[str, dict[str, Any]]
NOT_APPEARED = "负责人未出庭应诉，未说明理由或者理由不成立"
NOT_PERFORMED = "不履行或者怠于履行生效判决、裁定、调解书、协议"
NORMATIVE = "规范性文件不合法"
PUBLIC_INTEREST = "公益诉讼诉前检察建议"
URGENT = "公益诉讼诉前检察建议（紧急情形）"
SUPERVISION = "行政诉讼监督、行政违法行为监督"


def proposal() -> dict[str, Any]:
    return {
        "answered_by": OFFICE,
        "proposed_on": "2026-11-06",
        "reason": "庭审中发现负责人未出庭",
    }


def draft(reason: str = NOT_APPEARED, **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "kind": "司法建议",
        "level": "个案",
        "reason": reason,
        "addressee": "区人民政府",
        "found": "开庭时仅有律师到庭，负责人未出庭，也没有说明理由。",
        "remedies": [
            {"problem": "负责人未出庭应诉", "suggestion": "落实负责人出庭应诉制度"},
            {"problem": "仅委托律师出庭", "suggestion": "同时委托相应的工作人员出庭"},
        ],
        "copies": ["区监察委员会"],
    }
    return "suggestion_draft", given | changes


def procuratorial(reason: str = PUBLIC_INTEREST, **changes: Any) -> Answer:
    return draft(reason, **({"kind": "检察建议", "addressee": "区教育局", "copies": []} | changes))


def talked(step: str = "同意，按本稿提出", **changes: Any) -> Answer:
    given = {
        "consulted_on": "2026-11-06",
        "contact_person": "办公室钱某",
        "opinion": "无异议",
        "step": step,
    }
    return "suggestion_consultation", {"answered_by": JUDGE} | given | changes


def signed(step: str = "同意，按本稿提出", **changes: Any) -> Answer:
    given = {"signer": "副院长孙某", "signed_on": "2026-11-06", "step": step}
    return "suggestion_signing", {"answered_by": JUDGE} | given | changes


def deliberated(step: str = "同意，按本稿提出", **changes: Any) -> Answer:
    given = {
        "deliberated_on": "2026-11-06",
        "minutes": "审委会纪要第8号",
        "president": "院长李某",
        "signed_on": "2026-11-06",
        "step": step,
    }
    return "committee_deliberation", {"answered_by": JUDGE} | given | changes


def served(on: str = "2026-11-06") -> Answer:
    given = {"served_on": on, "received_by": "收发室吴某"}
    return "suggestion_service", {"answered_by": OFFICE} | given


def replied(result: str = "采纳", on: str = "2026-11-06", **changes: Any) -> Answer:
    given = {
        "answer": result,
        "replied_on": on,
        "reply_document": "区政府回复函",
        "measures": ["已印发出庭应诉通知"] if result != "不采纳" else [],
        "grounds": "" if result == "采纳" else "情况与事实不符",
    }
    return "suggestion_reply", {"answered_by": OFFICE} | given | changes


def chased(result: str = "仍未回复", on: str = "2027-01-12", **changes: Any) -> Answer:
    given = {"result": result, "checked_on": on}
    given |= (
        {"superior": "市人民政府"}
        if result == "仍未回复"
        else {"answer": "采纳", "reply_document": "补复函", "explanation": "已整改"}
    )
    return "suggestion_chase", {"answered_by": JUDGE} | given | changes


def assessed(report: str = "是", **changes: Any) -> Answer:
    given = {
        "report": report,
        "decided_on": "2027-01-12",
        "decided_by": "区司法局局长郑某",
        "heard": "该单位称经办人调离",
        "reason": "催办后仍未回复",
    }
    return "assessment_decision", {"answered_by": "赵科长"} | given | changes
