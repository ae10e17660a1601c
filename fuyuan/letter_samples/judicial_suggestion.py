"""Sample facts of the letters of 司法建议与检察建议."""

from datetime import date
from typing import Any

from fuyuan.letter_samples.cases import (
    BUREAU,
    COURT,
    GOVERNMENT,
    LABOUR_BUREAU,
    PROCURATORATE,
    TRIED,
    Facts,
    on,
)
from fuyuan.letter_samples.due_dates import due

SERVED = date(2026, 10, 12)
NUMBER = "云山法建〔2026〕5号"
REMEDIES = (
    {
        "problem": "工伤认定没有调查取证清单，监控等易灭失证据没有及时调取",
        "suggestion": "制定调查取证清单，明确监控等易灭失证据的调取时限",
    },
    {
        "problem": "不予认定的决定没有说明对申请人证据的采信情况",
        "suggestion": "在决定书中逐项写明证据是否采信及理由",
    },
)
FOUND = (
    "本案不予认定工伤决定作出前，事故路段监控仍在保存期内，被告没有调取。\n"
    "2025年以来，同类案件另有一件因主要证据不足被撤销。"
)
REPLY_DUE = due("J_SUGGEST_REPLY_2M", SERVED)
SENT: dict[str, Any] = {
    "kind": "司法建议",
    "addressee": LABOUR_BUREAU,
    "suggestion_no": NUMBER,
    "served_on": SERVED,
    "reply_due": REPLY_DUE,
}
PROPOSED: dict[str, Any] = {
    "addressee": LABOUR_BUREAU,
    "level": "类案",
    "reason": "行政行为存在瑕疵或者多发的执法问题",
    "is_appearance": False,
    "found": FOUND,
    "remedies": REMEDIES,
    "copies": (GOVERNMENT, BUREAU),
}


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "judicial_suggestion": on(
            TRIED,
            date(2026, 10, 10),
            doc_no=NUMBER,
            **PROPOSED,
            reply_text="收到本建议书之日起两个月内",
            reply_article="《最高人民法院关于综合治理类司法建议工作若干问题的规定》第八条、第十二条",
        ),
        "procuratorial_suggestion": on(
            TRIED,
            date(2026, 10, 10),
            doc_no="",
            **PROPOSED,
            reply_text="收到本建议书之日起两个月内",
            reply_article="",
            procuratorate_name=PROCURATORATE,
            document_number="云山检行建〔2026〕3号",
            joint_work=("公开听证", "案件质量评查"),
        ),
        "suggestion_reminder": on(TRIED, date(2026, 12, 15), **SENT, issuer_name=COURT),
        "suggestion_copy": on(
            TRIED,
            date(2026, 12, 28),
            **SENT,
            issuer_name=COURT,
            superior=GOVERNMENT,
            remedies=REMEDIES,
        ),
        "suggestion_register": on(
            TRIED,
            date(2026, 12, 8),
            doc_no="",
            **SENT,
            level="类案",
            status="按期",
            replied_on=date(2026, 12, 7),
            answer="采纳",
            details=("调查取证清单已经印发执行", "决定书模板增加证据采信说明一栏"),
            remedies=REMEDIES,
            joint_work=(),
        ),
    }
