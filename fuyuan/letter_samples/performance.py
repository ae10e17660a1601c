"""Sample facts of the letters of 履行跟踪."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuyuan.letter_samples.cases import LABOUR_BUREAU, STUDIO, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

INSTRUMENT = "(2026)云0101行初57号行政判决书"
EFFECTIVE = date(2026, 10, 9)


def duty(number: str, what: str, amount: str | None, due_on: date | None) -> dict[str, Any]:
    """One obligation of the agency toward the plaintiff."""
    return {
        "number": number,
        "what": what,
        "debtor": LABOUR_BUREAU,
        "creditor": "陈致远",
        "amount": None if amount is None else Decimal(amount),
        "due": None if due_on is None else due("P_INSTALMENT", due_on),
    }


PAYMENT = duty("第2项", "赔偿鉴定费、交通费", "6060.50", date(2026, 11, 9))
REDO = duty("第1项", "重新作出工伤认定决定", None, date(2026, 12, 8))


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "performance_notice": on(
            TRIED,
            date(2026, 10, 12),
            instrument=INSTRUMENT,
            effective_on=EFFECTIVE,
            duties=(REDO, PAYMENT),
            is_redo=True,
        ),
        "same_act_notice": on(
            TRIED,
            date(2026, 12, 2),
            instrument=INSTRUMENT,
            duty=REDO,
            document="云山人社工伤〔2026〕79号《不予认定工伤决定书》",
            made_on=date(2026, 12, 1),
        ),
        "execution_settlement": on(
            TRIED,
            date(2026, 11, 16),
            instrument=INSTRUMENT,
            duty=PAYMENT,
            instalments=(
                duty("第2项第1期", "赔偿鉴定费、交通费", "3000.00", date(2026, 11, 30)),
                duty("第2项第2期", "赔偿鉴定费、交通费", "3060.50", date(2026, 12, 30)),
            ),
            signed_on=date(2026, 11, 16),
        ),
        "performance_urging_letter": on(
            TRIED,
            date(2026, 11, 12),
            instrument=INSTRUMENT,
            duty=PAYMENT,
            situation="2026年11月11日向双方核实，尚未付款",
            is_overdue=True,
            record="义务人称正在办理支付审批",
        ),
        "enforcement_notice": on(
            TRIED,
            date(2026, 11, 12),
            instrument=INSTRUMENT,
            duty=PAYMENT,
            situation="2026年11月11日向双方核实，尚未付款",
            apply_due={
                "label": "申请强制执行",
                "due_on": date(2028, 11, 9),
                "certain": False,
                "basis": "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百五十三条",
            },
        ),
        "performance_report": on(
            TRIED,
            date(2026, 12, 31),
            doc_no="",
            instrument=INSTRUMENT,
            effective_on=EFFECTIVE,
            outcomes=(
                {"duty": REDO, "status": "已履行", "result": "2026年12月1日重新作出认定工伤决定"},
                {
                    "duty": PAYMENT,
                    "status": "经督促履行",
                    "result": "2026年11月20日转账，回单存卷",
                },
            ),
            conclusion="履行完毕",
            studio_name=STUDIO,
        ),
    }
