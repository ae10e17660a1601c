"""The world of a walk: the verbs of the flows, on a record in memory instead of the ledger.

Each does to the record what its namesake in `tasks` does to the ledger; the comparison with a
rehearsal on the real ledger (tests/procedures) keeps them together.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from fuyuan.model_check import sample
from fuyuan.model_check.answers import LATEST
from fuyuan.model_check.clocks import Clocks
from fuyuan.model_check.happening import Record
from rules.catalogue import letters, paths
from rules.deadlines import find
from rules.vocabulary.letter import Letter
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question
from tasks.asking import ConsentWithdrawn
from tasks.errors import IllegalMoveError
from tasks.exits import PathEnded
from tasks.withdrawal import BEFORE_SIGNING

Q = TypeVar("Q", bound=Question)
MEDIATION = "prefiling_mediation"
WITHDRAWN = "一方退出调解"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that may go one way or another: an answer, or a fact of the case."""

    about: tuple[str, ...]
    question: type[Question] | None = None
    occasion: str = "1"
    expires: str = ""
    values: tuple[Any, ...] = ()
    may_withdraw: bool = False


class Pause(BaseException):  # a flow must not catch it
    """The walk waits for a choice."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        super().__init__(choice.about)


class AskedTwice(BaseException):
    """A run asks for the same answer or fact twice; it is then part of what a state knows."""

    def __init__(self, name: str, values: tuple[Any, ...] = ()) -> None:
        self.name = name
        self.values = values
        super().__init__(name)


class World(Clocks):
    """One run of a flow on a record."""

    def __init__(self, path: Path, record: Record, kept: frozenset[str] = frozenset()) -> None:
        super().__init__(record)
        self.path = path
        self.kept = kept
        self.asked: set[tuple[str, str]] = set()
        self.read: set[str] = set()

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
        if path != self.path.code:
            self.find_fault("问题", f"“{question.heading}”以路径 {path} 的名义提出")
        if question not in self.path.questions:
            self.find_fault("问题", f"问题 {question.code} 没有在路径中声明")
        if key not in self.record.answers:
            self._wait(question, occasion, before)
        if key in self.asked and question.code not in self.kept:
            raise AskedTwice(question.code)
        self.asked.add(key)
        answer = self.record.answers[key]
        if question.code in self.kept:
            self.calls.append(("ask", *key, id(answer)))
        if answer is None:
            LATEST[0] = None
            if self.tell("expired", *key):
                self.miss(find(before).code)
            return None
        return answer.hand_out()  # type: ignore[return-value]

    def answer_again(self, code: str, occasion: str) -> Question | None:
        """An answer of this walk, read once more by something else than its question."""
        if code not in self.kept:
            raise AskedTwice(code)
        answer = self.record.answers[code, occasion]
        self.calls.append(("read", code, occasion, id(answer)))
        return None if answer is None else answer.hand_out()

    def _wait(self, question: type[Question], occasion: str, before: str) -> None:
        if self.record.withdrawn and self.path.code == MEDIATION:
            side = "起诉人于某日退出调解"
            raise ConsentWithdrawn(side)
        stage = self.record.stages[self.path.code]
        if self.path.stages[stage].is_end:
            if not self.record.left:
                wrong = f"路径已在“{stage}”结束，“{question.heading}”提不出来"
                self.find_fault("走不通", wrong)
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
        if name not in self.record.chosen:
            raise Pause(Choice(about=("case", name), values=values))
        value = self.record.chosen[name]
        if name in self.read and name not in self.kept:
            raise AskedTwice(name, values)
        self.read.add(name)
        return value

    # stages

    def move(
        self, case_number: str, path_code: str, stage_code: str, *, occasion: str = "1"
    ) -> None:
        """As tasks.stages.move."""
        self.calls.append(("move", path_code, stage_code, occasion))
        self._move(path_code, stage_code, occasion)

    def _move(self, path_code: str, stage_code: str, occasion: str = "1") -> None:
        path, key = paths()[path_code] if path_code != self.path.code else self.path, (
            path_code,
            stage_code,
            occasion,
        )
        if stage_code not in path.stages:
            message = f"路径 {path_code} 没有阶段 {stage_code}"
            raise KeyError(message)
        if key in self.record.moved:
            return
        now = self.record.stages[path_code]
        if not path.allows(now, stage_code):
            message = f"由“{now}”不能转为“{stage_code}”：阶段表不允许"
            raise IllegalMoveError(message)
        self.record.moved |= {key}
        self.record.stages[path_code] = stage_code

    def hand_over(  # noqa: PLR0913  (as tasks.handover.hand_over)
        self,
        case_number: str,
        *,
        leaving: str,
        to: str,
        reason: str,
        at_stage: str | None,
        occasion: str = "1",
    ) -> None:
        """As tasks.handover.hand_over."""
        self.calls.append(("hand_over", leaving, to, at_stage, occasion))
        if leaving != self.path.code:
            self.find_fault("移交", f"以路径 {leaving} 的名义移交")
        if not reason:
            self.find_fault("移交", f"移交 {to} 没有写明理由")
        if at_stage is not None:
            self._move(leaving, at_stage)
        if to not in paths():
            self.find_fault("移交", f"移交到没有声明的路径 {to}")
            return
        self.tell("handover", to, at_stage or "", occasion)
        self.record.stages.setdefault(to, paths()[to].first)

    def leave_path(self, case_number: str, path_code: str, stage: str, *, reason: str) -> None:
        """As tasks.exits.leave_path, on whatever stage the other path stands."""
        self.calls.append(("leave_path", path_code, stage))
        if path_code == self.path.code:
            self._move(path_code, stage)
            return
        other = paths().get(path_code)
        if other is None or stage not in other.stages or not other.stages[stage].is_end:
            self.find_fault("离开", f"路径 {path_code} 没有终点 {stage}")
            return
        self.tell("left", path_code, stage)

    def hold_path(self, case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
        """As tasks.exits.hold_path."""
        self.calls.append(("hold_path", path_code, cause))
        if path_code not in paths():
            self.find_fault("中止", f"没有路径 {path_code}")
        self.tell("held", path_code, cause)

    def release_path(self, case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
        """As tasks.exits.release_path."""
        self.calls.append(("release_path", path_code, cause))
        if ("held", path_code, cause) not in self.record.told:
            self.find_fault("恢复", f"路径 {path_code} 没有因“{cause}”中止")
        self.tell("released", path_code, cause)

    # letters

    def issue(self, case_number: str, letter: Letter, *, occasion: str = "1", **facts: Any) -> int:
        """As tasks.letters.issue, without the files."""
        self.calls.append(("issue", letter.code, occasion))
        key = (letter.code, occasion)
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
