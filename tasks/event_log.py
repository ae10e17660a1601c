"""The event log of the cases, for process mining: XES and OCEL 2.0, without a person in it.

An activity is named from the declarations (a stage, a question, a letter, a period), never from the
timeline's text, which may name who answered; a case is its short code.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Event
from models.ledger import reading
from rules.catalogue import letters, paths, questions
from rules.deadlines import DEADLINES
from tasks.clock import CHINA
from tasks.errors import FuyuanError
from tasks.records import find_case

CASE, WALK, QUESTION, LETTER, DEADLINE = "案件", "路径", "事项", "文书", "期限"
OBJECT_TYPES = (CASE, WALK, QUESTION, LETTER, DEADLINE)
PLAIN = {
    "registered": "登记编号",
    "docket_number": "编立案案号",
    "filing_clock": "核算起诉期限",
    "consent_withdrawal": "退出调解",
    "corrected": "更正日期",
    "incident": "登记情况变化",
    "overlay": "改用通用模板",
    "objection": "登记管辖异议",
    "retrial_filing": "登记再审",
}
ON_A_QUESTION = {"todo": "待办", "answer": "答复", "expired": "届期", "refused": "未采纳"}
ON_A_PATH = {"held": "中止", "released": "恢复", "left": "结束"}
ON_A_LETTER = {"letter": "制作", "letter_voided": "作废", "letter_superseded": "替代"}
ON_A_DEADLINE = {
    "deadline": "起算",
    "continued": "接续",
    "extended": "延长",
    "excluded": "扣除",
    "suspended": "停走",
    "resumed": "续走",
    "recomputed": "改期",
    "met": "补办",
    "missed": "逾期",
    "escalated": "逐级提醒",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One event: what happened when, in which case, and to which thing of it."""

    id: int
    case: str
    activity: str
    at: str
    role: str
    object_type: str
    object_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    activity: str
    role: str = ""
    object_type: str = CASE
    object_key: str = ""


def export_log(path: Path, case_number: str = "") -> int:
    """Write the log of all cases, or of one: XES for .xes, OCEL 2.0 for .json; how many events.

    Raises FuyuanError for another kind of file, UnknownCaseError for an unknown case.
    """
    writers = {".xes": _write_xes, ".json": _write_ocel}
    if path.suffix not in writers:
        message = f"不知道怎样写“{path.name}”：请用 .xes（XES）或 .json（OCEL 2.0）结尾"
        raise FuyuanError(message)
    with reading() as session:
        one = find_case(session, case_number).id if case_number else None
        return writers[path.suffix](path, _logged(session, one))


def _logged(session: Session, case_id: int | None) -> Iterator[LoggedEvent]:
    """Every event, case by case and in order, read in one query."""
    query = (
        select(Event.id, Case.short_code, Event.key, Event.kind, Event.at)
        .join(Case, Case.id == Event.case_id)
        .order_by(Event.case_id, Event.id)
    )
    if case_id is not None:
        query = query.where(Event.case_id == case_id)
    numbers: dict[str, dict[str, int]] = {}
    for event_id, case, key, kind, at in session.execute(query.execution_options(yield_per=5000)):
        about = _about(key, kind)
        if case not in numbers:
            numbers = {
                case: {}
            }  # A key may name a recipient: its number in the case stands for it.
        number = numbers[case].setdefault(about.object_key, len(numbers[case]) + 1)
        own = f"/{about.object_type}{number}" if about.object_key else ""
        yield LoggedEvent(
            id=event_id,
            case=case,
            activity=about.activity,
            at=at.astimezone(CHINA).isoformat(),
            role=about.role,
            object_type=about.object_type,
            object_id=f"{case}{own}",
        )


def _about(key: str, kind: str) -> _About:
    head, *rest = key.split(":")
    if head in ON_A_DEADLINE:
        return _on_deadline(head, rest)
    if head in ON_A_QUESTION and rest[0] in questions():
        return _on_question(head, rest)
    if head in {"stage", "handover", *ON_A_PATH}:
        return _on_path(head, rest)
    if head in ON_A_LETTER and rest[0] in letters():
        activity = f"{ON_A_LETTER[head]}：{letters()[rest[0]].title}"
        return _About(activity=activity, object_type=LETTER, object_key=f"letter:{':'.join(rest)}")
    return _About(activity=PLAIN.get(head, kind))


def activity_of(key: str, kind: str) -> str:
    """What an event was, in the words of the declarations: it names nobody."""
    return _about(key, kind).activity


def _on_path(head: str, rest: list[str]) -> _About:
    path = paths()[rest[0]]
    concerned = rest[0]
    match head:
        case "stage":
            activity = f"{path.title}：{path.stages[rest[1]].title}"
        case "handover":
            concerned = rest[1]
            activity = f"移交：{path.title}→{paths()[concerned].title}"
        case _:
            activity = f"{ON_A_PATH[head]}：{path.title}"
    return _About(activity=activity, object_type=WALK, object_key=f"walk:{concerned}")


def _on_question(head: str, rest: list[str]) -> _About:
    question = questions()[rest[0]]
    return _About(
        activity=f"{ON_A_QUESTION[head]}：{question.heading}",
        role=question.actor.value,
        object_type=QUESTION,
        object_key=":".join(["question", *rest[:2]]),
    )


def _on_deadline(head: str, rest: list[str]) -> _About:
    declared = DEADLINES.get(rest[0])
    duty = declared.duty if declared else "起诉期限"
    return _About(
        activity=f"{ON_A_DEADLINE[head]}：{duty}",
        role=declared.actor if declared else "",
        object_type=DEADLINE,
        object_key=":".join(["deadline", *rest[:2]]),
    )


def _write_xes(path: Path, events: Iterator[LoggedEvent]) -> int:
    written, current = 0, ""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("log", {"xes.version": "1.0", "xes.features": "nested-attributes"}):
            for name, prefix in (
                ("Concept", "concept"),
                ("Time", "time"),
                ("Organizational", "org"),
            ):
                uri = f"http://www.xes-standard.org/{prefix}.xesext"
                file.write(etree.Element("extension", name=name, prefix=prefix, uri=uri))
            trace: Any = None
            for event in events:
                if event.case != current:
                    if trace is not None:
                        file.write(trace)
                    trace, current = etree.Element("trace"), event.case
                    _attribute(trace, "string", "concept:name", event.case)
                element = etree.SubElement(trace, "event")
                _attribute(element, "string", "concept:name", event.activity)
                _attribute(element, "date", "time:timestamp", event.at)
                if event.role:
                    _attribute(element, "string", "org:role", event.role)
                written += 1
            if trace is not None:
                file.write(trace)
    return written


def _attribute(parent: Any, kind: str, key: str, value: str) -> None:
    etree.SubElement(parent, kind, key=key, value=value)


def _write_ocel(path: Path, events: Iterator[LoggedEvent]) -> int:
    listed: list[dict[str, Any]] = []
    objects: dict[str, str] = {}
    for event in events:
        objects.setdefault(event.case, CASE)
        objects.setdefault(event.object_id, event.object_type)
        related = [{"objectId": event.case, "qualifier": CASE}]
        if event.object_id != event.case:
            related.append({"objectId": event.object_id, "qualifier": event.object_type})
        listed.append(
            {
                "id": f"e{event.id}",
                "type": event.activity,
                "time": event.at,
                "attributes": [{"name": "角色", "value": event.role}],
                "relationships": related,
            }
        )
    log = {
        "objectTypes": [{"name": name, "attributes": []} for name in OBJECT_TYPES],
        "eventTypes": [
            {"name": name, "attributes": [{"name": "角色", "type": "string"}]}
            for name in sorted({event["type"] for event in listed})
        ],
        "objects": [
            {
                "id": name,
                "type": kind,
                "attributes": [],
                "relationships": []
                if kind == CASE
                else [{"objectId": name.partition("/")[0], "qualifier": "属于"}],
            }
            for name, kind in objects.items()
        ],
        "events": listed,
    }
    path.write_text(json.dumps(log, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(listed)
