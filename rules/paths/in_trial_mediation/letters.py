"""The letters of 诉中调解, from the commission to the instrument or the way back to the trial."""

from datetime import date
from typing import Annotated

from pydantic import Field

from rules.vocabulary.circle import Circle, Within
from rules.vocabulary.letter import (
    Addressee,
    CaseFacts,
    DueFacts,
    Letter,
    Office,
    PaymentFacts,
    Words,
)


class MediationFacts(CaseFacts):
    """What every letter of the path knows: the court that mediates, and under which number."""

    court: Words = Field(title="主持调解的法院")
    docket_number: Words = Field(title="案号")
    is_second_instance: bool = Field(title="第二审中的调解")


class CommissionFacts(MediationFacts):
    """委托调解函."""

    mediator_name: Words = Field(title="调解员")
    mediator_organization: str = Field(title="调解组织")
    mediation_days: int = Field(gt=0, title="调解期限(日)")
    is_summary: bool = Field(title="适用简易程序")
    allows_instrument: bool = Field(title="可以出具调解书")
    delegate: Words = Field(title="行政机关专人")


class TrialSessionRecordFacts(MediationFacts):
    """诉中调解笔录."""

    session_number: int = Field(ge=1, title="场次")
    held_on: date = Field(title="调解日期")
    place: Words = Field(title="地点")
    host: Words = Field(title="主持人")
    recorder: Words = Field(title="记录人")
    participants: tuple[Words, ...] = Field(min_length=1, title="邀请和参加人员")
    statements: Annotated[tuple[tuple[Words, Words], ...], Within(Circle.MEDIATION)] = Field(
        title="发言(发言人、内容)"
    )
    undisputed_facts: tuple[Words, ...] = Field(title="无争议事实")
    result: Words = Field(title="调解结果")


class InstrumentFacts(MediationFacts):
    """行政调解书."""

    is_summary: bool = Field(title="适用简易程序")
    case_facts: Words = Field(title="案件事实")
    terms: tuple[Words, ...] = Field(min_length=1, title="协议条款")
    payments: tuple[PaymentFacts, ...] = Field(title="付款安排")
    to_perform: bool = Field(title="有履行内容")
    is_partial: bool = Field(title="部分调解")
    remaining: str = Field(title="继续审理的部分")


class TrialMediationEndFacts(MediationFacts):
    """终止诉中调解通知."""

    reason: Words = Field(title="终止原因")
    accepted_on: date = Field(title="调解员签收日期")
    ended_on: date = Field(title="调解结束日期")
    undisputed_facts: tuple[Words, ...] = Field(title="无争议事实")
    settled_terms: tuple[Words, ...] = Field(title="已由调解书解决的部分")
    change: str = Field(title="行政机关改变的内容")
    third_party_objection: str = Field(title="第三人的异议")
    trial_due: DueFacts | None = Field(title="审理期限")


def _commission(code: str, title: str, *, numbering: str | None) -> Letter:
    return Letter(
        code=code,
        title=title,
        issuer=Office.COURT,
        to=Addressee.MEDIATOR,
        template="in_trial_mediation/commission",
        needs=CommissionFacts,
        numbering=numbering,
        served=False,
        basis=(
            "《中华人民共和国行政诉讼法》第六十条",
            "参照《最高人民法院关于人民法院特邀调解的规定》第十二条、第十五条、第二十七条",
        ),
        trigger="双方书面同意，每次选定调解员之后",
        attachments=("签收回执",),
    )


COMMISSION = _commission("commission", "委托调解函", numbering="letter")
# The higher court numbers its letters itself; ours would be a number of another court.
COMMISSION_ON_APPEAL = _commission("commission_on_appeal", "委托调解函（第二审）", numbering=None)

TRIAL_SESSION_RECORD = Letter(
    code="trial_session_record",
    title="诉中调解笔录",
    issuer=Office.COURT,
    to=Addressee.CASE_FILE,
    template="in_trial_mediation/trial_session_record",
    needs=TrialSessionRecordFacts,
    numbering=None,
    served=False,
    basis=(
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第八十六条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二条、第二十二条",
    ),
    trigger="每次填写诉中调解场次之后",
)

MEDIATION_INSTRUMENT = Letter(
    code="mediation_instrument",
    title="行政调解书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="in_trial_mediation/mediation_instrument",
    needs=InstrumentFacts,
    numbering=None,
    served=True,
    basis=(
        "《中华人民共和国行政诉讼法》第六十条",
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第八十五条、第八十六条",
    ),
    trigger="法院审查协议，决定出具调解书",
)

TRIAL_MEDIATION_END = Letter(
    code="trial_mediation_end",
    title="终止诉中调解通知",
    issuer=Office.CENTER,
    to=Addressee.COURT,
    template="in_trial_mediation/trial_mediation_end",
    needs=TrialMediationEndFacts,
    numbering="letter",
    served=False,
    basis=(
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第五十条、第八十六条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二十一条、第二十二条、第二十七条",
    ),
    trigger="诉中调解结束，回到审理时",
)
