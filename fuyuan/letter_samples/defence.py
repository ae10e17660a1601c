"""Sample facts of the papers of 应诉."""

from datetime import date

from fuyuan.letter_samples.cases import BUREAU, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

NOTIFIED = date(2026, 7, 20)


def samples() -> dict[str, Facts]:
    """The facts of each paper, by its code."""
    return {
        "assignment_sheet": on(
            TRIED,
            date(2026, 7, 21),
            agency=LABOUR_BUREAU,
            unit="工伤保险科",
            leader="方明远",
            liaison="顾念",
            staff=("魏思齐", "顾念（公职律师）"),
            opinion="三日内调取事故路段监控和站点排班记录，研究是否属于上下班途中；同步听取陈致远意见，提出化解方案。",
            resolve_by=date(2026, 8, 28),
            tasks=(
                ("案件报备", "顾念"),
                ("答辩举证", "魏思齐"),
                ("出庭应诉", "方明远、顾念"),
                ("调解和解", "方明远"),
                ("履行裁判", "魏思齐"),
                ("败诉后的责任承担", "方明远"),
            ),
            dues=(
                due("YC_REPORT_3D", NOTIFIED),
                due("L_ANSWER_15D", NOTIFIED),
                due("L_JURIS_OBJ_15D", NOTIFIED),
            ),
            assigned_on=date(2026, 7, 21),
            government_steps=(),
        ),
        "case_report_form": on(
            TRIED,
            date(2026, 7, 22),
            agency=LABOUR_BUREAU,
            justice_bureau_name=BUREAU,
            summary="2026年3月9日晚，陈致远驾驶电动自行车离开站点途中受伤。我局以“不能证明在合理路线上”为由不予认定工伤。",
            focus="事故地点是否在上下班的合理路线上。",
            own_view="事故路段监控没有调取，事实有待补充查明，可以在答辩期内同步协商重新认定。",
            needs_report_up=True,
            leader="方明远（副局长）",
            liaison="顾念",
            reporter="顾念",
            reported_on=date(2026, 7, 22),
            due=due("YC_REPORT_3D", NOTIFIED),
        ),
        "resolution_plan_letter": on(
            TRIED,
            date(2026, 7, 31),
            agency=LABOUR_BUREAU,
            asked_on=date(2026, 7, 16),
            told_on=date(2026, 7, 17),
            decided_on=date(2026, 7, 30),
            wish="愿意调解，希望重新认定并尽快支付医疗费用",
            focus="事故地点是否在上下班的合理路线上",
            cause_of_dispute="认定程序中没有调取事故路段监控，也没有向站点负责人核实排班。",
            past_efforts="2026年7月24日，分管副局长当面听取原告意见一次；原告补交了站点排班截图。",
            next_steps=(
                "1. 8月10日前补充调取监控和排班记录。\n2. 证据足以认定的，自行撤销原决定，"
                "重新作出认定。\n3. 协调用人单位先行垫付医疗费用。"
            ),
            evidence=("《工伤认定申请表》及受理材料", "事故责任认定书", "站点排班记录"),
            leader="方明远",
            leader_sessions=1,
            participants=(
                {"role": "调解员", "name": "王和"},
                {"role": "公职律师", "name": "顾念"},
            ),
        ),
        "letter_of_authority": on(
            TRIED,
            date(2026, 7, 31),
            agency=LABOUR_BUREAU,
            representatives=("顾念（公职律师）", "魏思齐（工伤保险科科长）"),
            powers=(
                "提交答辩状、证据和依据，参加庭审、质证和辩论",
                "参加调解，在重新作出工伤认定的范围内与原告达成和解",
                "签收诉讼文书",
            ),
            signed_on=date(2026, 7, 31),
        ),
    }
