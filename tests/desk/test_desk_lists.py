import datetime as dt
from collections.abc import Callable

import pytest
from desk_reading import address, read, words
from fastapi.testclient import TestClient
from lxml import html

from models.ledger import ledger
from tasks.records import find_case
from tasks.stages import move
from tests.statements import counted

Add = Callable[..., str]


def rows(page: html.HtmlElement) -> list[str]:
    return [words(row) for row in page.cssselect("table.list tbody tr")]


def test_the_desk_answers_that_it_is_alive(desk: TestClient) -> None:
    assert desk.get("/health").json() == {"status": "ok"}


def test_an_empty_ledger_says_what_will_come(desk: TestClient) -> None:
    assert "目前没有待办" in words(read(desk.get("/")))
    assert "没有符合条件的案件" in words(read(desk.get("/cases")))


@pytest.mark.parametrize(
    ("due_on", "tone", "said"),
    [
        pytest.param(dt.date(2026, 11, 19), "overdue", "已逾期1天", id="yesterday"),
        pytest.param(dt.date(2026, 11, 20), "near", "今天到期", id="today"),
        pytest.param(dt.date(2026, 11, 27), "near", "还剩7天", id="last-near-day"),
        pytest.param(dt.date(2026, 11, 28), "later", "还剩8天", id="first-later-day"),
        pytest.param(None, "none", "未设期限", id="undated"),
    ],
)
def test_a_due_date_is_told_by_tone_and_word(
    desk: TestClient, add_case: Add, ask: Callable[..., None], due_on, tone: str, said: str
) -> None:
    ask(add_case(), "eight_checks", due_on=due_on)
    [badge] = read(desk.get("/")).cssselect("table .due")
    assert badge.get("class") == f"due {tone}"
    assert said in words(badge)


def test_todos_come_by_urgency_and_can_be_narrowed(
    desk: TestClient, add_case: Add, ask: Callable[..., None]
) -> None:
    late, near, undated = add_case(1), add_case(2), add_case(3)
    ask(undated, "docketing", path="docketing")
    ask(near, "eight_checks", due_on=dt.date(2026, 11, 22))
    ask(late, "consent", due_on=dt.date(2026, 11, 1))
    everything = rows(read(desk.get("/")))
    assert [next(n for n in (late, near, undated) if n in row) for row in everything] == [
        late,
        near,
        undated,
    ]
    [overdue] = rows(read(desk.get("/?due=overdue")))
    assert late in overdue
    [docketing] = rows(read(desk.get("/", params={"actor": "法院立案庭"})))
    assert undated in docketing
    counts = {
        words(link).partition(words(link.find("b")))[2]: words(link.find("b"))
        for link in read(desk.get("/")).cssselect(".counts a")
    }
    assert counts == {
        "全部待办": "3",
        "已逾期": "1",
        "7日内到期": "1",
        "未到期": "0",
        "在办案件": "3",
    }


def test_a_todo_links_to_the_desk_form_and_to_the_sleeping_run(
    desk: TestClient, add_case: Add, ask: Callable[..., None]
) -> None:
    number = add_case()
    ask(number, "eight_checks", flow_run_id="0b1c2d3e-0000-4000-8000-000000000001")
    links = [link.get("href") for link in read(desk.get("/")).cssselect("td.actions a")]
    assert links == [
        f"{address(number)}/answer/eight_checks?occasion=1",
        "http://127.0.0.1:4200/runs/flow-run/0b1c2d3e-0000-4000-8000-000000000001",
    ]
    assert desk.get(links[0]).status_code == 200


def test_a_long_list_of_todos_is_paged(
    desk: TestClient, add_case: Add, ask: Callable[..., None]
) -> None:
    number = add_case()
    for n in range(51):
        ask(number, "mediation_session", path="prefiling_mediation", occasion=str(n))
    first, second = read(desk.get("/")), read(desk.get("/?page=2"))
    assert (len(rows(first)), len(rows(second))) == (50, 1)
    [following] = first.cssselect("a[rel=next]")
    assert following.get("href") == "/?page=2"
    assert not second.cssselect("a[rel=next]")


@pytest.mark.parametrize("page", ["0", "-1", "x", "９", "99999999999999999999", ""])
def test_a_mistyped_page_number_is_no_error(desk: TestClient, waiting_case: str, page: str) -> None:
    for path in ("/", "/cases"):
        assert waiting_case in desk.get(path, params={"page": page}).text


def test_cases_are_filtered(desk: TestClient, add_case: Add) -> None:
    one = add_case(1, agencies=["区公安分局"])
    two = add_case(2, agencies=["区教育局", "区100%公司"])
    move(two, "registration", "reviewed")
    move(two, "registration", "refused")

    def found(**query: str) -> set[str]:
        page = read(desk.get("/cases", params=query))
        return {words(link) for link in page.cssselect("tbody th a")}

    assert found() == {one, two}
    assert found(agency="公安") == {one}
    assert found(agency="100%") == {two}
    assert found(agency="0%区") == set()
    assert found(stage="registration:refused") == {two}
    assert found(stage="registration:registered") == {one}
    assert found(stage="nonsense") == set()
    assert found(state="open") == {one}
    assert found(state="closed") == {two}
    assert found(q="行诉前调") == {one, two}
    assert found(q="%") == set()


def test_the_search_leads_straight_to_a_full_number_or_short_code(
    desk: TestClient, waiting_case: str
) -> None:
    with ledger() as session:
        short_code = find_case(session, waiting_case).short_code
    for typed in (waiting_case, f" {short_code.lower()} ", waiting_case.replace("(", "（")):
        response = desk.get("/cases", params={"q": typed}, follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (303, address(waiting_case))


def test_the_list_costs_the_same_however_many_cases_it_shows(
    desk: TestClient, add_case: Add, ask: Callable[..., None]
) -> None:
    def cost(path: str) -> int:
        with counted() as seen:
            assert desk.get(path).status_code == 200
        return len(seen)

    ask(add_case(1), "eight_checks")
    one = {path: cost(path) for path in ("/", "/cases")}
    for n in range(2, 12):
        ask(add_case(n), "eight_checks")
    assert {path: cost(path) for path in ("/", "/cases")} == one
