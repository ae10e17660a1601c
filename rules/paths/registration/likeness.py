"""What is asked when a filing resembles an earlier one, and the rules that may concern both."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Question, Text, Words


class Situation(StrEnum):
    """How a filing may stand to an earlier one, beyond reporting the same."""

    AFTER_WITHDRAWAL = "after_withdrawal"
    DURING_RECONSIDERATION = "during_reconsideration"
    DURING_LITIGATION = "during_litigation"


# 解释 is the interpretation of the litigation law, 法释〔2018〕1号.
LIKENESS_RULES: Mapping[Situation, str] = MappingProxyType(
    {
        Situation.AFTER_WITHDRAWAL: (
            "在先案件已裁定准许撤诉或者按撤诉处理：准许撤诉后以同一事实和理由重新起诉的，不予立案"
            "（解释第六十条、第六十九条，有除外情形）。请对照条文，在八看第八项审查"
        ),
        Situation.DURING_RECONSIDERATION: (
            "在先的行政复议尚未办结：复议机关已经受理的，复议期间不得起诉"
            "（行政复议法第二十九条；解释第五十七条）。请在八看第八项审查"
        ),
        Situation.DURING_LITIGATION: (
            "在先的诉讼尚未办结：人民法院已经受理的，不得申请行政复议（行政复议法第二十九条）"
        ),
    }
)


class Sameness(StrEnum):
    """What a person finds, both filings before them."""

    SAME = "同一件，重复收件：并入在先案件"
    AGAIN = "同一争议又一次起诉：单独办理，在八看中审查"
    OTHER = "不是同一件：单独办理"


class FilingLikenessReview(Question):
    """Whether a filing and an earlier one are the same filing, received twice."""

    code: ClassVar[str] = "filing_likeness"
    heading: ClassVar[str] = "是否重复收件"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第五十一条",
        "解释第五十七条、第六十条、第六十九条",
    )
    guidance: ClassVar[str] = (
        "本件与在先的收件相近，两件并列在旁。只有同一份起诉材料收了两次，才并入在先案件；"
        "撤诉后再诉、同时申请复议、另一个行为、拿不准的，都单独办理。系统从不自行合并，"
        "并入的材料也原样保留。"
    )

    verdict: Sameness = Field(title="核对结果")
    earlier: Words = Field(
        default="", title="在先案件", description="并入的，填在先案件的案号或者收件编号"
    )
    reason: Text = Field(title="理由", description="看了哪些材料，凭什么认定")

    @model_validator(mode="after")
    def _says_into_which(self) -> Self:
        if self.verdict is Sameness.SAME and not self.earlier:
            message = "并入在先案件的，须填写在先案件的案号或者收件编号"
            raise ValueError(message)
        return self
