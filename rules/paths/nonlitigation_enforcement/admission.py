"""受理条件: what an application for enforcement is held to, each point with its article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.paths.nonlitigation_enforcement.questions import EnforcementApplication
from rules.vocabulary.question import YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of the conditions."""

    code: str
    title: str
    article: str


POINTS: tuple[Point, ...] = (
    Point(
        code="unopposed",
        title="当事人在法定期限内没有申请复议、没有起诉，又不履行决定",
        article="行政强制法第五十三条",
    ),
    Point(
        code="expired",
        title="申请时，申请复议、起诉的期限已经届满",
        article="行政强制法第五十三条",
    ),
    Point(
        code="urged",
        title="已经催告，催告书送达满十个工作日后申请",
        article="行政强制法第五十四条、第六十九条",
    ),
    Point(
        code="in_time",
        title="自期限届满之日起三个月内申请（逾期有正当理由的除外）",
        article="行政强制法第五十三条、行诉解释第一百五十六条",
    ),
    Point(
        code="local",
        title="属于本院管辖（执行不动产的，向不动产所在地法院申请）",
        article="行政强制法第五十四条",
    ),
    Point(code="complete", title="申请材料齐备", article="行政强制法第五十七条"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What an application and its dates come to; a person decides on it."""

    met: Mapping[str, bool]
    notes: Mapping[str, str]

    @property
    def unmet(self) -> tuple[Point, ...]:
        """The conditions that do not hold."""
        return tuple(point for point in POINTS if not self.met[point.code])


def examine(
    application: EnforcementApplication, *, applied_on: date, earliest: date, latest: date
) -> Admission:
    """Hold an application of that day to its earliest day and its last day."""
    urged = application.urged is YesNo.YES
    met = {
        "unopposed": application.unopposed is YesNo.YES,
        "expired": applied_on > application.suit_period_end,
        "urged": urged and applied_on >= earliest,
        "in_time": applied_on <= latest,
        "local": application.local is YesNo.YES,
        "complete": not application.missing,
    }
    waited = f"催告书{application.urge_served}送达，最早{earliest}可以申请" if urged else "未经催告"
    notes = {
        "unopposed": "",
        "expired": f"期限{application.suit_period_end}届满，{applied_on}申请",
        "urged": waited,
        "in_time": _timeliness(application, applied_on, latest),
        "local": "",
        "complete": f"欠缺：{'、'.join(application.missing)}" if application.missing else "",
    }
    return Admission(met=met, notes=notes)


def _timeliness(application: EnforcementApplication, applied_on: date, latest: date) -> str:
    if applied_on <= latest:
        return f"最迟{latest}，{applied_on}申请"
    stated = application.good_reason
    reason = f"所述理由（是否正当由承办人审查）：{stated}" if stated else "没有说明理由"
    return f"最迟{latest}，{applied_on}申请，已经逾期；{reason}"
