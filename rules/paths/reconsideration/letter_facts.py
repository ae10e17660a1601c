"""What the letters of 行政复议 are made of."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import CaseFacts, DueFacts, Words


class ReconsiderationFacts(CaseFacts):
    """What every letter of a reconsideration knows beside its case."""

    authority: Words = Field(title="复议机关")
    office_name: Words = Field(title="复议机构")
    handler: str = Field(title="承办人")


class WishFacts(ReconsiderationFacts):
    """诉求和调解意愿征询记录."""

    asked_on: date = Field(title="征询日期")
    core_wish: Words = Field(title="主要诉求")
    applicant_willing: bool = Field(title="申请人愿意调解")
    agency_willing: bool = Field(title="被申请人愿意调解")
    conditions: str = Field(title="调解意见和条件")


class CureFacts(ReconsiderationFacts):
    """补正通知书."""

    defects: tuple[Words, ...] = Field(min_length=1, title="需要补正的事项")


class AcceptanceFacts(ReconsiderationFacts):
    """受理通知书."""

    accepted_on: date = Field(title="受理日期")
    is_deemed: bool = Field(title="视为受理")
    procedure: Words = Field(title="审理程序")
    decide_due: DueFacts = Field(title="决定期限")


class RefusalFacts(ReconsiderationFacts):
    """不予受理决定书."""

    decided_on: date = Field(title="决定日期")
    unmet: tuple[Words, ...] = Field(min_length=1, title="不符合的条件")
    reasons: Words = Field(title="理由")
    competent_organ: str = Field(title="有管辖权的复议机关")


class AnswerNoticeFacts(ReconsiderationFacts):
    """答复通知书."""

    procedure: Words = Field(title="审理程序")
    answer_days: int = Field(gt=0, title="答复期限(工作日)")
    article: Words = Field(title="依据的条文")


class StopExecutionFacts(ReconsiderationFacts):
    """停止执行决定书."""

    decided_on: date = Field(title="决定日期")
    reason: Words = Field(title="理由")


class StayFacts(ReconsiderationFacts):
    """中止通知书."""

    stayed_on: date = Field(title="中止日期")
    cause: Words = Field(title="中止原因")
    article: Words = Field(title="依据的条文")


class ResumptionFacts(ReconsiderationFacts):
    """恢复审理通知书."""

    last_day_on: date = Field(title="中止的最后一日")
    cause: Words = Field(title="中止原因")
    decide_due: DueFacts = Field(title="决定期限")


class ExtensionFacts(ReconsiderationFacts):
    """延期审理通知书."""

    days: int = Field(gt=0, title="延长天数")
    approved_on: date = Field(title="批准日期")
    reason: Words = Field(title="理由")
    decide_due: DueFacts = Field(title="决定期限")


class ConversionFacts(ReconsiderationFacts):
    """转为普通程序通知书."""

    approved_on: date = Field(title="批准日期")
    reason: Words = Field(title="理由")
    decide_due: DueFacts = Field(title="决定期限")


class HearingFacts(ReconsiderationFacts):
    """听证通知书."""

    hearing_at: date = Field(title="听证日期")
    time_of_day: Words = Field(title="听证时间")
    place: Words = Field(title="地点")
    matters: tuple[Words, ...] = Field(min_length=1, title="拟听证事项")
    chair: Words = Field(title="主持人")
    hearers: tuple[Words, ...] = Field(min_length=2, title="听证员")
    clerk: Words = Field(title="记录员")


class InstrumentFacts(ReconsiderationFacts):
    """行政复议调解书."""

    participants: tuple[Words, ...] = Field(min_length=2, title="参与调解的各方")
    terms: tuple[Words, ...] = Field(min_length=1, title="协议条款")


class DecisionFacts(ReconsiderationFacts):
    """行政复议决定书."""

    accepted_on: date = Field(title="受理日期")
    decided_on: date = Field(title="决定日期")
    kind: Words = Field(title="决定种类")
    article: Words = Field(title="依据的条文")
    answered: bool = Field(title="被申请人已答复举证")
    heard: bool = Field(title="经过听证")
    consulted: bool = Field(title="经过行政复议委员会咨询")
    facts: Words = Field(title="查明的事实")
    reasons: Words = Field(title="理由")
    disposition: tuple[Words, ...] = Field(min_length=1, title="决定内容")


class TerminationFacts(ReconsiderationFacts):
    """终止行政复议决定书."""

    decided_on: date = Field(title="决定日期")
    cause: Words = Field(title="终止原因")
    reason: Words = Field(title="理由")


class OverdueFacts(ReconsiderationFacts):
    """逾期未作出复议决定告知书."""

    accepted_on: date = Field(title="受理日期")
    decide_due: DueFacts = Field(title="决定期限")
    sue_due: DueFacts = Field(title="起诉期限")


class OpinionFacts(ReconsiderationFacts):
    """行政复议意见书、建议书."""

    organ: Words = Field(title="收文机关")
    shortcomings: tuple[Words, ...] = Field(min_length=1, title="发现的问题")
    measures: tuple[Words, ...] = Field(min_length=1, title="纠正意见或者建议")
