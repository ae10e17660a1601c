"""Answers that only certain words make valid: a field's samples, by question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fuyuan.model_check.values import AGENCIES, LATER, RECEIVED
from rules.catalogue import paths


def _owed(kind: str, debtor: str, due_by: date | None, amount: int | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "what": "样例",
        "debtor": debtor,
        "creditor": "样例",
        "due_by": due_by,
        "amount": amount,
    }


PAID = _owed("给付款项", AGENCIES[0], LATER, 1)
REDONE = _owed("重新作出行政行为", AGENCIES[0], RECEIVED, None)
BY_PARTY = _owed("其他", "周某", LATER, None)
UNDATED = _owed("履行职责", AGENCIES[0], None, None)

SAMPLES: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    # Reconsideration has a limit of its own; the others share one.
    "incident": {
        "path": tuple(
            path.title
            for code, path in paths().items()
            if code in {"prefiling_mediation", "reconsideration"}
        )
    },
    "suggestion_draft": {"joint_work": (["公开听证"],)},
    # An agency's and a party's; with a day ahead, a day past, and none; alone and one after the
    # other. What is not here (amounts, the rows of a settlement) is only written into letters.
    "performance_obligations": {
        "obligations": ([PAID], [REDONE], [BY_PARTY], [UNDATED], [PAID, UNDATED]),
    },
    "performance_check": {"paid": ()},
    "performance_shortfall": {
        "instalments": ([{"what": "样例", "due_by": LATER, "amount": 1}],),
    },
    "performance_enforcement_result": {
        "measures": (["通知银行从该行政机关的账户内划拨"],),
    },
}

# Facts of the case of which one is enough: the path goes through the same for every value.
ENOUGH: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "litigation": {"agencies": (AGENCIES[:1],)},
}
# Fields that a procedure only prints, or of which other values lead the same way, by question.
FEWER: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "appearance_assessment": {
        **dict.fromkeys(("discipline", "speaking", "resolution"), ("好",)),
        "performance": ("好", "尚无履行内容或者履行期未届满"),
        "misconduct": ([], ["出庭不出声"]),
    },
    # None, one that obliges, one that calls for the principal, one that does both.
    "hearing_schedule": {
        "concerns": ([], ["重大公共利益"], ["食品药品安全"], ["社会高度关注"]),
    },
    "more_time": {"days": (30,)},
}

# Periods that a case brings to a path, because the path it comes from started them.
BROUGHT: Mapping[str, frozenset[str]] = {
    "defence": frozenset({"L_ANSWER_15D"}),
    "judgment_explanation": frozenset({"L_APPEAL_J_15D", "L_APPEAL_R_10D"}),
}
