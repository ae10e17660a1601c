"""An in-trial mediation as its flow knows it: which court mediates, how long, who has signed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models.deadline import RunningDeadline
from models.ledger import ledger, reading
from rules.deadlines import find
from rules.paths.in_trial_mediation import PATH
from rules.paths.in_trial_mediation.start import TrialMediationStart
from rules.vocabulary.region import Region, load_region
from tasks.answers import read_fact
from tasks.case_facts import docket_number_of
from tasks.records import find_case, tell
from tasks.stages import in_walk, walk_within
from tasks.trial_limits import FIRST_INSTANCE, SECOND_INSTANCE

ORDINARY, SUMMARY = "M_IN_15D", "M_IN_7D"
CAUSE = "诉中调解"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a case is mediated: the walk, the court with its number, the period and its days."""

    walk: int
    court: str
    docket_number: str
    is_second_instance: bool
    period: str
    days: int

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits that rest while mediation goes on (解释第五十条)."""
        return SECOND_INSTANCE if self.is_second_instance else FIRST_INSTANCE

    @property
    def cause(self) -> str:
        """Why they rest, as their clocks name it."""
        return CAUSE if self.walk == 1 else f"{CAUSE}（第{self.walk}次）"

    @property
    def is_summary(self) -> bool:
        """The case is tried in summary procedure."""
        return self.period == SUMMARY

    def nth(self, n: int | str = 1) -> str:
        """The occasion of a question or a letter in this walk."""
        return in_walk(self.walk, str(n))


def setting_of(case_number: str) -> Setting:
    """How the mediation that the case is in, or was in last, is set up."""
    first = docket_number_of(case_number)
    with reading() as session:
        case = find_case(session, case_number)
        walk = walk_within(session, case, PATH.code)
        started = read_fact(session, case, TrialMediationStart, in_walk(walk))
        appeal = started.answer.appeal_number if started and started.answer else ""
        running = session.scalars(
            select(RunningDeadline.rule).where(
                RunningDeadline.case_id == case.id,
                RunningDeadline.rule.in_((ORDINARY, SUMMARY)),
                RunningDeadline.trigger_key == in_walk(walk),
            )
        ).one_or_none()
        limits = session.scalars(
            select(RunningDeadline.rule)
            .where(RunningDeadline.case_id == case.id, RunningDeadline.rule.in_(FIRST_INSTANCE))
            .order_by(RunningDeadline.id)
        ).all()
        region = load_region(case.region)
    is_summary = not appeal and limits[-1:] == ["T_SUMMARY_45D"]
    # Once it runs it stays what it is, though the procedure may be changed meanwhile.
    period = running or (SUMMARY if is_summary else ORDINARY)
    return Setting(
        walk=walk,
        court=region.higher_court_name if appeal else region.court_name,
        docket_number=appeal or first,
        is_second_instance=bool(appeal),
        period=period,
        days=_length(period, region),
    )


def _length(period: str, region: Region) -> int:
    return find(period).all_readings(region)[0].period.n


@dataclass(frozen=True, slots=True)
class Signatures:
    """How many parties have still to sign, and how many names belong to no party."""

    waiting: int
    strangers: int


def signatures(case_number: str, signed: Iterable[str]) -> Signatures:
    """Compare who signed with the parties; of two of one name each has to sign."""
    with reading() as session:
        parties = Counter(party.name for party in find_case(session, case_number).parties)
    names = Counter(signed)
    return Signatures((parties - names).total(), (names - parties).total())


def note_unsigned(case_number: str, found: Signatures, *, occasion: str) -> None:
    """Tell the timeline how many have still to sign; their names stay out of it."""
    with ledger() as session:
        case = find_case(session, case_number)
        text = (
            f"行政调解书第{occasion}次签收已登记，还有{found.waiting}方未签收，调解书尚未生效"
            + (f"；有{found.strangers}个姓名、名称与案件不一致，请核对" if found.strangers else "")
        )
        tell(session, case, key=f"unsigned:{occasion}", kind="签收", text=text)
