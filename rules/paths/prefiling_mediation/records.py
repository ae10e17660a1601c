"""What a mediation leaves on paper beside its transcripts, before docketing and in a trial."""

from datetime import date
from typing import Annotated

from pydantic import Field

from rules.vocabulary.circle import Circle, Within
from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

ONLINE = "《人民法院在线调解规则》"
INVITED = "参照《最高人民法院关于人民法院特邀调解的规定》"
WUJIAGANG = "宜伍府发〔2024〕4号"


class DisclosureFacts(CaseFacts):
    """调解员权利义务告知与披露声明."""

    mediator_name: Words = Field(title="调解员")
    mediator_organization: str = Field(title="调解组织")
    mediation_days: int = Field(gt=0, title="调解期限(日)")
    docket_number: str = Field(title="立案案号", description="立案前调解的留空")


class SchemeFacts(CaseFacts):
    """调解方案."""

    lead_agency: Words = Field(title="牵头机关")
    mediator_name: Words = Field(title="调解员")
    officer: Words = Field(title="参与化解的负责人")
    officer_rank: Words = Field(title="负责人职务类别")
    enforcers: tuple[Words, ...] = Field(min_length=1, title="执法人员")
    liaison: Words = Field(title="联络员")
    helpers: tuple[Words, ...] = Field(title="邀请参与的其他人员")
    focus: Annotated[Words, Within(Circle.MEDIATION)] = Field(title="争议焦点")
    scheme: Annotated[Words, Within(Circle.MEDIATION)] = Field(title="初步调解方案")
    has_agency_plan: bool = Field(title="行政机关提交了化解方案")
    agency_steps: Annotated[str, Within(Circle.MEDIATION)] = Field(title="行政机关的化解措施")
    first_session: date = Field(title="首次调解日期")
    place: Words = Field(title="首次调解地点")
    mediation_due: DueFacts = Field(title="调解期限")
    decided_on: date = Field(title="确定日期")


class UndisputedFacts(CaseFacts):
    """无争议事实记载."""

    held_on: date = Field(title="调解日期")
    place: Words = Field(title="地点")
    host: Words = Field(title="主持人")
    recorder: Words = Field(title="记录人")
    undisputed_facts: tuple[Words, ...] = Field(min_length=1, title="无争议事实")
    docket_number: str = Field(title="立案案号", description="立案前调解的留空")


class ExtensionFacts(CaseFacts):
    """延长调解期限同意书."""

    agreed_on: date = Field(title="双方同意的日期")
    extended_days: int = Field(gt=0, title="延长的日数")
    earlier_due: DueFacts = Field(title="原调解期限")
    later_due: DueFacts = Field(title="延长后的调解期限")
    docket_number: str = Field(title="立案案号", description="立案前调解的留空")


class ClosingFacts(CaseFacts):
    """诉前调解结案报告."""

    outcome: Words = Field(title="结果")
    is_resolved: bool = Field(title="争议已经化解")
    mediator: str = Field(title="调解员和调解组织")
    accepted_on: date | None = Field(title="调解员签收日期")
    ended_on: date = Field(title="结束日期")
    sessions: tuple[tuple[date, Words], ...] = Field(title="调解场次(日期、结果)")
    terms: tuple[Words, ...] = Field(title="达成一致的内容")
    undisputed_count: int = Field(ge=0, title="无争议事实记载的份数")


MEDIATOR_DISCLOSURE = Letter(
    code="mediator_disclosure",
    title="调解员权利义务告知与披露声明",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/mediator_disclosure",
    needs=DisclosureFacts,
    numbering=None,
    served=True,
    basis=(
        f"{ONLINE}第十三条、第十四条、第十八条、第二十四条、第二十九条",
        f"{INVITED}第十四条、第十五条、第十六条、第二十二条、第二十七条、第二十八条",
    ),
    trigger="每次委派、委托调解员时，与函件同时制作，调解开始以前送达双方",
    attachments=("披露声明", "意见回执"),
)

MEDIATION_SCHEME = Letter(
    code="mediation_scheme_letter",
    title="调解方案",
    issuer=Office.STUDIO,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/mediation_scheme",
    needs=SchemeFacts,
    numbering=None,
    served=False,
    basis=(f"{WUJIAGANG}四（二）2、四（三）1",),
    trigger="初步确定调解方案之后",
)

UNDISPUTED_FACTS = Letter(
    code="undisputed_facts_record",
    title="无争议事实记载",
    issuer=Office.CENTER,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/undisputed_facts",
    needs=UndisputedFacts,
    numbering=None,
    served=False,
    basis=(f"{ONLINE}第十八条、第二十二条", f"{INVITED}第二十二条"),
    trigger="调解场次中登记了双方确认的无争议事实，每次一份，交当事人签名",
)

EXTENSION_CONSENT = Letter(
    code="extension_consent",
    title="延长调解期限同意书",
    issuer=Office.PARTIES,
    to=Addressee.ALL_PARTIES,
    template="prefiling_mediation/extension_consent",
    needs=ExtensionFacts,
    numbering=None,
    served=False,
    basis=(f"{ONLINE}第二十四条、第二十五条", f"{INVITED}第二十七条"),
    trigger="登记双方书面同意延长之后，载明新的最后日期，双方签名存卷",
)

CLOSING_REPORT = Letter(
    code="closing_report",
    title="诉前调解结案报告",
    issuer=Office.CENTER,
    to=Addressee.COURT,
    template="prefiling_mediation/closing_report",
    needs=ClosingFacts,
    numbering="letter",
    served=False,
    basis=(
        f"{ONLINE}第二十条、第二十一条、第二十五条",
        f"{INVITED}第二条、第二十二条、第二十六条",
        f"{WUJIAGANG}四（三）1（4）",
    ),
    trigger="诉前调解结束时，不论化解与否",
)
