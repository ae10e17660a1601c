"""The letters of 判后答疑: the notice that goes with the decision, the transcripts."""

from datetime import date

from pydantic import Field

from rules.appeals import ServedFacts
from rules.vocabulary.letter import Addressee, CaseFacts, Letter, Office, Words

SEED = "当地府院联动机制(见地区配置所列文件)"


class ExplanationNoticeFacts(CaseFacts):
    """判后答疑告知书."""

    docket_number: Words = Field(title="立案案号")
    decision: Words = Field(title="裁判文书名称")
    decided_on: date = Field(title="裁判日期")
    services: tuple[ServedFacts, ...] = Field(min_length=1, title="送达和上诉期限")


class ExplanationRecordFacts(CaseFacts):
    """答疑笔录."""

    docket_number: Words = Field(title="立案案号")
    decision: Words = Field(title="裁判文书名称")
    decided_on: date = Field(title="裁判日期")
    requested_by: Words = Field(title="申请人")
    held_on: date = Field(title="答疑日期")
    place: Words = Field(title="地点")
    host: Words = Field(title="主持人")
    recorder: Words = Field(title="记录人")
    attendees: tuple[Words, ...] = Field(min_length=1, title="邀请和参加人员")
    exchanges: tuple[tuple[Words, Words], ...] = Field(min_length=1, title="提问和解答")
    result: Words = Field(title="答疑结果")
    wants_retrial: bool = Field(title="申请再审或者申诉")


class GuidanceRecordFacts(CaseFacts):
    """疏导记录."""

    docket_number: Words = Field(title="立案案号")
    visited_on: date = Field(title="疏导日期")
    conducted_by: Words = Field(title="疏导人员")
    concern: Words = Field(title="当事人的诉求")
    measures: Words = Field(title="疏导措施")
    result: Words = Field(title="结果")
    is_finished: bool = Field(title="已办结")


EXPLANATION_NOTICE = Letter(
    code="explanation_notice",
    title="判后答疑告知书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="judgment_explanation/explanation_notice",
    needs=ExplanationNoticeFacts,
    numbering="notice",
    served=True,
    basis=(SEED, "《中华人民共和国行政诉讼法》第八十五条"),
    trigger="裁判文书全部送达登记之后，与裁判文书同时送达",
)

EXPLANATION_RECORD = Letter(
    code="explanation_record",
    title="判后答疑笔录",
    issuer=Office.COURT,
    to=Addressee.CASE_FILE,
    template="judgment_explanation/explanation_record",
    needs=ExplanationRecordFacts,
    numbering=None,
    served=False,
    basis=(SEED,),
    trigger="填写答疑笔录之后",
)

GUIDANCE_RECORD = Letter(
    code="guidance_record",
    title="疏导记录",
    issuer=Office.AGENCY,
    to=Addressee.CASE_FILE,
    template="judgment_explanation/guidance_record",
    needs=GuidanceRecordFacts,
    numbering=None,
    served=False,
    basis=(SEED,),
    trigger="胜诉有瑕疵，填写疏导情况之后",
)
