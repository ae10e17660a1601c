"""The letters of 司法建议与检察建议, from the suggestion to the register of its reply."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import (
    NOT_PRINTED,
    Addressee,
    CaseFacts,
    DueFacts,
    Facts,
    Letter,
    Office,
    Words,
)


class RemedyFacts(Facts):
    """A problem with what is suggested about it."""

    problem: Words = Field(title="问题")
    suggestion: Words = Field(title="建议")


class SuggestionFacts(CaseFacts):
    """司法建议书、检察建议书."""

    addressee: Words = Field(title="被建议单位")
    level: Words = Field(title="层级", json_schema_extra=NOT_PRINTED)
    reason: Words = Field(title="事由")
    is_appearance: bool = Field(title="出庭应诉五种情形")
    found: Words = Field(title="查明的事实")
    remedies: tuple[RemedyFacts, ...] = Field(min_length=1, title="问题与建议")
    reply_text: Words = Field(title="答复期限")
    reply_article: str = Field(title="答复依据")
    copies: tuple[Words, ...] = Field(title="抄送")


class ProcuratorialFacts(SuggestionFacts):
    """检察建议书."""

    procuratorate_name: Words = Field(title="检察院名称")
    document_number: str = Field(title="检察建议书文号")
    joint_work: tuple[Words, ...] = Field(title="同时开展的检察工作")


class ReminderFacts(CaseFacts):
    """催办函."""

    kind: Words = Field(title="建议种类")
    issuer_name: Words = Field(title="提出机关")
    addressee: Words = Field(title="被建议单位")
    suggestion_no: Words = Field(title="建议书文号或者日期")
    served_on: date = Field(title="送达日期")
    reply_due: DueFacts = Field(title="答复期限")


class CopyFacts(ReminderFacts):
    """抄送上级机关的函."""

    superior: Words = Field(title="上级机关")
    remedies: tuple[RemedyFacts, ...] = Field(min_length=1, title="问题与建议")


class RegisterFacts(CaseFacts):
    """建议回复登记表."""

    kind: Words = Field(title="建议种类")
    level: Words = Field(title="层级")
    addressee: Words = Field(title="被建议单位")
    suggestion_no: Words = Field(title="建议书文号或者日期")
    served_on: date = Field(title="送达日期")
    reply_due: DueFacts = Field(title="答复期限")
    status: Words = Field(title="回复状态", examples=["按期", "逾期", "未回复"])
    replied_on: date | None = Field(title="回复日期")
    answer: Words = Field(title="回复结果")
    details: tuple[Words, ...] = Field(title="落实情况或者理由")
    remedies: tuple[RemedyFacts, ...] = Field(min_length=1, title="问题与建议")
    joint_work: tuple[Words, ...] = Field(title="同时开展的检察工作")


JUDICIAL = Letter(
    code="judicial_suggestion",
    title="司法建议书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="judicial_suggestion/judicial_suggestion",
    needs=SuggestionFacts,
    numbering="suggestion",
    served=True,
    basis=(
        "《最高人民法院关于综合治理类司法建议工作若干问题的规定》（法释〔2023〕11号）第八条",
        "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》（法释〔2020〕3号）第十二条",
    ),
    trigger="司法建议签发之后",
)

# The procuratorate numbers its own documents; the number is registered, not given.
PROCURATORIAL = Letter(
    code="procuratorial_suggestion",
    title="检察建议书",
    issuer=Office.PROCURATORATE,
    to=Addressee.AGENCY,
    template="judicial_suggestion/procuratorial_suggestion",
    needs=ProcuratorialFacts,
    numbering=None,
    served=True,
    basis=("宜伍府发〔2024〕4号四（六）",),
    trigger="检察建议签发之后",
)

REMINDER = Letter(
    code="suggestion_reminder",
    title="建议回复催办函",
    issuer=Office.STUDIO,
    to=Addressee.AGENCY,
    template="judicial_suggestion/suggestion_reminder",
    needs=ReminderFacts,
    numbering="letter",
    served=False,
    basis=("商法办发〔2023〕30号第八条",),
    trigger="回复期限届满没有回复",
)

COPY_LETTER = Letter(
    code="suggestion_copy",
    title="关于未回复建议的抄送函",
    issuer=Office.STUDIO,
    to=Addressee.GOVERNMENT,
    template="judicial_suggestion/suggestion_copy",
    needs=CopyFacts,
    numbering="letter",
    served=False,
    basis=("商法办发〔2023〕30号第八条",),
    trigger="催办以后仍不回复，抄送上级时",
)

REGISTER = Letter(
    code="suggestion_register",
    title="建议回复登记表",
    issuer=Office.STUDIO,
    to=Addressee.CASE_FILE,
    template="judicial_suggestion/suggestion_register",
    needs=RegisterFacts,
    numbering=None,
    served=False,
    basis=("商法办发〔2023〕30号第八条",),
    trigger="建议办结时，不论回复与否",
)
