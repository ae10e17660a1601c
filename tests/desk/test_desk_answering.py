import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from desk_answers import EIGHT_CHECKS, SESSION, WITHDRAWAL, as_typed
from desk_reading import words
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Trigger
from rules.catalogue import questions
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal

Checks = questions()["eight_checks"]
Session = questions()["mediation_session"]


def form_of(number: str, code: str = "eight_checks") -> str:
    return f"/cases/{quote(number, safe='')}/answer/{code}"


def facts() -> list[Fact]:
    with ledger() as session:
        return list(session.scalars(select(Fact)))


def wrong(page: html.HtmlElement) -> dict[str, str]:
    """What is said to be wrong, by the name of the control it stands at."""
    said = {}
    for line in page.cssselect(".wrong"):
        [control] = page.cssselect(f"[aria-describedby~='{line.get('id')}']") or [line.getparent()]
        said[control.get("name") or control.get("id")] = words(line)
    return said


@pytest.mark.parametrize("code", sorted(questions()))
def test_every_question_has_a_form_that_asks_all_of_it(
    desk: TestClient, add_case: Callable[..., str], ask: Callable[..., None], code: str
) -> None:
    number, question = add_case(), questions()[code]
    ask(number, code)
    response = desk.get(form_of(number, code))
    assert response.status_code == 200
    page = html.fromstring(response.text)
    said = words(page.cssselect("form.answer")[0])
    for field in question.model_fields.values():
        assert field.title
        assert field.title in said
        assert (field.description or "") in said
    top = words(page.cssselect("main")[0])
    assert all(line in top for line in (question.guidance, question.actor.value, *question.basis))
    assert "信息公开答复书第1号" in words(page.cssselect("aside")[0])
    controls = page.cssselect(
        "form.answer select, form.answer input:not([type=hidden]), form.answer textarea"
    )
    labelled = {label.get("for") for label in page.cssselect("label")}
    assert {control.get("id") for control in controls} <= labelled
    required = {control.get("name") for control in controls if control.get("required") is not None}
    names = {n for n, f in question.model_fields.items() if f.is_required()}
    assert required == {name for name in names if name in {c.get("name") for c in controls}}


def test_an_answer_becomes_a_fact_and_wakes_the_run(desk: TestClient, waiting_case: str) -> None:
    typed = {**as_typed(Checks, EIGHT_CHECKS), "_occasion": "1"}
    response = desk.post(form_of(waiting_case), data=typed, follow_redirects=False)
    assert response.status_code == 303
    shown = desk.get(response.headers["location"])
    assert "答复已记录" in shown.text
    [fact] = facts()
    assert (fact.recorded_by, fact.door, fact.occasion) == ("李某", "窗口", "1")
    assert Checks.model_validate_json(fact.value) == Checks.model_validate(EIGHT_CHECKS)
    with ledger() as session:
        assert session.scalar(select(Todo.state)) == "answered"
        assert session.scalar(
            select(Trigger.deployment).where(Trigger.key == f"wake:{waiting_case}:eight_checks:1")
        )


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    desk: TestClient, waiting_case: str
) -> None:
    typed = as_typed(Checks, EIGHT_CHECKS) | {
        "answered_by": "",
        "claims": "也许",
        "reviewed_on": "明天",
        "remarks": "<b>第一行</b>\r\n第二行",
    }
    response = desk.post(form_of(waiting_case), data=typed)
    assert response.status_code == 422
    page = html.fromstring(response.text)
    assert wrong(page) == {
        "answered_by": "必填",
        "claims": "不在可选范围内",
        "reviewed_on": "日期无效，请用 2026-11-22 的写法",
    }
    assert page.cssselect("textarea[name=remarks]")[0].text.strip() == "<b>第一行</b>\n第二行"
    assert page.cssselect("select[name=scope] option[selected]")[0].get("value") == "符合"
    assert page.cssselect("input[name=reviewed_on]")[0].get("value") == "明天"
    assert facts() == []


def test_a_date_after_today_is_refused_at_its_field(desk: TestClient, waiting_case: str) -> None:
    typed = as_typed(Checks, EIGHT_CHECKS | {"reviewed_on": "2026-11-21"})
    response = desk.post(form_of(waiting_case), data=typed)
    assert response.status_code == 422
    assert wrong(html.fromstring(response.text)) == {
        "reviewed_on": "2026-11-21晚于今天（2026-11-20）"
    }


def test_lists_and_nested_fields_are_read_and_empty_rows_left_out(
    desk: TestClient, mediated_case: str
) -> None:
    typed = as_typed(Session, SESSION) | {
        "attendees.7": "  \u202e第三人 ",
        "attendees.5": " ",
        "statements.9.speaker": "",
        "statements.9.text": "",
    }
    response = desk.post(
        form_of(mediated_case, "mediation_session"), data=typed, follow_redirects=False
    )
    assert response.status_code == 303
    [fact] = facts()
    recorded = json.loads(fact.value)
    assert recorded["attendees"] == ["周某1", "区教育局工作人员", "第三人"]
    assert recorded["statements"] == SESSION["statements"]


def test_a_fault_in_a_row_is_shown_in_that_row(desk: TestClient, mediated_case: str) -> None:
    typed = as_typed(Session, SESSION) | {"statements.1.text": "", "attendees.1": ""}
    response = desk.post(form_of(mediated_case, "mediation_session"), data=typed)
    assert response.status_code == 422
    page = html.fromstring(response.text)
    assert wrong(page) == {"field-attendees": "至少填2项", "statements.1.text": "必填"}
    assert page.cssselect("[name='statements.1.speaker']")[0].text.strip() == "工作人员"


def test_a_fault_of_the_whole_answer_is_told_on_top(desk: TestClient, mediated_case: str) -> None:
    typed = as_typed(Session, SESSION | {"result": "双方书面同意延长期限后继续"})
    response = desk.post(form_of(mediated_case, "mediation_session"), data=typed)
    assert response.status_code == 422
    [alert] = html.fromstring(response.text).cssselect("[role=alert]")
    assert "只有一方同意的，不能延长" in words(alert)


def test_a_row_is_added_without_any_script(desk: TestClient, mediated_case: str) -> None:
    typed = as_typed(Session, SESSION) | {"_more": "statements", "_occasion": "1", "place": ""}
    response = desk.post(form_of(mediated_case, "mediation_session"), data=typed)
    assert response.status_code == 200
    page = html.fromstring(response.text)
    assert page.cssselect("[name='statements.2.text']")
    assert not page.cssselect(".all [name='attendees.2']")
    assert (
        page.cssselect("[name='statements.0.text']")[0].text.strip()
        == SESSION["statements"][0]["text"]
    )
    assert not page.cssselect(".wrong")
    assert facts() == []


def test_a_second_answer_is_refused_with_who_came_first(
    desk: TestClient, waiting_case: str
) -> None:
    typed = as_typed(Checks, EIGHT_CHECKS)
    assert desk.post(form_of(waiting_case), data=typed).status_code == 200
    for response in (
        desk.post(form_of(waiting_case), data=typed | {"answered_by": "钱某"}),
        desk.post(form_of(waiting_case), data={"x": ""}),
        desk.post(form_of(waiting_case), data={"_more": "remarks"}),
        desk.get(form_of(waiting_case)),
    ):
        assert response.status_code == 409
        assert "已由李某答复" in response.text
        assert "以先到的为准" in response.text
    assert [fact.recorded_by for fact in facts()] == ["李某"]


def test_an_old_form_does_not_answer_the_next_occasion(
    desk: TestClient, mediated_case: str, ask: Callable[..., None]
) -> None:
    url = form_of(mediated_case, "mediation_session")
    page = html.fromstring(desk.get(url).text)
    old = as_typed(Session, SESSION) | {
        "_occasion": page.cssselect("input[name=_occasion]")[0].get("value")
    }
    assert desk.post(url, data=old).status_code == 200
    ask(mediated_case, "mediation_session", path="prefiling_mediation", occasion="2")
    assert desk.post(url, data=old).status_code == 409
    assert desk.get(f"{url}?occasion=1").status_code == 409
    assert desk.post(url, data=old | {"_occasion": "2"}).status_code == 200
    assert [fact.occasion for fact in facts()] == ["1", "2"]


@pytest.mark.parametrize("code", ["consent", "nonsense", "consent_withdrawal", "<b>"])
def test_what_is_not_asked_has_no_form(desk: TestClient, waiting_case: str, code: str) -> None:
    for response in (
        desk.get(form_of(waiting_case, quote(code))),
        desk.post(form_of(waiting_case, quote(code)), data={"x": ""}),
    ):
        assert response.status_code == 404
        assert "没有" in response.text
        assert "<b>" not in response.text.partition("<main")[2].partition("<p>")[2]


def test_what_another_door_refused_comes_back_in_the_form(
    desk: TestClient, add_case: Callable[..., str], ask: Callable[..., None]
) -> None:
    number = add_case()
    draft = {"answered_by": "孙某", "claims": "符合", "reviewed_on": 5, "remarks": ["错"]}
    ask(number, "eight_checks", draft=json.dumps(draft), errors="“审查日期”：日期无效")
    page = html.fromstring(desk.get(form_of(number)).text)
    assert page.cssselect("[name=answered_by]")[0].text.strip() == "孙某"
    assert "“审查日期”：日期无效" in words(page.cssselect("[role=alert]")[0])


def test_a_side_leaves_mediation_by_its_form(desk: TestClient, mediated_case: str) -> None:
    case = f"/cases/{quote(mediated_case, safe='')}"
    [link] = html.fromstring(desk.get(case).text).cssselect("a[href$='/withdrawal']")
    assert ConsentWithdrawal.guidance in desk.get(link.get("href")).text
    typed = as_typed(ConsentWithdrawal, WITHDRAWAL)
    refused = desk.post(link.get("href"), data=typed | {"side": ""})
    assert refused.status_code == 422
    assert wrong(html.fromstring(refused.text)) == {"side": "必填"}
    done = desk.post(link.get("href"), data=typed, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, f"{case}?done=withdrawn")
    with ledger() as session:
        assert session.scalar(select(Todo.state)) == "cancelled"
        assert session.scalar(select(Event.text).where(Event.kind == "退出"))
    assert desk.post(link.get("href"), data=typed).status_code == 409


def test_without_mediation_there_is_nothing_to_leave(desk: TestClient, waiting_case: str) -> None:
    case = f"/cases/{quote(waiting_case, safe='')}"
    assert "/withdrawal" not in desk.get(case).text
    for response in (
        desk.get(f"{case}/withdrawal"),
        desk.post(f"{case}/withdrawal", data=as_typed(ConsentWithdrawal, WITHDRAWAL)),
    ):
        assert response.status_code == 404
        assert "没有可以退出的诉前调解" in response.text


def test_two_filings_that_may_be_one_stand_side_by_side(
    desk: TestClient, add_case: Callable[..., str], ask: Callable[..., None]
) -> None:
    first = add_case()
    number = add_case(1, claims="<script>alert(1)</script>")
    ask(number, "filing_likeness")
    response = desk.get(form_of(number, "filing_likeness"))
    page = html.fromstring(response.text)
    [compared] = page.cssselect(".compared")
    assert first in words(compared)
    assert "起诉人相同，被诉机关相同，行为相同" in words(compared)
    [differing] = compared.cssselect("tr.differs")
    assert [words(cell) for cell in differing] == [
        "诉讼请求",
        "<script>alert(1)</script>",
        "撤销答复并责令重新答复",
    ]
    assert not page.cssselect("script:not([src])")
    assert not html.fromstring(desk.get(form_of(first, "filing_likeness")).text).cssselect(
        ".compared"
    )
