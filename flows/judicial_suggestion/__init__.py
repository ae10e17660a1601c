"""司法建议与检察建议: drafted and signed by people; the reply is counted, chased and registered."""

from typing import Any

from flows.judicial_suggestion.drafting import prepare
from flows.judicial_suggestion.replying import chase, take_reply
from flows.judicial_suggestion.verbs import ask, ask_before, joint_work_of, move, remedies_of
from rules.paths.judicial_suggestion import PATH
from rules.paths.judicial_suggestion.letters import JUDICIAL, PROCURATORIAL
from rules.paths.judicial_suggestion.questions import SuggestionDraft
from rules.paths.judicial_suggestion.reasons import SuggestionKind
from rules.paths.judicial_suggestion.replies import (
    Answer,
    Sent,
    SuggestionReply,
    SuggestionService,
    sent_as,
)
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import in_walk, walk_of
from tasks.suggest import issuer_of, number_of


@procedure(PATH)
def judicial_suggestion(case_number: str) -> str:
    """Bring one suggestion of the case to its reply; returns the stage it ended at."""
    walk = walk_of(case_number, PATH.code)
    occasion = in_walk(walk)
    prepared = prepare(case_number, walk)
    if prepared is None:
        meet_deadline(case_number, "J_NORMDOC_SUGG_3M", trigger_keys=(occasion,))
        move(case_number, stage_code="not_issued")
        return "not_issued"
    draft, document_number = prepared
    suggestion = send(case_number, draft, document_number, occasion)
    service = ask(case_number, SuggestionService, occasion=occasion)
    told = {
        "kind": suggestion.kind.value,
        "addressee": suggestion.addressee,
        "suggestion_no": suggestion.suggestion_no,
        "served_on": service.served_on,
        "reply_due": start_reply_clock(case_number, suggestion, service, occasion),
    }
    move(case_number, stage_code="awaiting_reply")
    reply = ask_before(
        case_number, SuggestionReply, occasion=occasion, before=suggestion.reply_rule
    )
    if reply is None or reply.answer is Answer.NONE:
        return chase(case_number, suggestion, told, occasion)
    return take_reply(case_number, suggestion, told, reply, occasion)


def send(case_number: str, draft: SuggestionDraft, document_number: str, occasion: str) -> Sent:
    """Issue the document; returns what matters of it from now on."""
    facts: dict[str, Any] = {
        "addressee": draft.addressee,
        "level": draft.level.value,
        "reason": draft.reason.value,
        "is_appearance": draft.reason.is_duty,
        "found": draft.found,
        "remedies": remedies_of(draft),
        "reply_text": draft.reply_text,
        "reply_article": draft.reply_article,
        "copies": draft.copies,
    }
    if draft.kind is SuggestionKind.JUDICIAL:
        document_number = number_of(issue(case_number, JUDICIAL, occasion=occasion, **facts))
    else:
        issue(
            case_number,
            PROCURATORIAL,
            occasion=occasion,
            procuratorate_name=issuer_of(case_number, draft.kind),
            document_number=document_number,
            joint_work=joint_work_of(draft),
            **facts,
        )
    meet_deadline(case_number, "J_NORMDOC_SUGG_3M", trigger_keys=(occasion,))
    move(case_number, stage_code="issued")
    return sent_as(draft, document_number or f"{draft.kind.value}书")


def start_reply_clock(
    case_number: str, suggestion: Sent, service: SuggestionService, occasion: str
) -> dict[str, Any]:
    """The day that the document names, or the period that a law fixes from receipt."""
    rule, named = suggestion.reply_rule, suggestion.reply_by
    if named:
        return start_deadline(case_number, rule, named, trigger_key=occasion)
    return start_deadline(
        case_number,
        rule,
        service.served_on,
        trigger_key=occasion,
        fact=SuggestionService.dated("served_on", occasion),
    )
