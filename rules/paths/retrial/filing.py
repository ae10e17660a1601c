"""How a retrial is begun: by whose application or decision, on what ground, since when."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


class RetrialTrigger(StrEnum):
    """What sets a retrial going."""

    APPLICATION = "当事人申请再审"
    EX_OFFICIO = "院长发现或者上级人民法院发现"
    PROTEST = "人民检察院抗诉"
    SUGGESTION = "人民检察院提出再审检察建议"


class InForce(StrEnum):
    """What is in force."""

    JUDGMENT = "判决"
    RULING = "裁定"
    INSTRUMENT = "调解书"


class DecidedBy(StrEnum):
    """The court whose decision it is: by it the retrial is of first or of second instance."""

    FIRST = "第一审人民法院"
    SECOND = "第二审人民法院"


class RetrialGround(StrEnum):
    """行政诉讼法第九十一条、第九十二条、第九十三条, and the third party of 解释第三十条."""

    NOT_DOCKETED = "不予立案、驳回起诉或者准许撤诉确有错误"
    NEW_EVIDENCE = "有新的证据，足以推翻原判决、裁定"
    EVIDENCE_LACKING = "主要证据不足或者未经质证"
    EVIDENCE_FORGED = "主要证据系伪造"
    LAW_MISAPPLIED = "适用法律、法规确有错误"
    PROCEDURE = "违反法律规定的诉讼程序，可能影响公正审判"
    CLAIM_OMITTED = "遗漏诉讼请求"
    BASIS_REVOKED = "据以作出原判决、裁定的法律文书被撤销或者变更"
    CORRUPTION = "审判人员有贪污受贿、徇私舞弊、枉法裁判行为"
    THIRD_PARTY = "第三人未参加诉讼且不能归责于本人，裁判损害其合法权益"
    INSTRUMENT_UNLAWFUL = "调解违反自愿原则或者调解书内容违法"
    PUBLIC_HARM = "调解书损害国家利益、社会公共利益"


# 解释第一百一十条: six months since the applicant knew; and 第三十条第三款 for the third party.
KNOWN_LATER = frozenset(
    {
        RetrialGround.NEW_EVIDENCE,
        RetrialGround.EVIDENCE_FORGED,
        RetrialGround.BASIS_REVOKED,
        RetrialGround.CORRUPTION,
    }
)
SINCE_KNOWN = KNOWN_LATER | {RetrialGround.THIRD_PARTY}
OF_AN_INSTRUMENT = frozenset({RetrialGround.INSTRUMENT_UNLAWFUL, RetrialGround.PUBLIC_HARM})
OF_THE_PROCURATORATE = frozenset({RetrialTrigger.PROTEST, RetrialTrigger.SUGGESTION})


# What is in force where the trial ended so; a part may have been settled by an instrument.
IN_FORCE_BY: Mapping[str, frozenset[InForce]] = {
    "effective": frozenset({InForce.JUDGMENT, InForce.INSTRUMENT}),
    "mediated": frozenset({InForce.INSTRUMENT}),
    "dismissed": frozenset({InForce.RULING}),
    "withdrawn": frozenset({InForce.RULING}),
    "deemed_withdrawn": frozenset({InForce.RULING}),
}


class RetrialFiling(Question):
    """A retrial is applied for, proposed or protested for; registered when it comes."""

    code: ClassVar[str] = "retrial_filing"
    heading: ClassVar[str] = "登记再审"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十条至第九十三条",
        f"{INTERPRETATION}第三十条、第六十条、第一百一十条",
    )
    guidance: ClassVar[str] = (
        "裁判、调解书发生法律效力以后登记。当事人应当在生效后六个月内申请；"
        "新证据、证据系伪造、所依据的文书被撤销或者变更、审判人员违法四种情形，"
        "和未能参加诉讼的第三人，自知道或者应当知道之日起六个月内申请。"
        "申请再审不停止执行；是否立案、是否再审由法院决定。"
    )

    trigger: RetrialTrigger = Field(title="由什么启动")
    in_force: InForce = Field(title="已经生效的文书")
    decided_by: DecidedBy = Field(title="生效文书由哪一审法院作出")
    was_lost: YesNo = Field(title="生效裁判为行政机关败诉")
    effective_on: date = Field(title="生效日期")
    filed_on: date = Field(
        title="提出日期",
        description="申请（交邮）、院长提交或者上级决定、收到抗诉书（检察建议）之日",
    )
    ground: RetrialGround = Field(title="事由")
    counted_from_on: date = Field(
        title="六个月自何日起算",
        description="一般填生效日期；自知道之日起算的事由，填知道或者应当知道之日",
    )
    applicant: Words = Field(
        default="", title="再审申请人", description="当事人申请的必填，照生效文书"
    )
    document: Words = Field(
        default="", title="抗诉书、检察建议书或者决定的文号", description="不是当事人申请的必填"
    )
    reasons: Text = Field(title="再审请求和理由")

    @property
    def is_application(self) -> bool:
        """A party asks for it; the six months are its."""
        return self.trigger is RetrialTrigger.APPLICATION

    @property
    def application_rule(self) -> str:
        """Within what time the applicant had to apply."""
        is_third = self.ground is RetrialGround.THIRD_PARTY
        return "L_RETRIAL_THIRD_6M" if is_third else "L_RETRIAL_6M"

    @model_validator(mode="after")
    def _somebody_asks(self) -> Self:
        if self.is_application and not self.applicant:
            message = "当事人申请再审的，须填写再审申请人"
            raise ValueError(message)
        if not self.is_application and not self.document:
            message = "不是当事人申请的，须填写抗诉书、检察建议书或者决定的文号"
            raise ValueError(message)
        if self.filed_on < self.effective_on:
            message = "提出日期不能早于生效日期：没有生效的裁判通过上诉纠正"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _on_a_ground(self) -> Self:
        is_instrument = self.in_force is InForce.INSTRUMENT
        is_third = self.ground is RetrialGround.THIRD_PARTY
        if is_instrument is not (self.ground in OF_AN_INSTRUMENT) and not is_third:
            message = f"“{self.ground.value}”不是{self.in_force.value}的再审事由"
            raise ValueError(message)
        is_theirs = self.trigger in OF_THE_PROCURATORATE
        if self.ground is RetrialGround.PUBLIC_HARM and not is_theirs:
            message = "“调解书损害国家利益、社会公共利益”只适用于抗诉和检察建议"
            raise ValueError(message)
        if is_third and not self.is_application:
            message = "“第三人未参加诉讼”只适用于第三人申请再审"
            raise ValueError(message)
        if self.ground not in SINCE_KNOWN and self.counted_from_on != self.effective_on:
            message = "这一事由的六个月自生效之日起算，“六个月自何日起算”请填生效日期"
            raise ValueError(message)
        return self
