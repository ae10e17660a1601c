"""Moving a case along a path: only as its stage table allows, each move once a walk."""

import re

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.history import Event
from models.ledger import insert_once, ledger, reading
from rules.catalogue import paths
from rules.vocabulary.path import Path
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.errors import IllegalMoveError
from tasks.notify import queue_notice
from tasks.records import find_case, tell
from tasks.step import step
from tasks.triggers import enqueue

_LATER_WALK = re.compile(r"w(?P<walk>\d+)-")


def in_walk(walk: int, occasion: str = "1") -> str:
    """An occasion as it is kept: of the first walk as it is, of a later one with its number."""
    return occasion if walk == 1 else f"w{walk}-{occasion}"


def walk_in(occasion: str) -> int:
    """The walk that an occasion belongs to, as `in_walk` wrote it."""
    later = _LATER_WALK.match(occasion)
    return int(later["walk"]) if later else 1


def walk_of(case_number: str, path_code: str) -> int:
    """Which walk of the path the case is on, or was on last; 1 before it comes there."""
    with reading() as session:
        return walk_within(session, find_case(session, case_number), path_code)


def walk_within(session: Session, case: Case, path_code: str) -> int:
    """The walk as `walk_of` counts it, as part of a larger transaction."""
    walk: int | None = session.scalar(
        select(CasePath.walk).where(CasePath.case_id == case.id, CasePath.path == path_code)
    )
    return walk or 1


def find_walk(session: Session, case: Case, path_code: str) -> CasePath | None:
    """Where the case stands on a path, held until the transaction ends."""
    row: CasePath | None = session.scalars(
        select(CasePath)
        .where(CasePath.case_id == case.id, CasePath.path == path_code)
        .with_for_update()
    ).one_or_none()
    return row


def enter(session: Session, case: Case, path_code: str) -> bool:
    """Put the case on the first stage of a path; true if it was not there before.

    A repeatable path whose walk has ended is begun anew, and counts one walk more.
    """
    path = paths()[path_code]
    begins = insert_once(
        session,
        CasePath,
        case_id=case.id,
        path=path_code,
        stage=path.first,
        entered_at=clock.now(),
    ) or _begin_again(session, case, path)
    if begins:
        walk = walk_within(session, case, path_code)
        again = f"（第{walk}次）" if walk > 1 else ""
        tell(
            session,
            case,
            key=f"stage:{path_code}:{path.first}:{in_walk(walk)}",
            kind="阶段",
            text=f"{path.title}{again}：{path.stages[path.first].title}",
        )
    return begins


def _begin_again(session: Session, case: Case, path: Path) -> bool:
    row = find_walk(session, case, path.code)
    if not path.is_repeatable or row is None or row.closed_at is None:
        return False
    row.walk += 1
    row.stage, row.held_by = path.first, ""
    row.entered_at, row.closed_at = clock.now(), None
    return True


def next_walk(session: Session, case: Case, path_code: str) -> int:
    """Which walk on a path the next one is: after the one that goes on, and those that wait."""
    row = find_walk(session, case, path_code)
    return 1 if row is None else max(row.walk, *_waiting(session, case, path_code), 0) + 1


def enter_or_wait(session: Session, case: Case, path: Path) -> int:
    """Begin a walk on a repeatable path, or keep its place until those before it have ended.

    Returns which walk it is, and so under which occasion its facts are kept.
    """
    walk = next_walk(session, case, path.code)
    if enter(session, case, path.code):
        start_run(session, case, path)
    else:
        key = f"waiting:{path.code}:{walk}"
        text = f"“{path.title}”第{walk}件已登记，前一件办结后接着办理"
        tell(session, case, key=key, kind="排队", text=text, walk=walk)
    return walk


@step("转入阶段")
def move(case_number: str, path_code: str, stage_code: str, *, occasion: str = "1") -> None:
    """Bring the case to a stage; a move that was made before is not made again.

    Raises IllegalMoveError when the path's stage table does not allow it.
    """
    with ledger() as session:
        move_within(session, find_case(session, case_number), path_code, stage_code, occasion)


def move_within(
    session: Session, case: Case, path_code: str, stage_code: str, occasion: str = "1"
) -> None:
    """Move as `move` does, as part of a larger transaction; each walk makes its own moves."""
    path = paths()[path_code]
    row = find_walk(session, case, path_code)
    if row is None:
        message = f"案件{case.number}不在“{path.title}”路径上"
        raise NoResultFound(message)
    stage = path.stages[stage_code]
    text = f"{path.title}：{stage.title}"
    key = f"stage:{path_code}:{stage_code}:{in_walk(row.walk, occasion)}"
    if not tell(session, case, key=key, kind="阶段", text=text):
        return  # A run that came this way before made the move.
    if not path.allows(row.stage, stage_code):
        message = (
            f"案件{case.number}在“{path.title}”处于“{path.stages[row.stage].title}”，"
            f"不能转为“{stage.title}”：阶段表不允许"
        )
        raise IllegalMoveError(message)
    row.stage = stage_code
    if stage.is_end:
        row.closed_at = clock.now()
        queue_notice(
            session,
            case,
            event_key=f"closed:{path_code}" + (f":{row.walk}" if row.walk > 1 else ""),
            template="case_closed",
            role=Actor.STUDIO,
            title=text,
        )
        begin_waiting(session, case, path, row.walk)


def begin_waiting(session: Session, case: Case, path: Path, ended: int) -> None:
    """Begin the next walk, if something came to this path while the last one went on."""
    why = _waiting(session, case, path.code).get(ended + 1)
    if why is None or not enter(session, case, path.code):
        return
    start_run(session, case, path)
    if why:  # So that whoever is asked next sees what this walk is about.
        key = f"taken_up:{path.code}:{ended + 1}"
        text = f"“{path.title}”第{ended + 1}件开始办理：{why}"
        tell(session, case, key=key, kind="移交", text=text)


def _waiting(session: Session, case: Case, path_code: str) -> dict[int, str]:
    """The walks that were promised for later, each with the reason it was handed over for."""
    promised = session.scalars(
        select(Event.data).where(
            Event.case_id == case.id,
            or_(
                Event.key.like(f"handover:%:{path_code}:%"),
                Event.key.like(f"waiting:{path_code}:%"),
            ),
        )
    ).all()
    return {data["walk"]: data.get("reason", "") for data in promised if "walk" in data}


def start_run(session: Session, case: Case, path: Path) -> None:
    """Promise the run of the walk that the case is on, once a walk."""
    walk = walk_within(session, case, path.code)
    enqueue(
        session,
        key=f"handover:{case.number}:{path.code}" + (f":{walk}" if walk > 1 else ""),
        deployment=path.deployment,
        parameters={"case_number": case.number},
    )
