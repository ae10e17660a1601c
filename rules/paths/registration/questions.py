"""What registration asks: the eight checks, what came of guidance and correction, the consent."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.eight_checks import CHECKS, Finding
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

_ABOUT = {check.code: f"{check.asks}｜{check.basis}" for check in CHECKS}


class GuidedChoice(StrEnum):
    """What the plaintiff says after hearing of reconsideration and mediation; each is voluntary."""

    NOT_SAID = "没有表示"
    SUES = "坚持起诉"
    MEDIATES = "愿意诉前调解"
    RECONSIDERS = "愿意先申请行政复议"


class EightChecks(Question):
    """八看: eight findings and whether the dispute can be mediated."""

    code: ClassVar[str] = "eight_checks"
    heading: ClassVar[str] = "八看审查"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第五十一条（七日内决定是否立案）",
        "宜伍府发〔2024〕4号（“八看”）",
    )
    guidance: ClassVar[str] = (
        "逐项填写八项结论。欠缺可以补正的只告知一次；不属管辖的移送或告知；"
        "应当先行复议的引导复议；可以调解的征询双方意愿，任何一方不同意即转登记立案。"
    )

    claims: Finding = Field(title="一看诉讼请求", description=_ABOUT["claims"])
    scope: Finding = Field(title="二看受案范围", description=_ABOUT["scope"])
    plaintiff: Finding = Field(title="三看原告资格", description=_ABOUT["plaintiff"])
    defendant: Finding = Field(title="四看被告资格", description=_ABOUT["defendant"])
    time_limit: Finding = Field(title="五看起诉期限", description=_ABOUT["time_limit"])
    reconsideration: Finding = Field(title="六看行政复议", description=_ABOUT["reconsideration"])
    jurisdiction: Finding = Field(title="七看管辖权", description=_ABOUT["jurisdiction"])
    parallel_reconsideration: Finding = Field(
        title="八看司法解释立案新规定", description=_ABOUT["parallel_reconsideration"]
    )
    mediable: YesNo = Field(
        title="是否具有协调性",
        description="行政赔偿、补偿、自由裁量等依法可以调解，或可以协调的｜行政诉讼法第六十条",
    )
    reviewed_on: date = Field(title="审查日期")
    guided_choice: GuidedChoice = Field(
        default=GuidedChoice.NOT_SAID,
        title="引导后起诉人的选择",
        description="收件凭证已告知复议和调解两条路，都由起诉人自愿选择，只作记录，不影响审查；"
        "愿意先申请行政复议的，由其申请撤回起诉材料",
    )
    remarks: Words = Field(
        default="", title="说明", description="欠缺或不符合的，逐项写明；补正告知会照此列出"
    )

    def findings(self) -> dict[str, Finding]:
        """The eight findings by check code."""
        return {check.code: getattr(self, check.code) for check in CHECKS}


class LegalRepresentative(Question):
    """Who acts for a party under age, and that the rules for children's data are kept."""

    code: ClassVar[str] = "legal_representative"
    heading: ClassVar[str] = "未成年当事人的法定代理人"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第三十条",
        "个人信息保护法第二十八条、第三十一条",
    )
    guidance: ClassVar[str] = (
        "当事人中有不满十八周岁的人，由法定代理人参加。不满十四周岁的，处理其个人信息须取得"
        "监护人同意，按敏感个人信息保护。以自己的劳动收入为主要生活来源的，写明理由。"
    )

    has_capacity: YesNo = Field(
        default=YesNo.NO, title="是否视为完全民事行为能力人", description="是的，在说明中写明理由"
    )
    representative: Words = Field(
        default="", title="法定代理人", description="姓名、与当事人的关系"
    )
    guardian_consents: YesNo = Field(default=YesNo.NO, title="监护人是否同意处理未成年人的个人信息")
    evidence: Text = Field(title="身份和监护关系的证明")
    remarks: Words = Field(default="", title="说明")

    @model_validator(mode="after")
    def _represented(self) -> Self:
        if self.has_capacity is YesNo.YES:
            if not self.remarks:
                message = "视为完全民事行为能力人的，须写明理由"
                raise ValueError(message)
        elif not self.representative:
            message = "未成年当事人须由法定代理人参加，请填写法定代理人"
            raise ValueError(message)
        elif self.guardian_consents is not YesNo.YES:
            message = "须先取得监护人对处理未成年人个人信息的同意"
            raise ValueError(message)
        return self


class CorrectionResult(StrEnum):
    """What came of the correction notice."""

    CORRECTED = "已补正"
    NOT_CORRECTED = "未补正"


class Correction(Question):
    """Whether the plaintiff cured what the correction notice named."""

    code: ClassVar[str] = "correction"
    heading: ClassVar[str] = "补正结果"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第五十一条", "解释第五十三条")
    guidance: ClassVar[str] = (
        "补正后七日的立案审查期限自补正材料递交次日起重新计算。"
        "未补正或届期无答复的，转立案庭依法决定。"
    )

    result: CorrectionResult = Field(title="补正结果")
    submitted_on: date = Field(title="递交补正材料日期", description="未补正的填核实日期")
    remarks: Words = Field(default="", title="说明")


class ReconsiderationChoice(StrEnum):
    """What the plaintiff does after being told that reconsideration comes first."""

    APPLIES = "同意先行申请行政复议"
    INSISTS = "坚持起诉"


class ReconsiderationGuidance(Question):
    """Whether the plaintiff takes the way of reconsideration."""

    code: ClassVar[str] = "reconsideration_guidance"
    heading: ClassVar[str] = "复议引导结果"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("行政复议法第二十三条", "解释第五十六条")
    guidance: ClassVar[str] = "告知复议机关和申请期限，由当事人选择；坚持起诉的裁定不予立案。"

    choice: ReconsiderationChoice = Field(title="起诉人的选择")
    told_on: date = Field(title="告知日期")
    told_authority: Text = Field(title="告知的复议机关")


class ConsentChoice(StrEnum):
    """A side's word on pre-filing mediation."""

    AGREES = "书面同意"
    REFUSES = "不同意"
    UNREACHABLE = "无法联系或未答复"


class Consent(Question):
    """Both sides' written word on pre-filing mediation."""

    code: ClassVar[str] = "consent"
    heading: ClassVar[str] = "诉前调解意愿"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "人民法院在线调解规则第十五条",
        "最高人民法院关于人民法院特邀调解的规定第十一条、第十二条",
    )
    guidance: ClassVar[str] = (
        "调解自愿。双方书面同意才能委派；任何一方不同意、联系不上，立即转登记立案，"
        "不影响起诉权利。同意之后也可以随时退出。"
    )

    plaintiff: ConsentChoice = Field(title="起诉人一方")
    agency: ConsentChoice = Field(title="行政机关一方", description="多个机关的，须全部同意")
    answered_on: date = Field(title="双方答复齐备日期")
    evidence: Words = Field(
        default="", title="书面材料", description="同意书编号或存放位置；拒绝的写明如何拒绝"
    )

    @property
    def is_mutual(self) -> bool:
        """Both sides agree in writing: without that there is no mediation (WJ-1)."""
        return self.plaintiff is ConsentChoice.AGREES and self.agency is ConsentChoice.AGREES
