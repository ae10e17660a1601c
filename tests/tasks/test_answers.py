"""Answers: checked in Chinese, recorded once with who and when, and the waiting run is woken."""

import datetime as dt
from typing import Any

import pytest

from models.history import Fact, Todo
from models.ledger import ledger
from models.outbox import Trigger
from rules.catalogue import questions
from tasks import answers, clock
from tasks.answers import PREFECT_DOOR, read_fact, record_answer
from tasks.errors import (
    AlreadyAnsweredError,
    NotAskedError,
    UnknownCaseError,
)
from tasks.records import find_case
from tests.building import (
    EIGHT_CHECKS,
    SESSION,
    as_it_lies,
    asked,
    count,
    fact,
    in_mediation,
    registered,
    rows,
)
from tests.processes import at_once
from tests.refusals import problems_of

RUN = "0f0e0d0c-0b0a-0908-0706-050403020100"


def waiting_for_checks(**known: Any) -> str:
    number = registered()
    todo_id = asked(number, "eight_checks")
    with ledger() as session:
        for name, value in known.items():
            setattr(session.get_one(Todo, todo_id), name, value)
    return number


@pytest.mark.usefixtures("any_home")
class TestGoodAnswer:
    def test_becomes_a_fact_with_who_by_which_door_and_when(self):
        number = waiting_for_checks()
        recorded = record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (recorded.case_number, recorded.heading) == (number, "八看审查")
        [row] = rows(Fact)
        assert (row.recorded_by, row.door, row.occasion, row.expired) == (
            "刘法官",
            "窗口",
            "1",
            False,
        )
        assert row.recorded_at.astimezone(clock.CHINA).date() == dt.date(2026, 11, 6)
        assert fact("eight_checks")["jurisdiction"] == "符合"

    def test_is_what_the_run_reads(self):
        number = waiting_for_checks()
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        with ledger() as session:
            case = find_case(session, number)
            read = read_fact(session, case, questions()["eight_checks"], "1")
            assert read_fact(session, case, questions()["eight_checks"], "2") is None
        assert read is not None
        assert read.answer == questions()["eight_checks"].model_validate(EIGHT_CHECKS)

    def test_closes_the_to_do_and_takes_its_draft_away(self):
        number = waiting_for_checks(draft="{}", errors="旧的错误")
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        [row] = rows(Todo)
        assert (row.state, row.draft, row.errors) == ("answered", None, "")
        assert row.closed_at is not None

    def test_wakes_the_run_that_sleeps(self):
        number = waiting_for_checks(flow_run_id=RUN)
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="命令行")
        [wake] = rows(Trigger, key=f"wake:{number}:eight_checks:1")
        assert (wake.wakes_run, wake.deployment) == (RUN, "先登后调/registration")
        assert wake.parameters == {"filing_number": "收件〔2026〕1号"}

    def test_wakes_nobody_when_the_run_itself_took_it(self):
        number = waiting_for_checks(flow_run_id=RUN)
        record_answer(number, "eight_checks", EIGHT_CHECKS, door=PREFECT_DOOR)
        assert count(Fact) == 1
        assert [row.key for row in rows(Trigger)] == ["filing:收件〔2026〕1号"]

    def test_and_its_wake_up_are_stored_together_or_not_at_all(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        number = waiting_for_checks()

        def fail(*_args: object, **_kwargs: object) -> None:
            raise RuntimeError

        with monkeypatch.context() as patch:
            patch.setattr(answers, "enqueue", fail)
            with pytest.raises(RuntimeError):
                record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (count(Fact), rows(Todo)[0].state) == (0, "open")
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        assert (count(Fact), count(Trigger)) == (1, 2)

    def test_of_eight_given_at_once_one_counts(self):
        number = waiting_for_checks()
        told = at_once(answer_as, [(number, f"第{n}人") for n in range(8)])
        [row] = rows(Fact)
        assert told.count("") == 1
        assert told.index("") == int(row.recorded_by[1])
        assert all(f"已由{row.recorded_by}答复" in words for words in told if words)
        assert count(Trigger) == 2


def answer_as(number: str, person: str) -> str:
    try:
        record_answer(number, "eight_checks", EIGHT_CHECKS | {"answered_by": person}, door="窗口")
    except AlreadyAnsweredError as refused:
        return str(refused)
    return ""


@pytest.mark.usefixtures("home")
class TestRefused:
    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({"scope": "大概"}, "“二看受案范围”：不在可选范围内"),
            ({"scope": None}, "“二看受案范围”：不在可选范围内"),
            ({"answered_by": "  "}, "“填写人”：不能为空"),
            ({"answered_by": 7}, "“填写人”：应为文字"),
            ({"reviewed_on": "11月5日"}, "“审查日期”：日期无效，请用 2026-11-22 的写法"),
            ({"reviewed_on": "2026-11-07"}, "“审查日期”：2026-11-07晚于今天（2026-11-06）"),
            (
                {"reviewed_on": "2026-11-01"},
                "“审查日期”：2026-11-01早于收到起诉材料之日（2026-11-02）",
            ),
            ({"verdict": "撤销"}, "“verdict”：没有这一栏"),
            ({"remarks": "长" * 4001}, "“说明”：过长"),
        ],
    )
    def test_one_wrong_field_is_one_line(self, change: dict[str, Any], line: str):
        number = waiting_for_checks()
        assert problems_of(number, "eight_checks", EIGHT_CHECKS | change) == [line]

    def test_every_wrong_field_has_its_line(self):
        answer = {key: value for key, value in EIGHT_CHECKS.items() if key != "claims"}
        lines = problems_of(waiting_for_checks(), "eight_checks", answer | {"mediable": "也许"})
        assert sorted(lines) == ["“一看诉讼请求”：必填", "“是否具有协调性”：不在可选范围内"]

    def test_nothing_at_all_is_a_line_for_every_required_field(self):
        lines = problems_of(waiting_for_checks(), "eight_checks", {})
        assert len(lines) == 11
        assert all(line.endswith("：必填") for line in lines)

    def test_the_first_and_the_last_possible_day_are_good(self):
        for n, day in enumerate(("2026-11-02", "2026-11-06")):
            number = registered(n)
            asked(number, "eight_checks")
            record_answer(number, "eight_checks", EIGHT_CHECKS | {"reviewed_on": day}, door="窗口")
        assert count(Fact) == 2

    def test_an_unknown_case_is_named(self):
        with pytest.raises(UnknownCaseError, match="（2026）甲"):
            record_answer("（2026）甲", "eight_checks", EIGHT_CHECKS, door="窗口")

    def test_an_unknown_question_is_answered_with_the_known_ones(self):
        with pytest.raises(NotAskedError, match=r"没有代码为“verdict”的问题.*eight_checks"):
            record_answer(waiting_for_checks(), "verdict", {}, door="窗口")

    def test_what_was_not_asked_is_not_recorded(self):
        number = waiting_for_checks()
        with pytest.raises(NotAskedError, match="目前没有“诉前调解意愿”的待办"):
            record_answer(number, "consent", {}, door="窗口")
        with pytest.raises(NotAskedError):
            record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口", occasion="2")

    def test_the_second_is_told_who_was_first_when_and_by_which_door(self):
        number = waiting_for_checks()
        record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
        second = EIGHT_CHECKS | {"answered_by": "陈法官", "scope": "不符合"}
        with pytest.raises(
            AlreadyAnsweredError,
            match=r"已由刘法官答复（2026-11-06 \d\d:\d\d，经窗口），以先到的为准",
        ):
            record_answer(number, "eight_checks", second, door="命令行")
        assert fact("eight_checks")["scope"] == "符合"
        assert count(Fact) == 1

    def test_a_question_that_was_taken_back_says_so(self):
        number = waiting_for_checks(state="cancelled")
        with pytest.raises(AlreadyAnsweredError, match="“八看审查”已撤销"):
            record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")

    def test_no_answer_lies_in_the_clear(self):
        number = in_mediation()
        asked(number, "mediation_session", path="prefiling_mediation")
        record_answer(number, "mediation_session", SESSION, door="窗口")
        assert fact("mediation_session")["statements"][0]["text"] == "要求重新答复"
        assert "要求重新答复" not in as_it_lies()
