"""What comes next in a review: one step after another until the decision."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.paths.reconsideration.application import LAW, RUZHOU
from rules.vocabulary.question import Actor, Question, Words

REGULATION = "行政复议法实施条例"


class Step(StrEnum):
    """Whatever may come next while a case is under review."""

    MEDIATE = "组织调解（2+N）"
    HEARING = "组织听证"
    COMMITTEE = "提请行政复议委员会提出咨询意见"
    INVESTIGATE = "实地调查"
    OPINIONS = "再次听取当事人意见"
    STOP_EXECUTION = "决定是否停止执行行政行为"
    NORMATIVE_REVIEW = "附带审查规范性文件或者依据（中止）"
    EXPERT = "鉴定、勘验（期间不计）"
    EXTEND = "延长审理期限（只能一次，至多三十日）"
    CONVERT = "转为普通程序"
    WITHDRAW = "申请人撤回申请，或者和解后撤回"
    DECIDE = "作出复议决定"
    SUED = "申请人已就逾期不决定起诉，法院已立案"


class OrdinaryChoice(StrEnum):
    """What may come next in the ordinary procedure."""

    MEDIATE = Step.MEDIATE.value
    HEARING = Step.HEARING.value
    COMMITTEE = Step.COMMITTEE.value
    INVESTIGATE = Step.INVESTIGATE.value
    OPINIONS = Step.OPINIONS.value
    STOP_EXECUTION = Step.STOP_EXECUTION.value
    NORMATIVE_REVIEW = Step.NORMATIVE_REVIEW.value
    EXPERT = Step.EXPERT.value
    EXTEND = Step.EXTEND.value
    WITHDRAW = Step.WITHDRAW.value
    DECIDE = Step.DECIDE.value


class SimplifiedChoice(StrEnum):
    """What may come next in the simplified procedure: no extension, but a change of procedure."""

    MEDIATE = Step.MEDIATE.value
    INVESTIGATE = Step.INVESTIGATE.value
    OPINIONS = Step.OPINIONS.value
    COMMITTEE = Step.COMMITTEE.value
    STOP_EXECUTION = Step.STOP_EXECUTION.value
    NORMATIVE_REVIEW = Step.NORMATIVE_REVIEW.value
    EXPERT = Step.EXPERT.value
    CONVERT = Step.CONVERT.value
    WITHDRAW = Step.WITHDRAW.value
    DECIDE = Step.DECIDE.value


class OverdueChoice(StrEnum):
    """What may come next after the period for the decision has run out."""

    DECIDE = Step.DECIDE.value
    MEDIATE = Step.MEDIATE.value
    WITHDRAW = Step.WITHDRAW.value
    SUED = Step.SUED.value


class OrdinaryStep(Question):
    """The next step in the ordinary procedure."""

    code: ClassVar[str] = "recon_step"
    heading: ClassVar[str] = "复议审理：下一步"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第三十六条、第六十一条、第六十二条", RUZHOU)
    guidance: ClassVar[str] = (
        "选择下一步，系统接着给出相应的表单，办完再回到这里。调解可以在作出决定前随时组织。"
        "届期没有作出决定的，系统告知申请人可以在十五日内起诉。"
    )

    choice: OrdinaryChoice = Field(title="下一步")
    chosen_on: date = Field(title="日期")
    remarks: Words = Field(default="", title="说明")

    @property
    def step(self) -> Step:
        """The step that was chosen."""
        return Step(self.choice.value)


class SimplifiedStep(Question):
    """The next step in the simplified procedure."""

    code: ClassVar[str] = "recon_step_simplified"
    heading: ClassVar[str] = "复议审理（简易程序）：下一步"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十四条、第五十五条、第六十二条第二款",)
    guidance: ClassVar[str] = (
        "简易程序可以书面审理，三十日内作出决定，不能延长；"
        "不宜适用的，经复议机构负责人批准转为普通程序。"
    )

    choice: SimplifiedChoice = Field(title="下一步")
    chosen_on: date = Field(title="日期")
    remarks: Words = Field(default="", title="说明")

    @property
    def step(self) -> Step:
        """The step that was chosen."""
        return Step(self.choice.value)


class OverdueStep(Question):
    """The next step when the decision is overdue: the duty to decide goes on."""

    code: ClassVar[str] = "recon_step_overdue"
    heading: ClassVar[str] = "复议逾期未决定：下一步"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (
        f"{LAW}第三十四条、第三十五条、第八十条",
        "行政诉讼法第四十五条",
    )
    guidance: ClassVar[str] = (
        "复议期限已过，申请人可以在十五日内起诉。复议机关仍应当尽快作出决定；"
        "申请人已经起诉、法院已经立案的，在此登记。"
    )

    choice: OverdueChoice = Field(title="下一步")
    chosen_on: date = Field(title="日期", description="已起诉的填起诉日期")
    remarks: Words = Field(default="", title="说明", description="逾期原因；已起诉的填法院和案号")

    @property
    def step(self) -> Step:
        """The step that was chosen."""
        return Step(self.choice.value)
