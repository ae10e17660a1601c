"""What people answer in the tests: each the common answer, changed where a test needs another."""

from typing import Any

from rules.eight_checks import CHECKS

TODAY = "2026-11-06"
WHO = "刘法官"
Answer = tuple[str, dict[str, Any]]


def _answer(code: str, common: dict[str, Any], changes: dict[str, Any]) -> Answer:
    return code, {"answered_by": WHO} | common | changes


def checks(*, mediable: str = "是", **found: str) -> Answer:
    findings = {check.code: "符合" for check in CHECKS}
    return _answer("eight_checks", findings | {"mediable": mediable, "reviewed_on": TODAY}, found)


def consent(plaintiff: str = "书面同意", agency: str = "书面同意") -> Answer:
    return _answer("consent", {"plaintiff": plaintiff, "agency": agency, "answered_on": TODAY}, {})


def correction(result: str = "已补正") -> Answer:
    return _answer("correction", {"result": result, "submitted_on": TODAY}, {})


def guidance(choice: str) -> Answer:
    told = {"told_on": TODAY, "told_authority": "区人民政府"}
    return _answer("reconsideration_guidance", {"choice": choice} | told, {})


def lead(agency: str) -> Answer:
    agreed = {"agreed_by_bureau": "赵科长", "agreed_by_court": WHO, "agreed_on": TODAY}
    return _answer("lead_agency", {"lead": agency} | agreed, {})


def suggestion(send: str) -> Answer:
    return _answer("suggestion_decision", {"send": send, "feedback_by": "2026-11-20"}, {})


def mediator(name: str = "王调解", chosen_by: str = "双方协商选定") -> Answer:
    chosen = {"chosen_by": chosen_by, "mediator": name, "chosen_on": TODAY}
    return _answer("mediator_choice", chosen, {})


def acceptance(choice: str = "签收接受，无回避情形") -> Answer:
    return _answer("mediator_acceptance", {"choice": choice, "signed_on": TODAY}, {})


def plan(submitted: str = "否", **changes: Any) -> Answer:
    sent = {
        "officer": "赵某（副局长）",
        "officer_rank": "分管负责人",
        "enforcers": ["钱某（科员）"],
        "liaison": "孙某（科员）",
        "submitted": submitted,
    }
    return _answer("resolution_plan", sent, changes)


def scheme(risk: str = "低", **changes: Any) -> Answer:
    planned = {
        "petition_risk": risk,
        "stability_risk": "低",
        "risk_reason": "当事人表达诉求平和。",
        "focus": "答复是否合法。",
        "scheme": "行政机关重新答复，起诉人撤回起诉材料。",
        "first_session": TODAY,
        "place": "调解室",
        "decided_on": TODAY,
    }
    return _answer("mediation_scheme", planned, changes)


def session(result: str, **changes: Any) -> Answer:
    held = {
        "held_on": TODAY,
        "place": "调解室",
        "recorder": "陈记录",
        "attendees": ["周某", "区教育局负责人"],
        "statements": [{"speaker": "周某", "text": "希望尽快解决。"}],
        "result": result,
    }
    return _answer("mediation_session", held, changes)


def extension(days: int = 15) -> Answer:
    return session("双方书面同意延长期限后继续", extended_days=days, both_signed_extension="是")


def terms(remaining: str = "") -> Answer:
    agreed = {
        "terms": ["区教育局于十日内重新答复。", "周某撤回起诉材料。"],
        "payments": [{"due_on": "2026-12-10", "amount": "12800.50"}],
        "remaining": remaining,
    }
    return _answer("settlement_terms", agreed, {})


def signing(choice: str = "各方已签章") -> Answer:
    return _answer("settlement_signing", {"choice": choice, "signed_on": TODAY}, {})


def confirmation(choice: str) -> Answer:
    return _answer("joint_confirmation", {"choice": choice, "applied_on": TODAY}, {})


def review(choice: str) -> Answer:
    decided = {"choice": choice, "decided_on": TODAY, "remarks": "条款不明确。"}
    return _answer("confirmation_review", decided, {})


def performance(performed: str) -> Answer:
    return _answer("settlement_performance", {"performed": performed, "checked_on": TODAY}, {})


def docketing(decision: str = "登记立案") -> Answer:
    return _answer("docketing", {"decision": decision, "decided_on": TODAY}, {})


def withdrawn(side: str = "起诉人") -> dict[str, Any]:
    return {"answered_by": WHO, "side": side, "withdrawn_on": TODAY}
