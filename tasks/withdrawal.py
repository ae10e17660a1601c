"""Leaving mediation: either side, at any time before the settlement is signed, without a reason."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.case import CasePath
from models.history import Todo
from models.ledger import ledger
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from tasks import clock
from tasks.answers import check, record_fact, wake
from tasks.errors import AlreadyAnsweredError, NotAskedError
from tasks.records import find_case, tell

BEFORE_SIGNING = frozenset({"preparing", "referred", "mediating", "agreed"})


def withdraw_consent(case_number: str, answer: Mapping[str, Any], *, door: str) -> None:
    """Record the withdrawal, take back the open to-dos of the mediation and wake its run.

    Raises UnknownCaseError, NotAskedError (no mediation to leave), AlreadyAnsweredError or
    InvalidAnswerError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, ConsentWithdrawal, answer)
        stage = session.scalar(
            select(CasePath.stage).where(
                CasePath.case_id == case.id, CasePath.path == "prefiling_mediation"
            )
        )
        if stage not in BEFORE_SIGNING:
            message = f"案件{case.number}没有可以退出的诉前调解（未开始、已签署协议或已终止）"
            raise NotAskedError(message)
        inserted = record_fact(session, case, given, door=door)
        if not inserted:
            message = f"案件{case.number}已登记退出调解，不必重复登记"
            raise AlreadyAnsweredError(message)
        tell(session, case, key="consent_withdrawal", kind="退出", text=given.reason_line)
        open_todos = session.scalars(
            select(Todo).where(
                Todo.case_id == case.id,
                Todo.path == "prefiling_mediation",
                Todo.state == "open",
            )
        ).all()
        for todo in open_todos:
            todo.state = "cancelled"
            todo.closed_at = clock.now()
            wake(session, case, todo)
