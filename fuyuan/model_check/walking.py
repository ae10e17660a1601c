"""Walking a path: every answer at every question, from the first call until the flow returns."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from types import CodeType, FrameType, TracebackType
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.answers import Answer, Form, answers_of, form_of
from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.freezing import freeze
from fuyuan.model_check.happening import Record
from fuyuan.model_check.helpers import CASE, SampleCase
from fuyuan.model_check.program_state import OpaqueError, state_of
from fuyuan.model_check.stage_set import THROUGH, Actor
from fuyuan.model_check.values import AGENCIES
from fuyuan.model_check.world import AskedTwice, Choice, Pause, World
from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import SIDE_EXITS, Path
from rules.vocabulary.question import Question

# So often one question may come again in a walk; beyond it the walk is cut, and counted.
BOUND = 3
MOST_RUNS = 400_000
EXPIRED, WITHDRAWN = "届期无答复", "一方退出调解"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one run ended: at a choice, at a stage, or with an error."""

    choice: Choice | None = None
    key: Any = None
    stage: str = ""
    error: BaseException | None = None
    calls: tuple[Any, ...] = ()


@dataclass(slots=True, kw_only=True)
class State:
    """A flow that waits for a choice, as the first walk found it."""

    choice: Choice
    record: Record
    trail: Trail
    then: Counter[int] = field(default_factory=Counter)
    ends: int = 0
    failed: int = 0
    cut: int = 0


class RestartError(Exception):
    """The walks turned out to read more than was enumerated; they begin anew."""


class Walker:
    """All walks of one path."""

    def __init__(
        self,
        path: Path,
        flow: Callable[[str], str],
        actor: Actor,
        samples: Mapping[str, Mapping[str, tuple[Any, ...]]],
    ) -> None:
        self.path = path
        self.flow = flow
        self.actor = actor
        self.samples = samples
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}
        self.kept: frozenset[str] = frozenset()
        self.facts: dict[str, tuple[Any, ...]] = {}
        self.report = PathReport(code=path.code, title=path.title)
        self.known: dict[Any, int] = {}
        self.states: list[State] = []
        self.checked: set[Any] = set()

    def walk(self) -> PathReport:
        """Walk every way there is."""
        while True:
            try:
                self._walk_all()
            except RestartError:
                continue
            break
        self._count()
        return self.report

    def _walk_all(self) -> None:
        self.report = PathReport(code=self.path.code, title=self.path.title)
        self.known, self.states, self.checked = {}, [], set()
        root = State(choice=Choice(about=("start",)), record=self._start(), trail=())
        self.states.append(root)
        waiting: list[int] = []
        for values in product(*self.facts.values()):
            start = self._start()
            start.chosen = dict(zip(self.facts, values, strict=True))
            trail = tuple(f"〔{name}：{_told(value)}〕" for name, value in start.chosen.items())
            self._follow(root, start, trail, waiting)
        while waiting:
            state = self.states[waiting.pop()]
            for told, change in self._options(state):
                record = state.record.copy()
                change(record)
                self._follow(state, record, (*state.trail, told), waiting)
            if self.report.runs > MOST_RUNS:
                self.report.find("没有走完", f"超过 {MOST_RUNS} 次运行", state.trail)
                return

    def _start(self) -> Record:
        """The case as it comes to the path."""
        start = Record(stages={self.path.code: self.path.first})
        if self.path.entry is None:
            sample.bring_filing_clock(start)
        return start

    def _options(self, state: State) -> Iterator[tuple[str, Callable[[Record], None]]]:
        choice = state.choice
        if choice.question is None:
            name = choice.about[1]
            for value in choice.values:
                yield f"〔{name}：{_told(value)}〕", _choosing(name, value)
            return
        heading = choice.question.heading + (
            f"（{choice.occasion}）" if choice.occasion != "1" else ""
        )
        key = (choice.question.code, choice.occasion)
        for answer in self._answers(choice, state):
            yield f"{heading}：{answer.told}", _answering(key, answer)
        if choice.expires:
            yield f"{heading}：{EXPIRED}（{choice.expires}）", _answering(key, None)
        if choice.may_withdraw:
            yield f"{heading}：{WITHDRAWN}", _withdraw
        now = self.path.stages[state.record.stages[self.path.code]]
        for stage in sorted(SIDE_EXITS.keys() & now.then):
            yield f"{heading}：{SIDE_EXITS[stage].title}", self._leaving(stage)

    def _answers(self, choice: Choice, state: State) -> tuple[Answer, ...]:
        question = choice.question
        if question is None:
            return ()
        agencies = state.record.chosen.get("agencies", AGENCIES)
        form = self._form(question, agencies)
        answers = answers_of(form)
        if form.case.depends_on_agencies and "agencies" not in self.facts:
            self.facts["agencies"] = CASE["agencies"]
            raise RestartError
        if not answers:
            self.report.find("问题", f"没有一种答复能被“{question.heading}”接受")
        return answers

    def _form(self, question: type[Question], agencies: tuple[str, ...]) -> Form:
        key = (question.code, agencies)
        if key not in self.forms:
            self.forms[key] = form_of(question, self.samples.get(question.code, {}), agencies)
        return self.forms[key]

    def _leaving(self, stage: str) -> Callable[[Record], None]:
        rules = {find(rule).code for rule in self.path.deadlines}

        def leave(record: Record) -> None:
            record.left = True
            record.stages[self.path.code] = stage
            record.moved |= {(self.path.code, stage, "1")}
            for key, clock in record.clocks.items():
                if clock.rule in rules and clock.is_open:
                    record.clocks[key] = clock.closed()

        return leave

    def _follow(self, state: State, record: Record, trail: Trail, waiting: list[int]) -> None:
        """Run the flow on the record, and note where that leads from the state."""
        outcome = self._run(record, trail)
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
        return before >= BOUND

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
        if outcome.calls not in self.checked:
            self.checked.add(outcome.calls)
            self._check_convergence(outcome, record, trail)

    def _note_error(self, error: BaseException, trail: Trail) -> None:
        place = _last_of_flow(error.__traceback__)
        self.report.find("异常", f"{type(error).__name__}：{error}（{place}）", trail)

    def _check_convergence(self, outcome: Outcome, record: Record, trail: Trail) -> None:
        """The same run again changes nothing; all at once does what came bit by bit."""
        again = record.copy()
        repeated = self._run(again, trail)
        self._compare("重跑", repeated, outcome, again, record, trail)
        if record.left:
            return
        start = self._start()
        start.answers, start.chosen = dict(record.answers), dict(record.chosen)
        start.withdrawn = record.withdrawn
        at_once = self._run(start, trail)
        self._compare("一次走完", at_once, outcome, start, record, trail)

    def _compare(  # noqa: PLR0913
        self, how: str, one: Outcome, other: Outcome, first: Record, second: Record, trail: Trail
    ) -> None:
        about = one.choice and one.choice.about
        expected = other.choice and other.choice.about
        if (about, one.stage) != (expected, other.stage) or one.error:
            text = f"{how}到了别处：{about or one.stage or one.error}，应为{expected or other.stage}"
            self.report.find("不收敛", text, trail)
        elif different := first.differs_from(second):
            self.report.find("不收敛", f"{how}结果不同：{'；'.join(different)}", trail)

    def _run(self, record: Record, trail: Trail) -> Outcome:
        self.report.runs += 1
        world = World(self.path, record, self.kept)
        self.actor.world = world
        outcome = self._outcome(world, record)
        if any([form.grew() for form in self.forms.values()]):
            raise RestartError
        for kind, text in world.faults:
            self.report.find(kind, text, trail)
        self._meet(record, outcome)
        return outcome

    def _outcome(self, world: World, record: Record) -> Outcome:
        try:
            return Outcome(stage=self.flow(sample.NUMBER), calls=tuple(world.calls))
        except Pause as pause:
            calls = tuple(world.calls)
            facts = tuple(record.chosen[name] for name in self.facts)
            key = (pause.choice, calls, facts, self._program_state(pause.__traceback__, record))
            return Outcome(choice=pause.choice, key=key)
        except AskedTwice as twice:
            self.kept |= {twice.name}
            if twice.values:
                self.facts[twice.name] = twice.values
            raise RestartError from None
        except Exception as error:  # noqa: BLE001  (whatever a flow raises is a defect of it)
            return Outcome(error=error)

    def _program_state(self, trace: TracebackType | None, record: Record) -> Any:
        frames, callee = _flow_frames(trace)
        try:
            return state_of(frames, callee, partial(freeze, freeze_answer=self._freeze_answer))
        except OpaqueError as opaque:
            self.report.unmerged.add(str(opaque))
            return tuple((key, id(answer)) for key, answer in record.answers.items())

    def _freeze_answer(self, answer: Question) -> Any:
        """Of an answer that a flow keeps, what some walk reads later on."""
        forms = [form for (code, _), form in self.forms.items() if code == answer.code]
        if any([form.hold() for form in forms]):
            raise RestartError
        held = object.__getattribute__(answer, "__dict__")
        late = sorted({name for form in forms for name in form.late})
        return answer.code, tuple(freeze(held[name], self._freeze_answer) for name in late)

    def _meet(self, record: Record, outcome: Outcome) -> None:
        met = self.report.met
        if outcome.choice is not None and outcome.choice.question is not None:
            met.questions.add(outcome.choice.question.code)
        if record.withdrawn:
            met.questions.add("consent_withdrawal")
        met.stages |= {record.stages[self.path.code], self.path.first}
        met.stages |= {stage for path, stage, _ in record.moved if path == self.path.code}
        met.letters |= {code for code, _ in record.letters}
        met.deadlines |= {c.rule for c in record.clocks.values() if not c.inherited}
        met.handed_to |= {event[1] for event in record.told if event[0] == "handover"}
        met.left |= {(event[1], event[2]) for event in record.told if event[0] == "left"}

    def _count(self) -> None:
        """Walks are counted on the graph of states: ways to an end, whatever they share."""
        totals: dict[int, tuple[int, int, int]] = {}
        for number in self._from_the_ends():
            state = self.states[number]
            own = (state.ends, state.failed, state.cut)
            ways = [(times, totals[then]) for then, times in state.then.items()]
            walks, failed, cut = (
                mine + sum(times * total[i] for times, total in ways) for i, mine in enumerate(own)
            )
            totals[number] = (walks, failed, cut)
            if not walks and not failed and self.report.runs <= MOST_RUNS:
                kind = "循环走不出" if cut else "走不到终点"
                self.report.find(kind, f"“{_asked(state)}”之后没有一条路到终点", state.trail)
        self.report.walks, self.report.failed, self.report.cut = totals[0]
        self.report.states = len(self.states) - 1
        for (code, _), form in self.forms.items():
            if form.unread:
                self.report.unread[code] = sorted(form.unread)
            if form.reduced:
                self.report.reduced[code] = len(answers_of(form))

    def _from_the_ends(self) -> list[int]:
        """The states, each after all that follow it."""
        order: list[int] = []
        seen: set[int] = set()
        waiting = [(0, False)]
        while waiting:
            number, is_done = waiting.pop()
            if is_done:
                order.append(number)
            elif number not in seen:
                seen.add(number)
                waiting.append((number, True))
                waiting += [(then, False) for then in self.states[number].then]
        return order


def _asked(state: State) -> str:
    question = state.choice.question
    return question.heading if question else "／".join(state.choice.about)


def _answering(key: tuple[str, str], answer: Answer | None) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        record.answers[key] = answer

    return change


def _choosing(name: str, value: Any) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        record.chosen[name] = value

    return change


def _withdraw(record: Record) -> None:
    record.withdrawn = True


def _told(value: Any) -> str:
    return "、".join(map(str, value)) or "无" if isinstance(value, tuple) else str(value)


def _chain(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lasti
        trace = trace.tb_next


def _flow_frames(trace: TracebackType | None) -> tuple[list[tuple[FrameType, int]], CodeType]:
    """The frames of the flow, innermost first, and the code that the innermost called."""
    chain = list(_chain(trace))[1:]
    doors = {*Actor.doors(), SampleCase.__getattr__.__code__}
    at = next(i for i, (frame, _) in enumerate(chain) if frame.f_code in doors)
    own = [item for item in chain[:at] if item[0].f_globals["__name__"] not in THROUGH]
    return own[::-1], chain[at][0].f_code


def _last_of_flow(trace: TracebackType | None) -> str:
    own = [
        (frame.f_code.co_qualname, trace_line)
        for frame, trace_line in _lines(trace)
        if frame.f_globals["__name__"].startswith(("flows.", "rules.", "tasks."))
    ]
    return f"{own[-1][0]} 第{own[-1][1]}行" if own else "?"


def _lines(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
