import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from desk.app import create_app
from models import tables
from models.deadline import RunningDeadline
from models.history import Todo
from models.home import database_url, secret_key
from models.ledger import engine, ledger
from models.letter import IssuedLetter
from rules.catalogue import questions
from rules.filing import Filing, Plaintiff
from tasks.filings import Delivery, store_filings
from tasks.letters import letter_path
from tasks.records import find_case
from tasks.registration import register
from tasks.stages import enter, move
from tasks.todos import Asked, open_todo

TODAY = dt.date(2026, 11, 20)
ADDRESS = "http://127.0.0.1:4280"
OWN = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty ledger on a fixed day."""
    monkeypatch.setenv("FUYUAN_HOME", str(tmp_path))
    monkeypatch.setenv("FUYUAN_DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setenv("FUYUAN_TODAY", TODAY.isoformat())
    monkeypatch.setenv("FUYUAN_PREFECT_URL", "http://127.0.0.1:4200")
    for name in ("FUYUAN_SECRET_KEY", "FUYUAN_DESK_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    secret_key()
    tables.Base.metadata.create_all(engine(database_url()))
    yield tmp_path
    engine(database_url()).dispose()


@pytest.fixture
def desk() -> Iterator[TestClient]:
    """A browser with the desk open: it marks its requests as browsers do."""
    with TestClient(
        create_app(), base_url=ADDRESS, headers=OWN, raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def program() -> Iterator[TestClient]:
    """A program that knows nothing of origins."""
    with TestClient(create_app(), base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


def filing(position: int = 1, **changes: object) -> Filing:
    facts = {
        "received_on": dt.date(2026, 11, 2),
        "plaintiffs": [Plaintiff(name=f"周某{position}", phone="13800001111")],
        "agencies": ["区教育局", "区自然资源和规划局"],
        "act": f"信息公开答复书第{position}号",
        "act_made_on": dt.date(2026, 10, 8),
        "act_known_on": dt.date(2026, 10, 18),
        "claims": "撤销答复并责令重新答复",
        "cause": "政府信息公开纠纷",
    }
    return Filing.model_validate({**facts, **changes})


@pytest.fixture
def add_case() -> Callable[..., str]:
    """Register a filing with the desk's own means; returns the case number."""

    def add(position: int = 1, **changes: object) -> str:
        stored = store_filings(
            [filing(position, **changes)], Delivery(source="测试", region="wujiagang")
        )
        return register(stored.accepted[0])

    return add


@pytest.fixture
def ask() -> Callable[..., None]:
    """Open a question's to-do as a flow would."""

    def open_question(
        number: str, code: str, *, path: str = "registration", occasion: str = "1", **known: object
    ) -> None:
        asked = Asked(question=questions()[code], path=path, occasion=occasion)
        with ledger() as session:
            todo = open_todo(session, find_case(session, number), asked)
            for name, value in known.items():
                setattr(session.get_one(Todo, todo.id), name, value)

    return open_question


@pytest.fixture
def waiting_case(add_case: Callable[..., str], ask: Callable[..., None]) -> str:
    """A registered case that waits for the eight checks, due in three days."""
    number = add_case()
    ask(number, "eight_checks", due_on=dt.date(2026, 11, 23))
    return number


@pytest.fixture
def mediated_case(add_case: Callable[..., str], ask: Callable[..., None]) -> str:
    """A case in mediation, between two sessions."""
    number = add_case()
    move(number, "registration", "reviewed")
    move(number, "registration", "inquiring")
    move(number, "registration", "to_mediation")
    with ledger() as session:
        enter(session, find_case(session, number), "prefiling_mediation")
    move(number, "prefiling_mediation", "referred")
    move(number, "prefiling_mediation", "mediating")
    ask(number, "mediation_session", path="prefiling_mediation", due_on=dt.date(2026, 12, 20))
    return number


@pytest.fixture
def add_deadline() -> Callable[..., None]:
    def add(case_number: str, **changes: object) -> None:
        facts = {
            "rule": "L_DOCKET_7D",
            "trigger_key": "1",
            "title": "决定是否立案",
            "actor": "法院",
            "basis": "行政诉讼法第五十一条",
            "trigger_on": dt.date(2026, 11, 2),
            "due_on": dt.date(2026, 11, 9),
            "act_by": dt.date(2026, 11, 9),
            "status": "certain",
            "calendar_version": "2026",
            "proof": {"lines": ["1. 收到起诉状之日不计入", "2. 计七日 → 2026-11-09"]},
            "started_at": dt.datetime(2026, 11, 2, tzinfo=dt.UTC),
        }
        with ledger() as session:
            case_id = find_case(session, case_number).id
            session.add(RunningDeadline(case_id=case_id, **{**facts, **changes}))

    return add


@pytest.fixture
def add_letter() -> Callable[..., int]:
    """An issued letter with both files."""

    def add(case_number: str, **changes: object) -> int:
        facts = {
            "code": "receipt",
            "occasion": "1",
            "title": "收到起诉材料凭证",
            "addressee": "起诉人",
            "facts": "{}",
            "state": "issued",
            "issued_on": dt.date(2026, 11, 2),
        }
        with ledger() as session:
            row = IssuedLetter(case_id=find_case(session, case_number).id, **{**facts, **changes})
            session.add(row)
            session.flush()
            letter_id = row.id
        for suffix in ("pdf", "docx"):
            letter_path(letter_id, suffix).write_bytes(f"{suffix} {letter_id}".encode())
        return letter_id

    return add
