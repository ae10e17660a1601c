"""Who a letter is served on, which question asks for that day, which clocks run from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rules.vocabulary.letter import Addressee

PLAINTIFF, AGENCY, THIRD_PARTY = "起诉人", "被告", "第三人"
_SIDES = {
    Addressee.PLAINTIFF: (PLAINTIFF,),
    Addressee.AGENCY: (AGENCY,),
    Addressee.ALL_PARTIES: (PLAINTIFF, AGENCY),
}
# Facts by which a letter names its one recipient itself.
_NAMED_BY = ("agency", "addressee", "organ")
# What the parties are called where the path is not an action.
_TITLES: Mapping[str, Mapping[str, str]] = {
    "reconsideration": {PLAINTIFF: "申请人", AGENCY: "被申请人"},
    "nonlitigation_enforcement": {PLAINTIFF: "被执行人", AGENCY: "申请执行人"},
}
_COMMON_TITLES = {AGENCY: "被诉行政机关"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a letter is served on: `position` among those of the role, 0 for who is no party.

    For a minor `deliver_to` is the legal representative, who is served in their place.
    """

    role: str
    position: int
    name: str
    deliver_to: str = ""
    address: str = ""


def recipients(to: Addressee, facts: Mapping[str, Any], label: str) -> tuple[Recipient, ...]:
    """Everyone a letter is served on, by its frozen facts; `label` is what its addressee is called.

    Each party has a row of their own, and a decision's notice has those who were served with it.
    """
    parties = _parties(facts)
    if "services" in facts:
        return _served_with(parties, [service["party"] for service in facts["services"]])
    if named := next((facts[name] for name in _NAMED_BY if facts.get(name)), ""):
        return (_found(parties, named, role=label),)
    sides = _SIDES.get(to)
    if sides is None:
        return (Recipient(role=label, position=0, name=label),)
    return tuple(party for party in parties if party.role in sides)


def _parties(facts: Mapping[str, Any]) -> tuple[Recipient, ...]:
    plaintiffs = [
        Recipient(
            role=PLAINTIFF,
            position=position,
            name=party["name"],
            deliver_to=party.get("represented_by", ""),
            address=party.get("address", ""),
        )
        for position, party in enumerate(facts["plaintiffs"], 1)
    ]
    agencies = [
        Recipient(role=AGENCY, position=position, name=name)
        for position, name in enumerate(facts["agencies"], 1)
    ]
    return (*plaintiffs, *agencies)


def _served_with(parties: Sequence[Recipient], names: Sequence[str]) -> tuple[Recipient, ...]:
    """Whoever was served with the decision; of two of one name each is meant once."""
    left, found = list(parties), []
    for name in names:
        one = _found(left, name)
        found.append(one)
        if one in left:
            left.remove(one)
    return tuple(found)


def _found(parties: Sequence[Recipient], name: str, *, role: str = THIRD_PARTY) -> Recipient:
    known = (party for party in parties if party.name == name)
    return next(known, Recipient(role=role, position=0, name=name))


def role_title(template: str, role: str) -> str:
    """What a recipient of this role is called on the letter's path."""
    path = template.partition("/")[0]
    return _TITLES.get(path, _COMMON_TITLES).get(role, role)


class Letters(StrEnum):
    """Which of the letters of its kind a question asks about."""

    LAST = "last"
    SAME_OCCASION = "same_occasion"
    OF_THE_STEP = "of_the_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A question whose answer says how letters were served: the same fact, asked once.

    `on` to `sent` name fields of the question. Without `recipient` the answer is about everybody
    on the letter, or about everybody of `role`, and its day is that of the last of them. `when` is
    the field and the choice with which it tells of a service at all.
    """

    question: str
    letters: tuple[str, ...]
    on: str = "served_on"
    recipient: str = ""
    role: str = ""
    method: str = ""
    signer: str = ""
    sent: str = ""
    of: Letters = Letters.LAST
    occasion: str = ""
    when: tuple[str, str] | None = None

    @property
    def is_collective(self) -> bool:
        """Its one day is that of the last of several recipients."""
        return not self.recipient

    @property
    def is_signing(self) -> bool:
        """All of them signed it, which is more than having it: not every service says as much."""
        return self.is_collective and self.when is not None

    def means(self, occasion: str, answer: Mapping[str, Any]) -> bool:
        """Whether this answer tells of a service."""
        if self.occasion and self.occasion != occasion:
            return False
        return self.when is None or answer.get(self.when[0]) == self.when[1]

    def concerns(self, letter_occasion: str, occasion: str) -> bool:
        """Whether a question on an occasion is about a letter on its own."""
        match self.of:
            case Letters.LAST:
                return True
            case Letters.SAME_OCCASION:
                return letter_occasion == occasion
            case Letters.OF_THE_STEP:
                return letter_occasion.startswith(f"{occasion}-")


LINKS = (
    Link(
        question="notice_service",
        letters=("notice_of_action",),
        recipient="agency",
        role=AGENCY,
        method="method",
    ),
    # 判后答疑告知书 goes out with the decision (WJ-17): served with it, on the same days.
    Link(
        question="decision_service",
        letters=("explanation_notice",),
        recipient="party",
        method="method",
    ),
    Link(
        question="jurisdiction_service",
        letters=("jurisdiction_notice",),
        recipient="party",
        method="method",
    ),
    Link(
        question="retrial_rejection_service",
        letters=("supervision_notice",),
        recipient="party",
        method="method",
    ),
    Link(
        question="retrial_decision_service",
        letters=("retrial_appeal_notice",),
        recipient="party",
        method="method",
    ),
    Link(question="summons_service", letters=("leader_notice",), of=Letters.OF_THE_STEP),
    Link(
        question="suggestion_service",
        letters=("judicial_suggestion", "procuratorial_suggestion"),
        signer="received_by",
        of=Letters.SAME_OCCASION,
    ),
    Link(
        question="enforcement_ruling_service",
        letters=("enforcement_refusal",),
        role=AGENCY,
        occasion="refusal",
    ),
    Link(
        question="enforcement_ruling_service",
        letters=("enforcement_denial",),
        role=AGENCY,
        occasion="denial",
    ),
    Link(question="recon_cure_receipt", letters=("recon_cure_notice",), on="received_on"),
    Link(
        question="recon_copy",
        letters=("recon_answer_notice",),
        on="received_on",
        sent="sent_on",
    ),
    Link(
        question="recon_service",
        letters=("recon_decision_letter", "recon_refusal"),
        recipient="recipient",
        method="method",
    ),
    Link(question="recon_opinion_receipt", letters=("recon_opinion",), on="received_on"),
    Link(
        question="recon_hearing_record",
        letters=("recon_hearing_notice",),
        on="notified_on",
        of=Letters.SAME_OCCASION,
    ),
    Link(
        question="recon_instrument_signing",
        letters=("recon_instrument",),
        on="signed_on",
        of=Letters.SAME_OCCASION,
        when=("choice", "各方已签字盖章，并加盖复议机关印章"),
    ),
    Link(
        question="instrument_receipt",
        letters=("mediation_instrument",),
        on="signed_on",
        recipient="parties",
        when=("choice", "已签收"),
    ),
    Link(
        question="settlement_signing",
        letters=("settlement",),
        on="signed_on",
        when=("choice", "各方已签章"),
    ),
)


def links_of_question(code: str) -> tuple[Link, ...]:
    """The links by which a question tells of services."""
    return tuple(link for link in LINKS if link.question == code)


def links_of_letter(code: str) -> tuple[Link, ...]:
    """The links by which the service of a letter is asked for."""
    return tuple(link for link in LINKS if code in link.letters)


# Periods that begin with the receipt of a letter which no question asks about: they run from the
# letter's own day until everybody is served, then each recipient's from their own.
CLOCKS: Mapping[str, str] = {"mediation_inquiry": "M_CONSENT_3WD"}
