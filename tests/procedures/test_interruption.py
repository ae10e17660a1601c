"""What happens to people while their case goes on: death, stays, transfer, withdrawal, recusal."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fuyuan.rehearsal import answer, flows, turn_to, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from tasks.answers import record_answer
from tasks.asking import Unanswered
from tasks.errors import InvalidAnswerError, NotAskedError
from tasks.exits import hold_path
from tasks.incident import report_incident
from tasks.watch import watch_deadlines
from tests.building import filing, rows, stored
from tests.correspondence import text_of
from tests.flows.answers import acceptance, checks, consent, mediator, plan
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import NUMBER as RECONSIDERED
from tests.procedures.reconsideration_office import apply

pytestmark = pytest.mark.usefixtures("home", "fonts")
NUMBER = "(2026)鄂0503行诉前调1号"
DEATH = "自然人死亡，等待近亲属表明是否继续"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")


@pytest.fixture
def number(home: Path, fonts: Path) -> str:  # noqa: ARG001  (its ledger has to be there first)
    """A case in mediation, whose mediator signed today."""
    stored(filing())
    work()
    for code, given in (checks(), consent(), mediator(), acceptance()):
        answer(NUMBER, code, given)
    return NUMBER


def report(kind: str, **changes: Any) -> None:
    given = {
        "answered_by": "书记员",
        "path": "诉前调解",
        "kind": kind,
        "happened_on": "2026-11-06",
        "facts": "户籍注销证明",
        "decision": "合议庭决定",
    }
    report_incident(NUMBER, given | changes, door="测试")
    work()


def review(outcome: str, ended_on: str) -> tuple[str, dict[str, Any]]:
    given = {"outcome": outcome, "ended_on": ended_on, "facts": "声明书", "successor": "周某之子"}
    return "stay_review", given | {"answered_by": "书记员"}


def stage(path: str) -> str:
    [row] = rows(CasePath, path=path)
    return row.stage


def clock_of(rule: str) -> RunningDeadline:
    [row] = rows(RunningDeadline, rule=rule)
    return row


def waiting() -> set[tuple[str, str]]:
    return {(row.question, row.state) for row in rows(Todo) if row.state in {"open", "held"}}


def letters() -> list[str]:
    return [row.title for row in rows(IssuedLetter) if row.code.endswith("_notice")]


class TestStay:
    def test_freezes_the_questions_and_stops_the_clocks(self, number: str):
        report(DEATH)
        assert waiting() == {("resolution_plan", "held"), ("stay_review", "open")}
        assert clock_of("M_PRE_30D").state == "suspended"
        assert clock_of("T_STAY_90D").due_on is None  # Beyond the calendar that is announced.
        assert "中止办理通知书" in letters()
        with pytest.raises(NotAskedError, match="已中止"):
            record_answer(number, *plan(), door="测试")

    @pytest.mark.usefixtures("number")
    def test_makes_nobody_late_and_closes_nothing(self):
        report(DEATH)
        turn_to(dt.date(2026, 12, 31))
        assert stage("prefiling_mediation") == "mediating"
        assert clock_of("M_PRE_30D").state == "suspended"

    def test_goes_on_where_it_stopped_with_the_days_added(self, number: str):
        before = clock_of("M_PRE_30D").due_on
        report(DEATH)
        turn_to(dt.date(2026, 11, 20))
        answer(number, *review("原因消除，恢复办理", "2026-11-15"))
        clock = clock_of("M_PRE_30D")
        assert before == dt.date(2026, 12, 7)  # 12-06 is a Sunday.
        assert (clock.state, clock.excluded_days, clock.due_on) == (
            "running",
            10,
            dt.date(2026, 12, 16),
        )
        assert waiting() == {("resolution_plan", "open")}
        assert stage("interruption") == "resumed"
        [notice] = rows(IssuedLetter, code="resumption_notice")
        # A day that is new is told to everybody who goes by it.
        assert "恢复以后的最后日期" in text_of(notice.id)
        assert "2026年12月16日（星期三）" in text_of(notice.id)
        answer(number, *plan())
        assert ("mediation_scheme", "open") in waiting()

    def test_without_a_successor_ends_the_case(self, number: str):
        report(DEATH)
        answer(number, *review("无人承继或者放弃，终结", "2026-11-06"))
        assert stage("prefiling_mediation") == "terminated"
        assert waiting() == set()
        assert clock_of("M_PRE_30D").state == "met"
        assert "程序结束通知书" in letters()

    @pytest.mark.routing("RT20")
    @pytest.mark.parametrize(
        ("choice", "ends"), [("终结", "terminated"), ("有特殊情况，继续中止", "mediating")]
    )
    def test_that_lasts_too_long_is_ended_or_continued_by_a_person(
        self, number: str, choice: str, ends: str, monkeypatch: pytest.MonkeyPatch
    ):
        """RT20: ninety days; happened in July, so that they are over on a day that is certain."""
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
        report(DEATH, happened_on="2026-11-03")
        with ledger() as session:
            session.query(RunningDeadline).filter_by(rule="T_STAY_90D").update(
                {"due_on": dt.date(2026, 11, 30), "status": "certain"}
            )
            session.query(Todo).filter_by(question="stay_review").update(
                {"due_on": dt.date(2026, 11, 30)}
            )
        turn_to(dt.date(2026, 12, 1))
        assert ("lapsed_stay", "open") in waiting()
        given = {"choice": choice, "decided_on": "2026-12-01", "reason": "承继人尚在确认"}
        answer(number, "lapsed_stay", given | {"answered_by": "书记员"})
        assert stage("prefiling_mediation") == ends

    def test_is_not_made_twice_by_a_flow_that_runs_again(self, number: str):
        report(DEATH)
        told = len(rows(Event))
        for name in ("情况变化/interruption", "诉前调解/prefiling_mediation"):
            with pytest.raises(Unanswered):
                flows()[name](case_number=number)
        assert len(rows(Event)) == told
        hold_path(number, "prefiling_mediation", cause="再次", on=dt.date(2026, 11, 7))
        assert len(rows(Event)) == told

    @pytest.mark.usefixtures("number")
    def test_of_the_same_path_cannot_be_reported_twice(self):
        report(DEATH)
        with pytest.raises(NotAskedError, match="已经中止"):
            report("一方因不可抗力不能参加")

    def test_may_happen_again_after_the_first_is_over(self, number: str):
        report(DEATH)
        answer(number, *review("原因消除，恢复办理", "2026-11-06"))
        report("须等待相关案件的处理结果")
        assert clock_of("M_PRE_30D").state == "suspended"
        assert waiting() == {("resolution_plan", "held"), ("stay_review", "open")}
        answer(number, *review("原因消除，恢复办理", "2026-11-06"))
        # Both stays were of the same single day.
        assert clock_of("M_PRE_30D").excluded_days == 1


class TestLeaving:
    @pytest.mark.parametrize(
        ("kind", "ends"),
        [
            ("死亡或者终止，没有承继人或者承继人放弃", "terminated"),
            ("应由其他机关管辖，移送", "moved_away"),
            ("申请人、起诉人撤回，依法准许", "dropped"),
        ],
    )
    def test_ends_the_path_with_its_questions_and_clocks(self, number: str, kind: str, ends: str):
        report(kind)
        assert stage("prefiling_mediation") == ends
        assert not waiting() & {("resolution_plan", state) for state in ("open", "held")}
        assert clock_of("M_PRE_30D").state == "met"
        assert watch_deadlines()["missed"] == 0
        assert flows()["诉前调解/prefiling_mediation"](case_number=number) == ends

    def test_a_withdrawn_case_is_visited_later(self, number: str):
        report("申请人、起诉人撤回，依法准许")
        assert stage("follow_up") == "scheduled"
        assert waiting() == {("follow_up_visit", "open")}
        assert number == NUMBER

    @pytest.mark.usefixtures("number")
    def test_is_refused_for_a_path_the_case_is_not_on(self):
        with pytest.raises(NotAskedError, match="不在“登记立案”程序中"):
            report("应由其他机关管辖，移送", path="登记立案")
        with pytest.raises(InvalidAnswerError, match="发生在哪一路径"):
            report("应由其他机关管辖，移送", path="没有的路径")


class TestRecusal:
    def test_is_decided_within_three_days_while_the_case_goes_on(self, number: str):
        report("申请办案人员回避")
        assert clock_of("L_RECUSE_3D").due_on == dt.date(2026, 11, 9)
        assert ("resolution_plan", "open") in waiting()
        decided = {"granted": "是", "decided_on": "2026-11-06", "replaced_by": "另一审判员"}
        answer(number, "recusal_decision", decided | {"reason": "近亲属", "answered_by": "院长"})
        assert stage("interruption") == "recusal_decided"
        assert clock_of("L_RECUSE_3D").state == "met"


@pytest.mark.routing("RT36")
class TestMinors:
    """RT36: a party of thirteen is represented; its guardian agrees to the use of its data."""

    def minor(self) -> str:
        children = [{"name": "周小某", "id_number": "990000201301010017", "phone": "13800001111"}]
        stored(filing(plaintiffs=children))
        work()
        return NUMBER

    def test_needs_a_representative_before_anything_is_decided(self):
        self.minor()
        assert waiting() == {("legal_representative", "open")}

    @pytest.mark.parametrize(
        "given",
        [
            {"evidence": "户口簿"},
            {"evidence": "户口簿", "representative": "周父（父亲）"},
            {"evidence": "户口簿", "has_capacity": "是"},
        ],
    )
    def test_is_not_represented_by_half(self, given: dict[str, str]):
        self.minor()
        with pytest.raises(InvalidAnswerError):
            record_answer(
                NUMBER, "legal_representative", given | {"answered_by": "书记员"}, door="测试"
            )

    def test_is_named_with_the_representative_in_the_letters_that_follow(self):
        self.minor()
        given = {
            "representative": "周父（父亲）",
            "guardian_consents": "是",
            "evidence": "户口簿",
            "answered_by": "书记员",
        }
        answer(NUMBER, "legal_representative", given)
        answer(NUMBER, *checks())
        [form] = rows(IssuedLetter, code="eight_checks_form")
        assert "周父（父亲）" in form.facts

    def test_whose_representative_nobody_names_is_docketed_in_time(self):
        self.minor()
        turn_to(dt.date(2026, 11, 20))
        assert stage("registration") == "to_docketing"

    def test_an_adult_is_asked_for_nobody(self):
        stored(filing())
        work()
        assert waiting() == {("eight_checks", "open")}


def test_a_stay_of_a_reconsideration_is_told_by_the_organ_that_reviews(
    monkeypatch: pytest.MonkeyPatch,
):
    """A court's notice would be nobody's in a reconsideration."""
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    apply()
    given = {"answered_by": "承办人", "path": "行政复议", "kind": DEATH, "happened_on": say.DAY}
    given |= {"facts": "户籍注销证明", "decision": "决定中止"}
    report_incident(RECONSIDERED, given, door="测试")
    work()
    [notice] = rows(IssuedLetter, code="organ_stay_notice")
    words = text_of(notice.id)
    assert notice.number.startswith("宜伍〔")
    assert words.startswith("宜昌市伍家岗区人民政府")
    assert "人民法院" not in words
    assert "联系电话：13800000001" in words
