"""What did not arrive, on the desk: seen, sent again or told to another by somebody named."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from desk_reading import address, read, words
from fastapi.testclient import TestClient
from lxml.html import HtmlElement
from sqlalchemy import select

from models.history import Event
from models.ledger import ledger
from models.outbox import Notice
from tasks.contacts import add_contact
from tasks.deadlines import start_deadline
from tasks.duties import urge
from tasks.outbox.dispatch import send_waiting
from tests.building import rows
from tests.receivers import web_hook

SAID = {"duty": "L_ANSWER_15D:1", "reason": "孩子入学在即", "answered_by": "王某"}
PAGE = "/undelivered"
WORD = {"reason": "电话核实未收到", "answered_by": "刘法官"}


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A channel that may have taken the message, or not. Quiet hours have tests of their own."""
    monkeypatch.setenv("FUYUAN_QUIET_HOURS", "off")
    monkeypatch.setenv("FUYUAN_NOTICE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "*")
    with web_hook(answers=500) as server:
        yield server.port


@pytest.fixture
def number(add_case: Callable[..., str], port: int) -> str:
    """A case of which one notice may not have arrived; a colleague could be told instead."""
    liaison("张联络员", f"json://127.0.0.1:{port}/geheim")
    number = add_case()
    start_deadline(number, "L_ANSWER_15D", dt.date(2026, 11, 12))
    urge(number, SAID, door="窗口")
    assert send_waiting() == 1
    liaison("李联络员", "inhouse://desk")
    return number


def liaison(label: str, url: str) -> None:
    add_contact(role="机关联络员", organ="", label=label, url=url)


def form_of(page: HtmlElement, word: str) -> tuple[str, dict[str, str]]:
    """Where the form goes, and what it brings along."""
    [form] = page.xpath(f"//form[contains(@action, '/{word}')]")
    return str(form.get("action")), {"seen": str(form.xpath(".//*[@name='seen']/@value")[0])}


def states() -> list[str]:
    return [row.state for row in rows(Notice)]


def told(kind: str = "通知") -> list[str]:
    with ledger() as session:
        return list(session.scalars(select(Event.text).where(Event.kind == kind)))


def test_it_is_listed_with_the_channels_answer_and_no_address(desk: TestClient, number: str, port):
    page = read(desk.get(PAGE))
    text = words(page)
    for wanted in ("【催办】", "张联络员", "不知是否送出", "凭据：", "500"):
        assert wanted in text
    options = page.xpath("//select[@name='label']/option/text()")
    assert options == ["请选择", "李联络员"]
    [code] = page.xpath("//section//a[starts-with(@href, '/cases/')]/@href")
    assert number in words(read(desk.get(code)))
    for path in (PAGE, address(number)):
        page = desk.get(path).text
        assert "geheim" not in page
        assert str(port) not in page


def test_it_is_shown_wherever_people_look(desk: TestClient, number: str):
    for path in ("/", "/messages", address(number)):
        links = read(desk.get(path)).xpath("//main//a[@href='/undelivered']")
        assert len(links) == 1, path
    path, form = form_of(read(desk.get(PAGE)), "resend")
    desk.post(path, data=form | WORD)
    assert read(desk.get("/")).xpath("//main//a[@href='/undelivered']") == []


@pytest.mark.usefixtures("number")
def test_by_a_persons_word_it_is_sent_once_more(desk: TestClient):
    path, form = form_of(read(desk.get(PAGE)), "resend")
    page = words(read(desk.post(path, data=form | WORD)))
    assert "已重新排队" in page
    assert "没有等人处理的通知" in page
    assert states() == ["queued"]
    [line] = told()
    assert line.endswith("刘法官决定重发：电话核实未收到")
    assert send_waiting() == 1
    late = desk.post(path, data=form | WORD)
    assert late.status_code == 400
    assert "请刷新页面" in words(read(late)), "the word was about the attempt before"
    assert states() == ["unknown"]


@pytest.mark.usefixtures("number")
def test_another_is_told_instead(desk: TestClient):
    path, form = form_of(read(desk.get(PAGE)), "elsewhere")
    form |= {"label": "李联络员", "answered_by": "刘法官"}
    assert "已改为通知" in words(read(desk.post(path, data=form)))
    assert states() == ["replaced", "queued"]
    assert "刘法官改用另一渠道通知“李联络员”" in told()[0]
    assert send_waiting() == 1
    again = desk.post(path, data=form)
    assert again.status_code == 400
    assert states() == ["replaced", "accepted"]


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    ("word", "typed", "problem"),
    [
        ("resend", WORD | {"answered_by": " "}, "没有写明谁决定重发"),
        ("resend", WORD | {"reason": ""}, "没有写明凭什么知道没有收到"),
        ("resend", WORD | {"reason": "长" * 501}, "超过500字"),
        ("elsewhere", {"label": "李联络员"}, "没有写明谁决定改为通知"),
        ("elsewhere", {"answered_by": "刘法官"}, "没有写明改为通知谁"),
    ],
)
def test_without_a_name_and_a_reason_nothing_is_done(
    desk: TestClient, word: str, typed: dict[str, str], problem: str
):
    path, form = form_of(read(desk.get(PAGE)), word)
    response = desk.post(path, data=form | typed)
    assert response.status_code == 422
    assert problem in words(read(response))
    assert (states(), told()) == (["unknown"], [])


@pytest.mark.usefixtures("number")
def test_whoever_is_no_contact_of_the_role_is_not_told(desk: TestClient):
    path, form = form_of(read(desk.get(PAGE)), "elsewhere")
    response = desk.post(path, data=form | {"label": "某甲", "answered_by": "刘法官"})
    assert response.status_code == 400
    assert "没有称呼为“某甲”的在用联系人" in words(read(response))
    assert states() == ["unknown"]


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize("word", ["resend", "elsewhere"])
def test_a_foreign_page_decides_nothing(desk: TestClient, program: TestClient, word: str):
    path, form = form_of(read(desk.get(PAGE)), word)
    form |= WORD | {"label": "李联络员"}
    foreign = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert program.post(path, data=form, headers=foreign).status_code == 403
    assert program.post(path, data=form).status_code == 403
    assert states() == ["unknown"]


@pytest.mark.parametrize(
    ("named", "status", "problem"),
    [
        ("7", 400, "通知7不存在"),
        ("0", 422, "请求的参数有误"),
        ("99999999999999999999", 422, "请求的参数有误"),
        ("x", 422, "请求的参数有误"),
    ],
)
def test_what_is_not_there_cannot_be_sent(desk: TestClient, named: str, status: int, problem: str):
    response = desk.post(f"{PAGE}/{named}/resend", data=WORD)
    assert response.status_code == status
    assert problem in words(read(response))


def test_the_case_page_shows_what_became_of_each_notice(desk: TestClient, number: str):
    [row] = rows(Notice)
    page = read(desk.get(address(number)))
    [section] = page.xpath("//section[h2='通知']")
    text = words(section)
    for wanted in (row.subject, "张联络员", "不知是否送出", row.evidence, "不代替送达"):
        assert wanted in text
    assert section.xpath("./details/@open"), "what waits for somebody is not folded away"
