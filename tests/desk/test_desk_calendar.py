"""The feeds that a calendar program subscribes to."""

import datetime as dt
from collections.abc import Callable

import icalendar
import pytest
from desk_reading import address, read
from fastapi.testclient import TestClient
from httpx import Response

from models.ledger import ledger
from tasks.records import find_case

Add = Callable[..., str]
AddDeadline = Callable[..., None]


def events(response: Response) -> list[icalendar.Event]:
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_the_feed_of_a_case_has_its_running_dates(
    program: TestClient, add_case: Add, add_deadline: AddDeadline
) -> None:
    first, second = add_case(1), add_case(2)
    add_deadline(first)
    add_deadline(first, trigger_key="2", state="met")
    add_deadline(second, due_on=dt.date(2026, 11, 30), act_by=dt.date(2026, 11, 30))
    [shown] = events(program.get(f"{address(first)}/calendar.ics"))
    assert shown.decoded("dtstart") == dt.date(2026, 11, 9)
    assert [event.decoded("dtstart") for event in events(program.get("/calendar.ics"))] == [
        dt.date(2026, 11, 9),
        dt.date(2026, 11, 30),
    ]


def test_a_case_has_one_feed_by_whatever_name_it_is_asked_for(
    program: TestClient, add_case: Add, add_deadline: AddDeadline
) -> None:
    number = add_case()
    add_deadline(number)
    with ledger() as session:
        short_code = find_case(session, number).short_code
    by_number = events(program.get(f"{address(number)}/calendar.ics"))
    by_code = events(program.get(f"/cases/{short_code}/calendar.ics"))
    assert [event["UID"] for event in by_number] == [event["UID"] for event in by_code]


def test_the_feed_follows_the_ledger(
    program: TestClient, add_case: Add, add_deadline: AddDeadline
) -> None:
    number = add_case()
    assert events(program.get("/calendar.ics")) == []
    add_deadline(number)
    assert len(events(program.get("/calendar.ics"))) == 1


def test_the_feed_of_an_unknown_case_is_not_found(program: TestClient) -> None:
    response = program.get("/cases/nobody/calendar.ics")
    assert response.status_code == 404
    assert "没有案号为" in response.text


@pytest.mark.parametrize("path", ["/calendar.ics", "/cases/x/calendar.ics"])
def test_the_feed_is_for_known_hosts_only_and_is_not_kept(program: TestClient, path: str) -> None:
    refused = program.get(path, headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert program.get("/calendar.ics").headers["cache-control"] == "no-store"


def test_the_case_page_leads_to_its_feed(
    desk: TestClient, waiting_case: str, add_deadline: AddDeadline
) -> None:
    add_deadline(waiting_case)
    [link] = read(desk.get(address(waiting_case))).cssselect("a[href$='/calendar.ics']")
    assert len(events(desk.get(link.get("href")))) == 1


def test_the_feed_names_nobody(
    program: TestClient, add_case: Add, add_deadline: AddDeadline
) -> None:
    number = add_case()
    add_deadline(number, recipient="周某1", trigger_key="周某1")
    response = program.get("/calendar.ics")
    assert len(events(response)) == 1
    text = response.text.replace("\r\n ", "")
    assert [word for word in ("周某", "信息公开", "教育局", number) if word in text] == []
