"""回访: two visits after the case ended; what is not kept is referred on, as a person decides."""

from functools import partial
from itertools import count

from rules.paths.follow_up import PATH
from rules.paths.follow_up.letters import VISIT_RECORD
from rules.paths.follow_up.questions import FollowUpVisit
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.case_facts import reached_on
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import in_walk, walk_of
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
FIRST, SECOND = "1", "2"
RULES = {FIRST: "F_VISIT_1", SECOND: "F_VISIT_2"}
TITLES = {FIRST: "首次回访", SECOND: "再次回访"}


@procedure(PATH)
def follow_up(case_number: str) -> str:
    """Visit the parties twice; returns the stage the follow-up ended at."""
    walk = walk_of(case_number, PATH.code)
    ended_on = reached_on(case_number, PATH.code, PATH.first, occasion=in_walk(walk))
    for rule in RULES.values():
        start_deadline(case_number, rule, ended_on, trigger_key=str(walk))
    first = visit(case_number, FIRST, walk)
    move(case_number, stage_code="visited")
    second = visit(case_number, SECOND, walk)
    end = "referred" if first.referral.paths or second.referral.paths else "normal"
    move(case_number, stage_code=end)
    return end


def visit(case_number: str, which: str, walk: int) -> FollowUpVisit:
    """Visit until somebody is reached; a late visit is made all the same."""
    rule = RULES[which]
    for attempt in count(1):
        occasion = in_walk(walk, which if attempt == 1 else f"{which}+{attempt}")
        record = ask(case_number, FollowUpVisit, occasion=occasion, due=rule)
        put_on_file(case_number, record, which, occasion)
        if record.is_reached:
            meet_deadline(case_number, rule, record.visited_on, trigger_keys=(str(walk),))
            refer(case_number, record, which)
            return record
    raise AssertionError


def put_on_file(case_number: str, record: FollowUpVisit, which: str, occasion: str) -> None:
    """Keep what was said; no notice carries any of it."""
    issue(
        case_number,
        VISIT_RECORD,
        occasion=occasion,
        visit_title=TITLES[which],
        visit_due=due(case_number, RULES[which]),
        visited_on=record.visited_on,
        visitor=record.answered_by,
        visited=record.visited,
        method=record.method.value,
        keeping=record.keeping.value,
        is_reached=record.is_reached,
        satisfaction=record.satisfaction.value,
        new_dispute=record.new_dispute is YesNo.YES,
        needs=record.needs,
        referral=record.referral.value,
        remarks=record.remarks,
    )


def refer(case_number: str, record: FollowUpVisit, which: str) -> None:
    """Poor performance goes where the visitor decided; the follow-up goes on beside it."""
    for path in record.referral.paths:
        hand_over(
            case_number,
            leaving=PATH.code,
            to=path,
            reason=f"{TITLES[which]}：{record.keeping.value}",
            at_stage=None,
            occasion=which,
        )
