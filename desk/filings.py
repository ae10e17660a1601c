"""The door for filings: `POST /filings`, for programs that hold a source's token."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from desk.api import REFUSALS
from desk.errors import DeskError
from desk.filing_schema import BATCH_BODY, ONE_BODY
from desk.rate import RateLimit
from rules.catalogue import paths
from tasks.receiving import LONGEST_KEY, KeyReusedError, Receipt, Submission, receipt_of, receive
from tasks.senders import Sender, is_signed_by, sender_with

router = APIRouter(prefix="/filings", tags=["收件"])
_bearer = HTTPBearer(
    auto_error=False, scheme_name="来源令牌", description="fuyuan source add 给出的令牌"
)
FIRST = "registration"
ENTRIES = (FIRST, *(code for code, path in paths().items() if path.entry and code != FIRST))

DOOR: dict[int | str, dict[str, Any]] = {
    **{status: REFUSALS[status] for status in (413, 415)},
    400: {"model": REFUSALS[404]["model"], "description": "请求无法处理"},
    401: {"model": REFUSALS[404]["model"], "description": "没有令牌，或者令牌无效、已停用"},
    403: {"model": REFUSALS[404]["model"], "description": "签名缺失、不符或者过期；来自浏览器页面"},
    409: {"model": REFUSALS[404]["model"], "description": "同一个 Idempotency-Key 用于不同的内容"},
    422: {"model": REFUSALS[404]["model"], "description": "一件也没有收下，problems逐栏说明"},
    429: {"model": REFUSALS[404]["model"], "description": "请求过多，按 Retry-After 的秒数重试"},
}
NO_RECEIPT: dict[int | str, dict[str, Any]] = {
    401: DOOR[401],
    404: {"model": REFUSALS[404]["model"], "description": "没有这份回执"},
    422: DOOR[422],
}


def _sender(
    given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Sender:
    sender = sender_with(given.credentials) if given else None
    if sender is None:
        raise DeskError(401, "没有有效的来源令牌：请求头应为 Authorization: Bearer 令牌")
    return sender


KnownSender = Annotated[Sender, Depends(_sender)]


async def _body(
    request: Request,
    sender: KnownSender,
    timestamp: Annotated[
        str,
        Header(alias="X-Fuyuan-Timestamp", description="签名时的Unix秒数；来源须签名时必填"),
    ] = "",
    signed: Annotated[
        str,
        Header(
            alias="X-Fuyuan-Signature",
            description="sha256= 加 HMAC-SHA256(密钥, 时间戳.正文) 的十六进制；来源须签名时必填",
        ),
    ] = "",
) -> bytes:
    limit: RateLimit = request.app.state.filing_rate
    if wait := limit.wait(sender.id, sender.per_minute):
        raise DeskError(429, f"请求过多：每分钟至多{sender.per_minute}次", retry_after=wait)
    body = await request.body()
    given = signed.removeprefix("sha256=")
    if sender.signing_key and not is_signed_by(sender, timestamp, given, body, now=time.time()):
        raise DeskError(403, "签名缺失、不符或者已过期（五分钟内有效），没有收件")
    return body


Body = Annotated[bytes, Depends(_body)]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=LONGEST_KEY,
        description="同一来源同一个键只收一次，再来得到同一份回执；不填的，同样的正文算同一次",
    ),
]
Entry = Annotated[str, Query(alias="path", description=f"从哪个程序开始：{'、'.join(ENTRIES)}")]


@router.post(
    "",
    summary="送一件收件登记",
    status_code=202,
    responses=DOOR,
    openapi_extra=ONE_BODY,
)
def post_filing(sender: KnownSender, body: Body, key: Key = "", path: Entry = FIRST) -> Receipt:
    """Take in one filing; its run starts by itself."""
    return _take(sender, Submission(body=body, key=key, path=_entry(path), is_batch=False))


@router.post(
    "/batch",
    summary="送一批收件登记",
    status_code=202,
    responses=DOOR,
    openapi_extra=BATCH_BODY,
)
def post_filings(sender: KnownSender, body: Body, key: Key = "", path: Entry = FIRST) -> Receipt:
    """Take in a batch: the good ones go through, each of the others says why not."""
    return _take(sender, Submission(body=body, key=key, path=_entry(path), is_batch=True))


@router.get("/receipts/{receipt}", summary="再看一份回执", responses=NO_RECEIPT)
def get_receipt(
    sender: KnownSender, receipt: Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
) -> Receipt:
    """Return a receipt that was given to this source."""
    found = receipt_of(sender, receipt)
    if found is None:
        raise DeskError(404, "没有这份回执，或者不是给本来源的")
    return found


def _take(sender: Sender, submission: Submission) -> Receipt:
    try:
        return receive(sender, submission)
    except KeyReusedError as error:
        raise DeskError(409, str(error)) from error


def _entry(code: str) -> str:
    if code not in ENTRIES:
        raise DeskError(422, f"path只能是{'、'.join(ENTRIES)}")
    return code
