"""Periods that change: extended, excluded, suspended, chained; and proved again afterwards."""

import datetime as dt

import pytest

from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.proof import DeadlineInputError
from tasks.deadline_changes import (
    exclude_days,
    extend_deadline,
    resume_deadline,
    suspend_deadline,
)
from tasks.deadlines import chain_deadline, meet_deadline, start_deadline, start_filing_clock
from tests.building import asked, count, in_mediation, registered, rows, todo

pytestmark = pytest.mark.usefixtures("home")
SIGNED = dt.date(2026, 10, 9)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def running(rule: str) -> RunningDeadline:
    [row] = rows(RunningDeadline, rule=rule)
    return row


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


class TestSuspension:
    def test_stops_the_clock_and_adds_the_days_both_ends_counted(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-20"))
        assert running("M_PRE_30D").state == "suspended"
        resume_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-29"))
        row = running("M_PRE_30D")
        # Thirty days end on Sunday 2026-11-08, ten more on Wednesday the 18th.
        assert (row.state, row.excluded_days, row.due_on) == ("running", 10, day("2026-11-18"))

    def test_of_two_causes_at_once_counts_the_common_days_once(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-20"))
        suspend_deadline(number, "M_PRE_30D", cause="死亡待承继", on=day("2026-10-25"))
        resume_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-29"))
        assert running("M_PRE_30D").state == "suspended"
        resume_deadline(number, "M_PRE_30D", cause="死亡待承继", on=day("2026-10-31"))
        assert (running("M_PRE_30D").state, running("M_PRE_30D").excluded_days) == ("running", 12)

    def test_is_made_once_a_cause_however_often_it_is_told(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        for _ in range(2):
            suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-20"))
        for _ in range(2):
            resume_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-29"))
        suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-20"))
        assert (running("M_PRE_30D").state, running("M_PRE_30D").excluded_days) == ("running", 10)

    def test_that_ends_before_it_began_is_refused(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", SIGNED)
        suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-20"))
        with pytest.raises(DeadlineInputError, match="早于中止日"):
            resume_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-10-19"))
        assert running("M_PRE_30D").state == "suspended"


class TestChains:
    def test_start_at_the_rolled_end_of_the_one_before(self):
        """应诉: 2026-10-10 plus fifteen days is Sunday 10-25, rolled to Monday the 26th."""
        number = registered()
        start_deadline(number, "L_ANSWER_15D", day("2026-10-10"))
        chained = chain_deadline(number, "YC_ANSWER_FILE_3D", after="L_ANSWER_15D")
        row = running("YC_ANSWER_FILE_3D")
        assert (row.trigger_on, chained["due_on"]) == (day("2026-10-26"), day("2026-10-29"))

    def test_move_with_the_one_before(self):
        number = registered()
        start_deadline(number, "L_ANSWER_15D", day("2026-10-10"))
        chain_deadline(number, "YC_ANSWER_FILE_3D", after="L_ANSWER_15D")
        exclude_days(number, "L_ANSWER_15D", 5, cause="邮寄在途")
        row = running("YC_ANSWER_FILE_3D")
        assert (row.trigger_on, row.due_on) == (day("2026-10-30"), day("2026-11-02"))

    def test_are_started_once(self):
        number = registered()
        start_deadline(number, "L_ANSWER_15D", day("2026-10-10"))
        for _ in range(2):
            chain_deadline(number, "YC_ANSWER_FILE_3D", after="L_ANSWER_15D")
        assert count(RunningDeadline) == 2


class TestRecipients:
    def test_have_a_clock_each_from_their_own_service(self):
        number = registered()
        for name, served in (("周某1", "2026-10-12"), ("区教育局", "2026-10-15")):
            start_deadline(
                number,
                "L_APPEAL_J_15D",
                day(served),
                trigger_key=f"送达:{name}",
                recipient=name,
            )
        clocks = {row.recipient: row.due_on for row in rows(RunningDeadline)}
        assert clocks == {"周某1": day("2026-10-27"), "区教育局": day("2026-10-30")}


class TestPosting:
    def missed(self, monkeypatch: pytest.MonkeyPatch) -> str:
        number = registered()
        start_deadline(number, "L_ANSWER_15D", day("2026-10-10"))
        with ledger() as session:
            row = session.query(RunningDeadline).one()
            row.state, row.closed_on = "missed", row.due_on
        monkeypatch.setenv("FUYUAN_TODAY", "2026-10-30")
        return number

    def test_on_the_last_day_is_in_time_however_late_it_arrives(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        number = self.missed(monkeypatch)
        meet_deadline(number, "L_ANSWER_15D", day("2026-10-26"))
        assert (running("L_ANSWER_15D").state, running("L_ANSWER_15D").closed_on) == (
            "met",
            day("2026-10-26"),
        )
        assert count(Event, key="met:L_ANSWER_15D:1:2026-10-26") == 1

    def test_after_the_last_day_stays_late(self, monkeypatch: pytest.MonkeyPatch):
        number = self.missed(monkeypatch)
        meet_deadline(number, "L_ANSWER_15D", day("2026-10-27"))
        assert running("L_ANSWER_15D").state == "met_late"

    def test_a_duty_that_fell_away_after_its_end_stays_missed(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        number = self.missed(monkeypatch)
        meet_deadline(number, "L_ANSWER_15D")
        assert running("L_ANSWER_15D").state == "missed"
