"""管辖异议: a defendant says that another court has to try the case; the court rules on it.

The trial goes on beside it, but the days until the ruling is in force do not count for its limit.
"""

from rules.paths.jurisdiction_objection.appeal import (
    JurisdictionAppeal,
    JurisdictionAppealRuling,
    JurisdictionAppealTransfer,
)
from rules.paths.jurisdiction_objection.letters import (
    JURISDICTION_RESULT,
    JURISDICTION_RULING,
    LATE_OBJECTION_NOTICE,
    RULING_NOTICE,
)
from rules.paths.jurisdiction_objection.objection import (
    JurisdictionObjection,
    JurisdictionRuling,
    JurisdictionService,
    LateObjection,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

_DECIDED = frozenset({"kept", "transferred"})

PATH = Path(
    code="jurisdiction_objection",
    title="管辖异议",
    deployment="管辖异议/jurisdiction_objection",
    basis=(
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第十条、第五十条、第一百零一条",
        "行政诉讼法第八十五条、第八十八条",
    ),
    first="examining",
    stages=with_side_exits(
        {
            "examining": Stage(
                title="核对期限，审查管辖异议",
                then=frozenset({"not_examined", "ruled", "objection_withdrawn"}),
            ),
            "ruled": Stage(title="已裁定，待送达", then=frozenset({"appealable"})),
            "appealable": Stage(title="裁定已送达，上诉期内", then=_DECIDED | {"appealed"}),
            "appealed": Stage(title="管辖裁定第二审中", then=_DECIDED),
            "not_examined": Stage(title="逾期提出，不予审查"),
            "objection_withdrawn": Stage(title="撤回异议，继续审理"),
            "kept": Stage(title="异议不成立，继续审理"),
            "transferred": Stage(title="异议成立，案件移送有管辖权的法院"),
        }
    ),
    questions=(
        JurisdictionObjection,
        LateObjection,
        JurisdictionRuling,
        JurisdictionService,
        JurisdictionAppeal,
        JurisdictionAppealTransfer,
        JurisdictionAppealRuling,
    ),
    letters=(LATE_OBJECTION_NOTICE, JURISDICTION_RULING, RULING_NOTICE, JURISDICTION_RESULT),
    deadlines=(
        "L_JURIS_OBJ_15D",
        "L_APPEAL_R_10D",
        "T_APPEAL_FWD_5D",
        "T_APPEAL_TRANSFER_5D",
        "T_APPEAL_3M",
    ),
    is_repeatable=True,
)
