"""Who may read a fact: a tag at the field, which whatever is made of the field inherits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Circle(IntEnum):
    """How far a fact may go; the higher, the fewer may read it."""

    CASE = 0
    # 特邀调解规定第二条、解释第八十六条: the course of mediation is not public.
    MEDIATION = 1
    # 皖司发〔2022〕9号（九）: what the court intends to decide.
    COURT = 2

    @property
    def label(self) -> str:
        """The circle in Chinese."""
        return _LABELS[self]


_LABELS = {
    Circle.CASE: "办理人员和收件人",
    Circle.MEDIATION: "参加调解的各方，不作诉讼依据",
    Circle.COURT: "仅人民法院和所涉行政机关",
}


@dataclass(frozen=True, slots=True)
class Within:
    """The tag of a field: `Annotated[Words, Within(Circle.COURT)]`."""

    circle: Circle


def circle_of(field: FieldInfo) -> Circle:
    """How far the fact of this field may go."""
    return max(
        (tag.circle for tag in field.metadata if isinstance(tag, Within)), default=Circle.CASE
    )


def strictest(models: Iterable[type[BaseModel]]) -> Circle:
    """How far something made of these models may go: as far as its most confidential field."""
    found = (circle_of(field) for model in models for field in model.model_fields.values())
    return max(found, default=Circle.CASE)
