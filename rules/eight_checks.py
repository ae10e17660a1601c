"""八看: the eight findings on a filing, each with its article, and where they lead (WJ-14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What the reviewer found on one of the eight points."""

    MET = "符合"
    CURABLE = "欠缺，可补正"
    NOT_MET = "不符合"


class Route(StrEnum):
    """Where a filing goes after the eight checks."""

    CORRECTION = "补正告知"
    TRANSFER = "移送或告知有管辖权的法院"
    RECONSIDERATION_FIRST = "引导先行申请行政复议"
    REFUSAL = "裁定不予立案"
    DOCKETING = "转登记立案"
    MEDIATION = "征询诉前调解意愿"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One of the eight points."""

    code: str
    title: str
    basis: str
    asks: str
    if_not_met: Route


# In the order of the plan (宜伍府发〔2024〕4号): one to eight.
CHECKS: tuple[Check, ...] = (
    Check(
        code="claims",
        title="诉讼请求",
        basis="行政诉讼法第五十一条",
        asks="诉讼请求具体，事实根据清楚，起诉状内容齐备",
        if_not_met=Route.REFUSAL,
    ),
    Check(
        code="scope",
        title="受案范围",
        basis="解释第一条",
        asks="属于行政诉讼受案范围",
        if_not_met=Route.REFUSAL,
    ),
    Check(
        code="plaintiff",
        title="原告资格",
        basis="行政诉讼法关于原告资格的规定",
        asks="起诉人与被诉行政行为有利害关系",
        if_not_met=Route.REFUSAL,
    ),
    Check(
        code="defendant",
        title="被告资格",
        basis="解释第二十六条、第六十七条；法释〔2021〕5号第七条",
        asks="被告明确、适格（不适格的先释明变更，选“欠缺，可补正”）",
        if_not_met=Route.REFUSAL,
    ),
    Check(
        code="time_limit",
        title="起诉期限",
        basis="行政诉讼法第四十五条、第四十六条、第四十八条；解释第六十四条、第六十五条",
        asks="未超过起诉期限，或有依法扣除、延长的理由",
        if_not_met=Route.REFUSAL,
    ),
    Check(
        code="reconsideration",
        title="行政复议",
        basis="行政复议法第二十三条；解释第五十六条",
        asks="依法不需先行复议，或已经复议",
        if_not_met=Route.RECONSIDERATION_FIRST,
    ),
    Check(
        code="jurisdiction",
        title="管辖权",
        basis="行政诉讼法第十五条；解释第六条",
        asks="属于受诉人民法院管辖（级别、地域、集中管辖）",
        if_not_met=Route.TRANSFER,
    ),
    Check(
        code="parallel_reconsideration",
        title="司法解释立案新规定",
        basis="行政复议法第二十九条；解释第五十七条、第六十九条",
        asks="没有复议机关已受理、重复起诉等司法解释规定的不予立案情形",
        if_not_met=Route.REFUSAL,
    ),
)

# Which failure decides when several points fail: a court without jurisdiction decides nothing
# else, and what a reconsideration can still cure is not refused first.
_PRECEDENCE = (Route.TRANSFER, Route.RECONSIDERATION_FIRST, Route.REFUSAL)


def route(
    findings: Mapping[str, Finding], *, mediable: bool, already_corrected: bool = False
) -> tuple[Route, tuple[Check, ...]]:
    """Where the findings lead, and the checks that decide it.

    Correction is asked for once (一次性告知): what is still wanting afterwards is not met.
    Raises KeyError when one of the eight findings is missing.
    """
    found = {check.code: findings[check.code] for check in CHECKS}
    if already_corrected:
        found = {
            code: Finding.NOT_MET if finding is Finding.CURABLE else finding
            for code, finding in found.items()
        }
    failed = tuple(check for check in CHECKS if found[check.code] is Finding.NOT_MET)
    if failed:
        return min((check.if_not_met for check in failed), key=_PRECEDENCE.index), failed
    if curable := tuple(check for check in CHECKS if found[check.code] is Finding.CURABLE):
        return Route.CORRECTION, curable
    return (Route.MEDIATION if mediable else Route.DOCKETING), ()
