"""Sample facts of the letters of 判后答疑."""

from datetime import date

from fuyuan.letter_samples.cases import DOCKET_NUMBER, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

DECISION, DECIDED = "(2026)云0101行初57号行政判决书", date(2026, 9, 15)


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "explanation_notice": on(
            TRIED,
            date(2026, 9, 21),
            doc_no="云法告〔2026〕22号",
            docket_number=DOCKET_NUMBER,
            decision=DECISION,
            decided_on=DECIDED,
            services=(
                {
                    "party": "陈致远",
                    "served_on": date(2026, 9, 18),
                    "appeal_due": due("L_APPEAL_J_15D", date(2026, 9, 18)),
                },
                {
                    "party": LABOUR_BUREAU,
                    "served_on": date(2026, 9, 21),
                    "appeal_due": due("L_APPEAL_J_15D", date(2026, 9, 21)),
                },
            ),
        ),
        "explanation_record": on(
            TRIED,
            date(2026, 9, 25),
            wants_retrial=False,
            docket_number=DOCKET_NUMBER,
            decision=DECISION,
            decided_on=DECIDED,
            requested_by="陈致远",
            held_on=date(2026, 9, 25),
            place="云山区人民法院第二接待室",
            host="沈知行",
            recorder="林书记员",
            attendees=(
                "陈致远（当事人）：参加",
                "顾念（行政机关）：参加",
                "韩砚（行政复议机构）：不参加，理由：本案没有经过复议",
            ),
            exchanges=(
                (
                    "判决撤销了决定，是不是就等于认定我是工伤？",
                    "不是。判决撤销原决定，责令被告在六十日内重新作出。\n是否认定工伤，由被告根据补充查明的事实作出。",
                ),
                (
                    "被告还是不认定怎么办？",
                    "新的决定可以另行申请复议或者起诉；没有新的事实和理由而作出基本相同决定的，人民法院将判决撤销。",
                ),
            ),
            result="原告表示理解，不上诉。",
        ),
        "guidance_record": on(
            TRIED,
            date(2026, 10, 14),
            docket_number=DOCKET_NUMBER,
            visited_on=date(2026, 10, 14),
            conducted_by="方明远、魏思齐",
            concern="希望明确重新认定需要多久，医疗费用先由谁支付。",
            measures="当面说明重新认定的步骤和时间；协调用人单位先行垫付医疗费用八千元。",
            result="陈致远对安排没有异议。",
            is_finished=True,
        ),
    }
