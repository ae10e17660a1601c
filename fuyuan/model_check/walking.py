"""Walking a path: every answer at every question, from the first call until the flow returns."""

from collections.abc import Callable
from contextlib import suppress
from itertools import product
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.choices import told
from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.happening import Record
from fuyuan.model_check.runs import Running, last_of_flow
from fuyuan.model_check.stage_set import Actor
from fuyuan.model_check.states import Depth, Outcome, RestartError, State, count
from fuyuan.model_check.world import Choice
from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import Path

MOST_RUNS = 130_000
# Runs after which a walk that turned out to know too little begins anew.
RUNS_TO_LOOK_ROUND = 1_500


class Walker(Running):
    """All walks of one path."""

    def __init__(self, path: Path, flow: Callable[[str], str], actor: Actor, depth: Depth) -> None:
        super().__init__(path, flow, actor, depth)
        self.known: dict[Any, int] = {}
        self.states: list[State] = []
        self.checked: set[Any] = set()

    def walk(self) -> PathReport:
        """Walk every way there is."""
        for self.is_rough in (True, False):
            while self._is_to_begin_anew():
                continue
        count(self.states, self.report)
        self.note_forms()
        return self.report

    def _is_to_begin_anew(self) -> bool:
        self.has_grown = False
        with suppress(RestartError):
            self._walk_all()
            return self.has_grown
        return True

    def _walk_all(self) -> None:
        code, title = self.path.code, self.path.title
        self.report = PathReport(code=code, title=title, bound=self.depth.bound)
        self.known, self.states, self.checked = {}, [], set()
        root = State(choice=Choice(about=("start",)), record=self._start(), trail=())
        self.states.append(root)
        waiting: list[int] = []
        for values in product(*self.facts.values()):
            start = self._start()
            start.chosen = dict(zip(self.facts, values, strict=True))
            trail = tuple(f"〔{name}：{told(value)}〕" for name, value in start.chosen.items())
            self._follow(root, start, trail, waiting)
        while waiting:
            state = self.states[waiting.pop()]
            for step, change in self.options(state):
                record = state.record.copy()
                change(record)
                self._follow(state, record, (*state.trail, step), waiting)
            if self.has_grown and self.report.runs > self.grown_at + RUNS_TO_LOOK_ROUND:
                raise RestartError
            if self.report.runs > MOST_RUNS:
                self.report.is_whole = False
                self.report.find("没有走完", f"超过 {MOST_RUNS} 次运行", state.trail)
                return

    def _start(self) -> Record:
        """The case as it comes to the path."""
        start = Record(stages={self.path.code: self.path.first})
        if self.path.entry is None:
            sample.bring_filing_clock(start)
        return start

    def _follow(self, state: State, record: Record, trail: Trail, waiting: list[int]) -> None:
        """Run the flow on the record, and note where that leads from the state."""
        outcome = self.run(record, trail)
        if outcome.choice is None:
            self._end(state, outcome, record, trail)
        elif self._is_beyond(outcome.choice, record):
            state.cut += 1
        else:
            number = self.known.get(outcome.key)
            if number is None:
                number = self.known[outcome.key] = len(self.states)
                self.states.append(State(choice=outcome.choice, record=record, trail=trail))
                waiting.append(number)
                self._check_convergence(outcome, record, trail)
            state.then[number] += 1

    def _is_beyond(self, choice: Choice, record: Record) -> bool:
        if choice.question is None:
            return False
        before = sum(code == choice.question.code for code, _ in record.answers)
        is_beyond = before >= self.depth.bound
        if is_beyond:
            self.memory.cuts(choice.question.code)
        return is_beyond

    def _end(self, state: State, outcome: Outcome, record: Record, trail: Trail) -> None:
        if outcome.error is not None:
            state.failed += 1
            self._note_error(outcome.error, trail)
            return
        state.ends += 1
        at = record.stages[self.path.code]
        if outcome.stage not in self.path.stages or not self.path.stages[outcome.stage].is_end:
            self.report.find("终点", f"流程止于“{outcome.stage}”，不是合法终点", trail)
        elif outcome.stage != at:
            wrong = f"流程返回“{outcome.stage}”，案件却处于“{at}”"
            self.report.find("终点", wrong, trail)
        handed = {event[1] for event in record.told if event[0] == "handover"}
        taken_on = {find(rule).code for to in handed for rule in paths()[to].deadlines}
        for clock in record.clocks.values():
            if clock.is_open and not clock.inherited and clock.rule not in taken_on:
                self.report.left_running.setdefault((clock.rule, at), trail)
        # A path that is left from outside ends alike wherever the same question was waited for.
        way = (*state.choice.about[:2], at) if record.left else outcome.calls
        if way not in self.checked:
            self.checked.add(way)
            self._check_convergence(outcome, record, trail)

    def _note_error(self, error: BaseException, trail: Trail) -> None:
        place = last_of_flow(error.__traceback__)
        self.report.find("异常", f"{type(error).__name__}：{error}（{place}）", trail)

    def _check_convergence(self, outcome: Outcome, record: Record, trail: Trail) -> None:
        """The same run again changes nothing; all at once does what came bit by bit."""
        if self.is_rough:
            return
        again = record.copy()
        repeated = self.run(again, trail)
        self._compare("重跑", repeated, outcome, again, record, trail)
        if record.left:
            return
        start = self._start()
        start.answers, start.chosen = dict(record.answers), dict(record.chosen)
        start.withdrawn = record.withdrawn
        at_once = self.run(start, trail)
        self._compare("一次走完", at_once, outcome, start, record, trail)

    def _compare(
        self, how: str, one: Outcome, other: Outcome, first: Record, second: Record, trail: Trail
    ) -> None:
        about = one.choice and one.choice.about
        expected = other.choice and other.choice.about
        if (about, one.stage) != (expected, other.stage) or one.error:
            text = (
                f"{how}到了别处：{about or one.stage or one.error}，应为{expected or other.stage}"
            )
            self.report.find("不收敛", text, trail)
        elif different := first.differs_from(second):
            self.report.find("不收敛", f"{how}结果不同：{'；'.join(different)}", trail)
