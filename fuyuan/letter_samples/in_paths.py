"""Sample facts of the records, forms and notices that stand beside the letters of the paths."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuyuan.letter_samples.cases import MEDIATED
from fuyuan.letter_samples.registration import DOCKETING_DUE, FILING_DUE, REPLY_DUE
from rules.vocabulary.letter import DueFacts, PaymentFacts

CONFIRM_DUE = {
    "label": "共同申请司法确认",
    "due_on": date(2026, 12, 21),
    "certain": True,
    "basis": "《民事诉讼法》第二百零五条，参照",
}
DOCKET = {"docket_number": "(2026)云0101行初66号"}
PLANNING_BUREAU = {"agency": "云州市自然资源和规划局"}
SIGNED = {"signed_on": date(2026, 11, 20)}
REVIEWED = {"applied_on": date(2026, 11, 25), "decided_on": date(2026, 12, 4)}
RISK_TAGS = {"risk_tags": ("群体性争议", "涉民生")}
BUREAU = {"justice_bureau_name": "云州市云山区司法局"}
BENCH = {"judge": "秦法官", "clerk": "林书记员"}
TERMS = ("乙方自行撤销原告知书，并依法受理登记申请。", "乙方在三个工作日内完成登记")


def due(label: str, day: date, basis: str, *, certain: bool = True) -> DueFacts:
    """Return a due date as the engine would word it."""
    return DueFacts(label=label, due_on=day, certain=certain, basis=basis)


ANSWER_DUE = due(
    "提交答辩状、证据和规范性文件", date(2026, 12, 11), "《行政诉讼法》第六十七条：十五日"
)
MEDIATION_DUE = due("调解期限", date(2026, 12, 14), "《人民法院在线调解规则》第二十四条：三十日")
LATER_DUE = due("调解期限", date(2027, 1, 4), "双方书面同意延长", certain=False)

OWN: dict[str, dict[str, Any]] = {
    "consent_record": {
        "plaintiff_choice": "同意",
        "agency_choice": "同意",
        "is_mutual": True,
        "answered_on": date(2026, 11, 12),
        "evidence": "双方签署的《意见回执》扫描件",
        "reply_due": REPLY_DUE,
        "filing_due": FILING_DUE,
    },
    "mediator_disclosure": {
        "mediator_name": "王和",
        "mediator_organization": "云山区人民调解委员会",
        "mediation_days": 30,
        "docket_number": "",
    },
    "mediation_scheme_letter": {
        "lead_agency": "云州市自然资源和规划局",
        "mediator_name": "王和",
        "officer": "赵法规",
        "officer_rank": "分管负责人",
        "enforcers": ("陈登记", "吴测绘"),
        "liaison": "郑联络，0512-00000001",
        "helpers": ("朱雀社区居民委员会主任", "华律师"),
        "focus": "起诉人的申请材料是否齐全；\n告知书没有列明所缺材料是否违反程序。",
        "scheme": "乙方自行撤销原告知书并受理申请；甲方补交测绘报告。",
        "has_agency_plan": True,
        "agency_steps": "12月1日以前召开协调会，15日以前完成登记。",
        "first_session": date(2026, 11, 18),
        "place": "云山区行政争议化解中心第二调解室",
        "mediation_due": MEDIATION_DUE,
        "decided_on": date(2026, 11, 16),
    },
    "undisputed_facts_record": {
        "held_on": date(2026, 11, 18),
        "place": "云山区行政争议化解中心第二调解室",
        "host": "王和",
        "recorder": "钱记",
        "undisputed_facts": ("起诉人2021年3月15日付清全部房款", "告知书没有列明所缺材料"),
        "docket_number": "",
    },
    "extension_consent": {
        "agreed_on": date(2026, 12, 10),
        "extended_days": 20,
        "earlier_due": MEDIATION_DUE,
        "later_due": LATER_DUE,
        "docket_number": "",
    },
    "closing_report": {
        "outcome": "部分达成一致",
        "is_resolved": False,
        "mediator": "王和（云山区人民调解委员会）",
        "accepted_on": date(2026, 11, 13),
        "ended_on": date(2026, 12, 14),
        "sessions": (
            (date(2026, 11, 18), "继续调解"),
            (date(2026, 12, 1), "部分达成一致"),
        ),
        "terms": TERMS,
        "undisputed_count": 2,
    },
    "confirmation_application": {**SIGNED, "terms": TERMS, "confirm_due": CONFIRM_DUE},
    "prefiling_instrument": {
        **SIGNED,
        **REVIEWED,
        "terms": TERMS,
        "payments": (
            PaymentFacts(due_on=date(2026, 12, 10), amount=Decimal(50000)),
            PaymentFacts(due_on=date(2027, 3, 10), amount=Decimal("78600.50")),
        ),
    },
    "confirmation_refusal": {
        **SIGNED,
        **REVIEWED,
        "reason": "协议第二条免除了登记机关的法定审查职责，违反法律的禁止性规定。",
    },
    "material_handover": {
        "handed_over_on": date(2026, 12, 15),
        "papers": ("行政起诉状（正本）", "起诉状副本3份", "不予登记告知书复印件"),
        "issued": (("登记收据", date(2026, 11, 10)), ("诉前调解意愿记录", date(2026, 11, 12))),
        "sealed": ("调解笔录", "调解方案"),
    },
    "remedy_guidance": {
        "reason": "调解期限届满，没有达成协议",
        "was_mediated": True,
        "docketing_due": DOCKETING_DUE,
        "filing_due": FILING_DUE,
        "recon_due": due(
            "申请行政复议", date(2026, 10, 19), "《行政复议法》第二十条第一款：六十日"
        ),
        "recon_passed": True,
        "reconsidered": False,
    },
    "evidence_notice": {
        **DOCKET,
        **BENCH,
        "docketed_on": date(2026, 11, 23),
        "is_summary": False,
    },
    "rights_notice": {**DOCKET, **BENCH, "procedure": "第一审普通程序"},
    "leader_identity": {
        **DOCKET,
        **PLANNING_BUREAU,
        "hearing_at": date(2027, 1, 14),
        "leader": "赵法规",
        "post": "副局长",
        "staff": ("陈登记（不动产登记中心主任）",),
    },
    "three_outs_register": {
        **DOCKET,
        **PLANNING_BUREAU,
        "instance": "一审",
        "held_on": date(2027, 1, 14),
        "presence": "主要负责人出庭",
        "leader": "赵法规（局长）",
        "spoke": True,
        "speech": "说明了不予登记的经过，就没有列明所缺材料向原告致歉。",
        "proposed": True,
        "proposal": "愿意在原告补交测绘报告后五日内办结登记。",
        "evidence": "庭审笔录第3页、第7页",
        "excuse": "不适用（已出庭）",
        "reason": "附出庭负责人身份证明书",
        "staff": ("陈登记",),
        "lawyers": ("华律师",),
        "wrongs": ("未经法庭许可中途退庭",),
        "recorder": "林书记员",
    },
    "withdrawal_application": DOCKET,
    "defence_frame": {
        **DOCKET,
        **PLANNING_BUREAU,
        "unit": "不动产登记中心",
        "liaison": "郑联络",
        "answer_due": ANSWER_DUE,
    },
    "evidence_list": {
        **DOCKET,
        **PLANNING_BUREAU,
        "has_statement": True,
        "evidence": (
            ("不动产登记申请书", "原告申请登记的时间和所附材料"),
            ("不予登记告知书及送达回证", "作出和送达告知书的时间"),
        ),
        "norms": ("《不动产登记暂行条例》", "《不动产登记暂行条例实施细则》"),
        "submitted_on": date(2026, 12, 8),
        "answer_due": ANSWER_DUE,
    },
    "recusal_application": {
        "path_title": "一审诉讼",
        "applied_on": date(2026, 12, 28),
        "facts": "承办法官秦某是被告法定代表人的近亲属。",
        "decide_due": due(
            "决定回避申请", date(2026, 12, 31), "《行诉法解释》第七十四条第三款：三日"
        ),
    },
    "recusal_decision_letter": {
        "path_title": "一审诉讼",
        "applied_on": date(2026, 12, 28),
        "granted": True,
        "reviewed": False,
        "replaced_by": "韩法官",
        "reason": "经核实，承办法官与被告法定代表人系近亲属。",
        "decided_on": date(2026, 12, 30),
    },
    "risk_form": {
        **RISK_TAGS,
        "petition_risk": "高",
        "stability_risk": "中",
        "risk_reason": "同小区有四十户情形相同，已有人到信访局反映。",
        "is_high": True,
        "assessor": "钱记",
        "assessed_on": date(2026, 11, 16),
    },
    "grave_report": {
        **RISK_TAGS,
        **PLANNING_BUREAU,
        "measures": "由副局长接访，逐户说明登记条件；暂停对同类申请作出不予登记决定。",
        "petition_work": "与区信访局建立日报，信访人已签收答复。",
        "opinion_work": "没有媒体报道；指定专人每日查看。",
        "officer": "赵法规",
        "reported_to": "云州市人民政府、云州省自然资源厅",
        "reported_on": date(2026, 11, 11),
        "alert_due": due(
            "采取措施并报告",
            date(2026, 11, 11),
            "峄政办发〔2023〕2号三（三）：及时；本地约定24小时",
        ),
    },
    "lawyer_assignment_letter": {
        **BUREAU,
        "lawyer": "华律师",
        "firm": "云山律师事务所",
        "experience": "代理行政案件十二年，其中不动产登记案件三十件。",
        "duties": ("参加首次调解", "就登记条件提供法律意见"),
        "assigned_on": date(2026, 11, 17),
        "mediation_due": MEDIATION_DUE,
    },
    "legal_aid_referral": {
        **BUREAU,
        "review_due": due(
            "审查法律援助申请", date(2026, 11, 23), "《法律援助法》第四十三条第一款：七日"
        ),
        "filing_due": FILING_DUE,
    },
}


def samples() -> dict[str, dict[str, Any]]:
    """The facts of each letter, by its code."""
    return {code: {**MEDIATED, **own} for code, own in OWN.items()}
