"""庭审评议: the court's view of an appearance, in four dimensions."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Text, Words


class Grade(StrEnum):
    """A grade of one dimension; how many points it is worth is the region's affair."""

    GOOD = "好"
    FAIR = "较好"
    ORDINARY = "一般"
    POOR = "差"
    OPEN = "尚无履行内容或者履行期未届满"


class Misconduct(StrEnum):
    """What must not happen in the courtroom (皖司发〔2022〕9号（三）（四）)."""

    DISOBEYED = "不服从审判长指挥"
    QUARRELLED = "与法官当庭争执"
    IGNORED = "对法官询问置之不理"
    SILENT = "出庭不出声"
    READ_ALOUD = "照本宣科"
    EVASIVE = "答非所问"

    @property
    def is_indiscipline(self) -> bool:
        """Against the discipline of the court (三); the others are poor speaking (四)."""
        return self in {Misconduct.DISOBEYED, Misconduct.QUARRELLED, Misconduct.IGNORED}


class AppearanceAssessment(OneAgency):
    """Discipline, speaking, resolution, performance: all four are graded."""

    code: ClassVar[str] = "appearance_assessment"
    heading: ClassVar[str] = "负责人出庭应诉评议（四维）"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("皖司发〔2022〕9号（三）（四）（十四）",)
    guidance: ClassVar[str] = (
        "四项都要评议；判决履行尚不能评议的选“尚无履行内容或者履行期未届满”。"
        "评议供法院通报和司法行政机关评价使用，不对外公开。"
    )

    discipline: Grade = Field(title="遵守法庭纪律")
    speaking: Grade = Field(title="庭审发言")
    resolution: Grade = Field(title="争议化解")
    performance: Grade = Field(title="判决履行")
    was_briefed: Words = Field(
        default="", title="庭前专题听取汇报", description="日期和汇报人；没有听取的留空"
    )
    misconduct: list[Misconduct] = Field(default_factory=list, title="有下列情形的勾选")
    comment: Text = Field(title="评语")
    assessed_on: date = Field(title="评议日期")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for grade, title, hit in (
            (self.discipline, "遵守法庭纪律", any(it.is_indiscipline for it in self.misconduct)),
            (self.speaking, "庭审发言", any(not it.is_indiscipline for it in self.misconduct)),
        ):
            if hit and grade is Grade.GOOD:
                message = f"勾选了负面情形的，“{title}”不能评为“好”"
                raise ValueError(message)
        return self

    @property
    def lines(self) -> dict[str, object]:
        """What the form prints: each dimension with its grade, and the rest."""
        titles = type(self).model_fields
        dimensions = ("discipline", "speaking", "resolution", "performance")
        return {
            "grades": [(str(titles[name].title), getattr(self, name).value) for name in dimensions],
            "was_briefed": self.was_briefed,
            "misconduct": [item.value for item in self.misconduct],
            "comment": self.comment,
            "assessor": self.answered_by,
            "assessed_on": self.assessed_on,
        }
