"""What performance tracking asks until the due day of each obligation, and when it was not kept."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.vocabulary.question import Actor, Circumstances, Name, Question, Text, Words, YesNo

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"
Yuan = Annotated[Decimal, Field(gt=0, decimal_places=2, max_digits=14)]


class InstrumentKind(StrEnum):
    """What the obligation rests on."""

    JUDGMENT = "判决书"
    RULING = "裁定书"
    MEDIATION = "行政调解书"
    PREFILING_MEDIATION = "行政诉前调解书"
    SETTLEMENT = "和解协议"
    RECONSIDERATION_DECISION = "行政复议决定书"
    RECONSIDERATION_MEDIATION = "行政复议调解书"

    @property
    def is_enforceable(self) -> bool:
        """A court's own instrument, whose enforcement is applied for within two years."""
        return self in {
            InstrumentKind.JUDGMENT,
            InstrumentKind.RULING,
            InstrumentKind.MEDIATION,
            InstrumentKind.PREFILING_MEDIATION,
        }


class ObligationKind(StrEnum):
    """What has to be done."""

    PAY = "给付款项"
    ACT = "履行职责"
    REDO = "重新作出行政行为"
    OTHER = "其他"


class Obligation(BaseModel):
    """One obligation, or one instalment of it; amounts in yuan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ObligationKind = Field(title="类别")
    what: Text = Field(title="内容", description="写明做什么、给付什么；分期的每期填一行")
    debtor: Name = Field(title="义务人", description="行政机关的名称须与案件一致")
    creditor: Name = Field(title="权利人")
    due_by: date | None = Field(
        default=None, title="履行期限届满日", description="法律文书没有规定的留空"
    )
    amount: Yuan | None = Field(default=None, title="金额（元）", description="给付款项的必填")

    @model_validator(mode="after")
    def _sum_named(self) -> Self:
        if self.kind is ObligationKind.PAY and self.amount is None:
            message = "给付款项的，须填写金额"
            raise ValueError(message)
        return self


class PerformanceObligations(Question):
    """The obligations of one effective instrument, each instalment in a line of its own."""

    code: ClassVar[str] = "performance_obligations"
    heading: ClassVar[str] = "登记履行义务"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第一百五十三条",
        "宜伍府发〔2024〕4号四（二）4",
    )
    guidance: ClassVar[str] = (
        "照生效法律文书逐项填写，分期履行的每期一行；系统给每一项起算期限、到期前后提醒。"
        "没有履行内容的不填义务，写明说明即可结束。"
    )

    kind: InstrumentKind = Field(title="法律文书种类")
    instrument: Text = Field(title="法律文书文号或者名称")
    effective_on: date = Field(title="生效日期")
    served_on: date = Field(title="送达日期", description="没有规定履行期限的，申请执行自送达起算")
    obligations: list[Obligation] = Field(default_factory=list, title="履行义务", max_length=60)
    remarks: Words = Field(default="", title="说明", description="没有履行内容的必填")

    @model_validator(mode="after")
    def _something_said(self) -> Self:
        if not self.obligations and not self.remarks:
            message = "没有登记任何义务的，须在说明中写明没有履行内容的理由"
            raise ValueError(message)
        return self


class CheckResult(StrEnum):
    """What became of an obligation."""

    PERFORMED = "已全部履行"
    PARTLY = "部分履行"
    NOT = "未履行"


class PerformanceCheck(Question):
    """Whether one obligation, or one instalment, was performed."""

    code: ClassVar[str] = "performance_check"
    heading: ClassVar[str] = "核实本项履行情况"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "商法办发〔2023〕30号第七条",
        "宜伍府发〔2024〕4号四（二）4",
    )
    guidance: ClassVar[str] = (
        "按履行期限的先后逐项核实；是哪一项，见时间线中最近一条“核实到期义务是否履行（第几项）”。"
        "提前履行的可以提前登记，不必等到期。"
    )

    result: CheckResult = Field(title="履行情况")
    checked_on: date = Field(title="履行日期", description="未全部履行的填核实日期")
    paid: Yuan | None = Field(default=None, title="已付金额（元）", description="部分付款的填写")
    evidence: list[Text] = Field(
        default_factory=list, title="凭证", description="付款回单、新作出的决定书等"
    )
    remarks: Words = Field(default="", title="说明", description="未全部履行的写明原因")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if self.result is CheckResult.PERFORMED and not self.evidence:
            message = "登记已全部履行的，须写明凭证"
            raise ValueError(message)
        if self.result is not CheckResult.PERFORMED and not self.remarks:
            message = "未全部履行的，须说明原因和已履行的部分"
            raise ValueError(message)
        return self


class RedoneAct(Question):
    """The new act, beside the one that was annulled (SL-7a)."""

    code: ClassVar[str] = "redone_act"
    heading: ClassVar[str] = "重新作出的行政行为"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第七十一条",
        f"{INTERPRETATION}第九十条",
        "商法办发〔2023〕30号第七条",
    )
    guidance: ClassVar[str] = (
        "判决重新作出行政行为的，不得以同一的事实和理由作出基本相同的行为；"
        "主要事实或者主要理由有改变，或者仅因违反法定程序被撤销的，不在此限。"
        "系统只作标记和提示，是否属于相同行为由人民法院认定。"
    )

    document: Text = Field(title="新行为的文书名称和文号")
    made_on: date = Field(title="作出日期")
    same_result: YesNo = Field(title="结果与原行为基本相同")
    same_facts: YesNo = Field(title="主要事实相同")
    same_grounds: YesNo = Field(title="主要理由相同")
    procedure_only: YesNo = Field(title="原行为仅因违反法定程序被撤销")

    @property
    def same_act(self) -> bool:
        """Flagged as the same act again; a court decides whether it is (行政诉讼法第七十一条)."""
        same = (self.same_result, self.same_facts, self.same_grounds)
        return set(same) == {YesNo.YES} and self.procedure_only is YesNo.NO


class ShortfallStep(StrEnum):
    """What the debtor did about what it did not perform (SL-7b)."""

    EXPLAINED = "已向权利人解释说明"
    SETTLED = "达成执行和解"
    NEITHER = "既没有解释，也没有和解"


class Instalment(BaseModel):
    """One instalment of an execution settlement; amounts in yuan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Text = Field(title="内容")
    due_by: date = Field(title="履行期限届满日")
    amount: Yuan | None = Field(default=None, title="金额（元）", description="给付款项的填写")


class PerformanceShortfall(Question):
    """An explanation to the creditor, an execution settlement, or neither: then it is overdue."""

    code: ClassVar[str] = "performance_shortfall"
    heading: ClassVar[str] = "未全部履行：解释说明或者执行和解"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("商法办发〔2023〕30号第七条",)
    guidance: ClassVar[str] = (
        "不能及时履行的，要主动向权利人解释，努力达成执行和解。"
        "没有付款，也没有解释或者和解记录的，列为逾期。"
    )

    step: ShortfallStep = Field(title="处理情况")
    step_on: date = Field(title="解释、签订或者核实日期")
    record: Words = Field(
        default="", title="经过", description="向谁解释、怎么答复；没有的写明核实经过"
    )
    instalments: list[Instalment] = Field(
        default_factory=list, title="和解后的履行安排", description="达成执行和解的填写，每期一行"
    )

    @model_validator(mode="after")
    def _recorded(self) -> Self:
        if self.step is not ShortfallStep.SETTLED:
            if self.instalments:
                message = "填写了履行安排的，处理情况须选“达成执行和解”"
                raise ValueError(message)
            if not self.record:
                message = "须写明解释或者核实的经过"
                raise ValueError(message)
        elif not self.instalments:
            message = "达成执行和解的，须填写和解后的履行安排"
            raise ValueError(message)
        return self

    def problems(self, circumstances: Circumstances) -> list[str]:
        """New instalments lie ahead of the settlement."""
        found = super().problems(circumstances)
        if any(each.due_by < self.step_on for each in self.instalments):
            found.append("“和解后的履行安排”：履行期限不得早于签订日期")
        return found
