"""A recorded date that was wrong: corrected by somebody, with all that hangs on it."""

import datetime as dt
from typing import Any

import pytest

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Correction, Event, Fact
from models.ledger import ledger
from models.outbox import Notice, Trigger
from rules.deadlines.replay import replay
from rules.paths.prefiling_mediation.agreement import SettlementSigning
from rules.paths.prefiling_mediation.questions import MediatorAcceptance
from rules.vocabulary.calendar import national_calendar
from tasks.answers import record_answer
from tasks.contacts import add_contact
from tasks.corrections import Corrected, Wrong, correct_date
from tasks.deadlines import chain_deadline, meet_deadline, start_deadline, start_filing_clock
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.expiry import expire
from tests.building import asked, count, in_mediation, registered, rows, todo

pytestmark = pytest.mark.usefixtures("any_home")
WHY = {"corrected_by": "书记员甲", "reason": "送达回证载明的日期", "door": "测试"}
ACCEPTANCE = {
    "choice": "签收接受，无回避情形",
    "signed_on": "2026-11-03",
    "answered_by": "调解员乙",
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def wrong(question: str, field: str, to: str, **more: Any) -> Wrong:
    return Wrong(question=question, field=field, to=day(to), **(WHY | more))


def signed_for() -> str:
    """A case whose mediator signed on 2026-11-03, with the clock that started then."""
    number = in_mediation()
    asked(number, "mediator_acceptance", path="prefiling_mediation")
    record_answer(number, "mediator_acceptance", ACCEPTANCE, door="测试")
    fact = MediatorAcceptance.dated("signed_on")
    start_deadline(number, "M_PRE_30D", day("2026-11-03"), fact=fact)
    return number


def correct_signing(number: str, to: str = "2026-11-05", **how: Any) -> Corrected:
    return correct_date(number, wrong("mediator_acceptance", "signed_on", to), **how)


def only(rule: str) -> RunningDeadline:
    [row] = [row for row in rows(RunningDeadline, rule=rule) if row.state != "replaced"]
    return row


class TestAnAnswer:
    def test_moves_the_clock_that_ran_from_it_and_proves_the_new_date(self):
        number = signed_for()
        assert only("M_PRE_30D").due_on == day("2026-12-03")
        corrected = correct_signing(number)
        row = only("M_PRE_30D")
        assert (row.trigger_on, row.due_on) == (day("2026-11-05"), day("2026-12-07"))
        assert replay(row.proof["record"], calendar=national_calendar()).is_same
        assert [(c.before, c.after) for c in corrected.changes] == [
            (day("2026-12-03"), day("2026-12-07"))
        ]

    def test_keeps_the_old_value_who_corrected_it_and_why(self):
        number = signed_for()
        correct_signing(number)
        [kept] = rows(Correction)
        assert (kept.before, kept.after, kept.corrected_by, kept.reason) == (
            day("2026-11-03"),
            day("2026-11-05"),
            "书记员甲",
            "送达回证载明的日期",
        )
        [told] = rows(Event, kind="更正")
        for word in ("2026-11-03", "2026-11-05", "书记员甲", "送达回证载明的日期"):
            assert word in told.text
        [fact] = rows(Fact)
        assert MediatorAcceptance.model_validate_json(fact.value).signed_on == day("2026-11-05")

    def test_moves_what_follows_the_end_of_that_clock_too(self):
        number = signed_for()
        chain_deadline(number, "YC_ANSWER_FILE_3D", after="M_PRE_30D")
        before = only("YC_ANSWER_FILE_3D")
        assert before.trigger_on == day("2026-12-03")
        corrected = correct_signing(number)
        after = only("YC_ANSWER_FILE_3D")
        assert after.trigger_on == day("2026-12-07")
        assert len(corrected.changes) == 2
        assert replay(after.proof["record"], calendar=national_calendar()).is_same

    def test_leaves_clocks_of_other_dates_and_of_other_cases_alone(self):
        number, other = signed_for(), registered(2)
        start_deadline(number, "L_DOCKET_7D", day("2026-11-03"), fact="case.received_on")
        start_deadline(
            other, "M_PRE_30D", day("2026-11-03"), fact="mediator_acceptance.1.signed_on"
        )
        correct_signing(number)
        assert only("L_DOCKET_7D").trigger_on == day("2026-11-03")
        assert {row.trigger_on for row in rows(RunningDeadline, rule="M_PRE_30D")} == {
            day("2026-11-03"),
            day("2026-11-05"),
        }

    def test_moves_the_open_question_and_runs_the_path_again(self):
        number = signed_for()
        how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
        todo_id = asked(number, "mediation_session", **how)
        correct_signing(number)
        assert todo(todo_id).due_on == day("2026-12-07")
        [again] = [row for row in rows(Trigger) if row.key.startswith("corrected:")]
        assert again.deployment == "诉前调解/prefiling_mediation"

    def test_tells_the_new_date_once_to_those_who_know_the_old_one(self):
        add_contact(role="化解工作室（法院）", organ="", label="内勤", url="json://127.0.0.1:9/")
        number = signed_for()
        correct_signing(number)
        [notice] = [row for row in rows(Notice) if row.template == "deadline_changed"]
        assert "2026年12月7日" in notice.body
        assert "周某" not in notice.subject + notice.body

    def test_in_a_dry_run_nothing_is_kept(self):
        number = signed_for()
        tried = correct_signing(number, dry_run=True)
        assert tried.changes[0].after == day("2026-12-07")
        assert only("M_PRE_30D").due_on == day("2026-12-03")
        assert count(Correction) == 0

    def test_says_what_was_closed_unasked_because_of_the_old_date(self):
        number = signed_for()
        how = {"path": "prefiling_mediation", "rule": "M_PRE_30D", "expires": True}
        asked(number, "mediation_session", **how)
        assert expire(day("2026-12-20")) == 1
        [line] = correct_signing(number).to_review
        assert "调解场次与结果" in line
        assert "人工核查" in line


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"field": "choice"}, "没有名为“choice”的日期"),
            ({"question": "nothing"}, "没有名为“signed_on”的日期"),
            ({"question": "settlement_signing", "field": "signed_on"}, "无从更正"),
            ({"occasion": "2"}, "无从更正"),
            ({"to": "2026-11-03"}, "没有更正"),
            ({"question": "case", "field": "registered_on"}, "没有名为“registered_on”的日期"),
        ],
    )
    def test_a_date_that_is_not_there(self, change: dict[str, str], said: str):
        number = signed_for()
        given = {"question": "mediator_acceptance", "field": "signed_on", "to": "2026-11-05"}
        with pytest.raises(FuyuanError, match=said):
            correct_date(number, wrong(**(given | change)))
        assert count(Correction) == 0

    def test_a_date_with_which_the_answer_would_not_hold(self):
        with pytest.raises(InvalidAnswerError, match="晚于今天"):
            correct_signing(signed_for(), "2026-11-20")

    @pytest.mark.parametrize("missing", ["corrected_by", "reason"])
    def test_a_correction_nobody_answers_for(self, missing: str):
        with pytest.raises(FuyuanError, match="写明更正人和理由"):
            wrong("case", "act_known_on", "2026-10-20", **{missing: " "})


class TestTheCase:
    def test_the_day_the_act_became_known_moves_the_period_for_filing(self):
        number = registered(act_known_on="2026-05-20", act_made_on="2026-05-11")
        start_filing_clock(number)
        corrected = correct_date(number, wrong("case", "act_known_on", "2026-05-25"))
        assert only("L_FILE_6M").due_on == day("2026-11-25")
        assert corrected.changes[0].before == day("2026-11-20")

    def test_the_day_the_act_was_made_moves_its_longest_period(self):
        number = registered(act_known_on="2026-05-20", act_made_on="2022-01-10")
        start_filing_clock(number)
        assert only("L_FILE_6M").due_on == day("2026-11-20")
        correct_date(number, wrong("case", "act_made_on", "2021-10-10"))
        # A Saturday on which people work after the National Day.
        assert only("L_FILE_6M").due_on == day("2026-10-10")

    def test_a_reconsideration_that_comes_to_light_replaces_the_clock(self):
        number = registered(act_made_on="2026-05-11", act_known_on="2026-05-20", reconsidered=True)
        start_filing_clock(number)
        assert count(Event, key="filing_clock_unsure") == 1
        correct_date(number, wrong("case", "reconsideration_received_on", "2026-10-26"))
        row = only("L_AFTER_RECON_15D")
        assert row.due_on == day("2026-11-10")
        assert {row.state for row in rows(RunningDeadline, rule="L_FILE_6M")} == {"replaced"}
        with ledger() as session:
            assert session.query(Case).one().reconsideration_received_on == day("2026-10-26")


class TestWhatWasDone:
    def test_in_time_becomes_late_when_the_period_turns_out_shorter(self):
        number = signed_for()
        meet_deadline(number, "M_PRE_30D", day("2026-12-03"))
        assert only("M_PRE_30D").state == "met"
        correct_signing(number, "2026-11-02")
        assert (only("M_PRE_30D").state, only("M_PRE_30D").due_on) == (
            "met_late",
            day("2026-12-02"),
        )

    def test_a_date_of_an_answer_is_named_only_if_it_is_one(self):
        assert SettlementSigning.dated("signed_on", "2") == "settlement_signing.2.signed_on"
        with pytest.raises(TypeError):
            MediatorAcceptance.dated("choice")
