"""建议台账: every suggestion that went out, with its reply and whether it came in time."""

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.ledger import reading
from models.letter import RESERVED, IssuedLetter
from rules.paths.judicial_suggestion import PATH
from rules.paths.judicial_suggestion.letters import JUDICIAL, PROCURATORIAL, REGISTER
from rules.paths.judicial_suggestion.reasons import ReplyStatus
from tasks.letter_reissue import AGAIN, first_occasion

KINDS = {JUDICIAL.code: "司法建议", PROCURATORIAL.code: "检察建议"}
REPLY_CLOCKS = tuple(code for code in PATH.deadlines if code != "J_NORMDOC_SUGG_3M")
UNSERVED, AWAITED = "待送达", "待回复"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionLine:
    """One suggestion; `status` is one of the three of SL-8a, or says what is still awaited."""

    case_number: str
    kind: str
    level: str
    addressee: str
    number: str
    joint_work: tuple[str, ...]
    issued_on: dt.date
    reply_due: dt.date | None
    status: str
    answer: str


def suggestion_ledger() -> list[SuggestionLine]:
    """Every judicial and procuratorial suggestion in force of all cases, oldest first."""
    with reading() as session:
        issued = session.execute(
            select(IssuedLetter, Case.number)
            .join(Case, Case.id == IssuedLetter.case_id)
            .where(
                IssuedLetter.code.in_(KINDS),
                IssuedLetter.state != RESERVED,
                IssuedLetter.mark == "",
            )
            .order_by(IssuedLetter.id)
        ).all()
        return [_line(session, letter, number) for letter, number in issued]


def _line(session: Session, letter: IssuedLetter, case_number: str) -> SuggestionLine:
    facts, occasion = json.loads(letter.facts), first_occasion(letter.occasion)
    clock = session.scalars(
        select(RunningDeadline).where(
            RunningDeadline.case_id == letter.case_id,
            RunningDeadline.trigger_key == occasion,
            RunningDeadline.rule.in_(REPLY_CLOCKS),
        )
    ).first()
    registered = session.scalars(
        select(IssuedLetter).where(
            IssuedLetter.case_id == letter.case_id,
            IssuedLetter.code == REGISTER.code,
            or_(
                IssuedLetter.occasion == occasion,
                IssuedLetter.occasion.startswith(f"{occasion}{AGAIN}", autoescape=True),
            ),
            IssuedLetter.mark == "",
        )
    ).one_or_none()
    reply = json.loads(registered.facts) if registered else {}
    return SuggestionLine(
        case_number=case_number,
        kind=KINDS[letter.code],
        level=facts["level"],
        addressee=facts["addressee"],
        number=letter.number or facts.get("document_number", ""),
        joint_work=tuple(facts.get("joint_work", ())),
        issued_on=letter.issued_on,
        reply_due=clock.stated_on if clock else None,
        status=reply.get("status") or _awaited(clock),
        answer=reply.get("answer", ""),
    )


def _awaited(clock: RunningDeadline | None) -> str:
    if clock is None:
        return UNSERVED
    return ReplyStatus.NONE.value if clock.state == "missed" else AWAITED
