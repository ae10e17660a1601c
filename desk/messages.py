"""站内信: what the desk itself tells; read is delivered."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from desk.cases import PAGE_SIZE
from desk.errors import DeskError
from desk.incoming import Typed
from desk.pages import PageNumber, pager_of
from desk.rendering import page
from models.ledger import reading
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.messages import count_messages, messages
from tasks.outbox.resending import count_undelivered, mark_read

router = APIRouter(include_in_schema=False)
STATES = {"unread": "未读", "all": "全部"}


@router.get("/messages")
def inbox(
    state: str = "unread", role: str = "", done: str = "", page_number: PageNumber = "1"
) -> Response:
    """List the messages, the newest first."""
    chosen = state if state in STATES else "unread"
    with reading() as session:
        undelivered = count_undelivered(session)
        counts = {
            name: count_messages(session, role=role, unread=name == "unread") for name in STATES
        }
        pager = pager_of("/messages", {"state": chosen, "role": role}, page_number, counts[chosen])
        lines = messages(
            session,
            role=role,
            unread=chosen == "unread",
            limit=PAGE_SIZE,
            offset=pager.offset,
        )
    return page(
        "messages.html.j2",
        lines=lines,
        counts=counts,
        undelivered=undelivered,
        states=STATES,
        state=chosen,
        role=role,
        roles=[each.value for each in Actor],
        zone=clock.CHINA,
        pager=pager,
        done=done == "read",
    )


@router.post("/messages/{notice_id}/read")
def read(notice_id: int, typed: Typed) -> Response:
    """Record who has read a message: that is its delivery."""
    by = typed.get("answered_by", "").strip()
    if not by:
        raise DeskError(422, "没有写明谁已阅读：请返回，填写姓名")
    mark_read(notice_id, by=by[:100])
    return RedirectResponse("/messages?done=read", status_code=303)
