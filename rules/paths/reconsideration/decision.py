"""The decision, its service and what comes after: guidance (案后疏导) and publication."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.reconsideration.application import LAW, RUZHOU
from rules.service import Method
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Kind(StrEnum):
    """What a decision does."""

    CHANGE = "变更"
    REVOKE = "撤销"
    REVOKE_PART = "部分撤销"
    UNLAWFUL = "确认违法"
    PERFORM = "责令履行"
    INVALID = "确认无效"
    UPHOLD = "维持"
    AGREEMENT = "承担行政协议责任"
    COMPENSATE = "行政赔偿"
    REJECT_REQUEST = "驳回复议请求"
    DISMISS = "驳回复议申请"


# 行政复议法: on which article each kind of decision rests.
ARTICLES: Mapping[Kind, str] = {
    Kind.CHANGE: "第六十三条",
    Kind.REVOKE: "第六十四条",
    Kind.REVOKE_PART: "第六十四条",
    Kind.UNLAWFUL: "第六十五条",
    Kind.PERFORM: "第六十六条",
    Kind.INVALID: "第六十七条",
    Kind.UPHOLD: "第六十八条",
    Kind.AGREEMENT: "第七十一条",
    Kind.COMPENSATE: "第七十二条",
    Kind.REJECT_REQUEST: "第六十九条",
    Kind.DISMISS: "第三十三条",
}
# 第七十条: what an act without answer and evidence leads to.
WITHOUT_EVIDENCE = frozenset(
    {Kind.REVOKE, Kind.REVOKE_PART, Kind.UNLAWFUL, Kind.INVALID, Kind.PERFORM}
)
ENDS: Mapping[Kind, str] = {Kind.DISMISS: "dismissed", Kind.REJECT_REQUEST: "claims_rejected"}


class Decision(Question):
    """The decision, taken by the organ's people."""

    code: ClassVar[str] = "recon_decision"
    heading: ClassVar[str] = "复议决定"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第六十一条、第六十二条至第七十二条、第七十五条",)
    guidance: ClassVar[str] = (
        "经复议机关负责人同意或者集体讨论通过，以复议机关名义作出。系统只制作决定书的框架，"
        "事实、理由和决定内容由办案人员填写、核对。"
    )

    kind: Kind = Field(title="决定种类")
    decided_on: date = Field(title="决定日期")
    approved_by: Text = Field(title="同意或者讨论通过的负责人")
    facts: Text = Field(title="查明的事实")
    reasons: Text = Field(title="理由")
    disposition: list[Text] = Field(title="决定内容", min_length=1)
    has_performance: YesNo = Field(title="是否有待履行的内容")

    @property
    def end(self) -> str:
        """The stage at which a case with this decision ends."""
        return ENDS.get(self.kind, "decided")

    @property
    def article(self) -> str:
        """On which article of the law a decision of this kind rests."""
        return ARTICLES[self.kind]


class DecisionWithoutEvidence(Decision):
    """The decision where the agency gave no answer or no evidence (第七十条)."""

    code: ClassVar[str] = "recon_decision_without_evidence"
    heading: ClassVar[str] = "复议决定（被申请人未答复举证）"
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第六十一条、第七十条、第七十五条",)
    guidance: ClassVar[str] = (
        "注意：被申请人没有按规定提出书面答复、提交证据，行政行为视为没有证据、依据，"
        "依法应当撤销、部分撤销、确认违法、确认无效或者责令履行；"
        "涉及第三人合法权益、第三人提供证据的除外。作其他决定的须说明理由。"
    )

    exception: Words = Field(
        default="", title="作其他决定的理由", description="按第七十条处理的留空"
    )

    @model_validator(mode="after")
    def _warned(self) -> Self:
        if self.kind not in WITHOUT_EVIDENCE and not self.exception:
            message = "被申请人未答复举证，作其他决定的须说明理由（行政复议法第七十条）"
            raise ValueError(message)
        return self

    @property
    def article(self) -> str:
        """As for every decision; where the act counts as unfounded, the reason why."""
        own = super().article
        return f"{own}、第七十条" if self.kind in WITHOUT_EVIDENCE else own


class Recipient(StrEnum):
    """Who is served."""

    APPLICANT = "申请人"
    AGENCY = "被申请人"
    THIRD_PARTY = "第三人"


class Service(Question):
    """One recipient's proof of service: their time to sue runs from it."""

    code: ClassVar[str] = "recon_service"
    heading: ClassVar[str] = "复议决定送达"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十五条、第八十八条", "行政诉讼法第四十五条")
    guidance: ClassVar[str] = "每名受送达人填一次；起诉的十五日自各人收到之日分别起算。"

    recipient: Text = Field(title="受送达人")
    role: Recipient = Field(title="身份")
    method: Method = Field(title="送达方式")
    served_on: date = Field(title="收到（送达）日期")
    more: YesNo = Field(title="是否还有其他受送达人未填")

    @property
    def may_sue(self) -> bool:
        """Agencies cannot sue over a decision on their own act."""
        return self.role is not Recipient.AGENCY


class Attitude(StrEnum):
    """How the applicant takes the decision."""

    ACCEPTS = "接受复议结果"
    MAY_SUE = "拟提起诉讼，已告知起诉期限和法院"
    UNCERTAIN = "未表态"
    UNREACHED = "联系不上，已说明情况"


class Guidance(Question):
    """案后疏导: the decision is explained, and what can still be done (RZ-3a)."""

    code: ClassVar[str] = "recon_guidance"
    heading: ClassVar[str] = "案后疏导"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (RUZHOU,)
    guidance: ClassVar[str] = "向申请人释明复议结果和理由；疏导不影响起诉，也不得劝阻起诉。"

    guided_on: date = Field(title="疏导日期")
    officials: list[Text] = Field(title="疏导人员", min_length=1)
    content: Text = Field(title="释明和疏导内容")
    attitude: Attitude = Field(title="申请人的态度")


class PublicationChoice(StrEnum):
    """Whether a decision is published."""

    PUBLISH = "公开"
    WITHHOLD = "不公开"


class Publication(Question):
    """Publication, only after what identifies people was taken out (RZ-4)."""

    code: ClassVar[str] = "recon_publication"
    heading: ClassVar[str] = "复议决定书公开与脱敏检查"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (
        f"{LAW}第七十九条第一款",
        "个人信息保护法第二十五条、第二十八条",
        RUZHOU,
    )
    guidance: ClassVar[str] = (
        "根据被申请行政行为的公开情况决定是否公开。公开前逐项脱敏，"
        "由填写人以外的人检查通过后才能公开。被申请人是本级政府工作部门的，"
        "生效的决定书、意见书同时抄告其上一级主管部门（第七十九条第二款）。"
    )

    choice: PublicationChoice = Field(title="是否公开")
    decided_on: date = Field(title="日期")
    identities_removed: YesNo = Field(title="姓名、证件、住址、电话、账号已脱敏")
    sensitive_removed: YesNo = Field(title="未成年人、健康等敏感信息已脱敏")
    secrets_removed: YesNo = Field(title="国家秘密、商业秘密、个人隐私已剔除")
    checked_by: Words = Field(default="", title="脱敏检查人", description="不能是填写人自己")
    reason: Words = Field(default="", title="不公开的理由")

    @model_validator(mode="after")
    def _checked(self) -> Self:
        if self.choice is PublicationChoice.WITHHOLD:
            if not self.reason:
                message = "不公开的，须说明理由"
                raise ValueError(message)
            return self
        checks = (self.identities_removed, self.sensitive_removed, self.secrets_removed)
        if YesNo.NO in checks:
            message = "脱敏检查没有全部通过，不能公开"
            raise ValueError(message)
        if self.checked_by in {"", self.answered_by}:
            message = "公开前须由填写人以外的人检查脱敏"
            raise ValueError(message)
        return self
