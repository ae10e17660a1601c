"""Sample facts of the letters of 审理."""

from datetime import date

from fuyuan.letter_samples.cases import DOCKET_NUMBER, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

HEARING = date(2026, 9, 1)
REPORTS = "峄政办发〔2023〕2号二（二）、（五）"


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "notice_of_action": on(
            TRIED,
            date(2026, 7, 15),
            docket_number=DOCKET_NUMBER,
            docketed_on=date(2026, 7, 13),
            procedure="普通程序",
            judge="沈知行",
            clerk="林书记员",
            local_reports_source=REPORTS,
        ),
        "leader_notice": on(
            TRIED,
            date(2026, 8, 20),
            docket_number=DOCKET_NUMBER,
            agency=LABOUR_BUREAU,
            hearing_at=HEARING,
            time_and_place="上午九时三十分，第三审判庭",
            must_reasons=("社会高度关注（多家快递站点的从业人员旁听申请）",),
            principal_reasons=(
                "社会高度关注的案件，原则上由主要负责人出庭（皖司发〔2022〕9号（五））",
            ),
            list_due=due("YC_LEADER_3D_BEFORE", HEARING),
        ),
        "attendance_report": on(
            TRIED,
            date(2026, 8, 26),
            agency=LABOUR_BUREAU,
            justice_bureau_name="云州市云山区司法局",
            hearing_at=HEARING,
            time_and_place="上午九时三十分，第三审判庭",
            presence="其他负责人出庭",
            leader="方明远",
            post="副局长（分管工伤保险）",
            staff=("魏思齐（工伤保险科科长）", "顾念（公职律师）"),
            reason="",
            reporter="顾念",
            reported_on=date(2026, 8, 26),
            must_reasons=("社会高度关注",),
            principal_reasons=(),
        ),
        "absence_statement": on(
            TRIED,
            date(2026, 8, 27),
            agency=LABOUR_BUREAU,
            hearing_at=HEARING,
            reason="局长、分管副局长开庭当日分别参加省级部门组织的工伤预防专项检查和住院手术，均不能到庭",
            proof="专项检查通知、住院证明各一份",
            staff=("魏思齐（工伤保险科科长）", "顾念（公职律师）"),
        ),
        "assessment_form": on(
            TRIED,
            date(2026, 9, 3),
            deduction=0,
            deduction_each=5,
            agency=LABOUR_BUREAU,
            held_on=HEARING,
            presence="其他负责人出庭",
            leader="方明远，副局长",
            spoke=True,
            proposed=True,
            evidence="庭审笔录第3页至第7页、庭审录像",
            grades=(
                ("遵守法庭纪律", "好"),
                ("庭审发言", "较好"),
                ("争议化解", "较好"),
                ("判决履行", "尚无履行内容或者履行期未届满"),
            ),
            was_briefed="是，2026年8月28日听取工伤保险科汇报",
            misconduct=(),
            comment="能够就上下班途中的合理时间、合理路线作出说明，并提出补充调查后重新认定的意见。",
            assessor="沈知行",
            assessed_on=date(2026, 9, 3),
        ),
        "withdrawal_ruling": on(
            TRIED,
            date(2026, 9, 10),
            docket_number=DOCKET_NUMBER,
            applied_on=date(2026, 9, 8),
            reason="被告已经重新作出认定工伤的决定，诉讼目的已经实现",
            agency_changed_act=True,
            decided_on=date(2026, 9, 10),
            judge="沈知行",
            clerk="林书记员",
        ),
    }
