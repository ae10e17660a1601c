"""A retrial is ordered: by which court and which rules, and execution is stayed meanwhile."""

from dataclasses import dataclass

from flows.retrial.examining import Found
from flows.retrial.verbs import Original, ask, move, original_of, write_on_request
from rules.paths.retrial.letters import RETRIAL_ORDER
from rules.paths.retrial.ordering import RetrialOrder
from rules.paths.retrial.trial import PROCEDURES, RetrialProcedure
from rules.vocabulary.question import YesNo
from tasks.retrial import Filed
from tasks.supersession import hold_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered(Original):
    """What is tried again and how; whether the old decision was lost, and is stayed meanwhile."""

    court: str
    procedure: RetrialProcedure
    was_lost: bool
    is_stayed: bool


def order(case_number: str, filed: Filed, found: Found) -> Ordered:
    """Draft the order, and stay the performance of the old decision (解释第一百一十八条)."""
    move(case_number, stage_code="ordered")
    given = ask(case_number, RetrialOrder, occasion=filed.nth())
    procedure = PROCEDURES[filed.given.decided_by, given.retried_by]
    is_stayed = given.stays is YesNo.YES
    write_on_request(
        case_number,
        filed,
        RETRIAL_ORDER,
        court=found.court or given.court,
        number=found.number,
        reasons=filed.given.reasons,
        reason=found.reason,
        retried_by=given.retried_by.value,
        retrial_court=given.court,
        procedure=procedure.value,
        stays=is_stayed,
        not_stayed_for=given.not_stayed_for,
        ordered_on=given.ordered_on,
    )
    if is_stayed:
        hold_by(
            case_number,
            "performance",
            cause=filed.cause,
            on=given.ordered_on,
            by=given.code,
            occasion=filed.nth(),
        )
    original = original_of(filed)
    return Ordered(
        walk=original.walk,
        in_force=original.in_force,
        decided_by=original.decided_by,
        effective_on=original.effective_on,
        court=given.court,
        procedure=procedure,
        was_lost=filed.given.was_lost is YesNo.YES,
        is_stayed=is_stayed,
    )
