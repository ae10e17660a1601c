"""Sample facts of the record of 回访."""

from datetime import date

from fuyuan.letter_samples.cases import TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due


def samples() -> dict[str, Facts]:
    """The facts of each record, by its code."""
    return {
        "visit_record": on(
            TRIED,
            date(2026, 11, 27),
            visit_title="首次回访",
            visit_due=due("F_VISIT_1", date(2026, 10, 30)),
            visited_on=date(2026, 11, 27),
            visitor="林书记员",
            visited="陈致远",
            method="电话",
            keeping="部分到期内容未履行",
            is_reached=True,
            satisfaction="基本满意",
            new_dispute=False,
            needs="鉴定费、交通费还没有收到，希望年底以前付清。",
            referral="转履行跟踪",
            remarks="",
        )
    }
