"""转登记立案: where every case goes that is not, or no longer, mediated."""

from rules.paths.docketing.letters import MATERIAL_HANDOVER, REMEDY_GUIDANCE
from rules.paths.docketing.questions import Docketing
from rules.vocabulary.path import Path, Stage

PATH = Path(
    code="docketing",
    title="登记立案",
    deployment="登记立案/docketing",
    basis=("行政诉讼法第五十一条、第五十二条",),
    first="received",
    stages={
        "received": Stage(title="已移交，待立案", then=frozenset({"docketed", "refused"})),
        "docketed": Stage(title="已登记立案"),
        "refused": Stage(title="裁定不予立案"),
    },
    questions=(Docketing,),
    letters=(MATERIAL_HANDOVER, REMEDY_GUIDANCE),
    deadlines=("L_DOCKET_7D",),
)
