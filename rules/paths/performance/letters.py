"""The letters of 履行跟踪, from the notice of what is due to the report on what was done."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Facts, Letter, Office, Words


class DutyFacts(Facts):
    """One obligation as a letter lists it; the amount in yuan."""

    number: Words = Field(title="序号")
    what: Words = Field(title="内容")
    debtor: Words = Field(title="义务人")
    creditor: Words = Field(title="权利人")
    amount: Decimal | None = Field(title="金额(元)")
    due: DueFacts | None = Field(title="履行期限", description="法律文书没有规定的没有日期")


class NoticeFacts(CaseFacts):
    """履行通知书."""

    instrument: Words = Field(title="法律文书")
    effective_on: date = Field(title="生效日期")
    duties: tuple[DutyFacts, ...] = Field(min_length=1, title="履行义务")
    is_redo: bool = Field(title="须重新作出行政行为")


class SameActFacts(CaseFacts):
    """重作行政行为提示."""

    instrument: Words = Field(title="法律文书")
    duty: DutyFacts = Field(title="义务")
    document: Words = Field(title="新行为文书")
    made_on: date = Field(title="新行为作出日期")


class ExecutionSettlementFacts(CaseFacts):
    """执行和解协议."""

    instrument: Words = Field(title="法律文书")
    duty: DutyFacts = Field(title="原义务")
    instalments: tuple[DutyFacts, ...] = Field(min_length=1, title="和解后的安排")
    signed_on: date = Field(title="签订日期")


class UrgingFacts(CaseFacts):
    """督促履行函."""

    instrument: Words = Field(title="法律文书")
    duty: DutyFacts = Field(title="义务")
    situation: Words = Field(title="履行情况")
    is_overdue: bool = Field(title="列为逾期")
    record: Words = Field(title="解释或者核实经过")


class EnforcementNoticeFacts(CaseFacts):
    """申请强制执行告知书."""

    instrument: Words = Field(title="法律文书")
    duty: DutyFacts = Field(title="义务")
    situation: Words = Field(title="履行情况")
    apply_due: DueFacts = Field(title="申请强制执行的期限")


class OutcomeFacts(Facts):
    """What became of one obligation."""

    duty: DutyFacts = Field(title="义务")
    status: Words = Field(title="状态")
    result: Words = Field(title="经过和凭证")


class ReportFacts(CaseFacts):
    """履行情况报告."""

    instrument: Words = Field(title="法律文书")
    effective_on: date = Field(title="生效日期")
    outcomes: tuple[OutcomeFacts, ...] = Field(min_length=1, title="逐项情况")
    conclusion: Words = Field(title="结论")


NOTICE = Letter(
    code="performance_notice",
    title="履行通知书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="performance/performance_notice",
    needs=NoticeFacts,
    numbering="letter",
    served=True,
    basis=(
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百五十三条",
        "《中华人民共和国行政诉讼法》第九十六条",
    ),
    trigger="登记生效文书的履行义务之后",
)

SAME_ACT_NOTICE = Letter(
    code="same_act_notice",
    title="重新作出行政行为审查提示",
    issuer=Office.STUDIO,
    to=Addressee.COURT,
    template="performance/same_act_notice",
    needs=SameActFacts,
    numbering=None,
    served=False,
    basis=("《中华人民共和国行政诉讼法》第七十一条",),
    trigger="登记重新作出的行为与原行为基本相同",
)

EXECUTION_SETTLEMENT = Letter(
    code="execution_settlement",
    title="执行和解协议",
    issuer=Office.PARTIES,
    to=Addressee.ALL_PARTIES,
    template="performance/execution_settlement",
    needs=ExecutionSettlementFacts,
    numbering=None,
    served=True,
    basis=("商法办发〔2023〕30号第七条",),
    trigger="未履行的义务达成执行和解之后",
)

URGING = Letter(
    code="performance_urging_letter",
    title="督促履行函",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="performance/performance_urging_letter",
    needs=UrgingFacts,
    numbering="letter",
    served=False,
    basis=("《中华人民共和国行政诉讼法》第九十六条", "宜伍府发〔2024〕4号四（二）4"),
    trigger="义务到期没有履行，决定督促",
)

ENFORCEMENT_NOTICE = Letter(
    code="enforcement_notice",
    title="申请强制执行告知书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="performance/enforcement_notice",
    needs=EnforcementNoticeFacts,
    numbering="letter",
    served=True,
    basis=(
        "《中华人民共和国行政诉讼法》第九十六条",
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百五十三条",
    ),
    trigger="督促以后仍未履行，告知申请强制执行",
)

REPORT = Letter(
    code="performance_report",
    title="履行情况报告",
    issuer=Office.STUDIO,
    to=Addressee.CASE_FILE,
    template="performance/performance_report",
    needs=ReportFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号五（十）",),
    trigger="全部义务有了结果，履行跟踪结束时",
)
