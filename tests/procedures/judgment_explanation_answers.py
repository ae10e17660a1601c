"""What people answer when a decision is explained: each the common answer, changed as needed."""

from typing import Any

TODAY = "2026-11-06"
JUDGE, OFFICER = "刘法官", "孙科长"
Answer = tuple[str, dict[str, Any]]
INVITED = [
    {"name": "周某1", "role": "当事人"},
    {"name": "郑律师", "role": "律师或者其他代理人"},
    {"name": "区人民政府行政复议机构", "role": "行政复议机构"},
]


def judgment(**changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "kinds": ["驳回诉讼请求"],
        "decided_on": "2026-11-04",
        "announced_in_court": "否",
    }
    return "judgment", given | changes


def dismissal() -> Answer:
    given = {"answered_by": JUDGE, "reason": "超过起诉期限", "decided_on": "2026-11-04"}
    return "dismissal", given


def service(party: str, on: str = TODAY, *, last: bool = False) -> Answer:
    given = {
        "answered_by": JUDGE,
        "party": party,
        "method": "直接送达",
        "served_on": on,
        "is_last": "是" if last else "否",
    }
    return "decision_service", given


def request(requested: str = "是", **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "requested": requested,
        "requested_by": "周某1",
        "requested_on": TODAY,
        "subject": "为什么认定答复合法",
    }
    return "explanation_request", given | changes


def schedule(**changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "held_at": "2026-11-12",
        "place": "第三法庭",
        "invited": INVITED,
    }
    return "explanation_schedule", given | changes


def session(outcome: str = "服判息诉", **changes: Any) -> Answer:
    given = {
        "answered_by": JUDGE,
        "held_on": TODAY,
        "place": "第三法庭",
        "recorder": "陈记录",
        "attendees": INVITED,
        "exchanges": [
            {"question": "为什么没有支持我的请求？", "answer": "答复所依据的信息在申请时并不存在。"}
        ],
        "outcome": outcome,
    }
    return "explanation_session", given | changes


def error_review(choice: str) -> Answer:
    given = {
        "answered_by": JUDGE,
        "choice": choice,
        "reviewed_on": TODAY,
        "findings": "核对案卷，判决书第三页引用的条文有误。",
    }
    return "judgment_error_review", given


def guidance(finished: str = "是", **changes: Any) -> Answer:
    given = {
        "answered_by": OFFICER,
        "visited_on": TODAY,
        "conducted_by": "孙某，政策法规科科长",
        "concern": "答复迟了三个月，影响了孩子入学。",
        "measures": "当面道歉，协调就近入学。",
        "result": "周某1表示接受。",
        "is_finished": finished,
    }
    return "guidance_record", given | changes
