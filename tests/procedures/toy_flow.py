"""Sound flows of a toy path, and their like with one thing wrong in each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import count
from typing import ClassVar

from pydantic import Field

from rules.paths.registration.letters import RECEIPT
from rules.vocabulary.path import Path, Stage, with_side_exits
from rules.vocabulary.question import Actor, Question, Text, Words
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.exits import PathEnded, hold_path
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.stages import move as move_on
from tasks.supersession import release_if_held

ask = partial(ask_on, path="toy")
ask_before = partial(ask_on_before, path="toy")
move = partial(move_on, path_code="toy")


class Choice(StrEnum):
    GRANTED = "准予"
    REFUSED = "不准"
    AGAIN = "再议"


class Decision(Question):
    code: ClassVar[str] = "toy_decision"
    heading: ClassVar[str] = "决定"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("示例",)
    guidance: ClassVar[str] = "示例"

    choice: Choice = Field(title="决定")
    decided_on: date = Field(title="决定日期")
    reason: Text = Field(title="理由")
    remarks: Words = Field(default="", title="说明")


PATH = Path(
    code="toy",
    title="示例",
    deployment="示例/toy",
    basis=("示例",),
    first="open",
    stages={
        "open": Stage(title="待议", then=frozenset({"debated", "granted", "refused"})),
        "debated": Stage(title="再议", then=frozenset({"granted", "refused"})),
        "granted": Stage(title="准予"),
        "refused": Stage(title="不准"),
    },
    questions=(Decision,),
    letters=(),
    deadlines=("L_DOCKET_7D",),
)
LEAVABLE = replace(PATH, stages=with_side_exits(PATH.stages))


def sound(case_number: str) -> str:
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2), fact="case.received_on")
    for occasion in map(str, count(1)):
        decision = ask_before(case_number, Decision, occasion=occasion, before="L_DOCKET_7D")
        if decision is None:
            break
        if decision.choice is not Choice.AGAIN:
            meet_deadline(case_number, "L_DOCKET_7D", decision.decided_on)
            return ended(case_number, decision)
        move(case_number, stage_code="debated")
    return end(case_number, "refused")


def ended(case_number: str, decision: Decision) -> str:
    return end(case_number, "granted" if decision.choice is Choice.GRANTED else "refused")


def end(case_number: str, stage: str) -> str:
    move(case_number, stage_code=stage)
    return stage


def stops_midway(case_number: str) -> str:
    decision = ask(case_number, Decision)
    return "open" if decision.choice is Choice.AGAIN else ended(case_number, decision)


def tells_another_stage(case_number: str) -> str:
    return "refused" if ended(case_number, ask(case_number, Decision)) == "granted" else "granted"


def moves_back(case_number: str) -> str:
    decision = ask(case_number, Decision)
    move(case_number, stage_code="debated")
    move(case_number, stage_code="open")
    return ended(case_number, decision)


def never_leaves(case_number: str) -> str:
    for occasion in map(str, count(1)):
        ask(case_number, Decision, occasion=occasion)
    raise AssertionError


def issues_without_facts(case_number: str) -> str:
    decision = ask(case_number, Decision)
    issue(case_number, RECEIPT, materials=["起诉状"])
    return ended(case_number, decision)


def reads_a_clock_that_stands(case_number: str) -> str:
    decision = ask(case_number, Decision)
    if decision.choice is Choice.AGAIN:
        due(case_number, "L_DOCKET_7D")
    return ended(case_number, decision)


def waits_for_no_clock(case_number: str) -> str:
    decision = ask_before(case_number, Decision, before="L_DOCKET_7D")
    return end(case_number, "refused") if decision is None else ended(case_number, decision)


def names_another_day(case_number: str) -> str:
    decision = ask(case_number, Decision)
    fact = Decision.dated("decided_on", "2")
    start_deadline(case_number, "L_DOCKET_7D", decision.decided_on, fact=fact)
    meet_deadline(case_number, "L_DOCKET_7D")
    return ended(case_number, decision)


def stops_a_later_clock(case_number: str) -> str:
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    ask(case_number, Decision)
    meet_deadline(case_number, "L_DOCKET_7D")
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 3), trigger_key="2")
    decision = ask(case_number, Decision, occasion="2")
    meet_deadline(case_number, "L_DOCKET_7D")
    return ended(case_number, decision)


def leaves_a_clock_running(case_number: str) -> str:
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    return ended(case_number, ask(case_number, Decision))


def starts_what_it_does_not_declare(case_number: str) -> str:
    start_deadline(case_number, "A_CORRECTION", date(2026, 11, 2))
    return sound(case_number)


def hands_on_to_nowhere(case_number: str) -> str:
    decision = ask(case_number, Decision)
    hand_over(case_number, leaving="toy", to="nowhere", reason="示例", at_stage=None)
    return ended(case_number, decision)


def asks_after_the_end(case_number: str) -> str:
    stage = ended(case_number, ask(case_number, Decision))
    ask(case_number, Decision, occasion="2")
    return stage


def never_debates(case_number: str) -> str:
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    decision = ask(case_number, Decision)
    meet_deadline(case_number, "L_DOCKET_7D", decision.decided_on)
    return ended(case_number, decision)


def never_asks(case_number: str) -> str:
    return end(case_number, "granted")


def breaks(case_number: str) -> str:
    decision = ask(case_number, Decision)
    return {Choice.GRANTED: "granted", Choice.REFUSED: "refused"}[decision.choice]


# What was answered, done or read is seen only much later: walks that look alike until then are not.


def heeds_the_first(case_number: str) -> str:
    first = ask(case_number, Decision)
    ask(case_number, Decision, occasion="2")
    return ended(case_number, first)


def minds_the_remarks_of_a_refusal(case_number: str) -> str:
    decision = ask(case_number, Decision)
    if decision.choice is Choice.REFUSED and decision.remarks:
        return end(case_number, "granted")
    return end(case_number, "refused")


def reads_an_answer_late(case_number: str) -> str:
    first = ask(case_number, Decision)
    second = ask(case_number, Decision, occasion="2")
    if first.choice is Choice.AGAIN:
        due(case_number, "L_DOCKET_7D")
    return ended(case_number, second)


def asks_the_first_again(case_number: str) -> str:
    ask(case_number, Decision)
    second = ask(case_number, Decision, occasion="2")
    if ask(case_number, Decision).choice is Choice.AGAIN:
        due(case_number, "L_DOCKET_7D")
    return ended(case_number, second)


def reads_the_remarks_when_it_comes_again(case_number: str) -> str:
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    first = ask(case_number, Decision)
    # The first time it is the clock of the second of November; afterwards that of the sixth.
    if due(case_number, "L_DOCKET_7D")["due_on"] > date(2026, 11, 9) and first.remarks:
        raise KeyError(first.remarks)
    start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 6), trigger_key="2")
    ask(case_number, Decision, occasion="2")
    meet_deadline(case_number, "L_DOCKET_7D")
    return ended(case_number, first)


def starts_a_clock_for_some(case_number: str) -> str:
    if ask(case_number, Decision).choice is not Choice.AGAIN:
        start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    ask(case_number, Decision, occasion="2")
    third = ask(case_number, Decision, occasion="3")
    due(case_number, "L_DOCKET_7D")
    meet_deadline(case_number, "L_DOCKET_7D")
    return ended(case_number, third)


def moves_some_ahead(case_number: str) -> str:
    if ask(case_number, Decision).choice is Choice.AGAIN:
        hand_over(case_number, leaving="toy", to="docketing", reason="示例", at_stage=None)
    ask(case_number, Decision, occasion="2")
    third = ask(case_number, Decision, occasion="3")
    move_on(case_number, path_code="docketing", stage_code="docketed")
    return ended(case_number, third)


def misses_only_what_ends_first(case_number: str) -> str:
    """One that ends with the other or before it is missed with it; one that ends later runs on."""
    rule, earlier, later = "L_DOCKET_7D", date(2026, 11, 2), date(2026, 11, 6)
    first = ask(case_number, Decision)
    start_deadline(case_number, rule, later if first.choice is Choice.AGAIN else earlier)
    ask(case_number, Decision, occasion="2")
    ask(case_number, Decision, occasion="3")
    start_deadline(case_number, rule, earlier, trigger_key="2")
    decision = ask_before(case_number, Decision, occasion="last", before=rule)
    if decision is None:
        return end(case_number, "refused")
    meet_deadline(case_number, rule)
    return ended(case_number, decision)


def sees_what_it_did_later(case_number: str) -> str:
    first = ask(case_number, Decision)
    # When it comes again the path is held already that is held only below.
    release_if_held(case_number, "docketing", cause="示例", on=date(2026, 11, 6))
    if first.choice is Choice.AGAIN:
        ask(case_number, Decision, occasion="2")
        hold_path(case_number, "docketing", cause="示例", on=date(2026, 11, 6))
    return ended(case_number, ask(case_number, Decision, occasion="3"))


def leaves(flow: Callable[[str], str]) -> Callable[[str], str]:
    """The flow, ending quietly when its case has left the path."""

    def walk(case_number: str) -> str:
        try:
            return flow(case_number)
        except PathEnded as ended_outside:
            return ended_outside.stage

    walk.__name__ = flow.__name__
    return walk


def takes_note_of_leaving(case_number: str) -> str:
    first = ask(case_number, Decision)
    try:
        second = ask(case_number, Decision, occasion="2")
    except PathEnded:
        if first.choice is Choice.AGAIN:
            due(case_number, "L_DOCKET_7D")
        raise
    return ended(case_number, second)


def looks_up_a_clock_on_leaving(case_number: str) -> str:
    if ask(case_number, Decision).choice is not Choice.AGAIN:
        start_deadline(case_number, "L_DOCKET_7D", date(2026, 11, 2))
    try:
        second = ask(case_number, Decision, occasion="2")
    except PathEnded:
        due(case_number, "L_DOCKET_7D")
        raise
    meet_deadline(case_number, "L_DOCKET_7D")
    return ended(case_number, second)
