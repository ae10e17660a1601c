"""Rich, invented facts for every letter: each optional fact is there, and rare names are used."""

from datetime import date
from decimal import Decimal

from path_samples import FEWEST, IN_PATHS, PATH_LETTERS
from sample_case import CASE, CONFIRM_DUE, DOCKETING_DUE, FILING_DUE, PARTIES, REPLY_DUE

from rules.paths.prefiling_mediation import letters as mediation
from rules.paths.registration import letters as registration
from rules.vocabulary.letter import (
    CaseFacts,
    FindingFacts,
    Letter,
    PaymentFacts,
)

EIGHT = (
    "诉讼请求",
    "受案范围",
    "原告资格",
    "被告资格",
    "起诉期限",
    "行政复议",
    "管辖",
    "立案新规定",
)
OWN: dict[str, dict[str, object]] = {
    "receipt": {
        "materials": ("行政起诉状(正本1份、副本3份)", "身份证复印件", "不予登记告知书复印件"),
        "docketing_due": DOCKETING_DUE,
        "filing_due": FILING_DUE,
    },
    "correction_notice": {
        "defects": ("起诉状没有写明被告的地址，请补充", "付款凭证只有复印件，请提交原件供核对。"),
        "correct_by": date(2026, 11, 23),
        "filing_due": FILING_DUE,
    },
    "eight_checks_form": {
        "findings": tuple(
            FindingFacts(
                title=title,
                ok=title != "起诉期限",
                article="《行政诉讼法》第四十九条",
                note="送达日期待核实" if title == "起诉期限" else "",
            )
            for title in EIGHT
        ),
        "mediable": True,
        "conclusion": "起诉期限待核实，其他各项符合；涉及补偿数额，可以协调。",
        "reviewer": "周立案",
        "reviewed_on": date(2026, 11, 10),
    },
    "mediation_inquiry": {
        "reply_due": REPLY_DUE,
        "filing_due": FILING_DUE,
        "mediation_days": 30,
    },
    "referral": {
        "mediator_name": "王和",
        "mediator_organization": "云山区人民调解委员会",
        "mediation_days": 30,
        "materials": ("起诉状副本", "证据材料复印件", "诉前调解同意书(双方)"),
        "filing_due": FILING_DUE,
    },
    "suggestion": {
        "risk_tags": ("群体性争议", "涉民生"),
        "feedback_by": date(2026, 11, 23),
        "lead_agency": "云州市自然资源和规划局",
    },
    "session_record": {
        "held_on": date(2026, 11, 18),
        "place": "云山区行政争议化解中心第二调解室",
        "host": "王和",
        "recorder": "钱记",
        "attendees": ("欧阳䶮(起诉人)", "赵法规(云州市自然资源和规划局副局长)"),
        "statements": (
            ("主持人", "请起诉人说明诉求。"),
            ("欧阳䶮", "我们早就付清了房款。\n孩子明年要入学，希望尽快办理。"),
        ),
        "undisputed_facts": ("起诉人2021年3月15日付清全部房款", "告知书没有列明所缺材料"),
        "result": "双方达成一致，另行签订和解协议书。",
    },
    "settlement": {
        "terms": ("乙方自行撤销原告知书，并依法受理登记申请。", "乙方在三个工作日内完成登记"),
        "payments": (
            PaymentFacts(due_on=date(2026, 12, 10), amount=Decimal(50000)),
            PaymentFacts(due_on=date(2027, 3, 10), amount=Decimal("78600.50")),
        ),
        "effective_on": date(2026, 11, 20),
        "copies": 4,
        "confirm_due": CONFIRM_DUE,
    },
    "termination": {
        "reason": "调解期限届满，被诉行政机关不同意延长。",
        "accepted_on": date(2026, 11, 13),
        "ended_on": date(2026, 12, 12),
        "excluded_days": 30,
        "filing_due": FILING_DUE,
        "docketing_due": DOCKETING_DUE,
        "partial_terms": ("乙方自行撤销原告知书", "乙方补充列明登记所需材料；"),
    },
    **IN_PATHS,
}
LETTERS: tuple[Letter, ...] = (
    registration.RECEIPT,
    registration.CORRECTION_NOTICE,
    registration.EIGHT_CHECKS_FORM,
    registration.MEDIATION_INQUIRY,
    mediation.REFERRAL,
    mediation.SUGGESTION,
    mediation.SESSION_RECORD,
    mediation.SETTLEMENT,
    mediation.TERMINATION,
    *PATH_LETTERS,
)


def facts_of(letter: Letter, **changes: object) -> dict[str, object]:
    """Return facts that the letter's own model has accepted, as flows would pass them."""
    model: CaseFacts = letter.needs.model_validate({**CASE, **OWN[letter.code], **changes})
    return dict(model)


def case_number_of(facts: dict[str, object]) -> str:
    """Return the number a letter goes by: the court's own once the case is docketed."""
    return str(facts.get("docket_number") or facts["case_number"])


def sparse_facts_of(letter: Letter) -> dict[str, object]:
    """Return the fewest facts that the letter's model accepts."""
    fewest = {"act_made_on": None, "act_known_on": None, "doc_no": "", "correct_by": None}
    fewest |= {"effective_on": None, "accepted_on": None, "excluded_days": None}
    fewest |= {"risk_tags": (), "statements": (), "undisputed_facts": (), "payments": ()}
    fewest |= {"partial_terms": (), "plaintiffs": PARTIES[1:2], "agencies": ("云州市公安局",)}
    fewest |= dict.fromkeys(("agency", "agency_names"), "云州市公安局")
    fewest |= FEWEST.get(letter.code, {})
    fields = letter.needs.model_fields
    facts = {**CASE, **OWN[letter.code]}
    facts |= {name: value for name, value in fewest.items() if name in fields}
    optional = {name for name, field in fields.items() if not field.is_required()}
    return dict(letter.needs.model_validate({k: v for k, v in facts.items() if k not in optional}))
