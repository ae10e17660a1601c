# ruff: noqa: A005 -- named for what it serves; nothing here runs with this folder on the path
"""The feeds that calendar programs subscribe to: every case, or one."""

from fastapi import APIRouter
from starlette.responses import Response

from desk.cases import resolve
from models.ledger import reading
from tasks import clock
from tasks.case_calendar import ALL_CASES, CalendarLine, as_icalendar, calendar_lines
from tasks.records import find_case

router = APIRouter(include_in_schema=False)

ICALENDAR = "text/calendar; charset=utf-8"


@router.get("/calendar.ics")
def all_cases() -> Response:
    """Serve every running period."""
    with reading() as session:
        lines = calendar_lines(session, is_running=True)
    return _feed(lines, ALL_CASES)


@router.get("/cases/{number}/calendar.ics")
def one_case(number: str) -> Response:
    """Serve the running periods of a case, by its number or short code. Raises UnknownCaseError."""
    with reading() as session:
        case = find_case(session, resolve(session, number))
        lines = calendar_lines(session, case_id=case.id, is_running=True)
    return _feed(lines, f"{ALL_CASES} {case.short_code}")


def _feed(lines: tuple[CalendarLine, ...], name: str) -> Response:
    return Response(as_icalendar(lines, name=name, made_at=clock.now()), media_type=ICALENDAR)
