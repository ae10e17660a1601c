"""What people answer in in-trial mediation: each the common answer, changed where a test needs."""

from typing import Any

TODAY = "2026-11-06"
JUDGE, MEDIATOR = "刘法官", "王调解"
Answer = tuple[str, dict[str, Any]]


def start(**changes: Any) -> dict[str, Any]:
    return {"answered_by": JUDGE, "proposed_by": "法院征询", "proposed_on": TODAY} | changes


def consent(subject: str = "行政补偿", **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "plaintiff": "书面同意",
        "agency": "书面同意",
        "answered_on": TODAY,
        "subject": subject,
        "delegate": "孙某，区教育局政策法规科科长",
    }
    return "trial_mediation_consent", given | changes


BOUND = "以上都不是（羁束性行为，不能出具调解书）"


def choice(**changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "chosen_by": "双方协商选定",
        "mediator": MEDIATOR,
        "organization": "区人民调解委员会",
        "chosen_on": TODAY,
    }
    return "trial_mediator_choice", given | changes


def acceptance(result: str = "签收接受，无回避情形", **changes: Any) -> Answer:
    given = {"answered_by": MEDIATOR, "choice": result, "signed_on": TODAY}
    return "trial_mediator_acceptance", given | changes


def session(result: str, **changes: Any) -> Answer:
    given = {
        "answered_by": MEDIATOR,
        "held_on": TODAY,
        "place": "调解室",
        "recorder": "陈记录",
        "participants": [
            {"name": "周某1", "role": "原告一方"},
            {"name": "孙某", "role": "机关人员", "position": "政策法规科科长"},
            {"name": "钱某", "role": "行政机关负责人", "position": "区教育局副局长"},
            {
                "name": "吴某",
                "role": "人大代表",
                "attended": "否",
                "absence_reason": "外出开会，已来函说明",
            },
        ],
        "remarks": [{"speaker": "周某1", "text": "为了了结，我可以少要三千元。"}],
        "undisputed_facts": ["双方确认房屋面积为八十平方米。"],
        "result": result,
    }
    return "trial_mediation_session", given | changes


def leaving(**changes: Any) -> Answer:
    told = {
        "place": "电话",
        "participants": [{"name": "周某1", "role": "原告一方"}],
        "remarks": [{"speaker": "周某1", "text": "不愿意继续调解，请法院判决。"}],
        "undisputed_facts": [],
    }
    return session("一方退出调解", **told | changes)


def extension(days: int = 10, both: str = "是") -> Answer:
    return session("双方书面同意延长期限后继续", extended_days=days, both_signed_extension=both)


def terms(**changes: Any) -> Answer:
    given = {
        "answered_by": MEDIATOR,
        "case_facts": "区教育局因校区扩建征收周某1房屋，双方对补偿标准有争议。",
        "terms": ["区教育局向周某1支付补偿款十二万元。", "周某1于收款后十日内腾退房屋。"],
        "payments": [{"due_on": "2026-12-10", "amount": "120000.00"}],
        "to_perform": "是",
    }
    return "trial_settlement_terms", given | changes


def review(result: str = "出具行政调解书", **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "choice": result,
        "voluntary": "是",
        "lawful": "是",
        "harmless": "是",
        "decided_on": TODAY,
    }
    return "instrument_review", given | changes


def receipt(*parties: str, on: str = TODAY, result: str = "已签收") -> Answer:
    given = {"answered_by": JUDGE, "choice": result, "parties": list(parties), "signed_on": on}
    return "instrument_receipt", given


def change(result: str = "行政机关已改变行政行为，原告申请撤诉", **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "choice": result,
        "settled_on": TODAY,
        "change": "撤销原答复，重新公开全部信息（区教〔2026〕8号）",
    }
    return "act_change", given | changes
