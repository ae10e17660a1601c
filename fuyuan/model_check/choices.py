"""The choices of a walk: each answer, a period that runs out, a party that leaves, a way off."""

from collections.abc import Callable, Iterator
from typing import Any

from fuyuan.model_check.answers import Answer, Form, answers_of, form_of
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.happening import Record
from fuyuan.model_check.helpers import CASE
from fuyuan.model_check.samples import ENOUGH, FEWER, SAMPLES
from fuyuan.model_check.states import Depth, RestartError, State
from rules.deadlines import find
from rules.vocabulary.path import SIDE_EXITS, Path
from rules.vocabulary.question import Question

EXPIRED, WITHDRAWN = "届期无答复", "一方退出调解"
Change = Callable[[Record], None]


class Choosing:
    """What may be chosen wherever a path waits."""

    def __init__(self, path: Path, depth: Depth) -> None:
        self.path = path
        self.depth = depth
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}
        self.facts: dict[str, tuple[Any, ...]] = {}
        self.report = PathReport(code=path.code, title=path.title, bound=depth.bound)

    def options(self, state: State) -> Iterator[tuple[str, Change]]:
        """Every way on from a state: how it is told, and what it changes."""
        question = state.choice.question
        if question is None:
            name = state.choice.about[1]
            for value in state.choice.values:
                yield f"〔{name}：{told(value)}〕", _choosing(name, value)
            return
        nth = f"（{state.choice.occasion}）" if state.choice.occasion != "1" else ""
        for words, change in self._of_question(state, question):
            yield f"{question.heading}{nth}：{words}", change

    def _of_question(self, state: State, question: type[Question]) -> Iterator[tuple[str, Change]]:
        choice, key = state.choice, (question.code, state.choice.occasion)
        for answer in self._answers(question, state):
            yield answer.told, _answering(key, answer)
        if choice.expires:
            yield f"{EXPIRED}（{choice.expires}）", _answering(key, None)
        if choice.may_withdraw:
            yield WITHDRAWN, _withdraw
        now = self.path.stages[state.record.stages[self.path.code]]
        # What was answered on the path before is read, not waited for.
        exits = () if choice.is_read else sorted(SIDE_EXITS.keys() & now.then)
        for stage in exits:
            yield SIDE_EXITS[stage].title, self._leaving(stage)

    def _answers(self, question: type[Question], state: State) -> tuple[Answer, ...]:
        values = ENOUGH.get(self.path.code, {}).get("agencies", CASE["agencies"])
        agencies = state.record.chosen.get("agencies", values[0])
        form = self._form(question, agencies)
        answers = answers_of(form)
        if form.case.depends_on_agencies and "agencies" not in self.facts and len(values) > 1:
            self.facts["agencies"] = values
            raise RestartError
        if not answers:
            self.report.find("问题", f"没有一种答复能被“{question.heading}”接受")
        return answers

    def _form(self, question: type[Question], agencies: tuple[str, ...]) -> Form:
        key = (question.code, agencies)
        if key not in self.forms:
            samples = {**SAMPLES.get(question.code, {}), **FEWER.get(question.code, {})}
            self.forms[key] = form_of(question, samples, agencies, self.depth.most)
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

    def note_forms(self) -> None:
        """Tell what was not enumerated whole."""
        for name, values in ENOUGH.get(self.path.code, {}).items():
            self.report.narrowed.append(f"案件要素 {name} 只取 {'；'.join(map(told, values))}")
        for code in sorted({code for code, _ in self.forms} & FEWER.keys()):
            shown = "，".join(
                f"{name}＝{'／'.join(map(_shown, values))}" for name, values in FEWER[code].items()
            )
            self.report.narrowed.append(f"{code} 只取样例 {shown}")
        for (code, _), form in self.forms.items():
            if form.unread:
                self.report.unread[code] = sorted(form.unread)
            if form.reduced:
                self.report.reduced[code] = len(answers_of(form))


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


def _shown(value: Any) -> str:
    return "、".join(map(str, value)) or "（空）" if isinstance(value, list) else str(value)


def told(value: Any) -> str:
    """A value as people read it."""
    return "、".join(map(str, value)) or "无" if isinstance(value, tuple) else str(value)
