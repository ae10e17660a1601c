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


def _notice(code: str, title: str, needs: type[CaseFacts], prefix: str = "") -> Letter:
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
    )


STAY_NOTICE = _notice("stay_notice", "中止办理通知书", StayFacts)
RESUMPTION_NOTICE = _notice("resumption_notice", "恢复办理通知书", ResumptionFacts)
END_NOTICE = _notice("end_notice", "程序结束通知书", EndFacts)
ORGAN_STAY_NOTICE = _notice("stay_notice", "中止办理通知书", StayFacts, "organ_")
ORGAN_RESUMPTION_NOTICE = _notice("resumption_notice", "恢复办理通知书", ResumptionFacts, "organ_")
ORGAN_END_NOTICE = _notice("end_notice", "程序结束通知书", EndFacts, "organ_")


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
