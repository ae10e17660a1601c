"""Sample facts of the letters of 诉前调解."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuyuan.letter_samples.cases import LAND_BUREAU, MEDIATED
from fuyuan.letter_samples.due_dates import due
from fuyuan.letter_samples.registration import FILING_DUE

CONFIRM_DUE = {
    "label": "共同申请司法确认",
    "due_on": date(2026, 12, 21),
    "certain": True,
    "basis": "《民事诉讼法》第二百零五条，参照",
}
ISSUED = {
    "referral": date(2026, 11, 12),
    "suggestion": date(2026, 11, 11),
    "session_record": date(2026, 11, 18),
    "settlement": date(2026, 11, 20),
    "termination": date(2026, 12, 14),
}
OWN: dict[str, dict[str, Any]] = {
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
        "lead_agency": LAND_BUREAU,
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
            {"due_on": date(2026, 12, 10), "amount": Decimal(50000)},
            {"due_on": date(2027, 3, 10), "amount": Decimal("78600.50")},
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
        "docketing_due": due("L_DOCKET_7D", date(2026, 12, 14)),
        "partial_terms": ("乙方自行撤销原告知书", "乙方补充列明登记所需材料；"),
    },
}


def samples() -> dict[str, dict[str, Any]]:
    """The facts of each letter, by its code."""
    return {code: {**MEDIATED, "issued_on": ISSUED[code], **own} for code, own in OWN.items()}
