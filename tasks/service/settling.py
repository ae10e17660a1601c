"""One answer settles the rows of one letter: those it names, or everybody it is about."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once
from models.letter import IssuedLetter
from models.service import LetterService
from rules.service import Method, State, unconsented
from rules.service_links import AGENCY, THIRD_PARTY, Link
from rules.vocabulary.question import Question
from tasks import clock
from tasks.errors import InvalidAnswerError
from tasks.service.consents import address_of, address_of_name, consented_on
from tasks.service.marking import Served, mark_served
from tasks.service.rows import facts_of, named, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """An answer that tells of a service, on its occasion and by its door."""

    case: Case
    link: Link
    given: Question
    occasion: str
    door: str

    @property
    def on(self) -> dt.date:
        """The day it names."""
        day: dt.date = getattr(self.given, self.link.on)
        return day

    @property
    def method(self) -> Method | None:
        """The way of service it names, if it asks for one."""
        return getattr(self.given, self.link.method) if self.link.method else None

    @property
    def names(self) -> tuple[str, ...]:
        """Whom it names; nobody where it is about everybody, or about the only one."""
        if self.link.is_collective:
            return ()
        told = getattr(self.given, self.link.recipient)
        return tuple(told) if isinstance(told, list) else tuple(filter(None, [told]))

    def refuse_without_consent(self, session: Session) -> None:
        """Raise InvalidAnswerError for electronic service on who has not agreed to it."""
        if self.method is not Method.ELECTRONIC:
            return
        agencies = [party.name for party in self.case.parties if party.role == AGENCY]
        for name in self.names or agencies[:1]:
            since = consented_on(address_of_name(session, self.case, name))
            if why := unconsented(since, self.on):
                raise InvalidAnswerError([self._line(self.link.method, why)])

    def settle(self, session: Session, letter: IssuedLetter, *, is_recorded: bool = False) -> None:
        """Mark the rows it is about. Raises InvalidAnswerError if what is on record contradicts.

        With `is_recorded` the answer was given before the letter was printed, and stands.
        """
        for row in self._rows(session, letter):
            if self.link.is_signing and row.state != State.WAITING:
                continue
            if not is_recorded and (why := self._contradiction(letter, row)):
                raise InvalidAnswerError([self._line(self.link.on, why)])
            if row.state == State.SERVED:
                row.fact = row.fact or self._fact
            else:
                mark_served(session, self.case, letter, row, self._served(session, row))

    @property
    def _fact(self) -> str:
        return type(self.given).dated(self.link.on, self.occasion)

    def _served(self, session: Session, row: LetterService) -> Served:
        by_consent = self.method is Method.ELECTRONIC
        address = address_of(session, self.case, row) if by_consent else None
        sent = getattr(self.given, self.link.sent) if self.link.sent else None
        return Served(
            on=self.on,
            by=self.given.answered_by,
            door=self.door,
            method=self.method.value if self.method else "",
            sent_on=sent,
            fact=self._fact,
            address_id=address.id if address else None,
        )

    def _rows(self, session: Session, letter: IssuedLetter) -> list[LetterService]:
        rows = rows_of(session, letter, locked=True)
        if self.link.role:
            rows = [row for row in rows if row.role == self.link.role]
        if not self.names:
            return rows
        if not self._is_named_in(letter):
            return []
        return [
            _of_name(rows, name, self.on) or self._stranger(session, letter, name)
            for name in self.names
        ]

    def _is_named_in(self, letter: IssuedLetter) -> bool:
        """A notice that names the services it goes out with is about these and no others."""
        services = facts_of(letter).get("services")
        told = (self.names[0], self.on.isoformat())
        return services is None or told in [(one["party"], one["served_on"]) for one in services]

    def _stranger(self, session: Session, letter: IssuedLetter, name: str) -> LetterService:
        """Who was served and is no party on the letter, as a third party is: a row of their own."""
        insert_once(
            session,
            LetterService,
            letter_id=letter.id,
            role=THIRD_PARTY,
            position=0,
            name=name,
            opened_on=clock.today(),
        )
        return next(row for row in rows_of(session, letter, locked=True) if row.name == name)

    def _contradiction(self, letter: IssuedLetter, row: LetterService) -> str:
        if row.state == State.SERVED and row.served_on:
            is_same = row.served_on == self.on
            if is_same or (self.link.is_collective and row.served_on < self.on):
                return ""
            return (
                f"{named(letter)}已由{row.recorded_by}登记为{row.served_on}送达，与填写的{self.on}"
                f"不一致；登记有误的先更正（fuyuan correct 案号 service served_on 日期 "
                f"--occasion {row.id}）"
            )
        by_notice = self.method is Method.PUBLIC
        if row.state == State.ON_NOTICE and (by_notice or self.method is None):
            return f"{named(letter)}正在公告送达，公告期届满以前不能登记送达"
        if by_notice:
            return (
                f"{named(letter)}还没有登记公告：公告送达先登记发出公告之日"
                "（fuyuan service record 或者窗口“送达”），经过三十日视为送达"
            )
        return ""

    def _line(self, field: str, why: str) -> str:
        return f"“{type(self.given).model_fields[field].title}”：{why}"


def _of_name(rows: Sequence[LetterService], name: str, on: dt.date) -> LetterService | None:
    """The row of a name: of two of one name the one that this day fits, else one still open."""
    found = [row for row in rows if row.name == name]
    fitting = [row for row in found if row.served_on == on and not row.fact]
    still_open = [row for row in found if row.state != State.SERVED]
    return next(iter([*fitting, *still_open, *found]), None)
