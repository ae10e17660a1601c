"""Filings, cases and questions, made by the program's own means."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, text

from models.base import Base
from models.history import Fact, Todo
from models.home import database_url
from models.ledger import engine, ledger
from rules.catalogue import questions
from rules.filing import Filing, Plaintiff
from tasks.filings import Delivery, store_filings
from tasks.numbering import give_case_number
from tasks.records import find_case
from tasks.registration import register
from tasks.stages import enter, move
from tasks.todos import Asked, open_todo

ID_NUMBER, PHONE = "990000198001010012", "13800001111"
ADDRESS = "伍家岗区某路1号"
RECEIVED = dt.date(2026, 11, 2)


def filing(n: int = 1, **changes: Any) -> Filing:
    """A sound filing; another `n` is another dispute."""
    facts = {
        "received_on": RECEIVED,
        "plaintiffs": [
            Plaintiff(name=f"周某{n}", id_number=ID_NUMBER, phone=PHONE, address=ADDRESS)
        ],
        "agencies": ["区教育局"],
        "act": f"信息公开答复书第{n}号",
        "act_made_on": dt.date(2026, 10, 8),
        "act_known_on": dt.date(2026, 10, 18),
        "claims": "撤销答复并责令重新答复",
        "cause": "政府信息公开纠纷",
    }
    return Filing.model_validate({**facts, **changes})


def stored(*filings: Filing, region: str = "wujiagang") -> list[str]:
    """The filing numbers of filings that are stored now."""
    return store_filings(filings, Delivery(source="测试", region=region)).accepted


def registered(n: int = 1, *, region: str = "wujiagang", **changes: Any) -> str:
    """The number of a case that is registered now."""
    return register(stored(filing(n, **changes), region=region)[0])


def in_mediation(n: int = 1, **changes: Any) -> str:
    """The number of a case whose mediation is being prepared."""
    number = registered(n, **changes)
    for stage in ("reviewed", "inquiring", "to_mediation"):
        move(number, "registration", stage)
    with ledger() as session:
        enter(session, find_case(session, number), "prefiling_mediation")
    return number


def asked(number: str, code: str, **how: Any) -> int:
    """Ask a question of a case, as a flow would; the id of its to-do."""
    how = {"path": "registration", **how}
    with ledger() as session:
        case = find_case(session, number)
        return open_todo(session, case, Asked(question=questions()[code], **how)).id


def todo(todo_id: int) -> Todo:
    with ledger() as session:
        return session.get_one(Todo, todo_id)


def numbered(count: int, given_by: str) -> list[str]:
    """Take so many case numbers, one transaction each."""
    return [give_one(f"{given_by}-{n}") for n in range(count)]


def give_one(given_to: str) -> str:
    from rules.vocabulary.region import load_region  # noqa: PLC0415

    with ledger() as session:
        return give_case_number(
            session, load_region("wujiagang"), "prefiling", year=2026, given_to=given_to
        )


def rows(table: type[Base], **where: Any) -> list[Any]:
    """The rows of a table, oldest first."""
    with ledger() as session:
        return list(session.scalars(select(table).filter_by(**where).order_by(table.id)))  # type: ignore[attr-defined]


def count(table: type[Base], **where: Any) -> int:
    with ledger() as session:
        return int(session.scalar(select(func.count()).select_from(table).filter_by(**where)) or 0)


def fact(code: str) -> dict[str, Any]:
    """The recorded answer to a question."""
    [found] = rows(Fact, question=code)
    return dict(json.loads(found.value))


def as_it_lies() -> str:
    """Every cell of every table as the database holds it, without our decryption."""
    return "\n".join(_cells())


def _cells() -> Iterator[str]:
    with engine(database_url()).connect() as connection:
        for table in Base.metadata.sorted_tables:
            quoted = table.name.join('""')
            for row in connection.execute(text(f"SELECT * FROM {quoted}")):  # noqa: S608
                yield from map(str, row)


EIGHT_CHECKS = {
    **dict.fromkeys(
        (
            *("claims", "scope", "plaintiff", "defendant", "time_limit"),
            *("reconsideration", "jurisdiction", "parallel_reconsideration"),
        ),
        "符合",
    ),
    "answered_by": "刘法官",
    "mediable": "是",
    "reviewed_on": "2026-11-05",
}
SESSION = {
    "answered_by": "王调解员",
    "held_on": "2026-11-05",
    "place": "化解工作室",
    "recorder": "李书记员",
    "attendees": ["周某", "区教育局"],
    "statements": [{"speaker": "周某", "text": "要求重新答复"}],
    "result": "继续调解",
}
