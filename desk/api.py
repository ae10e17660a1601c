"""The JSON door: the same to-dos, cases and answers for programs."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from desk.cases import resolve
from desk.errors import STATUS
from desk.incoming import SentJson
from desk.problems import problem_lines, problems_of
from desk.rendering import page
from models.ledger import reading
from rules.catalogue import questions
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from rules.vocabulary.question import Question
from tasks.answers import Recorded, record_answer
from tasks.errors import InvalidAnswerError, NotAskedError
from tasks.overview import CaseOverview, TodoLine, case_overview, todo_lines
from tasks.withdrawal import withdraw_consent

DOOR = "接口"


class Refusal(BaseModel):
    """Every error has this form."""

    message: str = Field(title="说明")
    problems: list[str] = Field(title="逐栏的问题")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionForm:
    """A question as a program needs it: who answers, on what basis, in which form."""

    code: str
    heading: str
    actor: str
    basis: tuple[str, ...]
    guidance: str
    json_schema: dict[str, Any]


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "不是有效的JSON，或者不是本窗口的地址"},
    403: {"model": Refusal, "description": "来自其他网站的页面"},
    404: {"model": Refusal, "description": "没有这个案件或问题，或目前没有这项待办"},
    409: {"model": Refusal, "description": "已经答复过，先到的为准"},
    413: {"model": Refusal, "description": "内容超过上限"},
    415: {"model": Refusal, "description": "内容不是 application/json"},
    422: {"model": Refusal, "description": "答复有误，problems逐栏说明"},
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: REFUSALS[404]}
BODY = {
    "requestBody": {
        "required": True,
        "description": "答复：键为栏目代码，形式见 GET /api/questions/{code} 的 json_schema",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}

Occasion = Annotated[str | None, Query(description="同一问题的第几次；不填为未办结的最近一次")]

router = APIRouter(prefix="/api")


@router.get("", include_in_schema=False)
def describe(request: Request) -> Response:
    """Show this interface on one page, from its own description."""
    return page("api.html.j2", paths=request.app.openapi()["paths"])


@router.get("/todos", summary="未办结的待办，最急的在前")
def todos() -> list[TodoLine]:
    """List every open to-do."""
    with reading() as session:
        return list(todo_lines(session))


@router.get("/cases/{number}", summary="一个案件的全部情况", responses=NOT_FOUND)
def case(number: str) -> CaseOverview:
    """Return one case, by its number or its short code."""
    with reading() as session:
        return case_overview(session, resolve(session, number))


@router.get("/questions/{code}", summary="一个问题的表单", responses=NOT_FOUND)
def question_form(code: str) -> QuestionForm:
    """Return a question's JSON schema, with its actor, basis and guidance."""
    question = _answerable().get(code)
    if question is None:
        known = "、".join(sorted(_answerable()))
        raise NotAskedError(f"没有代码为“{code[:40]}”的问题；可用的有：{known}")
    return QuestionForm(
        code=question.code,
        heading=question.heading,
        actor=question.actor.value,
        basis=question.basis,
        guidance=question.guidance,
        json_schema=question.model_json_schema(),
    )


@router.post(
    "/cases/{number}/answers/{code}",
    summary="答复一个待办",
    status_code=201,
    response_model=Recorded,
    responses=REFUSALS,
    openapi_extra=BODY,
)
def answer(
    number: str,
    code: str,
    given: SentJson,
    occasion: Occasion = None,
) -> Recorded | Response:
    """Record an answer; the case's run goes on by itself."""
    try:
        return record_answer(_number_of(number), code, given, door=DOOR, occasion=occasion)
    except InvalidAnswerError as error:
        return _invalid(questions()[code], given, error)


@router.post(
    "/cases/{number}/withdrawal",
    summary="退出调解，转登记立案",
    status_code=201,
    response_model=Recorded,
    responses=REFUSALS,
    openapi_extra=BODY,
)
def withdraw(number: str, given: SentJson) -> Recorded | Response:
    """Record that a side leaves mediation; the case goes to docketing."""
    canonical = _number_of(number)
    try:
        withdraw_consent(canonical, given, door=DOOR)
    except InvalidAnswerError as error:
        return _invalid(ConsentWithdrawal, given, error)
    return Recorded(
        case_number=canonical,
        question=ConsentWithdrawal.code,
        heading=ConsentWithdrawal.heading,
        answered_by=str(given["answered_by"]),
    )


def _answerable() -> dict[str, type[Question]]:
    return {**questions(), ConsentWithdrawal.code: ConsentWithdrawal}


def _number_of(number: str) -> str:
    with reading() as session:
        return resolve(session, number)


def _invalid(
    question: type[Question], given: dict[str, Any], error: InvalidAnswerError
) -> JSONResponse:
    problems = problem_lines(question, problems_of(question, given, error))
    message = "答复有误，请更正后重新提交：" + "；".join(problems)
    content = {"message": message, "problems": problems}
    return JSONResponse(content, status_code=STATUS[InvalidAnswerError])
