"""After a suggestion was served: answered, or chased until a person closes it."""

from typing import Any

from flows.judicial_suggestion.verbs import ask, joint_work_of, move, remedies_of
from rules.paths.judicial_suggestion.letters import COPY_LETTER, REGISTER, REMINDER
from rules.paths.judicial_suggestion.questions import SuggestionDraft
from rules.paths.judicial_suggestion.reasons import ReplyStatus
from rules.paths.judicial_suggestion.replies import (
    Answer,
    AssessmentDecision,
    ChaseResult,
    SuggestionChase,
    SuggestionReply,
)
from tasks.deadlines import due, meet_deadline
from tasks.letters import issue
from tasks.suggest import issuer_of, was_met_late


def take_reply(
    case_number: str,
    draft: SuggestionDraft,
    sent: dict[str, Any],
    reply: SuggestionReply,
    occasion: str,
) -> str:
    """Register a reply, in time or late, adopted or declined with reasons."""
    meet_deadline(case_number, draft.reply_rule, reply.replied_on, trigger_keys=(occasion,))
    is_late = was_met_late(case_number, draft.reply_rule, occasion)
    register(
        case_number,
        draft,
        sent,
        occasion,
        status=ReplyStatus.LATE if is_late else ReplyStatus.IN_TIME,
        replied_on=reply.replied_on,
        answer=f"{reply.answer.value}（{reply.reply_document}）",
        details=[*reply.measures, *filter(None, [reply.grounds])],
    )
    if is_late:
        stage = "replied_late"
    else:
        stage = "declined" if reply.answer is Answer.DECLINED else "adopted"
    move(case_number, stage_code=stage)
    return stage


def chase(case_number: str, draft: SuggestionDraft, sent: dict[str, Any], occasion: str) -> str:
    """Remind; then copy to the superior organ; then a person decides what it means."""
    sent["issuer_name"] = issuer_of(case_number, draft.kind)
    sent["reply_due"] = due(case_number, draft.reply_rule)
    move(case_number, stage_code="overdue")
    issue(case_number, REMINDER, occasion=occasion, **sent)
    chased = ask(case_number, SuggestionChase, occasion=occasion)
    if chased.result is ChaseResult.STILL_NONE:
        move(case_number, stage_code="escalated")
        issue(
            case_number,
            COPY_LETTER,
            occasion=occasion,
            superior=chased.superior,
            remedies=remedies_of(draft),
            **sent,
        )
        ask(case_number, AssessmentDecision, occasion=occasion)
        chased = ask(case_number, SuggestionChase, occasion=f"{occasion}-2")
    return end_chase(case_number, draft, sent, chased, occasion)


def end_chase(
    case_number: str,
    draft: SuggestionDraft,
    sent: dict[str, Any],
    chased: SuggestionChase,
    occasion: str,
) -> str:
    """The reply came late, or a person closes the suggestion without one."""
    del sent["issuer_name"]
    if chased.result is ChaseResult.STILL_NONE:
        register(
            case_number,
            draft,
            sent,
            occasion,
            status=ReplyStatus.NONE,
            replied_on=None,
            answer=f"至{chased.checked_on}未回复",
            details=[],
        )
        move(case_number, stage_code="no_reply")
        return "no_reply"
    meet_deadline(case_number, draft.reply_rule, chased.checked_on, trigger_keys=(occasion,))
    answer = chased.answer.value if chased.answer else ""
    register(
        case_number,
        draft,
        sent,
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
    draft: SuggestionDraft,
    sent: dict[str, Any],
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
        level=draft.level.value,
        remedies=remedies_of(draft),
        joint_work=joint_work_of(draft),
        **sent,
        **found,
    )
