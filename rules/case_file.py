"""卷宗: the papers that a case file itself consists of, beside the letters of its paths.

The order is the practice of the courts' archives: 封面, 卷内目录, papers in the order in which they
came about, proofs of service, 备考表; pages are numbered at the top right, from the first paper on.
The rules of 1991 were not compared with their original.
"""

from datetime import date
from typing import Final

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, Facts, Letter, Office, Words

PRACTICE: Final = ("人民法院诉讼文书立卷归档的通行做法（原文未核对）",)
# 档案法实施条例第十九条: the office draws up its own table, the archives approve it; law.md §8.
UNDECIDED_RETENTION: Final = "未定（按本单位归档范围和保管期限表确定；未定不得销毁）"


class StageFacts(Facts):
    """Where the case stands on a path."""

    path: Words = Field(title="程序")
    stage: Words = Field(title="阶段")


class CoverFacts(CaseFacts):
    """卷宗封面."""

    numbers: tuple[Words, ...] = Field(min_length=1, title="互链案号")
    stages: tuple[StageFacts, ...] = Field(title="办理情况")
    papers: int = Field(ge=0, title="卷内文书件数")
    pages: int = Field(ge=0, title="卷内文书页数")
    retention: Words = Field(title="保管期限")
    is_public: bool = Field(title="公开版")


class EntryFacts(Facts):
    """A line of the index."""

    title: Words = Field(title="文书名称")
    number: str = Field(title="文号")
    author: str = Field(title="责任者")
    dated: date | None = Field(title="日期")
    pages: Words = Field(title="页号")
    note: str = Field(title="备注")


class WithheldFacts(Facts):
    """A paper that the public version leaves out."""

    title: Words = Field(title="文书名称")
    reason: Words = Field(title="理由")


class IndexFacts(CaseFacts):
    """卷内目录."""

    entries: tuple[EntryFacts, ...] = Field(title="卷内文书")
    withheld: tuple[WithheldFacts, ...] = Field(title="未公开的文书")
    is_public: bool = Field(title="公开版")


class EventFacts(Facts):
    """A line of the timeline."""

    at: Words = Field(title="时间")
    kind: Words = Field(title="类别")
    text: Words = Field(title="事项")


class TimelineFacts(CaseFacts):
    """附录：办理经过."""

    events: tuple[EventFacts, ...] = Field(title="办理经过")


class FieldFacts(Facts):
    """One field of an answer."""

    title: Words = Field(title="栏目")
    text: Words = Field(title="内容")


class AnswerFacts(Facts):
    """An answer as it was given."""

    heading: Words = Field(title="事项")
    recorded_by: Words = Field(title="填写人")
    recorded_at: Words = Field(title="时间")
    door: Words = Field(title="途径")
    fields: tuple[FieldFacts, ...] = Field(title="内容")


class AnswersFacts(CaseFacts):
    """附录：答复登记."""

    answers: tuple[AnswerFacts, ...] = Field(title="答复")


class AttemptFacts(Facts):
    """One attempt to serve a letter on one recipient."""

    recipient: Words = Field(title="受送达人")
    state: Words = Field(title="送达情况")
    fields: tuple[FieldFacts, ...] = Field(title="登记内容")


class ServiceFacts(CaseFacts):
    """送达登记: what is on record of the service of one letter."""

    document: Words = Field(title="送达文书")
    attempts: tuple[AttemptFacts, ...] = Field(min_length=1, title="送达登记")


class FilingFacts(CaseFacts):
    """附录：收件登记."""

    source: Words = Field(title="来源")
    fields: tuple[FieldFacts, ...] = Field(min_length=1, title="收件内容")


class UndisputedFacts(CaseFacts):
    """无争议事实摘录."""

    held_on: date = Field(title="调解日期")
    undisputed_facts: tuple[Words, ...] = Field(min_length=1, title="无争议事实")


class RemarksFacts(CaseFacts):
    """备考表."""

    papers: int = Field(ge=0, title="卷内文书件数")
    pages: int = Field(ge=0, title="卷内文书页数")
    remarks: tuple[Words, ...] = Field(title="说明")


def _part(name: str, title: str, needs: type[CaseFacts]) -> Letter:
    return Letter(
        code=f"case_file_{name}",
        title=title,
        issuer=Office.COURT,
        to=Addressee.CASE_FILE,
        template=f"case_file/{name}",
        needs=needs,
        numbering=None,
        served=False,
        basis=PRACTICE,
    )


COVER = _part("cover", "卷宗封面", CoverFacts)
INDEX = _part("index", "卷内目录", IndexFacts)
TIMELINE = _part("timeline", "办理经过", TimelineFacts)
ANSWERS = _part("answers", "答复登记", AnswersFacts)
SERVICE = _part("service", "送达登记", ServiceFacts)
FILING = _part("filing", "收件登记", FilingFacts)
UNDISPUTED = _part("undisputed", "无争议事实摘录", UndisputedFacts)
REMARKS = _part("remarks", "备考表", RemarksFacts)
PARTS: Final = {
    part.code: part
    for part in (COVER, INDEX, SERVICE, TIMELINE, ANSWERS, FILING, UNDISPUTED, REMARKS)
}
