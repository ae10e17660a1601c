"""What people answer about an objection to jurisdiction: the common answer, changed as needed."""

from typing import Any

Answer = tuple[str, dict[str, Any]]
JUDGE, ELSEWHERE = "刘法官", "宜昌市西陵区人民法院"
APPEALED_AS = "(2026)鄂05行辖终3号"


def _answer(code: str, common: dict[str, Any], changes: dict[str, Any]) -> Answer:
    return code, {"answered_by": JUDGE} | common | changes


def objection(on: str, **changes: Any) -> dict[str, Any]:
    given = {"filed_on": on, "claimed_court": ELSEWHERE, "grounds": "本案由该院集中管辖"}
    return {"answered_by": JUDGE} | given | changes


def late(choice: str = "逾期提出，不予审查", *, on: str, **changes: Any) -> Answer:
    return _answer("late_objection", {"choice": choice, "checked_on": on}, changes)


def rejected(on: str, **changes: Any) -> Answer:
    common = {
        "outcome": "异议不成立，裁定驳回",
        "decided_on": on,
        "reason": "被诉行为由本院辖区内的行政机关作出，不属于集中管辖的案件",
    }
    return _answer("jurisdiction_ruling", common, changes)


def upheld(on: str, **changes: Any) -> Answer:
    given = {"outcome": "异议成立，移送有管辖权的法院", "competent_court": ELSEWHERE}
    return rejected(on, **given | changes)


def withdrawn(on: str) -> Answer:
    return rejected(on, outcome="被告撤回异议，不再审查", reason="")


def served(party: str, on: str, *, last: str = "否") -> Answer:
    common = {"party": party, "method": "直接送达", "served_on": on, "is_last": last}
    return _answer("jurisdiction_service", common, {})


def appealed(on: str, **changes: Any) -> Answer:
    common = {"appellant": "区教育局", "filed_on": on, "admission": "在上诉期内"}
    return _answer("jurisdiction_appeal", common, changes)


def sent_up(on: str, **changes: Any) -> Answer:
    common = dict.fromkeys(("forwarded_on", "complete_on", "transferred_on", "received_on"), on)
    return _answer("jurisdiction_appeal_transfer", common, changes)


def decided(on: str, outcome: str = "驳回上诉，维持原裁定", **changes: Any) -> Answer:
    common = {"outcome": outcome, "decided_on": on, "number": APPEALED_AS}
    return _answer("jurisdiction_appeal_ruling", common, changes)
