"""Sample facts of the letters of 再审."""

from datetime import date

from fuyuan.letter_samples.cases import DOCKET_NUMBER, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

HIGHER_COURT = "云州市中级人民法院"
EFFECTIVE, FILED = date(2026, 10, 13), date(2026, 11, 9)
DECIDED = date(2026, 11, 24)
CASE = {
    "doc_no": "",
    "court": HIGHER_COURT,
    "docket_number": DOCKET_NUMBER,
    "retrial_number": "(2026)云01行申21号",
    "in_force": f"{DOCKET_NUMBER}行政判决书",
    "decided_by": "云州市云山区人民法院",
    "effective_on": EFFECTIVE,
}
APPLICATION = {
    **CASE,
    "trigger": "当事人申请再审",
    "applicant": "陈致远",
    "document": "",
    "filed_on": FILED,
    "ground": "有新的证据，足以推翻原判决、裁定的",
}
REASONS = "申请人提交了事故当日的排班系统记录，请求撤销原判决，责令重新作出工伤认定决定"
SERVED = date(2026, 11, 26)
APPLY_DUE = due("L_RETRIAL_6M", EFFECTIVE)
PROCURATE_DUE = due("L_PROCURATE_6M", DECIDED)


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "retrial_notice": on(
            TRIED,
            date(2026, 11, 11),
            **APPLICATION,
            docketed_on=date(2026, 11, 11),
            application_due=APPLY_DUE,
            review_due=due("T_RETRIAL_REV_6M", date(2026, 11, 11)),
        ),
        "retrial_refusal": on(
            TRIED,
            date(2026, 11, 11),
            **APPLICATION,
            decided_on=date(2026, 11, 11),
            reason="申请人不是原审案件的当事人，也不是与原裁判有利害关系的案外人",
        ),
        "retrial_rejection": on(
            TRIED,
            DECIDED,
            **APPLICATION,
            reasons=REASONS,
            is_late=False,
            application_due=APPLY_DUE,
            reason="排班系统记录在原审中已经提交并经质证，不属于新的证据",
            decided_on=DECIDED,
        ),
        "supervision_notice": on(
            TRIED,
            SERVED,
            **APPLICATION,
            decided_on=DECIDED,
            services=({"party": "陈致远", "served_on": SERVED, "appeal_due": PROCURATE_DUE},),
            is_last_application=True,
        ),
        "retrial_ruling": on(
            TRIED,
            DECIDED,
            **APPLICATION,
            reasons=REASONS,
            reason="申请人提交的排班系统记录足以影响原判决对工作时间的认定",
            retried_by="本院提审",
            retrial_court=HIGHER_COURT,
            procedure="第二审程序",
            stays=True,
            not_stayed_for="",
            ordered_on=DECIDED,
        ),
        "retrial_appeal_notice": on(
            TRIED,
            SERVED,
            **CASE | {"court": "云州市云山区人民法院", "retrial_number": "(2026)云0101行再2号"},
            outcome="改变原裁判",
            form="判决",
            decided_on=DECIDED,
            services=(
                {
                    "party": LABOUR_BUREAU,
                    "served_on": SERVED,
                    "appeal_due": due("L_APPEAL_J_15D", SERVED),
                },
            ),
        ),
        "retrial_outcome": on(
            TRIED,
            date(2026, 12, 21),
            **CASE | {"retrial_number": "(2026)云01行再9号"},
            result="再审改变原裁判",
            in_force_since=date(2026, 12, 18),
            obligations=("被告于判决生效之日起六十日内重新作出工伤认定决定",),
            was_stayed=True,
            original_stands=False,
            supervision_due=due("L_PROCURATE_6M", date(2026, 12, 18)),
        ),
    }
