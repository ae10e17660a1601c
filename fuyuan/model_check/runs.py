"""One run of a flow on a record: to the next choice, to an end, or into an error."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from types import CodeType, FrameType, TracebackType
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.bytecode import may_catch
from fuyuan.model_check.choices import Choosing
from fuyuan.model_check.freezing import freeze
from fuyuan.model_check.happening import Record, Thing
from fuyuan.model_check.helpers import SampleCase
from fuyuan.model_check.memory import Memory, Point
from fuyuan.model_check.program_state import OpaqueError, VeiledError, state_of
from fuyuan.model_check.stage_set import THROUGH, Actor
from fuyuan.model_check.states import Depth, Outcome
from fuyuan.model_check.world import Pause, World
from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question

# Whose periods are a right: left unused they end by themselves, and nobody is late.
RIGHTS_OF = frozenset(
    {"原告", "申请人", "当事人", "其他当事人", "双方当事人", "权利人", "请求人", "起诉人"}
)


class Running(Choosing):
    """The flow of a path, run on records."""

    def __init__(self, path: Path, flow: Callable[[str], str], actor: Actor, depth: Depth) -> None:
        super().__init__(path, depth)
        self.flow = flow
        self.actor = actor
        self.memory = Memory()
        self.is_rough = False
        self.runs = 0
        # Whether answers turned out to be read by more than they were told apart by, and when.
        self.has_learnt = False
        self.learnt_at = 0

    def run(self, record: Record, *, after: Point, newest: Thing | None = None) -> Outcome:
        """Run the flow from the top after what is new was heard; what it meets is noted."""
        before = (record.moved, record.letters, record.told, {*record.clocks})
        outcome, world = self._outcome(record, newest)
        if self._has_learnt(record, world) and not self.is_rough:
            # Whatever it finds, this walk is not the last: it goes on to see what else there is.
            self.has_learnt, self.learnt_at = True, self.runs
        self.memory.note(after, world.met, outcome.choice.about if outcome.choice else None)
        self._meet(record, before, outcome)
        return outcome

    def repeat(self, record: Record) -> Outcome:
        """Run the flow once more, only to see where it comes."""
        outcome, _ = self._outcome(record, None)
        return outcome

    def _outcome(
        self, record: Record, newest: Thing | None, *, traces: bool = False
    ) -> tuple[Outcome, World]:
        self.runs += 1
        known = frozenset(self.facts)
        world = World(self.path, record, newest=newest, known=known, traces=traces)
        self.actor.world = world
        try:
            stage = self.flow(sample.NUMBER)
        except Pause as pause:
            try:
                place, catching = self._place(pause, world)
            except VeiledError:
                return self._outcome(record, newest, traces=True)
            seen = {"choice": pause.choice, "place": place, "catching": catching}
        except Exception as error:  # noqa: BLE001  (whatever a flow raises is a defect of it)
            return Outcome(error=error, **_seen(world)), world
        else:
            seen = {"stage": stage}
        if newest is not None and not world.is_new:
            world.find_fault("不收敛", f"重跑没有再到“{'／'.join(newest)}”")
        return Outcome(**seen, **_seen(world)), world

    def _has_learnt(self, record: Record, world: World) -> bool:
        """Note which fields of the answers were read; true if they are told apart by more now."""
        grew = False
        for key, reading in world.readings.items():
            answer = record.answers[key]
            if answer is not None:
                first = record.reads.setdefault(key, frozenset(reading.fields))
                grew |= answer.form.learn(reading, first)
        return grew

    def _place(self, pause: Pause, world: World) -> tuple[Any, Any]:
        """What sets walks apart beside what they did: where they stand, and what they hold.

        Beside it as much of that as matters when the path is left: who may catch that.
        """
        facts = tuple(world.record.chosen[name] for name in self.facts)
        frames, callee = _flow_frames(pause.__traceback__)
        if self.is_rough:
            return (pause.choice, facts, tuple((frame.f_code, at) for frame, at in frames)), ()
        program = self._program_state(frames, callee, world)
        inner = sum(
            1 for _ in takewhile(lambda each: not may_catch(each[0].f_code, each[1]), frames)
        )
        stage, owed = world.record.stages[self.path.code], frozenset(self.still_owed(world.record))
        return (pause.choice, facts, stage, owed, program), program[inner:]

    def key(self, outcome: Outcome, record: Record) -> Any:
        """Equal for walks that go on alike."""
        if self.is_rough or outcome.choice is None:
            return outcome.place
        freeze_answer = partial(freeze, freeze_answer=self._freeze_answer)
        about, heard = outcome.choice.about, outcome.heard
        return outcome.place, self.memory.of(record, about, heard, freeze_answer)

    def _program_state(
        self, frames: list[tuple[FrameType, int]], callee: CodeType, world: World
    ) -> tuple[Any, ...]:
        def heard_in(frame: FrameType) -> Any:
            if not world.traces:
                raise VeiledError
            heard = tuple(heard for heard, during in world.heard if id(frame) in during)
            return heard, tuple(world.calls)

        try:
            frozen = partial(freeze, freeze_answer=self._freeze_answer)
            return state_of(frames, callee, frozen, heard_in)
        except OpaqueError as opaque:
            self.report.unmerged.add(str(opaque))
            known = tuple((key, id(answer)) for key, answer in world.record.answers.items())
            return (known,) * len(frames)

    def _freeze_answer(self, answer: Question) -> Any:
        """Of an answer that a flow keeps, what some walk reads later on."""
        forms = [form for (code, _), form in self.forms.items() if code == answer.code]
        held = object.__getattribute__(answer, "__dict__")
        late = sorted({name for form in forms for name in form.late})
        return answer.code, tuple(freeze(held[name], self._freeze_answer) for name in late)

    def still_owed(self, record: Record) -> Iterator[str]:
        """The rules whose periods run, and are somebody's duty that no other path took on."""
        handed = {event[1] for event in record.told if event[0] == "handover"}
        taken_on = {
            find(rule).code for to in handed if to in paths() for rule in paths()[to].deadlines
        }
        for clock in record.clocks.values():
            is_of_this_path = not clock.inherited and clock.rule not in taken_on
            if clock.is_open and is_of_this_path and find(clock.rule).actor not in RIGHTS_OF:
                yield clock.rule

    def _meet(self, record: Record, before: Any, outcome: Outcome) -> None:
        met = self.report.met
        moved, letters, told, clocks = before
        if outcome.choice is not None and outcome.choice.question is not None:
            met.questions.add(outcome.choice.question.code)
        if record.withdrawn:
            met.questions.add("consent_withdrawal")
        met.stages |= {record.stages[self.path.code], self.path.first}
        met.stages |= {stage for path, stage, _ in record.moved - moved if path == self.path.code}
        met.letters |= {code for code, _ in record.letters - letters}
        events = record.told - told
        met.handed_to |= {event[1] for event in events if event[0] == "handover"}
        met.left |= {(event[1], event[2]) for event in events if event[0] == "left"}
        met.deadlines |= {
            rule
            for rule, key in record.clocks.keys() - clocks
            if not record.clocks[rule, key].inherited
        }


def _seen(world: World) -> dict[str, Any]:
    newest = [
        reading for key, reading in world.readings.items() if ("answer", *key) == world.newest
    ]
    return {
        "reads": frozenset().union(*(reading.fields for reading in newest)),
        "calls": tuple(world.calls[world.calls_before :]),
        "faults": tuple(world.faults),
        "heard": world.heard_so_far,
        "looks": bool(world.met),
    }


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


def last_of_flow(trace: TracebackType | None) -> str:
    """Where in our own code an error arose."""
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
