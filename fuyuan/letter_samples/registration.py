"""Sample facts of the letters of 先登后调."""

from datetime import date
from typing import Any

from fuyuan.letter_samples.cases import MEDIATED

FILING_DUE = {
    "label": "起诉期限",
    "due_on": date(2027, 2, 17),
    "certain": False,
    "basis": "《行政诉讼法》第四十六条第一款：自知道或者应当知道作出行政行为之日起六个月",
}
DOCKETING_DUE = {
    "label": "决定是否立案",
    "due_on": date(2026, 11, 16),
    "certain": True,
    "basis": "《行政诉讼法》第五十一条第二款：接收起诉状之日起七日",
}
REPLY_DUE = {
    "label": "答复是否同意调解",
    "due_on": date(2026, 11, 12),
    "certain": True,
    "basis": "《人民法院在线调解规则》第十五条：三个工作日",
}
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
OWN: dict[str, dict[str, Any]] = {
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
            {
                "title": title,
                "ok": title != "起诉期限",
                "article": "《行政诉讼法》第四十九条",
                "note": "送达日期待核实" if title == "起诉期限" else "",
            }
            for title in EIGHT
        ),
        "mediable": True,
        "conclusion": "起诉期限待核实，其他各项符合；涉及补偿数额，可以协调。",
        "guided_choice": "愿意诉前调解",
        "reviewer": "周立案",
        "reviewed_on": date(2026, 11, 10),
    },
    "mediation_inquiry": {
        "reply_due": REPLY_DUE,
        "filing_due": FILING_DUE,
        "mediation_days": 30,
    },
}


def samples() -> dict[str, dict[str, Any]]:
    """The facts of each letter, by its code."""
    return {code: {**MEDIATED, **own} for code, own in OWN.items()}
