"""What the local documents attach to repeated or grave failures: proposals, which a person decides.

Sources: 峄城 二（六）、二（九）、二（十）; 伍家岗 五（六）. What the wording leaves open is a
reading, chosen by name, and both can be compared (law.md §7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

YICHENG = "峄政办发〔2023〕2号"
WUJIAGANG = "宜伍府发〔2024〕4号"


class Grave(StrEnum):
    """One of the six cases that are referred to the appointing or supervisory organ (二（十）)."""

    NO_EVIDENCE = "举证不力致败诉并造成重大损失"
    INTERFERENCE = "干预、阻碍行政案件受理和审理"
    LEFT_COURT = "拒不到庭或者中途退庭"
    NOBODY_CAME = "负责人和工作人员均不出庭"
    NOT_PERFORMED = "拒不履行生效裁判"
    OTHER = "其他失职行为"


class Level(StrEnum):
    """How far the proposal goes; a higher level absorbs the lower."""

    NONE = "不提出"
    FIRST = "一级"
    SECOND = "二级"


class Reading(StrEnum):
    """How the comma between the two first-level conditions is read (law.md §7, [A])."""

    EITHER = "或"
    BOTH = "且"


MEASURES: Mapping[Level, tuple[str, ...]] = MappingProxyType(
    {
        Level.NONE: (),
        Level.FIRST: ("区政府分管领导约谈分管负责人", "年度考核刚性扣分"),
        Level.SECOND: ("区政府主要领导约谈主要负责人", "年度考核一票否优"),
    }
)
# “2次以上”“2件以上” include two (参照民法典第一千二百五十九条).
TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyYear:
    """What is on record about an agency in a calendar year; causes are established by people.

    `losses_for_failure`: cases lost because it did not answer in time or did not try to settle.
    """

    special_circulars: int = 0
    losses_for_failure: int = 0
    unperformed_and_affecting: bool = False
    graves: frozenset[Grave] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What may be proposed, why and on what basis; nothing takes effect without a signature."""

    level: Level
    measures: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str
    is_referred: bool = False
    needs_signature: bool = True


def propose(year: AgencyYear, reading: Reading = Reading.EITHER) -> Proposal:
    """The level that an agency's year leads to by the rules of 峄城."""
    first, second = _first_level(year, reading), _second_level(year)
    level = Level.SECOND if second else Level.FIRST if first else Level.NONE
    graves = tuple(grave.value for grave in Grave if grave in year.graves)
    return Proposal(
        level=level,
        measures=MEASURES[level],
        reasons=(*(second or first), *graves),
        basis=f"{YICHENG}二（九）" + ("、二（十）" if graves else ""),
        is_referred=bool(graves),
    )


def _first_level(year: AgencyYear, reading: Reading) -> tuple[str, ...]:
    often = year.special_circulars >= TWICE
    lost = year.losses_for_failure >= 1
    if not (often or lost) or (reading is Reading.BOTH and not (often and lost)):
        return ()
    return tuple(
        text
        for applies, text in (
            (often, f"本年专项通报{year.special_circulars}次"),
            (lost, f"因不及时答辩举证或者未开展调解和解导致败诉{year.losses_for_failure}件"),
        )
        if applies
    )


def _second_level(year: AgencyYear) -> tuple[str, ...]:
    reasons = []
    if year.losses_for_failure >= TWICE:
        text = f"因不及时答辩举证或者未开展调解和解导致败诉{year.losses_for_failure}件"
        reasons.append(text)
    if year.unperformed_and_affecting:
        reasons.append("不履行生效裁判或者不落实司法建议，影响法治政府创建考核")
    return tuple(reasons)


def readings_that_differ(years: Mapping[str, AgencyYear]) -> dict[str, dict[Reading, Level]]:
    """The agencies for which it matters how the sentence is read, with what each reading gives."""
    found = {
        agency: {reading: propose(year, reading).level for reading in Reading}
        for agency, year in years.items()
    }
    return {agency: levels for agency, levels in found.items() if len(set(levels.values())) > 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Whether tolerance may be considered; “可” leaves it to a person."""

    may_be_considered: bool
    reasons: tuple[str, ...]
    basis: str = f"{WUJIAGANG}五（六）"


def consider_tolerance(*, corrected_by_itself: bool, caused_serious_harm: bool) -> Tolerance:
    """容错: the agency corrected its act itself, and no serious harm came of it (WJ-16).

    Both conditions are facts that a person has found.
    """
    wanting = [
        text
        for fails, text in (
            (not corrected_by_itself, "不是主动改正或者撤销"),
            (caused_serious_harm, "造成了严重影响或者后果"),
        )
        if fails
    ]
    if wanting:
        return Tolerance(may_be_considered=False, reasons=tuple(wanting))
    reason = "主动改正或者撤销，未造成严重影响和后果，可以不追究负责人个人责任"
    return Tolerance(may_be_considered=True, reasons=(reason,))
