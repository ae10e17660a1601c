"""A question to a person: declared once, asked in the Prefect UI, on the desk and by command."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError


class Actor(StrEnum):
    """Who has to answer."""

    STUDIO = "化解工作室（法院）"
    DOCKETING_DIVISION = "法院立案庭"
    JUSTICE_BUREAU = "司法局"
    MEDIATOR = "调解员"
    AGENCY = "被诉行政机关"


class YesNo(StrEnum):
    """A plain decision."""

    YES = "是"
    NO = "否"


def _strip(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_strip), Field(min_length=1, max_length=4000)]
Words = Annotated[str, BeforeValidator(_strip), Field(max_length=4000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an answer is checked against."""

    today: date
    received_on: date
    agencies: tuple[str, ...]


def _impossible(value: date, circumstances: Circumstances) -> str:
    if value > circumstances.today:
        return f"{value}晚于今天（{circumstances.today}）"
    if value < circumstances.received_on:
        return f"{value}早于收到起诉材料之日（{circumstances.received_on}）"
    return ""


class Question(BaseModel):
    """The answer to one question; the class declares what is asked, of whom and on what basis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: ClassVar[str]
    heading: ClassVar[str]
    actor: ClassVar[Actor]
    basis: ClassVar[tuple[str, ...]]
    guidance: ClassVar[str]

    answered_by: Text = Field(title="填写人", description="填写人姓名（对本次答复负责，留痕）")

    def problems(self, circumstances: Circumstances) -> list[str]:
        """What is wrong with this answer in its case: a line each, in Chinese.

        By naming convention a date `*_on` has happened: not before the filing, not after today.
        """
        dated = {
            str(field.title): _impossible(getattr(self, name), circumstances)
            for name, field in type(self).model_fields.items()
            if name.endswith("_on")
        }
        return [f"“{title}”：{problem}" for title, problem in dated.items() if problem]


def explain(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """Tell in Chinese, a line a field, what is wrong with an answer."""
    return [_line(item, model) for item in error.errors()]


REASONS = {
    "missing": "必填",
    "string_too_short": "不能为空",
    "string_too_long": "过长",
    "enum": "不在可选范围内",
    "literal_error": "不在可选范围内",
    "date_from_datetime_parsing": "日期无效，请用 2026-11-22 的写法",
    "date_parsing": "日期无效，请用 2026-11-22 的写法",
    "date_type": "日期无效，请用 2026-11-22 的写法",
    "too_short": "至少填一项",
    "extra_forbidden": "没有这一栏",
    "int_parsing": "应为整数",
    "greater_than_equal": "数值过小",
    "less_than_equal": "数值过大",
    "decimal_parsing": "应为数字",
}


def _line(item: Any, model: type[BaseModel]) -> str:
    title = " › ".join(_titles(item["loc"], model)) or "整份答复"
    reason = REASONS.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
    return f"“{title}”：{reason}"


def _titles(location: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    titles: list[str] = []
    for part in location:
        if isinstance(part, int):
            titles.append(f"第{part + 1}项")
        elif field := model.model_fields.get(part):
            titles.append(field.title or part)
        else:
            titles.append(str(part))
    return titles
