"""Sample facts of the letters of 诉中调解."""

from datetime import date
from decimal import Decimal

from fuyuan.letter_samples.cases import COURT, DOCKET_NUMBER, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

ACCEPTED, ENDED = date(2026, 8, 5), date(2026, 8, 19)
UNDISPUTED = ("事故发生在2026年3月9日21时40分", "原告当日排班至21时30分")


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "commission": on(
            TRIED,
            date(2026, 8, 3),
            court=COURT,
            docket_number=DOCKET_NUMBER,
            is_second_instance=False,
            mediator_name="王和",
            mediator_organization="云山区人民调解委员会",
            mediation_days=15,
            is_summary=False,
            allows_instrument=True,
            delegate="魏思齐（云山区人力资源和社会保障局工伤保险科科长）",
        ),
        "commission_on_appeal": on(
            TRIED,
            date(2026, 10, 26),
            doc_no="",
            court="云州市中级人民法院",
            docket_number="(2026)云01行终88号",
            is_second_instance=True,
            mediator_name="王和",
            mediator_organization="云山区人民调解委员会",
            mediation_days=15,
            is_summary=False,
            allows_instrument=True,
            delegate="魏思齐（云山区人力资源和社会保障局工伤保险科科长）",
        ),
        "trial_session_record": on(
            TRIED,
            date(2026, 8, 12),
            court=COURT,
            docket_number=DOCKET_NUMBER,
            is_second_instance=False,
            session_number=1,
            held_on=date(2026, 8, 12),
            place="云山区人民法院行政争议化解工作室",
            host="王和",
            recorder="钱记",
            participants=(
                "陈致远（原告一方）：参加",
                "方明远（行政机关负责人）：参加",
                "魏思齐（机关人员）：参加",
                "用人单位代表（第三人）：不参加，理由：在外地出差，已提交书面意见",
            ),
            statements=(
                ("主持人", "请双方分别说明对事故路线的意见。"),
                ("陈致远", "那条路是我每天回家的路，监控能看清楚。"),
                ("方明远", "我们补充调取了监控，可以确认原告离开站点后没有绕行。"),
            ),
            undisputed_facts=UNDISPUTED,
            result="双方愿意继续协商，被告一周内提出重新认定的意见。",
        ),
        "mediation_instrument": on(
            TRIED,
            date(2026, 8, 19),
            court=COURT,
            docket_number=DOCKET_NUMBER,
            is_second_instance=False,
            is_summary=False,
            case_facts=(
                "2026年3月9日21时30分，原告在站点完成当日工作后驾驶电动自行车回家，21时40分在梧桐路口"
                "与机动车相撞受伤，交通管理部门认定原告负次要责任。\n"
                "被告未及时答复原告的补偿申请，原告为此支出交通、鉴定费用。"
            ),
            terms=(
                "被告一次性补偿原告因重复申请支出的交通、鉴定费用",
                "原告就本案不再提出其他补偿请求",
            ),
            payments=(
                {"due_on": date(2026, 9, 10), "amount": Decimal("3200.00")},
                {"due_on": date(2026, 10, 12), "amount": Decimal("2860.50")},
            ),
            to_perform=True,
            is_partial=True,
            remaining="不予认定工伤决定是否合法",
        ),
        "trial_mediation_end": on(
            TRIED,
            date(2026, 8, 20),
            doc_no="云争调〔2026〕19号",
            court=COURT,
            docket_number=DOCKET_NUMBER,
            is_second_instance=False,
            reason="期限届满，双方对重新认定的时间没有达成一致，也没有书面同意延长。",
            accepted_on=ACCEPTED,
            ended_on=ENDED,
            undisputed_facts=UNDISPUTED,
            settled_terms=("被告补偿原告交通、鉴定费用6,060.50元",),
            change="",
            third_party_objection="",
            trial_due=due("T_TRIAL_6M", date(2026, 6, 15), excluded=15),
        ),
    }
