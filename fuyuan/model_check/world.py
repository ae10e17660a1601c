"""The world of a walk: the verbs of the flows, on a record in memory instead of the ledger.

Each does to the record what its namesake in `tasks` does to the ledger; the comparison with a
rehearsal on the real ledger (tests/procedures) keeps them together.
"""

# ruff: noqa: ARG002  (they take what the steps take that they stand for)

import sys
from dataclasses import dataclass
from types import FrameType
from typing import Any, TypeVar

from pydantic import ValidationError

from fuyuan.model_check import sample
from fuyuan.model_check.answers import READINGS, Asked, Reading
from fuyuan.model_check.happening import Record, Thing
from fuyuan.model_check.movement import Movement
from fuyuan.model_check.samples import BROUGHT, ENOUGH
from rules.catalogue import letters, paths
from rules.deadlines import find
from rules.vocabulary.letter import Letter
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question
from tasks.asking import ConsentWithdrawn
from tasks.exits import PathEnded
from tasks.withdrawal import BEFORE_SIGNING

Q = TypeVar("Q", bound=Question)
MEDIATION = "prefiling_mediation"
DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that may go one way or another: an answer, or a fact of the case."""

    about: tuple[str, ...]
    question: type[Question] | None = None
    occasion: str = "1"
    expires: str = ""
    values: tuple[Any, ...] = ()
    may_withdraw: bool = False

    @property
    def is_read(self) -> bool:
        """Whether it was answered on the path that the case comes from."""
        return self.about[0] == "read"


class Pause(BaseException):  # a flow must not catch it
    """The walk waits for a choice."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        super().__init__(choice.about)


class World(Movement):
    """One run of a flow on a record.

    `newest`: what was answered or chosen last; `known`: the facts that are no choice any more;
    `traces`: whether to note during which calls something was heard.
    """

    def __init__(
        self,
        path: Path,
        record: Record,
        *,
        newest: Thing | None = None,
        known: frozenset[str] = frozenset(),
        traces: bool = False,
    ) -> None:
        super().__init__(path, record)
        self.known = known
        self.newest = newest
        self.is_new = newest is None
        self.calls_before = 0
        self.before = record.copy()
        self.traces = traces
        self.inherited = BROUGHT.get(path.code, frozenset())
        self.readings: dict[Asked, Reading] = {}
        self.heard: list[tuple[Any, frozenset[int]]] = []
        self.read: set[str] = set()
        self.reading: Reading | None = None
        READINGS.clear()

    # questions

    def ask(
        self,
        case_number: str,
        question: type[Q],
        *,
        path: str,
        occasion: str = "1",
        due: str | None = None,
    ) -> Q:
        """As tasks.asking.ask."""
        if due is not None:
            find(due)
        answer = self._ask(question, path, occasion, "")
        if answer is None:
            message = f"“{question.heading}”不应自动届期"
            raise RuntimeError(message)
        return answer

    def ask_before(
        self,
        case_number: str,
        question: type[Q],
        *,
        path: str,
        before: str,
        occasion: str = "1",
    ) -> Q | None:
        """As tasks.asking.ask_before."""
        return self._ask(question, path, occasion, before)

    def _ask(self, question: type[Q], path: str, occasion: str, before: str) -> Q | None:
        key = (question.code, occasion)
        self.meet("answer", *key)
        if key not in self.record.answers:
            self._open(question, path, occasion, before)
        answer = self._hear_answer(key)
        if answer is None and self.tell("expired", *key):
            self.miss(find(before).code)
        return answer  # type: ignore[return-value]

    def _open(self, question: type[Question], path: str, occasion: str, before: str) -> None:
        """Wait for an answer; of what another path asked, as the case brings it."""
        asker = self.path if path == self.path.code else paths()[path]
        if question not in asker.questions:
            self.find_fault("问题", f"问题 {question.code} 没有在路径 {path} 中声明")
        if asker is self.path:
            self._wait(question, occasion, before)
        else:
            raise Pause(Choice(about=("read", question.code, occasion), question=question))

    def answer_again(self, code: str, occasion: str) -> Question | None:
        """An answer of this walk, read by something else than its question."""
        return self._hear_answer((code, occasion))

    def _hear_answer(self, key: Asked) -> Question | None:
        answer = self.record.answers[key]
        self.meet("answer", *key)
        if key not in self.readings:
            self.readings[key] = Reading()
            self._hear(("answer", *key), id(answer), self.readings[key])
        return None if answer is None else answer.hand_out(key, self.readings[key])

    def _hear(self, thing: Thing, value: Any, reading: Reading | None = None) -> None:
        """Something is heard for the first time; the answer before it is the newest no more."""
        self.heard_so_far += 1
        if self.reading is not None:
            self.reading.is_newest = False
        self.reading = reading
        if thing == self.newest:
            self._begin()
        if self.traces:
            self.heard.append(((thing, value), _frames()))

    def _begin(self) -> None:
        """From here on all is new."""
        self.is_new = True
        self.calls_before = len(self.calls)
        # What was done before is done when the flow comes again, and changes nothing.
        if not self.record.is_like(self.before) and (
            different := self.record.differs_from(self.before)
        ):
            self.find_fault("不收敛", f"重跑结果不同：{'；'.join(different)}")

    def _wait(self, question: type[Question], occasion: str, before: str) -> None:
        if self.record.withdrawn and self.path.code == MEDIATION:
            side = "起诉人于某日退出调解"
            self._begin()
            raise ConsentWithdrawn(side)
        stage = self.record.stages[self.path.code]
        if self.path.stages[stage].is_end:
            if not self.record.left:
                wrong = f"路径已在“{stage}”结束，“{question.heading}”提不出来"
                self.find_fault("走不通", wrong)
            self._begin()
            raise PathEnded(stage)
        expires = ""
        if before:
            expires = self.expiring(find(before).code)
        raise Pause(
            Choice(
                about=("ask", question.code, occasion),
                question=question,
                occasion=occasion,
                expires=expires,
                may_withdraw=self.path.code == MEDIATION and stage in BEFORE_SIGNING,
            )
        )

    def choose(self, name: str, values: tuple[Any, ...]) -> Any:
        """A fact of the case, one way or another; the same whenever it is asked for again."""
        values = ENOUGH.get(self.path.code, {}).get(name, values)
        if len(values) == 1:
            return values[0]
        self.meet("fact", name)
        if name not in self.record.chosen:
            raise Pause(Choice(about=("case", name), values=values))
        value = self.record.chosen[name]
        if name not in self.known | self.read:
            self.read.add(name)
            self._hear(("fact", name), value)
        return value

    # letters

    def issue(self, case_number: str, letter: Letter, *, occasion: str = "1", **facts: Any) -> int:
        """As tasks.letters.issue, without the files."""
        self.calls.append(("issue", letter.code, occasion))
        key = (letter.code, occasion)
        self.meet("letter", *key)
        if key not in self.record.letters:
            if letter.code not in letters() and letter not in self.path.letters:
                self.find_fault("文书", f"文书 {letter.code} 没有任何路径声明")
            self._check(letter, facts)
            self.record.letters |= {key}
        return 1

    def _check(self, letter: Letter, facts: dict[str, Any]) -> None:
        try:
            sample.check_letter(letter, facts)
        except ValidationError as error:
            lacking = "；".join(
                f"{'.'.join(map(str, fault['loc']))}（{fault['msg']}）" for fault in error.errors()
            )
            self.find_fault("文书要素", f"《{letter.title}》要素不齐或不合：{lacking}")


def _frames() -> frozenset[int]:
    """The calls that are under way, the flow's own among them."""
    found: list[int] = []
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  (a debugger's view of one's own stack)
    while frame is not None and len(found) < DEEPEST:
        found.append(id(frame))
        frame = frame.f_back
    return frozenset(found)
