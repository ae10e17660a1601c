"""A ruling that may be appealed: served on each party, appealed or not, sent up."""

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import Any

from rules.appeals import AppealFiled, AppealSentUp, PartyService
from rules.vocabulary.question import YesNo
from tasks.asking import ask, ask_before
from tasks.deadlines import meet_deadline, start_deadline
from tasks.running import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """When an appeal was filed, and the name of that date."""

    filed_on: dt.date
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A party that has a ruling since a day, and until when it may appeal."""

    party: str
    served_on: dt.date
    appeal_due: Due

    @property
    def as_facts(self) -> dict[str, Any]:
        """As a letter's ServedFacts."""
        return {
            "party": self.party,
            "served_on": self.served_on,
            "appeal_due": self.appeal_due,
        }


def serve_each_party(
    case_number: str, question: type[PartyService], *, path: str, occasion: str, rule: str
) -> list[Served]:
    """Ask until the last party is served; each has its own period of `rule` to appeal.

    In the order of service, so that the period that ends last is started last: by it the question
    of the appeal closes.
    """
    services: dict[str, PartyService] = {}
    for n in count(1):
        nth = f"{occasion}-{n}"
        services[nth] = ask(case_number, question, path=path, occasion=nth)
        if services[nth].is_last is YesNo.YES:
            break
    return [
        Served(
            party=service.party,
            served_on=service.served_on,
            appeal_due=start_deadline(
                case_number,
                rule,
                service.served_on,
                trigger_key=nth,
                recipient=service.party,
                fact=question.dated("served_on", nth),
            ),
        )
        for nth, service in sorted(services.items(), key=lambda item: item[1].served_on)
    ]


def wait_for_appeal(
    case_number: str, question: type[AppealFiled], *, path: str, occasion: str, rule: str
) -> Appeal | None:
    """An appeal that counts, or nothing when every party's period has run out."""
    for n in count(1):
        nth = f"{occasion}-{n}"
        filing = ask_before(case_number, question, path=path, occasion=nth, before=rule)
        if filing is None:
            return None
        if filing.counts:
            return Appeal(filed_on=filing.filed_on, fact=question.dated("filed_on", nth))
    raise AssertionError


def send_up(
    case_number: str, question: type[AppealSentUp], appeal: Appeal, *, path: str, occasion: str
) -> None:
    """The appeal to the other parties, the file to the higher court: three months run there."""
    start_deadline(
        case_number, "T_APPEAL_FWD_5D", appeal.filed_on, trigger_key=occasion, fact=appeal.fact
    )
    sent = ask(case_number, question, path=path, occasion=occasion, due="T_APPEAL_FWD_5D")
    keys = (occasion,)
    meet_deadline(case_number, "T_APPEAL_FWD_5D", sent.forwarded_on, trigger_keys=keys)
    for rule, field in (("T_APPEAL_TRANSFER_5D", "complete_on"), ("T_APPEAL_3M", "received_on")):
        start_deadline(
            case_number,
            rule,
            getattr(sent, field),
            trigger_key=occasion,
            fact=question.dated(field, occasion),
        )
    meet_deadline(case_number, "T_APPEAL_TRANSFER_5D", sent.transferred_on, trigger_keys=keys)
