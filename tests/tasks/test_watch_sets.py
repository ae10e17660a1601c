"""The watch as a set: few statements, whole pages, nights made up, and each told who bears it."""

import pytest

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.outbox import Notice, Trigger
from rules.vocabulary.question import Actor
from tasks import notify, sweep
from tasks.deadline_changes import suspend_deadline
from tasks.deadlines import start_deadline
from tests.building import asked, count, in_mediation, registered, rows
from tests.nights import QUIET, day, listener, statements, told, watch_on

ANSWER = {"rule": "L_ANSWER_15D", "on": day("2026-10-25")}  # Due on Monday, 2026-11-09.


@pytest.fixture
def studio() -> None:
    listener(Actor.STUDIO)


def docketed(first: int, last: int) -> None:
    """Cases whose seven days end on 2026-11-09, with a question that ends with them."""
    for n in range(first, last):
        number = registered(n)
        start_deadline(number, "L_DOCKET_7D", day("2026-11-02"))
        asked(number, "eight_checks", rule="L_DOCKET_7D", expires=True)


@pytest.mark.usefixtures("any_home", "studio")
class TestManyAtOnce:
    def test_fifty_cases_take_as_many_statements_as_five(self, monkeypatch: pytest.MonkeyPatch):
        listener(Actor.DOCKETING_DIVISION)
        docketed(0, 5)
        few = [statements(date) for date in ("2026-11-08", "2026-11-10")]
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
        docketed(5, 55)
        assert [statements(date) for date in ("2026-11-08", "2026-11-10")] == few
        assert len(told("deadline_missed")) == 2 * 55
        assert count(Fact, expired=True) == count(Trigger) - 55 == 55

    def test_more_than_a_page_is_told_as_one_page_is(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(sweep, "PAGE", 3)
        docketed(0, 10)
        assert watch_on("2026-11-08") == QUIET | {"reminded": 10}
        assert watch_on("2026-11-10") == QUIET | {"missed": 10, "expired": 10}
        assert watch_on("2026-11-10") == QUIET
        wakes = [row.key for row in rows(Trigger) if row.key.startswith("wake:")]
        assert sorted(wakes) == sorted(f"wake:{row.number}:eight_checks:1" for row in rows(Case))
        assert {row.state for row in rows(Todo)} == {"expired"}
        assert {row.value for row in rows(Fact)} == {"{}"}
        assert {row.closed_on for row in rows(RunningDeadline)} == {day("2026-11-09")}

    def test_a_watch_that_dies_between_two_pages_is_made_up(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(sweep, "PAGE", 3)
        docketed(0, 10)
        watch_on("2026-11-08")
        render, given = notify.render_text_anyhow, iter(range(5))

        def run_out_of_paper(*facts, **how):
            if next(given, None) is None:
                raise OSError
            return render(*facts, **how)

        monkeypatch.setattr(notify, "render_text_anyhow", run_out_of_paper)
        with pytest.raises(OSError):  # noqa: PT011  (ours has no words)
            watch_on("2026-11-10")
        states = [row.state for row in rows(RunningDeadline)]
        assert states == ["missed"] * 3 + ["running"] * 7, "the second page is undone as a whole"
        assert count(Event, kind="逾期") == count(Notice, template="deadline_missed") == 3
        monkeypatch.setattr(notify, "render_text_anyhow", render)
        assert watch_on("2026-11-10") == QUIET | {"missed": 7, "expired": 10}
        assert count(Notice, template="deadline_missed") == 10


@pytest.mark.parametrize(
    ("nights", "levels"),
    [
        pytest.param(("02", "03", "05", "06", "07", "08", "09"), "7 3 1", id="every-night"),
        pytest.param(("03", "04", "05"), "7", id="a-night-late"),
        pytest.param(("05", "07", "09"), "7 3 1", id="each-a-night-late"),
        pytest.param(("07",), "3", id="two-levels-passed-is-one-reminder"),
        pytest.param(("09",), "1", id="on-the-last-day"),
        pytest.param(("08", "09"), "1", id="not-again-on-the-last-day"),
        pytest.param(("01", "10"), "", id="too-early-and-too-late"),
    ],
)
@pytest.mark.usefixtures("home", "studio")
def test_a_night_without_the_machine_is_made_up_once(nights: tuple[str, ...], levels: str):
    start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
    for night in nights:
        watch_on(f"2026-11-{night}")
    keys = [row.event_key for row in rows(Notice, template="deadline_near")]
    assert [key.rpartition(":")[2] for key in keys] == [f"T-{level}" for level in levels.split()]


@pytest.mark.usefixtures("home", "studio")
def test_a_stopped_clock_is_left_alone():
    number = in_mediation()
    start_deadline(number, "M_PRE_30D", day("2026-10-09"))
    how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
    asked(number, "mediation_session", **how)
    suspend_deadline(number, "M_PRE_30D", cause="鉴定", on=day("2026-11-05"))
    nights = [watch_on(f"2026-11-{night}") for night in ("06", "08", "10", "20")]
    assert nights == [QUIET] * 4
    assert [row.state for row in rows(RunningDeadline)] == ["suspended"]
    assert [row.state for row in rows(Todo, question="mediation_session")] == ["open"]


@pytest.mark.usefixtures("any_home")
class TestWhoHears:
    def test_the_agency_that_bears_a_duty_and_the_studio(self):
        listener(Actor.STUDIO)
        listener(Actor.AGENCY, organ="区教育局")
        listener(Actor.AGENCY, organ="区公安分局")
        listener(Actor.MEDIATOR)
        start_deadline(registered(), **ANSWER)
        assert watch_on("2026-11-08") == QUIET | {"reminded": 2}
        assert told("deadline_near") == ["化解工作室（法院）", "被诉行政机关区教育局"]
        assert watch_on("2026-11-10") == QUIET | {"missed": 1}
        assert told("deadline_missed") == told("deadline_near")

    def test_two_roles_with_one_address_get_one_message(self):
        for role in (Actor.STUDIO, Actor.DOCKETING_DIVISION):
            listener(role, address="same")
        start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
        assert watch_on("2026-11-08") == QUIET | {"reminded": 1}
        assert watch_on("2026-11-08") == QUIET
        assert told("deadline_near") == ["化解工作室（法院）"]

    def test_of_two_agencies_the_one_whose_clock_it_is(self):
        organs = ["区教育局", "区公安分局"]
        for organ in organs:
            listener(Actor.AGENCY, organ=organ)
        number = registered(agencies=organs)
        start_deadline(number, **ANSWER, trigger_key="1", recipient="区公安分局")
        assert watch_on("2026-11-08") == QUIET | {"reminded": 1}
        assert told("deadline_near") == ["被诉行政机关区公安分局"]
        start_deadline(number, **ANSWER, trigger_key="2")
        assert watch_on("2026-11-08") == QUIET | {"reminded": 2}, "of both, where none is named"
        assert watch_on("2026-11-10") == QUIET | {"missed": 2}
        lapses = [row.text for row in rows(Event, kind="逾期")]
        assert [text.partition("答辩状")[2] for text in lapses] == [
            "（区公安分局）已于2026-11-09届满",
            "已于2026-11-09届满",
        ]

    def test_an_advised_agency_that_is_no_party_hears_of_its_own_duty(self):
        for organ in ("区教育局", "区住建局"):
            listener(Actor.AGENCY, organ=organ)
        how = {"recipient": "区住建局", "trigger_key": "建议"}
        start_deadline(registered(), "J_SUGGEST_REPLY_2M", day("2026-09-09"), **how)
        assert watch_on("2026-11-08") == QUIET | {"reminded": 1}
        assert told("deadline_near") == ["被诉行政机关区住建局"]

    def test_a_person_who_is_served_narrows_nothing(self):
        listener(Actor.AGENCY, organ="区教育局")
        start_deadline(registered(), **ANSWER, recipient="周某1")
        assert watch_on("2026-11-08") == QUIET | {"reminded": 1}


@pytest.mark.mechanism("SL-4c")
@pytest.mark.usefixtures("home", "studio")
def test_the_answer_of_an_agency_is_reminded_of_three_times_and_its_lapse_recorded():
    listener(Actor.AGENCY, organ="区教育局")
    start_deadline(registered(), **ANSWER)
    found = [watch_on(f"2026-11-{night:02}") for night in range(1, 13)]
    assert [night["reminded"] for night in found] == [0, 2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0]
    assert [night["missed"] for night in found] == [0] * 9 + [1, 0, 0]
    [lapse] = rows(Event, kind="逾期")
    assert lapse.text == "提交证据、所依据的规范性文件和答辩状已于2026-11-09届满"


@pytest.mark.usefixtures("any_home", "studio")
def test_a_reader_who_is_registered_later_hears_what_is_still_near():
    start_deadline(registered(), "L_DOCKET_7D", day("2026-11-02"))
    assert watch_on("2026-11-08") == QUIET | {"reminded": 1}
    listener(Actor.DOCKETING_DIVISION)
    assert watch_on("2026-11-08") == QUIET | {"reminded": 1}
    with ledger() as session:
        keys = {row.event_key for row in session.query(Notice)}
    assert len(keys) == 1
