"""The stages of 行政复议 and what may follow what."""

from collections.abc import Mapping

from rules.vocabulary.path import Stage, with_side_exits


def _stage(title: str, *then: str) -> Stage:
    return Stage(title=title, then=frozenset(then))


STAGES: Mapping[str, Stage] = with_side_exits(
    {
        "coordinating": _stage("收到申请，案前协调", "examining", "resolved_early", "accepted"),
        "examining": _stage("受理审查", "curing", "not_accepted", "accepted"),
        "curing": _stage("待补正", "examining", "deemed_abandoned"),
        "accepted": _stage("已受理，确定程序", "answering", "overdue"),
        "answering": _stage("已发送副本，待答复", "reviewing"),
        "reviewing": _stage("审理中", "mediating", "serving", "withdrawn", "settled", "overdue"),
        "mediating": _stage("案中调解", "reviewing", "mediated", "overdue"),
        # The duty to decide goes on: 逾期 opens the way to court, it ends nothing by itself.
        "overdue": _stage(
            "逾期未决定，申请人可以起诉",
            *("serving", "mediating", "withdrawn", "settled", "sued"),
        ),
        "serving": _stage("已作出决定，送达中", "guiding"),
        "guiding": _stage(
            "决定已送达，案后疏导",
            *("supervising", "decided", "dismissed", "claims_rejected"),
        ),
        "supervising": _stage("意见书、建议书督办", "decided", "dismissed", "claims_rejected"),
        "resolved_early": _stage("案前化解，申请人撤回申请"),
        "not_accepted": _stage("决定不予受理"),
        "deemed_abandoned": _stage("逾期不补正，视为放弃申请"),
        "mediated": _stage("复议调解书生效"),
        "settled": _stage("和解，准予撤回，终止复议"),
        "withdrawn": _stage("准予撤回，终止复议"),
        "decided": _stage("作出复议决定"),
        "claims_rejected": _stage("驳回复议请求"),
        "dismissed": _stage("驳回复议申请"),
        "sued": _stage("逾期未决定，申请人已起诉"),
    }
)
