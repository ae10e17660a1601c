"""Sample facts of the notices of 情况变化."""

from datetime import date

from fuyuan.letter_samples.cases import TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

CAUSE = "自然人死亡，等待近亲属表明是否继续"
SINCE = date(2026, 8, 24)


def samples() -> dict[str, Facts]:
    """The facts of each notice, by its code."""
    return {
        "stay_notice": on(
            TRIED,
            date(2026, 8, 25),
            path_title="审理",
            stay_cause=CAUSE,
            since=SINCE,
            decision="2026年8月24日中止诉讼裁定",
            limit_due=due("T_STAY_90D", SINCE),
        ),
        "resumption_notice": on(
            TRIED,
            date(2026, 10, 9),
            path_title="审理",
            stay_cause=CAUSE,
            since=SINCE,
            until=date(2026, 10, 8),
            stayed_days=46,
            successor="陈念慈（原告之女）",
        ),
        "end_notice": on(
            TRIED,
            date(2026, 11, 24),
            path_title="审理",
            stay_cause=CAUSE,
            outcome="程序终结",
            decision="(2026)云0101行初57号行政裁定书",
        ),
    }
