"""Before a suggestion goes out: drafted, talked over, deliberated, signed."""

from itertools import count

from flows.judicial_suggestion.verbs import ask, move
from rules.paths.judicial_suggestion.questions import (
    CommitteeDeliberation,
    NextStep,
    SuggestionConsultation,
    SuggestionDraft,
    SuggestionSigning,
)
from rules.paths.judicial_suggestion.reasons import Reason
from tasks.deadlines import start_deadline
from tasks.stages import in_walk


def prepare(case_number: str, walk: int) -> tuple[SuggestionDraft, str] | None:
    """Draft, talk and sign until the draft goes out; None when people decide against it."""
    for round_number in map(str, count(1)):
        occasion = in_walk(walk, round_number)
        draft = ask(case_number, SuggestionDraft, occasion=occasion)
        begin_suggestion_period(case_number, draft, in_walk(walk))
        move(case_number, stage_code="consulting", occasion=round_number)
        step, document_number = ask(case_number, SuggestionConsultation, occasion=occasion).step, ""
        if step is NextStep.PROCEED:
            step, document_number = approve(case_number, draft, round_number, occasion)
        match step:
            case NextStep.PROCEED:
                return draft, document_number
            case NextStep.DROP:
                return None
            case NextStep.REVISE:
                move(case_number, stage_code="drafting", occasion=f"{round_number}+")
    raise AssertionError


def begin_suggestion_period(case_number: str, draft: SuggestionDraft, occasion: str) -> None:
    """On an unlawful normative document the court may speak within three months."""
    if draft.reason is Reason.NORMATIVE_DOCUMENT and draft.in_force_from:
        start_deadline(case_number, "J_NORMDOC_SUGG_3M", draft.in_force_from, trigger_key=occasion)


def approve(
    case_number: str, draft: SuggestionDraft, round_number: str, occasion: str
) -> tuple[NextStep, str]:
    """The committee and the president decide on governance, else whoever may sign."""
    if draft.needs_committee:
        move(case_number, stage_code="deliberating", occasion=round_number)
        return ask(case_number, CommitteeDeliberation, occasion=occasion).step, ""
    move(case_number, stage_code="signing", occasion=round_number)
    signing = ask(case_number, SuggestionSigning, occasion=occasion)
    return signing.step, signing.document_number
