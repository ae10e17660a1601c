"""A letter whose region's own words failed: issued in the common ones, and everybody knows."""

from sqlalchemy.orm import Session

from models.case import Case
from models.letter import IssuedLetter
from rules.vocabulary.question import Actor
from tasks.notify import queue_notice
from tasks.records import tell

REMEDY = "fuyuan letter check"


def report_failure(session: Session, row: IssuedLetter, failure: str) -> None:
    """Warn on the letter, tell the timeline, and the administrators; once a letter.

    The reason stands with the letter alone: it may quote a fact.
    """
    warning = f"本地区的模板有误，已改用通用模板制作：{failure}"
    row.warning = "；".join(filter(None, (row.warning, warning)))
    if row.case_id is None:
        return
    case = session.get_one(Case, row.case_id)
    key = f"overlay:{row.code}:{row.occasion}"
    tell(
        session,
        case,
        key=key,
        kind="模板",
        text=f"《{row.title}》的本地区模板有误，已改用通用模板制作；{REMEDY} 查明原因",
    )
    queue_notice(
        session,
        case,
        event_key=key,
        template="template_failed",
        role=Actor.ADMINISTRATOR,
        title=row.title,
    )
