"""What people answer when a case is to be tried again: the common answer, changed where needed."""

from typing import Any

Answer = tuple[str, dict[str, Any]]
JUDGE, HIGHER, FIRST = "赵法官", "宜昌市中级人民法院", "宜昌市伍家岗区人民法院"
NUMBER, AGAIN = "(2026)鄂05行申101号", "(2026)鄂05行再3号"


def _answer(code: str, common: dict[str, Any], changes: dict[str, Any]) -> Answer:
    return code, {"answered_by": JUDGE} | common | changes


def filing(effective_on: str, filed_on: str, **changes: Any) -> dict[str, Any]:
    """A plaintiff's application against a judgment of first instance that the agency won."""
    given = {
        "answered_by": JUDGE,
        "trigger": "当事人申请再审",
        "in_force": "判决",
        "decided_by": "第一审人民法院",
        "was_lost": "否",
        "effective_on": effective_on,
        "filed_on": filed_on,
        "ground": "适用法律、法规确有错误",
        "counted_from_on": effective_on,
        "applicant": "周某1",
        "reasons": "应当公开的信息没有公开，请求撤销原判决",
    }
    return given | changes


def protest(effective_on: str, filed_on: str, **changes: Any) -> dict[str, Any]:
    given = {"trigger": "人民检察院抗诉", "applicant": "", "document": "鄂检行抗〔2026〕2号"}
    return filing(effective_on, filed_on, **given | changes)


def accepted(on: str, **changes: Any) -> Answer:
    common = {"outcome": "立案审查", "decided_on": on, "court": HIGHER, "number": NUMBER}
    return _answer("retrial_acceptance", common, changes)


def refused(on: str, code: str = "retrial_acceptance", **changes: Any) -> Answer:
    common = {
        "outcome": "不予立案",
        "decided_on": on,
        "court": HIGHER,
        "reason": "此前的申请已经裁定驳回",
    }
    return _answer(code, common, changes)


def examined(outcome: str, on: str, *, code: str = "retrial_examination", **changes: Any) -> Answer:
    common = {"outcome": outcome, "decided_on": on, "reason": "原判决对条文的理解有待审查"}
    return _answer(code, common, changes)


def granted(on: str) -> Answer:
    return examined("事由成立，裁定再审", on)


def rejected(on: str, **changes: Any) -> Answer:
    return examined("裁定驳回再审申请", on, **changes)


def rejection_served(party: str, on: str, *, last: str = "否") -> Answer:
    common = {"party": party, "method": "直接送达", "served_on": on, "is_last": last}
    return _answer("retrial_rejection_service", common, {})


def reviewed(outcome: str, on: str, *, code: str = "retrial_review", **changes: Any) -> Answer:
    common = {"outcome": outcome, "decided_on": on, "reason": "审判委员会讨论认为原判决确有错误"}
    return _answer(code, common, changes)


def ordered(on: str, **changes: Any) -> Answer:
    common = {"retried_by": "作出生效裁判的法院再审", "court": FIRST, "ordered_on": on}
    return _answer("retrial_order", common, changes)


def lifted(on: str, **changes: Any) -> Answer:
    """Ordered to be tried by the higher court itself."""
    return ordered(on, retried_by="上级人民法院提审", court=HIGHER, **changes)


def docketed(on: str, number: str = AGAIN) -> Answer:
    common = {"docketed_on": on, "number": number, "judge": JUDGE}
    return _answer("retrial_docketing", common, {})


def result(outcome: str, on: str, *, code: str = "retrial_result", **changes: Any) -> Answer:
    common = {"outcome": outcome, "decided_on": on, "is_lost": "否"}
    return _answer(code, common, changes)


MAINTAINED = "维持原裁判"
CHANGED = "撤销、变更原裁判，作出相应裁判"
REMANDED = "撤销原裁判，发回重新审理或者指令继续审理"
MEDIATED = "调解结案，行政调解书已经各方签收"
ENDED = "裁定终结再审程序（撤回再审请求、撤回抗诉等）"
WITHDRAWN = "重审中准许撤诉或者按撤诉处理"


def of_first(outcome: str, on: str, **changes: Any) -> Answer:
    return result(outcome, on, code="retrial_result_first", **changes)


def remanded(outcome: str, on: str, **changes: Any) -> Answer:
    return result(outcome, on, code="remanded_result", **changes)


def served(party: str, on: str, *, last: str = "否") -> Answer:
    common = {"party": party, "method": "直接送达", "served_on": on, "is_last": last}
    return _answer("retrial_decision_service", common, {})


def appealed(on: str, **changes: Any) -> Answer:
    common = {"appellant": "周某1", "filed_on": on, "admission": "在上诉期内"}
    return _answer("retrial_appeal", common, changes)


def sent_up(on: str) -> Answer:
    common = dict.fromkeys(("forwarded_on", "complete_on", "transferred_on", "received_on"), on)
    return _answer("retrial_appeal_transfer", common, {})


def appeal_result(
    outcome: str, on: str, *, code: str = "retrial_appeal_result", **changes: Any
) -> Answer:
    common = {
        "outcome": outcome,
        "court": HIGHER,
        "number": "(2026)鄂05行终9号",
        "decided_on": on,
        "is_lost": "否",
    }
    return _answer(code, common, changes)


def effect(on: str) -> Answer:
    return _answer("retrial_effect", {"effective_on": on}, {})
