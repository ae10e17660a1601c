"""The clocks of a case: each starts once, on its own event, and its date can be proved again."""

import datetime as dt

import pytest

from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from rules.deadlines import UnknownDeadlineError
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.letter import DueFacts
from tasks.deadlines import (
    continue_deadline,
    due,
    exclude_days,
    extend_deadline,
    meet_deadline,
    start_deadline,
    start_filing_clock,
)
from tests.building import asked, count, in_mediation, registered, rows, todo

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


class TestExtension:
    def test_counts_on_from_the_end_before_rolling(self):
        """2026-11-08 is a Sunday; fifteen days more end on the 23rd, not on the 24th."""
        number = in_mediation()
        assert start_deadline(number, "M_PRE_30D", SIGNED)["due_on"] == day("2026-11-09")
        extended = extend_deadline(number, "M_PRE_30D", 15, cause="1")
        assert extended["due_on"] == day("2026-11-23")

    def test_is_made_once_a_cause(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        for cause in ("1", "1", "2", "1"):
            extend_deadline(number, "M_PRE_30D", 10, cause=cause)
        row = running("M_PRE_30D")
        assert (row.extended_days, row.due_on) == (20, day("2026-11-30"))
        assert count(Event, key="extended:M_PRE_30D:1") == 1

    def test_moves_the_to_do_that_is_asked_again(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
        todo_id = asked(number, "mediation_session", **how)
        assert todo(todo_id).due_on == day("2026-11-09")
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        assert asked(number, "mediation_session", **how) == todo_id
        assert todo(todo_id).due_on == day("2026-11-23")
        assert count(Todo) == 1

    def test_of_a_period_that_lapsed_lets_it_run_again(self, monkeypatch: pytest.MonkeyPatch):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        with ledger() as session:
            row = session.query(RunningDeadline).one()
            row.state, row.closed_on = "missed", row.due_on
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-10")
        extend_deadline(number, "M_PRE_30D", 1, cause="too short")
        assert running("M_PRE_30D").state == "missed"
        extend_deadline(number, "M_PRE_30D", 14, cause="long enough")
        row = running("M_PRE_30D")
        assert (row.state, row.closed_on, row.due_on) == ("running", None, day("2026-11-23"))


class TestExclusion:
    def test_adds_the_days_of_the_mediation_to_the_period_for_filing(self):
        number = registered(act_made_on=None, act_known_on="2026-05-20")
        assert start_filing_clock(number)["due_on"] == day("2026-11-20")
        excluded = exclude_days(number, "filing", 31, cause="诉前调解占用期间")
        assert excluded["due_on"] == day("2026-12-21")
        [told] = rows(Event, key="excluded:filing:诉前调解占用期间")
        assert told.text == "提起行政诉讼扣除31日（诉前调解占用期间）"

    def test_is_made_once_a_cause(self):
        number = registered(act_made_on=None, act_known_on="2026-05-20")
        start_filing_clock(number)
        for _ in range(3):
            exclude_days(number, "filing", 31, cause="诉前调解占用期间")
        assert running("L_FILE_6M").excluded_days == 31


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


class TestProof:
    def test_of_every_stored_date_can_be_replayed(self):
        number = in_mediation(act_made_on=day("2026-05-11"), act_known_on=day("2026-05-20"))
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        start_filing_clock(number)
        start_deadline(number, "M_PRE_30D", SIGNED)
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        exclude_days(number, "filing", 31, cause="诉前调解占用期间")
        stored = rows(RunningDeadline)
        assert len(stored) == 3
        for row in stored:
            replayed = replay(row.proof["record"], calendar=national_calendar())
            assert replayed.is_same, replayed.differences
            assert replayed.recomputed.due == row.due_on

    def test_is_written_out_for_people(self):
        start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
        lines = running("L_DOCKET_7D").proof["lines"]
        assert lines[0].startswith("1. 触发日2026-11-02")
        assert "2026-11-09" in lines[-1]

    def test_a_date_that_was_tampered_with_is_found(self):
        start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
        record = dict(running("L_DOCKET_7D").proof["record"]) | {"due": "2026-11-12"}
        replayed = replay(record, calendar=national_calendar())
        assert replayed.differences == ("due：原为2026-11-12，重算为2026-11-09",)

    def test_beyond_the_known_calendar_the_date_is_provisional(self):
        number = in_mediation()
        told = start_deadline(number, "M_PRE_30D", day("2026-12-15"))
        row = running("M_PRE_30D")
        assert (row.status, row.due_on, told["certain"]) == ("provisional", None, False)
        assert told["due_on"] == row.act_by <= day("2027-01-14")
