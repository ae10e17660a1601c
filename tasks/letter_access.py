"""Fetching a restricted letter: to a folder of one's own, and on record who did and why (RZ-6)."""

from pathlib import Path

from models.case import Case
from models.ledger import ledger
from models.letter import UNSEEN, IssuedLetter
from rules.catalogue import is_restricted
from rules.cleaning import plain_text
from rules.vocabulary.letter import WITHHELD
from tasks import clock
from tasks.errors import FuyuanError, NotAskedError
from tasks.letters import letter_path, write_whole
from tasks.records import tell

OWNER_ONLY = 0o600


def fetch_letter(letter_id: int, folder: Path, *, by: str, reason: str) -> tuple[Path, ...]:
    """Copy both files of a restricted letter to a folder; it is told in the case, before they are.

    Raises NotAskedError for a letter that is not there or is not restricted, FuyuanError where
    nobody or no reason is named.
    """
    who, why = plain_text(by), plain_text(reason)
    if not who or not why:
        message = "调取限制接触的文书，须写明调取人（--by）和理由（--reason）"
        raise FuyuanError(message)
    with ledger() as session:
        row = session.get(IssuedLetter, letter_id)
        if row is None or row.state in UNSEEN or row.case_id is None:
            message = f"没有编号为{letter_id}的案件文书"
            raise NotAskedError(message)
        if not is_restricted(row.code):
            message = f"编号为{letter_id}的文书不限制接触：请从窗口的案件页面下载"
            raise NotAskedError(message)
        at = clock.now()
        tell(
            session,
            session.get_one(Case, row.case_id),
            key=f"letter_fetched:{letter_id}:{at.isoformat()}",
            kind="调取",
            text=f"{who}调取{WITHHELD}（编号{letter_id}）：{why}",
        )
        name = row.title
    return tuple(_copy(letter_id, suffix, folder, name) for suffix in ("pdf", "docx"))


def _copy(letter_id: int, suffix: str, folder: Path, name: str) -> Path:
    target = folder / f"{letter_id:07d}_{name}.{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, letter_path(letter_id, suffix).read_bytes())
        target.chmod(OWNER_ONLY)
    except OSError as error:
        message = f"不能写入 {target}：{error.strerror}"
        raise FuyuanError(message) from None
    return target
