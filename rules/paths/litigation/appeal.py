"""What is asked in the second instance."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import require_order
from rules.paths.litigation.judgment import SecondInstanceOutcome
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class AppealForwarding(Question):
    """The appeal goes to the other parties, and with the file to the higher court."""

    code: ClassVar[str] = "appeal_forwarding"
    heading: ClassVar[str] = "发送上诉状副本、移送案卷"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("解释第一百零八条",)
    guidance: ClassVar[str] = (
        "收到上诉状五日内发送副本，其他当事人十五日内答辩；收齐后五日内连同案卷移送二审法院。"
    )

    forwarded_on: date = Field(title="上诉状副本送达其他当事人的日期")


class AppealTransfer(Question):
    """The file has left for the higher court."""

    code: ClassVar[str] = "appeal_transfer"
    heading: ClassVar[str] = "移送二审法院"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("解释第一百零八条",)
    guidance: ClassVar[str] = "收齐上诉状、答辩状（没有答辩的，期满）后五日内移送。"

    complete_on: date = Field(title="材料收齐日期")
    transferred_on: date = Field(title="移送日期")
    received_on: date = Field(title="二审法院收到上诉状的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.complete_on, self.transferred_on, self.received_on)
        return self


class SecondInstanceStep(Question):
    """How the higher court decided, or that it held a hearing."""

    code: ClassVar[str] = "second_instance_result"
    heading: ClassVar[str] = "二审结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第六十二条、第八十八条、第八十九条",
        "解释第一百零一条",
        "最高人民法院关于行政诉讼撤诉若干问题的规定第八条",
    )
    guidance: ClassVar[str] = (
        "二审裁判为终审裁判，送达后生效。发回重审只能一次：重审后的判决又上诉的，不得再次发回。"
        "准许撤回上诉的，一审裁判生效，照一审裁判履行；准许撤回起诉的，诉讼结束，没有履行内容。"
    )

    held_hearing: YesNo = Field(title="二审开庭审理")
    outcome: SecondInstanceOutcome = Field(title="结果")
    decided_on: date = Field(title="裁判日期")
    number: Text = Field(title="二审案号", description="例如：(2027)鄂05行终8号")
    is_lost: YesNo = Field(title="终审结果为行政机关败诉")
    obligations: list[Text] = Field(default_factory=list, title="终审确定的履行内容")
    remarks: Words = Field(default="", title="说明")

    @model_validator(mode="after")
    def _of_its_outcome(self) -> Self:
        withdrawn = {SecondInstanceOutcome.WITHDRAWN, SecondInstanceOutcome.ACTION_WITHDRAWN}
        if self.outcome in withdrawn and self.obligations:
            message = f"{self.outcome.value}的，没有终审确定的履行内容，请不要填写"
            raise ValueError(message)
        if self.outcome is SecondInstanceOutcome.ACTION_WITHDRAWN and self.is_lost is YesNo.YES:
            message = "准许撤回起诉的，没有败诉的终审结果"
            raise ValueError(message)
        return self


class SecondInstanceAfterRemand(SecondInstanceStep):
    """The same after a remand: there is no second one."""

    code: ClassVar[str] = "second_instance_after_remand"
    heading: ClassVar[str] = "重审后的二审结果"

    @model_validator(mode="after")
    def _no_second_remand(self) -> Self:
        if self.outcome is SecondInstanceOutcome.REMANDED:
            message = "本案已经发回重审一次，不得再次发回，应当依法作出判决"
            raise ValueError(message)
        return self


class Retrial(Question):
    """The first court dockets the remanded case again."""

    code: ClassVar[str] = "retrial"
    heading: ClassVar[str] = "重审立案"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十一条",)
    guidance: ClassVar[str] = "发回重审的另行组成合议庭，审限自重审立案之日起重新计算。"

    docketed_on: date = Field(title="重审立案日期")
    judge: Text = Field(title="重审承办法官")
