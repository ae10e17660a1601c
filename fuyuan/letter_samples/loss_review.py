"""Sample facts of the papers of 败诉后整改."""

from datetime import date

from fuyuan.letter_samples.cases import BUREAU, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

RECEIVED = date(2026, 9, 21)
VIOLATION = "主要证据不足"
ITEMS = (
    {
        "number": 1,
        "problem": "没有调取事故路段监控即作出决定",
        "cause": "调查取证没有清单，经办人凭经验取舍",
        "measure": "制定工伤认定调查取证清单，缺项不得提请审批",
        "responsible": "魏思齐",
        "due_by": date(2026, 10, 30),
    },
    {
        "number": 2,
        "problem": "决定书没有回应申请人提交的证据",
        "cause": "文书模板没有证据采信说明一栏",
        "measure": "修订文书模板，逐项写明证据是否采信及理由",
        "responsible": "顾念",
        "due_by": date(2026, 11, 13),
    },
)


def samples() -> dict[str, Facts]:
    """The facts of each paper, by its code."""
    return {
        "loss_report": on(
            TRIED,
            date(2026, 9, 28),
            doc_no="",
            agency=LABOUR_BUREAU,
            bureau_name=BUREAU,
            document="(2026)云0101行初57号",
            loss_kind="撤销",
            received_on_by_agency=RECEIVED,
            violation=VIOLATION,
            causes=("调查取证没有清单，经办人凭经验取舍", "审批环节没有核对证据目录"),
            shortcomings=(
                "没有调取事故路段监控即认定“不能证明在合理路线上”",
                "决定书没有回应申请人提交的排班截图",
            ),
            measures=("制定工伤认定调查取证清单", "修订决定书模板，逐项写明证据是否采信及理由"),
            mechanism="每季度由公职律师抽查不予认定的案卷，发现同类问题的及时自行纠正。",
            report_due=due("YC_LOSS_10D", RECEIVED),
            submitted_on=date(2026, 9, 28),
        ),
        "repeat_warning": on(
            TRIED,
            date(2026, 9, 29),
            agency=LABOUR_BUREAU,
            bureau_name=BUREAU,
            violation=VIOLATION,
            count=2,
            window_months=12,
            case_numbers=("(2026)云0101行诉前调215号", "(2026)云0101行诉前调96号"),
        ),
        "double_inquiry_record": on(
            TRIED,
            date(2026, 10, 20),
            agency=LABOUR_BUREAU,
            case_findings="原决定的主要证据不足：事故路段监控在保存期内而没有调取。",
            personnel_findings="经办人没有按照内部规程制作调查提纲；审批人没有核对证据目录。",
            statement="经办人说明：当时同期案件较多，误认为监控已经覆盖。",
            conclusion="由本单位处理",
            transferred_to="",
            decided_by="局党组会议",
            decided_on=date(2026, 10, 20),
            reason="属于工作疏漏，没有证据表明故意；案件已经通过重新认定得到纠正，由本单位批评教育。",
        ),
        "rectification_ledger": on(
            TRIED,
            date(2026, 10, 9),
            agency=LABOUR_BUREAU,
            bureau_name=BUREAU,
            items=ITEMS,
            approved_by="方明远",
            approved_on=date(2026, 10, 9),
        ),
        "close_out": on(
            TRIED,
            date(2026, 11, 4),
            agency=LABOUR_BUREAU,
            bureau_name=BUREAU,
            closed=(
                {
                    **ITEMS[0],
                    "done_on": date(2026, 10, 28),
                    "evidence": "调查取证清单（局发文），抽查十月案卷五件均已执行",
                },
            ),
            remaining=(ITEMS[1],),
            reviewer="韩砚",
            reviewed_on=date(2026, 11, 4),
        ),
    }
