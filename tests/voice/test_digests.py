"""The daily digest: one message a person, each duty once, the late ones first; it counts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.case import Case
from models.history import Todo
from models.ledger import ledger
from models.outbox import Notice
from rules.vocabulary.question import Actor
from rules.vocabulary.region import REGIONS, load_region
from tasks import clock, quiet_hours
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import meet_deadline, start_deadline
from tasks.digest import DigestLine, digest_facts, send_digests
from tasks.notify import words_of
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import undelivered
from tasks.voice import look_through
from tasks.withdrawing import withdraw_done
from tests.building import asked, in_mediation, registered, rows
from tests.nights import day, listener, watch_on
from tests.notices import queued, reader
from tests.outbox.servers import answering, web_server_that
from tests.processes import at_once
from tests.receivers import web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")


@pytest.fixture
def turn(
    any_home: Path,  # noqa: ARG001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], None]:
    """Let the clock stand at a moment; 伍家岗 has a digest at 8:30, 峄城 none."""
    monkeypatch.delenv("FUYUAN_QUIET_HOURS")
    regions = tmp_path / "regions"
    shutil.copytree(REGIONS, regions)
    with (regions / "wujiagang.toml").open("a", encoding="utf-8") as file:
        file.write('\n[notices]\ndigest = { value = "on", source = "测试" }\n')
    monkeypatch.setattr(quiet_hours, "load_region", lambda name: load_region(name, regions))

    def set_clock(text: str) -> None:
        monkeypatch.setenv("FUYUAN_TODAY", text)

    set_clock("2026-11-02T10:00")
    return set_clock


def states(template: str) -> list[str]:
    return [row.state for row in rows(Notice, template=template)]


def digests() -> list[Notice]:
    return rows(Notice, template="digest")


class TestTheDigest:
    def test_is_one_message_with_each_duty_once_and_the_late_ones_first(self, turn):
        listener(Actor.STUDIO)
        late, near = registered(1), registered(2)
        start_deadline(late, "L_DOCKET_7D", day("2026-10-26"))  # 至2026-11-02
        start_deadline(near, "L_ANSWER_15D", day("2026-10-25"))  # 至2026-11-09
        watch_on("2026-11-03T00:10")
        asked(near, "eight_checks")
        assert [row.state for row in rows(Notice)] == ["gathered"] * 3
        turn("2026-11-03T08:29")
        assert send_digests() == 0
        turn("2026-11-03T08:30")
        assert [send_digests(), send_digests()] == [1, 0]
        [digest] = digests()
        assert digest.subject == "【汇总】2026年11月3日：逾期1项，待办和临期2项"
        codes = [line for line in digest.body.splitlines() if line.startswith("·")]
        assert ["逾期1日" in codes[0], "决定是否登记立案" in codes[0]] == [True, True]
        assert "答辩状，2026年11月9日到期" in codes[1]
        assert codes[2].endswith("：八看审查")
        assert {row.digest_id for row in rows(Notice, state="digested")} == {digest.id}
        assert len(rows(Notice, state="digested")) == 3

    def test_counts_as_the_reminder(self, turn):
        listener(Actor.STUDIO)
        start_deadline(registered(), "L_ANSWER_15D", day("2026-10-25"))
        sent = []
        for date in [f"2026-11-{n:02}" for n in range(2, 14)]:
            watch_on(f"{date}T00:10")
            turn(f"{date}T08:30")
            if look_through():
                sent.append(date[-2:])
        assert sent == ["02", "06", "10"], "T-7, T-3, late; T-1 falls on a Sunday"
        # On the Sunday it would have come on the last day: so it goes by itself, at eight.
        [alone] = [row for row in rows(Notice, template="deadline_near") if row.state == "queued"]
        assert alone.not_before.astimezone(clock.CHINA).isoformat()[:16] == "2026-11-08T08:00"
        keys = [row.event_key for row in rows(Notice)]
        assert len(keys) == len(set(keys))

    def test_of_two_roles_with_one_address_is_one(self, turn):
        for role in (Actor.STUDIO, Actor.AGENCY, Actor.MEDIATOR):
            listener(role, address="same")
        start_deadline(registered(1), "L_ANSWER_15D", day("2026-10-25"))
        start_deadline(registered(2), "M_PRE_30D", day("2026-10-09"))
        watch_on("2026-11-02T00:10")
        turn("2026-11-02T08:30")
        assert send_digests() == 1

    def test_of_a_machine_that_woke_at_night_waits_for_the_morning(self, turn):
        reader("json://127.0.0.1/x")
        queued(registered(), "一")
        turn("2026-11-03T23:00")
        assert send_digests() == 1
        at = digests()[0].not_before.astimezone(clock.CHINA)
        assert at.isoformat()[:16] == "2026-11-04T08:00"

    def test_names_nothing_that_was_done_meanwhile(self, turn):
        listener(Actor.STUDIO)
        numbers = [registered(n) for n in (1, 2)]
        for number in numbers:
            start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))
        watch_on("2026-11-02T00:10")
        meet_deadline(numbers[0], "L_ANSWER_15D", day("2026-11-02"))
        turn("2026-11-02T08:30")
        look_through()
        assert states("deadline_near") == ["withdrawn", "digested"]
        assert "临期1项" in digests()[0].subject

    def test_nor_a_day_that_was_moved(self, turn):
        listener(Actor.STUDIO)
        number = in_mediation()
        start_deadline(number, "M_PRE_30D", day("2026-10-09"))  # 至2026-11-09
        watch_on("2026-11-02T00:10")
        extend_deadline(number, "M_PRE_30D", 15, cause="1")
        turn("2026-11-02T08:30")
        look_through()
        assert states("deadline_near") == ["withdrawn"]
        assert digests() == []

    def test_what_is_due_before_the_next_one_does_not_wait_for_it(self, turn):
        reader("json://127.0.0.1/x")
        number = registered()
        turn("2026-11-06T15:00")  # 星期五；下一次汇总在星期一，即最后一日
        queued(number, "一")
        assert states("todo_opened") == ["queued"]

    @pytest.mark.usefixtures("turn")
    def test_where_there_is_none_everything_goes_by_itself(self):
        reader("json://127.0.0.1/x")
        number = registered()
        with ledger() as session:
            session.query(Case).update({"region": "yicheng"})
        queued(number, "一")
        assert states("todo_opened") == ["queued"]

    def test_is_sent_once_however_many_look(self, turn):
        for role in (Actor.STUDIO, Actor.AGENCY):
            listener(role)
        start_deadline(registered(), "L_ANSWER_15D", day("2026-10-25"))
        watch_on("2026-11-02T00:10")
        turn("2026-11-02T08:30")
        at_once(send_digests, [()] * 4)
        assert len(digests()) == 2
        assert len(rows(Notice, state="digested")) == 2

    def test_leaves_the_house_and_may_fail_like_any_other(self, turn):
        with web_hook() as good, web_server_that(answering(404)) as gone:
            for label, port in (("甲", good.port), ("乙", gone.port)):
                reader(f"json://127.0.0.1:{port}/x", label=label)
            queued(registered(), "一")
            turn("2026-11-03T08:30")
            assert send_digests() == 2
            assert send_waiting() == 2
        assert len(good.messages) == 1
        [waiting] = undelivered()
        assert (waiting.label, waiting.short_code) == ("乙", "多件")


def test_a_long_one_counts_what_it_does_not_list():
    title = "提交证据、所依据的规范性文件和答辩状"
    lines = [
        DigestLine(short_code="ABCD2345", title=title, due_on=day("2026-11-02"), days_late=n)
        for n in range(-20, 21)
    ]
    facts = digest_facts(lines, day("2026-11-30"))
    words = words_of("digest", facts, region="national")
    text = f"{words['subject']}\n{words['body']}"
    assert len(text.encode()) < 2048, "more a robot does not take"
    listed = [line for line in text.splitlines() if "ABCD2345" in line]
    assert "已逾期20日" in listed[0], "the longest first"
    assert f"另有{20 - len(facts['overdue'])}项" in text
    assert "另有21项" in text, "whatever is late goes first"
    assert "逾期20项，待办和临期21项" in words["subject"]


@pytest.mark.usefixtures("any_home")
class TestWhatIsCalledOff:
    def test_a_reminder_that_waits_falls_away_with_the_duty(self):
        listener(Actor.STUDIO)
        number = registered()
        start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))
        watch_on("2026-11-06")
        assert withdraw_done() == 0
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-06"))
        assert [withdraw_done(), withdraw_done()] == [1, 0]
        assert send_waiting() == 0

    def test_a_to_do_that_was_answered_too_and_nothing_else(self):
        reader("json://127.0.0.1/x")
        number = registered()
        asked(number, "eight_checks")
        queued(number, "一", template="letter_issued")
        with ledger() as session:
            session.query(Todo).update({"state": "answered"})
        assert withdraw_done() == 1
        assert states("todo_opened") == ["withdrawn"]
        assert states("letter_issued") == ["queued"]
