"""The decision of first instance: given, served on each party, open to appeal until it is not."""

from dataclasses import dataclass

from flows.litigation.standing import Standing
from flows.litigation.verbs import ask, move
from rules.paths.litigation.judgment import (
    DecisionService,
    Dismissal,
    Judgment,
)
from rules.vocabulary.question import YesNo
from tasks.appeals import serve_each_party
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
    served = serve_each_party(
        case_number, DecisionService, path="litigation", occasion=step, rule=decision.appeal_rule
    )
    last = served[-1].served_on
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
