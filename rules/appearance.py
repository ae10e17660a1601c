"""负责人出庭: who must appear, why, and what an absence leads to; declared as tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """What makes a case weigh so much that a leader has to come."""

    PUBLIC_INTEREST = "重大公共利益"
    ATTENTION = "社会高度关注"
    MASS = "可能引发群体性事件"
    FOOD_AND_DRUGS = "食品药品安全"
    ECOLOGY = "生态环境和资源保护"
    ACCIDENT = "重大生产安全事故"
    PUBLIC_HEALTH = "公共卫生安全"


WRITTEN_SUGGESTION = "人民法院书面建议负责人出庭"
NATIONAL = "行政诉讼法司法解释第一百二十九条"
ANHUI = "皖司发〔2022〕9号（五）"

# 应当出庭：不能由机关自行改为“不出庭”，不能出庭的须说明理由。
MUST_ATTEND: Mapping[Concern, str] = {
    Concern.PUBLIC_INTEREST: NATIONAL,
    Concern.ATTENTION: NATIONAL,
    Concern.MASS: NATIONAL,
}
# 原则上由主要负责人出庭：六类。
PRINCIPAL_SHOULD: Mapping[Concern, str] = {
    Concern.FOOD_AND_DRUGS: ANHUI,
    Concern.ECOLOGY: ANHUI,
    Concern.ACCIDENT: ANHUI,
    Concern.PUBLIC_HEALTH: ANHUI,
    Concern.ATTENTION: ANHUI,
    Concern.MASS: ANHUI,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Whether a leader must appear, whether it should be the principal, each with its reasons."""

    must_reasons: tuple[str, ...]
    principal_reasons: tuple[str, ...]

    @property
    def must_attend(self) -> bool:
        """A leader has to appear; only a reason that holds excuses."""
        return bool(self.must_reasons)

    @property
    def principal_should(self) -> bool:
        """In principle the principal comes, not a deputy."""
        return bool(self.principal_reasons)


def duty_to_appear(concerns: Iterable[Concern], *, is_suggested: bool) -> Duty:
    """What the tables say of a case with these concerns; `is_suggested` by the court in writing."""
    found = tuple(dict.fromkeys(concerns))
    must = [_reason(item, MUST_ATTEND) for item in found if item in MUST_ATTEND]
    if is_suggested:
        must.append(f"{WRITTEN_SUGGESTION}（{NATIONAL}）")
    principal = [_reason(item, PRINCIPAL_SHOULD) for item in found if item in PRINCIPAL_SHOULD]
    return Duty(must_reasons=tuple(must), principal_reasons=tuple(principal))


def _reason(concern: Concern, table: Mapping[Concern, str]) -> str:
    return f"涉及{concern.value}（{table[concern]}）"


class Presence(StrEnum):
    """Who of the agency's leaders came."""

    PRINCIPAL = "主要负责人出庭"
    LEADER = "其他负责人出庭"
    NOBODY = "负责人没有出庭"

    @property
    def is_appearance(self) -> bool:
        """Some leader came."""
        return self is not Presence.NOBODY


class Excuse(StrEnum):
    """What the court makes of a leader's absence."""

    NONE_NEEDED = "不适用（已出庭）"
    JUSTIFIED = "有正当理由，并提交证明材料"
    UNSTATED = "没有说明理由"
    UNFOUNDED = "说明了理由，理由不成立"

    @property
    def holds(self) -> bool:
        """The absence is excused."""
        return self is Excuse.JUSTIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How an agency was represented at one hearing."""

    presence: Presence
    excuse: Excuse = Excuse.NONE_NEEDED
    has_staff: bool = True
    is_second_call: bool = False
    left_early: bool = False
    refused_to_explain: bool = False


def _is_absent(attendance: Attendance) -> bool:
    return not attendance.presence.is_appearance


def _is_unexcused(attendance: Attendance) -> bool:
    return _is_absent(attendance) and not attendance.excuse.holds


# 法释〔2020〕3号第十二条：五种情形，记录在案、裁判文书载明、应当提出司法建议。
VIOLATIONS: Mapping[str, Callable[[Attendance], bool]] = {
    "负责人未出庭，没有说明理由或者理由不成立": _is_unexcused,
    "准许延期后再次开庭，负责人仍无正当理由未出庭": lambda it: (
        it.is_second_call and _is_unexcused(it)
    ),
    "负责人和相应的工作人员均未出庭（仅委托律师或者无人到庭）": lambda it: (
        _is_absent(it) and not it.has_staff
    ),
    "负责人未经法庭许可中途退庭": lambda it: it.left_early,
    "负责人拒绝解释或者说明，导致庭审无法进行": lambda it: it.refused_to_explain,
}


def violations(attendance: Attendance) -> tuple[str, ...]:
    """Which of the five situations a hearing shows; any of them calls for a judicial suggestion."""
    return tuple(title for title, applies in VIOLATIONS.items() if applies(attendance))


class Instance(StrEnum):
    """一审、二审: appearance is counted for each on its own."""

    FIRST = "一审"
    SECOND = "二审"


def appeared_by_instance(
    hearings: Iterable[tuple[Instance, Presence]],
) -> Mapping[Instance, bool]:
    """Whether a leader came, once an instance however many hearings (法释〔2020〕3号第七条)."""
    counted: dict[Instance, bool] = {}
    for instance, presence in hearings:
        counted[instance] = counted.get(instance, False) or presence.is_appearance
    return counted
