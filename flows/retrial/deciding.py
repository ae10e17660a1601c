"""No party applied: the court found the error itself, or the procuratorate asks for a retrial."""

from flows.retrial.examining import Found
from flows.retrial.verbs import ask, end, move
from rules.paths.retrial.filing import RetrialFiling, RetrialTrigger
from rules.paths.retrial.ordering import ProtestReview, RetrialReview, ReviewOutcome
from tasks.deadlines import meet_deadline, start_deadline
from tasks.retrial import Filed

# Within what time the court decides, where a law says it.
PERIODS = {
    RetrialTrigger.PROTEST: "T_PROTEST_30D",
    RetrialTrigger.SUGGESTION: "T_RETRIAL_SUGG_3M",
}


def decide_whether(case_number: str, filed: Filed) -> Found:
    """Whether the case is tried again; a protest that stands leaves no choice."""
    trigger, key = filed.given.trigger, filed.nth()
    period = PERIODS.get(trigger)
    if period:
        start_deadline(
            case_number,
            period,
            filed.given.filed_on,
            trigger_key=key,
            fact=RetrialFiling.dated("filed_on", filed.occasion),
        )
    move(case_number, stage_code="reviewing")
    question = ProtestReview if trigger is RetrialTrigger.PROTEST else RetrialReview
    review = ask(case_number, question, occasion=key, due=period)
    if period:
        meet_deadline(case_number, period, review.decided_on, trigger_keys=(key,))
    match review.outcome:
        case ReviewOutcome.ORDERED:
            return Found(reason=review.reason)
        case ReviewOutcome.DECLINED:
            return Found(end=end(case_number, "not_retried"))
        case ReviewOutcome.WITHDRAWN:
            return Found(end=end(case_number, "protest_withdrawn"))
