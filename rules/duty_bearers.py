"""Who bears a duty, as the role whose contacts hear of it; 化解工作室 hears of every one."""

from collections.abc import Mapping
from types import MappingProxyType

from rules.vocabulary.question import Actor

# What an agency has to do as the one that is sued, reviewed, asked for compensation or advised.
_AGENCY = (Actor.AGENCY,)
_MEDIATOR = (Actor.MEDIATOR,)
_RECONSIDERATION = (Actor.RECONSIDERATION_BODY,)
# Courts answer for themselves through the studio. 当事人 are served, never notified. Organs that
# need not be a party of the case (制定机关 ...) have no contacts of their own.
_STUDIO = (Actor.STUDIO,)

BY_ACTOR: Mapping[str, tuple[Actor, ...]] = MappingProxyType(
    {
        "被告": _AGENCY,
        "被诉行政机关": _AGENCY,
        "行政机关": _AGENCY,
        "原行政机关": _AGENCY,
        "被申请人": _AGENCY,
        "赔偿义务机关": _AGENCY,
        "被建议单位": _AGENCY,
        "接收司法建议的行政机关": _AGENCY,
        "被诉行政机关、区司法局": (Actor.AGENCY, Actor.JUSTICE_BUREAU),
        "调解组织": _MEDIATOR,
        "调解组织、调解员": _MEDIATOR,
        "法律援助机构": (Actor.JUSTICE_BUREAU,),
        "法院": _STUDIO,
        "原审法院": _STUDIO,
        "上一级法院": _STUDIO,
        "二审法院": _STUDIO,
        "复议机关": _RECONSIDERATION,
        "复议机构": _RECONSIDERATION,
        "制定机关": _STUDIO,
        "接收机关": _STUDIO,
        "有关机关": _STUDIO,
        "财政部门": _STUDIO,
        "市、县": _STUDIO,
        "原告": _STUDIO,
        "起诉人": _STUDIO,
        "申请人": _STUDIO,
        "请求人": _STUDIO,
        "权利人": _STUDIO,
        "当事人": _STUDIO,
        "其他当事人": _STUDIO,
        "双方当事人": _STUDIO,
    }
)
# Duties of one division of the court, which their texts do not name.
BY_RULE: Mapping[str, tuple[Actor, ...]] = MappingProxyType(
    {"L_DOCKET_7D": (Actor.DOCKETING_DIVISION,)}
)

# 当事人 may ask to be reminded of their own dates, beside the studio; it is no service.
_PARTIES = (Actor.PARTY, Actor.REPRESENTATIVE)
PARTY_ACTORS = frozenset(
    ("原告", "起诉人", "申请人", "请求人", "权利人", "当事人", "其他当事人", "双方当事人")
)


def party_hearers(actor: str) -> tuple[Actor, ...]:
    """The roles that hear of a duty as the person whose own it is; none if an office bears it."""
    return _PARTIES if actor in PARTY_ACTORS else ()


def bearers(rule: str, actor: str) -> tuple[Actor, ...]:
    """The roles that bear the duty of a rule; an actor text no longer declared is the studio's."""
    return BY_RULE.get(rule) or BY_ACTOR.get(actor, _STUDIO)


def hearers(rule: str, actor: str) -> tuple[Actor, ...]:
    """The bearers and the studio, each once."""
    return tuple(dict.fromkeys((*bearers(rule, actor), Actor.STUDIO)))
