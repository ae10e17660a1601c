"""催办, 退回 and 站内信 on the desk."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_reading import address, read, words
from fastapi.testclient import TestClient
from lxml.html import HtmlElement
from sqlalchemy import select

from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import ledger
from models.outbox import Notice
from tasks.contacts import add_contact
from tasks.deadlines import meet_deadline, start_deadline
from tasks.outbox.dispatch import send_waiting

pytestmark = pytest.mark.usefixtures("at_once")
SAID = {"duty": "L_ANSWER_15D:1", "reason": "孩子入学在即", "answered_by": "王某"}
AGENCY = "被诉行政机关"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quiet hours have tests of their own."""
    monkeypatch.setenv("FUYUAN_QUIET_HOURS", "off")


@pytest.fixture
def number(home: Path, add_case: Callable[..., str]) -> str:  # noqa: ARG001
    """A case whose agency has to answer, and the agency's liaison on the desk."""
    add_contact(role="机关联络员", organ="", label="张联络员", url="inhouse://desk")
    number = add_case()
    start_deadline(number, "L_ANSWER_15D", dt.date(2026, 11, 12))
    return number


def link(desk: TestClient, number: str, text: str) -> str:
    page = read(desk.get(address(number)))
    [found] = [each for each in page.iter("a") if words(each).startswith(text)]
    return str(found.get("href"))


def typed(page: HtmlElement, name: str) -> str:
    [field] = page.xpath(f"//*[@name='{name}']")
    return str(field.value).strip()


def test_a_duty_is_urged_from_the_page_of_its_case(desk: TestClient, number: str):
    path = link(desk, number, "催办")
    form = read(desk.get(path))
    assert typed(form, "duty") == "L_ANSWER_15D:1"
    response = desk.post(path, data=SAID)
    assert "催办已记入时间线" in words(read(response))
    with ledger() as session:
        [told] = session.scalars(select(Notice.subject).where(Notice.template == "urged"))
        assert "提交证据" in told
        line = session.scalar(select(Event.text).where(Event.kind == "催办"))
        assert line == "王某催办“提交证据、所依据的规范性文件和答辩状”：孩子入学在即（窗口）"
    again = desk.post(path, data=SAID)
    assert again.status_code == 400
    assert "今天已经催办过" in words(read(again))


def test_without_a_reason_it_is_shown_again(desk: TestClient, number: str):
    response = desk.post(link(desk, number, "催办"), data=SAID | {"reason": " "})
    assert response.status_code == 422
    page = read(response)
    assert typed(page, "answered_by") == "王某"
    assert "尚未记录" in words(page)


def test_what_was_handed_in_is_sent_back_and_done_again(desk: TestClient, number: str):
    meet_deadline(number, "L_ANSWER_15D", dt.date(2026, 11, 19))
    assert "已退回" in words(read(desk.post(link(desk, number, "退回重办"), data=SAID)))
    done = {"duty": SAID["duty"], "answered_by": "王某", "done_on": "2026-11-20"}
    assert "重新办结" in words(read(desk.post(link(desk, number, "重办完成"), data=done)))
    with ledger() as session:
        row = session.scalars(select(RunningDeadline)).one()
        assert (row.state, row.closed_on, row.returned_times) == ("met", dt.date(2026, 11, 20), 1)


@pytest.mark.parametrize("path", ["duties/nothing", "duties/urge/x"])
def test_what_is_not_there_is_said(desk: TestClient, number: str, path: str):
    assert desk.get(f"{address(number)}/{path}").status_code == 404


class TestMessages:
    def test_are_shown_until_somebody_has_read_them(self, desk: TestClient, number: str):
        desk.post(link(desk, number, "催办"), data=SAID)
        assert "没有未读的站内信" in words(read(desk.get("/messages"))), "not before it was sent"
        assert send_waiting() == 1
        page = read(desk.get(f"/messages?role={AGENCY}"))
        assert f"致 {AGENCY} 张联络员" in words(page)
        assert "【催办】" in words(page)
        [form] = [each for each in page.iter("form") if "/read" in (each.get("action") or "")]
        assert "没有写明谁已阅读" in words(
            read(desk.post(form.get("action"), data={"answered_by": " "}))
        )
        response = desk.post(form.get("action"), data={"answered_by": "张某"})
        assert "没有未读的站内信" in words(read(response))
        assert "张某已读" in words(read(desk.get("/messages?state=all")))
        with ledger() as session:
            assert session.scalars(select(Notice.state)).all() == ["delivered"]

    def test_of_another_role_are_not_among_them(self, desk: TestClient, number: str):
        desk.post(link(desk, number, "催办"), data=SAID)
        send_waiting()
        assert "没有未读的站内信" in words(read(desk.get("/messages?role=调解员")))

    def test_what_is_no_message_of_the_house_cannot_be_read(self, desk: TestClient):
        response = desk.post("/messages/7/read", data={"answered_by": "张某"})
        assert response.status_code == 400
        assert "没有编号为7的站内信" in words(read(response))
