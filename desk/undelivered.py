"""没有送达的通知: each waits for the word of somebody named, to go again or to somebody else."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import RedirectResponse, Response

from desk.cases import PAGE_SIZE
from desk.errors import DeskError
from desk.incoming import Typed
from desk.pages import PageNumber, pager_of
from desk.rendering import page
from models.ledger import reading
from tasks.outbox.resending import (
    UNDELIVERED,
    count_undelivered,
    send_again,
    send_elsewhere,
    undelivered,
)

router = APIRouter(include_in_schema=False)

HERE = "/undelivered"
DONE = {"resend": "已重新排队，随即发送。", "elsewhere": "已改为通知另一联系人，随即发送。"}
NAME, WORDS = 100, 500  # So many characters at most.
# What fits the ledger's keys.
NoticeId = Annotated[int, Path(ge=1, lt=2**31)]


@router.get(HERE)
def waiting(done: str = "", page_number: PageNumber = "1") -> Response:
    """List what did not arrive, or may not have, the oldest first."""
    with reading() as session:
        total = count_undelivered(session)
    pager = pager_of(HERE, {}, page_number, total)
    return page(
        "undelivered.html.j2",
        lines=undelivered(limit=PAGE_SIZE, offset=pager.offset),
        states=UNDELIVERED,
        pager=pager,
        name_length=NAME,
        reason_length=WORDS,
        done=DONE.get(done, ""),
    )


@router.post("/undelivered/{notice_id}/resend")
def resend(notice_id: NoticeId, typed: Typed) -> Response:
    """Queue it once more, by the word of whoever knows that it did not arrive."""
    by = _said(typed, "answered_by", "谁决定重发", NAME)
    reason = _said(typed, "reason", "凭什么知道没有收到", WORDS)
    send_again(notice_id, by=by, reason=reason, seen=typed.get("seen", ""))
    return _back("resend")


@router.post("/undelivered/{notice_id}/elsewhere")
def elsewhere(notice_id: NoticeId, typed: Typed) -> Response:
    """Tell another contact instead."""
    by = _said(typed, "answered_by", "谁决定改为通知", NAME)
    label = _said(typed, "label", "改为通知谁", NAME)
    send_elsewhere(notice_id, label, by=by, seen=typed.get("seen", ""))
    return _back("elsewhere")


def _said(typed: dict[str, str], name: str, what: str, most: int) -> str:
    text = typed.get(name, "").strip()
    if not text:
        raise DeskError(422, f"没有写明{what}：请返回填写，通知尚未重发")
    if len(text) > most:
        raise DeskError(422, f"{what}超过{most}字：请返回改短，通知尚未重发")
    return text


def _back(done: str) -> Response:
    return RedirectResponse(f"{HERE}?done={done}", status_code=303)
