"""What docketing asks: is the action docketed or refused."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Question, Words


class DocketingChoice(StrEnum):
    """The docketing division's decision."""

    DOCKETED = "登记立案"
    REFUSED = "裁定不予立案"


class Docketing(Question):
    """The decision on docketing, due within seven days."""

    code: ClassVar[str] = "docketing"
    heading: ClassVar[str] = "登记立案"
    actor: ClassVar[Actor] = Actor.DOCKETING_DIVISION
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第五十一条、第五十二条", "解释第五十三条")
    guidance: ClassVar[str] = (
        "七日内决定；仍不能判断的先予立案。既不立案又不裁定不予立案的，"
        "起诉人可以向上一级人民法院起诉。立案即编“行初”案号，与登记号互链。"
    )

    decision: DocketingChoice = Field(title="决定")
    decided_on: date = Field(title="决定日期")
    remarks: Words = Field(default="", title="说明", description="不予立案的写明理由")
