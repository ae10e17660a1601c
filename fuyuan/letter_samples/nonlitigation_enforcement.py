"""Sample facts of the papers of 非诉执行审查."""

from datetime import date

from fuyuan.letter_samples.cases import ENFORCED, Facts, on
from fuyuan.letter_samples.due_dates import due

ACCEPTED = date(2026, 9, 30)
RULED = date(2026, 10, 14)
URGED, FINAL = date(2026, 9, 1), date(2026, 8, 4)
APPLIED = date(2026, 9, 28)


def finding(title: str, article: str, note: str = "", *, ok: bool = True) -> Facts:
    """One line of the review of an application."""
    return {"title": title, "ok": ok, "article": article, "note": note}


def samples() -> dict[str, Facts]:
    """The facts of each paper, by its code."""
    return {
        "admission_form": on(
            ENFORCED,
            ACCEPTED,
            findings=(
                finding("行政决定已经生效并具有可执行内容", "《行政强制法》第五十三条"),
                finding(
                    "催告书送达满十个工作日",
                    "《行政强制法》第五十四条",
                    "2026年9月1日送达催告书，9月16日满十个工作日",
                ),
                finding(
                    "在法定起诉期限届满之日起三个月内申请",
                    "《行政强制法》第五十三条",
                    "起诉期限2026年8月4日届满",
                ),
                finding(
                    "申请材料齐全",
                    "《行政强制法》第五十五条",
                    "缺执行标的情况说明，已经补交",
                ),
            ),
            applied_on=APPLIED,
            earliest=due("N_URGE_10WD", URGED),
            latest=due("N_APPLY_3M", FINAL),
            decide_due=due("N_COURT_ACCEPT_5WD", APPLIED),
            reviewer="周立案",
        ),
        "enforcement_acceptance_notice": on(
            ENFORCED,
            ACCEPTED,
            accepted_on=ACCEPTED,
            ruling_due=due("N_COURT_RULE_7WD", ACCEPTED),
        ),
        "enforcement_refusal": on(
            ENFORCED,
            ACCEPTED,
            decided_on=ACCEPTED,
            reason="申请执行人没有提交催告书的送达凭证，经告知仍未补充，不能认定已经履行催告程序。",
        ),
        "opinion_notice": on(
            ENFORCED,
            date(2026, 10, 9),
            legality="明显缺乏事实根据",
            remarks="处罚决定认定的采砂量没有计量记录，现场照片不能反映采砂范围。",
            ruling_due=due("N_COURT_RULE_30D", ACCEPTED),
        ),
        "enforcement_permit": on(
            ENFORCED,
            RULED,
            ruled_on=RULED,
            accepted_on=ACCEPTED,
            reason=(
                "申请执行人具有作出该处罚决定的法定职权，决定认定的事实有现场检查笔录、"
                "询问笔录和计量记录证明，送达和催告程序合法，没有明显违法并损害被执行人合法权益的情形。"
            ),
            content="罚款五万元；加处罚款五万元。",
        ),
        "enforcement_denial": on(
            ENFORCED,
            date(2026, 10, 26),
            ruled_on=date(2026, 10, 26),
            accepted_on=ACCEPTED,
            reason="处罚决定认定的采砂量没有计量记录，明显缺乏事实根据，损害被执行人合法权益。",
            send_due=due("N_DENIAL_SEND_5WD", date(2026, 10, 26)),
        ),
    }
