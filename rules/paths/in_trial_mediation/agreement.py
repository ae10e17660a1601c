"""What in-trial mediation asks after the sides agreed: terms, review, signatures, or withdrawal."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.paths.in_trial_mediation.start import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

WITHDRAWAL_RULES = "最高人民法院关于行政诉讼撤诉若干问题的规定"


class TrialPayment(BaseModel):
    """One instalment, in yuan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    due_on: date = Field(title="应付日期")
    amount: Decimal = Field(title="金额（元）", gt=0, decimal_places=2, max_digits=14)


class TrialSettlementTerms(Question):
    """What the sides agreed in the course of the trial."""

    code: ClassVar[str] = "trial_settlement_terms"
    heading: ClassVar[str] = "诉中调解协议内容"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第八十五条、第八十六条",)
    guidance: ClassVar[str] = (
        "写明案件事实和调解结果，逐条写清各方做什么、到什么时候为止。"
        "协议由法院审查后出具调解书；不得按协议内容制作判决。"
    )

    case_facts: Text = Field(title="案件事实")
    terms: list[Text] = Field(title="协议条款", min_length=1)
    payments: list[TrialPayment] = Field(default_factory=list, title="付款安排")
    to_perform: YesNo = Field(title="是否有待履行的内容")
    remaining: Words = Field(
        default="", title="未达成一致的部分", description="部分达成一致的必填，这部分继续审理"
    )

    @model_validator(mode="after")
    def _paid_is_performed(self) -> Self:
        if self.payments and self.to_perform is YesNo.NO:
            message = "有付款安排的，“是否有待履行的内容”须选“是”"
            raise ValueError(message)
        return self


class ReviewChoice(StrEnum):
    """What the court makes of the agreement."""

    INSTRUMENT = "出具行政调解书"
    CHANGE = "由行政机关改变行政行为，原告申请撤诉"
    REFUSED = "不出具调解书，及时判决"


class InstrumentReview(Question):
    """The court's review of the agreement; a judge decides whether it becomes an instrument."""

    code: ClassVar[str] = "instrument_review"
    heading: ClassVar[str] = "审查调解协议"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第六十条", f"{INTERPRETATION}第八十五条")
    guidance: ClassVar[str] = (
        "审查是否自愿、合法，是否损害国家利益、社会公共利益和他人（包括第三人）合法权益。"
        "不得按照协议内容制作判决书。"
    )

    choice: ReviewChoice = Field(title="审查结果")
    voluntary: YesNo = Field(title="双方自愿")
    lawful: YesNo = Field(title="内容不违反法律")
    harmless: YesNo = Field(title="不损害国家利益、社会公共利益和他人合法权益")
    decided_on: date = Field(title="审查日期")
    reason: Words = Field(default="", title="理由", description="不出具调解书的必填")

    @model_validator(mode="after")
    def _justified(self) -> Self:
        doubtful = YesNo.NO in {self.voluntary, self.lawful, self.harmless}
        if self.choice is ReviewChoice.INSTRUMENT and doubtful:
            message = "不自愿、违反法律或者损害他人合法权益的协议，不能出具调解书"
            raise ValueError(message)
        if self.choice is ReviewChoice.REFUSED and not self.reason:
            message = "不出具调解书的，须写明理由"
            raise ValueError(message)
        return self


class ReceiptChoice(StrEnum):
    """What a party did when the instrument was put before them."""

    SIGNED = "已签收"
    RENEGED = "签收前反悔或者拒绝签收"


class InstrumentReceipt(Question):
    """Who signed for the instrument on a day: it takes effect when the last party has."""

    code: ClassVar[str] = "instrument_receipt"
    heading: ClassVar[str] = "行政调解书签收"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第八十五条、第八十六条",)
    guidance: ClassVar[str] = (
        "每个签收日期填一次，同日签收的一起填，姓名、名称与案件一致。"
        "全部当事人签收以前调解书不生效，系统会继续等待；一方反悔的，及时判决。"
    )

    choice: ReceiptChoice = Field(title="签收情况")
    parties: list[Text] = Field(title="当事人", min_length=1)
    signed_on: date = Field(title="签收日期", description="反悔的填表示反悔的日期")
    remarks: Words = Field(default="", title="说明")


class ChangeChoice(StrEnum):
    """Whether the agency changed its act and the plaintiff gives up the action."""

    CHANGED = "行政机关已改变行政行为，原告申请撤诉"
    NOT_CHANGED = "行政机关未改变行政行为，或者原告不撤诉"


class ActChange(Question):
    """Coordination without an instrument: the act is changed, the action withdrawn (RT15)."""

    code: ClassVar[str] = "act_change"
    heading: ClassVar[str] = "改变行政行为与撤诉"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第六十二条",
        f"{WITHDRAWAL_RULES}第二条至第五条、第八条",
    )
    guidance: ClassVar[str] = (
        "不能出具调解书的案件，只能由行政机关改变行政行为、原告自愿申请撤诉，"
        "是否准许由法院在诉讼中裁定；第三人有异议的，在裁定时一并审查。"
        "第二审中的，由当事人申请撤回上诉或者撤回起诉。"
    )

    choice: ChangeChoice = Field(title="结果")
    settled_on: date = Field(title="改变或者核实日期")
    change: Words = Field(
        default="", title="改变的内容", description="新的决定或处理、文号；已改变的必填"
    )
    third_party_objection: Words = Field(
        default="", title="第三人的异议", description="没有第三人或者没有异议的留空"
    )

    @model_validator(mode="after")
    def _stated(self) -> Self:
        if self.choice is ChangeChoice.CHANGED and not self.change:
            message = "行政机关已改变行政行为的，须写明改变的内容"
            raise ValueError(message)
        return self
