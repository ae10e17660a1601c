"""What mediation before and during a trial have in common."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from rules.vocabulary.question import Text, YesNo

SPECIAL_INVITATION = "最高人民法院关于人民法院特邀调解的规定"


class ChosenBy(StrEnum):
    """How the mediator came to the case."""

    PARTIES = "双方协商选定"
    COURT = "协商不成，法院指定，双方同意"
    REFUSED = "双方不同意指定"


class Statement(BaseModel):
    """What one person said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: Text = Field(title="发言人")
    text: Text = Field(title="发言内容")


def require_mediator(chosen_by: ChosenBy, mediator: str) -> None:
    """Raise ValueError for a choice that names nobody."""
    if chosen_by is not ChosenBy.REFUSED and not mediator:
        message = "选定或指定调解员的，须填写调解员姓名"
        raise ValueError(message)


def require_both_signed(*, is_extended: bool, days: int, both_signed: YesNo) -> None:
    """Raise ValueError for an extension that only one side wants, or whose days do not fit."""
    if is_extended:
        if both_signed is not YesNo.YES:
            message = "延长期限须双方书面同意：只有一方同意的，不能延长"
            raise ValueError(message)
        if days < 1:
            message = "选择延长期限的，须填写双方同意延长的天数"
            raise ValueError(message)
    elif days:
        message = "填写了延长天数，本次结果须选“双方书面同意延长期限后继续”"
        raise ValueError(message)
