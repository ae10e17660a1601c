import json
import subprocess
import sys
from urllib.parse import quote

import pytest
from desk_answers import EIGHT_CHECKS
from desk_doors import ADDRESS, FORM, JSON, api_of, form_of, is_recorded
from fastapi.testclient import TestClient
from lxml import html

from desk.app import create_app
from models.home import database_url
from models.ledger import engine


@pytest.mark.parametrize(
    ("headers", "accepted"),
    [
        pytest.param({"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}, True, id="own-page"),
        pytest.param({"Origin": ADDRESS}, True, id="own-page-of-an-old-browser"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, True, id="own-page-without-origin"),
        pytest.param({"Origin": "http://evil.example"}, False, id="foreign-origin"),
        pytest.param({"Origin": "null"}, False, id="hidden-origin"),
        pytest.param({"Origin": "http://127.0.0.1:4200"}, False, id="another-port"),
        pytest.param({"Origin": "http://[", "Sec-Fetch-Site": "none"}, False, id="broken-origin"),
        pytest.param({"Origin": ADDRESS, "Sec-Fetch-Site": "same-site"}, False, id="same-site"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, False, id="cross-site"),
    ],
)
def test_only_our_own_pages_may_write(
    program: TestClient, waiting_case: str, headers: dict[str, str], accepted: bool
) -> None:
    form = program.post(form_of(waiting_case), data=FORM, headers=headers)
    assert (form.status_code == 200) is accepted
    assert is_recorded() is accepted
    sent = program.post(api_of(waiting_case), json=EIGHT_CHECKS, headers=headers)
    assert sent.status_code == (409 if accepted else 403)
    if not accepted:
        assert form.status_code == 403
        assert "不是从本窗口的页面发出的" in form.text
        assert "不是从本窗口的页面发出的" in sent.json()["message"]


def test_a_program_may_send_json_but_no_form(program: TestClient, waiting_case: str) -> None:
    assert program.post(form_of(waiting_case), data=FORM).status_code == 403
    assert program.post(api_of(waiting_case), json=EIGHT_CHECKS).status_code == 201


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "xml;;="]
)
def test_what_a_foreign_form_can_send_is_no_json(
    program: TestClient, waiting_case: str, kind: str
) -> None:
    content = json.dumps(EIGHT_CHECKS)
    sent = program.post(api_of(waiting_case), content=content, headers={"Content-Type": kind})
    assert sent.status_code == 415
    assert "application/json" in sent.json()["message"]
    assert not is_recorded()


def test_a_form_must_be_declared_as_one(desk: TestClient, waiting_case: str) -> None:
    for headers in (JSON, {"Content-Type": "multipart/form-data; boundary=x"}):
        assert desk.post(form_of(waiting_case), content="{}", headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:4280", 200),
        ("LOCALHOST", 200),
        ("desk.court.example:8443", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
        ("[::", 400),
        ("127.0.0.1@evil.example", 400),
    ],
)
def test_only_known_hosts_are_served(
    monkeypatch: pytest.MonkeyPatch, host: str, status: int
) -> None:
    monkeypatch.setenv("FUYUAN_DESK_HOSTS", " desk.court.example , other.example:80,")
    with TestClient(create_app(), base_url=ADDRESS) as client:
        response = client.get("/", headers={"Host": host})
    assert response.status_code == status
    assert ("FUYUAN_DESK_HOSTS" in response.text) is (status == 400)


@pytest.mark.parametrize(
    "path", ["/", "/cases", "/cases/x", "/letters/1.pdf", "/api", "/api/todos", "/static/desk.css"]
)
def test_every_answer_is_protected(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "unsafe" not in policy
    assert ("no-store" in headers.get("cache-control", "")) is not path.startswith("/static/")


def test_an_error_of_ours_shows_nothing_of_itself(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUYUAN_TODAY", "not a day")
    response = desk.get("/")
    assert response.status_code == 500
    assert "系统出错" in response.text
    assert "not a day" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_ledger_without_tables_is_told_as_such(desk: TestClient, program: TestClient) -> None:
    with engine(database_url()).begin() as connection:
        connection.exec_driver_sql("DROP TABLE todo")
    assert desk.get("/").status_code == 503
    assert "台账暂时" in program.get("/api/todos").json()["message"]


def test_no_page_reaches_for_a_foreign_host(desk: TestClient, mediated_case: str) -> None:
    case = f"/cases/{quote(mediated_case, safe='')}"
    paths = (
        "/",
        "/cases",
        case,
        f"{case}/answer/mediation_session",
        f"{case}/withdrawal",
        "/messages",
        "/undelivered",
        "/api",
        "/x",
    )
    for path in paths:
        page = html.fromstring(desk.get(path).text)
        reached = {
            str(value)
            for name in ("src", "href", "action", "srcset", "data", "formaction", "style")
            for value in page.xpath(f"//@{name}")
        }
        foreign = {url for url in reached if not url.startswith(("/", "#")) or url.startswith("//")}
        assert foreign <= {"http://127.0.0.1:4200"}, path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        assert not page.xpath("//script[not(@src)] | //style"), path
    for name in ("desk.css", "desk.js"):
        assert "//" not in desk.get(f"/static/{name}").text.replace("// ", "")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 405),
        ("DELETE", "/cases", 405),
        ("PUT", "/api/todos", 405),
        ("OPTIONS", "/api/todos", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/api/nowhere", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/cases/" + "%F0%9F%98%80" * 500 + "/answer/x", 404),
    ],
)
def test_other_ways_are_closed(desk: TestClient, method: str, path: str, status: int) -> None:
    kind = (
        JSON if path.startswith("/api") else {"Content-Type": "application/x-www-form-urlencoded"}
    )
    response = desk.request(method, path, headers=kind)
    assert response.status_code == status
    assert any("\u4e00" <= sign <= "\u9fff" for sign in response.text)


def test_the_desk_never_imports_the_flows_engine() -> None:
    program = (
        "import sys, desk.app; sys.exit(bool({'prefect', 'flows', 'fuyuan'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
