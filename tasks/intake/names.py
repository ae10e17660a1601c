"""Read who files and how many: 张三、李四、王五等12人."""

import re
from dataclasses import dataclass, field

from rules.cleaning import HAN, plain_name, plain_text
from rules.filing import Fault, Plaintiff
from rules.identity import is_organisation_name
from tasks.intake.dates import han_number
from tasks.intake.values import is_blank, is_unknown, notice, refuse_formula, split_list

_OTHERS = re.compile(
    r"[(（]?\s*(?:等|共|等共)\s*(\d{1,6}|[一二两三四五六七八九十百]{1,5})\s*[人名户位]\s*[)）]?$"
)
_ROLE = re.compile(r"^(?:原告|起诉人|申请人)\s*[:：]\s*")
_EMBEDDED_NUMBER = re.compile(r"\d{6,}")
_HAN_WORD = re.compile(rf"{HAN}{{2,}}")
_COMPOUND_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "公孙", "慕容"}
    | {"令狐", "夏侯", "东方", "长孙", "宇文", "司空", "端木", "独孤", "南宫"}
)


@dataclass(slots=True, kw_only=True)
class People:
    """The plaintiffs of one row as far as they can be read, and what was found on the way."""

    plaintiffs: list[Plaintiff] = field(default_factory=list)
    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    def refuse(self, name: str, problem: str, remedy: str) -> None:
        """Record why a field cannot be used."""
        self.faults.append(Fault(field=name, problem=problem, remedy=remedy))

    def notice(self, name: str, text: str) -> None:
        """Record what was changed or noticed in a field."""
        self.notes.append((name, text))


def read_names(people: People, text: str) -> list[str]:
    """Split the names of one cell; 等12人 becomes the count."""
    if is_blank(text) or is_unknown(text):
        people.refuse("plaintiffs", "未填写起诉人", "请按起诉状补填起诉人姓名或者名称")
        return []
    if formula := refuse_formula(text):
        people.refuse("plaintiffs", *formula)
        return []
    for note in notice(text, kept=plain_text(text)):
        people.notice("plaintiffs", note)
    pieces = split_list(_without_others(people, plain_text(text)))
    if not pieces:
        people.refuse("plaintiffs", "未填写起诉人", "请按起诉状补填起诉人姓名或者名称")
    return [name for piece in pieces if (name := _read_name(people, piece))]


def _without_others(people: People, text: str) -> str:
    if found := _OTHERS.search(text):
        written = found.group(1)
        people.count = int(written) if written.isdecimal() else han_number(written)
        return text[: found.start()]
    if text.endswith("等") and len(text) > len("张三"):
        people.notice("plaintiffs", "写有“等”却没有人数，按所列人数登记")
        return text[:-1]
    return text


def _read_name(people: People, piece: str) -> str:
    words = _ROLE.sub("", plain_text(piece)).split()
    name = plain_name(" ".join(words))
    if fault := _name_fault(name, words):
        people.refuse("plaintiffs", *fault)
        return ""
    if name != " ".join(words):
        people.notice("plaintiffs", "去除姓名中的空格")
    return name


def _name_fault(name: str, words: list[str]) -> tuple[str, str] | None:
    if _EMBEDDED_NUMBER.search(name):
        return "起诉人姓名中混有号码", "请把号码移到证件号码或者联系电话一列"
    if not any(c.isalpha() for c in name):
        return "起诉人一栏不是姓名或者名称", "请按起诉状更正"
    if _may_be_several(words):
        return "姓名之间只有空格，看不出是一人还是几人", "一人的去掉空格，几人的用顿号隔开"
    return None


def _may_be_several(words: list[str]) -> bool:
    """Whether 张三 李四 could be two people; 张 三, 欧阳 娜娜 and a company's name are one."""
    return (
        len(words) > 1
        and all(_HAN_WORD.fullmatch(word) for word in words)
        and words[0] not in _COMPOUND_SURNAMES
        and not is_organisation_name("".join(words))
    )
