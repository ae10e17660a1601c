"""Under which names the offices register who hears; each is one role of the register."""

from collections.abc import Mapping
from types import MappingProxyType

from rules.vocabulary.question import Actor

# Roles whose holder hears of one case alone: of it, their own dates and nothing else.
OF_ONE_CASE = frozenset((Actor.PARTY, Actor.REPRESENTATIVE))
ALIASES: Mapping[str, Actor] = MappingProxyType(
    {
        "机关联络员": Actor.AGENCY,
        "机关负责人": Actor.AGENCY_LEADER,
        "检察院联络员": Actor.PROCURATORATE,
        "化解工作室": Actor.STUDIO,
        "立案庭": Actor.DOCKETING_DIVISION,
        "复议机构": Actor.RECONSIDERATION_BODY,
    }
)
# 宜伍府发〔2024〕4号: each of these names a liaison of its own; 街道、乡 are agencies by name.
LIAISON_ROLES = (
    Actor.STUDIO,
    Actor.PROCURATORATE,
    Actor.JUSTICE_BUREAU,
    Actor.AGENCY,
)


def role_named(name: str) -> Actor | None:
    """The role of a name or an alias; None for what is none."""
    known: dict[str, Actor] = {**{actor.value: actor for actor in Actor}, **ALIASES}
    return known.get(name.strip())
