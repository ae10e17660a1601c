"""The cases of the tour: how they are answered, and how each has to end."""

from dataclasses import dataclass
from typing import Any

from rules.eight_checks import CHECKS, Finding

WHO = "演示协调员"


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStory:
    """A case (by its registration number's last part), its answers in order, and its end."""

    title: str
    case: int
    answers: tuple[tuple[str, dict[str, Any]], ...]
    ends: dict[str, str]
    letters: frozenset[str]


def _checks(*, mediable: bool = True, **found: Finding) -> tuple[str, dict[str, Any]]:
    findings = {check.code: found.get(check.code, Finding.MET).value for check in CHECKS}
    answer = {"answered_by": WHO, **findings, "mediable": "是" if mediable else "否"}
    return "eight_checks", answer | {"reviewed_on": "2026-11-06", "remarks": ""}


def _consent(plaintiff: str = "书面同意") -> tuple[str, dict[str, Any]]:
    return "consent", {
        "answered_by": WHO,
        "plaintiff": plaintiff,
        "agency": "书面同意",
        "answered_on": "2026-11-06",
        "evidence": "同意书存卷",
    }


def _suggest(send: str = "是") -> tuple[str, dict[str, Any]]:
    return "suggestion_decision", {
        "answered_by": WHO,
        "send": send,
        "feedback_by": "2026-11-20",
    }


def _choose(mediator: str) -> tuple[str, dict[str, Any]]:
    return "mediator_choice", {
        "answered_by": WHO,
        "chosen_by": "双方协商选定",
        "mediator": mediator,
        "kind": "人民调解",
        "organization": "演示调解委员会",
        "chosen_on": "2026-11-06",
    }


def _accept(choice: str = "签收接受，无回避情形") -> tuple[str, dict[str, Any]]:
    return "mediator_acceptance", {
        "answered_by": "演示调解员",
        "choice": choice,
        "signed_on": "2026-11-06",
        "disclosure": "" if "签收" in choice else "与一方当事人有亲属关系",
    }


def _plan() -> tuple[str, dict[str, Any]]:
    return "resolution_plan", {
        "answered_by": "演示机关联络员",
        "officer": "演示分管负责人",
        "officer_rank": "分管负责人",
        "enforcers": ["演示经办人"],
        "liaison": "演示机关联络员",
        "submitted": "是",
        "cause": "对原行为的事实依据有不同认识",
        "past_efforts": "已当面听取意见一次，未能达成一致",
        "next_steps": "核实事实后依法自行纠正，并协商补偿",
        "evidence": ["行政程序卷宗", "现场照片"],
    }


def _scheme() -> tuple[str, dict[str, Any]]:
    return "mediation_scheme", {
        "answered_by": WHO,
        "petition_risk": "低",
        "stability_risk": "低",
        "risk_reason": "诉求表达平和",
        "focus": "原行为的事实依据是否充分",
        "scheme": "行政机关核实后自行纠正，协商补偿",
        "first_session": "2026-11-06",
        "place": "行政争议化解中心调解室",
        "decided_on": "2026-11-06",
    }


def _relieved() -> tuple[tuple[str, dict[str, Any]], ...]:
    """A tagged case: the agency acts and reports, the studio grades what risk remains."""
    report = {
        "answered_by": "演示机关联络员",
        "measures": "负责人接访，说明处理期限",
        "petition_work": "没有信访苗头",
        "opinion_work": "没有舆情",
        "officer": "演示分管负责人",
        "reported_to": "演示上级主管部门",
        "reported_on": "2026-11-06",
    }
    grades = {
        "answered_by": WHO,
        "petition_risk": "低",
        "stability_risk": "低",
        "risk_reason": "已当面说明",
        "assessed_on": "2026-11-06",
    }
    return ("relief_report", report), ("risk_assessment", grades)


def _session(result: str, **more: Any) -> tuple[str, dict[str, Any]]:
    answer = {
        "answered_by": "演示调解员",
        "held_on": "2026-11-06",
        "place": "行政争议化解中心调解室",
        "recorder": "演示记录员",
        "attendees": ["起诉人", "行政机关负责人"],
        "statements": [
            {"speaker": "起诉人", "text": "希望依法尽快解决。"},
            {"speaker": "行政机关负责人", "text": "愿意核实后纠正。"},
        ],
        "undisputed_facts": ["双方对行为作出的时间没有争议"],
        "result": result,
    }
    return "mediation_session", answer | more


def _terms(remaining: str = "") -> tuple[str, dict[str, Any]]:
    return "settlement_terms", {
        "answered_by": "演示调解员",
        "terms": ["行政机关于协议生效后十日内自行撤销原行为。", "起诉人撤回起诉材料。"],
        "payments": [{"due_on": "2026-12-10", "amount": "12800.50"}],
        "copies": 4,
        "remaining": remaining,
    }


def _sign() -> tuple[str, dict[str, Any]]:
    return "settlement_signing", {
        "answered_by": WHO,
        "choice": "各方已签章",
        "signed_on": "2026-11-06",
    }


def _confirm(choice: str) -> tuple[str, dict[str, Any]]:
    return "joint_confirmation", {"answered_by": WHO, "choice": choice, "applied_on": "2026-11-06"}


def _docket(decision: str) -> tuple[str, dict[str, Any]]:
    return "docketing", {
        "answered_by": "演示立案法官",
        "decision": decision,
        "decided_on": "2026-11-06",
    }


REGISTERED = frozenset({"receipt", "eight_checks_form"})
ASKED = REGISTERED | {"mediation_inquiry"}
REFERRED = ASKED | {"referral"}

STORIES: tuple[TourStory, ...] = (
    TourStory(
        title="调解成功，双方共同申请司法确认",
        case=3,
        answers=(
            *_relieved(),
            _checks(),
            _consent(),
            _suggest(),
            _choose("王调解"),
            _accept(),
            _plan(),
            _scheme(),
            _session("达成协议"),
            _terms(),
            _sign(),
            _confirm("双方共同申请司法确认"),
            (
                "confirmation_review",
                {
                    "answered_by": WHO,
                    "choice": "出具行政诉前调解书",
                    "decided_on": "2026-11-06",
                },
            ),
        ),
        ends={
            "registration": "to_mediation",
            "prefiling_mediation": "confirmed",
            "urgent_response": "relieved",
        },
        letters=REFERRED
        | {
            *("grave_report", "suggestion", "mediation_scheme_letter", "session_record"),
            *("settlement", "confirmation_application", "prefiling_instrument"),
            "closing_report",
        },
    ),
    TourStory(
        title="起诉人不同意调解，转登记立案",
        case=1,
        answers=(_checks(), _consent("不同意"), _docket("登记立案")),
        ends={"registration": "to_docketing", "docketing": "docketed"},
        letters=ASKED | {"consent_record", "termination", "remedy_guidance"},
    ),
    TourStory(
        title="一次告知补正，补正后不宜调解，登记立案",
        case=4,
        answers=(
            _checks(claims=Finding.CURABLE),
            (
                "correction",
                {
                    "answered_by": WHO,
                    "result": "已补正",
                    "submitted_on": "2026-11-06",
                },
            ),
            _checks(mediable=False),
            _docket("登记立案"),
        ),
        ends={"registration": "to_docketing", "docketing": "docketed"},
        letters=REGISTERED | {"correction_notice", "termination"},
    ),
    TourStory(
        title="复议前置，引导先行申请行政复议",
        case=9,
        answers=(
            _checks(reconsideration=Finding.NOT_MET),
            (
                "reconsideration_guidance",
                {
                    "answered_by": WHO,
                    "choice": "同意先行申请行政复议",
                    "told_on": "2026-11-06",
                    "told_authority": "区人民政府",
                },
            ),
        ),
        ends={"registration": "to_reconsideration"},
        letters=REGISTERED,
    ),
    TourStory(
        title="两个机关：确定牵头机关；调解员回避后更换；部分达成协议，其余立案",
        case=13,
        answers=(
            _checks(),
            _consent(),
            (
                "lead_agency",
                {
                    "answered_by": "演示司法局",
                    "lead": "区住房和城乡建设局",
                    "agreed_by_bureau": "演示司法局经办人",
                    "agreed_by_court": "演示法院经办人",
                    "agreed_on": "2026-11-06",
                },
            ),
            _suggest("否"),
            _choose("李调解"),
            _accept("回避"),
            _choose("赵调解"),
            _accept(),
            _plan(),
            _scheme(),
            _session("继续调解"),
            _session("部分达成协议"),
            _terms("赔偿数额"),
            _sign(),
            _confirm("已即时履行，撤回起诉材料"),
            _docket("登记立案"),
        ),
        ends={
            "registration": "to_mediation",
            "prefiling_mediation": "resolved",
            "docketing": "docketed",
        },
        letters=REFERRED | {"session_record", "settlement", "termination"},
    ),
    TourStory(
        title="调解期满，双方未同意延长，自动转登记立案",
        case=12,
        answers=(_checks(), _consent(), _choose("孙调解"), _accept(), _plan(), _scheme()),
        ends={
            "registration": "to_mediation",
            "prefiling_mediation": "to_docketing",
            "docketing": "received",
        },
        letters=REFERRED | {"termination"},
    ),
)
