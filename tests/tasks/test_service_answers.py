"""One fact, not asked twice: an answer records the service, a recorded service fills the form."""

import datetime as dt
import json
import os
from typing import Any

import pytest

from models.deadline import RunningDeadline
from models.history import Fact, Todo
from models.ledger import ledger
from models.service import LetterService, ServiceAddress
from rules.catalogue import letters as declared
from rules.catalogue import questions
from tasks.answers import record_answer
from tasks.corrections import Wrong, correct_date
from tasks.deadlines import meet_deadline, start_deadline
from tasks.errors import InvalidAnswerError
from tasks.forms import prefilled, resume_form
from tasks.letters import issue
from tasks.records import find_case
from tasks.service.addresses import confirm_address
from tests.building import asked, count, registered, rows
from tests.correspondence import DUE, SETTLEMENT_FACTS
from tests.nights import watch_on
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import clocks, docketed, on, tell
from tests.services import (
    AGENCY,
    CLERK,
    OTHER,
    PERSON,
    direct,
    fail,
    inquiry,
    notice,
    record,
    report,
    states,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
ORGAN = {"authority": "区人民政府", "office_name": "区司法局", "handler": "冯某"}
RECON = "reconsideration"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def turn(text: str) -> None:
    """Another day, on which nothing has been watched or worked yet."""
    os.environ["FUYUAN_TODAY"] = text


def served() -> dict[str, tuple[str, dt.date | None, str]]:
    """How each recipient stands: state, day, way; the last attempt of each."""
    return {row.name: (row.state, row.served_on, row.method) for row in rows(LetterService)}


def form(number: str) -> dict[str, Any]:
    """What stands in the form of the open question."""
    [todo] = rows(Todo, state="open")
    with ledger() as session:
        return prefilled(session, find_case(session, number), todo)


def answer(number: str, code: str, given: dict[str, Any], occasion: str = "1") -> None:
    record_answer(number, code, {"answered_by": CLERK} | given, door="测试", occasion=occasion)


def refusal(number: str, code: str, given: dict[str, Any]) -> str:
    with pytest.raises(InvalidAnswerError) as refused:
        answer(number, code, given)
    assert count(Fact, question=code) == 0
    assert rows(Todo, question=code)[-1].state == "open"
    return str(refused.value)


def served_on(on: str, **more: Any) -> dict[str, Any]:
    return {"method": "直接送达", "served_on": on} | more


class TestAnAnswer:
    def test_records_the_service_of_each_defendant_whose_clock_is_its_own(self):
        number = docketed(agencies=[AGENCY, OTHER])
        tell(number, say.setup())
        on("2026-11-10")
        tell(number, say.served("2026-11-10", agency=OTHER))
        assert served()[AGENCY] == ("waiting", None, "")
        tell(number, say.served("2026-11-09", agency=AGENCY))
        assert served()[OTHER] == ("served", day("2026-11-10"), "直接送达")
        assert served()[AGENCY] == ("served", day("2026-11-09"), "直接送达")
        assert clocks("L_ANSWER_15D") == [
            (AGENCY, day("2026-11-24"), "running"),
            (OTHER, day("2026-11-25"), "running"),
        ]

    def test_given_before_the_rows_were_there_opens_them(self):
        number = registered()
        notice(number)
        with ledger() as session:
            session.query(LetterService).delete()
        asked(number, "notice_service", path="litigation")
        answer(number, "notice_service", served_on("2026-11-06"))
        assert served() == {AGENCY: ("served", day("2026-11-06"), "直接送达")}

    def test_that_says_otherwise_than_the_record_is_refused_and_names_who_recorded(self):
        number = registered()
        record(notice(number), AGENCY, direct())
        asked(number, "notice_service", path="litigation")
        said = refusal(number, "notice_service", served_on("2026-11-05"))
        assert "已由李书记员登记为2026-11-06送达，与填写的2026-11-05不一致" in said
        answer(number, "notice_service", served_on("2026-11-06"))
        [row] = rows(LetterService)
        assert (row.fact, row.recorded_by) == ("notice_service.1.served_on", CLERK)

    def test_of_electronic_service_needs_the_consent(self):
        number = registered()
        notice(number)
        asked(number, "notice_service", path="litigation")
        electronic = served_on("2026-11-06", method="电子送达")
        assert "没有同意电子送达的送达地址确认书" in refusal(number, "notice_service", electronic)
        confirmed = {
            "answered_by": CLERK,
            "confirmed_on": "2026-11-05",
            "postal_address": "某路3号",
            "accepts_electronic": "是",
            "electronic_address": "教育局平台账号",
        }
        confirm_address(number, AGENCY, confirmed, door="测试")
        answer(number, "notice_service", electronic)
        [row] = rows(LetterService)
        assert (row.method, row.address_id) == ("电子送达", rows(ServiceAddress)[0].id)

    def test_of_a_decision_needs_the_consent_though_it_is_no_letter_of_ours(self):
        number = registered()
        asked(number, "decision_service", path="litigation")
        given = served_on("2026-11-06", method="电子送达", party=PERSON, is_last="是")
        assert "没有同意电子送达" in refusal(number, "decision_service", given)

    def test_of_a_public_notice_waits_for_its_thirty_days(self):
        number = registered()
        letter = notice(number)
        asked(number, "notice_service", path="litigation")
        by_notice = served_on("2026-11-06", method="公告送达")
        assert "公告送达先登记发出公告之日" in refusal(number, "notice_service", by_notice)
        fail(letter, AGENCY)
        record(letter, AGENCY, report(method="公告送达", through="公告网", note="已撤并"))
        assert "正在公告送达" in refusal(number, "notice_service", by_notice)
        assert form(number) == {}
        watch_on("2026-12-07")
        assert form(number) == {
            "served_on": "2026-12-06",
            "agency": AGENCY,
            "method": "公告送达",
        }
        answer(number, "notice_service", by_notice | {"served_on": "2026-12-06"})

    def test_about_who_is_no_party_gives_them_a_row(self):
        number = registered()
        letter = issue(
            number,
            declared()["recon_refusal"],
            **ORGAN,
            decided_on="2026-11-05",
            unmet=["在法定申请期限内提出"],
            reasons="超过期限",
            competent_organ="",
        )
        asked(number, "recon_service", path=RECON)
        given = served_on("2026-11-06", recipient="某公司", role="第三人", more="是")
        answer(number, "recon_service", given | {"method": "邮寄送达"})
        assert states(letter) == [(PERSON, 1, "waiting"), ("某公司", 1, "served")]

    def test_that_names_the_last_day_of_several_is_theirs_who_are_still_open(self):
        number = registered(
            plaintiffs=[{"name": name, "phone": "13800001111"} for name in ("周某", "吴某")]
        )
        facts = ORGAN | {"defects": ["申请书没有签名"]}
        letter = issue(number, declared()["recon_cure_notice"], **facts)
        signed = report(method="直接送达", signer="本人", signed_by="周某", served_on="2026-11-06")
        record(letter, "周某", signed)
        asked(number, "recon_cure_receipt", path=RECON)
        early = {"received_on": "2026-11-05"}
        assert "与填写的2026-11-05不一致" in refusal(number, "recon_cure_receipt", early)
        answer(number, "recon_cure_receipt", {"received_on": "2026-11-06"})
        assert {row.served_on for row in rows(LetterService)} == {day("2026-11-06")}

    @pytest.mark.parametrize(
        ("code", "facts", "question", "occasion", "given"),
        [
            (
                "enforcement_denial",
                {
                    "ruled_on": "2026-11-05",
                    "accepted_on": "2026-11-03",
                    "reason": "明显缺乏事实根据",
                    "send_due": DUE,
                },
                "enforcement_ruling_service",
                "denial",
                {"served_on": "2026-11-06"},
            ),
            (
                "recon_answer_notice",
                ORGAN | {"procedure": "普通程序", "answer_days": 10, "article": "第四十八条"},
                "recon_copy",
                "1",
                {"sent_on": "2026-11-05", "received_on": "2026-11-06"},
            ),
            (
                "recon_opinion",
                ORGAN | {"organ": AGENCY, "shortcomings": ["送达有误"], "measures": ["改正"]},
                "recon_opinion_receipt",
                "1",
                {"received_on": "2026-11-06"},
            ),
        ],
    )
    def test_records_the_service_on_the_agency_alone(
        self,
        code: str,
        facts: dict[str, Any],
        question: str,
        occasion: str,
        given: dict[str, Any],
    ):
        number = registered()
        issue(number, declared()[code], **facts)
        asked(number, question, path=RECON, occasion=occasion)
        answer(number, question, given, occasion)
        assert served()[AGENCY][:2] == ("served", day("2026-11-06"))
        assert served().get(PERSON, ("waiting",))[0] == "waiting"


class TestARecordedService:
    def test_fills_the_question_and_its_form_in_prefect(self):
        number = registered(agencies=[AGENCY, OTHER])
        letter = notice(number)
        asked(number, "notice_service", path="litigation")
        told = record(letter, OTHER, direct())
        assert (told.question, told.occasion) == ("notice_service", "1")
        assert "已按本次登记预填" in told.as_text()
        known = {"served_on": "2026-11-06", "agency": OTHER, "method": "直接送达"}
        assert form(number) == known
        with ledger() as session:
            [todo] = rows(Todo, state="open")
            fields = resume_form(session, number, questions()["notice_service"], todo).fields
        given = {name: field.get("default") for name, field in fields["properties"].items()}
        assert known.items() <= given.items()

    def test_fills_each_question_once_in_turn(self):
        number = registered(agencies=[AGENCY, OTHER])
        letter = notice(number)
        record(letter, OTHER, direct())
        record(letter, AGENCY, direct())
        asked(number, "notice_service", path="litigation")
        assert form(number)["agency"] == AGENCY
        answer(number, "notice_service", form(number))
        asked(number, "notice_service", path="litigation", occasion="2")
        assert form(number)["agency"] == OTHER

    def test_of_several_fills_the_one_day_when_all_are_served(self):
        number = registered(
            plaintiffs=[{"name": name, "phone": "13800001111"} for name in ("周某", "吴某")]
        )
        facts = ORGAN | {"defects": ["申请书没有签名"]}
        letter = issue(number, declared()["recon_cure_notice"], **facts)
        asked(number, "recon_cure_receipt", path=RECON)
        by_post = report(method="邮寄送达", sent_on="2026-11-06")
        record(letter, "周某", by_post)
        assert form(number) == {}
        record(letter, "吴某", by_post)
        assert form(number) == {"received_on": "2026-11-06"}

    def test_of_an_agreement_is_not_taken_for_its_signature(self):
        number = registered()
        letter = issue(number, declared()["settlement"], **SETTLEMENT_FACTS)
        asked(number, "settlement_signing", path="prefiling_mediation")
        by_post = report(method="邮寄送达", sent_on="2026-11-06")
        told = [record(letter, name, by_post) for name in (PERSON, AGENCY)]
        assert {one.question for one in told} == {""}
        assert form(number) == {}
        signed = {"choice": "各方已签章", "signed_on": "2026-11-05"}
        answer(number, "settlement_signing", signed)
        assert {row.served_on for row in rows(LetterService)} == {day("2026-11-06")}

    def test_leaves_alone_what_a_person_typed_and_what_nobody_links(self):
        number = registered()
        record(notice(number), AGENCY, direct())
        todo_id = asked(number, "notice_service", path="litigation")
        with ledger() as session:
            session.get_one(Todo, todo_id).draft = json.dumps({"served_on": "2026-11-31"})
        assert form(number) == {"served_on": "2026-11-31"}


class TestCorrecting:
    def known(self) -> str:
        """A case whose only defendant was served on 2026-11-09, as was answered."""
        number = docketed()
        tell(number, say.setup())
        on("2026-11-10")
        tell(number, say.served("2026-11-09"))
        return number

    def wrong(self, question: str, occasion: str) -> Wrong:
        return Wrong(
            question=question,
            field="served_on",
            to=day("2026-11-10"),
            corrected_by="书记员甲",
            reason="回证载明",
            door="测试",
            occasion=occasion,
        )

    @pytest.mark.parametrize("through", ["answer", "row"])
    def test_either_moves_both_and_the_clocks(self, through: str):
        number = self.known()
        [row] = rows(LetterService, role="被告")
        wrong = {
            "answer": self.wrong("notice_service", "1"),
            "row": self.wrong("service", str(row.id)),
        }[through]
        corrected = correct_date(number, wrong)
        assert [change.rule for change in corrected.changes] == ["L_ANSWER_15D"]
        assert clocks("L_ANSWER_15D") == [(AGENCY, day("2026-11-25"), "running")]
        assert served()[AGENCY][1] == day("2026-11-10")
        [fact] = rows(Fact, question="notice_service")
        assert json.loads(fact.value)["served_on"] == "2026-11-10"


class TestTheInquiry:
    """The three working days for an answer run from receipt (M_CONSENT_3WD)."""

    RULE = "M_CONSENT_3WD"

    def asked(self, number: str) -> int:
        start_deadline(number, self.RULE, day("2026-11-06"))
        letter = inquiry(number)
        asked(number, "consent", rule=self.RULE, expires=True)
        return letter

    def sign(self, letter: int, name: str, on_day: str) -> None:
        turn(on_day)
        how = {"method": "邮寄送达", "sent_on": "2026-11-06", "served_on": on_day}
        record(letter, name, report(**how))

    def running(self) -> list[tuple[str, dt.date | None]]:
        found = rows(RunningDeadline, rule=self.RULE, state="running")
        return [(row.recipient, row.due_on) for row in found]

    def test_runs_from_its_day_until_everybody_has_it(self):
        number = registered()
        letter = self.asked(number)
        assert self.running() == [("", day("2026-11-11"))]
        self.sign(letter, AGENCY, "2026-11-09")
        assert self.running() == [("", day("2026-11-11"))]

    def test_then_each_has_three_days_of_their_own_and_the_question_waits_for_the_last(self):
        number = registered()
        letter = self.asked(number)
        self.sign(letter, PERSON, "2026-11-10")
        self.sign(letter, AGENCY, "2026-11-10")
        assert self.running() == [
            (PERSON, day("2026-11-13")),
            (AGENCY, day("2026-11-13")),
        ]
        [todo] = rows(Todo, state="open")
        assert todo.due_on == day("2026-11-13")
        assert watch_on("2026-11-13")["expired"] == 0
        assert watch_on("2026-11-14")["expired"] == 1

    def test_the_one_that_ends_last_counts_in_whatever_order_they_are_recorded(self):
        number = registered()
        letter = self.asked(number)
        turn("2026-11-11")
        for name, day_of in ((AGENCY, "2026-11-11"), (PERSON, "2026-11-09")):
            how = {"method": "邮寄送达", "sent_on": "2026-11-06", "served_on": day_of}
            record(letter, name, report(**how))
        assert self.running() == [(PERSON, day("2026-11-12")), (AGENCY, day("2026-11-16"))]
        assert rows(Todo, state="open")[0].due_on == day("2026-11-16")

    def test_nothing_begins_once_it_was_answered(self):
        number = registered()
        letter = self.asked(number)
        meet_deadline(number, self.RULE, day("2026-11-09"))
        self.sign(letter, PERSON, "2026-11-10")
        self.sign(letter, AGENCY, "2026-11-10")
        assert count(RunningDeadline, rule=self.RULE) == 1

    def test_a_corrected_day_of_receipt_moves_its_clock(self):
        number = registered()
        letter = self.asked(number)
        self.sign(letter, PERSON, "2026-11-10")
        self.sign(letter, AGENCY, "2026-11-10")
        [row] = rows(LetterService, name=PERSON)
        wrong = Wrong(
            question="service",
            field="served_on",
            to=day("2026-11-09"),
            corrected_by="书记员甲",
            reason="回执载明",
            door="测试",
            occasion=str(row.id),
        )
        correct_date(number, wrong)
        assert self.running() == [(PERSON, day("2026-11-12")), (AGENCY, day("2026-11-13"))]
