"""催办, 退回, 重办完成: by a person, for a reason that stays here; the ladder begins anew."""

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from models.deadline import RunningDeadline
from models.history import Event
from models.outbox import Notice
from rules.vocabulary.question import Actor
from tasks.deadlines import meet_deadline, start_deadline
from tasks.duties import finish, send_back, urge
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.withdrawing import withdraw_done
from tests.building import asked, registered, rows
from tests.nights import day, listener, told, watch_on

REASON = "周某1来电，孩子入学在即"
DUTY = {"duty": "L_ANSWER_15D", "reason": REASON, "answered_by": "王某"}
LADDER = (Actor.AGENCY_LEADER, Actor.JUSTICE_BUREAU, Actor.GOVERNMENT_LEADER)


@pytest.fixture
def number(any_home) -> str:  # noqa: ARG001
    """A case whose agency has to answer by 2026-11-09, and all who may hear of it."""
    for role in (Actor.STUDIO, Actor.AGENCY, *LADDER):
        listener(role)
    number = registered()
    start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))
    return number


class TestUrging:
    def test_tells_whoever_bears_the_duty_and_keeps_the_reason_here(self, number: str):
        assert "通知1人" in urge(number, DUTY, door="窗口")
        assert told("urged") == ["被诉行政机关"]
        [notice] = rows(Notice, template="urged")
        assert "2026年11月9日" in notice.body
        assert REASON not in notice.subject + notice.body
        [line] = rows(Event, kind="催办")
        assert line.text == f"王某催办“提交证据、所依据的规范性文件和答辩状”：{REASON}（窗口）"

    def test_once_a_day(self, number: str):
        urge(number, DUTY, door="窗口")
        with pytest.raises(FuyuanError, match="今天已经催办过"):
            urge(number, DUTY, door="命令行")
        assert len(told("urged")) == 1
        watch_on("2026-11-07")
        urge(number, DUTY, door="窗口")
        assert len(told("urged")) == 2

    def test_of_a_question_that_waits(self, number: str):
        asked(number, "eight_checks")
        urge(number, DUTY | {"duty": "eight_checks"}, door="窗口")
        assert told("urged") == ["化解工作室（法院）"]

    def test_of_the_one_whose_clock_is_named(self, number: str):
        start_deadline(number, "L_ANSWER_15D", day("2026-10-25"), trigger_key="2")
        with pytest.raises(
            FuyuanError, match="有几项，请写明哪一项：L_ANSWER_15D:1、L_ANSWER_15D:2"
        ):
            urge(number, DUTY, door="窗口")
        urge(number, DUTY | {"duty": "L_ANSWER_15D:2"}, door="窗口")
        assert rows(Notice, template="urged")[0].duty == "L_ANSWER_15D:2"

    def test_falls_away_if_it_is_done_before_it_is_sent(self, number: str):
        urge(number, DUTY, door="窗口")
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-06"))
        assert withdraw_done() == 1

    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"duty": "L_OTHER"}, FuyuanError, "没有在进行的期限或者待办；可选：L_ANSWER_15D:1"),
            ({"reason": ""}, InvalidAnswerError, "理由"),
            ({"answered_by": ""}, InvalidAnswerError, "填写人"),
        ],
    )
    def test_what_cannot_be_urged_is_said(self, number: str, change, error, words: str):
        with pytest.raises(error, match=words):
            urge(number, DUTY | change, door="窗口")
        assert told("urged") == []


class TestSendingBack:
    def test_the_ladder_stops_when_it_is_done_and_climbs_anew_when_it_is_sent_back(self, number):
        for date in ("2026-11-10", "2026-11-11"):
            watch_on(date)
        assert told("escalated") == ["机关负责人"]
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-11"))
        for date in ("2026-11-13", "2026-11-20"):
            watch_on(date)
        assert told("escalated") == ["机关负责人"], "done: it climbs no further"
        send_back(number, DUTY, door="窗口")
        assert told("duty_returned") == ["化解工作室（法院）", "被诉行政机关"]
        assert rows(RunningDeadline)[0].due_on == day("2026-11-09"), "the last day stays"
        heard = {}
        for n in range(20, 31):
            before = len(told("escalated"))
            watch_on(f"2026-11-{n}")
            if more := told("escalated")[before:]:
                heard[n] = more
        assert heard == {22: ["机关负责人"], 24: ["司法局"], 28: ["区政府分管领导"]}
        assert len(told("deadline_missed")) == 2 * 2, "late again, said once more"

    def test_what_is_sent_back_long_after_its_day_climbs_too(self, number: str):
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-09"))
        watch_on("2027-06-30")
        send_back(number, DUTY, door="窗口")
        watch_on("2027-07-01")
        watch_on("2027-07-02")
        assert told("escalated") == ["机关负责人"]

    def test_before_the_last_day_it_is_reminded_of_again(self, number: str):
        watch_on("2026-11-06")
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-06"))
        send_back(number, DUTY, door="窗口")
        watch_on("2026-11-06")
        keys = [row.event_key.partition(":")[2] for row in rows(Notice, template="deadline_near")]
        assert [key.split(":")[4:] for key in keys] == [["T-3"]] * 2 + [["r1", "T-3"]] * 2

    def test_a_run_that_comes_again_does_not_close_it_a_person_does(self, number: str):
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-05"))
        send_back(number, DUTY, door="窗口")
        meet_deadline(number, "L_ANSWER_15D", day("2026-11-05"))
        assert rows(RunningDeadline)[0].state == "running"
        done = {"duty": "L_ANSWER_15D", "done_on": "2026-11-06", "answered_by": "王某"}
        finish(number, done, door="窗口")
        assert rows(RunningDeadline)[0].state == "met"
        watch_on("2026-11-30")
        assert told("escalated") == []

    @pytest.mark.parametrize("do", [send_back, finish])
    def test_only_what_was_done_is_sent_back_and_only_that_is_done_again(self, number, do):
        given = {"duty": "L_ANSWER_15D", "answered_by": "王某"}
        given |= {"reason": REASON} if do is send_back else {"done_on": "2026-11-06"}
        with pytest.raises(FuyuanError, match=r"没有办结，不能退回|没有退回过"):
            do(number, given, door="窗口")


def test_from_the_terminal(number: str):
    meet_deadline(number, "L_ANSWER_15D", day("2026-11-05"))

    def said(*words: str) -> str:
        result = CliRunner().invoke(app, ["duty", *words, "--by", "王某"])
        assert result.exit_code == 0, result.output
        return result.output

    about = (number, "L_ANSWER_15D")
    assert "最后日期仍是2026-11-09" in said("return", *about, "--reason", REASON)
    assert "已催办" in said("urge", *about, "--reason", REASON)
    assert "已重新办结" in said("done", *about)
    kinds = [row.kind for row in rows(Event) if "命令行" in row.text]
    assert kinds == ["退回", "催办", "期限"]
