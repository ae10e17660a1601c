import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, unquote, urlencode

import pytest
from desk_answers import EIGHT_CHECKS
from desk_doors import ADDRESS, FORM, JSON, api_of, form_of, is_recorded
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.app import create_app
from desk.guard import MAX_BODY_BYTES
from models.history import Fact
from models.ledger import ledger

DEEP = '{"a":' * 100_000
ODD_JSON = {
    "empty": b"",
    "not-json": b"{",
    "not-utf8": b'{"answered_by": "\xff\xfe"}',
    "deep-object": DEEP.encode(),
    "deep-list": b"[" * 200_000,
    "deep-but-whole": b'{"remarks":' + b"[" * 60 + b"]" * 60 + b"}",
    "list": b"[]",
    "text": b'"x"',
    "null": b"null",
    "nan": b'{"extended_days": NaN}',
    "infinity": b'{"extended_days": -Infinity}',
    "endless-number": b'{"extended_days": ' + b"9" * 5000 + b"}",
    "surrogate-value": b'{"answered_by": "\\ud800"}',
    "surrogate-key": b'{"\\udfff": 1}',
    "nul": b'{"answered_by": "\\u0000", "\\u0000": "\\u0000"}',
    "wrong-types": json.dumps({name: {"a": [None, 1e308]} for name in EIGHT_CHECKS}).encode(),
    "date-as-number": b'{"reviewed_on": 1e300}',
    "many-keys": json.dumps(dict.fromkeys(map(str, range(20_000)), 1)).encode(),
}


@pytest.mark.parametrize("content", ODD_JSON.values(), ids=ODD_JSON)
def test_odd_json_is_refused_in_chinese(
    program: TestClient, waiting_case: str, content: bytes
) -> None:
    response = program.post(api_of(waiting_case), content=content, headers=JSON)
    assert response.status_code in {400, 422}
    assert set(response.json()) == {"message", "problems"}
    assert not is_recorded()


ODD_FORMS = {
    "empty": b"",
    "no-pairs": b"&&&===&%%%",
    "broken-escapes": b"answered_by=%ff%fe%ZZ&%00=%00&reviewed_on=%ED%A0%80",
    "raw-bytes": bytes(range(256)) * 20,
    "huge-row-number": b"attendees.99999999999999999999=x&attendees.-1=x&attendees..=x",
    "row-of-foreign-digits": "attendees.９=x".encode(),
    "rows-of-a-scalar": b"claims.0=x&claims.0.0=x&remarks.speaker=x",
    "too-many-fields": b"&".join(b"a%d=1" % n for n in range(6000)),
    "long-value": b"answered_by=" + b"x" * 900_000,
    "odd-more": b"_more=answered_by.x.%00&_occasion=1",
}


@pytest.mark.parametrize("content", ODD_FORMS.values(), ids=ODD_FORMS)
@pytest.mark.parametrize("code", ["eight_checks", "mediation_session"])
def test_an_odd_form_is_no_error_of_ours(
    desk: TestClient, mediated_case: str, ask, code: str, content: bytes
) -> None:
    ask(mediated_case, "eight_checks")
    response = desk.post(
        f"/cases/{quote(mediated_case, safe='')}/answer/{code}",
        content=content,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code in {200, 400, 404, 422}
    assert response.headers["content-type"].startswith("text/html")
    assert not is_recorded()


def test_a_body_has_a_limit_whether_it_is_declared_or_streamed(
    program: TestClient, waiting_case: str
) -> None:
    padding = "x" * MAX_BODY_BYTES
    declared = program.post(api_of(waiting_case), json=EIGHT_CHECKS | {"remarks": padding})
    assert declared.status_code == 413
    assert "上限" in declared.json()["message"]

    def stream():
        for _ in range(20):
            yield b" " * (MAX_BODY_BYTES // 10)

    streamed = program.post(api_of(waiting_case), content=stream(), headers=JSON)
    assert streamed.status_code == 413
    whole = json.dumps(EIGHT_CHECKS).encode().ljust(MAX_BODY_BYTES)
    assert program.post(api_of(waiting_case), content=whole, headers=JSON).status_code == 201


def test_half_a_form_is_not_taken_for_a_whole_one(waiting_case: str) -> None:
    """The connection breaks after a first part that would itself be a sound answer."""
    messages = [
        {"type": "http.request", "body": urlencode(FORM).encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = []

    async def receive():
        return messages.pop(0)

    async def send(message) -> None:
        sent.append(message)

    headers = {
        "host": "127.0.0.1:4280",
        "origin": ADDRESS,
        "content-type": "application/x-www-form-urlencoded",
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": unquote(form_of(waiting_case)),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(create_app()(scope, receive, send))
    assert sent == []
    assert not is_recorded()


def test_of_many_answers_at_once_one_is_taken(program: TestClient, waiting_case: str) -> None:
    def send(name: str) -> int:
        answer = EIGHT_CHECKS | {"answered_by": name}
        return program.post(api_of(waiting_case), json=answer).status_code

    with ThreadPoolExecutor(8) as pool:
        answered = sorted(pool.map(send, "甲乙丙丁戊己庚辛"))
    assert answered == [201] + [409] * 7
    with ledger() as session:
        assert len(session.scalars(select(Fact.id)).all()) == 1
