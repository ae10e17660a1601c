"""Answers that only certain words make valid: a field's samples, by question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fuyuan.model_check.values import AGENCIES, LATER, RECEIVED
from rules.catalogue import paths


def _owed(kind: str, debtor: str, due_by: date | None, amount: int | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "what": "样例",
        "debtor": debtor,
        "creditor": "样例",
        "due_by": due_by,
        "amount": amount,
    }


PAID = _owed("给付款项", AGENCIES[0], LATER, 1)
REDONE = _owed("重新作出行政行为", AGENCIES[0], RECEIVED, None)
BY_PARTY = _owed("其他", "周某", LATER, None)
UNDATED = _owed("履行职责", AGENCIES[0], None, None)

APPLICANT = {"role": "申请人", "name": "样例"}
ORGAN = {"role": "被申请人", "name": "样例"}
MEDIATOR = {"role": "调解组织、调解员", "name": "样例"}

SAMPLES: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    # Reconsideration has a limit of its own; the others share one.
    "incident": {
        "path": tuple(
            path.title
            for code, path in paths().items()
            if code in {"prefiling_mediation", "reconsideration"}
        )
    },
    # An agency's and a party's; with a day ahead, a day past, and none; alone and one after the
    # other. What is not here (other amounts, more rows) is only written into letters.
    "performance_obligations": {
        "obligations": ([PAID], [REDONE], [BY_PARTY], [UNDATED], [PAID, UNDATED]),
    },
    "jurisdiction_appeal_ruling": {"number": ("(2027)鄂05行辖终3号",)},
    "retrial_acceptance": {"number": ("(2027)鄂05行申101号",)},
    "barred_retrial_acceptance": {"number": ("",)},
    # One side, the other, both, and others beside them; without both there is no mediation.
    "recon_mediation_opening": {
        "participants": ([APPLICANT], [ORGAN], [APPLICANT, ORGAN], [APPLICANT, ORGAN, MEDIATOR]),
    },
    "instrument_receipt": {"parties": (["周某", *AGENCIES], ["周某"])},
    "performance_shortfall": {
        "instalments": ([{"what": "样例", "due_by": LATER, "amount": 1}],),
    },
}

# Whether a leader spoke is printed; of the five unlawful situations the others lead the same way.
APPEARED: dict[str, tuple[Any, ...]] = {
    "presence": ("主要负责人出庭", "负责人没有出庭"),
    "excuse": ("不适用（已出庭）", "有正当理由，并提交证明材料", "没有说明理由"),
    **dict.fromkeys(("spoke", "proposed", "is_second_call", "refused_to_explain"), ("否",)),
    **dict.fromkeys(("speech", "proposal"), ("",)),
    "lawyers": ([],),
}

# Facts of the case of which one is enough: the path goes through the same for every value.
ENOUGH: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    # Each agency is served, heard and recorded alike; where nothing is reported, steps fall away.
    "litigation": {"agencies": (AGENCIES[:1],), "地区": ("yicheng",)},
    # A government, whose defence the bureau organises, and a department.
    "defence": {"agencies": (("区人民政府",), AGENCIES[:1])},
}
# How a paper was served, and what else was remarked, is only kept.
SERVED: Mapping[str, tuple[Any, ...]] = {"method": ("直接送达",)}
UNREMARKED: Mapping[str, tuple[Any, ...]] = {"remarks": ("",)}

# Fields that a procedure only prints, or of which other values lead the same way, by question.
FEWER: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "appearance_assessment": {
        **dict.fromkeys(("discipline", "speaking", "resolution"), ("好",)),
        "performance": ("好", "尚无履行内容或者履行期未届满"),
        "misconduct": ([],),
        "was_briefed": ("样例",),
    },
    # Printed only.
    "eight_checks": {"guided_choice": ("没有表示",)},
    "resolution_plan": {"officer_rank": ("主要负责人",)},
    # A high risk of either kind leads the same way.
    "mediation_scheme": {"petition_risk": ("低", "高"), "stability_risk": ("低",)},
    "risk_assessment": {"petition_risk": ("低", "高"), "stability_risk": ("低",)},
    "appearance_record": APPEARED,
    "principal_appearance_record": APPEARED,
    "attendance_list": {"presence": ("主要负责人出庭", "负责人没有出庭")},
    # None, and one that both obliges and calls for the principal.
    "hearing_schedule": {"concerns": ([], ["社会高度关注"]), "suggested": ("否",)},
    "more_time": {"days": (30,)},
    # A court's instrument, of which enforcement is applied for, and two that are none.
    "performance_obligations": {"kind": ("判决书", "和解协议", "行政复议决定书")},
    "performance_check": {"paid": (None,)},
    "performance_enforcement_result": {"measures": (["通知银行从该行政机关的账户内划拨"],)},
    "jurisdiction_service": SERVED,
    "jurisdiction_appeal": UNREMARKED,
    "retrial_rejection_service": SERVED,
    "retrial_decision_service": SERVED,
    "retrial_appeal": UNREMARKED,
    "retrial_effect": UNREMARKED,
    # By the rules of the second instance nothing hangs on the form.
    "retrial_result": {"form": ("判决",)},
    # A judgment; by one ground the six months are a party's, by the other a third party's.
    "retrial_filing": {
        "in_force": ("判决",),
        "ground": (
            "适用法律、法规确有错误",
            "第三人未参加诉讼且不能归责于本人，裁判损害其合法权益",
        ),
        "document": ("样例",),
        "applicant": ("样例",),
        **dict.fromkeys(("effective_on", "filed_on", "counted_from_on"), (RECEIVED,)),
    },
    "suggestion_draft": {"joint_work": (["公开听证"],)},
}

# Periods that a case brings to a path, because the path it comes from started them.
BROUGHT: Mapping[str, frozenset[str]] = {
    "defence": frozenset({"L_ANSWER_15D", "YC_REPORT_3D"}),
    "judgment_explanation": frozenset({"L_APPEAL_J_15D", "L_APPEAL_R_10D"}),
    "legal_support": frozenset({"M_PRE_30D"}),
}

# Duties that are still owed where a path ended without them: the watch records them as missed.
STILL_OWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("defence", "unprepared"): frozenset({"YC_REPORT_3D", "YC_ANSWER_FILE_3D"}),
    ("defence", "unanswered"): frozenset({"YC_ANSWER_FILE_3D"}),
}
