"""A case at a glance, for whoever looks: the resume form, artifacts, the desk, the terminal."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from models.case import DEFENDANT, Case
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.letter import CONFIDENTIAL, MARKS, RESERVED, UNSEEN, IssuedLetter
from rules.catalogue import is_restricted, paths
from rules.vocabulary.letter import WITHHELD
from tasks.clock import CHINA
from tasks.records import find_case


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """A period as people see it."""

    title: str
    rule: str
    due_on: dt.date | None
    act_by: dt.date
    status: str
    state: str
    basis: str
    proof: tuple[str, ...]
    # By what a person names it who urges it or sends it back.
    duty: str
    is_done: bool
    is_returned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as people see it; `mark` and `remark` say if it holds no more, and since when."""

    id: int
    title: str
    number: str
    addressee: str
    issued_on: dt.date
    warning: str
    mark: str = ""
    remark: str = ""
    has_files: bool = True
    is_restricted: bool = False
    issued_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoLine:
    """What waits for whom until when."""

    case_number: str
    question: str
    occasion: str
    title: str
    actor: str
    due_on: dt.date | None
    state: str
    flow_run_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverview:
    """All that is shown of one case."""

    id: int
    number: str
    numbers: tuple[str, ...]
    short_code: str
    elements: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, str], ...]
    is_open: bool
    todos: tuple[TodoLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    letters: tuple[LetterLine, ...]
    timeline: tuple[tuple[str, str, str], ...]


STATES = {
    "running": "进行中",
    "suspended": "中止",
    "met": "已完成",
    "met_late": "逾期后补办",
    "missed": "已逾期",
    "replaced": "已由更正后的期限替代",
}
STATUS = {"certain": "确定", "provisional": "暂定（放假安排未公布）"}


def case_overview(session: Session, case_number: str) -> CaseOverview:
    """Everything about one case, in a fixed number of queries. Raises UnknownCaseError."""
    case = find_case(session, case_number)
    return CaseOverview(
        id=case.id,
        number=case.number,
        numbers=tuple(number.number for number in case.numbers),
        short_code=case.short_code,
        elements=_elements(case),
        stages=_stages(case),
        is_open=any(path.closed_at is None for path in case.paths),
        todos=todo_lines(session, case_id=case.id),
        deadlines=_deadlines(session, case),
        letters=_letters(session, case),
        timeline=_timeline(session, case),
    )


def todo_lines(session: Session, *, case_id: int | None = None) -> tuple[TodoLine, ...]:
    """The open to-dos, the most urgent first; of one case or of all."""
    query = (
        select(Todo, Case.number)
        .join(Case, Case.id == Todo.case_id)
        .where(Todo.state == "open")
        .order_by(Todo.due_on.is_(None), Todo.due_on, Todo.id)
    )
    if case_id is not None:
        query = query.where(Todo.case_id == case_id)
    return tuple(
        TodoLine(
            case_number=number,
            question=todo.question,
            occasion=todo.occasion,
            title=todo.title,
            actor=todo.actor,
            due_on=todo.due_on,
            state=todo.state,
            flow_run_id=todo.flow_run_id,
        )
        for todo, number in session.execute(query)
    )


def _elements(case: Case) -> tuple[tuple[str, str], ...]:
    agencies = "、".join(party.name for party in case.parties if party.role == DEFENDANT)
    return (
        ("起诉人", case.plaintiff_names),
        ("被诉行政机关", agencies),
        ("被诉行政行为", case.act),
        ("行为作出日期", str(case.act_made_on or "未载明")),
        ("知道行为内容日期", str(case.act_known_on or "未载明")),
        ("诉讼请求", case.claims),
        ("案由", case.cause),
        ("是否经过复议", "是" if case.reconsidered else "否"),
        ("收到起诉材料日期", str(case.received_on)),
        ("登记日期", str(case.registered_on)),
        ("风险标签", "、".join(case.risk_tags) or "无"),
    )


def _stages(case: Case) -> tuple[tuple[str, str], ...]:
    known = paths()
    return tuple(
        (known[row.path].title, known[row.path].stages[row.stage].title) for row in case.paths
    )


def _deadlines(session: Session, case: Case) -> tuple[DeadlineLine, ...]:
    rows = session.scalars(
        select(RunningDeadline)
        .where(RunningDeadline.case_id == case.id)
        .order_by(RunningDeadline.act_by, RunningDeadline.id)
    )
    return tuple(
        DeadlineLine(
            title=row.title,
            rule=row.rule,
            due_on=row.due_on,
            act_by=row.act_by,
            status=STATUS[row.status],
            state=STATES[row.state],
            basis=row.basis,
            proof=tuple(row.proof["lines"]),
            duty=f"{row.rule}:{row.trigger_key}",
            is_done=row.state in {"met", "met_late"},
            is_returned=bool(row.returned_times),
        )
        for row in rows
    )


def _letters(session: Session, case: Case) -> tuple[LetterLine, ...]:
    rows = session.scalars(
        select(IssuedLetter)
        .options(defer(IssuedLetter.facts))
        .where(
            IssuedLetter.case_id == case.id,
            IssuedLetter.state != CONFIDENTIAL,
            or_(IssuedLetter.state != RESERVED, IssuedLetter.mark != ""),
        )
        .order_by(IssuedLetter.id)
    ).all()
    names = {row.id: row.name for row in rows}
    replaced_by = {row.replaces_id: row.name for row in rows if row.state != RESERVED}
    return tuple(letter_line(row, _remarks(row, names, replaced_by)) for row in rows)


def office_letters(session: Session, most: int) -> tuple[LetterLine, ...]:
    """The letters that belong to no case, the newest first, no more than so many."""
    rows = session.scalars(
        select(IssuedLetter)
        .options(defer(IssuedLetter.facts))
        .where(IssuedLetter.case_id.is_(None), IssuedLetter.state.not_in(UNSEEN))
        .order_by(IssuedLetter.id.desc())
        .limit(most)
    )
    return tuple(letter_line(row) for row in rows)


def letter_line(row: IssuedLetter, remarks: Iterable[str] = ()) -> LetterLine:
    """A letter as everybody may see it: of a restricted one, that it is there."""
    is_withheld = is_restricted(row.code)
    return LetterLine(
        id=row.id,
        title=WITHHELD if is_withheld else row.title,
        number="" if is_withheld else row.number,
        addressee="—" if is_withheld else row.addressee,
        issued_on=row.issued_on,
        warning=row.warning,
        mark=MARKS.get(row.mark, ""),
        remark="" if is_withheld else "；".join(remarks),
        has_files=row.state != RESERVED,
        is_restricted=is_withheld,
        issued_by=row.issued_by,
    )


def _remarks(
    row: IssuedLetter, names: Mapping[int, str], replaced_by: Mapping[int | None, str]
) -> Iterator[str]:
    if row.replaces_id is not None:
        yield f"替代{names[row.replaces_id]}"
    if row.mark and row.marked_at:
        successor = f"由{replaced_by[row.id]}替代，" if row.id in replaced_by else ""
        when = row.marked_at.astimezone(CHINA).date()
        yield f"{successor}原因：{row.mark_reason}（{row.marked_by}，{when}）"


def _timeline(session: Session, case: Case) -> tuple[tuple[str, str, str], ...]:
    rows = session.scalars(select(Event).where(Event.case_id == case.id).order_by(Event.id))
    return tuple(
        (row.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"), row.kind, row.text) for row in rows
    )
