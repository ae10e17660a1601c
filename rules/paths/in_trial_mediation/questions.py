"""What in-trial mediation asks before a mediator sits down with the parties."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.mediation import SPECIAL_INVITATION, ChosenBy, require_mediator
from rules.paths.in_trial_mediation.start import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Words


class SideChoice(StrEnum):
    """A side's word on mediation in the course of the trial."""

    AGREES = "书面同意"
    REFUSES = "不同意"
    SILENT = "未答复"


class Subject(StrEnum):
    """What the dispute is about: only the first three may end in a mediation instrument."""

    DAMAGES = "行政赔偿"
    RECOMPENSE = "行政补偿"
    DISCRETION = "行政机关行使法律、法规规定的自由裁量权"
    BOUND = "以上都不是（羁束性行为，不能出具调解书）"


class TrialMediationConsent(Question):
    """Both sides' written word, what the dispute is about, and who answers for the agency."""

    code: ClassVar[str] = "trial_mediation_consent"
    heading: ClassVar[str] = "诉中调解意愿"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第六十条",
        f"{SPECIAL_INVITATION}第十一条、第十二条",
        "宜伍府发〔2024〕4号",
    )
    guidance: ClassVar[str] = (
        "调解自愿，双方书面同意才能委托调解；任何一方不同意的继续审理。"
        "只有行政赔偿、补偿和行使法定自由裁量权的案件可以出具调解书；"
        "其他案件只能由行政机关改变行为、原告申请撤诉。"
    )

    plaintiff: SideChoice = Field(title="原告一方")
    agency: SideChoice = Field(title="行政机关一方", description="多个机关的，须全部同意")
    answered_on: date = Field(title="双方答复齐备日期")
    subject: Subject = Field(title="是否属于赔偿、补偿、裁量案件")
    delegate: Words = Field(
        default="",
        title="行政机关参加调解并对案件负责的专人",
        description="姓名、职务；行政机关同意调解的必填",
    )
    evidence: Words = Field(
        default="", title="书面材料", description="同意书编号或存放位置；不同意的写明如何表示"
    )

    @model_validator(mode="after")
    def _delegated(self) -> Self:
        if self.agency is SideChoice.AGREES and not self.delegate:
            message = "行政机关同意调解的，须写明参加调解并对案件负责的专人"
            raise ValueError(message)
        return self

    @property
    def is_mutual(self) -> bool:
        """Both sides agree in writing: without that there is no mediation (WJ-1)."""
        return self.plaintiff is SideChoice.AGREES and self.agency is SideChoice.AGREES

    @property
    def allows_instrument(self) -> bool:
        """Whether a settlement may become a mediation instrument (行政诉讼法第六十条)."""
        return self.subject is not Subject.BOUND


class TrialMediatorChoice(Question):
    """Whom the court commissions (委托) to mediate."""

    code: ClassVar[str] = "trial_mediator_choice"
    heading: ClassVar[str] = "委托调解员"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{SPECIAL_INVITATION}第十二条、第十三条、第二十七条",)
    guidance: ClassVar[str] = (
        "由承办法官主导：双方协商选定调解员，协商不成的由法院指定；"
        "不同意指定的，视为不同意调解，继续审理。期限十五日，简易程序七日，自调解员签收起算。"
    )

    chosen_by: ChosenBy = Field(title="产生方式")
    mediator: Words = Field(default="", title="调解员姓名", description="不同意指定的留空")
    organization: Words = Field(default="", title="所属调解组织")
    chosen_on: date = Field(title="选定日期")

    @model_validator(mode="after")
    def _named(self) -> Self:
        require_mediator(self.chosen_by, self.mediator)
        return self


class AcceptanceChoice(StrEnum):
    """What the mediator answers to the commission."""

    ACCEPTS = "签收接受，无回避情形"
    DISCLOSED = "已披露利害关系，双方书面同意继续"
    RECUSED = "回避"
    DECLINES = "不接受委托"


class TrialMediatorAcceptance(Question):
    """The mediator's signature: from it the period runs, and from it the trial limit rests."""

    code: ClassVar[str] = "trial_mediator_acceptance"
    heading: ClassVar[str] = "调解员签收委托"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (
        f"{SPECIAL_INVITATION}第十五条、第二十七条",
        f"{INTERPRETATION}第五十条",
    )
    guidance: ClassVar[str] = (
        "调解期限十五日（简易程序七日），自签收之日起算；调解期间不计入审限。"
        "有近亲属、利害关系等情形的应当披露；须回避或不接受的，另行选定调解员。"
    )

    choice: AcceptanceChoice = Field(title="签收结果")
    signed_on: date = Field(title="签收日期")
    disclosure: Words = Field(default="", title="披露或回避事由")

    @model_validator(mode="after")
    def _disclosed(self) -> Self:
        wanted = {AcceptanceChoice.DISCLOSED, AcceptanceChoice.RECUSED}
        if self.choice in wanted and not self.disclosure:
            message = "披露利害关系或者回避的，须写明事由"
            raise ValueError(message)
        return self

    @property
    def is_accepted(self) -> bool:
        """The mediator takes the case."""
        return self.choice in {AcceptanceChoice.ACCEPTS, AcceptanceChoice.DISCLOSED}
