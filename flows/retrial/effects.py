"""What a retrial does to what the old decision set going: performance, and the review of a loss."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from flows.retrial.ordering import Ordered
from flows.retrial.verbs import SUPERVISION, end, write
from rules.paths.retrial import PATH
from rules.paths.retrial.letters import RETRIAL_OUTCOME
from tasks.deadlines import start_deadline
from tasks.handover import hand_over as hand_over_from
from tasks.supersession import end_by, release_if_held

hand_over = partial(hand_over_from, leaving=PATH.code)
STANDS = frozenset({"maintained", "retrial_ended"})
VISITED = {"mediated": "再审调解结案", "action_withdrawn": "重审中撤诉"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds now, since when, by which answer; `end` is the stage the retrial comes to."""

    was_lost: bool
    is_lost: bool = False
    obligations: tuple[str, ...] = ()
    end: str = ""
    court: str = ""
    number: str = ""
    by: str = ""
    n: int = 1
    effective_on: date = date.min
    effect_fact: str = ""

    @property
    def stands(self) -> bool:
        """The old decision holds as it did."""
        return self.end in STANDS


def take_effect(case_number: str, ordered: Ordered, standing: Standing) -> str:
    """The decision on retrial is in force: everything follows it, and its letter goes out."""
    supervision_due = start_deadline(
        case_number,
        SUPERVISION,
        standing.effective_on,
        trigger_key=f"{ordered.nth()}-effect",
        fact=standing.effect_fact,
    )
    write(
        case_number,
        ordered,
        RETRIAL_OUTCOME,
        court=standing.court,
        number=standing.number,
        result=PATH.stages[standing.end].title,
        in_force_since=standing.effective_on,
        obligations=standing.obligations,
        was_stayed=ordered.is_stayed,
        original_stands=standing.stands,
        supervision_due=supervision_due,
    )
    if standing.stands:
        release_if_held(case_number, "performance", cause=ordered.cause, on=standing.effective_on)
        return end(case_number, standing.end)
    return replace_decision(case_number, ordered, standing)


def replace_decision(case_number: str, ordered: Ordered, standing: Standing) -> str:
    """Another decision in place of the old one: what that began ends, what this orders begins."""
    by = {"by": standing.by, "occasion": ordered.nth(standing.n)}
    is_settled = standing.end == "mediated"
    ended_for = "再审调解结案，按调解书履行" if is_settled else "原裁判已被再审改变"
    end_by(case_number, "performance", "terminated", reason=ended_for, **by)
    if standing.end in VISITED:
        reason = f"{VISITED[standing.end]}，案件列入回访"
        hand_over(case_number, to="follow_up", reason=reason, at_stage=None)
    # What a settlement does to the judgment before it is for the court to say.
    if not is_settled:
        see_to_loss(case_number, standing, by)
    if not standing.obligations:
        return end(case_number, standing.end)
    reason = f"再审裁判生效，有履行内容：{'；'.join(standing.obligations)}"
    hand_over(case_number, to="performance", reason=reason, at_stage=standing.end)
    return standing.end


def see_to_loss(case_number: str, standing: Standing, by: dict[str, str]) -> None:
    """A loss that was set aside is reviewed no longer; a new one is (YC-5c)."""
    if standing.was_lost and not standing.is_lost:
        reason = "败诉裁判已被再审改变"
        end_by(case_number, "loss_review", "revoked", reason=reason, **by)
    elif standing.is_lost and not standing.was_lost:
        reason = "再审改判行政机关败诉，开展败诉分析和整改"
        hand_over(case_number, to="loss_review", reason=reason, at_stage=None)
