"""After acceptance: wishes, simplified or ordinary procedure, the copy and the agency's answer."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.reconsideration.application import LAW, RUZHOU
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class WishInquiry(Question):
    """What the applicant wants and whether they would have it mediated (RZ-3c)."""

    code: ClassVar[str] = "recon_wishes"
    heading: ClassVar[str] = "诉求和调解意愿征询"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五条", RUZHOU)
    guidance: ClassVar[str] = (
        "受理前后三个工作日内（办案要求，非法定期限）了解申请人的诉求和调解意愿。"
        "调解自愿，不愿调解不影响审理。"
    )

    asked_on: date = Field(title="征询日期")
    core_wish: Text = Field(title="申请人的主要诉求")
    applicant_willing: YesNo = Field(title="申请人是否愿意调解")
    agency_willing: YesNo = Field(title="被申请人是否愿意调解")
    conditions: Words = Field(default="", title="各方的调解意见和条件")


class SimplifiedGround(StrEnum):
    """On what the simplified procedure may rest (行政复议法第五十三条)."""

    ON_THE_SPOT = "行政行为是当场作出"
    WARNING = "行政行为是警告或者通报批评"
    SMALL_AMOUNT = "案件涉及款额三千元以下"
    DISCLOSURE = "属于政府信息公开案件"
    CONSENT = "当事人各方同意适用简易程序"
    NONE = "没有上述情形"


class Procedure(StrEnum):
    """The two procedures."""

    SIMPLIFIED = "简易程序"
    ORDINARY = "普通程序"


# The four kinds of the first paragraph also need a clear case; consent is a ground of its own.
_OF_CLEAR_CASES = frozenset(
    {
        SimplifiedGround.ON_THE_SPOT,
        SimplifiedGround.WARNING,
        SimplifiedGround.SMALL_AMOUNT,
        SimplifiedGround.DISCLOSURE,
    }
)


def allows_simplified(ground: SimplifiedGround, *, is_clear: bool, is_major: bool) -> bool:
    """Whether the simplified procedure may be applied (行政复议法第五十三条)."""
    if is_major:
        return False
    return ground is SimplifiedGround.CONSENT or (ground in _OF_CLEAR_CASES and is_clear)


class ProcedureChoice(Question):
    """Simplified or ordinary, by the conditions of article 53 (RZ-2)."""

    code: ClassVar[str] = "recon_procedure"
    heading: ClassVar[str] = "确定审理程序（繁简分流）"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十条、第五十二条、第五十三条", RUZHOU)
    guidance: ClassVar[str] = (
        "四类案件须事实清楚、权利义务关系明确、争议不大，才可以适用简易程序；"
        "其他案件须当事人各方同意。重大、疑难、复杂的适用普通程序，"
        "应当组织听证并提请行政复议委员会提出咨询意见。"
    )

    ground: SimplifiedGround = Field(title="可以适用简易程序的情形")
    is_clear: YesNo = Field(title="是否事实清楚、权利义务关系明确、争议不大")
    is_major: YesNo = Field(title="是否重大、疑难、复杂")
    is_technical: YesNo = Field(
        title="是否专业性、技术性较强", description="是的，应当提请行政复议委员会咨询"
    )
    procedure: Procedure = Field(title="适用的程序")
    chosen_on: date = Field(title="确定日期")

    @model_validator(mode="after")
    def _permitted(self) -> Self:
        if self.procedure is Procedure.SIMPLIFIED and not self.allows_simplified:
            message = "不符合行政复议法第五十三条的情形，不能适用简易程序"
            raise ValueError(message)
        return self

    @property
    def allows_simplified(self) -> bool:
        """Whether the conditions found allow the simplified procedure."""
        return allows_simplified(
            self.ground,
            is_clear=self.is_clear is YesNo.YES,
            is_major=self.is_major is YesNo.YES,
        )

    @property
    def needs_committee(self) -> bool:
        """Whether the committee must be asked (行政复议法第五十二条第二款)."""
        return YesNo.YES in (self.is_major, self.is_technical)


class CopySent(Question):
    """When the copy went out and when the agency had it: its answer is due from there."""

    code: ClassVar[str] = "recon_copy"
    heading: ClassVar[str] = "发送申请书副本"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十八条、第五十四条",)
    guidance: ClassVar[str] = (
        "自受理之日起普通程序七个、简易程序三个工作日内发送；"
        "被申请人的答复期限自其收到副本之日起算。"
    )

    sent_on: date = Field(title="发送日期")
    received_on: date = Field(title="被申请人收到副本的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.received_on < self.sent_on:
            message = "被申请人收到副本的日期早于发送日期"
            raise ValueError(message)
        return self


class AgencyAnswer(Question):
    """The agency's written answer with its evidence; without it the act counts as unfounded."""

    code: ClassVar[str] = "recon_answer"
    heading: ClassVar[str] = "被申请人答复举证"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十八条、第五十四条、第七十条",)
    guidance: ClassVar[str] = (
        "提出书面答复并提交作出行政行为的证据、依据。普通程序十个、简易程序五个工作日；"
        "不按规定提出的，视为该行政行为没有证据、依据，并可能被追究责任。"
    )

    answered_on: date = Field(title="提交日期", description="邮寄的填交邮日期")
    with_evidence: YesNo = Field(title="是否附有证据、依据")
    summary: Text = Field(title="答复要点")
    materials: list[Text] = Field(default_factory=list, title="证据、依据目录")

    @model_validator(mode="after")
    def _listed(self) -> Self:
        if (self.with_evidence is YesNo.YES) != bool(self.materials):
            message = "附有证据、依据的，须列出目录；没有附的不列"
            raise ValueError(message)
        return self


class HearingWay(StrEnum):
    """How the parties' opinions were heard (行政复议法第四十九条)."""

    IN_PERSON = "当面听取"
    ONLINE = "通过互联网听取"
    TELEPHONE = "通过电话听取"
    NOT_POSSIBLE = "因当事人原因不能听取，书面审理"


class OpinionsHeard(Question):
    """The parties' opinions: to be heard and recorded in the ordinary procedure."""

    code: ClassVar[str] = "recon_opinions"
    heading: ClassVar[str] = "听取当事人意见"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十九条",)
    guidance: ClassVar[str] = "普通程序应当当面或者通过互联网、电话听取当事人意见，并记录在案。"

    way: HearingWay = Field(title="听取方式")
    heard_on: date = Field(title="听取日期", description="不能听取的填核实日期")
    record: Text = Field(title="意见记录", description="不能听取的写明当事人的原因")
