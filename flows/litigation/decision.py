"""The decision of first instance: given, served on each party, open to appeal until it is not."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from flows.litigation.standing import Standing
from flows.litigation.verbs import ask, ask_before, move
from rules.paths.litigation.judgment import (
    AppealFiling,
    DecisionService,
    Dismissal,
    Judgment,
)
from rules.vocabulary.question import YesNo
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.local_duties import remark
from tasks.supersession import end_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a decision means for the walk: where it ends, how long it may be appealed."""

    end: str
    appeal_rule: str
    is_lost: bool = False
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """When an appeal was filed, and the name of that date."""

    filed_on: date
    fact: str


def decide(case_number: str, step: str, standing: Standing) -> Decision:
    """Record the judgment, which is never drawn from a settlement."""
    judgment = ask(case_number, Judgment, occasion=step, due=standing.limit.rule)
    stop_limit(case_number, step, standing, judgment)
    note_absences(case_number, step, standing.must_note, judgment.noted_absence)
    if judgment.announced_in_court is YesNo.YES:
        start_deadline(
            case_number,
            "T_SEND_JUDG_10D",
            judgment.decided_on,
            trigger_key=step,
            fact=Judgment.dated("decided_on", step),
        )
    return Decision(
        end="effective",
        appeal_rule="L_APPEAL_J_15D",
        is_lost=judgment.is_lost,
        obligations=tuple(judgment.obligations),
    )


def dismiss(case_number: str, step: str, standing: Standing) -> Decision:
    """Record the ruling that dismisses the action."""
    ruling = ask(case_number, Dismissal, occasion=step, due=standing.limit.rule)
    stop_limit(case_number, step, standing, ruling)
    note_absences(case_number, step, standing.must_note, ruling.noted_absence)
    return Decision(end="dismissed", appeal_rule="L_APPEAL_R_10D")


def stop_limit(
    case_number: str, step: str, standing: Standing, given: Judgment | Dismissal
) -> None:
    """The trial took this long; whoever was still mediating is no longer (及时判决)."""
    limit = standing.limit
    judge_unmediated(case_number, step, given.code)
    meet_deadline(case_number, limit.rule, given.decided_on, trigger_keys=(limit.trigger_key,))


def judge_unmediated(case_number: str, step: str, by: str) -> None:
    """A mediation that was open when this decision was given is over; a later one is not."""
    reason = "案件已经裁判，诉中调解不再进行"
    end_by(case_number, "in_trial_mediation", "dropped", reason=reason, by=by, occasion=step)


def note_absences(case_number: str, step: str, must_note: bool, noted: YesNo) -> None:
    """What has to stand in the decision and does not is said so."""
    if must_note and noted is YesNo.NO:
        remark(
            case_number,
            key=f"absence_not_noted:{step}",
            kind="出庭",
            text="庭审中有法释〔2020〕3号第十二条情形，裁判文书应当载明而登记为未载明，请核对",
        )


def serve(case_number: str, step: str, decision: Decision) -> None:
    """Serve each party; each has a period of its own to appeal."""
    move(case_number, stage_code="judged", occasion=step)
    services = {}
    for n in count(1):
        occasion = f"{step}-{n}"
        service = ask(case_number, DecisionService, occasion=occasion)
        services[occasion] = service
        if service.is_last is YesNo.YES:
            break
    # The one that ends last is started last: by it the question of the appeal closes.
    for occasion, service in sorted(services.items(), key=lambda item: item[1].served_on):
        start_deadline(
            case_number,
            decision.appeal_rule,
            service.served_on,
            trigger_key=occasion,
            recipient=service.party,
            fact=DecisionService.dated("served_on", occasion),
        )
    last = max(service.served_on for service in services.values())
    meet_deadline(case_number, "T_SEND_JUDG_10D", last, trigger_keys=(step,))
    move(case_number, stage_code="appealable", occasion=step)
    hand_over(
        case_number,
        leaving="litigation",
        to="judgment_explanation",
        reason="裁判文书已送达，当事人可以申请判后答疑",
        at_stage=None,
        occasion=step,
    )
    review_loss(case_number, step, decision)


def review_loss(case_number: str, occasion: str, decision: Decision) -> None:
    """A lost case is analysed as soon as the decision is served, whether it is appealed or not."""
    if decision.is_lost:
        hand_over(
            case_number,
            leaving="litigation",
            to="loss_review",
            reason="行政机关败诉，开展败诉分析和整改",
            at_stage=None,
            occasion=occasion,
        )


def wait_for_appeal(case_number: str, step: str, decision: Decision) -> Appeal | None:
    """An appeal that counts, or nothing when every party's period has run out."""
    for n in count(1):
        occasion = f"{step}-{n}"
        filing = ask_before(
            case_number, AppealFiling, occasion=occasion, before=decision.appeal_rule
        )
        if filing is None:
            return None
        if filing.counts:
            fact = AppealFiling.dated("filed_on", occasion)
            return Appeal(filed_on=filing.filed_on, fact=fact)
    raise AssertionError
