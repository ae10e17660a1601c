"""Moving a case along a path: only as its stage table allows, each move once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.ledger import insert_once, ledger
from rules.catalogue import paths
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.errors import IllegalMoveError
from tasks.notify import queue_notice
from tasks.records import find_case, tell
from tasks.step import step


def enter(session: Session, case: Case, path_code: str) -> bool:
    """Put the case on the first stage of a path, once; true if it was not there before."""
    path = paths()[path_code]
    is_new = insert_once(
        session,
        CasePath,
        case_id=case.id,
        path=path_code,
        stage=path.first,
        entered_at=clock.now(),
    )
    if is_new:
        stage = path.stages[path.first]
        tell(
            session,
            case,
            key=f"stage:{path_code}:{path.first}:1",
            kind="阶段",
            text=f"{path.title}：{stage.title}",
        )
    return is_new


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
    """Move as `move` does, as part of a larger transaction."""
    path = paths()[path_code]
    row = session.scalars(
        select(CasePath)
        .where(CasePath.case_id == case.id, CasePath.path == path_code)
        .with_for_update()
    ).one()
    stage = path.stages[stage_code]
    text = f"{path.title}：{stage.title}"
    if not tell(
        session, case, key=f"stage:{path_code}:{stage_code}:{occasion}", kind="阶段", text=text
    ):
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
            event_key=f"closed:{path_code}",
            template="case_closed",
            role=Actor.STUDIO,
            title=text,
        )
