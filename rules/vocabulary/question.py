"""A question to a person: declared once, asked in the Prefect UI, on the desk and by command."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from rules.cleaning import plain_text


class Actor(StrEnum):
    """Who has to answer."""

    STUDIO = "化解工作室（法院）"
    DOCKETING_DIVISION = "法院立案庭"
    JUDGE = "承办法官"
    JUSTICE_BUREAU = "司法局"
    MEDIATOR = "调解员"
    AGENCY = "被诉行政机关"
    RECONSIDERATION_BODY = "行政复议机构"
    PROCURATORATE = "检察院"
    AGENCY_LEADER = "机关负责人"
    GOVERNMENT_LEADER = "区政府分管领导"
    # These two answer nothing here either: a person of one case, told of their own dates alone.
    PARTY = "当事人"
    REPRESENTATIVE = "代理人"
    # Answers nothing: hears of what only whoever runs the installation can mend.
    ADMINISTRATOR = "系统管理员"


class YesNo(StrEnum):
    """A plain decision."""

    YES = "是"
    NO = "否"


def _clean(value: Any) -> Any:
    return plain_text(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=4000)]
Words = Annotated[str, BeforeValidator(_clean), Field(max_length=4000)]
# An organ or a person, as long as a filing takes their names.
Name = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=200)]
Signature = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=100)]
# 版记 stands on one page, and has room for so many signs.
MOST_COPIES = 600


def _at_the_foot(names: Any) -> Any:
    if sum(map(len, names)) > MOST_COPIES:
        message = f"抄送单位合计不超过{MOST_COPIES}字，单位多的写统称，如“各镇人民政府、街道办事处”"
        raise ValueError(message)
    return names


AT_THE_FOOT = AfterValidator(_at_the_foot)
Copies = Annotated[tuple[Name, ...], AT_THE_FOOT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an answer is checked against."""

    today: date
    received_on: date
    agencies: tuple[str, ...]


def _impossible(value: date | None, circumstances: Circumstances) -> str:
    if value is None:
        return ""  # A day that need not be given.
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

    answered_by: Signature = Field(title="填写人", description="填写人姓名（对本次答复负责，留痕）")

    @classmethod
    def dated(cls, field: str, occasion: str = "1") -> str:
        """The name of a date in this answer: a correction finds the clocks it started by it."""
        if cls.model_fields[field].annotation is not date:
            message = f"{cls.code}.{field} is no date"
            raise TypeError(message)
        return f"{cls.code}.{occasion}.{field}"

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
