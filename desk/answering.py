"""The forms: an answer to an open question, and a side's word that it leaves mediation."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from desk.cases import is_leavable, resolve, walks
from desk.due import mark
from desk.forms import Problems, lay_out, read_answer
from desk.incoming import Typed
from desk.problems import WHOLE, problems_of
from desk.rendering import case_path, page
from desk.shapes import shapes_of
from models.case import Case
from models.history import Todo
from models.ledger import reading
from rules.catalogue import questions
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from rules.vocabulary.question import Question
from tasks import clock
from tasks.answers import record_answer
from tasks.errors import InvalidAnswerError, NotAskedError
from tasks.forms import COMPARED, prefilled
from tasks.likeness import comparisons
from tasks.overview import case_overview
from tasks.records import find_case
from tasks.withdrawal import withdraw_consent

router = APIRouter(include_in_schema=False)

DOOR = "窗口"
# Beside the question's own fields; no field of a question starts with an underscore.
OCCASION, MORE = "_occasion", "_more"


@router.get("/cases/{number}/answer/{code}")
def answer_form(number: str, code: str, occasion: str = "") -> Response:
    """Show the form of a question that waits. Raises what `record_answer` would raise."""
    canonical = _number_of(number)
    refuse_unless_waiting(canonical, code, occasion or None)
    todo = _open_todo(canonical, code, occasion or None)
    with reading() as session:
        draft = prefilled(session, find_case(session, canonical), todo)
    return form(canonical, questions()[code], todo, draft, {WHOLE: todo.errors.splitlines()})


@router.post("/cases/{number}/answer/{code}")
def answer(number: str, code: str, typed: Typed) -> Response:
    """Record what was typed, or show it again with what is wrong."""
    canonical, occasion = _number_of(number), typed.get(OCCASION) or None
    question = _known(code)

    def record(given: Mapping[str, Any]) -> None:
        record_answer(canonical, code, given, door=DOOR, occasion=occasion)

    def show(given: Mapping[str, Any], problems: Problems) -> Response:
        refuse_unless_waiting(canonical, code, occasion)
        todo = _open_todo(canonical, code, occasion)
        return form(canonical, question, todo, given, problems, more=typed.get(MORE, ""))

    return take(canonical, question, typed, record, show, done="answered")


@router.get("/cases/{number}/withdrawal")
def withdrawal_form(number: str) -> Response:
    """Show the form to leave mediation. Raises NotAskedError where there is none to leave."""
    canonical = _number_of(number)
    _refuse_unless_leavable(canonical)
    return form(canonical, ConsentWithdrawal, None, {}, {})


@router.post("/cases/{number}/withdrawal")
def withdraw(number: str, typed: Typed) -> Response:
    """Record the withdrawal, or show the form again with what is wrong."""
    canonical = _number_of(number)

    def record(given: Mapping[str, Any]) -> None:
        withdraw_consent(canonical, given, door=DOOR)

    def show(given: Mapping[str, Any], problems: Problems) -> Response:
        return form(canonical, ConsentWithdrawal, None, given, problems)

    return take(canonical, ConsentWithdrawal, typed, record, show, done="withdrawn")


def refuse_unless_waiting(number: str, code: str, occasion: str | None) -> None:
    """Raise NotAskedError or AlreadyAnsweredError exactly as recording an answer would."""
    try:
        # Nobody signed it, so it is never accepted: only whether it is waited for is told.
        record_answer(number, code, {}, door=DOOR, occasion=occasion)
    except InvalidAnswerError:
        return


def take(
    number: str,
    question: type[Question],
    typed: Mapping[str, str],
    record: Callable[[Mapping[str, Any]], None],
    show: Callable[[Mapping[str, Any], Problems], Response],
    *,
    done: str,
) -> Response:
    """Record what was typed and go back to the case, or show it again with what is wrong."""
    given = read_answer(shapes_of(question), typed)
    if MORE in typed:
        return show(given, {})
    try:
        record(given)
    except InvalidAnswerError as error:
        response = show(given, problems_of(question, given, error))
        response.status_code = 422
        return response
    return RedirectResponse(f"{case_path(number)}?done={done}", status_code=303)


def form(
    number: str,
    question: type[Question],
    todo: Todo | None,
    given: Mapping[str, Any],
    problems: Problems,
    *,
    more: str = "",
) -> Response:
    """Show the form of a question about a case."""
    today = clock.today()
    with reading() as session:
        overview = case_overview(session, number)
        compared = comparisons(session, overview.id) if question.code in COMPARED else []
    widgets = lay_out(shapes_of(question), given, problems, more=more)
    placed = {widget.name for widget in widgets}
    return page(
        "answer.html.j2",
        case=overview,
        today=today,
        question=question,
        todo=todo,
        due=mark(todo.due_on, today) if todo else None,
        deadlines=[(line, mark(line.due_on or line.act_by, today)) for line in overview.deadlines],
        widgets=widgets,
        compared=compared,
        problems=problems,
        general=_general(problems, placed),
    )


def _general(problems: Problems, placed: set[str]) -> list[str]:
    """Gather the problems that no field of the form shows."""
    return [
        line
        for name, lines in problems.items()
        if name.partition(".")[0] not in placed
        for line in lines
    ]


def _known(code: str) -> type[Question]:
    if code not in questions():
        raise NotAskedError(f"没有代码为“{code[:40]}”的问题：请从案件页面的待办进入")
    return questions()[code]


def _number_of(number: str) -> str:
    with reading() as session:
        return resolve(session, number)


def _open_todo(number: str, code: str, occasion: str | None) -> Todo:
    """Find the to-do that an answer would be recorded for."""
    with reading() as session:
        return _latest_open(session, number, code, occasion)


def _latest_open(session: Session, number: str, code: str, occasion: str | None) -> Todo:
    query = (
        select(Todo)
        .join(Case, Case.id == Todo.case_id)
        .where(Case.number == number, Todo.question == code, Todo.state == "open")
    )
    if occasion is not None:
        query = query.where(Todo.occasion == occasion)
    todo = session.scalars(query.order_by(Todo.id.desc())).first()
    if todo is None:
        raise NotAskedError("这项待办刚刚办结：请回到案件页面查看")
    return todo


def _refuse_unless_leavable(number: str) -> None:
    with reading() as session:
        case_id = case_overview(session, number).id
        if any(is_leavable(row) for row, _ in walks(session, case_id)):
            return
    raise NotAskedError(f"案件{number}没有可以退出的诉前调解（未开始、已签署协议或已终止）")
