"""败诉后: a lost case is analysed within ten days, inquired into and put right item by item."""

from rules.paths.loss_review.letters import (
    CLOSE_OUT,
    INQUIRY_RECORD,
    LOSS_REPORT,
    RECTIFICATION_LEDGER,
    REPEAT_WARNING,
)
from rules.paths.loss_review.questions import DoubleInquiry, LossAnalysis, LossReceipt
from rules.paths.loss_review.rectification import RectificationPlan, RectificationReview
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="loss_review",
    title="败诉后整改",
    deployment="败诉后整改/loss_review",
    basis=(
        "峄政办发〔2023〕2号二（五）",
        "商法办发〔2023〕30号第九条",
        "皖司发〔2022〕9号（十）至（十二）",
    ),
    first="received",
    # A judgment that is set aside on the way ends the review at once (`leave_path`).
    stages=with_side_exits(
        {
            "received": Stage(title="待登记败诉裁判", then=frozenset({"analysing", "revoked"})),
            "analysing": Stage(title="剖析报备中", then=frozenset({"inquiring", "revoked"})),
            "inquiring": Stage(title="一案双查中", then=frozenset({"planning", "revoked"})),
            "planning": Stage(
                title="待定整改事项",
                then=frozenset({"rectifying", "no_rectification_needed", "revoked"}),
            ),
            "rectifying": Stage(title="整改中", then=frozenset({"rectified", "revoked"})),
            "rectified": Stage(title="整改完成，全部销号"),
            "no_rectification_needed": Stage(title="不需要整改，已说明理由"),
            "revoked": Stage(title="败诉裁判已被撤销或者改判"),
        }
    ),
    questions=(LossReceipt, LossAnalysis, DoubleInquiry, RectificationPlan, RectificationReview),
    letters=(LOSS_REPORT, REPEAT_WARNING, INQUIRY_RECORD, RECTIFICATION_LEDGER, CLOSE_OUT),
    deadlines=("YC_LOSS_10D", "S_RECTIFY"),
    # Lost again after a remand or on retrial.
    is_repeatable=True,
)
