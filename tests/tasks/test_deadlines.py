"""The clocks of a case: each starts once, on its own event, and its date can be proved again."""

import datetime as dt

import pytest

from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import ledger
from rules.deadlines import UnknownDeadlineError
from rules.vocabulary.letter import DueFacts
from tasks.deadlines import (
    continue_deadline,
    due,
    meet_deadline,
    start_deadline,
    start_filing_clock,
)
from tests.building import count, in_mediation, registered, rows

pytestmark = pytest.mark.usefixtures("home")
SIGNED = dt.date(2026, 10, 9)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def running(rule: str) -> RunningDeadline:
    [row] = rows(RunningDeadline, rule=rule)
    return row


def test_a_period_starts_once_whatever_a_later_run_says():
    number = registered()
    first = start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
    again = start_deadline(number, "L_DOCKET_7D", day("2026-11-05"))
    assert first == again
    assert first["due_on"] == day("2026-11-09")
    assert count(RunningDeadline) == 1
    assert count(Event, key="deadline:L_DOCKET_7D:1") == 1


def test_another_trigger_starts_another_period():
    number = registered()
    start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
    after = start_deadline(number, "L_DOCKET_7D", day("2026-11-06"), trigger_key="补正")
    assert after["due_on"] == day("2026-11-13")
    assert due(number, "L_DOCKET_7D") == after, "the latest is the one that counts"


def test_an_unknown_period_is_not_guessed():
    with pytest.raises(UnknownDeadlineError):
        start_deadline(registered(), "L_DOCKET_8D", day("2026-11-02"))


def test_a_period_is_told_as_a_letter_needs_it():
    facts = DueFacts.model_validate(start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02")))
    assert (facts.label, facts.certain) == ("决定是否登记立案", True)
    assert "《行政诉讼法》第五十一条第二款" in facts.basis


def test_mediation_runs_from_the_mediators_signature_not_from_registration():
    number = in_mediation(received_on=day("2026-09-01"), act_made_on=None, act_known_on=None)
    start_deadline(number, "M_PRE_30D", SIGNED)
    row = running("M_PRE_30D")
    assert (row.trigger_on, row.due_on) == (SIGNED, day("2026-11-09"))


class TestFilingClock:
    @pytest.mark.parametrize(
        ("changes", "rule", "due_on"),
        [
            pytest.param(
                {"act_made_on": "2026-05-11", "act_known_on": "2026-05-20"},
                "L_FILE_6M",
                "2026-11-20",
                id="six-months-from-knowledge",
            ),
            pytest.param(
                {"act_made_on": "2026-05-11", "act_known_on": None},
                "L_FILE_6M",
                "2026-11-11",
                id="else-from-the-act",
            ),
            pytest.param(
                {
                    "act_made_on": "2026-05-11",
                    "act_known_on": "2026-05-20",
                    "reconsidered": True,
                    "reconsideration_received_on": "2026-10-30",
                },
                "L_AFTER_RECON_15D",
                "2026-11-16",
                id="fifteen-days-after-reconsideration",
            ),
            pytest.param(
                {"act_made_on": "2021-11-05", "act_known_on": "2026-10-18"},
                "L_FILE_6M",
                "2026-11-05",
                id="five-years-from-the-act-at-most",
            ),
        ],
    )
    def test_the_period_that_applies(self, changes, rule: str, due_on: str):
        told = start_filing_clock(registered(**changes))
        [row] = rows(RunningDeadline, trigger_key="起诉期限")
        assert (row.rule, told["due_on"]) == (rule, day(due_on))

    @pytest.mark.parametrize(
        ("known_on", "words"),
        [("2026-05-06", "在期限内"), ("2026-04-29", "已在期限外，请在八看中审查")],
    )
    def test_it_says_whether_registration_was_in_time(self, known_on: str, words: str):
        start_filing_clock(registered(act_made_on=None, act_known_on=known_on))
        [told] = rows(Event, key="filing_clock")
        assert words in told.text

    def test_a_second_run_starts_nothing(self):
        number = registered()
        assert start_filing_clock(number) == start_filing_clock(number)
        assert (count(RunningDeadline), count(Event, key="filing_clock")) == (1, 1)

    def test_filing_is_the_name_of_whichever_applies(self):
        number = registered(reconsidered=True, reconsideration_received_on="2026-10-30")
        told = start_filing_clock(number)
        assert due(number, "filing") == told


class TestContinuing:
    """移交立案后的七日: a case that was never mediated has no second seven days."""

    def test_the_running_period_goes_on(self):
        number = registered()
        first = start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        later = continue_deadline(number, "L_DOCKET_7D", day("2026-11-06"), trigger_key="移交立案")
        assert (later, count(RunningDeadline)) == (first, 1)

    def test_a_missed_period_binds_too(self):
        number = registered()
        first = start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        with ledger() as session:
            session.query(RunningDeadline).update({"state": "missed"})
        assert (
            continue_deadline(number, "L_DOCKET_7D", day("2026-11-10"), trigger_key="移交立案")
            == first
        )

    def test_after_a_period_that_was_met_a_new_one_starts_once(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        meet_deadline(number, "L_DOCKET_7D")
        for on in ("2026-11-06", "2026-11-09"):
            continued = continue_deadline(number, "L_DOCKET_7D", day(on), trigger_key="移交立案")
            assert continued["due_on"] == day("2026-11-13")
        assert [row.state for row in rows(RunningDeadline)] == ["met", "running"]


class TestMeeting:
    def test_stops_the_period_on_the_day_the_duty_was_done(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        meet_deadline(number, "L_DOCKET_7D", day("2026-11-04"))
        meet_deadline(number, "L_DOCKET_7D", day("2026-11-05"))
        row = running("L_DOCKET_7D")
        assert (row.state, row.closed_on) == ("met", day("2026-11-04"))

    def test_without_a_day_it_is_today(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        meet_deadline(number, "L_DOCKET_7D")
        assert running("L_DOCKET_7D").closed_on == day("2026-11-06")

    def test_leaves_other_cases_and_other_rules_alone(self):
        one, other = registered(1), registered(2)
        for number in (one, other):
            start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
            start_filing_clock(number)
        meet_deadline(one, "filing")
        states = {(row.case_id, row.rule): row.state for row in rows(RunningDeadline)}
        assert states == {
            (1, "L_DOCKET_7D"): "running",
            (1, "L_FILE_6M"): "met",
            (2, "L_DOCKET_7D"): "running",
            (2, "L_FILE_6M"): "running",
        }

    def test_of_what_never_began_is_nothing(self):
        meet_deadline(registered(), "M_PRE_30D")
        assert count(RunningDeadline) == 0
