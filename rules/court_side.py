"""仅限人民法院一端的文书: told to the agency concerned and seen nowhere else (AH-9).

No path declares them, so that no to-do, form, board, timeline or notice can show them.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from rules.one_agency import OneAgency
from rules.vocabulary.circle import Circle, Within
from rules.vocabulary.letter import Addressee, CaseFacts, Letter, Office
from rules.vocabulary.letter import Words as Given
from rules.vocabulary.question import Actor, Circumstances, Text

ANHUI = "皖司发〔2022〕9号（九）"
WITHDRAWAL = "《最高人民法院关于行政诉讼撤诉若干问题的规定》"


class Intended(StrEnum):
    """The judgments of which the agency is told beforehand."""

    REVOKE = "撤销"
    UNLAWFUL = "确认违法"
    CHANGE = "变更"
    PERFORM = "责令履行"


class SelfCorrection(OneAgency):
    """What the court finds it must decide, and by when the agency may mend it itself."""

    code: ClassVar[str] = "self_correction"
    heading: ClassVar[str] = "主动纠错告知（仅限人民法院一端）"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (ANHUI, f"{WITHDRAWAL}第一条")
    guidance: ClassVar[str] = (
        "发现需作出撤销、确认违法、变更、责令履行判决的，告知行政机关主动做好纠错化解工作。"
        "告知书只交所涉行政机关；系统不在时间线、待办、看板、通知中留下任何痕迹。"
    )

    kind: Annotated[Intended, Within(Circle.COURT)] = Field(title="发现需作出的判决")
    reasons: Annotated[Text, Within(Circle.COURT)] = Field(
        title="发现的问题", description="逐项写明：职权、事实证据、程序、适用法律；不写合议庭意见"
    )
    feedback_by: date = Field(title="请反馈的日期", description="不晚于合议庭评议或者宣判的日期")
    told_on: date = Field(title="告知日期")

    def problems(self, circumstances: Circumstances) -> list[str]:
        """The agency needs time to answer."""
        found = super().problems(circumstances)
        if self.feedback_by <= self.told_on:
            found.append("“请反馈的日期”：须晚于告知日期，请改为以后的日期")
        return found


class SelfCorrectionFacts(CaseFacts):
    """主动纠错告知书."""

    docket_number: Given = Field(title="案号")
    agency: Given = Field(title="被诉行政机关")
    judge: Given = Field(title="承办法官")
    kind: Annotated[Given, Within(Circle.COURT)] = Field(title="发现需作出的判决")
    reasons: Annotated[Given, Within(Circle.COURT)] = Field(title="发现的问题")
    feedback_by: date = Field(title="请反馈的日期")
    told_on: date = Field(title="告知日期")


SELF_CORRECTION_NOTICE = Letter(
    code="self_correction_notice",
    title="主动纠错告知书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="court/self_correction_notice",
    needs=SelfCorrectionFacts,
    numbering=None,
    served=True,
    basis=(ANHUI, f"{WITHDRAWAL}第一条", "《中华人民共和国行政诉讼法》第六十二条"),
    trigger="宣判以前，人民法院发现需作出撤销、确认违法、变更、责令履行的判决时，由承办法官在法院终端制作",
    attachments=("反馈回执",),
)

COURT_LETTERS = (SELF_CORRECTION_NOTICE,)
