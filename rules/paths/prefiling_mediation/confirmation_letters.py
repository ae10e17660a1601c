"""司法确认: the joint application, and the drafts of what the court may make of it."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import (
    Addressee,
    CaseFacts,
    DueFacts,
    Letter,
    Office,
    PaymentFacts,
    Words,
)

INVITED = "参照《最高人民法院关于人民法院特邀调解的规定》"
BY_ANALOGY = "参照《最高人民法院关于人民调解协议司法确认程序的若干规定》"


class ConfirmationApplicationFacts(CaseFacts):
    """司法确认申请书."""

    signed_on: date = Field(title="协议生效日期")
    terms: tuple[Words, ...] = Field(min_length=1, title="协议条款")
    confirm_due: DueFacts = Field(title="申请司法确认的期限")


class PrefilingInstrumentFacts(CaseFacts):
    """行政诉前调解书(拟稿)."""

    signed_on: date = Field(title="协议生效日期")
    applied_on: date = Field(title="申请日期")
    decided_on: date = Field(title="审查决定日期")
    terms: tuple[Words, ...] = Field(min_length=1, title="协议条款")
    payments: tuple[PaymentFacts, ...] = Field(title="付款安排")


class ConfirmationRefusalFacts(CaseFacts):
    """驳回确认申请裁定书(拟稿)."""

    signed_on: date = Field(title="协议生效日期")
    applied_on: date = Field(title="申请日期")
    decided_on: date = Field(title="审查决定日期")
    reason: str = Field(title="理由", description="没有填写的，留待承办法官补写")


CONFIRMATION_APPLICATION = Letter(
    code="confirmation_application",
    title="司法确认申请书",
    issuer=Office.PARTIES,
    to=Addressee.COURT,
    template="prefiling_mediation/confirmation_application",
    needs=ConfirmationApplicationFacts,
    numbering=None,
    served=False,
    basis=(
        "参照《中华人民共和国民事诉讼法》第二百零五条",
        f"{INVITED}第十九条、第二十五条",
        f"{BY_ANALOGY}第三条、第五条、第七条",
        "宜伍府发〔2024〕4号四（二）3",
    ),
    trigger="和解协议各方签章之后，供双方共同签名提交；不申请的不用",
    attachments=("和解协议书", "身份证明或者单位证明", "与协议有关的证明材料"),
)

PREFILING_INSTRUMENT = Letter(
    code="prefiling_instrument",
    title="行政诉前调解书（拟稿）",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/prefiling_instrument",
    needs=PrefilingInstrumentFacts,
    numbering=None,
    served=True,
    basis=(
        "参照《中华人民共和国行政诉讼法》第六十条",
        f"{INVITED}第十九条、第二十五条",
    ),
    trigger="司法确认审查结果为出具行政诉前调解书",
)

CONFIRMATION_REFUSAL = Letter(
    code="confirmation_refusal",
    title="驳回确认申请裁定书（拟稿）",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/confirmation_refusal",
    needs=ConfirmationRefusalFacts,
    numbering=None,
    served=True,
    basis=(
        f"{BY_ANALOGY}第七条",
        f"{INVITED}第二十五条",
        "《中华人民共和国行政诉讼法》第五十一条",
    ),
    trigger="司法确认审查结果为驳回确认申请",
)
