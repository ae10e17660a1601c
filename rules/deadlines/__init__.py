"""Every deadline by its code."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from rules.deadlines import (
    appeal,
    docketing,
    enforcement,
    enforcement_denial,
    filing,
    follow_up,
    guarantee,
    instrument,
    legal_aid,
    local,
    mediation,
    nonlitigation,
    normative_review,
    office,
    reconsideration,
    reconsideration_review,
    rectification,
    retrial,
    suggestion,
    trial,
)
from rules.vocabulary.deadline import Deadline

_SUBJECTS = (
    filing,
    docketing,
    trial,
    appeal,
    enforcement,
    nonlitigation,
    reconsideration,
    reconsideration_review,
    normative_review,
    mediation,
    suggestion,
    local,
    office,
    instrument,
    enforcement_denial,
    follow_up,
    rectification,
    guarantee,
    legal_aid,
    retrial,
)

DEADLINES: Mapping[str, Deadline] = MappingProxyType(
    {deadline.code: deadline for subject in _SUBJECTS for deadline in subject.DEADLINES}
)

# Names under which a deadline is also known; the first is the same count with days excluded.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "L_FILE_6M_EXCL": "L_FILE_6M",
        "T_STAY_90D_END": "T_STAY_90D",
        "R_APPLY_MAX_5Y": "R_APPLY_MAX",
        "M_PRE_1M_STOP": "M_PRE_1M",
        "M_PRE_3M": "M_PRE_3M_STOP",
    }
)


class UnknownDeadlineError(ValueError):
    """No deadline has this code; the message names the nearest ones."""

    def __init__(self, code: str) -> None:
        near = get_close_matches(code.upper(), [*DEADLINES, *ALIASES], n=4, cutoff=0.6)
        hint = f"，是否指：{'、'.join(near)}" if near else ""
        super().__init__(f"没有代码为“{code}”的期限{hint}")


def find(code: str) -> Deadline:
    """Find a deadline by its code or alias; raises `UnknownDeadlineError`."""
    wanted = code.strip().upper()
    deadline = DEADLINES.get(ALIASES.get(wanted, wanted))
    if deadline is None:
        raise UnknownDeadlineError(code)
    return deadline
