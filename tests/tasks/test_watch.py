"""The nightly watch: near, missed and expired are each told once, and nobody is late by guess."""

import datetime as dt

import pytest

from models.deadline import RunningDeadline
from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Notice, Trigger
from rules.deadlines import DEADLINES
from rules.vocabulary.proof import Nature
from tasks.contacts import add_contact
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import meet_deadline, start_deadline, start_filing_clock
from tasks.watch import watch_deadlines
from tests.building import asked, count, in_mediation, registered, rows
from tests.nights import A_BATCH, QUIET
from tests.processes import at_once


@pytest.fixture
def watch_on(monkeypatch: pytest.MonkeyPatch):
    """Watch on a day."""

    def watch(day: str) -> dict[str, int]:
        monkeypatch.setenv("FUYUAN_TODAY", day)
        return watch_deadlines()

    return watch


@pytest.fixture
def reader() -> None:
    add_contact(role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/x")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def states() -> dict[str, str]:
    return {row.rule: row.state for row in rows(RunningDeadline)}


@pytest.mark.usefixtures("any_home", "reader")
class TestEveryNight:
    def test_each_thing_is_told_once_on_its_day_however_often_it_runs(self, watch_on):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        asked(number, "eight_checks", rule="L_DOCKET_7D", expires=True)
        found = {}
        for date in [f"2026-11-{n:02}" for n in range(1, 15)]:
            first, again = watch_on(date), watch_on(date)
            assert again == QUIET, date
            if first != QUIET:
                found[date[-2:]] = first
        assert found == {
            "02": QUIET | {"reminded": 1},
            "06": QUIET | {"reminded": 1},
            "08": QUIET | {"reminded": 1},
            "10": QUIET | {"missed": 1, "expired": 1},
        }
        assert [row.template for row in rows(Notice)] == [
            *["todo_opened"] * 1,
            *["deadline_near"] * 3,
            "deadline_missed",
        ]
        assert [row.text for row in rows(Event, kind="逾期")] == [
            "决定是否登记立案已于2026-11-09届满",
            "“八看审查”届期无答复（决定是否登记立案）",
        ]

    def test_watches_that_overlap_tell_no_more_than_one(self, monkeypatch: pytest.MonkeyPatch):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        asked(number, "eight_checks", rule="L_DOCKET_7D", expires=True)
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-10")
        at_once(watch_deadlines, [()] * 4)
        assert count(Event, kind="逾期") == 2
        assert (count(Fact), count(Notice, template="deadline_missed")) == (1, 1)
        assert count(Trigger, key=f"wake:{number}:eight_checks:1") == 1

    def test_two_hundred_cases_are_watched_in_one_go(self, watch_on):
        for n in range(20):
            start_deadline(registered(n), "L_DOCKET_7D", day("2026-11-02"))
        assert watch_on("2026-11-08") == QUIET | {"reminded": 20}
        assert watch_on("2026-11-10") == QUIET | {"missed": 20}


@pytest.mark.usefixtures("home", "reader")
class TestWhatIsLate:
    def test_what_was_done_is_neither_near_nor_late(self, watch_on):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        meet_deadline(number, "L_DOCKET_7D", day("2026-11-05"))
        assert [watch_on(date) for date in ("2026-11-08", "2026-11-20")] == [QUIET, QUIET]
        assert states() == {"L_DOCKET_7D": "met"}

    def test_the_last_day_itself_is_in_time(self, watch_on):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        asked(number, "eight_checks", rule="L_DOCKET_7D", expires=True)
        assert watch_on("2026-11-09") == QUIET | {"reminded": 1}
        assert rows(Todo)[0].state == "open"

    def test_a_provisional_date_makes_nobody_late(self, watch_on):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-12-15"))
        asked(
            number,
            "mediation_session",
            path="prefiling_mediation",
            rule="M_PRE_30D",
            expires=True,
        )
        act_by = rows(RunningDeadline)[0].act_by
        near = act_by - dt.timedelta(days=1)
        assert watch_on(str(near)) == QUIET | {"reminded": 1} | A_BATCH, "but worth a reminder"
        assert watch_on("2027-06-30") == QUIET | A_BATCH
        assert states() == {"M_PRE_30D": "running"}
        assert rows(Todo)[0].state == "open"

    @pytest.mark.parametrize(
        "rule",
        [code for code, rule in DEADLINES.items() if rule.nature is not Nature.LAST_DAY],
    )
    def test_a_day_that_is_no_last_day_cannot_be_missed(self, watch_on, rule: str):
        start_deadline(registered(), rule, day("2026-06-01"))
        due_on = rows(RunningDeadline)[0].due_on
        assert due_on is not None
        found = [watch_on(str(due_on + dt.timedelta(days=n))) for n in (-7, -3, -1, 1, 90)]
        assert found == [QUIET] * 5
        assert states() == {rule: "running"}

    def test_whoever_registered_in_time_is_not_late_with_filing(self, watch_on):
        start_filing_clock(registered(act_made_on=None, act_known_on="2026-05-20"))
        assert watch_on("2026-11-13") == QUIET | {"reminded": 1}
        assert watch_on("2026-11-30") == QUIET
        assert states() == {"L_FILE_6M": "running"}

    def test_whoever_registered_too_late_is(self, watch_on):
        start_filing_clock(registered(act_made_on=None, act_known_on="2026-04-29"))
        assert watch_on("2026-11-06") == QUIET | {"missed": 1}

    def test_a_period_that_was_extended_after_its_end_can_lapse_again(self, watch_on):
        start_deadline(in_mediation(), "M_PRE_30D", day("2026-10-09"))
        assert watch_on("2026-11-10") == QUIET | {"missed": 1}
        extend_deadline("(2026)鄂0503行诉前调1号", "M_PRE_30D", 15, cause="1")
        assert watch_on("2026-11-11") == QUIET
        assert watch_on("2026-11-24") == QUIET | {"missed": 1}
        assert [row.text[-12:] for row in rows(Event, kind="逾期")] == [
            "2026-11-09届满",
            "2026-11-23届满",
        ]


@pytest.mark.usefixtures("home", "reader")
class TestWhatCloses:
    def test_a_question_that_only_shows_its_date_stays_open(self, watch_on):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        asked(number, "eight_checks", rule="L_DOCKET_7D")
        assert watch_on("2026-11-10")["expired"] == 0
        assert rows(Todo)[0].state == "open"

    def test_a_question_that_was_opened_late_is_not_closed_by_machine(
        self, watch_on, monkeypatch: pytest.MonkeyPatch
    ):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-12")
        asked(number, "eight_checks", rule="L_DOCKET_7D", expires=True)
        assert watch_on("2026-11-13") == QUIET | {"missed": 1}
        assert watch_on("2026-12-31") == QUIET | A_BATCH
        [row] = rows(Todo)
        assert (row.state, row.due_on) == ("open", day("2026-11-09"))
        assert count(Fact) == 0

    def test_an_extension_keeps_the_question_open_until_the_new_end(self, watch_on):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))
        how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
        asked(number, "mediation_session", **how)
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        assert watch_on("2026-11-10") == QUIET
        asked(number, "mediation_session", **how)
        assert watch_on("2026-11-24") == QUIET | {"missed": 1, "expired": 1}


@pytest.mark.usefixtures("home", "reader")
class TestNewCalendar:
    """The holidays of a year are announced: what was provisional becomes certain."""

    def age(self, rule: str, **changes: object) -> None:
        with ledger() as session:
            session.query(RunningDeadline).filter_by(rule=rule).update(
                {"calendar_version": "older", "status": "provisional", "due_on": None} | changes
            )

    def test_dates_become_certain_and_their_questions_move_along(self, watch_on):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))
        how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
        self.age("M_PRE_30D", act_by=day("2026-11-08"))
        asked(number, "mediation_session", **how)
        assert rows(Todo)[0].due_on == day("2026-11-08")
        assert watch_on("2026-11-03") == QUIET | {"recomputed": 1, "reminded": 1}
        assert watch_on("2026-11-03") == QUIET
        assert rows(RunningDeadline)[0].due_on == rows(Todo)[0].due_on == day("2026-11-09")
        told = rows(Event, kind="期限")[-1].text
        assert told == "放假安排更新，完成诉前调解由2026-11-08改为2026-11-09（确定）"
        assert watch_on("2026-11-10") == QUIET | {"missed": 1, "expired": 1}

    def test_what_is_still_unknown_is_left_without_a_word(self, watch_on):
        start_deadline(in_mediation(), "M_PRE_30D", day("2026-12-15"))
        self.age("M_PRE_30D")
        before = count(Event)
        assert watch_on("2026-12-16") == QUIET | A_BATCH
        [row] = rows(RunningDeadline)
        assert (row.status, row.calendar_version != "older") == ("provisional", True)
        assert count(Event) == before

    def test_what_is_done_is_not_touched(self, watch_on):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))
        meet_deadline(number, "M_PRE_30D")
        self.age("M_PRE_30D")
        assert watch_on("2026-11-06") == QUIET
        assert rows(RunningDeadline)[0].calendar_version == "older"


@pytest.mark.mechanism("WJ-6c")
@pytest.mark.usefixtures("home", "reader")
def test_the_end_of_the_time_for_confirmation_is_announced(watch_on):
    start_deadline(in_mediation(), "M_CONFIRM_30D", day("2026-10-15"))
    assert rows(RunningDeadline)[0].due_on == day("2026-11-16"), "the 14th is a Saturday"
    found = [watch_on(f"2026-11-{n:02}")["reminded"] for n in range(7, 17)]
    assert found == [0, 0, 1, 0, 0, 0, 1, 0, 1, 0]


@pytest.mark.usefixtures("home")
def test_without_a_reader_the_watch_still_records(watch_on):
    start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
    assert watch_on("2026-11-08") == QUIET
    assert watch_on("2026-11-10") == QUIET | {"missed": 1}
