"""The choices of a walk: each answer, a period that runs out, a party that leaves, a way off."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import product
from typing import Any

from fuyuan.model_check.answers import Answer, Form, answers_of, form_of
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.happening import Record, Thing
from fuyuan.model_check.helpers import CASE
from fuyuan.model_check.samples import ENOUGH, FEWER, SAMPLES
from fuyuan.model_check.states import Depth, Option, RestartError, State
from fuyuan.model_check.world import Choice
from rules.deadlines import find
from rules.vocabulary.path import SIDE_EXITS, Path
from rules.vocabulary.question import Question

EXPIRED, WITHDRAWN = "届期无答复", "一方退出调解"
Change = Callable[[Record], None]
# What a run hears that is new when nothing was answered: that it is over.
OVER: Thing = ("over",)
# What a walk begins with is no question yet.
BEGIN = ("begin",)


class Choosing:
    """What may be chosen wherever a path waits."""

    def __init__(self, path: Path, depth: Depth) -> None:
        self.path = path
        self.depth = depth
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}
        # What is chosen before a walk begins, because the answers that are possible hang on it.
        self.facts: dict[str, tuple[Any, ...]] = {}
        self.report = PathReport(code=path.code, title=path.title, bound=depth.bound)

    def options(self, state: State) -> Iterator[Option]:
        """Every way on from a state but the answers to its question."""
        choice, question = state.choice, state.choice.question
        if choice.about == BEGIN:
            yield from self.starts()
            return
        if question is None:
            name = choice.about[1]
            for value in choice.values:
                yield Option(f"〔{name}：{told(value)}〕", _choosing(name, value), ("fact", name))
            return
        if choice.expires:
            told_so = f"{heading(choice)}：{EXPIRED}（{choice.expires}）"
            yield Option(told_so, _answering(choice, None), ("answer", *choice.about[1:]))
        if choice.may_withdraw:
            yield Option(f"{heading(choice)}：{WITHDRAWN}", _withdraw, OVER)
        now = self.path.stages[state.record.stages[self.path.code]]
        # What was answered on the path before is read, not waited for.
        exits = () if choice.is_read else sorted(SIDE_EXITS.keys() & now.then)
        for stage in exits:
            told_so = f"{heading(choice)}：{SIDE_EXITS[stage].title}"
            yield Option(told_so, self._leaving(stage), OVER)

    def starts(self) -> Iterator[Option]:
        """Every case that a walk may begin with."""
        for values in product(*self.facts.values()):
            chosen = dict(zip(self.facts, values, strict=True))
            shown = "".join(f"〔{name}：{told(value)}〕" for name, value in chosen.items())
            yield Option(shown, partial(_choosing_all, chosen))

    def answering(self, state: State, answer: Answer, reads: Collection[str] = ()) -> Option:
        """The option to give an answer; it is told by the fields that are read."""
        choice = state.choice
        told_so = f"{heading(choice)}：{answer.told(reads)}"
        return Option(told_so, _answering(choice, answer), ("answer", *choice.about[1:]))

    def answers(self, state: State) -> tuple[Answer, ...]:
        """Every answer to the question that a state waits for. Raises RestartError."""
        question = state.choice.question
        if question is None:
            return ()
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


def heading(choice: Choice) -> str:
    """What is asked, and the how-manieth time."""
    nth = f"（{choice.occasion}）" if choice.occasion != "1" else ""
    return f"{choice.question.heading if choice.question else choice.about[1]}{nth}"


def _answering(choice: Choice, answer: Answer | None) -> Change:
    _, code, occasion = choice.about

    def change(record: Record) -> None:
        record.answers[code, occasion] = answer

    return change


def _choosing(name: str, value: Any) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        record.chosen[name] = value

    return change


def _choosing_all(chosen: dict[str, Any], record: Record) -> None:
    record.chosen |= chosen


def _withdraw(record: Record) -> None:
    record.withdrawn = True


def _shown(value: Any) -> str:
    return "、".join(map(str, value)) or "（空）" if isinstance(value, list) else str(value)


def told(value: Any) -> str:
    """A value as people read it."""
    return "、".join(map(str, value)) or "无" if isinstance(value, tuple) else str(value)
