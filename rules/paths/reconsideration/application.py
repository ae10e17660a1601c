"""What is asked of an application: its channel, coordination beforehand, acceptance and cure."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Question, Text, Words

LAW = "行政复议法"
RUZHOU = "汝府院联席办〔2022〕4号"


class Channel(StrEnum):
    """How an application came in (RZ-4)."""

    COUNTER = "当面提交"
    POST = "邮寄"
    PLATFORM = "全国行政复议工作平台"
    PORTAL = "政府门户网站受理渠道"
    ORAL = "口头申请，当场记录"
    AGENCY = "通过作出处罚决定的行政机关提交"


class CoordinationResult(StrEnum):
    """What came of 案前协调."""

    RESOLVED = "协调化解，申请人自愿撤回申请"
    UNRESOLVED = "协调未成，继续审查"
    DECLINED = "申请人或者被申请人不愿协调，继续审查"


class Coordination(Question):
    """The channel of the application, and the voluntary coordination before its examination."""

    code: ClassVar[str] = "recon_coordination"
    heading: ClassVar[str] = "收件渠道与案前协调"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五条、第二十二条", RUZHOU)
    guidance: ClassVar[str] = (
        "案前协调由双方自愿，不得要求申请人以不申请复议为条件，也不停止五个工作日的受理审查期限。"
    )

    channel: Channel = Field(title="收件渠道")
    result: CoordinationResult = Field(title="案前协调结果")
    coordinated_on: date = Field(title="协调日期", description="不愿协调的填告知日期")
    participants: list[Text] = Field(default_factory=list, title="参加协调的人员")
    record: Words = Field(default="", title="协调经过和结果", description="化解的写明内容")

    @model_validator(mode="after")
    def _recorded(self) -> Self:
        if self.result is CoordinationResult.RESOLVED and not (self.record and self.participants):
            message = "协调化解的，须填写参加协调的人员、协调经过和结果"
            raise ValueError(message)
        return self


class Condition(StrEnum):
    """The seven conditions of acceptance (行政复议法第三十条第一款)."""

    PARTIES = "有明确的申请人和符合规定的被申请人"
    INTEREST = "申请人与行政行为有利害关系"
    CLAIMS = "有具体的复议请求和理由"
    TIME_LIMIT = "在法定申请期限内提出"
    SCOPE = "属于行政复议范围"
    JURISDICTION = "属于本机关管辖"
    NOT_REPEATED = "未就同一行为受理过复议或者行政诉讼"


class AcceptanceChoice(StrEnum):
    """What the examination of an application leads to."""

    ACCEPTED = "受理"
    NOT_ACCEPTED = "不予受理"
    CURE = "通知补正"


class ChoiceAfterCure(StrEnum):
    """What the examination of a cured application leads to; a cure is asked for only once."""

    ACCEPTED = "受理"
    NOT_ACCEPTED = "不予受理"


class _Examination(Question):
    """What both examinations say of the seven conditions."""

    decided_on: date = Field(title="决定日期")
    unmet: list[Condition] = Field(
        default_factory=list, title="不符合的条件", description="七项条件全部符合的留空"
    )
    competent_organ: Words = Field(
        default="", title="有管辖权的复议机关", description="不属于本机关管辖的必填"
    )
    reasons: Words = Field(default="", title="不予受理的理由")

    def _check_refusal(self, *, is_refused: bool) -> None:
        if not is_refused:
            if self.unmet:
                message = "有不符合的条件的，决定须选“不予受理”"
                raise ValueError(message)
            return
        if not self.unmet or not self.reasons:
            message = "不予受理的，须选明不符合的条件并说明理由"
            raise ValueError(message)
        if Condition.JURISDICTION in self.unmet and not self.competent_organ:
            message = "不属于本机关管辖的，须告知有管辖权的复议机关"
            raise ValueError(message)


class Acceptance(_Examination):
    """The examination within five working days."""

    code: ClassVar[str] = "recon_acceptance"
    heading: ClassVar[str] = "复议受理审查"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第三十条、第三十一条",)
    guidance: ClassVar[str] = (
        "收到申请之日起五个工作日内审查。届期没有作出不予受理决定的，届满之日起视为受理。"
        "材料不齐、无法判断是否符合条件的，一次性书面通知补正。"
    )

    decision: AcceptanceChoice = Field(title="审查决定")
    defects: list[Text] = Field(
        default_factory=list, title="需要补正的事项", description="通知补正的必填，一次列全"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_refusal(is_refused=self.decision is AcceptanceChoice.NOT_ACCEPTED)
        if (self.decision is AcceptanceChoice.CURE) != bool(self.defects):
            message = "通知补正的，须一次列全需要补正的事项；不补正的不填"
            raise ValueError(message)
        return self


class AcceptanceAfterCure(_Examination):
    """The examination of what came back, counted anew."""

    code: ClassVar[str] = "recon_acceptance_after_cure"
    heading: ClassVar[str] = "补正后的受理审查"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第三十条、第三十一条第三款",)
    guidance: ClassVar[str] = (
        "自收到补正材料起重新计算五个工作日。补正只通知一次；届期没有决定的，视为受理。"
    )

    decision: ChoiceAfterCure = Field(title="审查决定")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_refusal(is_refused=self.decision is ChoiceAfterCure.NOT_ACCEPTED)
        return self


class CureReceipt(Question):
    """When the applicant received the notice: the ten working days run from there."""

    code: ClassVar[str] = "recon_cure_receipt"
    heading: ClassVar[str] = "补正通知送达"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第三十一条第二款、第八十八条",)
    guidance: ClassVar[str] = "填申请人收到补正通知的日期，补正的十个工作日自该日起算。"

    received_on: date = Field(title="申请人收到补正通知的日期")


class CureChoice(StrEnum):
    """What may come of the cure notice while its period runs."""

    CURED = "已提交补正材料"
    EXTENDED = "有正当理由不能按期补正，延长补正期限"


class LapsedCureChoice(StrEnum):
    """What may be found once the period has run out."""

    CURED = "期满前已提交或者已交邮补正材料"
    EXTENDED = "有正当理由不能按期补正，延长补正期限"
    ABANDONED = "无正当理由逾期不补正，视为放弃申请"


class _CureAnswer(Question):
    """What both questions on a cure ask."""

    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第三十一条第二款",)

    settled_on: date = Field(
        title="日期", description="补正的填收到补正材料之日；其他填核实、决定之日"
    )
    extended_days: int = Field(
        default=0, ge=0, le=60, title="延长的工作日数", description="不延长填 0"
    )
    remarks: Words = Field(default="", title="说明", description="延长、视为放弃的写明理由")

    def _check(self, *, is_cured: bool, is_extended: bool) -> None:
        if is_extended != bool(self.extended_days):
            message = "延长补正期限的，须填写延长的工作日数；不延长的填 0"
            raise ValueError(message)
        if not is_cured and not self.remarks:
            message = "延长补正期限或者视为放弃申请的，须在说明中写明理由"
            raise ValueError(message)


class Cure(_CureAnswer):
    """Whether the application was cured in time."""

    code: ClassVar[str] = "recon_cure"
    heading: ClassVar[str] = "补正结果"
    guidance: ClassVar[str] = (
        "收到补正通知之日起十个工作日内补正；有正当理由的可以延长。届期后另行核实，不会自动结案。"
    )

    choice: CureChoice = Field(title="补正情况")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        is_cured = self.choice is CureChoice.CURED
        self._check(is_cured=is_cured, is_extended=not is_cured)
        return self


class LapsedCure(_CureAnswer):
    """What is found when nothing came in time; that it counts as abandoned, a person decides."""

    code: ClassVar[str] = "recon_cure_lapsed"
    heading: ClassVar[str] = "逾期未补正的核实"
    guidance: ClassVar[str] = (
        "补正期限已过。期满前交邮的不算过期；视为放弃申请须先问明有无正当理由，并记录在案。"
    )

    choice: LapsedCureChoice = Field(title="核实结果")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        self._check(
            is_cured=self.choice is LapsedCureChoice.CURED,
            is_extended=self.choice is LapsedCureChoice.EXTENDED,
        )
        return self
