"""An objection to jurisdiction fails, the agency wins, and on retrial it loses after all."""

from fuyuan.demo.stories.aftermath import loss_analysed, rectified
from fuyuan.demo.stories.common import docketed, filing, reviewed, trial_opened
from fuyuan.demo.stories.defending import assigned, defended
from fuyuan.demo.stories.keeping import kept, obliged
from fuyuan.demo.stories.retrying import (
    applied_for_retrial,
    changed,
    claims_rejected,
    objected,
    retrial_ordered,
    ruling_served,
)
from fuyuan.demo.stories.trying import heard, hearing_fixed, served
from fuyuan.demo.story import Story, day

PLAINTIFF, AGENCY = "吴某再", "区交通运输局"
DUE_BY = "2026-06-22"

STORY = Story(
    code="演示-再审",
    title="管辖异议被驳回，一审行政机关胜诉；当事人申请再审，改判，履行并整改",
    filing=filing(
        7,
        PLAINTIFF,
        AGENCY,
        "行政处罚决定书（演示）第7号",
        act_made_on="2026-02-02",
        act_known_on="2026-02-05",
        claims="撤销处罚决定，退还罚款",
        cause="行政处罚纠纷",
    ),
    days=(
        day("2026-03-02", reviewed(mediable="否")),
        day("2026-03-04", docketed()),
        day("2026-03-10", *trial_opened(AGENCY), *assigned(AGENCY)),
        day("2026-03-17", *objected(AGENCY)),
        day(
            "2026-03-20",
            ruling_served(PLAINTIFF, is_last=False),
            ruling_served(AGENCY, is_last=True),
            *defended(AGENCY),
        ),
        # Nobody appealed within ten days: the court keeps the case.
        day("2026-04-02", *hearing_fixed("2026-04-16")),
        day("2026-04-16", *heard(AGENCY)),
        day(
            "2026-04-20",
            *claims_rejected(),
            served(PLAINTIFF, is_last=False),
            served(AGENCY, is_last=True),
        ),
        # The fifteenth day falls into the holiday: in force since 7 May.
        day("2026-05-08", *applied_for_retrial(PLAINTIFF, "2026-05-07")),
        day("2026-05-13", *retrial_ordered()),
        day(
            "2026-05-27",
            *changed("退还罚款"),
            obliged("判决书", AGENCY, PLAINTIFF, DUE_BY, "退还罚款"),
            *loss_analysed(AGENCY, "演示再审行政判决书"),
        ),
        day(DUE_BY, kept()),
        day("2026-08-26", rectified()),
    ),
    ends={
        "registration": "to_docketing",
        "docketing": "docketed",
        "litigation": "effective",
        "defence": "answered",
        "guarantee": "watched",
        "jurisdiction_objection": "kept",
        "judgment_explanation": "no_request",
        "retrial": "changed",
        "performance": "performed",
        "loss_review": "rectified",
    },
    letters=frozenset(
        {
            *("jurisdiction_ruling", "jurisdiction_notice", "jurisdiction_result"),
            *("retrial_notice", "retrial_ruling", "retrial_outcome"),
            *("performance_notice", "performance_report", "close_out"),
        }
    ),
)
