"""What else the flows call from `tasks`: each modelled by what it may answer.

A flow that calls a function of `tasks` that reads the ledger needs a line here; the check says so.
"""

# ruff: noqa: ARG001  (they take what the steps take that they stand for)

import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.court_helpers import COURT_HELPERS
from fuyuan.model_check.samples import ENOUGH
from fuyuan.model_check.values import AGENCIES, RECEIVED, TODAY
from fuyuan.model_check.world import World
from models.case import Case
from rules.paths.interruption.questions import Incident
from rules.vocabulary.question import Question
from rules.vocabulary.region import Region, load_region
from tasks.answers import RecordedFact
from tasks.case_facts import CaseView
from tasks.clock import CHINA
from tasks.judgment_facts import Decision
from tasks.repeat_violations import Repeats

# What a flow may learn of a case, and what each may be.
CASE: dict[str, tuple[Any, ...]] = {
    "number": (sample.NUMBER,),
    "received_on": (RECEIVED,),
    "agencies": (AGENCIES, AGENCIES[:1]),
    "risk_tags": ((), ("群体性",)),
    "has_minor": (False, True),
}


class SampleCase:
    """The sample case as tasks.case_facts.CaseView; what differs between cases is a choice."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getattr__(self, name: str) -> Any:
        """A fact of the case."""
        if name not in {field.name for field in fields(CaseView)}:
            raise AttributeError(name)
        if name not in CASE:
            message = f"模型核查没有案件要素 {name} 的样例（fuyuan/model_check/helpers.py 的 CASE）"
            raise NotImplementedError(message)
        values = CASE[name]
        return values[0] if len(values) == 1 else self._world.choose(name, values)


def case_of(world: World, case_number: str) -> SampleCase:
    """As tasks.case_facts.case_of."""
    return SampleCase(world)


def dockets_first(world: World, case_number: str) -> bool:
    """As tasks.case_facts.dockets_first: a region does, or does not."""
    return bool(world.choose("先立案后调解", (False, True)))


def mediation_days(world: World, case_number: str) -> int:
    """As tasks.case_facts.mediation_days."""
    return 30


def reached_on(
    world: World, case_number: str, path: str, stage: str, *, occasion: str = "1"
) -> dt.date:
    """As tasks.case_facts.reached_on: only of a stage that was reached."""
    if path == world.path.code:
        is_first = stage == world.path.first and occasion == "1"
        was_reached = (path, stage, occasion) in world.record.moved
        world.look_for("moved", path, stage, occasion, is_there=was_reached)
        if not is_first and not was_reached:
            world.find_fault("阶段", f"读取到达“{stage}”之日，而案件没有到过该阶段（{occasion}）")
    return TODAY


def mediation_account(world: World, case_number: str) -> dict[str, Any]:
    """As tasks.case_facts.mediation_account: mediation never began, failed, or settled a part."""
    kind = world.choose("诉前调解", ("没有开始", "没有成功", "部分成功"))
    began = kind != "没有开始"
    return {
        "reason": "转登记立案",
        "accepted_on": RECEIVED if began else None,
        "ended_on": TODAY,
        "excluded_days": (TODAY - RECEIVED).days + 1 if began else None,
        "partial_terms": ["样例"] if kind == "部分成功" else [],
    }


def reached_at(world: World, case_number: str, path: str, stage: str) -> dt.datetime:
    """As tasks.case_facts.reached_at: only of a stage that was reached."""
    on = reached_on(world, case_number, path, stage)
    return dt.datetime.combine(on, dt.time(9), CHINA)


def closing_account(world: World, case_number: str) -> dict[str, Any]:
    """As tasks.mediation_facts.closing_account."""
    return {
        "mediator": "样例",
        "accepted_on": RECEIVED,
        "ended_on": TODAY,
        "sessions": [(RECEIVED, "继续调解")],
        "terms": [],
        "undisputed_count": 0,
    }


def materials_of(world: World, case_number: str) -> dict[str, Any]:
    """As tasks.remedies.materials_of."""
    return {"papers": ["样例"], "issued": [("样例", TODAY)], "sealed": []}


def reconsideration_of(world: World, case_number: str) -> dict[str, Any]:
    """As tasks.remedies.reconsideration_of: open, or nothing can be counted."""
    due = sample.as_due(sample.date_of("R_APPLY_60D", RECEIVED))
    return {"recon_due": due, "recon_passed": False, "reconsidered": False}


def due_of(world: World, case_number: str, rule: str, trigger_key: str) -> dict[str, Any]:
    """As tasks.deadlines.due_of."""
    return world.due(case_number, rule)


def raise_alert(world: World, case_number: str, *, key: str, title: str) -> None:
    """As tasks.alerts.raise_alert."""
    world.calls.append(("raise_alert", key))
    world.put_down("alert", key)


def register(world: World, number: str) -> str:
    """As tasks.registration.register."""
    return sample.NUMBER


def give_docket_number(world: World, case_number: str) -> str:
    """As tasks.registration.give_docket_number."""
    world.put_down("numbered", sample.DOCKET_NUMBER)
    return sample.DOCKET_NUMBER


def walk_of(world: World, case_number: str, path_code: str) -> int:
    """As tasks.stages.walk_of: the first."""
    return 1


def region_of(world: World, case_number: str) -> Region:
    """As tasks.local_duties._region: one that asks for reports, or one that does not."""
    return load_region(world.choose("地区", ("yicheng", sample.REGION)))


def find_case(world: World, session: Any, number: str) -> Case:
    """As tasks.records.find_case."""
    [first, *_] = ENOUGH.get(world.path.code, {}).get("agencies", CASE["agencies"])
    return sample.case(world.record.chosen.get("agencies", first))


def tell(
    world: World, session: Any, case: Any, *, key: str, kind: str, text: str, **data: Any
) -> bool:
    """As tasks.records.tell."""
    world.calls.append(("tell", key))
    return world.tell("told", key)


def read_fact(
    world: World, session: Any, case: Any, question: type[Question], occasion: str
) -> RecordedFact[Any] | None:
    """As tasks.answers.read_fact, of what was answered on this walk."""
    if question not in world.path.questions:
        message = (
            f"模型核查不知道 {question.code} 的答复：请在 fuyuan/model_check/helpers.py 补一条"
        )
        raise NotImplementedError(message)
    key = (question.code, occasion)
    if key not in world.record.answers:
        world.meet("answer", *key)
        return None
    return RecordedFact(world.answer_again(*key))


def incident_of(world: World, case_number: str, occasion: str) -> Incident:
    """As tasks.incident.incident_of: whatever may have been reported."""
    return world.ask(case_number, Incident, path=world.path.code, occasion=occasion)


def organ_facts(_world: World, case_number: str, path: str) -> dict[str, Any]:
    """As tasks.stayed.organ_facts."""
    region = load_region(sample.REGION)
    return {"organ": region.government_name if path == "reconsideration" else region.court_name}


def dues_after_stay(_world: World, case_number: str, cause: str) -> list[Any]:
    """As tasks.stayed.dues_after_stay: they are printed, and lead nowhere else."""
    return []


def decision_of(world: World, case_number: str, walk: int = 1) -> Decision:
    """As tasks.judgment_facts.decision_of: a judgment, with or without a flaw, or a ruling."""
    kind = world.choose("裁判", ("判决", "有瑕疵的判决", "驳回起诉的裁定"))
    is_ruling = kind == "驳回起诉的裁定"
    rule = "L_APPEAL_R_10D" if is_ruling else "L_APPEAL_J_15D"
    due = sample.as_due(sample.date_of(rule, TODAY))
    return Decision(
        title="行政裁定书（驳回起诉）" if is_ruling else "行政判决书",
        docket_number=sample.DOCKET_NUMBER,
        decided_on=TODAY,
        appeal_rule=rule,
        has_flaw=kind == "有瑕疵的判决",
        services=({"party": "周某", "served_on": TODAY, "appeal_due": due},),
    )


def was_met_late(world: World, case_number: str, rule: str, trigger_key: str) -> bool:
    """As tasks.deadlines.was_met_late: in time, or not."""
    world.meet("clock", rule, trigger_key)
    if (rule, trigger_key) not in world.record.clocks:
        world.find_fault("期限", f"读取 {rule} 是否逾期，而该期限（{trigger_key}）没有起算")
    return bool(world.choose(f"{rule} 逾期完成（{trigger_key}）", (False, True)))


def number_of(world: World, letter_id: int) -> str:
    """As tasks.suggest.number_of."""
    return "伍法建〔2026〕1号"


def count_repeats(world: World, case_number: str, agency: str, *, occasion: str) -> Repeats:
    """As tasks.repeat_violations.count_repeats: the first loss of its kind, or one too many."""
    count = int(world.choose(f"同类败诉（{occasion}）", (1, 3)))
    others = (sample.DOCKET_NUMBER, *("(2026)鄂0503行初9号",) * (count - 1))
    return Repeats(count=count, case_numbers=others)


HELPERS: dict[str, Callable[..., Any]] = {
    "tasks.case_facts.case_of": case_of,
    "tasks.case_facts.dockets_first": dockets_first,
    "tasks.case_facts.mediation_days": mediation_days,
    "tasks.case_facts.reached_on": reached_on,
    "tasks.case_facts.mediation_account": mediation_account,
    "tasks.case_facts.reached_at": reached_at,
    "tasks.mediation_facts.closing_account": closing_account,
    "tasks.remedies.materials_of": materials_of,
    "tasks.remedies.reconsideration_of": reconsideration_of,
    "tasks.deadlines.due_of": due_of,
    "tasks.alerts.raise_alert": raise_alert,
    "tasks.registration.register": register,
    "tasks.registration.give_docket_number": give_docket_number,
    "tasks.stages.walk_of": walk_of,
    "tasks.local_duties._region": region_of,
    "tasks.records.find_case": find_case,
    "tasks.records.tell": tell,
    "tasks.answers.read_fact": read_fact,
    "tasks.incident.incident_of": incident_of,
    "tasks.stayed.organ_facts": organ_facts,
    "tasks.stayed.dues_after_stay": dues_after_stay,
    "tasks.judgment_facts.decision_of": decision_of,
    "tasks.deadlines.was_met_late": was_met_late,
    "tasks.suggest.number_of": number_of,
    "tasks.repeat_violations.count_repeats": count_repeats,
    **COURT_HELPERS,
}
VERBS: dict[str, str] = {
    "tasks.asking.ask": "ask",
    "tasks.asking.ask_before": "ask_before",
    "tasks.stages.move": "move",
    "tasks.handover.hand_over": "hand_over",
    "tasks.exits.leave_path": "leave_path",
    "tasks.exits.hold_path": "hold_path",
    "tasks.exits.release_path": "release_path",
    "tasks.letters.issue": "issue",
    "tasks.deadlines.start_deadline": "start_deadline",
    "tasks.deadlines.chain_deadline": "chain_deadline",
    "tasks.deadlines.continue_deadline": "continue_deadline",
    "tasks.deadlines.start_filing_clock": "start_filing_clock",
    "tasks.deadlines.due": "due",
    "tasks.deadlines.meet_deadline": "meet_deadline",
    "tasks.deadline_changes.extend_deadline": "extend_deadline",
    "tasks.deadline_changes.exclude_days": "exclude_days",
    "tasks.deadline_changes.suspend_deadline": "suspend_deadline",
    "tasks.deadline_changes.resume_deadline": "resume_deadline",
}
