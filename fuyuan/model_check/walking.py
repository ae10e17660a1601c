"""Walking a path: every answer at every question, from the first call until the flow returns.

That a flow converges is checked wherever a walk comes to a new state, and once for every way to
end: the same was asked last, on the same stage, and the same done since.
"""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.answers import Answer
from fuyuan.model_check.choices import OVER
from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.happening import Record
from fuyuan.model_check.merging import Arrival, Merging
from fuyuan.model_check.runs import last_of_flow
from fuyuan.model_check.states import CUT, END, FAILED, Option, Outcome, RestartError, State, count
from fuyuan.model_check.world import Choice

MOST_RUNS = 400_000
# What is done when a path is left: those beside it are left, too.
LEAVING = frozenset({"leave_path"})
# Runs after which a walk that turned out to know too little begins anew.
RUNS_TO_LOOK_ROUND = 1_500
# Occasions within occasions, as of a hearing's agencies within the steps of a trial.
NESTED = 2
# So many of a question's answers show what a path comes back to, before all are tried.
ROUGHLY = 60


class Walker(Merging):
    """All walks of one path."""

    def walk(self) -> PathReport:
        """Walk every way there is: roughly first, to see what walks come back to, then all."""
        for self.is_rough in (True, False):
            while not self._is_walked():
                continue
        count(self.states, self.report)
        self.report.runs = self.runs
        self.note_forms()
        return self.report

    def _is_walked(self) -> bool:
        self.begin()
        self.has_learnt = False
        with suppress(RestartError):
            self._walk_all()
            return True
        return False

    def _walk_all(self) -> None:
        self.checked: set[Any] = set()
        self.left: set[Any] = set()
        while self.waiting or self.memory.wrong:
            if not self.waiting:
                self.tell_apart()
                continue
            self._go_on(self.waiting.pop())
            if self.has_learnt and self.runs > self.learnt_at + RUNS_TO_LOOK_ROUND:
                raise RestartError
            if self.runs > MOST_RUNS:
                self.report.is_whole = False
                self.report.find("没有走完", f"超过 {MOST_RUNS} 次运行")
                return
        if self.has_learnt:
            raise RestartError

    def start(self) -> Record:
        """The case as it comes to the path."""
        start = Record(stages={self.path.code: self.path.first})
        if self.path.entry is None:
            sample.bring_filing_clock(start)
        return start

    def _go_on(self, state: State) -> None:
        """Go every way there is from a state; of answers that are read alike one is enough."""
        for option in self.options(state):
            is_over = option.newest == OVER
            to = self.leave(state, option) if is_over else self.arrive(self.follow(state, option))
            self.add_way(state, option, to)
        gone: set[Answer] = set()
        answers = self.answers(state)
        for answer in answers[:: 1 + len(answers) // ROUGHLY] if self.is_rough else answers:
            if answer not in gone:
                arrival = self.follow(state, self.answering(state, answer))
                reads = arrival.outcome.reads | answer.form.late
                alike = set(self.alike(answer, reads)) - gone
                gone |= alike
                option = self.answering(state, answer, reads)
                arrival = replace(arrival, trail=(*state.trail, option.told))
                self.add_way(state, option, self.arrive(arrival), tuple(alike))

    def alike(self, answer: Answer, reads: frozenset[str]) -> tuple[Answer, ...]:
        """The answers that lead where this one leads: they say the same in all that is read."""
        return answer.alike(reads)

    def leave(self, state: State, option: Option) -> int:
        """Where it leads to leave the path here, or to withdraw.

        If the flow then only leaves other paths, too, and looks up nothing, it does so wherever the
        same is waited for and the same frames may catch it.
        """
        way = (state.choice.about, option.told, state.outcome.catching)
        if way not in self.left or self.is_rough:
            arrival = self.follow(state, option)
            to, calls = self.arrive(arrival), arrival.outcome.calls
            if to == END and not arrival.outcome.looks and {call[0] for call in calls} <= LEAVING:
                self.left.add(way)
            return to
        record = state.record.copy()
        option.change(record)
        self._check_owed(record, (*state.trail, option.told))
        return END

    def arrive(self, arrival: Arrival) -> int:
        """Judge where an option led; the number of the state it led to."""
        outcome = arrival.outcome
        for kind, text in outcome.faults:
            self.report.find(kind, text, arrival.trail)
        if outcome.error is not None:
            self._note_error(outcome.error, arrival.trail)
            return FAILED
        if outcome.choice is None:
            self._end(arrival)
            return END
        if self.is_beyond(outcome.choice):
            return CUT
        number, is_new = self.settle(outcome.choice, arrival)
        if is_new:
            self._check_convergence(arrival)
        return number

    def is_beyond(self, choice: Choice) -> bool:
        """Whether a loop is gone through, or a thing settled within another, once too often."""
        numbers = [int(number) for number in re.findall(r"\d+", choice.occasion)]
        most = max(numbers, default=0)
        return most > self.depth.bound or len(numbers) > max(self.depth.bound, NESTED)

    def _end(self, arrival: Arrival) -> None:
        outcome, record, trail = arrival.outcome, arrival.record, arrival.trail
        at = record.stages[self.path.code]
        if outcome.stage not in self.path.stages or not self.path.stages[outcome.stage].is_end:
            self.report.find("终点", f"流程止于“{outcome.stage}”，不是合法终点", trail)
        elif outcome.stage != at:
            wrong = f"流程返回“{outcome.stage}”，案件却处于“{at}”"
            self.report.find("终点", wrong, trail)
        self._check_owed(record, trail)
        # Where the same was asked and the same done since, it ends alike.
        way = (arrival.after, at, outcome.calls)
        if way not in self.checked:
            self.checked.add(way)
            self._check_convergence(arrival)

    def _check_owed(self, record: Record, trail: Trail) -> None:
        at = record.stages[self.path.code]
        for rule in self.still_owed(record):
            self.report.left_running.setdefault((rule, at), trail)

    def _note_error(self, error: BaseException, trail: Trail) -> None:
        place = last_of_flow(error.__traceback__)
        self.report.find("异常", f"{type(error).__name__}：{error}（{place}）", trail)

    def _check_convergence(self, arrival: Arrival) -> None:
        """All at once does what came bit by bit; after an end, the same run again does nothing."""
        record = arrival.record
        if self.is_rough:
            return
        if arrival.outcome.choice is None:
            again = record.copy()
            self._compare("重跑", self.repeat(again), again, arrival)
        if not record.left:
            start = self.start()
            start.answers, start.chosen = dict(record.answers), dict(record.chosen)
            start.reads, start.withdrawn = dict(record.reads), record.withdrawn
            self._compare("一次走完", self.repeat(start), start, arrival)

    def _compare(self, how: str, one: Outcome, record: Record, arrival: Arrival) -> None:
        other, trail = arrival.outcome, arrival.trail
        about = one.choice and one.choice.about
        expected = other.choice and other.choice.about
        if (about, one.stage) != (expected, other.stage) or one.error:
            text = (
                f"{how}到了别处：{about or one.stage or one.error}，应为{expected or other.stage}"
            )
            self.report.find("不收敛", text, trail)
        elif different := record.differs_from(arrival.record):
            self.report.find("不收敛", f"{how}结果不同：{'；'.join(different)}", trail)
