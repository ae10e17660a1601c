import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from desk_answers import EIGHT_CHECKS, SESSION, WITHDRAWAL
from fastapi.testclient import TestClient
from sqlalchemy import select

from models.history import Fact
from models.ledger import ledger
from rules.catalogue import questions
from tasks.records import find_case


def at(number: str, tail: str = "") -> str:
    return f"/api/cases/{quote(number, safe='')}{tail}"


def refusal(response, status: int) -> dict:
    """The refusal, which has one form whatever went wrong."""
    assert response.status_code == status, response.text
    body = response.json()
    assert set(body) == {"message", "problems"}
    assert re.search(r"[\u4e00-\u9fff]", body["message"])
    assert all(isinstance(line, str) for line in body["problems"])
    return body


def test_todos_are_listed(program: TestClient, waiting_case: str) -> None:
    [todo] = program.get("/api/todos").json()
    assert todo == {
        "case_number": waiting_case,
        "question": "eight_checks",
        "occasion": "1",
        "title": "八看审查",
        "actor": "化解工作室（法院）",
        "due_on": "2026-11-23",
        "state": "open",
        "flow_run_id": None,
    }


def test_a_case_is_told_by_number_or_short_code(
    program: TestClient,
    waiting_case: str,
    add_deadline: Callable[..., None],
    add_letter: Callable[..., int],
) -> None:
    add_deadline(waiting_case)
    letter = add_letter(waiting_case)
    with ledger() as session:
        short_code = find_case(session, waiting_case).short_code
    case = program.get(at(short_code)).json()
    assert case == program.get(at(waiting_case)).json()
    assert case["number"] == waiting_case
    assert case["letters"][0]["id"] == letter
    assert case["deadlines"][0]["proof"][0] == "1. 收到起诉状之日不计入"
    assert case["todos"][0]["question"] == "eight_checks"
    refusal(program.get(at("(2026)鄂0503行诉前调9号")), 404)


@pytest.mark.parametrize("code", [*sorted(questions()), "consent_withdrawal"])
def test_a_question_tells_its_form(program: TestClient, code: str) -> None:
    told = program.get(f"/api/questions/{code}").json()
    assert told["code"] == code
    assert told["guidance"]
    assert told["basis"]
    assert "answered_by" in told["json_schema"]["required"]


def test_an_unknown_question_names_the_known_ones(program: TestClient) -> None:
    assert "eight_checks" in refusal(program.get("/api/questions/x"), 404)["message"]


def test_an_answer_is_recorded_once(program: TestClient, waiting_case: str) -> None:
    first = program.post(at(waiting_case, "/answers/eight_checks"), json=EIGHT_CHECKS)
    assert first.status_code == 201
    assert first.json() == {
        "case_number": waiting_case,
        "question": "eight_checks",
        "heading": "八看审查",
        "answered_by": "李某",
    }
    second = program.post(at(waiting_case, "/answers/eight_checks"), json=EIGHT_CHECKS)
    assert "以先到的为准" in refusal(second, 409)["message"]
    with ledger() as session:
        [fact] = session.scalars(select(Fact)).all()
    assert fact.door == "接口"


def test_the_occasion_can_be_named(program: TestClient, mediated_case: str) -> None:
    url = at(mediated_case, "/answers/mediation_session")
    assert "没有" in refusal(program.post(f"{url}?occasion=2", json=SESSION), 404)["message"]
    assert program.post(f"{url}?occasion=1", json=SESSION).status_code == 201


@pytest.mark.parametrize("code", ["consent", "nonsense"])
def test_what_is_not_asked_cannot_be_answered(
    program: TestClient, waiting_case: str, code: str
) -> None:
    refusal(program.post(at(waiting_case, f"/answers/{code}"), json=EIGHT_CHECKS), 404)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param({"answered_by": ""}, "“填写人”：不能为空", id="empty"),
        pytest.param({"answered_by": 5}, "“填写人”：应为文字", id="number-for-text"),
        pytest.param({"place": None}, "“地点”：应为文字", id="null"),
        pytest.param(
            {"held_on": "2026-02-30"}, "“调解日期”：日期无效，请用 2026-11-22 的写法", id="no-day"
        ),
        pytest.param(
            {"held_on": "2026-11-21"}, "“调解日期”：2026-11-21晚于今天（2026-11-20）", id="future"
        ),
        pytest.param({"result": "也许"}, "“本次结果”：不在可选范围内", id="no-choice"),
        pytest.param({"attendees": "周某"}, "“到场人员”：应为列表", id="text-for-list"),
        pytest.param({"attendees": ["周某"]}, "“到场人员”：至少填2项", id="too-few"),
        pytest.param(
            {"attendees": [["周某"], "乙"]}, "“到场人员 › 第1项”：应为文字", id="nested-list"
        ),
        pytest.param(
            {"statements": ["a"]}, "“发言记录 › 第1项”：应为逐栏填写的一组内容", id="text-for-group"
        ),
        pytest.param(
            {"statements": [{"speaker": "甲"}]},
            "“发言记录 › 第1项 › 发言内容”：必填",
            id="missing-in-row",
        ),
        pytest.param({"extended_days": 1.5}, "“双方同意延长的天数”：应为整数", id="fraction"),
        pytest.param({"extended_days": 10**400}, "“双方同意延长的天数”：数值过大", id="huge"),
        pytest.param({"remarks": "长" * 4001}, "“说明”：过长", id="too-long"),
        pytest.param({"nonsense": 1}, "“nonsense”：没有这一栏", id="unknown-field"),
    ],
)
def test_each_fault_is_told_in_chinese_with_its_field(
    program: TestClient, mediated_case: str, change: dict, line: str
) -> None:
    url = at(mediated_case, "/answers/mediation_session")
    body = refusal(program.post(url, json=SESSION | change), 422)
    assert body["problems"] == [line]
    assert line in body["message"]
    with ledger() as session:
        assert session.scalar(select(Fact)) is None


def test_a_side_leaves_mediation(program: TestClient, mediated_case: str) -> None:
    url = at(mediated_case, "/withdrawal")
    body = refusal(program.post(url, json={**WITHDRAWAL, "side": "法院"}), 422)
    assert body["problems"] == ["“退出的一方”：不在可选范围内"]
    done = program.post(url, json=WITHDRAWAL)
    assert (done.status_code, done.json()["question"]) == (201, "consent_withdrawal")
    refusal(program.post(url, json=WITHDRAWAL), 409)


def test_the_interface_describes_itself_without_foreign_help(program: TestClient) -> None:
    described = program.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/todos",
        "/api/cases/{number}",
        "/api/questions/{code}",
        "/api/cases/{number}/answers/{code}",
        "/api/cases/{number}/withdrawal",
        "/filings",
        "/filings/batch",
        "/filings/receipts/{receipt}",
    }
    posted = described["paths"]["/api/cases/{number}/answers/{code}"]["post"]
    assert {"201", "404", "409", "413", "415", "422"} <= set(posted["responses"])
    assert posted["requestBody"]["content"].keys() == {"application/json"}
    page = program.get("/api").text
    assert all(path in page for path in described["paths"])
    assert program.get("/docs").status_code == 404
    assert program.get("/redoc").status_code == 404
