"""Notices: each reader is told once, and nothing personal leaves the house."""

import pytest

from models.ledger import ledger
from models.outbox import Notice
from rules.vocabulary.question import Actor
from tasks.contacts import switch_off
from tasks.errors import FuyuanError
from tasks.notify import queue_notice
from tasks.records import find_case
from tasks.stages import move
from tests.building import asked, count, registered, rows
from tests.notices import STUDIO, queued, reader


@pytest.mark.usefixtures("home")
class TestQueueing:
    def test_every_reader_of_the_role_is_told_once(self):
        for n in range(3):
            reader(f"json://127.0.0.1/{n}", label=f"第{n}人")
        reader("json://127.0.0.1/x", role=Actor.MEDIATOR.value)
        number = registered()
        assert [queued(number, "一"), queued(number, "一"), queued(number, "二")] == [3, 0, 3]
        assert count(Notice) == 6

    def test_one_address_under_two_names_is_told_once(self):
        for label in ("值班", "主任"):
            reader("json://127.0.0.1/same", label=label)
        number = registered()
        assert [queued(number, "一"), queued(number, "一")] == [1, 0]

    def test_whoever_left_is_not_told(self):
        for label in ("值班", "主任"):
            reader(f"json://127.0.0.1/{label}", label=label)
        switch_off("值班")
        assert queued(registered(), "一") == 1
        assert [row.contact_id for row in rows(Notice)] == [2]
        with pytest.raises(FuyuanError, match="没有称呼为“院长”的联系人"):
            switch_off("院长")

    def test_the_end_of_a_path_is_told_once(self):
        reader("json://127.0.0.1/x")
        number = registered()
        for _ in range(2):
            move(number, "registration", "to_docketing")
        [notice] = rows(Notice)
        assert notice.subject.endswith("先登后调：已转登记立案")

    @pytest.mark.parametrize(
        ("organ", "told"),
        [("区教育局", 1), ("区公安分局", 0), ("", 1)],
        ids=["own", "other", "all"],
    )
    def test_an_agency_hears_of_its_own_cases_alone(self, organ: str, told: int):
        reader("json://127.0.0.1/x", role=Actor.AGENCY.value, organ=organ)
        assert queued(registered(), "一", role=Actor.AGENCY.value) == told

    def test_the_same_thing_in_two_cases_is_two_notices(self):
        reader("json://127.0.0.1/x")
        assert [queued(registered(n), "一") for n in (1, 2)] == [1, 1]

    def test_a_notice_belongs_to_the_fact_that_causes_it(self):
        reader("json://127.0.0.1/x")
        number = registered()

        def queue_and_fail() -> None:
            with ledger() as session:
                queue_notice(
                    session,
                    find_case(session, number),
                    event_key="一",
                    template="todo_opened",
                    role=STUDIO,
                    title="八看审查",
                )
                raise RuntimeError

        with pytest.raises(RuntimeError):
            queue_and_fail()
        assert count(Notice) == 0

    def test_a_question_that_is_opened_is_told_to_whoever_answers_it(self):
        reader("json://127.0.0.1/x")
        reader("json://127.0.0.1/y", role=Actor.MEDIATOR.value)
        number = registered()
        for _ in range(2):
            asked(number, "eight_checks")
        assert [row.contact_id for row in rows(Notice)] == [1]


@pytest.mark.usefixtures("home")
class TestWhatANoticeSays:
    def test_a_title_cannot_add_lines(self):
        reader("json://127.0.0.1/x")
        with ledger() as session:
            queue_notice(
                session,
                find_case(session, registered()),
                event_key="一",
                template="todo_opened",
                role=STUDIO,
                title="八看\nBcc: x@example.org",
            )
        assert "\n" not in rows(Notice)[0].subject
