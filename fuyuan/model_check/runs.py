"""One run of a flow on a record: to the next choice, to an end, or into an error."""

from collections.abc import Callable, Iterator
from functools import partial
from types import CodeType, FrameType, TracebackType
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.choices import Choosing
from fuyuan.model_check.findings import Trail
from fuyuan.model_check.freezing import freeze
from fuyuan.model_check.happening import Record
from fuyuan.model_check.helpers import SampleCase
from fuyuan.model_check.memory import Memory
from fuyuan.model_check.program_state import OpaqueError, state_of
from fuyuan.model_check.stage_set import THROUGH, Actor
from fuyuan.model_check.states import Depth, Outcome, RestartError
from fuyuan.model_check.world import AskedTwice, Pause, World
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question


class Running(Choosing):
    """The flow of a path, run on records."""

    def __init__(self, path: Path, flow: Callable[[str], str], actor: Actor, depth: Depth) -> None:
        super().__init__(path, depth)
        self.flow = flow
        self.actor = actor
        self.memory = Memory()
        self.is_rough = False
        self.has_grown = False
        self.grown_at = 0

    def run(self, record: Record, trail: Trail) -> Outcome:
        """Run the flow from the top; what it meets and does wrong is noted. Raises RestartError."""
        self.report.runs += 1
        world = World(self.path, record, self.memory, frozenset(self.facts))
        self.actor.world = world
        outcome = self._outcome(world)
        grown = [form.grew() for form in self.forms.values()]
        grown.append(self._remembers_more())
        # Whatever it finds, this walk is not the last: it goes on to see what else there is.
        if any(grown):
            self.has_grown, self.grown_at = True, self.report.runs
        for kind, text in world.faults:
            self.report.find(kind, text, trail)
        self._meet(record, outcome)
        return outcome

    def _outcome(self, world: World) -> Outcome:
        try:
            return Outcome(stage=self.flow(sample.NUMBER), calls=tuple(world.calls))
        except Pause as pause:
            self.memory.follows(world.moment[0], pause.choice.about[1])
            return Outcome(choice=pause.choice, key=self._key(pause, world))
        except AskedTwice as twice:
            self.memory.asked_twice |= {twice.name}
            if twice.values:
                self.facts[twice.name] = twice.values
            raise RestartError from None
        except Exception as error:  # noqa: BLE001  (whatever a flow raises is a defect of it)
            return Outcome(error=error)

    def _remembers_more(self) -> bool:
        grew, self.memory.grew = self.memory.grew, False
        return grew

    def _key(self, pause: Pause, world: World) -> Any:
        """Equal for walks that go on alike."""
        record = world.record
        facts = tuple(record.chosen[name] for name in self.facts)
        asked = tuple(call for call in world.calls if call[0] in {"ask", "read"})
        program = self._program_state(pause.__traceback__, world)
        if self.is_rough:
            return pause.choice, facts, program
        remembered = self.memory.of(record, pause.choice.about[1])
        return pause.choice, facts, asked, remembered, program

    def _program_state(self, trace: TracebackType | None, world: World) -> Any:
        frames, callee = _flow_frames(trace)

        def heard_in(frame: FrameType) -> Any:
            heard = tuple(heard for heard, during in world.heard if id(frame) in during)
            return heard, tuple(world.calls)

        try:
            frozen = partial(freeze, freeze_answer=self._freeze_answer)
            return state_of(frames, callee, frozen, heard_in)
        except OpaqueError as opaque:
            self.report.unmerged.add(str(opaque))
            return tuple((key, id(answer)) for key, answer in world.record.answers.items())

    def _freeze_answer(self, answer: Question) -> Any:
        """Of an answer that a flow keeps, what some walk reads later on."""
        forms = [form for (code, _), form in self.forms.items() if code == answer.code]
        held_now = [form.hold() for form in forms]
        if any(held_now):
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
