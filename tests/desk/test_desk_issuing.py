"""Letters that people issue, from the desk: a form of what each needs, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from desk_answers import typed_into
from desk_reading import words
from fastapi.testclient import TestClient
from lxml import html

from desk.issuing import problems_by_field, shapes_to_give
from models.letter import IssuedLetter
from rules.catalogue import letters_by_hand
from tasks.by_hand import given_fields
from tests.building import count, rows
from tests.letters_by_hand import given, issue

OFFERED = [letter for letter in letters_by_hand().values() if not letter.is_restricted]
MEETING = {"held_on": "2026-11-18", "year": "2026"}
by_letter = pytest.mark.parametrize("letter", OFFERED, ids=lambda letter: letter.code)


@pytest.fixture(autouse=True)
def _fonts(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUYUAN_FONTS", str(fonts))


def form_of(code: str, case: str = "") -> str:
    return f"/letters/new/{code}" + (f"?case={quote(case)}" if case else "")


def typed(code: str, **changes: str) -> dict[str, str]:
    """What a browser sends for the sample letter."""
    facts = typed_into(shapes_to_give(letters_by_hand()[code]), given(code))
    return {**facts, "_by": "韩砚", "_region": "wujiagang", **changes}


def wrong_at(page: html.HtmlElement) -> list[str]:
    return [
        control.get("name")
        for control in page.cssselect("[aria-invalid=true]")
        if control.get("name")
    ]


@by_letter
def test_every_letter_has_a_form_that_asks_all_a_person_gives(
    desk: TestClient, add_case: Callable[..., str], letter
) -> None:
    number = add_case() if letter.is_of_a_case else ""
    response = desk.get(form_of(letter.code, number))
    assert response.status_code == 200
    page = html.fromstring(response.text)
    said = words(page.cssselect("form.answer")[0])
    for name in given_fields(letter):
        field = letter.needs.model_fields[name]
        assert field.title in said
        assert (field.description or "") in said
    top = words(page.cssselect("main")[0])
    assert all(line in top for line in (letter.title, letter.trigger, *letter.basis))
    assert bool(page.cssselect("select[name=_region]")) is not letter.is_of_a_case


@by_letter
def test_what_was_typed_comes_back_as_it_was(
    desk: TestClient, add_case: Callable[..., str], letter
) -> None:
    number = add_case() if letter.is_of_a_case else ""
    sent = typed(letter.code, _by="", _occasion="第一次")
    response = desk.post(form_of(letter.code, number), data=sent)
    assert response.status_code == 422
    page = html.fromstring(response.text)
    # The line end after <textarea> is no part of its value.
    shown = {
        control.get("name"): (control.value or "").removeprefix("\n")
        for control in page.cssselect("form.answer [name]")
        if control.tag != "button"
    }
    lines = {name: value.replace("\r\n", "\n") for name, value in sent.items()}
    if letter.is_of_a_case:
        del lines["_region"]  # The case has one.
    assert {name: shown.get(name, "") for name in lines} == lines


def test_a_letter_of_an_office_is_issued_once_and_offered_for_download(desk: TestClient) -> None:
    sent = typed("meeting_minutes", **MEETING)
    first = desk.post(form_of("meeting_minutes"), data=sent, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/letters?done=issued")
    again = desk.post(form_of("meeting_minutes"), data=sent, follow_redirects=False)
    assert again.headers["location"] == "/letters?done=before"
    [letter] = rows(IssuedLetter)
    said = desk.get("/letters?done=before").text
    for shown in (letter.number, "韩砚", f"/letters/{letter.id}.pdf", "没有重复"):
        assert shown in said
    assert desk.get(f"/letters/{letter.id}.pdf").content.startswith(b"%PDF-")


def test_a_letter_of_a_case_is_issued_from_its_page(
    desk: TestClient, add_case: Callable[..., str]
) -> None:
    number = add_case()
    page = html.fromstring(desk.get(f"/cases/{quote(number, safe='')}").text)
    links = [unquote(link.get("href")) for link in page.cssselect("a")]
    assert f"/letters/new/work_reminder?case={number}" in links
    dates = {"court_told_on": "2026-11-16", "found_on": "2026-11-18", "reply_by": "2026-12-01"}
    sent = typed("work_reminder", agency="区教育局", **dates)
    response = desk.post(form_of("work_reminder", number), data=sent)
    assert response.url.path == f"/cases/{number}"
    assert "制作《工作提醒函》（宜伍府办〔2026〕1号），韩砚经窗口" in response.text


def test_what_is_wrong_stands_at_its_field(desk: TestClient) -> None:
    sent = typed("bureau_report", **{"figures.1.numerator": "999", "span": ""})
    response = desk.post(form_of("bureau_report"), data=sent)
    assert response.status_code == 422
    page = html.fromstring(response.text)
    assert wrong_at(page) == ["span"]
    sent = typed("bureau_report", **{"figures.1.numerator": "999"})
    page = html.fromstring(desk.post(form_of("bureau_report"), data=sent).text)
    assert wrong_at(page) == ["figures.1.numerator"]
    assert "大于分母" in words(page.cssselect(".wrong")[0])
    assert count(IssuedLetter) == 0


def test_a_row_is_added_without_issuing(desk: TestClient) -> None:
    sent = typed("meeting_minutes", _more="resolutions")
    page = html.fromstring(desk.post(form_of("meeting_minutes"), data=sent).text)
    assert page.cssselect("[name='resolutions.2.matter']")
    assert count(IssuedLetter) == 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("clue_transfer", "限制接触，只能用 fuyuan letter issue 制作"),
        ("receipt", "由流程在办到时自动制作"),
        ("x", "没有代码为“x”的文书"),
    ],
)
def test_what_the_desk_does_not_issue_is_told_in_chinese(
    desk: TestClient, code: str, said: str
) -> None:
    response = desk.get(form_of(code))
    assert response.status_code == 404
    assert said in response.text


def test_an_unknown_case_is_told_as_such(desk: TestClient) -> None:
    assert desk.get(form_of("work_reminder", "甲")).status_code == 404


def test_a_restricted_letter_is_neither_named_nor_served(
    desk: TestClient, add_case: Callable[..., str]
) -> None:
    number = add_case()
    dates = {"approved_on": "2026-11-19"}
    letter_id = issue("clue_transfer", number, facts=dates).letter_id
    shown = desk.get(f"/cases/{quote(number, safe='')}").text
    assert "限制接触的文书" in shown
    for told in ("线索", "纪律检查委员会", f"/letters/{letter_id}.pdf"):
        assert told not in shown
    assert "线索" not in desk.get("/letters").text
    for suffix in ("pdf", "docx"):
        assert desk.get(f"/letters/{letter_id}.{suffix}").status_code == 404


def test_a_problem_that_names_no_field_is_told_above_the_form() -> None:
    shapes = shapes_to_give(letters_by_hand()["bureau_report"])
    lines = ["“地区”：没有名为x的地区", "说不清", "“数据 › 第2项 › 口径”：必填", "“第9项”：必填"]
    assert problems_by_field(shapes, lines) == {
        "": ["“地区”：没有名为x的地区", "说不清", "“第9项”：必填"],
        "figures.1.definition": ["必填"],
    }
