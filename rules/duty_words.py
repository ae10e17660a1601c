"""What a person says about a duty of somebody else: that it hurries, that it was not done well."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Question, Text

_DUTY = "期限的规则代码（案件页“期限”栏注明），同一规则有几项的写“代码:触发”；待办的问题代码也可以"


class DutyUrging(Question):
    """Somebody is to be reminded now, by the word of a person."""

    code: ClassVar[str] = "duty_urging"
    heading: ClassVar[str] = "催办"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("办案管理措施，不是法定程序",)
    guidance: ClassVar[str] = (
        "立即提醒承担这项期限或者待办的一方，理由只记入案件的时间线，不写进通知。"
        "同一项一日至多催办一次。"
    )

    duty: Text = Field(title="催办哪一项", description=_DUTY)
    reason: Text = Field(title="催办的理由")


class DutyReturn(Question):
    """What was handed in does not do: the duty is owed again, by the day it was owed."""

    code: ClassVar[str] = "duty_return"
    heading: ClassVar[str] = "退回重办"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("办案管理措施，不是法定程序；最后日期不因退回改变",)
    guidance: ClassVar[str] = (
        "已经办结的期限恢复进行，最后日期不变，提醒和逐级督促从头再来；已作的答复不变。"
        "重新办结后登记“重办完成”。"
    )

    duty: Text = Field(title="退回哪一项", description=_DUTY)
    reason: Text = Field(title="退回的理由")


class DutyDone(Question):
    """What was sent back was handed in again and does."""

    code: ClassVar[str] = "duty_done"
    heading: ClassVar[str] = "重办完成"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("办案管理措施，不是法定程序",)
    guidance: ClassVar[str] = "退回的期限重新办结：提醒和逐级督促即止。"

    duty: Text = Field(title="哪一项", description=_DUTY)
    done_on: date = Field(title="重新办结日期")
