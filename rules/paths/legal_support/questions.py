"""律师参与和法律援助: whom the justice bureau assigns, and what legal aid decided."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Question, Text

WUJIAGANG = "宜伍府发〔2024〕4号"


class LawyerAssignment(Question):
    """The lawyer, with what experience in administrative litigation, and what for."""

    code: ClassVar[str] = "lawyer_assignment"
    heading: ClassVar[str] = "指派律师参与化解"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}四（四）2",)
    guidance: ClassVar[str] = (
        "指派具有行政诉讼经验的律师，作为第三方力量参与协调、调解；不代理任何一方，不收当事人费用。"
        "与当事人、代理人有利害关系的不能指派。"
    )

    lawyer: Text = Field(title="律师姓名")
    firm: Text = Field(title="律师事务所")
    experience: Text = Field(title="行政诉讼经验", description="例如：代理行政案件的年数、件数")
    duties: list[Text] = Field(min_length=1, title="工作内容")
    assigned_on: date = Field(title="指派日期")


class AidChoice(StrEnum):
    """What the legal aid agency decided."""

    GRANTED = "给予法律援助"
    REFUSED = "不给予法律援助"
    WITHDRAWN = "未按要求补充材料，视为撤回申请"


class AidReview(Question):
    """The decision of the legal aid agency, within seven days."""

    code: ClassVar[str] = "aid_review"
    heading: ClassVar[str] = "法律援助审查结果"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (
        "法律援助法第三十一条、第四十三条、第四十九条",
        f"{WUJIAGANG}四（四）2",
    )
    guidance: ClassVar[str] = (
        "法律援助机构自收到申请之日起七日内决定；给予的三日内指派，不给予的书面告知并说明理由，"
        "申请人有异议的可以向司法行政部门提出。"
    )

    choice: AidChoice = Field(title="审查结果")
    reason: Text = Field(title="理由", description="符合或者不符合哪一项条件")
    decided_on: date = Field(title="决定日期")
