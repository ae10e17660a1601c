"""What people answer in a reconsideration: the common answers, changed where needed."""

from typing import Any

Answer = tuple[str, dict[str, Any]]
WHO = "孙复议"
RECEIVED, DAY = "2026-03-02", "2026-03-03"


def _answer(code: str, common: dict[str, Any], changes: dict[str, Any]) -> Answer:
    return code, {"answered_by": WHO} | common | changes


def coordination(**changes: Any) -> Answer:
    common = {
        "channel": "全国行政复议工作平台",
        "result": "协调未成，继续审查",
        "coordinated_on": RECEIVED,
        "participants": ["周某", "区教育局办公室"],
        "record": "双方就答复范围交换意见，未能一致。",
    }
    return _answer("recon_coordination", common, changes)


def acceptance(**changes: Any) -> Answer:
    return _answer("recon_acceptance", {"decision": "受理", "decided_on": DAY}, changes)


def refusal(code: str = "recon_acceptance", **changes: Any) -> Answer:
    common = {
        "decision": "不予受理",
        "decided_on": DAY,
        "unmet": ["属于本机关管辖"],
        "reasons": "被申请人是市级部门。",
        "competent_organ": "宜昌市人民政府",
    }
    return _answer(code, common, changes)


def cure_asked(**changes: Any) -> Answer:
    defects = ["身份证明材料", "写明具体的复议请求"]
    return acceptance(decision="通知补正", defects=defects, **changes)


def cure_receipt(received_on: str = "2026-03-04") -> Answer:
    return _answer("recon_cure_receipt", {"received_on": received_on}, {})


def cure(settled_on: str = "2026-03-06") -> Answer:
    return _answer("recon_cure", {"choice": "已提交补正材料", "settled_on": settled_on}, {})


def lapsed_cure(choice: str, settled_on: str, **changes: Any) -> Answer:
    common = {"choice": choice, "settled_on": settled_on, "remarks": "电话核实，有通话记录。"}
    return _answer("recon_cure_lapsed", common, changes)


def acceptance_after_cure(decided_on: str = "2026-03-09") -> Answer:
    return _answer(
        "recon_acceptance_after_cure", {"decision": "受理", "decided_on": decided_on}, {}
    )


def wishes(**changes: Any) -> Answer:
    common = {
        "asked_on": DAY,
        "core_wish": "重新答复并公开全部材料",
        "applicant_willing": "是",
        "agency_willing": "是",
        "conditions": "申请人希望一个月内有结果",
    }
    return _answer("recon_wishes", common, changes)


def procedure(**changes: Any) -> Answer:
    common = {
        "ground": "没有上述情形",
        "is_clear": "否",
        "is_major": "否",
        "is_technical": "否",
        "procedure": "普通程序",
        "chosen_on": DAY,
    }
    return _answer("recon_procedure", common, changes)


def simplified(**changes: Any) -> Answer:
    ground = {"ground": "属于政府信息公开案件", "is_clear": "是", "procedure": "简易程序"}
    return procedure(**(ground | changes))


def copy(sent_on: str = DAY, received_on: str = DAY) -> Answer:
    return _answer("recon_copy", {"sent_on": sent_on, "received_on": received_on}, {})


def agency_answer(**changes: Any) -> Answer:
    common = {
        "answered_on": DAY,
        "with_evidence": "是",
        "summary": "答复书内容准确，程序合法。",
        "materials": ["政府信息公开申请表", "答复书及送达回证"],
    }
    return _answer("recon_answer", common, changes)


def opinions(**changes: Any) -> Answer:
    common = {"way": "通过电话听取", "heard_on": DAY, "record": "申请人坚持请求。"}
    return _answer("recon_opinions", common, changes)


def step(choice: str, code: str = "recon_step", day: str = DAY) -> Answer:
    return _answer(code, {"choice": choice, "chosen_on": day}, {})


def simplified_step(choice: str, day: str = DAY) -> Answer:
    return step(choice, "recon_step_simplified", day)


def overdue_step(choice: str, day: str) -> Answer:
    return step(choice, "recon_step_overdue", day)


def hearing_plan(hearing_at: str = "2026-03-17", **changes: Any) -> Answer:
    common = {
        "hearing_at": hearing_at,
        "time_of_day": "上午九时三十分",
        "place": "复议听证室",
        "matters": ["答复书的事实依据", "公开申请的处理程序"],
        "chair": "孙复议",
        "hearers": ["钱复议", "李复议"],
        "clerk": "赵记录",
    }
    return _answer("recon_hearing_plan", common, changes)


def hearing_record(**changes: Any) -> Answer:
    common = {
        "held": "是",
        "notified_on": DAY,
        "settled_on": DAY,
        "applicant_came": "是",
        "agency": "负责人参加",
        "summary": "双方就证据进行了质证。",
    }
    return _answer("recon_hearing_record", common, changes)


def committee(**changes: Any) -> Answer:
    common = {
        "consulted_on": DAY,
        "members": ["吴教授", "郑律师"],
        "asked": "内部事务信息的认定标准",
        "opinion": "倾向认为不属于内部事务信息。",
    }
    return _answer("recon_committee", common, changes)


def investigation() -> Answer:
    common = {
        "investigated_on": DAY,
        "place": "区教育局档案室",
        "officials": ["孙复议", "钱复议"],
        "findings": "找到申请公开的文件原件。",
    }
    return _answer("recon_investigation", common, {})


def stop_execution(stop: str = "是") -> Answer:
    common = {"stop": stop, "decided_on": DAY, "reason": "执行将造成难以弥补的损失。"}
    return _answer("recon_stop_execution", common, {})


def expert(began_on: str, ended_on: str) -> Answer:
    common = {"matter": "笔迹鉴定", "began_on": began_on, "ended_on": ended_on}
    return _answer("recon_expert", common, {})


def extension(days: int = 30, approved_on: str = DAY) -> Answer:
    common = {"days": days, "approved_by": "周机构负责人", "approved_on": approved_on}
    return _answer("recon_extension", common | {"reason": "案情复杂，需要进一步调查。"}, {})


def conversion(approved_on: str = DAY) -> Answer:
    common = {"approved_by": "周机构负责人", "approved_on": approved_on}
    return _answer("recon_conversion", common | {"reason": "双方对事实争议较大。"}, {})


def document(competent: str = "是", began_on: str = DAY) -> Answer:
    common = {
        "document": "区政府信息公开办法",
        "clauses": "第十二条",
        "origin": "申请人附带申请审查",
        "competent": competent,
        "began_on": began_on,
    }
    return _answer("recon_normdoc", common, {})


def document_notice(sent_on: str, received_on: str) -> Answer:
    common = {"organ": "区政府办公室", "sent_on": sent_on, "received_on": received_on}
    return _answer("recon_normdoc_notice", common, {})


def document_result(day: str, finding: str = "相关条款合法，在复议决定书中一并告知") -> Answer:
    common = {"replied_on": day, "concluded_on": day, "finding": finding}
    return _answer("recon_normdoc_result", common | {"reasons": "未超越权限。"}, {})


def mediation(opened_on: str = DAY, **changes: Any) -> Answer:
    common = {
        "participants": [
            {"role": "申请人", "name": "周某"},
            {"role": "被申请人", "name": "区教育局"},
            {"role": "律师", "name": "冯律师"},
        ],
        "applicant_agrees": "是",
        "agency_agrees": "是",
        "stay_agreed": "是",
        "opened_on": opened_on,
    }
    return _answer("recon_mediation_opening", common, changes)


def mediated(ended_on: str = DAY, **changes: Any) -> Answer:
    common = {
        "outcome": "达成协议，制作复议调解书",
        "ended_on": ended_on,
        "terms": ["区教育局于十五日内重新答复", "周某不再就该答复提出其他请求"],
        "has_performance": "是",
    }
    return _answer("recon_mediation_result", common, changes)


def mediation_failed(ended_on: str = DAY) -> Answer:
    return mediated(ended_on, outcome="未达成协议，继续审理", terms=[], has_performance="否")


def signing(choice: str = "各方已签字盖章，并加盖复议机关印章", day: str = DAY) -> Answer:
    return _answer("recon_instrument_signing", {"choice": choice, "signed_on": day}, {})


def withdrawal(kind: str = "申请人撤回", **changes: Any) -> Answer:
    common = {
        "kind": kind,
        "requested_on": DAY,
        "permitted": "是",
        "decided_on": DAY,
        "reason": "经当面核实，撤回出于真实意愿。",
    }
    return _answer("recon_withdrawal", common, changes)


def decision(kind: str = "撤销", code: str = "recon_decision", **changes: Any) -> Answer:
    common = {
        "kind": kind,
        "decided_on": DAY,
        "approved_by": "副区长",
        "facts": "被申请人以内部事务信息为由不予公开，未说明具体理由。",
        "reasons": "被申请人没有证明所涉信息属于内部事务信息，主要事实不清、证据不足。",
        "disposition": ["撤销信息公开答复书", "责令被申请人自收到本决定书之日起二十日内重新答复"],
        "has_performance": "否",
    }
    return _answer(code, common, changes)


def service(recipient: str = "周某", served_on: str = DAY, **changes: Any) -> Answer:
    common = {
        "recipient": recipient,
        "role": "申请人",
        "method": "直接送达",
        "served_on": served_on,
        "more": "否",
    }
    return _answer("recon_service", common, changes)


def guidance(guided_on: str = DAY) -> Answer:
    common = {
        "guided_on": guided_on,
        "officials": ["孙复议"],
        "content": "解释了决定的理由和起诉的期限。",
        "attitude": "接受复议结果",
    }
    return _answer("recon_guidance", common, {})


def publication(decided_on: str = DAY, **changes: Any) -> Answer:
    common = {
        "choice": "公开",
        "decided_on": decided_on,
        "identities_removed": "是",
        "sensitive_removed": "是",
        "secrets_removed": "是",
        "checked_by": "钱复议",
    }
    return _answer("recon_publication", common, changes)


def opinion_draft(opinion: str = "否", suggestion: str = "否") -> Answer:
    common: dict[str, Any] = {"opinion": opinion, "suggestion": suggestion}
    if "是" in (opinion, suggestion):
        common |= {
            "organ": "区教育局",
            "shortcomings": ["不予公开没有说明理由"],
            "measures": ["建立信息公开答复的法制审核"],
        }
    return _answer("recon_opinion_draft", common, {})


def opinion_receipt(received_on: str) -> Answer:
    return _answer("recon_opinion_receipt", {"received_on": received_on}, {})


def opinion_report(reported_on: str, corrected: str = "是") -> Answer:
    common = {"reported_on": reported_on, "corrected": corrected, "content": "已建立审核制度。"}
    return _answer("recon_opinion_report", common, {})


def opinion_chase(decided_on: str, due_by: str) -> Answer:
    common = {
        "measure": "责令限期履行并约谈有关负责人",
        "decided_by": "副区长",
        "decided_on": decided_on,
        "due_by": due_by,
    }
    return _answer("recon_opinion_chase", common, {})


def suggestion_reply(replied_on: str) -> Answer:
    common = {"replied_on": replied_on, "adopted": "是", "content": "已列入工作计划。"}
    return _answer("recon_suggestion_reply", common, {})
