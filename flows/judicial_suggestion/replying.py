"""After a suggestion was served: answered, or chased until a person closes it."""

from typing import Any

from flows.judicial_suggestion.verbs import ask, move
from rules.paths.judicial_suggestion.letters import COPY_LETTER, REGISTER, REMINDER
from rules.paths.judicial_suggestion.reasons import ReplyStatus
from rules.paths.judicial_suggestion.replies import (
    Answer,
    AssessmentDecision,
    ChaseResult,
    Sent,
    SuggestionChase,
    SuggestionReply,
)
from tasks.deadlines import due, meet_deadline, was_met_late
from tasks.letters import issue
from tasks.suggest import issuer_of


def take_reply(
    case_number: str,
    suggestion: Sent,
    told: dict[str, Any],
    reply: SuggestionReply,
    occasion: str,
) -> str:
    """Register a reply, in time or late, adopted or declined with reasons."""
    meet_deadline(case_number, suggestion.reply_rule, reply.replied_on, trigger_keys=(occasion,))
    replied_on = reply.replied_on
    stage = "declined" if reply.answer is Answer.DECLINED else "adopted"
    answer = f"{reply.answer.value}（{reply.reply_document}）"
    details = [*reply.measures, *filter(None, [reply.grounds])]
    is_late = was_met_late(case_number, suggestion.reply_rule, occasion)
    register(
        case_number,
        suggestion,
        told,
        occasion,
        status=ReplyStatus.LATE if is_late else ReplyStatus.IN_TIME,
        replied_on=replied_on,
        answer=answer,
        details=details,
    )
    if is_late:
        stage = "replied_late"
    move(case_number, stage_code=stage)
    return stage


def chase(case_number: str, suggestion: Sent, told: dict[str, Any], occasion: str) -> str:
    """Remind; then copy to the superior organ; then a person decides what it means."""
    told["issuer_name"] = issuer_of(case_number, suggestion.kind)
    told["reply_due"] = due(case_number, suggestion.reply_rule)
    move(case_number, stage_code="overdue")
    issue(case_number, REMINDER, occasion=occasion, **told)
    chased = ask(case_number, SuggestionChase, occasion=occasion)
    if chased.result is ChaseResult.STILL_NONE:
        move(case_number, stage_code="escalated")
        issue(
            case_number,
            COPY_LETTER,
            occasion=occasion,
            superior=chased.superior,
            remedies=suggestion.remedies,
            **told,
        )
        ask(case_number, AssessmentDecision, occasion=occasion)
        chased = ask(case_number, SuggestionChase, occasion=f"{occasion}-2")
    return end_chase(case_number, suggestion, told, chased, occasion)


def end_chase(
    case_number: str,
    suggestion: Sent,
    told: dict[str, Any],
    chased: SuggestionChase,
    occasion: str,
) -> str:
    """The reply came late, or a person closes the suggestion without one."""
    del told["issuer_name"]
    if chased.result is ChaseResult.STILL_NONE:
        register(
            case_number,
            suggestion,
            told,
            occasion,
            status=ReplyStatus.NONE,
            replied_on=None,
            answer=f"至{chased.checked_on}未回复",
            details=[],
        )
        # Nobody waits for it any longer; what the watch found missed stays missed.
        meet_deadline(case_number, suggestion.reply_rule, trigger_keys=(occasion,))
        move(case_number, stage_code="no_reply")
        return "no_reply"
    meet_deadline(case_number, suggestion.reply_rule, chased.checked_on, trigger_keys=(occasion,))
    answer = chased.answer.value if chased.answer else ""
    register(
        case_number,
        suggestion,
        told,
        occasion,
        status=ReplyStatus.LATE,
        replied_on=chased.checked_on,
        answer="，".join(filter(None, [answer, chased.reply_document])),
        details=[chased.explanation],
    )
    move(case_number, stage_code="replied_late")
    return "replied_late"


def register(
    case_number: str,
    suggestion: Sent,
    told: dict[str, Any],
    occasion: str,
    *,
    status: ReplyStatus,
    **found: Any,
) -> None:
    """Put the reply, or its lack, on file with one of the three statuses."""
    issue(
        case_number,
        REGISTER,
        occasion=occasion,
        status=status.value,
        level=suggestion.level.value,
        remedies=suggestion.remedies,
        joint_work=suggestion.joint_work,
        **told,
        **found,
    )
