"""The papers that go with a case to docketing: its materials, the ways open to the plaintiff."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words


class HandoverFacts(CaseFacts):
    """材料移交单."""

    handed_over_on: date = Field(title="移交日期")
    papers: tuple[Words, ...] = Field(min_length=1, title="起诉材料")
    issued: tuple[tuple[Words, date], ...] = Field(title="形成的文书(名称、日期)")
    sealed: tuple[Words, ...] = Field(title="封存不移送的材料")


class GuidanceFacts(CaseFacts):
    """救济途径告知书."""

    reason: Words = Field(title="转立案的原因")
    was_mediated: bool = Field(title="进行过诉前调解")
    docketing_due: DueFacts = Field(title="决定是否立案的期限")
    filing_due: DueFacts = Field(title="起诉期限")
    recon_due: DueFacts | None = Field(title="申请行政复议的期限", description="不能计算的为空")
    recon_passed: bool = Field(title="申请复议的期限已过")
    reconsidered: bool = Field(title="已经过复议")


MATERIAL_HANDOVER = Letter(
    code="material_handover",
    title="材料移交单",
    issuer=Office.CENTER,
    to=Addressee.DOCKETING_DIVISION,
    template="docketing/material_handover",
    needs=HandoverFacts,
    numbering=None,
    served=False,
    basis=(
        "《人民法院在线调解规则》第十八条、第二十一条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二条、第二十一条、第二十二条、第二十六条",
    ),
    trigger="案件转登记立案时",
)

REMEDY_GUIDANCE = Letter(
    code="remedy_guidance",
    title="救济途径告知书",
    issuer=Office.STUDIO,
    to=Addressee.PLAINTIFF,
    template="docketing/remedy_guidance",
    needs=GuidanceFacts,
    numbering=None,
    served=True,
    basis=(
        "《中华人民共和国行政诉讼法》第四十四条、第五十一条、第五十二条、第八十五条",
        "《中华人民共和国行政复议法》第二十条、第二十三条、第二十四条、第二十七条、第二十九条、第八十七条",
        "宜伍府发〔2024〕4号四（三）1（3）",
    ),
    trigger="不愿调解、调解不成或者不适宜调解，转登记立案时",
)
