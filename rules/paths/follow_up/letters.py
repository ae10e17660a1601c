"""The record of a follow-up visit."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words


class VisitRecordFacts(CaseFacts):
    """回访记录."""

    visit_title: Words = Field(title="第几次回访")
    visit_due: DueFacts = Field(title="回访时间")
    visited_on: date = Field(title="回访日期")
    visitor: Words = Field(title="回访人")
    visited: Words = Field(title="受访人")
    method: Words = Field(title="回访方式")
    keeping: Words = Field(title="履行情况")
    is_reached: bool = Field(title="是否联系上")
    satisfaction: Words = Field(title="评价")
    new_dispute: bool = Field(title="是否有新的争议")
    needs: str = Field(title="困难和诉求")
    referral: Words = Field(title="转办决定")
    remarks: str = Field(title="说明")


VISIT_RECORD = Letter(
    code="visit_record",
    title="回访记录",
    issuer=Office.STUDIO,
    to=Addressee.CASE_FILE,
    template="follow_up/visit_record",
    needs=VisitRecordFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号五（十）",),
    trigger="每次填写回访之后",
)
