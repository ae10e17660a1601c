"""The pages to look at: what waits, the cases, one case."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from desk import issuing
from desk.cases import (
    PAGE_SIZE,
    Wanted,
    causes,
    count_open_cases,
    is_leavable,
    list_cases,
    resolve,
    walks,
)
from desk.due import TONES, Tone, mark, near_days
from desk.rendering import case_path, page
from desk.stages import draw
from models.ledger import reading
from rules.catalogue import paths
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.errors import UnknownCaseError
from tasks.outbox.listing import notice_lines
from tasks.outbox.resending import count_undelivered
from tasks.overview import case_overview, todo_lines
from tasks.service import listing

router = APIRouter(include_in_schema=False)

# Read as text, so that a mistyped page number leads to the first page and not to an error.
PageNumber = Annotated[str, Query(alias="page")]
STATES = {"all": "全部", "open": "在办", "closed": "已结"}
DONE = {
    "answered": "答复已记录，流程随即自动继续；下一步待办稍后出现在本页。",
    "withdrawn": "退出调解已登记，案件随即转登记立案。",
    "urge": "催办已记入时间线；登记了联系人的，随即收到通知。",
    "return": "已退回：期限恢复进行，最后日期不变。",
    "done": "已登记重新办结。",
    **issuing.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where in a list the page stands, and the addresses of its neighbours."""

    page: int
    pages: int
    total: int
    before: str
    after: str

    @property
    def offset(self) -> int:
        """How many lines stand before the page."""
        return (self.page - 1) * PAGE_SIZE


@router.get("/")
def todos(due: str = "", actor: str = "", page_number: PageNumber = "1") -> Response:
    """Show what waits for people, the most urgent first."""
    today = clock.today()
    with reading() as session:
        everything = [(line, mark(line.due_on, today)) for line in todo_lines(session)]
        lines = [
            (line, due_mark)
            for line, due_mark in everything
            if (not due or due_mark.tone == due) and (not actor or line.actor == actor)
        ]
        pager = pager_of("/", {"due": due, "actor": actor}, page_number, len(lines))
        shown = lines[pager.offset : pager.offset + PAGE_SIZE]
        about = causes(session, [line.case_number for line, _ in shown])
        open_cases = count_open_cases(session)
        stuck = count_undelivered(session)
    counts = {tone: sum(due_mark.tone is tone for _, due_mark in everything) for tone in Tone}
    return page(
        "todos.html.j2",
        lines=shown,
        causes=about,
        pager=pager,
        counts=counts,
        tones=TONES,
        total=len(everything),
        open_cases=open_cases,
        undelivered=stuck,
        near_days=near_days(),
        today=today,
        due=due,
        actor=actor,
        actors=[each.value for each in Actor],
    )


@router.get("/cases")
def cases(
    q: str = "",
    stage: str = "",
    agency: str = "",
    state: str = "all",
    page_number: PageNumber = "1",
) -> Response:
    """List the cases, filtered; a full number or a short code leads straight to its case."""
    wanted = Wanted(text=q, stage=stage, agency=agency, state=state if state in STATES else "all")
    with reading() as session:
        if q and (found := _exact(session, q)):
            return RedirectResponse(case_path(found), status_code=303)
        lines, total = list_cases(session, wanted, page_number_of(page_number))
    query = {"q": q, "stage": stage, "agency": agency, "state": wanted.state}
    today = clock.today()
    return page(
        "cases.html.j2",
        lines=[(line, mark(line.next_due_on, today)) for line in lines],
        pager=pager_of("/cases", query, page_number, total),
        wanted=wanted,
        states=STATES,
        paths=paths(),
    )


@router.get("/cases/{number}")
def case(number: str, done: str = "") -> Response:
    """Show one case, by its number or its short code. Raises UnknownCaseError."""
    today = clock.today()
    with reading() as session:
        overview = case_overview(session, resolve(session, number))
        walked = walks(session, overview.id)
        served = listing.service_lines(session, listing.Wanted(case_id=overview.id))
        told = notice_lines(session, case_id=overview.id)
    return page(
        "case.html.j2",
        case=overview,
        pictures=[
            draw(paths()[row.path], row.stage, entered, is_closed=row.closed_at is not None)
            for row, entered in walked
        ],
        todos=[(line, mark(line.due_on, today)) for line in overview.todos],
        deadlines=[(line, mark(line.due_on or line.act_by, today)) for line in overview.deadlines],
        services=served,
        notices=told,
        by_hand=issuing.letters_of_a_case(),
        may_withdraw=any(is_leavable(row) for row, _ in walked),
        done=DONE.get(done, ""),
    )


def _exact(session: Session, text: str) -> str | None:
    try:
        return resolve(session, text)
    except UnknownCaseError:
        return None


def page_number_of(text: str) -> int:
    """Read a page number; anything else is the first page."""
    is_number = text.isascii() and text.isdigit() and len(text) < 6  # noqa: PLR2004
    return max(int(text), 1) if is_number else 1


def pager_of(path: str, query: Mapping[str, str], text: str, total: int) -> Pager:
    """Where a list of `total` stands at the page asked for, with its neighbours."""
    pages = max(math.ceil(total / PAGE_SIZE), 1)
    number = page_number_of(text)
    kept = {name: value for name, value in query.items() if value}

    def address(other: int) -> str:
        return f"{path}?{urlencode({**kept, 'page': other})}" if 1 <= other <= pages else ""

    return Pager(
        page=number,
        pages=pages,
        total=total,
        before=address(min(number - 1, pages)),
        after=address(number + 1),
    )
