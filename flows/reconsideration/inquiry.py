"""Looking into the case: what is heard, asked, examined; what stops or lengthens its period."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.reconsideration.trial import Trial
from rules.paths.reconsideration.hearing import (
    CommitteeOpinion,
    Conversion,
    Expert,
    Extension,
    HearingPlan,
    HearingRecord,
    Investigation,
    StopExecution,
)
from rules.paths.reconsideration.letters import (
    CONVERSION,
    EXTENSION,
    HEARING_NOTICE,
    RESUMPTION,
    STAY,
    STOP_EXECUTION,
)
from rules.paths.reconsideration.normative_review import (
    NormativeNotice,
    NormativeOpening,
    NormativeResult,
)
from rules.paths.reconsideration.procedure import OpinionsHeard
from rules.paths.reconsideration.review import Step
from rules.vocabulary.question import YesNo
from tasks.deadline_changes import exclude_days, extend_deadline
from tasks.deadlines import meet_deadline, start_deadline

DOCUMENT_CAUSE = "需要对规范性文件或者依据进行审查处理"


def hold_hearing(trial: Trial, occasion: str) -> Trial:
    """Notify the parties five working days before, and hold it; it may not take place."""
    plan = trial.ask(HearingPlan, occasion=occasion)
    start_deadline(
        trial.case_number,
        "R_HEARING_5WD",
        plan.hearing_at,
        trigger_key=occasion,
        fact=HearingPlan.dated("hearing_at", occasion),
    )
    trial.issue(
        HEARING_NOTICE,
        occasion=occasion,
        **plan.model_dump(exclude={"answered_by"}),
    )
    record = trial.ask(HearingRecord, occasion=occasion)
    meet_deadline(trial.case_number, "R_HEARING_5WD", record.notified_on, trigger_keys=(occasion,))
    return replace(trial, heard=True) if record.held is YesNo.YES else trial


def consult(trial: Trial, occasion: str) -> Trial:
    """Keep the committee's opinion."""
    trial.ask(CommitteeOpinion, occasion=occasion)
    return replace(trial, consulted=True)


def investigate(trial: Trial, occasion: str) -> Trial:
    """Keep what was found on site."""
    trial.ask(Investigation, occasion=occasion)
    return trial


def hear_opinions(trial: Trial, occasion: str) -> Trial:
    """Hear the parties once more."""
    trial.ask(OpinionsHeard, occasion=occasion)
    return trial


def stop_execution(trial: Trial, occasion: str) -> Trial:
    """Order that the act is not carried out meanwhile, where there is reason to."""
    order = trial.ask(StopExecution, occasion=occasion)
    if order.stop is YesNo.YES:
        trial.issue(
            STOP_EXECUTION, occasion=occasion, decided_on=order.decided_on, reason=order.reason
        )
    return trial


def examine_experts(trial: Trial, occasion: str) -> Trial:
    """The days of an appraisal or inspection do not count."""
    expert = trial.ask(Expert, occasion=occasion)
    return trial.exclude(f"鉴定、勘验{occasion}", expert.days)


def extend(trial: Trial, _occasion: str) -> Trial:
    """At most thirty days, once, however often it is chosen."""
    if trial.is_extended:
        return trial
    extension = trial.ask(Extension)
    decide_due = extend_deadline(
        trial.case_number, trial.rule, extension.days, cause="批准延长审理期限"
    )
    trial.issue(
        EXTENSION,
        days=extension.days,
        approved_on=extension.approved_on,
        reason=extension.reason,
        decide_due=decide_due,
    )
    return replace(trial, is_extended=True)


def convert(trial: Trial, _occasion: str) -> Trial:
    """The ordinary sixty days, from acceptance; what did not count before does not count now."""
    conversion = trial.ask(Conversion)
    rule = "R_DECIDE_60D"
    decide_due = trial.accepted.start(rule, trigger_key="转为普通程序")
    for cause, days in trial.excluded:
        decide_due = exclude_days(trial.case_number, rule, days, cause=cause)
    meet_deadline(trial.case_number, trial.rule)
    converted = replace(trial, rule=rule, excluded=())
    converted.issue(
        CONVERSION,
        approved_on=conversion.approved_on,
        reason=conversion.reason,
        decide_due=decide_due,
    )
    return converted


def review_document(trial: Trial, occasion: str) -> Trial:
    """附带审查: the review is stayed until the document is dealt with."""
    opening = trial.ask(NormativeOpening, occasion=occasion)
    cause = f"附带审查{occasion}"
    trial.suspend(cause, opening.began_on)
    trial.issue(
        STAY,
        occasion=f"document-{occasion}",
        stayed_on=opening.began_on,
        cause=DOCUMENT_CAUSE,
        article="第三十九条第一款第（九）项",
    )
    result = await_document(trial, opening, occasion)
    last_day = max(opening.began_on, result.concluded_on)
    trial.issue(
        RESUMPTION,
        occasion=f"document-{occasion}",
        last_day_on=last_day,
        cause=DOCUMENT_CAUSE,
        decide_due=trial.resume(cause, last_day),
    )
    return trial.without(cause, (last_day - opening.began_on).days + 1)


def await_document(trial: Trial, opening: NormativeOpening, occasion: str) -> NormativeResult:
    """Deal with the document here, or send it to the organ that may."""
    is_ours = opening.competent is YesNo.YES
    to_send = "R_NORMDOC_NOTICE_3WD" if is_ours else "R_NORMDOC_7WD"
    to_reply = "R_NORMDOC_NOTICE_10WD" if is_ours else "R_NORMDOC_60D"
    case_number, keys = trial.case_number, (occasion,)
    for rule in (to_send, "R_NORMDOC_30D") if is_ours else (to_send,):
        start_deadline(
            case_number,
            rule,
            opening.began_on,
            trigger_key=occasion,
            fact=NormativeOpening.dated("began_on", occasion),
        )
    notice = trial.ask(NormativeNotice, occasion=occasion)
    meet_deadline(case_number, to_send, notice.sent_on, trigger_keys=keys)
    start_deadline(
        case_number,
        to_reply,
        notice.received_on,
        trigger_key=occasion,
        fact=NormativeNotice.dated("received_on", occasion),
    )
    result = trial.ask(NormativeResult, occasion=occasion)
    meet_deadline(case_number, to_reply, result.replied_on, trigger_keys=keys)
    if is_ours:
        meet_deadline(case_number, "R_NORMDOC_30D", result.concluded_on, trigger_keys=keys)
    return result


INQUIRIES: Mapping[Step, Callable[[Trial, str], Trial]] = {
    Step.HEARING: hold_hearing,
    Step.COMMITTEE: consult,
    Step.INVESTIGATE: investigate,
    Step.OPINIONS: hear_opinions,
    Step.STOP_EXECUTION: stop_execution,
    Step.NORMATIVE_REVIEW: review_document,
    Step.EXPERT: examine_experts,
    Step.EXTEND: extend,
    Step.CONVERT: convert,
}
