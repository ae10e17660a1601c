"""Sample facts of the notices of 情况变化, on a trial and in a reconsideration."""

from datetime import date

from fuyuan.letter_samples.cases import COURT, GOVERNMENT, RECONSIDERED, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

CAUSE = "自然人死亡，等待近亲属表明是否继续"
SINCE = date(2026, 8, 24)
UNTIL = date(2026, 10, 8)
REVIEW_ACCEPTED = date(2026, 7, 20)


def samples() -> dict[str, Facts]:
    """The facts of each notice, by its code."""
    return {**_of_a_court(), **_of_an_organ()}


def _of_a_court() -> dict[str, Facts]:
    stay = {"organ": COURT, "path_title": "审理", "stay_cause": CAUSE}
    return {
        "stay_notice": on(
            TRIED,
            date(2026, 8, 25),
            **stay,
            since=SINCE,
            decision="2026年8月24日中止诉讼裁定",
            limit_due=due("T_STAY_90D", SINCE),
        ),
        "resumption_notice": on(
            TRIED,
            date(2026, 10, 9),
            **stay,
            since=SINCE,
            until=UNTIL,
            stayed_days=46,
            successor="陈念慈（原告之女）",
            dues=(due("T_TRIAL_6M", date(2026, 6, 15), excluded=46),),
        ),
        "end_notice": on(
            TRIED,
            date(2026, 11, 24),
            **stay,
            outcome="程序终结",
            decision="(2026)云0101行初57号行政裁定书",
        ),
    }


def _of_an_organ() -> dict[str, Facts]:
    stay = {"organ": GOVERNMENT, "path_title": "行政复议", "stay_cause": CAUSE}
    return {
        "organ_stay_notice": on(
            RECONSIDERED,
            date(2026, 8, 25),
            **stay,
            since=SINCE,
            decision="2026年8月24日中止决定",
            limit_due=due("R_STAY_60D", SINCE),
        ),
        "organ_resumption_notice": on(
            RECONSIDERED,
            date(2026, 10, 9),
            **stay,
            since=SINCE,
            until=UNTIL,
            stayed_days=46,
            successor="何知秋（申请人之子）",
            dues=(due("R_DECIDE_60D", REVIEW_ACCEPTED, excluded=46),),
        ),
        "organ_end_notice": on(
            RECONSIDERED,
            date(2026, 10, 26),
            **stay,
            outcome="程序终结",
            decision="云山政复〔2026〕41-5号终止行政复议决定书",
        ),
    }
