"""The papers of a service: a slip for each recipient, and the notice when there is no other way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import ledger, reading
from models.letter import IssuedLetter
from models.service import LetterService
from rules.catalogue import letters
from rules.service import Method, ReturnReason, State, unfounded_notice
from rules.service_papers import (
    ENCLOSED,
    PUBLIC_NOTICE,
    SLIP,
    PublicNoticeFacts,
    SlipFacts,
    applied_by,
)
from rules.service_reports import ServiceFailure, ServiceRecord
from rules.vocabulary.letter import Office
from rules.vocabulary.question import YesNo
from tasks import clock
from tasks.errors import FuyuanError
from tasks.rendering import Rendered, compose_words, render_anyhow
from tasks.rendering.document import text_of
from tasks.service.consents import address_of, confirmed
from tasks.service.marking import notice_clock
from tasks.service.rows import (
    choose,
    facts_of,
    failures,
    letter_to_serve,
    named,
    row_of,
    rows_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper in both formats, its words, and a file name that names nobody."""

    name: str
    words: str
    rendered: Rendered


def slips(letter_id: int, recipient: str = "") -> tuple[Paper, ...]:
    """The slips of a letter, one for each recipient who is not served yet, or for the one named.

    Raises FuyuanError for a letter that is not served, or when everybody is.
    """
    with ledger() as session:
        letter = letter_to_serve(session, letter_id)
        rows = rows_of(session, letter, locked=True)
        wanted = [choose(letter, rows, recipient)] if recipient else _unserved(letter, rows)
        case = session.get_one(Case, letter.case_id)
        facts = [(row.id, _slip_facts(session, case, letter, row)) for row in wanted]
        region = case.region
    return tuple(_paper(SLIP, f"送达回证-{row_id}", each, region) for row_id, each in facts)


def notice_to(letter_id: int, recipient: str, *, is_unknown: bool = False) -> Paper:
    """The text to publish for a recipient of a letter, as `public_notice` writes it."""
    with reading() as session:
        letter = letter_to_serve(session, letter_id)
        row_id = choose(letter, rows_of(session, letter), recipient).id
    return public_notice(row_id, is_unknown=is_unknown)


def slip(row_id: int) -> Paper:
    """The slip of one row. Raises FuyuanError."""
    with reading() as session:
        case, letter, row = _of_row(session, row_id)
        facts = _slip_facts(session, case, letter, row)
        region = case.region
    return _paper(SLIP, f"送达回证-{row_id}", facts, region)


def public_notice(row_id: int, *, is_unknown: bool = False) -> Paper:
    """The text to publish for a recipient whom no other way reaches, or who is not to be found.

    Raises FuyuanError when neither is on record nor said (民事诉讼法第九十五条).
    """
    with reading() as session:
        case, letter, row = _of_row(session, row_id)
        is_unknown = is_unknown or _is_unknown(session, row)
        failed = tuple(Method(each.method) for each in failures(session, row))
        if why := unfounded_notice(is_unknown=is_unknown, failed=failed):
            raise FuyuanError(why)
        facts = _notice_facts(session, case, letter, row, is_unknown=is_unknown)
        region = case.region
    return _paper(PUBLIC_NOTICE, f"送达公告-{row_id}", facts, region)


def published(session: Session, case: Case, letter: IssuedLetter, row: LetterService) -> Paper:
    """The text of a public notice by what is on record of it, of the day on which it came out."""
    facts = _notice_facts(
        session, case, letter, row, is_unknown=_is_unknown(session, row)
    ).model_copy(update={"issued_on": row.sent_on})
    return _paper(PUBLIC_NOTICE, f"送达公告-{row.id}", facts, case.region)


def _paper(template: str, name: str, facts: SlipFacts | PublicNoticeFacts, region: str) -> Paper:
    # The frame of every letter asks what it replaces: a paper of a service never does.
    given = {**dict(facts), "replaces": None}
    words, rendered = render_anyhow(template, given, region=region)
    blocks = compose_words(words, given).blocks
    return Paper(name=name, words="\n".join(map(text_of, blocks)), rendered=rendered)


def _unserved(letter: IssuedLetter, rows: list[LetterService]) -> list[LetterService]:
    waiting = [row for row in rows if row.state != State.SERVED]
    if not waiting:
        message = f"{named(letter)}已全部送达，不需要回证；要重印的，写明受送达人"
        raise FuyuanError(message)
    return waiting


def _of_row(session: Session, row_id: int) -> tuple[Case, IssuedLetter, LetterService]:
    row = row_of(session, row_id)
    letter = session.get_one(IssuedLetter, row.letter_id)
    return session.get_one(Case, letter.case_id), letter, row


def _common(letter: IssuedLetter, row: LetterService) -> dict[str, Any]:
    facts = facts_of(letter)
    return {
        "authority": _authority(letters()[letter.code].issuer, facts),
        "case_number": facts.get("docket_number") or facts["case_number"],
        "document": "、".join(filter(None, [named(letter), ENCLOSED.get(letter.code)])),
        "recipient": row.name,
        "issued_on": clock.today(),
    }


def _number_label(letter: IssuedLetter) -> str:
    if letters()[letter.code].issuer is Office.RECONSIDERATION:
        return "复议案件编号"
    return "案号" if facts_of(letter).get("docket_number") else "登记号"


def _authority(issuer: Office, facts: Mapping[str, Any]) -> str:
    named_by = {Office.RECONSIDERATION: "authority", Office.PROCURATORATE: "procuratorate_name"}
    return str(facts[named_by.get(issuer, "court_name")])


def _slip_facts(
    session: Session, case: Case, letter: IssuedLetter, row: LetterService
) -> SlipFacts:
    return SlipFacts(
        **_common(letter, row),
        number_label=_number_label(letter),
        place=_place(session, case, row),
        note=_note(row),
    )


def _note(row: LetterService) -> str:
    """What whoever delivers it has to know."""
    guardian = f"受送达人未成年，由法定代理人{row.deliver_to}签收" if row.deliver_to else ""
    again = f"第{row.attempt}次送达" if row.attempt > 1 else ""
    return "；".join(filter(None, [guardian, again]))


def _place(session: Session, case: Case, row: LetterService) -> str:
    """Where the party confirmed to be served, or where it lives by the filing."""
    if address := address_of(session, case, row):
        return confirmed(address).postal_address
    return next(
        (
            party.address
            for party in case.parties
            if (party.role, party.position) == (row.role, row.position)
        ),
        "",
    )


def _notice_facts(
    session: Session, case: Case, letter: IssuedLetter, row: LetterService, *, is_unknown: bool
) -> PublicNoticeFacts:
    running = notice_clock(session, case, row)
    return PublicNoticeFacts(
        **_common(letter, row),
        is_unknown=is_unknown,
        applied_by=applied_by(letters()[letter.code].issuer),
        announced_on=row.sent_on if running else None,
        deemed_on=running.stated_on if running else None,
        contact=facts_of(letter)["contact"],
    )


def _is_unknown(session: Session, row: LetterService) -> bool:
    """Whether the recipient's whereabouts are unknown, by the report or by a failed attempt."""
    if row.method == Method.PUBLIC and row.report:
        given = ServiceRecord.model_validate_json(row.report)
        return given.whereabouts_unknown is YesNo.YES
    failed = [ServiceFailure.model_validate_json(each.report) for each in failures(session, row)]
    return any(each.reason is ReturnReason.WHEREABOUTS_UNKNOWN for each in failed)
