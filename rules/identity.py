"""Identity numbers: which kind one is, what makes it impossible and what only doubtful.

Check digits: GB 11643-1999 (resident, modulo 11) and GB 32100-2015 (organisation, modulo 31).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
EARLIEST_BIRTH_YEAR = 1900
LENGTH, OLD_LENGTH = 18, 15
LONGEST_SHORT_NAME = 3

_RESIDENT = re.compile(r"\d{17}[\dX]")
_CREDIT_CODE = re.compile(rf"[1-9ANY][1-9]\d{{6}}[{CREDIT_ALPHABET}]{{10}}")
_ORGANISATION = re.compile(
    r"(公司|企业|超市|酒楼|经营户|厂|店|铺|社|会|中心|学校|学院|大学|幼儿园|医院|诊所|卫生室|所|组|行|部|馆|站|院|场"
    r"|集团|基金|园|局|矿|合伙|\(有限合伙\)|（有限合伙）)$"
)
_FROM_ORIGINAL = "请按证件原件更正后重新导入"


class IdKind(StrEnum):
    """证件种类."""

    NONE = "未填证件"
    RESIDENT = "居民身份证"
    OLD_RESIDENT = "十五位旧身份证"
    ORGANISATION = "统一社会信用代码"
    OTHER = "其他证件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A number as read: a `problem` forbids using it, a `doubt` asks to see the original."""

    kind: IdKind
    problem: str = ""
    remedy: str = ""
    doubt: str = ""
    born_on: date | None = None


def read_identity(number: str, name: str = "") -> Identity:
    """Judge a number in half-width capitals; the holder's name tells persons from organisations.

    A wrong check digit alone is a doubt, not a problem. The complaint has been handed in and its
    date counts, and one mistyped digit is put right from the original at the counter; refusing
    would cost the party the registration. A wrong length or an impossible birth date leaves
    nobody to register, so it is a problem.
    """
    if not number:
        return Identity(kind=IdKind.NONE)
    if "*" in number:
        return Identity(kind=IdKind.OTHER, doubt="证件号码被遮盖，无法核对，请补录完整号码")
    if len(number) == LENGTH and number.isascii() and number.isalnum():
        return _read_eighteen(number, is_organisation=is_organisation_name(name))
    if re.fullmatch(r"[\dX]+", number, re.ASCII):
        return _read_digits(number, is_organisation=is_organisation_name(name))
    return Identity(kind=IdKind.OTHER, doubt="不是居民身份证号或统一社会信用代码，请核对证件种类")


def age_on(number: str, day: date) -> int | None:
    """How old the holder of an identity number is on a day, in full years; None if it says not."""
    born_on = read_identity(number).born_on if number else None
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_organisation_name(name: str) -> bool:
    """Whether a name ends as names of organisations do and is longer than a person's."""
    return len(name) > LONGEST_SHORT_NAME and bool(_ORGANISATION.search(name))


def resident_check(number: str) -> str:
    """Compute the eighteenth character that the first seventeen digits require."""
    total = sum(int(c) * w for c, w in zip(number[:17], RESIDENT_WEIGHTS, strict=True))
    return RESIDENT_CHECKS[total % 11]


def credit_check(number: str) -> str:
    """Compute the eighteenth character that the first seventeen of a credit code require."""
    total = sum(CREDIT_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(number[:17]))
    return CREDIT_ALPHABET[-total % 31]


def _read_eighteen(number: str, *, is_organisation: bool) -> Identity:
    is_resident = _RESIDENT.fullmatch(number) is not None
    if _CREDIT_CODE.fullmatch(number) and (is_organisation or not number[:17].isdigit()):
        sound = credit_check(number) == number[17]
        if sound or not is_resident or _birth(number[6:14]) is None:
            doubt = "" if sound else "统一社会信用代码校验码不符，请核对原件"
            return Identity(kind=IdKind.ORGANISATION, doubt=doubt)
    if not is_resident:
        return _unusable("十八位号码既不是居民身份证号，也不是统一社会信用代码")
    born_on = _birth(number[6:14])
    if born_on is None:
        return _unusable("身份证号第7至14位不是有效的出生日期")
    sound = resident_check(number) == number[17]
    doubt = "" if sound else "身份证号校验码不符，请核对原件"
    return Identity(kind=IdKind.RESIDENT, doubt=doubt, born_on=born_on)


def _read_digits(number: str, *, is_organisation: bool) -> Identity:
    born_on = _birth(f"19{number[6:12]}") if len(number) == OLD_LENGTH else None
    if born_on is not None and number.isdigit() and not is_organisation:
        return Identity(
            kind=IdKind.OLD_RESIDENT, doubt="十五位旧身份证号，请核对现行证件", born_on=born_on
        )
    if is_organisation:
        return Identity(kind=IdKind.OTHER, doubt="不是统一社会信用代码，请核对证件种类")
    if len(number) == OLD_LENGTH:
        return _unusable("十五位身份证号第7至12位不是有效的出生日期")
    return _unusable(f"证件号码有{len(number)}位，居民身份证号应为{LENGTH}位")


def _unusable(problem: str) -> Identity:
    return Identity(kind=IdKind.OTHER, problem=problem, remedy=_FROM_ORIGINAL)


def _birth(digits: str) -> date | None:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return born_on if born_on.year >= EARLIEST_BIRTH_YEAR else None
