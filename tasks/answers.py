"""Recording an answer, whichever door it came by: checked, once, with who and when."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Case
from models.history import Fact, Todo
from models.ledger import insert_once, ledger
from rules.catalogue import paths, questions
from rules.vocabulary.explaining import explain
from rules.vocabulary.question import Circumstances, Question
from tasks import clock
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError, NotAskedError
from tasks.records import find_case, tell
from tasks.service.answers import note_service
from tasks.step import step
from tasks.triggers import enqueue, parameters_of

Q = TypeVar("Q", bound=Question)

PREFECT_DOOR = "Prefect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded."""

    case_number: str
    question: str
    heading: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class RecordedFact(Generic[Q]):
    """A recorded answer; `answer` is None when the period ran out instead."""

    answer: Q | None


def read_fact(
    session: Session, case: Case, question: type[Q], occasion: str
) -> RecordedFact[Q] | None:
    """What was answered to a question on an occasion, if anything was recorded."""
    fact = session.scalars(
        select(Fact).where(
            Fact.case_id == case.id, Fact.question == question.code, Fact.occasion == occasion
        )
    ).one_or_none()
    if fact is None:
        return None
    return RecordedFact(None if fact.expired else question.model_validate_json(fact.value))


def record_answer(
    case_number: str,
    code: str,
    answer: Mapping[str, Any],
    *,
    door: str,
    occasion: str | None = None,
) -> Recorded:
    """Check an answer and make it a fact; the run that waits for it is woken.

    Raises UnknownCaseError, NotAskedError, AlreadyAnsweredError or InvalidAnswerError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        todo = _waiting(session, case, code, occasion)
        given = check(case, questions()[code], answer)
        note_service(session, case, given, occasion=todo.occasion, door=door)
        _store(session, case, todo, given, door)
        if door != PREFECT_DOOR:
            wake(session, case, todo)
        return Recorded(
            case_number=case.number,
            question=code,
            heading=todo.title,
            answered_by=given.answered_by,
        )


def check(case: Case, question: type[Q], answer: Mapping[str, Any]) -> Q:
    """The answer as its model, checked against the case. Raises InvalidAnswerError."""
    try:
        given = question.model_validate(answer)
    except ValidationError as error:
        raise InvalidAnswerError(explain(error, question)) from None
    circumstances = Circumstances(
        today=clock.today(),
        received_on=case.received_on,
        agencies=tuple(party.name for party in case.parties if party.role == DEFENDANT),
    )
    if problems := given.problems(circumstances):
        raise InvalidAnswerError(problems)
    return given


def digest(given: Question) -> str:
    """A key of what an answer says: typed in twice, it is the same."""
    return hashlib.sha256(given.model_dump_json().encode()).hexdigest()[:16]


@step("撤销待办")
def take_back(case_number: str, code: str, occasion: str) -> None:
    """Withdraw a question that is asked no more: what it was asked for has been corrected."""
    with ledger() as session:
        case = find_case(session, case_number)
        todo = session.scalars(
            select(Todo).where(
                Todo.case_id == case.id,
                Todo.question == code,
                Todo.occasion == occasion,
                Todo.state == "open",
            )
        ).one_or_none()
        if todo is not None:
            _close(todo, "cancelled")
            wake(session, case, todo)


def wake(session: Session, case: Case, todo: Todo) -> None:
    """Let the path's run go on: the sleeping one, or a new one if that is gone."""
    key = f"wake:{case.number}:{todo.question}:{todo.occasion}"
    run_path(session, case, todo.path, key=key, wakes_run=todo.flow_run_id)


def run_path(
    session: Session, case: Case, path_code: str, *, key: str, wakes_run: str | None = None
) -> None:
    """Promise a run of a path that the case is on, once a key."""
    enqueue(
        session,
        key=key,
        deployment=paths()[path_code].deployment,
        parameters=run_parameters(session, case, path_code),
        wakes_run=wakes_run,
    )


def run_parameters(session: Session, case: Case, path_code: str) -> dict[str, Any]:
    """What a path's run is started with: the filing's number for registration, else the case's."""
    if path_code != "registration":
        return parameters_of(path_code, case.number)
    from models.filing import FilingRecord  # noqa: PLC0415  (only this branch needs it)

    number = session.scalar(select(FilingRecord.number).where(FilingRecord.case_id == case.id))
    return parameters_of(path_code, str(number))


def _waiting(session: Session, case: Case, code: str, occasion: str | None) -> Todo:
    if code not in questions():
        known = "、".join(sorted(questions()))
        message = f"没有代码为“{code}”的问题；可用的有：{known}"
        raise NotAskedError(message)
    asked = select(Todo).where(Todo.case_id == case.id, Todo.question == code)
    if occasion is not None:
        asked = asked.where(Todo.occasion == occasion)
    todos = session.scalars(asked.order_by(Todo.id.desc())).all()
    if not todos:
        message = (
            f"案件{case.number}目前没有“{questions()[code].heading}”的待办（fuyuan todo 列出待办）"
        )
        raise NotAskedError(message)
    if waiting := [todo for todo in todos if todo.state == "open"]:
        return waiting[0]
    if todos[0].state == "held":
        message = f"案件{case.number}的程序已中止，“{todos[0].title}”待恢复后办理"
        raise NotAskedError(message)
    raise AlreadyAnsweredError(_who_answered(session, case, todos[0]))


def _who_answered(session: Session, case: Case, todo: Todo) -> str:
    fact = session.scalars(
        select(Fact).where(
            Fact.case_id == case.id,
            Fact.question == todo.question,
            Fact.occasion == todo.occasion,
        )
    ).one_or_none()
    if fact is None:
        return f"案件{case.number}的“{todo.title}”已撤销，不再需要答复"
    when = fact.recorded_at.astimezone(clock.CHINA)
    what = "已届期，由期限监测记录" if fact.expired else f"已由{fact.recorded_by}答复"
    return (
        f"案件{case.number}的“{todo.title}”{what}（{when:%Y-%m-%d %H:%M}，经{fact.door}），"
        "以先到的为准，本次答复未采纳"
    )


def record_fact(
    session: Session, case: Case, given: Question, *, door: str, occasion: str = "1"
) -> bool:
    """Make an answer that was checked a fact; false if the occasion has one already."""
    return insert_once(
        session,
        Fact,
        case_id=case.id,
        question=given.code,
        occasion=occasion,
        value=given.model_dump_json(),
        recorded_by=given.answered_by,
        door=door,
        recorded_at=clock.now(),
    )


def _store(session: Session, case: Case, todo: Todo, given: Question, door: str) -> None:
    if not record_fact(session, case, given, door=door, occasion=todo.occasion):
        raise AlreadyAnsweredError(_who_answered(session, case, todo))
    _close(todo, "answered")
    tell(
        session,
        case,
        key=f"answer:{todo.question}:{todo.occasion}",
        kind="答复",
        text=f"{todo.title}：{given.answered_by}经{door}答复",
    )


def _close(todo: Todo, state: str) -> None:
    todo.state = state
    todo.closed_at = clock.now()
    todo.draft = None
    todo.errors = ""
