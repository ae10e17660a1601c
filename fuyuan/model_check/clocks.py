"""The clocks of a walk: started, chained, changed and met as `tasks` does it."""

# ruff: noqa: ARG002  (they take what the steps take that they stand for)

import datetime as dt
from dataclasses import replace
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.happening import Clock, Record, Thing
from fuyuan.model_check.values import RECEIVED
from rules.deadlines import find
from tasks.running import FILING_CLOCK

Due = dict[str, Any]


class Clocks:
    """What the flows do to periods."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.calls: list[tuple[Any, ...]] = []
        self.faults: list[tuple[str, str]] = []
        self.inherited: frozenset[str] = frozenset()
        # How many answers and facts were heard, and whether the newest is among them: what is met
        # from then on is met for the first time, all before by coming again from the top.
        self.heard_so_far = 0
        self.is_new = False
        self.met: set[Thing] = set()
        # What this run did itself, for the first time or again.
        self.done: set[Thing] = set()

    def find_fault(self, kind: str, text: str) -> None:
        """Note what must not be; the walk goes on."""
        self.faults.append((kind, text))

    def meet(self, *thing: str) -> None:
        """Note that something is done, or looked for, now."""
        if self.is_new:
            self.met.add(thing)

    def look_for(self, *thing: str, is_there: bool) -> bool:
        """Look for what is done elsewhere; until it is done, every run from the top looks anew.

        A flow that comes again must not find it before the place where it is done.
        """
        if thing in self.done:
            self.meet(*thing)
            return is_there
        self.met.add(thing)
        if is_there and not self.is_new:
            self.find_fault("不收敛", f"重跑时先看到后来才有的“{'／'.join(thing)}”")
        return is_there

    def was_told(self, *event: str) -> bool:
        """Whether an event was noted elsewhere."""
        return self.look_for("told", *event, is_there=event in self.record.told)

    def tell(self, *event: str) -> bool:
        """Note an event, once; true if it is new."""
        self.meet("told", *event)
        is_new = event not in self.record.told
        self.put_down(*event)
        return is_new

    def put_down(self, *event: str) -> None:
        """Note an event, once; nothing here depends on whether it is new."""
        self.done.add(("told", *event))
        self.record.told |= {event}

    def start_deadline(
        self,
        case_number: str,
        rule: str,
        on: dt.date | dt.datetime,
        *,
        trigger_key: str = "1",
        fact: str = "",
        recipient: str = "",
    ) -> Due:
        """As tasks.deadlines.start_deadline."""
        self.calls.append(("start_deadline", rule, trigger_key, on, recipient))
        self._check_fact(rule, on, fact)
        return self._start(rule, trigger_key, lambda code: sample.date_of(code, on))

    def chain_deadline(
        self, case_number: str, rule: str, *, after: str, trigger_key: str = "1"
    ) -> Due:
        """As tasks.deadlines.chain_deadline."""
        self.calls.append(("chain_deadline", rule, after, trigger_key))
        previous = self._latest(after).date
        return self._start(
            rule, trigger_key, lambda code: sample.date_after(code, previous), after=previous
        )

    def continue_deadline(
        self, case_number: str, rule: str, on: dt.date, *, trigger_key: str, fact: str = ""
    ) -> Due:
        """As tasks.deadlines.continue_deadline; the case may bring a period with it."""
        self.calls.append(("continue_deadline", rule, trigger_key, on))
        self.meet("last", rule)
        self.meet("unmet", rule)
        if not self._rows(rule) and self.choose(f"{rule} 已在计算", (True, False)):
            self._inherit(rule, on)
        binding = [c for c in self._rows(rule) if c.is_unmet]
        if binding and all(c.trigger_key != trigger_key for c in self._rows(rule)):
            self.put_down("continued", rule, trigger_key)
        self.meet("told", "continued", rule, trigger_key)
        if ("continued", rule, trigger_key) in self.record.told:
            return sample.as_due((binding or self._rows(rule))[-1].date)
        return self._start(rule, trigger_key, lambda code: sample.date_of(code, on))

    def choose(self, name: str, values: tuple[Any, ...]) -> Any:
        """A fact of the case, one way or another."""
        raise NotImplementedError

    def answer_again(self, code: str, occasion: str) -> Any:
        """An answer that was given before."""
        raise NotImplementedError

    def start_filing_clock(self, case_number: str) -> Due:
        """As tasks.deadlines.start_filing_clock."""
        rule = self.choose("起诉期限", ("L_FILE_6M", "L_AFTER_RECON_15D"))
        self.calls.append(("start_filing_clock", rule))
        return self._start(rule, FILING_CLOCK, lambda code: sample.date_of(code, sample.MADE_ON))

    def due(self, case_number: str, rule: str) -> Due:
        """As tasks.deadlines.due."""
        return sample.as_due(self._latest(rule).date)

    def meet_deadline(
        self,
        case_number: str,
        rule: str,
        on: dt.date | None = None,
        *,
        trigger_keys: tuple[str, ...] = (),
    ) -> None:
        """As tasks.deadlines.meet_deadline."""
        self.calls.append(("meet_deadline", rule, on, trigger_keys))
        if rule != "filing":
            self._known(rule)
        if not trigger_keys:
            self.meet("states", rule)
        for key in trigger_keys:
            self.meet("state", rule, key)
        for clock in self._rows(rule):
            is_meant = not trigger_keys or clock.trigger_key in trigger_keys
            if is_meant and (clock.is_open or (clock.state == "missed" and on is not None)):
                self._keep(replace(clock, state="met"))

    def extend_deadline(self, case_number: str, rule: str, days: int, *, cause: str) -> Due:
        """As tasks.deadline_changes.extend_deadline."""
        self.calls.append(("extend_deadline", rule, days, cause))
        clock = self._latest(rule)
        if self.tell("extended", rule, cause):
            clock = self._count_anew(replace(clock, extended=clock.extended + days))
        return sample.as_due(clock.date)

    def exclude_days(self, case_number: str, rule: str, days: int, *, cause: str) -> Due:
        """As tasks.deadline_changes.exclude_days."""
        self.calls.append(("exclude_days", rule, days, cause))
        clock = self._latest(rule, by_name=True)
        if self.tell("excluded", rule, clock.trigger_key, cause):
            clock = self._count_anew(replace(clock, excluded=clock.excluded + days))
        return sample.as_due(clock.date)

    def suspend_deadline(self, case_number: str, rule: str, *, cause: str, on: dt.date) -> None:
        """As tasks.deadline_changes.suspend_deadline."""
        self.calls.append(("suspend_deadline", rule, cause, on))
        clock = self._latest(rule, by_name=True)
        if self.tell("suspended", rule, clock.trigger_key, cause) and clock.state in {
            "running",
            "missed",
        }:
            self._keep(replace(clock, state="suspended"))

    def resume_deadline(self, case_number: str, rule: str, *, cause: str, on: dt.date) -> Due:
        """As tasks.deadline_changes.resume_deadline."""
        self.calls.append(("resume_deadline", rule, cause, on))
        clock = self._latest(rule, by_name=True)
        if not self.was_told("suspended", rule, clock.trigger_key, cause):
            self.find_fault("期限", f"{rule} 没有因“{cause}”中止，谈不上恢复")
        elif self.tell("resumed", rule, clock.trigger_key, cause):
            clock = replace(clock, state="running" if clock.state == "suspended" else clock.state)
            self._keep(clock)
        return sample.as_due(clock.date)

    def expiring(self, rule: str) -> str:
        """The clock whose end closes a question that is asked now; "" if none will."""
        self.meet("last", rule)
        clocks = self._brought(rule)
        if not clocks:
            self.find_fault("期限", f"问题以 {rule} 届期，而该期限没有起算，永不届期")
            return ""
        return rule if clocks[-1].state not in {"missed", "suspended"} else ""

    def miss(self, rule: str) -> None:
        """The period has run out."""
        self.meet("open", rule)
        last = self._latest(rule)
        for clock in self._rows(rule):
            if clock.is_open and clock.date.expected <= last.date.expected:
                self._keep(replace(clock, state="missed"))

    def _start(self, rule: str, trigger_key: str, count: Any, **how: Any) -> Due:
        code = find(rule).code
        self.meet("clock", code, trigger_key)
        if (code, trigger_key) not in self.record.clocks:
            self._keep(Clock(rule=code, trigger_key=trigger_key, date=count(code), **how))
        return sample.as_due(self.record.clocks[code, trigger_key].date)

    def _brought(self, rule: str) -> list[Clock]:
        """The clocks of a rule; of one that another path starts, the one the case brings."""
        if not self._rows(rule) and rule in self.inherited:
            self._inherit(rule, RECEIVED)
        return self._rows(rule)

    def _inherit(self, rule: str, on: dt.date) -> None:
        if all(clock.rule != rule for clock in self.record.clocks.values()):
            date = sample.date_of(rule, on)
            self._keep(Clock(rule=rule, trigger_key="1", date=date, inherited=True))

    def _check_fact(self, rule: str, on: dt.date | dt.datetime, fact: str) -> None:
        """The named fact is an answer that was given, and holds that day."""
        if not fact or fact.startswith("case."):
            return
        code, _, rest = fact.partition(".")
        occasion, _, name = rest.rpartition(".")
        answer = self.record.answers.get((code, occasion)) and self.answer_again(code, occasion)
        if answer is None:
            self.find_fault("期限", f"{rule} 自“{fact}”起算，而没有这一答复")
        elif getattr(answer, name, None) != on:
            self.find_fault("期限", f"{rule} 自{on}起算，与所称的“{fact}”不是同一天")

    def _known(self, rule: str) -> None:
        if find(rule).code != rule:
            self.find_fault("期限", f"{rule} 是别名，台账以 {find(rule).code} 记，找不到")

    def _rows(self, rule: str) -> list[Clock]:
        return [
            clock
            for clock in self.record.clocks.values()
            if (clock.trigger_key == FILING_CLOCK if rule == "filing" else clock.rule == rule)
        ]

    def _latest(self, rule: str, *, by_name: bool = False) -> Clock:
        """The clock of a rule that was started last; `by_name`: its name matters, too."""
        self.meet("last", rule)
        if by_name:
            self.meet("name", rule)
        rows = self._brought(rule)
        if not rows:
            message = f"期限 {rule} 没有起算"
            raise IndexError(message)
        return rows[-1]

    def _keep(self, clock: Clock) -> None:
        before = self.record.clocks.get((clock.rule, clock.trigger_key))
        if before != clock:
            clock = replace(clock, changed_after=self.heard_so_far)
        self.record.clocks[clock.rule, clock.trigger_key] = clock

    def _count_anew(self, clock: Clock) -> Clock:
        lengthened = {"excluded": clock.excluded, "extended": clock.extended}
        if clock.after is not None:
            date = sample.date_after(clock.rule, clock.after, **lengthened)
        else:
            start = clock.date.trigger_at or clock.date.trigger
            date = sample.date_of(clock.rule, start, **lengthened)
        lapsed_no_more = clock.state == "missed" and date.expected > clock.date.expected
        clock = replace(clock, date=date, state="running" if lapsed_no_more else clock.state)
        self._keep(clock)
        return clock
