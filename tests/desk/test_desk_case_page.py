import datetime as dt
from collections.abc import Callable

import pytest
from desk_reading import address, read, words
from fastapi.testclient import TestClient
from lxml import html

from models.case import CaseNumber
from models.ledger import ledger
from tasks.records import find_case
from tasks.registration import give_docket_number

Add = Callable[..., str]


def test_a_case_is_found_by_every_name_it_has(desk: TestClient, waiting_case: str) -> None:
    docket_number = give_docket_number(waiting_case)
    with ledger() as session:
        short_code = find_case(session, waiting_case).short_code
    full_width = waiting_case.replace("(", "（").replace(")", "）")
    for name in (waiting_case, full_width, short_code, short_code.lower(), docket_number):
        page = read(desk.get(address(name)))
        assert words(page.cssselect("h1")[0]) == f"{waiting_case} 在办", name
        assert docket_number in words(page.cssselect(".heading")[0])


@pytest.mark.parametrize(
    "name", ["(2026)鄂0503行诉前调999号", "%00", "%ED%A0%80", "a" * 5000, "'; drop table case;--"]
)
def test_an_unknown_case_is_told_in_chinese(desk: TestClient, name: str) -> None:
    response = desk.get(f"/cases/{name}")
    assert response.status_code == 404
    assert "没有案号为" in words(read(response))


def test_the_case_page_marks_where_the_case_stands(desk: TestClient, mediated_case: str) -> None:
    page = read(desk.get(address(mediated_case)))
    registration, mediation = page.cssselect("details.stages")
    assert "止于已转诉前调解" in words(registration)
    assert registration.get("open") is None
    assert mediation.get("open") is not None
    [current] = mediation.cssselect("g.current")
    assert "调解中" in words(current)
    passed = {
        words(group.find("title")).partition("（")[0] for group in mediation.cssselect("g.passed")
    }
    assert passed == {"准备委派", "已委派，待签收"}


def test_a_deadline_unfolds_its_proof(
    desk: TestClient, waiting_case: str, add_deadline: Callable[..., None]
) -> None:
    add_deadline(waiting_case)
    add_deadline(
        waiting_case,
        rule="M_PRE_30D",
        title="诉前调解期限",
        due_on=None,
        act_by=dt.date(2026, 12, 31),
        status="provisional",
    )
    first, second = read(desk.get(address(waiting_case))).cssselect("details.deadline")
    assert [words(line) for line in first.cssselect(".proof li")] == [
        "1. 收到起诉状之日不计入",
        "2. 计七日 → 2026-11-09",
    ]
    assert "已逾期11天" in words(first.find("summary"))
    assert "行政诉讼法第五十一条" in words(first)
    assert "暂定" in words(second.find("summary"))
    assert "最迟在 2026-12-31 前办理" in words(second)


def test_a_met_deadline_is_not_called_late(
    desk: TestClient, waiting_case: str, add_deadline: Callable[..., None]
) -> None:
    add_deadline(waiting_case, state="met")
    [line] = read(desk.get(address(waiting_case))).cssselect("details.deadline")
    assert "已完成" in words(line)
    assert "已逾期" not in words(line)


def test_letters_are_offered_in_both_formats(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int]
) -> None:
    letter = add_letter(waiting_case, number="伍法〔2026〕1号")
    page = read(desk.get(address(waiting_case)))
    links = [a.get("href") for a in page.cssselect(".list a[href^='/letters/']")]
    assert links == [f"/letters/{letter}.pdf", f"/letters/{letter}.docx"]
    assert all(desk.get(link).status_code == 200 for link in links)
    assert "伍法〔2026〕1号" in words(page)


def test_a_letter_that_no_longer_holds_is_shown_as_such(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int]
) -> None:
    gone = {
        "mark": "superseded",
        "mark_reason": "<b>被告</b>名称写错",
        "marked_by": "刘书记员",
        "marked_at": dt.datetime(2026, 11, 9, tzinfo=dt.UTC),
    }
    old = add_letter(waiting_case, number="伍法〔2026〕1号", **gone)
    add_letter(waiting_case, number="伍法〔2026〕2号", occasion="1~2", replaces_id=old)
    add_letter(waiting_case, occasion="2", state="reserved", **gone | {"mark": "voided"})
    add_letter(waiting_case, occasion="3", state="reserved")
    page = read(desk.get(address(waiting_case)))
    [table] = [each for each in page.cssselect("table.list") if each.cssselect("td.number")]
    first, second, third = table.cssselect("tbody tr")
    assert first.get("class") == third.get("class") == "gone"
    assert second.get("class") is None
    assert (
        "已被替代由《收到起诉材料凭证》（伍法〔2026〕2号）替代，原因：<b>被告</b>名称写错"
        in words(first)
    )
    assert "替代《收到起诉材料凭证》（伍法〔2026〕1号）" in words(second)
    assert "已作废" in words(third)
    assert "未制作" in words(third)
    assert [len(row.cssselect("a[href^='/letters/']")) for row in (first, second, third)] == [
        2,
        2,
        0,
    ]


def test_the_timeline_tells_the_registration(desk: TestClient, waiting_case: str) -> None:
    lines = [
        words(line) for line in read(desk.get(address(waiting_case))).cssselect(".timeline li")
    ]
    assert any(f"编号{waiting_case}" in line for line in lines)


@pytest.mark.parametrize(
    ("done", "shown"), [("answered", True), ("withdrawn", True), ("<b>x</b>", False), ("", False)]
)
def test_only_our_own_messages_are_shown(
    desk: TestClient, waiting_case: str, done: str, shown: bool
) -> None:
    page = read(desk.get(address(waiting_case), params={"done": done}))
    assert bool(page.cssselect("p.done")) is shown


HOSTILE = "<script>alert('x')</script>\u202e\u2066反\u200b向\"onmouseover=\"alert(1)"


def test_hostile_text_is_shown_and_does_nothing(desk: TestClient, add_case: Add) -> None:
    number = add_case(1)
    with ledger() as session:
        case = find_case(session, number)
        case.cause = case.act = case.claims = HOSTILE
        case.numbers.append(
            CaseNumber(
                kind="行政一审", number=HOSTILE, given_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
            )
        )
    for path in ("/cases", address(number)):
        text = desk.get(path).text
        page = html.fromstring(text)
        assert [s.get("src") for s in page.cssselect("script")] == ["/static/desk.js"]
        assert not page.xpath("//@onmouseover")
        assert not {"\u202e", "\u2066", "\u200b"} & set(text)
        assert "<script>alert('x')</script>反向" in words(page)
