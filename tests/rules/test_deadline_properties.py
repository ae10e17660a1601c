"""What must hold of every deadline on every day, and under every arrangement still possible."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.deadlines import DEADLINES
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import Calendar, national_calendar
from rules.vocabulary.engine import compute, forget_computed
from rules.vocabulary.festival import statutory_holidays
from rules.vocabulary.period import Count, days, working_days
from rules.vocabulary.proof import DueDate, Nature

CALENDAR = national_calendar()
ANSWER = DEADLINES["L_ANSWER_15D"]
WORKING = DEADLINES["R_ANSWER_10WD"]
DAY_KINDS = {Count.DAYS, Count.MONTHS, Count.YEARS, Count.WORKING_DAYS, Count.AFTER_WORKING_DAYS}
COUNTED_IN_WORKING_DAYS = [rule for rule in DEADLINES.values() if rule.period.count.is_working]
FORWARD = [rule for rule in DEADLINES.values() if rule.period.count in DAY_KINDS]
DATED = [rule for rule in DEADLINES.values() if rule.period.count is not Count.HOURS]

# The same examples every time, no clock, nothing written beside the tests.
examples = settings(max_examples=200, deadline=None, database=None, derandomize=True)
any_days = st.dates(date(1996, 1, 1), date(2029, 12, 31))
near_festivals = st.builds(
    lambda day, before: day - timedelta(days=before),
    st.sampled_from(sorted(statutory_holidays(2027))),
    st.integers(-3, 25),
)
around_new_year = st.dates(date(2026, 11, 20), date(2027, 11, 20))
first_known_days = st.dates(date(2003, 12, 28), date(2004, 1, 3))
last_certain_days = st.dates(date(2026, 12, 16), date(2026, 12, 22))
forward_rules = st.sampled_from(FORWARD)


def days_after(on: date, until: date) -> list[date]:
    return [on + timedelta(days=n) for n in range(1, (until - on).days + 1)]


@examples
@given(rule=forward_rules, on=any_days)
def test_the_trigger_day_is_never_counted(rule, on):
    assert compute(rule, on, calendar=CALENDAR).expected > on


@examples
@given(on=any_days, n=st.integers(1, 90))
def test_a_period_of_days_counts_every_day_after_the_trigger_and_no_other(on, n):
    due = compute(replace(ANSWER, period=days(n)), on, calendar=CALENDAR)
    assert len(days_after(on, due.raw)) == n


@examples
@given(on=any_days, n=st.integers(1, 90))
def test_working_days_count_every_working_day_after_the_trigger_and_no_other(on, n):
    due = compute(replace(WORKING, period=working_days(n)), on, calendar=CALENDAR)
    working = [day for day in days_after(on, due.raw) if not CALENDAR.is_likely_rest_day(day)]
    assert len(working) == n
    assert working[-1] == due.expected


@examples
@given(on=first_known_days | last_certain_days, n=st.integers(0, 5))
def test_days_are_provisional_together_if_one_of_them_is(on, n):
    until = on + timedelta(days=n)
    each = [CALENDAR.is_provisional(day) for day in days_after(on, until)]
    assert CALENDAR.is_any_provisional(on, until) == any(each)


@examples
@given(rule=forward_rules, on=any_days, later=st.integers(0, 40))
def test_a_later_trigger_never_ends_earlier(rule, on, later):
    first = compute(rule, on, calendar=CALENDAR)
    second = compute(rule, on + timedelta(days=later), calendar=CALENDAR)
    assert first.expected <= second.expected


@examples
@given(on=any_days, n=st.integers(1, 90), more=st.integers(0, 30))
def test_a_longer_period_never_ends_earlier(on, n, more):
    for rule, period in ((ANSWER, days), (WORKING, working_days)):
        short = compute(replace(rule, period=period(n)), on, calendar=CALENDAR)
        long = compute(replace(rule, period=period(n + more)), on, calendar=CALENDAR)
        assert short.expected <= long.expected


@examples
@given(on=any_days, n=st.integers(0, 60))
def test_extension_and_exclusion_add_their_days_to_the_raw_end(on, n):
    plain = compute(ANSWER, on, calendar=CALENDAR)
    for facts in ({"extended_days": n}, {"excluded_days": n}):
        adjusted = compute(ANSWER, on, calendar=CALENDAR, **facts)
        assert adjusted.raw == plain.raw + timedelta(days=n)
        assert adjusted.expected >= plain.expected


@examples
@given(rule=st.sampled_from([rule for rule in DATED if rule.rolls]), on=any_days)
def test_a_rolled_result_is_never_a_rest_day(rule, on):
    due = compute(rule, on, calendar=CALENDAR)
    assert not CALENDAR.is_likely_rest_day(due.expected)


@examples
@given(rule=forward_rules, on=any_days)
def test_rolling_passes_over_rest_days_only(rule, on):
    due = compute(rule, on, calendar=CALENDAR)
    over = [due.raw + timedelta(days=n) for n in range((due.expected - due.raw).days)]
    assert all(CALENDAR.is_likely_rest_day(day) for day in over)


@examples
@given(
    rule=st.sampled_from(DATED),
    on=any_days,
    excluded_days=st.integers(0, 60),
    extended_days=st.integers(0, 10),
)
def test_every_proof_is_read_back_and_replays(rule, on, excluded_days, extended_days):
    facts = {"excluded_days": excluded_days, "extended_days": extended_days}
    if rule.period.count.is_backward:
        facts = {}
    elif rule.max_extension_days is not None:
        facts["extended_days"] = min(extended_days, rule.max_extension_days)
    due = compute(rule, on, calendar=CALENDAR, **facts)
    assert DueDate.from_json(due.to_json()) == due
    assert replay(due.to_json(), calendar=CALENDAR).differences == ()
    assert due.proof[-1].on == due.expected


@examples
@given(rule=st.sampled_from(DATED), on=any_days)
def test_a_date_that_is_remembered_is_the_one_computed_anew(rule, on):
    remembered = compute(rule, on, calendar=CALENDAR)
    assert compute(rule, on, calendar=CALENDAR) is remembered
    forget_computed()
    anew = compute(rule, on, calendar=CALENDAR)
    assert anew is not remembered
    assert anew == remembered


@examples
@given(rule=st.sampled_from(DATED), on=any_days)
def test_a_date_is_certain_or_provisional_never_both(rule, on):
    due = compute(rule, on, calendar=CALENDAR)
    assert (due.due is None) != (due.provisional is None)
    assert due.is_certain == (due.due is not None)


@dataclass(frozen=True)
class Announcement:
    """One arrangement for 2027 and new year 2028 that could still be announced."""

    rest: frozenset[date]
    working: frozenset[date]

    def calendar(self) -> Calendar:
        return replace(
            CALENDAR,
            rest_days=dict(CALENDAR.rest_days) | dict.fromkeys(self.rest, "假日"),
            working_weekends=CALENDAR.working_weekends | self.working,
            last_year=2028,
            version="announced",
        )


@st.composite
def announcements(draw) -> Announcement:
    """Statutory days rest; days around them may too, and weekend days near them may be worked."""
    first_days = {}
    statutory = dict(statutory_holidays(2027)) | {date(2028, 1, 1): "元旦"}
    for day, name in statutory.items():
        first_days.setdefault((day.year, name), day)
    rest, working = set(statutory), set()
    for (_, name), day in first_days.items():
        length = {"春节": 8, "国庆节": 8, "劳动节": 5}.get(name, 3)
        before, after = draw(st.integers(0, 3)), draw(st.integers(0, length + 2))
        rest |= {day + timedelta(days=n) for n in range(-before, after + 1)}
        near = [day + timedelta(days=n) for n in range(-14, 15)]
        weekends = [d for d in near if d.weekday() >= 5 and d >= date(2026, 12, 20)]
        working |= set(draw(st.lists(st.sampled_from(weekends), max_size=3)))
    return Announcement(frozenset(rest), frozenset(working - rest))


@examples
@given(rule=st.sampled_from(DATED), on=around_new_year, announced=announcements())
def test_the_safe_day_is_safe_under_every_announcement(rule, on, announced):
    before = compute(rule, on, calendar=CALENDAR)
    after = compute(rule, on, calendar=announced.calendar())
    if before.is_certain:
        assert after.due == before.due
    elif rule.nature is Nature.FIRST_DAY:
        assert before.safe >= after.expected
    else:
        assert before.safe <= after.expected


@examples
@given(
    rule=st.sampled_from(COUNTED_IN_WORKING_DAYS),
    on=near_festivals,
    announced=announcements(),
    excluded_days=st.integers(0, 5),
)
def test_working_days_near_a_festival_are_safe_whatever_is_swapped(
    rule, on, announced, excluded_days
):
    facts = {} if rule.period.count.is_backward else {"excluded_days": excluded_days}
    before = compute(rule, on, calendar=CALENDAR, **facts)
    after = compute(rule, on, calendar=announced.calendar(), **facts)
    if before.is_certain:
        assert after.due == before.due
    elif rule.nature is Nature.FIRST_DAY:
        assert before.safe >= after.expected
    else:
        assert before.safe <= after.expected
