"""The notices of a stay: that it began, that it is over, that the procedure ends."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

RECONSIDERATION = "reconsideration"
BASIS = ("《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第八十七条、第八十八条",)
ORGAN_BASIS = ("《中华人民共和国行政复议法》第三十九条、第四十一条",)


class NoticeFacts(CaseFacts):
    """What every notice of a stay states: whoever deals with the case signs it."""

    organ: Words = Field(title="办理机关")


class StayFacts(NoticeFacts):
    """中止办理通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="中止原因")
    since: date = Field(title="中止起始日期")
    decision: Words = Field(title="裁定或者决定")
    limit_due: DueFacts | None = Field(title="最长等待期限")


class ResumptionFacts(NoticeFacts):
    """恢复办理通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="中止原因")
    since: date = Field(title="中止起始日期")
    until: date = Field(title="中止结束日期")
    stayed_days: int = Field(gt=0, title="中止日数")
    successor: str = Field(title="承继人或者法定代理人")
    dues: tuple[DueFacts, ...] = Field(title="恢复后的期限")


class EndFacts(NoticeFacts):
    """程序结束通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="情形")
    outcome: Words = Field(title="处理结果")
    decision: Words = Field(title="裁定或者决定")


class RecusalApplicationFacts(CaseFacts):
    """回避申请登记."""

    path_title: Words = Field(title="程序")
    applied_on: date = Field(title="申请日期")
    facts: Words = Field(title="申请的人员和理由")
    decide_due: DueFacts = Field(title="决定的期限")


class RecusalDecisionFacts(CaseFacts):
    """回避申请决定书."""

    path_title: Words = Field(title="程序")
    applied_on: date = Field(title="申请日期")
    granted: bool = Field(title="准许回避")
    reviewed: bool = Field(title="经过复议")
    replaced_by: str = Field(title="接办人员")
    reason: Words = Field(title="理由")
    decided_on: date = Field(title="决定日期")


RECUSAL_BASIS = (
    "《中华人民共和国行政诉讼法》第五十五条",
    "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第七十四条",
    "参照《最高人民法院关于人民法院特邀调解的规定》第十五条",
)


def _notice(
    code: str, title: str, needs: type[CaseFacts], trigger: str, prefix: str = ""
) -> Letter:
    return Letter(
        code=f"{prefix}{code}",
        title=title,
        issuer=Office.RECONSIDERATION if prefix else Office.COURT,
        to=Addressee.ALL_PARTIES,
        template=f"interruption/{code}",
        needs=needs,
        numbering="letter",
        served=True,
        basis=ORGAN_BASIS if prefix else BASIS,
        trigger=trigger,
    )


_STAYED = ("stay_notice", "中止办理通知书", StayFacts, "登记中止情形之后")
_RESUMED = ("resumption_notice", "恢复办理通知书", ResumptionFacts, "中止原因消除，恢复办理时")
_ENDED = ("end_notice", "程序结束通知书", EndFacts, "登记终结、移送、撤回，程序结束时")
STAY_NOTICE = _notice(*_STAYED)
RESUMPTION_NOTICE = _notice(*_RESUMED)
END_NOTICE = _notice(*_ENDED)
ORGAN_STAY_NOTICE = _notice(*_STAYED, "organ_")
ORGAN_RESUMPTION_NOTICE = _notice(*_RESUMED, "organ_")
ORGAN_END_NOTICE = _notice(*_ENDED, "organ_")


@dataclass(frozen=True, slots=True)
class Notices:
    """The three notices of whoever deals with a path."""

    stay: Letter
    resumption: Letter
    end: Letter


_OF_A_COURT = Notices(STAY_NOTICE, RESUMPTION_NOTICE, END_NOTICE)
_OF_AN_ORGAN = Notices(ORGAN_STAY_NOTICE, ORGAN_RESUMPTION_NOTICE, ORGAN_END_NOTICE)


def notices_of(path: str) -> Notices:
    """The notices that are sent on a path: a court speaks for none but itself."""
    return _OF_AN_ORGAN if path == RECONSIDERATION else _OF_A_COURT


RECUSAL_APPLICATION = Letter(
    code="recusal_application",
    title="回避申请书",
    issuer=Office.PARTIES,
    to=Addressee.COURT,
    template="interruption/recusal_application",
    needs=RecusalApplicationFacts,
    numbering=None,
    served=False,
    basis=RECUSAL_BASIS,
    trigger="登记申请回避之后，由申请人核对签名；口头提出的据此补记",
)
RECUSAL_DECISION = Letter(
    code="recusal_decision_letter",
    title="回避申请决定书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="interruption/recusal_decision",
    needs=RecusalDecisionFacts,
    numbering="letter",
    served=True,
    basis=RECUSAL_BASIS,
    trigger="填写回避申请的决定之后",
)
