"""仅限人民法院一端的文书: kept encrypted in the ledger, written where the court says (AH-9).

No event, notice, to-do, run or stored file comes of them: nothing that anybody else looks at.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.case import Case
from models.ledger import ledger
from models.letter import CONFIDENTIAL, IssuedLetter
from rules.court_side import COURT_LETTERS, SELF_CORRECTION_NOTICE, SelfCorrection
from rules.trial_stages import BEFORE_JUDGMENT
from tasks.answers import check, digest
from tasks.case_facts import case_of, docket_number_of
from tasks.errors import FuyuanError, NotAskedError
from tasks.letter_facts import as_declared
from tasks.letters import Holder, reserve, write_whole
from tasks.records import find_case
from tasks.rendering import Rendered, render
from tasks.stages import find_walk


def tell_agency(case_number: str, answer: Mapping[str, Any], *, into: Path) -> list[Path]:
    """Make the notice to the agency and write it into a folder; the same notice once.

    Raises UnknownCaseError, InvalidAnswerError, NotAskedError (not under trial) or FuyuanError.
    """
    docket_number, agencies = docket_number_of(case_number), case_of(case_number).agencies
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, SelfCorrection, answer)
        trial = find_walk(session, case, "litigation")
        if trial is None or trial.stage not in BEFORE_JUDGMENT:
            message = f"案件{case.number}不在宣判以前的审理中，不能制作主动纠错告知书"
            raise NotAskedError(message)
        row = reserve(
            session,
            Holder.of(case),
            SELF_CORRECTION_NOTICE,
            digest(given),
            {
                "docket_number": docket_number,
                "agency": given.agency or agencies[0],
                "judge": given.answered_by,
                "kind": given.kind.value,
                "reasons": given.reasons,
                "feedback_by": given.feedback_by,
                "told_on": given.told_on,
            },
        )
        row.state = CONFIDENTIAL
        letter_id = row.id
    return _write([letter_id], into)


def write_again(case_number: str, *, into: Path) -> list[Path]:
    """Write every letter of the court's side in this case once more.

    Raises UnknownCaseError, NotAskedError (there is none) or FuyuanError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        query = select(IssuedLetter.id).where(
            IssuedLetter.case_id == case.id, IssuedLetter.state == CONFIDENTIAL
        )
        found = session.scalars(query.order_by(IssuedLetter.id)).all()
    if not found:
        message = f"案件{case_number}没有仅限人民法院一端的文书"
        raise NotAskedError(message)
    return _write(found, into)


def _write(letter_ids: Iterable[int], into: Path) -> list[Path]:
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for letter_id in letter_ids:
        rendered = _rendered(letter_id)
        for suffix, content in (("pdf", rendered.pdf), ("docx", rendered.docx)):
            path = into / f"仅限法院-{letter_id:07d}.{suffix}"
            write_whole(path, content)
            path.chmod(0o600)
            written.append(path)
    return written


def _rendered(letter_id: int) -> Rendered:
    """The letter from its frozen facts; its hashes are kept with the first writing."""
    declared = {letter.code: letter for letter in COURT_LETTERS}
    with ledger() as session:
        row = session.get_one(IssuedLetter, letter_id)
        letter = declared[row.code]
        rendered = render(
            letter.template,
            dict(as_declared(row, letter)),
            region=session.get_one(Case, row.case_id).region,
        )
        drawn = hashlib.sha256(rendered.pdf).hexdigest()
        if row.pdf_sha256 and row.pdf_sha256 != drawn:
            message = "模板或者字体已经改动，重新制作的文书与当时交出的不一致，没有写出"
            raise FuyuanError(message)
        row.template_hash, row.pdf_sha256 = rendered.template_hash, drawn
        row.docx_sha256 = hashlib.sha256(rendered.docx).hexdigest()
    return rendered
