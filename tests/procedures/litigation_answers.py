"""What is answered in a trial: each the common answer, changed where a test needs another."""

from typing import Any

Answer = tuple[str, dict[str, Any]]
JUDGE, AGENCY, BUREAU = "刘法官", "区教育局", "司法局陈某"


def _answer(code: str, by: str, common: dict[str, Any], changes: dict[str, Any]) -> Answer:
    return code, {"answered_by": by} | common | changes


def setup(**changes: Any) -> Answer:
    common = {
        "procedure": "普通程序",
        "judge": JUDGE,
        "clerk": "李书记员",
        "decided_on": "2026-11-06",
    }
    return _answer("trial_setup", JUDGE, common, changes)


def served(on: str = "2026-11-09", **changes: Any) -> Answer:
    return _answer("notice_service", JUDGE, {"method": "直接送达", "served_on": on}, changes)


def received(on: str, **changes: Any) -> Answer:
    common = {"filed_on": on, "has_statement": "是", "has_evidence": "是"}
    return _answer("defence_receipt", JUDGE, common, changes)


def forwarded(on: str) -> Answer:
    return _answer("forwarded_defence", JUDGE, {"forwarded_on": on}, {})


def step(name: str) -> Answer:
    return _answer("trial_step", JUDGE, {"step": name}, {})


def schedule(fixed: str, hearing: str, **changes: Any) -> Answer:
    common = {
        "fixed_on": fixed,
        "hearing_at": hearing,
        "time_and_place": "上午9时，第三审判庭",
    }
    return _answer("hearing_schedule", JUDGE, common, changes)


def summoned(on: str) -> Answer:
    return _answer("summons_service", JUDGE, {"served_on": on}, {})


def listed(on: str, **changes: Any) -> Answer:
    common = {
        "reported_on": on,
        "presence": "主要负责人出庭",
        "leader": "孙某",
        "post": "局长",
        "staff": ["钱某，法规科科长"],
    }
    return _answer("attendance_list", "区教育局赵某", common, changes)


def heard(on: str, **changes: Any) -> Answer:
    return _answer("hearing_record", JUDGE, {"held": "是", "held_on": on}, changes)


def appeared(**changes: Any) -> Answer:
    common = {
        "presence": "主要负责人出庭",
        "leader": "孙某，局长",
        "spoke": "是",
        "speech": "说明了答复的依据。",
        "proposed": "是",
        "proposal": "愿意重新答复。",
        "evidence": "庭审笔录第3页",
        "staff": ["钱某，法规科科长"],
    }
    return _answer("appearance_record", JUDGE, common, changes)


SILENT = {"spoke": "否", "speech": "", "proposed": "否", "proposal": ""}
ABSENT = {"presence": "负责人没有出庭", "leader": "", **SILENT}


def assessed(on: str, **changes: Any) -> Answer:
    common = {
        "discipline": "好",
        "speaking": "较好",
        "resolution": "好",
        "performance": "尚无履行内容或者履行期未届满",
        "comment": "准备充分，回应了原告的质疑",
        "assessed_on": on,
    }
    return _answer("appearance_assessment", JUDGE, common, changes)


def judged(on: str, **changes: Any) -> Answer:
    common = {"kinds": ["驳回诉讼请求"], "decided_on": on, "announced_in_court": "否"}
    return _answer("judgment", JUDGE, common, changes)


def dismissed(on: str) -> Answer:
    return _answer("dismissal", JUDGE, {"reason": "不属于受案范围", "decided_on": on}, {})


def delivered(party: str, on: str, *, last: str = "否") -> Answer:
    common = {"party": party, "method": "邮寄送达（回执收件日）", "served_on": on, "is_last": last}
    return _answer("decision_service", JUDGE, common, {})


def appealed(on: str, **changes: Any) -> Answer:
    common = {"appellant": "周某1", "filed_on": on, "admission": "在上诉期内"}
    return _answer("appeal_filing", JUDGE, common, changes)


def sent_up(forwarded_on: str) -> Answer:
    return _answer("appeal_forwarding", JUDGE, {"forwarded_on": forwarded_on}, {})


def transferred(complete: str, away: str, there: str) -> Answer:
    common = {"complete_on": complete, "transferred_on": away, "received_on": there}
    return _answer("appeal_transfer", JUDGE, common, {})


def second(on: str, *, code: str = "second_instance_result", **changes: Any) -> Answer:
    common = {
        "held_hearing": "否",
        "outcome": "驳回上诉，维持原裁判",
        "decided_on": on,
        "number": "(2027)鄂05行终8号",
        "is_lost": "否",
    }
    return _answer(code, JUDGE, common, changes)


def retried(on: str) -> Answer:
    return _answer("retrial", JUDGE, {"docketed_on": on, "judge": "王法官"}, {})


def withdrawal(on: str, **changes: Any) -> Answer:
    common = {
        "applied_on": on,
        "reason": "被告撤销了答复并重新答复，原告同意",
        "is_voluntary": "是",
        "is_lawful": "是",
        "agency_changed_act": "是",
        "decision": "准许撤诉",
        "decided_on": on,
    }
    return _answer("withdrawal_review", JUDGE, common, changes)


def instalments(on: str, performed: str) -> Answer:
    return _answer("instalments_outcome", JUDGE, {"performed": performed, "decided_on": on}, {})


def deemed(on: str, **changes: Any) -> Answer:
    common = {
        "was_summoned": "是",
        "has_good_reason": "否",
        "reason": "经传票传唤无正当理由拒不到庭",
        "decided_on": on,
    }
    return _answer("deemed_withdrawal", JUDGE, common, changes)


def ordinary(on: str) -> Answer:
    return _answer("to_ordinary", JUDGE, {"decided_on": on, "reason": "案情复杂"}, {})


def more_time(on: str, **changes: Any) -> Answer:
    common = {
        "kind": "上级法院批准延长",
        "days": 60,
        "decided_on": on,
        "authority": "湖北省高级人民法院",
    }
    return _answer("more_time", JUDGE, common, changes)


def assigned(on: str = "2026-11-09", **changes: Any) -> Answer:
    common = {
        "unit": "法规科",
        "leader": "孙某，局长",
        "liaison": "赵某，科员",
        "staff": ["钱某"],
        "opinion": "核查答复依据，能够重新答复的尽快重新答复",
        "resolve_by": "2026-12-20",
        "reporting": "赵某",
        "answering": "钱某",
        "appearing": "孙某",
        "mediating": "钱某",
        "performing": "赵某",
        "losing": "孙某",
        "assigned_on": on,
    }
    return _answer("defence_assignment", "区教育局赵某", common, changes)


def reported(on: str, **changes: Any) -> Answer:
    common = {
        "summary": "原告申请公开招生方案，本局答复不予公开",
        "focus": "招生方案是否属于应当公开的信息",
        "own_view": "答复说理不足，存在败诉风险",
        "reported_on": on,
    }
    return _answer("case_report", "区教育局赵某", common, changes)


def reviewed(on: str, **changes: Any) -> Answer:
    common = {"reviewer": "孙某，局长", "opinion": "同意重新核查，积极化解", "reviewed_on": on}
    return _answer("leader_review", "孙某", common, changes)


def submitted(on: str, **changes: Any) -> Answer:
    common = {
        "has_statement": "是",
        "evidence": [{"name": "答复书", "shows": "答复的内容和日期"}],
        "norms": ["《政府信息公开条例》"],
        "submitted_on": on,
    }
    return _answer("defence_submission", "区教育局赵某", common, changes)


def answer_reported(on: str) -> Answer:
    return _answer("answer_report", "区教育局赵某", {"reported_on": on}, {})


def planned(on: str, **changes: Any) -> Answer:
    common = {
        "asked_on": on,
        "told_on": on,
        "wish": "愿意调解，希望公开招生方案",
        "focus": "招生方案是否应当公开",
        "cause": "答复说理不足，原告不理解",
        "past_efforts": "当面解释一次，原告要求公开原文",
        "next_steps": "重新审查，能公开的公开，不能公开的逐项说明理由",
        "evidence": ["答复书", "招生方案（可公开部分）"],
        "leader": "孙某，局长",
        "leader_sessions": 1,
        "participants": [{"role": "公职律师", "name": "吴某"}],
        "to_court": "是",
        "decided_on": on,
    }
    return _answer("settlement_plan", "区教育局赵某", common, changes)


def authorized(on: str, **changes: Any) -> Answer:
    common = {
        "representatives": ["钱某，区教育局法规科科长", "吴某，公职律师"],
        "powers": ["出庭应诉、质证、辩论", "代为和解、调解，以专题研究确定的方案为限"],
        "studied": "2026年11月10日局长办公会纪要",
        "signed_on": on,
    }
    return _answer("authority_letter", "区教育局赵某", common, changes)


def graded(on: str, risk: str = "中", **changes: Any) -> Answer:
    common = {
        "risk": risk,
        "assessor": BUREAU,
        "graded_on": on,
        "reason": "答复没有逐项说明理由，程序材料不全",
    }
    return _answer("risk_grading", BUREAU, common, changes)


def guaranteed(**changes: Any) -> Answer:
    common = {
        "unit": "区教育局",
        "leader": "孙某，局长",
        "responsible": "钱某，法规科科长",
        "resolve_by": "2026-12-18",
        "needs_others": "否",
    }
    return _answer("guarantee", "区教育局赵某", common, changes)


def briefed(on: str) -> Answer:
    common = {"reported_to": "分管副区长", "reported_on": on, "summary": "案情和需要配合的事项"}
    return _answer("leader_briefing", "区教育局赵某", common, {})


def convened(on: str) -> Answer:
    return _answer("convening", "分管副区长", {"convened_on": on, "units": ["区教育局"]}, {})


def concluded(on: str) -> Answer:
    common = {
        "held_on": on,
        "attendees": ["分管副区长", "孙某"],
        "conclusion": "由区教育局重新答复，街道办事处配合解释",
        "duties": ["街道办事处三日内上门解释"],
    }
    return _answer("risk_minutes", BUREAU, common, {})


def settled(on: str, outcome: str = "已经化解") -> Answer:
    common = {"outcome": outcome, "efforts": "三次上门沟通", "reported_on": on}
    return _answer("guarantee_report", "区教育局赵某", common, {})
