"""案中调解: two sides and others (2+N), voluntary, and nothing binds before it is signed."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.paths.reconsideration.application import LAW, RUZHOU
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Role(StrEnum):
    """Who takes part in a mediation: the two core sides, and N others."""

    APPLICANT = "申请人"
    AGENCY = "被申请人"
    THIRD_PARTY = "第三人"
    MEDIATOR = "调解组织、调解员"
    LAWYER = "律师"
    EXPERT = "专家"
    DEPARTMENT = "有关部门、街道、乡镇"
    OTHER = "其他参与人"


CORE = frozenset({Role.APPLICANT, Role.AGENCY})


def is_constituted(roles: Sequence[Role]) -> bool:
    """Whether a mediation exists: both core sides take part, whoever joins them (RZ-3b)."""
    return set(roles) >= CORE


class Participant(BaseModel):
    """One who takes part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role = Field(title="身份")
    name: Text = Field(title="姓名或者名称")


class MediationOpening(Question):
    """Who takes part, and whether both sides agree in writing to mediate and to stay the review."""

    code: ClassVar[str] = "recon_mediation_opening"
    heading: ClassVar[str] = "组织调解（2+N）"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五条、第三十九条第一款第（六）项", RUZHOU)
    guidance: ClassVar[str] = (
        "申请人、被申请人缺任何一方，或者有一方不书面同意，不成立调解，继续审理。"
        "双方同意中止的，调解期间不计入审理期限。"
    )

    participants: list[Participant] = Field(title="参与人", min_length=1)
    applicant_agrees: YesNo = Field(title="申请人书面同意调解")
    agency_agrees: YesNo = Field(title="被申请人书面同意调解")
    stay_agreed: YesNo = Field(title="双方同意中止审理")
    opened_on: date = Field(title="日期")

    @property
    def begins(self) -> bool:
        """There is a mediation: both core sides take part and agree."""
        return (
            is_constituted([participant.role for participant in self.participants])
            and self.applicant_agrees is YesNo.YES
            and self.agency_agrees is YesNo.YES
        )


class MediationOutcome(StrEnum):
    """How a mediation ended."""

    AGREED = "达成协议，制作复议调解书"
    FAILED = "未达成协议，继续审理"


class MediationResult(Question):
    """What the mediation led to."""

    code: ClassVar[str] = "recon_mediation_result"
    heading: ClassVar[str] = "调解结果"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五条、第七十三条",)
    guidance: ClassVar[str] = (
        "调解不得损害国家利益、社会公共利益和他人合法权益。未达成协议的，恢复审理并及时作出决定。"
    )

    outcome: MediationOutcome = Field(title="结果")
    ended_on: date = Field(title="日期")
    terms: list[Text] = Field(default_factory=list, title="协议条款", description="达成协议的必填")
    has_performance: YesNo = Field(default=YesNo.NO, title="协议是否有待履行的内容")
    remarks: Words = Field(default="", title="说明")

    @model_validator(mode="after")
    def _written_down(self) -> Self:
        if (self.outcome is MediationOutcome.AGREED) != bool(self.terms):
            message = "达成协议的，须填写协议条款；未达成的不填"
            raise ValueError(message)
        return self


class SigningChoice(StrEnum):
    """Whether the instrument was signed."""

    EFFECTIVE = "各方已签字盖章，并加盖复议机关印章"
    CHANGED_MIND = "签署前一方反悔"


class InstrumentSigning(Question):
    """The signatures and the seal, with which the instrument takes effect."""

    code: ClassVar[str] = "recon_instrument_signing"
    heading: ClassVar[str] = "复议调解书签署"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十三条",)
    guidance: ClassVar[str] = (
        "调解书经各方签字或者签章，并加盖复议机关印章，即具有法律效力；"
        "生效前一方反悔的，恢复审理，及时作出决定。"
    )

    choice: SigningChoice = Field(title="签署情况")
    signed_on: date = Field(title="日期", description="填最后签章日期；反悔的填反悔日期")
    remarks: Words = Field(default="", title="说明")


class WithdrawalKind(StrEnum):
    """Why an application is taken back."""

    SETTLED = "双方达成和解，申请人撤回"
    WITHDRAWN = "申请人撤回"


class Withdrawal(Question):
    """The applicant takes the application back; whether that is permitted is the office's word."""

    code: ClassVar[str] = "recon_withdrawal"
    heading: ClassVar[str] = "撤回复议申请"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十一条第（一）项、第七十四条",)
    guidance: ClassVar[str] = (
        "和解、撤回须出于真实意愿，不得损害国家利益、社会公共利益和他人合法权益。"
        "准予撤回的终止复议，申请人不得以同一事实和理由再次申请（违背真实意愿的除外）。"
    )

    kind: WithdrawalKind = Field(title="撤回原因")
    requested_on: date = Field(title="提出撤回的日期")
    permitted: YesNo = Field(title="是否准予撤回")
    decided_on: date = Field(title="决定日期")
    content: Words = Field(default="", title="和解内容", description="和解的必填")
    has_performance: YesNo = Field(default=YesNo.NO, title="和解是否有待履行的内容")
    reason: Text = Field(title="理由", description="写明对真实意愿的核实情况")

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.kind is WithdrawalKind.SETTLED and not self.content:
            message = "和解后撤回的，须填写和解内容"
            raise ValueError(message)
        return self
