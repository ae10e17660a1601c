"""A change of circumstances is reported: recorded once, and the path it concerns is seen to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.ledger import ledger, reading
from rules.catalogue import paths
from rules.paths.interruption import PATH
from rules.paths.interruption.questions import Effect, Incident
from tasks.answers import check, read_fact, record_fact
from tasks.errors import FuyuanError, InvalidAnswerError, NotAskedError
from tasks.records import find_case, tell
from tasks.stages import enter, find_walk, start_run, walk_within


def report_incident(case_number: str, answer: Mapping[str, Any], *, door: str) -> None:
    """Record what happened and start the path that deals with it.

    Raises UnknownCaseError, InvalidAnswerError, or NotAskedError when the named path is not open
    in this case or another incident is still being dealt with.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, Incident, answer)
        concerned = _open_walk(session, case, path_named(given.path))
        if concerned.held_by and given.consequence.effect is Effect.STAY:
            message = f"“{given.path}”已经中止（{concerned.held_by}），恢复后才能再次中止"
            raise NotAskedError(message)
        if not enter(session, case, PATH.code):
            message = f"案件{case.number}上一次情况变化尚未处理完毕，请先办结"
            raise NotAskedError(message)
        walk = walk_within(session, case, PATH.code)
        record_fact(session, case, given, door=door, occasion=str(walk))
        text = f"“{given.path}”：{given.kind.value}，{given.answered_by}经{door}登记"
        tell(session, case, key=f"incident:{walk}", kind="情况变化", text=text)
        start_run(session, case, PATH)


def path_named(title: str) -> str:
    """The code of a path that an incident may concern. Raises InvalidAnswerError."""
    known = {path.title: code for code, path in paths().items() if code != PATH.code}
    if title not in known:
        raise InvalidAnswerError([f"“发生在哪一路径”：应为{'、'.join(known)}之一"])
    return known[title]


def incident_of(case_number: str, occasion: str) -> Incident:
    """The incident that the path deals with on this occasion."""
    with reading() as session:
        recorded = read_fact(session, find_case(session, case_number), Incident, occasion)
        if recorded is None or recorded.answer is None:
            message = f"案件{case_number}没有登记第{occasion}次情况变化"
            raise FuyuanError(message)
        return recorded.answer


def _open_walk(session: Session, case: Case, path_code: str) -> CasePath:
    row = find_walk(session, case, path_code)
    if row is None or row.closed_at is not None:
        message = f"案件{case.number}不在“{paths()[path_code].title}”程序中，无从中止或者结束"
        raise NotAskedError(message)
    return row
