"""`ask`: the recorded answer, or a to-do and a suspended run that shows its form.

The traps of Prefect's own suspension are avoided like this: the fact is read first; every
suspension has a key of its own (counted in the ledger, so a retried or needlessly woken run never
meets a used key); the raw input is checked by our own model, never by Prefect's loader; a
prefilled field keeps its title.
"""

import json
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from prefect import get_run_logger, suspend_flow_run
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.context import FlowRunContext
from prefect.exceptions import ObjectNotFound
from prefect.input import RunInput, create_flow_run_input, read_flow_run_input
from prefect.input.run_input import Keyset, keyset_from_base_key
from prefect.states import Cancelled
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Todo
from models.ledger import ledger
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from rules.vocabulary.question import Question
from tasks.answers import PREFECT_DOOR, read_fact, record_answer
from tasks.artifacts import publish_case
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError
from tasks.exits import is_stayed
from tasks.forms import ResumeForm, form_key, resume_form
from tasks.records import find_case, tell
from tasks.todos import Asked, find_todo, open_todo

Q = TypeVar("Q", bound=Question)


class ConsentWithdrawn(Exception):  # noqa: N818  (not an error: a party's right)
    """A side took back its consent to mediation; the case goes to docketing."""


class Unanswered(Exception):  # noqa: N818  (no error: outside a Prefect run nothing can sleep)
    """The walk stops at a question that nobody has answered; its to-do is open."""

    def __init__(self, question: str, occasion: str) -> None:
        """Name the question."""
        self.question = question
        self.occasion = occasion
        super().__init__(f"{question}:{occasion}")


def ask(
    case_number: str,
    question: type[Q],
    *,
    path: str,
    occasion: str = "1",
    due: str | None = None,
) -> Q:
    """The answer to `question` in this case, however long it takes.

    Without an answer the to-do is opened and this flow run is suspended with the form; it runs
    again from the top when somebody answered, by whatever door. `due` names a deadline to show.
    """
    answer = _ask(
        case_number, question, Asked(question=question, path=path, occasion=occasion, rule=due)
    )
    if answer is None:
        message = f"“{question.heading}”不应自动届期"
        raise RuntimeError(message)
    return answer


def ask_before(
    case_number: str,
    question: type[Q],
    *,
    path: str,
    before: str,
    occasion: str = "1",
) -> Q | None:
    """Ask as `ask` does; None when the deadline `before` ran out first."""
    return _ask(
        case_number,
        question,
        Asked(question=question, path=path, occasion=occasion, rule=before, expires=True),
    )


def _ask(case_number: str, question: type[Q], asked: Asked) -> Q | None:
    with ledger() as session:
        case = find_case(session, case_number)
        fact = read_fact(session, case, question, asked.occasion)
        if fact is None:
            _stop_if_withdrawn(session, case, asked)
            stayed = is_stayed(case, asked.path)
            todo = open_todo(session, case, asked)
            if stayed and todo.state == "open":
                todo.state = "held"
        else:
            todo = find_todo(session, case, question.code, asked.occasion)
    run_id = _run_id()
    if run_id and todo.flow_run_id == run_id and _take_input(case_number, todo):
        return _ask(case_number, question, asked)
    if fact is not None:
        return fact.answer
    if run_id is None:
        raise Unanswered(todo.question, todo.occasion)
    return _suspend(case_number, question, todo.id, run_id)


def _stop_if_withdrawn(session: Session, case: Case, asked: Asked) -> None:
    if asked.path != "prefiling_mediation":
        return
    withdrawal = read_fact(session, case, ConsentWithdrawal, "1")
    if withdrawal is not None and withdrawal.answer is not None:
        raise ConsentWithdrawn(withdrawal.answer.reason_line)


def _run_id() -> str | None:
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context and context.flow_run else None


def _take_input(case_number: str, todo: Todo) -> bool:
    """Take what was typed into this run's last form; true if that settled the question.

    What was typed although the question was answered meanwhile is refused, and told.
    """
    response = keyset_from_base_key(f"suspended-{_key(todo)}")["response"]
    given: Any = read_flow_run_input(response)
    try:
        if given is not None:
            record_answer(
                case_number, todo.question, given, door=PREFECT_DOOR, occasion=todo.occasion
            )
    except AlreadyAnsweredError as refused:
        _tell_refused(case_number, todo, str(refused))
    except InvalidAnswerError as wrong:
        _keep_draft(todo, given, wrong.problems)
        return False
    if given is None and todo.state == "open":
        return False
    _let_go(todo)
    return True


def _let_go(todo: Todo) -> None:
    # So that a run which comes this way again need not ask Prefect for an answer it has.
    with ledger() as session:
        session.get_one(Todo, todo.id).flow_run_id = None


def _tell_refused(case_number: str, todo: Todo, reason: str) -> None:
    with ledger() as session:
        case = find_case(session, case_number)
        key = f"refused:{todo.question}:{todo.occasion}:{todo.attempt}"
        tell(session, case, key=key, kind="答复", text=reason)


def _keep_draft(todo: Todo, given: dict[str, Any], problems: list[str]) -> None:
    with ledger() as session:
        row = session.get_one(Todo, todo.id)
        row.errors = "\n".join(problems)
        row.draft = json.dumps(given, ensure_ascii=False)


def _suspend(case_number: str, question: type[Question], todo_id: int, run_id: str) -> NoReturn:
    with ledger() as session:
        todo = session.get_one(Todo, todo_id)
        older, todo.flow_run_id = todo.flow_run_id, run_id
        todo.attempt += 1
        form = resume_form(session, case_number, question, todo)
        key = _key(todo)
    with get_client(sync_client=True) as client:
        if older and older != run_id:
            _retire(client, UUID(older))
        client.update_flow_run(UUID(run_id), name=f"{case_number}｜{question.heading}")
    _lay_out(form, key)
    publish_case(case_number)
    get_run_logger().warning(
        "等待%s办理“%s”，截止日期：%s。请点页面右上角的“⋮”，选 Resume，填表提交。",
        todo.actor,
        todo.title,
        todo.due_on or "未设",
    )
    suspend_flow_run(wait_for_input=_LaidOut, key=key, timeout=None)
    message = "暂停未生效"  # It leaves by raising; only a used key would come back here.
    raise RuntimeError(message)


def _retire(client: SyncPrefectClient, run_id: UUID) -> None:
    """Take the question from an older run of the same path, which sleeps or is about to."""
    try:
        older = client.read_flow_run(run_id)
    except ObjectNotFound:
        return
    if older.state is not None and not older.state.is_final():
        client.set_flow_run_state(run_id, Cancelled(message="由同一案件的新运行接替"), force=True)


class _LaidOut(RunInput):
    """A form that lies there before its run sleeps.

    Prefect lays it out afterwards; a run that died in between would sleep, look well, and refuse
    every answer (“Run input schema not found”).
    """

    @classmethod
    def save(cls, keyset: Keyset, flow_run_id: UUID | None = None) -> None:
        """Nothing is left to save."""


def _lay_out(form: ResumeForm, key: str) -> None:
    keys = keyset_from_base_key(f"suspended-{key}")
    create_flow_run_input(keys["schema"], form.fields)
    create_flow_run_input(keys["description"], form.description)


def _key(todo: Todo) -> str:
    return f"{form_key(todo.question, todo.occasion)}{todo.attempt}"
