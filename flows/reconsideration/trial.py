"""A case under review: what it runs on, and how it asks while the period for deciding lasts."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Self, TypeVar

from rules.paths.reconsideration import PATH
from rules.vocabulary.letter import Letter
from rules.vocabulary.question import Question
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.deadline_changes import exclude_days, resume_deadline, suspend_deadline
from tasks.deadlines import chain_deadline, start_deadline
from tasks.reconsideration_letters import issue_for_organ
from tasks.running import Due
from tasks.stages import move as move_on

SIMPLIFIED_RULE = "R_DECIDE_30D"

Q = TypeVar("Q", bound=Question)
ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)


class DecisionOverdue(Exception):  # noqa: N818  (no error: the way to court is open)
    """The period for the decision ran out; carries the case as it stood."""

    def __init__(self, trial: "Trial") -> None:
        """Keep the case."""
        self.trial = trial
        super().__init__(trial.case_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An acceptance, by decision (`fact` names its date) or deemed on the last day."""

    case_number: str
    on: date
    fact: str = ""
    handler: str = ""

    @property
    def is_deemed(self) -> bool:
        """Nobody decided in time (行政复议法第三十条第三款)."""
        return not self.fact

    def start(self, rule: str, *, trigger_key: str = "1") -> Due:
        """Start a period on the day of acceptance; a deemed one moves with the period it ended."""
        if self.is_deemed:
            return chain_deadline(
                self.case_number, rule, after="R_REVIEW_5WD", trigger_key=trigger_key
            )
        return start_deadline(
            self.case_number, rule, self.on, trigger_key=trigger_key, fact=self.fact
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case under review; `rule` is the period for its decision.

    It holds what the way on still needs of what was done, and nothing else.
    """

    accepted: Accepted
    rule: str
    handler: str
    in_time: bool = True
    answered: bool = True
    heard: bool = False
    consulted: bool = False
    is_extended: bool = False
    # What does not count, as long as the period of the ordinary procedure may follow.
    excluded: tuple[tuple[str, int], ...] = ()

    @property
    def case_number(self) -> str:
        """The case."""
        return self.accepted.case_number

    @property
    def stage(self) -> str:
        """Where the case is between two steps."""
        return "reviewing" if self.in_time else "overdue"

    def ask(self, question: type[Q], *, occasion: str = "1") -> Q:
        """The answer; the end of the period closes the question. Raises DecisionOverdue."""
        if not self.in_time:
            return ask(self.case_number, question, occasion=occasion)
        answer = ask_before(self.case_number, question, occasion=occasion, before=self.rule)
        if answer is None:
            raise DecisionOverdue(self)
        return answer

    def issue(self, letter: Letter, *, occasion: str = "1", **facts: Any) -> None:
        """Issue a letter in the organ's name."""
        issue_for_organ(self.case_number, letter, handler=self.handler, occasion=occasion, **facts)

    def suspend(self, cause: str, on: date) -> None:
        """Stop the period for the decision; one that has run out is not stopped any more."""
        if self.in_time:
            suspend_deadline(self.case_number, self.rule, cause=cause, on=on)

    def resume(self, cause: str, last_day: date) -> Due:
        """Let the period go on after the last day that does not count."""
        return resume_deadline(self.case_number, self.rule, cause=cause, on=last_day)

    def exclude(self, cause: str, days: int) -> Self:
        """Leave days out of the period for the decision."""
        exclude_days(self.case_number, self.rule, days, cause=cause)
        return self.without(cause, days)

    def without(self, cause: str, days: int) -> Self:
        """Keep what does not count, so that it also lengthens the period after a conversion."""
        if self.rule != SIMPLIFIED_RULE:
            return self
        return replace(self, excluded=(*self.excluded, (cause, days)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a review ended; a decision (`is_decision`) is still to be served."""

    stage: str
    is_decision: bool = False
    to_perform: bool = False
