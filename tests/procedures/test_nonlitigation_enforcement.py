"""非诉执行审查: urged long enough, in time and lawful, or the court does not enforce it."""

import datetime as dt
import os

import pytest

from fuyuan.rehearsal import turn_to, work
from models.case import Case
from models.deadline import RunningDeadline
from models.history import Todo
from models.outbox import Trigger
from tasks.corrections import Wrong, correct_date
from tasks.filings import Delivery, store_filings
from tests.building import filing, rows
from tests.procedures.afterwards import again, asks, clocks, letter, letters, stages, tell
from tests.procedures.nonlitigation_enforcement_answers import (
    DAY,
    above,
    accepted,
    application,
    denied,
    legality,
    opinions,
    permitted,
    reconciled,
    refused,
    review_asked,
    served,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")

PATH = "nonlitigation_enforcement"
NUMBER = "(2026)鄂0503行审1号"
UNLAWFUL = legality("明显缺乏事实根据", remarks="卷内没有测量记录")
WAIVED = "书面表示不申请复议"


@pytest.fixture(autouse=True)
def _an_application_came_in(home: object, fonts: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", DAY)
    dispute = filing(
        received_on=dt.date(2026, 3, 2),
        agencies=["区自然资源局"],
        act="责令限期拆除决定书（伍自然资罚〔2025〕7号）",
        act_made_on=dt.date(2025, 6, 10),
        act_known_on=dt.date(2025, 7, 11),
        claims="拆除违法建设的围墙二十米",
        cause="土地行政处罚",
    )
    store_filings([dispute], Delivery(source="测试", region="wujiagang", path=PATH))
    work()


def day(text: str) -> None:
    turn_to(dt.date.fromisoformat(text))


def say(*answers: tuple[str, dict]) -> None:
    """Give the answers on the days they name."""
    for code, given in answers:
        named = max([str(value) for name, value in given.items() if name.endswith("_on")] or [DAY])
        if named > os.environ["FUYUAN_TODAY"]:
            day(named)
        tell(NUMBER, (code, given))


def stage() -> str:
    return stages(NUMBER)[PATH]


def test_an_application_is_registered_under_its_own_number():
    [case] = rows(Case)
    assert case.number == NUMBER
    assert (stage(), asks()) == ("received", [("enforcement_application", "1")])
    assert clocks() == {"N_COURT_ACCEPT_5WD/1": ("2026-03-09", "running")}
    [todo] = rows(Todo)
    assert (todo.due_on, todo.expires_with) == (dt.date(2026, 3, 9), None)


@pytest.mark.mechanism("WJ-9c")
def test_what_was_urged_in_time_and_is_lawful_is_enforced():
    say(application(), accepted(), legality(), permitted())
    assert stages(NUMBER) == {PATH: "permitted", "performance": stages(NUMBER)["performance"]}
    assert clocks() == {
        "N_COURT_ACCEPT_5WD/1": ("2026-03-09", "met"),
        "N_URGE_10WD/1": ("2026-02-25", "met"),
        "N_APPLY_3M/1": ("2026-04-13", "met"),
        "N_COURT_RULE_7WD/1": ("2026-03-13", "met"),
    }
    assert letters() == ["admission_form", "enforcement_acceptance_notice", "enforcement_permit"]
    assert all(item["ok"] for item in letter("admission_form")["findings"])
    assert again(PATH, NUMBER) == "permitted"


def test_the_seven_days_are_counted_both_ways_and_warned_of_by_the_shorter():
    say(application(), accepted())
    [seven] = rows(RunningDeadline, rule="N_COURT_RULE_7WD")
    assert (str(seven.due_on), str(seven.act_by)) == ("2026-03-13", "2026-03-11")
    assert any("按自然日计" in line for line in seven.proof["lines"])


def test_the_conditions_are_laid_before_the_court_which_decides():
    say(application(urge_served="2026-02-10", missing=["催告书送达回证"]))
    findings = letter("admission_form")["findings"]
    assert [item["ok"] for item in findings] == [True, True, False, True, True, False]
    assert findings[2]["note"] == "催告书2026-02-10送达，最早2026-03-03可以申请"
    assert asks() == [("enforcement_acceptance", "1")]


def test_a_late_application_shows_its_reason_and_is_late_even_if_it_is_accepted():
    say(application(suit_period_end="2025-11-12", good_reason="因洪水机关停办"), accepted())
    notes = {item["title"][:6]: item["note"] for item in letter("admission_form")["findings"]}
    assert "因洪水机关停办" in notes["自期限届满之"]
    assert "是否正当由承办人审查" in notes["自期限届满之"]
    assert clocks()["N_APPLY_3M/1"] == ("2026-02-12", "met_late")
    assert stage() == "accepted"


def test_a_court_that_does_not_answer_in_five_days_is_late_and_still_asked():
    say(application())
    day("2026-03-20")
    assert clocks()["N_COURT_ACCEPT_5WD/1"] == ("2026-03-09", "missed")
    assert asks() == [("enforcement_acceptance", "1")]
    say(accepted("2026-03-20"))
    assert clocks()["N_COURT_ACCEPT_5WD/1"] == ("2026-03-09", "met_late")


@pytest.mark.mechanism("WJ-9c")
@pytest.mark.parametrize(
    ("answers", "end", "period"),
    [
        pytest.param([], "not_accepted", "missed", id="not asked in fifteen days"),
        pytest.param([review_asked("2026-03-09", WAIVED)], "not_accepted", "met", id="waived"),
        pytest.param(
            [review_asked("2026-03-12"), above("维持原裁定", "2026-03-20")],
            "not_accepted",
            "met",
            id="upheld",
        ),
        pytest.param(
            [review_asked("2026-03-12"), above("撤销原裁定", "2026-03-20")],
            "accepted",
            "met",
            id="set aside",
        ),
    ],
)
def test_a_refusal_stands_unless_the_court_above_sets_it_aside(answers, end, period):
    say(application(urge_served="2026-02-20"), refused(), served("2026-03-05"))
    assert (stage(), asks()) == ("refused", [("enforcement_review_request", "refusal")])
    assert clocks()["N_ACCEPT_REVIEW_15D/1"] == ("2026-03-20", "running")
    say(*answers)
    if not answers:
        day("2026-03-21")
    assert stage() == end
    assert clocks()["N_ACCEPT_REVIEW_15D/1"] == ("2026-03-20", period)
    if end == "accepted":
        assert clocks()["N_ACCEPT_REVIEW_RULE_15D/1"] == ("2026-03-27", "met")
        assert clocks()["N_COURT_RULE_7WD/1"] == ("2026-03-31", "running")
        assert asks() == [("enforcement_legality", "1")]
    else:
        assert letters() == ["admission_form", "enforcement_refusal"]
        assert again(PATH, NUMBER) == end


def test_what_seems_manifestly_unlawful_is_heard_and_ruled_on_within_thirty_days():
    say(application(), accepted(), UNLAWFUL)
    assert (stage(), asks()) == ("hearing", [("enforcement_opinions", "1")])
    assert clocks()["N_COURT_RULE_7WD/1"][1] == "met"
    assert clocks()["N_COURT_RULE_30D/1"] == ("2026-04-03", "running")
    assert letters()[-1] == "opinion_notice"
    say(opinions())
    [todo] = rows(Todo, state="open")
    assert (todo.question, todo.due_on) == ("enforcement_ruling", dt.date(2026, 4, 3))
    say(permitted("2026-03-30"))
    assert stage() == "permitted"
    assert clocks()["N_COURT_RULE_30D/1"] == ("2026-04-03", "met")


DENIED = [application(), accepted(), UNLAWFUL, opinions(), denied()]


def test_a_denial_is_served_within_five_working_days():
    say(*DENIED)
    assert (stage(), asks()) == ("denied", [("enforcement_ruling_service", "denial")])
    assert clocks()["N_DENIAL_SEND_5WD/1"] == ("2026-03-17", "running")
    assert letter("enforcement_denial")["send_due"]["due_on"] == "2026-03-17"
    say(served("2026-03-18"))
    assert clocks()["N_DENIAL_SEND_5WD/1"] == ("2026-03-17", "met_late")


@pytest.mark.mechanism("WJ-9c")
@pytest.mark.parametrize(
    ("answers", "end"),
    [
        pytest.param([], "not_permitted", id="not asked in fifteen days"),
        pytest.param([review_asked("2026-03-13", WAIVED)], "not_permitted", id="waived"),
        pytest.param(
            [review_asked("2026-03-20"), above("维持原裁定", "2026-04-02")],
            "not_permitted",
            id="upheld",
        ),
        pytest.param(
            [review_asked("2026-03-20"), above("撤销原裁定", "2026-04-02")],
            "permitted",
            id="set aside",
        ),
    ],
)
def test_a_denial_stands_unless_the_court_above_sets_it_aside(answers, end):
    say(*DENIED, served("2026-03-12"))
    assert clocks()["N_DENIAL_REVIEW_15D/1"] == ("2026-03-27", "running")
    say(*answers)
    if not answers:
        day("2026-03-28")
    assert stage() == end
    assert ("performance" in stages(NUMBER)) == (end == "permitted")
    if len(answers) > 1:
        assert clocks()["N_DENIAL_REVIEW_RULE_30D/1"] == ("2026-04-20", "met")
    assert again(PATH, NUMBER) == end


RECONCILABLE = [application(), accepted(), legality(reconcilable="是")]


@pytest.mark.mechanism("WJ-20")
@pytest.mark.parametrize(
    ("choice", "changes", "beside"),
    [
        pytest.param("已自动履行，申请机关撤回申请", {}, {"follow_up"}, id="performed"),
        pytest.param("申请机关自行纠正，撤回申请", {}, {"follow_up"}, id="put right"),
        pytest.param(
            "达成执行和解，申请机关撤回申请",
            {"terms": "被执行人四月底前自行拆除。"},
            {"follow_up", "performance"},
            id="settled",
        ),
    ],
)
def test_what_is_settled_is_withdrawn_and_followed_up(choice, changes, beside):
    say(*RECONCILABLE, reconciled(choice, **changes))
    assert stages(NUMBER).keys() - {PATH} == beside
    assert stage() == "withdrawn"
    assert clocks()["N_COURT_RULE_7WD/1"] == ("2026-03-13", "met")
    assert again(PATH, NUMBER) == "withdrawn"


def test_without_agreement_the_court_rules():
    say(*RECONCILABLE, reconciled("没有达成一致，继续审查"))
    assert asks() == [("enforcement_ruling", "1")]
    [todo] = rows(Todo, state="open")
    assert todo.due_on == dt.date(2026, 3, 13)


def test_a_corrected_day_of_service_moves_the_earliest_day():
    say(application())
    wrong = Wrong(
        question="enforcement_application",
        field="urge_served",
        to=dt.date(2026, 2, 24),
        corrected_by="陈立案",
        reason="回证日期误读",
        door="窗口",
    )
    correct_date(NUMBER, wrong)
    assert clocks()["N_URGE_10WD/1"][0] == "2026-03-10"


def test_the_names_of_the_two_sides_are_those_of_enforcement():
    say(application(), accepted(), legality(), permitted())
    facts = letter("enforcement_permit")
    assert (facts["agencies"], facts["plaintiff_names"]) == (["区自然资源局"], "周某1")
    assert facts["content"] == "拆除违法建设的围墙二十米。"


def test_one_application_is_one_run():
    assert [row.parameters for row in rows(Trigger)] == [{"case_number": "收件〔2026〕1号"}]
