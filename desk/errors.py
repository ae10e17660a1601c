"""What went wrong, told in Chinese: a page for people, JSON for programs."""

import logging
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from desk.headers import PROTECTION
from desk.rendering import page
from tasks.errors import (
    AlreadyAnsweredError,
    FuyuanError,
    InvalidAnswerError,
    NotAskedError,
    RefusedFilingError,
    UnknownCaseError,
)

logger = logging.getLogger("desk")

STATUS: dict[type[FuyuanError], int] = {
    UnknownCaseError: 404,
    NotAskedError: 404,
    AlreadyAnsweredError: 409,
    InvalidAnswerError: 422,
    RefusedFilingError: 422,
}
TITLES = {
    400: "请求无法处理",
    401: "没有令牌",
    403: "未采纳",
    404: "没有找到",
    405: "不支持这样操作",
    409: "已经答复过了",
    413: "内容过大",
    415: "格式不符",
    422: "填写有误",
    429: "请求过多",
    500: "系统出错",
    503: "台账暂时不可用",
}
MESSAGES = {
    404: "没有这个页面：请从待办或案件列表进入，或核对地址。",
    405: "这个地址不支持这样的操作：请从页面上的按钮和链接进入。",
    422: "请求的参数有误，请核对后重试。",
    500: "系统出错，已写入日志（logs/desk.log），请联系管理员。",
    503: "台账暂时无法读写，请稍后再试；仍不行的请联系管理员（日志：logs/desk.log）。",
}


class DeskError(FuyuanError):
    """A request the desk itself refuses, with the HTTP status that says so."""

    def __init__(self, status: int, message: str, *, retry_after: int = 0) -> None:
        """Keep the status for the answer; `retry_after` are seconds."""
        self.status = status
        self.retry_after = retry_after
        super().__init__(message)


def is_for_programs(path: str) -> bool:
    """Whether an address takes and gives JSON: the interface, and the door for filings."""
    return path.startswith(("/api/", "/filings/")) or path == "/filings"


def refusal(path: str, status: int, message: str, problems: Sequence[str] = ()) -> Response:
    """Tell an error as the caller of `path` can read it."""
    if is_for_programs(path):
        return JSONResponse({"message": message, "problems": list(problems)}, status_code=status)
    title = TITLES.get(status, TITLES[400])
    return page(
        "error.html.j2",
        status=status,
        code=status,
        title=title,
        message=message,
        problems=tuple(problems),
    )


def register_errors(app: FastAPI) -> None:
    """Map every error to its answer; none shows its innards."""
    app.exception_handler(FuyuanError)(_on_own)
    app.exception_handler(HTTPException)(_on_http)
    app.exception_handler(RequestValidationError)(_on_parameters)
    app.exception_handler(SQLAlchemyError)(_on_ledger)
    app.exception_handler(Exception)(_on_anything)


def _on_own(request: Request, error: FuyuanError) -> Response:
    status = error.status if isinstance(error, DeskError) else STATUS.get(type(error), 400)
    problems = error.problems if isinstance(error, InvalidAnswerError) else ()
    response = refusal(request.url.path, status, str(error), problems)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, DeskError) and error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _on_http(request: Request, error: HTTPException) -> Response:
    fallback = HTTPStatus(error.status_code).phrase
    message = MESSAGES.get(error.status_code, fallback)
    return refusal(request.url.path, error.status_code, message)


def _on_parameters(request: Request, _error: RequestValidationError) -> Response:
    return refusal(request.url.path, 422, MESSAGES[422])


def _on_ledger(request: Request, error: SQLAlchemyError) -> Response:
    # The statement's parameters name persons and stay out of the log.
    logger.error("ledger: %s: %s", type(error).__name__, getattr(error, "orig", ""))
    return refusal(request.url.path, 503, MESSAGES[503])


def _on_anything(request: Request, error: Exception) -> Response:
    logger.error("unexpected: %s", type(error).__name__, exc_info=error)
    response = refusal(request.url.path, 500, MESSAGES[500])
    response.headers.update(PROTECTION)
    return response
