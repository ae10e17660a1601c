"""The letters of 诉前调解, from the referral to the settlement or the way to docketing."""

from datetime import date
from typing import Annotated

from pydantic import Field

from rules.vocabulary.circle import Circle, Within
from rules.vocabulary.letter import (
    Addressee,
    CaseFacts,
    DueFacts,
    Letter,
    Office,
    PaymentFacts,
    Words,
)


class ReferralFacts(CaseFacts):
    """委派函."""

    mediator_name: Words = Field(title="调解员")
    mediator_organization: Words = Field(title="调解组织")
    mediation_days: int = Field(gt=0, title="调解期限(日)")
    materials: tuple[Words, ...] = Field(min_length=1, title="移交材料")
    filing_due: DueFacts | None = Field(default=None, title="起诉期限")


class SuggestionFacts(CaseFacts):
    """诉前化解建议函."""

    risk_tags: tuple[Words, ...] = Field(title="风险标签")
    feedback_by: date = Field(title="反馈截止日期")
    lead_agency: Words = Field(title="牵头机关")


class SessionRecordFacts(CaseFacts):
    """调解笔录."""

    held_on: date = Field(title="调解日期")
    place: Words = Field(title="地点")
    host: Words = Field(title="主持人")
    recorder: Words = Field(title="记录人")
    attendees: tuple[Words, ...] = Field(min_length=1, title="到场人员")
    statements: Annotated[tuple[tuple[Words, Words], ...], Within(Circle.MEDIATION)] = Field(
        title="发言(发言人、内容)"
    )
    undisputed_facts: tuple[Words, ...] = Field(title="无争议事实")
    result: Words = Field(title="调解结果")


class SettlementFacts(CaseFacts):
    """和解协议书."""

    terms: tuple[Words, ...] = Field(min_length=1, title="协议条款")
    payments: tuple[PaymentFacts, ...] = Field(title="付款安排")
    effective_on: date | None = Field(title="生效日期")
    copies: int = Field(gt=0, title="份数")
    confirm_due: DueFacts | None = Field(
        title="申请司法确认的期限", description="协议尚未生效的没有确定日期"
    )


class TerminationFacts(CaseFacts):
    """终止调解及移交立案单."""

    reason: Words = Field(title="终止原因")
    accepted_on: date | None = Field(title="调解员签收日期")
    ended_on: date = Field(title="调解终止日期")
    excluded_days: int | None = Field(ge=0, title="调解占用日数")
    filing_due: DueFacts = Field(title="起诉期限")
    docketing_due: DueFacts = Field(title="决定是否立案的期限")
    partial_terms: tuple[Words, ...] = Field(title="已达成一致的部分")


REFERRAL = Letter(
    code="referral",
    title="委派调解函",
    issuer=Office.COURT,
    to=Addressee.MEDIATOR,
    template="prefiling_mediation/referral",
    needs=ReferralFacts,
    numbering="letter",
    served=False,
    basis=(
        "《人民法院在线调解规则》第十二条、第二十四条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二十七条",
    ),
    trigger="每次选定调解员之后",
    attachments=("移交材料清单", "签收回执"),
)

SUGGESTION = Letter(
    code="suggestion",
    title="诉前化解建议函",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="prefiling_mediation/suggestion",
    needs=SuggestionFacts,
    numbering="letter",
    served=False,
    basis=("当地府院联动机制(见地区配置所列文件)",),
    trigger="案件带风险标签，法院决定发函",
    attachments=("起诉状副本及证据材料清单",),
)

SESSION_RECORD = Letter(
    code="session_record",
    title="调解笔录",
    issuer=Office.CENTER,
    to=Addressee.CASE_FILE,
    template="prefiling_mediation/session_record",
    needs=SessionRecordFacts,
    numbering=None,
    served=False,
    basis=(
        "《人民法院在线调解规则》第十八条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二条、第二十二条",
    ),
    trigger="每次填写调解场次之后",
)

SETTLEMENT = Letter(
    code="settlement",
    title="和解协议书",
    issuer=Office.PARTIES,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/settlement",
    needs=SettlementFacts,
    numbering=None,
    served=True,
    basis=(
        "参照《中华人民共和国行政诉讼法》第六十条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二十二条",
    ),
    trigger="填写和解协议内容之后，交双方签章",
)

TERMINATION = Letter(
    code="termination",
    title="终止调解及移交立案单",
    issuer=Office.CENTER,
    to=Addressee.DOCKETING_DIVISION,
    template="prefiling_mediation/termination",
    needs=TerminationFacts,
    numbering="letter",
    served=True,
    basis=(
        "《人民法院在线调解规则》第二十一条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二十一条、第二十七条",
        "《中华人民共和国行政诉讼法》第五十二条、第八十五条",
    ),
    trigger="不调、调解不成或者部分达成协议，转登记立案时",
)
