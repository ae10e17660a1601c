"""Sample facts of the letters of 行政复议."""

from datetime import date
from functools import partial

from fuyuan.letter_samples.cases import BUREAU, CITY_BUREAU, GOVERNMENT, RECONSIDERED, Facts, on
from fuyuan.letter_samples.due_dates import due

ACCEPTED = date(2026, 7, 20)
DECIDE_DUE = due("R_DECIDE_60D", ACCEPTED)
_letter = partial(on, RECONSIDERED, authority=GOVERNMENT, office_name=BUREAU, handler="罗听澜")


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {**_beginning(), **_course(), **_end()}


def _beginning() -> dict[str, Facts]:
    return {
        "recon_wish_record": _letter(
            date(2026, 7, 15),
            doc_no="",
            asked_on=date(2026, 7, 15),
            core_wish="认为店外桌椅当日已经收回，一万元罚款过重，希望撤销或者减少。",
            applicant_willing=True,
            agency_willing=True,
            conditions="申请人愿意书面承诺不再占道经营；被申请人愿意重新核实违法情节。",
        ),
        "recon_cure_notice": _letter(
            date(2026, 7, 16),
            defects=("申请书没有签名", "没有提交处罚决定书复印件"),
        ),
        "recon_acceptance_notice": _letter(
            ACCEPTED,
            accepted_on=ACCEPTED,
            is_deemed=False,
            procedure="普通程序",
            decide_due=DECIDE_DUE,
        ),
        "recon_refusal": _letter(
            date(2026, 7, 17),
            decided_on=date(2026, 7, 17),
            unmet=("属于本机关管辖",),
            reasons="处罚决定由云州市城市管理委员会作出，应当由云州市人民政府管辖。",
            competent_organ="云州市人民政府",
        ),
        "recon_answer_notice": _letter(
            date(2026, 7, 22),
            procedure="普通程序",
            answer_days=10,
            article="第四十八条",
        ),
    }


def _course() -> dict[str, Facts]:
    return {
        "recon_stop_execution_order": _letter(
            date(2026, 7, 24),
            decided_on=date(2026, 7, 24),
            reason="申请人提交了经营困难的材料，罚款数额与申请人的收入相比较大，停止执行不损害公共利益。",
        ),
        "recon_stay_notice": _letter(
            date(2026, 8, 3),
            stayed_on=date(2026, 8, 3),
            cause="申请人、被申请人同意调解",
            article="第三十九条第一款第（六）项",
        ),
        "recon_resumption_notice": _letter(
            date(2026, 8, 18),
            last_day_on=date(2026, 8, 17),
            cause="申请人、被申请人同意调解",
            decide_due=due("R_DECIDE_60D", ACCEPTED, excluded=15),
        ),
        "recon_extension_notice": _letter(
            date(2026, 9, 25),
            days=30,
            approved_on=date(2026, 9, 25),
            reason="需要对违法情节和裁量标准进一步核实，情况复杂。",
            decide_due=due("R_DECIDE_60D", ACCEPTED, extended=30),
        ),
        "recon_conversion_notice": _letter(
            date(2026, 8, 6),
            approved_on=date(2026, 8, 6),
            reason="双方对占道经营的面积和时间争议较大，需要组织听证。",
            decide_due=DECIDE_DUE,
        ),
        "recon_hearing_notice": _letter(
            date(2026, 8, 20),
            hearing_at=date(2026, 9, 2),
            time_of_day="上午九时",
            place="云山区司法局三楼听证室",
            matters=("占道经营的事实", "罚款数额的裁量"),
            chair="秦砚",
            hearers=("罗听澜", "苏慎"),
            clerk="钱记",
        ),
        "recon_overdue_notice": _letter(
            date(2026, 9, 21),
            accepted_on=ACCEPTED,
            decide_due=DECIDE_DUE,
            sue_due=due("L_AFTER_RECON_15D", date(2026, 9, 18)),
        ),
    }


def _end() -> dict[str, Facts]:
    return {
        "recon_instrument": _letter(
            date(2026, 8, 17),
            participants=("何秋实", "云山区城市管理综合执法局副局长周正", "江宁街道办事处"),
            terms=(
                "被申请人将罚款由一万元变更为二千元",
                "申请人自本调解书生效之日起十日内缴纳罚款，并书面承诺不再占道经营",
            ),
        ),
        "recon_decision_letter": _letter(
            date(2026, 9, 16),
            doc_no="云山政复决字〔2026〕33号",
            accepted_on=ACCEPTED,
            decided_on=date(2026, 9, 16),
            kind="变更",
            article="第六十三条第一款第（一）项",
            answered=True,
            heard=True,
            consulted=False,
            facts=(
                "2026年6月10日，申请人在店外摆放桌椅四张，占用人行道约六平方米，当日经劝导后收回。\n"
                "被申请人于2026年6月22日作出罚款一万元的决定。"
            ),
            reasons=(
                "申请人属于初次违法，当日改正，没有造成后果。被申请人按照上限罚款，没有说明裁量理由，"
                "事实清楚、证据确凿、程序合法，但是内容不适当。"
            ),
            disposition=("将罚款一万元变更为罚款二千元",),
        ),
        "recon_termination": _letter(
            date(2026, 8, 28),
            decided_on=date(2026, 8, 28),
            cause="双方达成和解，申请人自愿撤回",
            reason="撤回申请是申请人的真实意思，和解内容不损害国家利益、社会公共利益和他人合法权益。",
        ),
        "recon_opinion": _letter(
            date(2026, 9, 18),
            organ=CITY_BUREAU,
            shortcomings=("裁量权行使没有说明理由", "调查笔录没有记载违法行为改正的时间"),
            measures=(
                "对同类处罚决定开展自查，情节轻微当日改正的依法从轻或者不予处罚",
                "规范调查笔录的制作",
            ),
        ),
        "recon_suggestion": _letter(
            date(2026, 9, 18),
            organ=CITY_BUREAU,
            shortcomings=("没有公布市容环境类处罚的裁量基准",),
            measures=("制定并公布裁量基准，报司法行政部门备案",),
        ),
    }
