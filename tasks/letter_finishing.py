"""Finishing letters that are reserved: files written, then called issued; once, whoever does it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session, lazyload

from models.case import Case
from models.ledger import ledger, reading
from models.letter import ISSUED, SUPERSEDED, IssuedLetter
from rules.catalogue import is_restricted, letters
from rules.vocabulary.letter import WITHHELD, Addressee, Letter, OfficeFacts
from rules.vocabulary.question import Actor
from rules.vocabulary.region import Region, load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.letter_facts import as_declared, freeze
from tasks.letter_files import SUFFIXES, clear_drafts, drafted, letter_path, put_in_place
from tasks.letter_sources import keep_engine, keep_words
from tasks.notify import NoticeOrder, queue_notices
from tasks.overlay_failures import report_failure
from tasks.records import tell
from tasks.rendering import Rendered, Words, render_anyhow
from tasks.rendering.engine import Engine, current_engine
from tasks.service.answers import open_services

# Who of our readers hears that a letter of this addressee is out; persons are served, not notified.
READERS: Mapping[Addressee, Actor] = {
    Addressee.AGENCY: Actor.AGENCY,
    Addressee.MEDIATOR: Actor.MEDIATOR,
    Addressee.DOCKETING_DIVISION: Actor.DOCKETING_DIVISION,
    Addressee.COURT: Actor.JUDGE,
    Addressee.JUSTICE_BUREAU: Actor.JUSTICE_BUREAU,
    Addressee.RECONSIDERATION_BODY: Actor.RECONSIDERATION_BODY,
    Addressee.PROCURATORATE: Actor.PROCURATORATE,
}
OWNER_ONLY = 0o600


class UndeclaredLetterError(FuyuanError):
    """No path declares a letter of this code."""

    def __init__(self, code: str) -> None:
        """Name those that are declared."""
        known = "、".join(sorted(letters()))
        super().__init__(f"没有代码为“{code}”的文书；可用的有：{known}")


def declared(code: str) -> Letter:
    """The letter of this code. Raises UndeclaredLetterError."""
    if code not in letters():
        raise UndeclaredLetterError(code)
    return letters()[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A letter as it was set, and what it was set with."""

    facts: OfficeFacts
    words: Words
    rendered: Rendered
    standard: str
    engine: Engine


def finish(letter_id: int) -> bool:
    """Write the files of a reserved letter and call it issued; false if there is nothing to do.

    Its files get their names in the transaction that calls it issued: whoever comes second finds
    them and touches nothing. Raises RenderingError, UnreadableFactsError, UndeclaredLetterError.
    """
    with reading() as session:
        row = session.get_one(IssuedLetter, letter_id)
        region = load_region(row.region)
    if not row.is_pending:
        return False
    made = _make(row, region)
    contents = {letter_path(letter_id, s): getattr(made.rendered, s) for s in SUFFIXES}
    with drafted(contents) as drafts, ledger() as session:
        held = session.get_one(IssuedLetter, letter_id, with_for_update=True)
        if not held.is_pending:
            return False
        if is_restricted(row.code):
            for draft in drafts.values():
                draft.chmod(OWNER_ONLY)
        put_in_place(drafts)
        _record(session, held, made)
        _call_issued(session, held)
    clear_drafts(letter_id)
    return True


def _make(row: IssuedLetter, region: Region) -> _Made:
    letter = declared(row.code)
    facts = as_declared(row, letter)
    words, rendered = render_anyhow(
        letter.template, dict(facts), region=region.name, standard=region.pdf_standard
    )
    return _Made(
        facts=facts,
        words=words,
        rendered=rendered,
        standard=region.pdf_standard,
        engine=current_engine(),
    )


def _record(session: Session, row: IssuedLetter, made: _Made) -> None:
    # The same, unless more was declared between the freezing and the making.
    row.facts, row.fact_types = freeze(made.facts).values()
    row.template_hash = keep_words(session, made.words)
    row.engine_hash = keep_engine(session, made.engine)
    row.pdf_standard = made.standard
    row.pdf_sha256 = hashlib.sha256(made.rendered.pdf).hexdigest()
    row.docx_sha256 = hashlib.sha256(made.rendered.docx).hexdigest()
    if missing := made.rendered.missing_glyphs:
        row.warning = f"字库缺字：{'、'.join(missing)}，请安装生僻字字库后重新制作"
    if made.rendered.failure:
        report_failure(session, row, made.rendered.failure)


def _call_issued(session: Session, row: IssuedLetter) -> None:
    row.state = ISSUED
    row.issued_at = clock.now()
    case = case_of_letter(session, row)
    if case is None:
        # An office has no timeline; the letter itself says who issued it.
        if row.replaces_id is not None:
            _supersede(session, None, row)
        return
    by = f"，{row.issued_by}经{row.door}" if row.issued_by else ""
    tell(session, case, key=row.event_key, kind="文书", text=f"制作{shown_name(row)}{by}")
    open_services(session, case, row)
    title = f"{row.title}（替代原件）" if row.replaces_id else row.title
    announce(session, case, row, template="letter_issued", title=title)
    if row.replaces_id is not None:
        _supersede(session, case, row)


def case_of_letter(session: Session, row: IssuedLetter) -> Case | None:
    """The case of a letter, without its parties: a letter that is made needs them no more.

    None for a letter that an office issued in no case.
    """
    if row.case_id is None:
        return None
    return session.get_one(Case, row.case_id, options=[lazyload("*")])


def shown_name(row: IssuedLetter) -> str:
    """How a letter is spoken of where many may read it: of a restricted one, that it is there."""
    return f"{WITHHELD}（编号{row.id}）" if is_restricted(row.code) else row.name


def announce(session: Session, case: Case, row: IssuedLetter, *, template: str, title: str) -> None:
    """Tell the reader of a letter what became of it, if it goes to one of our readers."""
    letter = letters().get(row.code)
    if letter is None or letter.to not in READERS or letter.is_restricted:
        return
    key = row.event_key if template == "letter_issued" else f"{template}:{row.event_key}"
    order = NoticeOrder(
        case_id=case.id,
        short_code=case.short_code,
        region=case.region,
        event_key=key,
        template=template,
        roles=(READERS[letter.to],),
        title=title,
        is_served=letter.served,
    )
    queue_notices(session, [order])


def _supersede(session: Session, case: Case | None, row: IssuedLetter) -> None:
    """Mark the letter that this one was ordered to replace."""
    old = session.get_one(IssuedLetter, row.replaces_id, with_for_update=True)
    if not old.mark:
        old.mark, old.mark_reason = SUPERSEDED, row.order_reason
        old.marked_by, old.marked_at = row.ordered_by, row.issued_at
    if case is not None:
        names = f"{shown_name(old)}由{shown_name(row)}替代"
        tell(
            session,
            case,
            key=f"letter_superseded:{old.code}:{old.occasion}",
            kind="文书",
            text=f"{names}：{row.order_reason}（{row.ordered_by}）",
        )
