"""The notices of a stay: that it began, that it is over, that the procedure ends."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

BASIS = ("《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第八十七条、第八十八条",)


class StayFacts(CaseFacts):
    """中止办理通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="中止原因")
    since: date = Field(title="中止起始日期")
    decision: Words = Field(title="裁定或者决定")
    limit_due: DueFacts | None = Field(title="最长等待期限")


class ResumptionFacts(CaseFacts):
    """恢复办理通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="中止原因")
    since: date = Field(title="中止起始日期")
    until: date = Field(title="中止结束日期")
    stayed_days: int = Field(gt=0, title="中止日数")
    successor: str = Field(title="承继人或者法定代理人")


class EndFacts(CaseFacts):
    """程序结束通知书."""

    path_title: Words = Field(title="程序")
    stay_cause: Words = Field(title="情形")
    outcome: Words = Field(title="处理结果")
    decision: Words = Field(title="裁定或者决定")


def _notice(code: str, title: str, needs: type[CaseFacts]) -> Letter:
    return Letter(
        code=code,
        title=title,
        issuer=Office.COURT,
        to=Addressee.ALL_PARTIES,
        template=f"interruption/{code}",
        needs=needs,
        numbering="letter",
        served=True,
        basis=BASIS,
    )


STAY_NOTICE = _notice("stay_notice", "中止办理通知书", StayFacts)
RESUMPTION_NOTICE = _notice("resumption_notice", "恢复办理通知书", ResumptionFacts)
END_NOTICE = _notice("end_notice", "程序结束通知书", EndFacts)
