"""The dates as a calendar program reads them: whole, stable, and silent about persons."""

import datetime as dt

import icalendar
import pytest

from models.case import Case
from models.deadline import RunningDeadline
from models.ledger import ledger, reading
from rules.deadlines import find
from rules.vocabulary.proof import Nature
from tasks import clock
from tasks.case_calendar import CalendarLine, as_icalendar, calendar_lines
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import meet_deadline, start_deadline, start_filing_clock
from tests.building import ADDRESS, ID_NUMBER, PHONE, RECEIVED, in_mediation, registered, rows
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("home")
MADE = dt.datetime(2026, 11, 6, 9, 30, tzinfo=clock.CHINA)
HOSTILE = "决定,是否;立案\\n\r\nEND:VEVENT\rBEGIN:VALARM\n\x00\x07\u202e尾"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def lines(**wanted: object) -> tuple[CalendarLine, ...]:
    with reading() as session:
        return calendar_lines(session, **wanted)  # type: ignore[arg-type]


def feed(**wanted: object) -> bytes:
    return as_icalendar(lines(**wanted), name="府院通期限", made_at=MADE)


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def change(**values: object) -> None:
    with ledger() as session:
        session.query(RunningDeadline).update(values)  # type: ignore[arg-type]


class TestFeed:
    def test_has_what_the_standard_requires(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        content = feed()
        calendar = icalendar.Calendar.from_ical(content)
        assert calendar.errors == []
        assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
        assert calendar["PRODID"]
        assert calendar["X-WR-CALNAME"] == "府院通期限"
        [shown] = events(content)
        assert shown.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"} <= shown.keys()
        assert shown.decoded("dtstamp") == MADE
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")

    def test_puts_a_certain_date_on_its_day_all_day_long(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        content = feed()
        assert b"DTSTART;VALUE=DATE:20261109\r\n" in content
        assert b"DTEND;VALUE=DATE:20261110\r\n" in content
        [shown] = events(content)
        assert shown["STATUS"] == "CONFIRMED"
        assert "暂定" not in shown["SUMMARY"]

    def test_puts_a_provisional_date_on_its_safe_day_and_says_so(self):
        start_deadline(registered(), "L_ANSWER_15D", day("2026-12-20"))
        [shown] = events(feed())
        # Counted it ends on 4 January; 28 December is in time whatever is announced.
        assert shown.decoded("dtstart") == day("2026-12-28")
        assert shown["STATUS"] == "TENTATIVE"
        assert shown["SUMMARY"].endswith("（暂定）")
        assert "放假安排公布后确定" in shown["DESCRIPTION"]

    @pytest.mark.parametrize(
        ("made_on", "rings"),
        [
            pytest.param("2026-11-01", [2, 6, 8], id="all-are-to-come"),
            pytest.param("2026-11-06", [8], id="none-that-should-have-rung"),
            pytest.param("2026-11-10", [], id="overdue"),
        ],
    )
    def test_reminds_at_nine_on_the_days_of_the_region(self, made_on: str, rings: list[int]):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        made = dt.datetime.combine(day(made_on), dt.time(9, 30), tzinfo=clock.CHINA)
        [shown] = events(as_icalendar(lines(), name="府院通期限", made_at=made))
        start = dt.datetime.combine(shown.decoded("dtstart"), dt.time(), tzinfo=clock.CHINA)
        alarms = shown.walk("VALARM")
        assert [start + alarm.decoded("trigger") for alarm in alarms] == [
            dt.datetime(2026, 11, on, 9, tzinfo=clock.CHINA) for on in rings
        ]
        assert {str(alarm["ACTION"]) for alarm in alarms} <= {"DISPLAY"}

    def test_names_a_first_day_as_one_and_does_not_ring_for_it(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        [row] = rows(RunningDeadline)
        record = row.proof["record"] | {"nature": Nature.FIRST_DAY.value}
        change(proof={**row.proof, "record": record})
        [shown] = events(feed())
        assert "最早可为之日" in shown["SUMMARY"]
        assert shown.walk("VALARM") == []

    def test_leads_to_the_case_and_names_the_law(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_DESK_URL", "http://10.0.0.8:4280")
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        [case] = rows(Case)
        [shown] = events(feed())
        assert shown["URL"] == f"http://10.0.0.8:4280/cases/{case.short_code}"
        assert "《行政诉讼法》第五十一条第二款" in shown["DESCRIPTION"]
        assert shown["SUMMARY"].startswith(f"{case.short_code} ")

    def test_keeps_to_seventy_five_octets_a_line_and_loses_nothing(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        change(title="决定是否登记立案" * 20)
        content = feed()
        assert max(map(len, content.split(b"\r\n"))) <= 75
        assert len(events(content)[0]["SUMMARY"]) > 160

    def test_gives_hostile_text_back_as_text(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        change(title=HOSTILE, basis=HOSTILE, actor=HOSTILE)
        content = feed()
        [shown] = events(content)
        literal = "决定,是否;立案\\n\nEND:VEVENT\nBEGIN:VALARM\n尾"
        assert literal in shown["SUMMARY"]
        assert literal in shown["DESCRIPTION"]
        assert [str(each) for each in shown["CATEGORIES"].cats][1] == literal
        assert content.count(b"\r\nBEGIN:VALARM\r\n") == len(shown.walk("VALARM")) == 1
        assert not {"\x00", "\x07", "\u202e"} & set(content.decode())

    def test_says_nothing_of_persons_and_nothing_of_the_dispute(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", RECEIVED)
        start_deadline(number, "L_DOCKET_7D", RECEIVED, trigger_key="周某1", recipient="周某1")
        text = icalendar.Calendar.from_ical(feed()).to_ical().decode().replace("\r\n ", "")
        [case] = rows(Case)
        personal = ("周某", ID_NUMBER, PHONE, ADDRESS, case.act, case.claims, case.cause, number)
        assert [word for word in personal if word in text] == []
        assert "各受送达人分别计算" in text

    def test_without_a_running_period_is_still_a_calendar(self):
        content = feed()
        calendar = icalendar.Calendar.from_ical(content)
        assert events(content) == []
        assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


class TestIdentity:
    def test_of_an_event_outlives_every_change_of_its_date(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))
        [before] = events(feed())
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        [after] = events(feed())
        assert after["UID"] == before["UID"]
        assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
        assert after.decoded("dtstart") > before.decoded("dtstart")
        extend_deadline(number, "M_PRE_30D", 5, cause="2")
        assert events(feed())[0]["SEQUENCE"] == 2

    def test_is_the_same_whenever_it_is_asked_for(self):
        start_deadline(registered(), "L_DOCKET_7D", RECEIVED)
        later = as_icalendar(lines(), name="府院通期限", made_at=MADE + dt.timedelta(days=3))
        [first], [second] = events(feed()), events(later)
        assert first["UID"] == second["UID"]
        assert first["LAST-MODIFIED"].dt == second["LAST-MODIFIED"].dt
        assert first["DTSTAMP"].dt < second["DTSTAMP"].dt

    def test_is_not_shared_by_two_periods_or_two_cases(self):
        for n in (1, 2):
            number = registered(n)
            start_deadline(number, "L_DOCKET_7D", RECEIVED)
            start_deadline(number, "L_DOCKET_7D", RECEIVED, trigger_key="补正")
            start_filing_clock(number)
        identities = [str(shown["UID"]) for shown in events(feed())]
        assert len(set(identities)) == len(identities) == 6

    def test_of_one_period_is_not_moved_by_another(self):
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))
        start_deadline(number, "L_DOCKET_7D", RECEIVED)
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        moved = {line.rule: line.changes for line in lines()}
        assert moved == {"M_PRE_30D": 1, "L_DOCKET_7D": 0}


class TestLines:
    def started(self) -> tuple[str, str]:
        first, second = registered(1), in_mediation(2)
        start_deadline(first, "L_DOCKET_7D", RECEIVED)
        start_deadline(second, "M_PRE_30D", RECEIVED)
        return first, second

    def test_come_the_first_due_first(self):
        self.started()
        assert [line.rule for line in lines()] == ["L_DOCKET_7D", "M_PRE_30D"]

    @pytest.mark.parametrize(
        ("wanted", "rules"),
        [
            pytest.param({"until": "2026-11-08"}, [], id="nothing-so-soon"),
            pytest.param({"until": "2026-11-09"}, ["L_DOCKET_7D"], id="the-last-day-too"),
            pytest.param({"role": "调解"}, ["M_PRE_30D"], id="part-of-a-role"),
            pytest.param({"role": "%"}, [], id="no-wildcards"),
        ],
    )
    def test_can_be_chosen(self, wanted: dict[str, str], rules: list[str]):
        self.started()
        if "until" in wanted:
            wanted = {"until": day(wanted["until"])}  # type: ignore[dict-item]
        assert [line.rule for line in lines(**wanted)] == rules

    def test_of_a_met_period_are_shown_in_its_case_alone(self):
        first, _ = self.started()
        meet_deadline(first, "L_DOCKET_7D", day("2026-11-05"))
        assert [line.rule for line in lines(is_running=True)] == ["M_PRE_30D"]
        met = next(line for line in lines() if line.rule == "L_DOCKET_7D")
        assert (met.state, met.days_left(day("2026-11-06"))) == ("已完成", None)
        assert [shown["UID"] for shown in events(feed())] == [
            shown["UID"] for shown in events(feed(is_running=True))
        ]

    def test_count_the_days_that_are_left(self):
        self.started()
        line = lines()[0]
        left = {on: line.days_left(day(on)) for on in ("2026-11-06", "2026-11-09", "2026-11-11")}
        assert left == {"2026-11-06": 3, "2026-11-09": 0, "2026-11-11": -2}

    def test_tell_what_the_period_runs_from(self):
        self.started()
        assert (lines()[0].trigger_on, lines()[0].trigger_event) == (
            RECEIVED,
            find("L_DOCKET_7D").trigger,
        )

    def test_take_the_same_number_of_questions_however_many_there_are(self):
        self.started()
        with counted() as few:
            lines()
        for n in range(3, 6):
            start_deadline(registered(n), "L_DOCKET_7D", RECEIVED)
        with counted() as many:
            assert len(lines()) == 5
        assert len(many) == len(few) > 0
