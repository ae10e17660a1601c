"""Terms of contacts: who left hears nothing more, who came hears from the start; their channels."""

from collections.abc import Callable

import pytest

from fuyuan.screens import show_contacts, show_liaisons
from models.case import Case
from models.ledger import ledger
from models.outbox import Contact, Notice
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.contacts import (
    add_contact,
    contacts,
    end_contact,
    liaisons,
    replace_contact,
    switch_off,
)
from tasks.deadlines import start_deadline
from tasks.errors import FuyuanError
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import send_elsewhere, undelivered
from tasks.rerouting import fall_back, hand_over
from tasks.takeover import brief_successors
from tests.building import registered, rows
from tests.nights import day, listener, told, watch_on
from tests.notices import queued
from tests.outbox.servers import answering, web_server_that
from tests.receivers import web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")
OLD, NEW = "json://127.0.0.1/old", "json://127.0.0.1/new"
AGENCY = Actor.AGENCY.value


def liaison(label: str, url: str, **how: object) -> None:
    add_contact(role="机关联络员", organ="区教育局", label=label, url=url, **how)


def heard() -> list[tuple[str, str]]:
    """Who was told or is to be told what, by label and state."""
    labels = {row.id: row.label for row in rows(Contact)}
    return [(labels[row.contact_id], row.state) for row in rows(Notice)]


def answering_case() -> None:
    """An agency has to answer by Monday, 2026-11-09."""
    start_deadline(registered(), "L_ANSWER_15D", day("2026-10-25"))


@pytest.mark.mechanism("WJ-4")
class TestALiaisonChanges:
    @pytest.mark.usefixtures("any_home")
    def test_the_old_hears_until_the_end_the_new_from_the_start(self):
        answering_case()
        liaison("张联络员", OLD)
        replace_contact("张联络员", by="李联络员", url=NEW, starts_on=day("2026-11-08"))
        watch_on("2026-11-06")
        assert heard() == [("张联络员", "queued")]
        watch_on("2026-11-07")
        assert heard() == [("张联络员", "queued")], "the same level, the same person"
        watch_on("2026-11-08")
        assert heard() == [("张联络员", "queued"), ("李联络员", "queued")]
        terms = [(row.label, str(row.ends_on), row.state) for row in contacts()]
        assert terms == [
            ("张联络员", "2026-11-07", "已离任"),
            ("李联络员", "None", "启用"),
        ]

    @pytest.mark.usefixtures("any_home")
    def test_what_the_old_was_not_told_in_time_is_told_to_the_new(self):
        answering_case()
        with web_hook() as old, web_hook() as new:
            liaison("张联络员", f"json://127.0.0.1:{old.port}/x")
            watch_on("2026-11-06")
            replace_contact(
                "张联络员",
                by="李联络员",
                url=f"json://127.0.0.1:{new.port}/x",
                starts_on=day("2026-11-07"),
            )
            watch_on("2026-11-07")
            assert send_waiting() == 1, "the new one hears of it from the start"
            assert [hand_over(), hand_over()] == [1, 0]
            send_waiting()
        assert (len(old.messages), len(new.messages)) == (0, 1)
        assert heard() == [("张联络员", "replaced"), ("李联络员", "accepted")]

    @pytest.mark.usefixtures("any_home")
    def test_the_new_hears_of_all_that_is_open_and_once(self, monkeypatch: pytest.MonkeyPatch):
        answering_case()
        other = registered(2, agencies=["区公安分局"])
        start_deadline(other, "L_ANSWER_15D", day("2026-10-25"))
        liaison("张联络员", OLD)
        assert brief_successors() == 0, "whoever is the first takes over from nobody"
        replace_contact("张联络员", by="李联络员", url=NEW, starts_on=day("2026-11-12"))
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-11")
        assert brief_successors() == 0
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-12")
        assert [brief_successors(), brief_successors()] == [1, 0]
        [briefing] = rows(Notice, template="digest")
        assert briefing.subject == "【接任】2026年11月12日：逾期1项，待办和临期0项"
        listed = [line for line in briefing.body.splitlines() if line.startswith("·")]
        assert len(listed) == 1, "of its own agency alone"
        assert "已逾期3日" in listed[0]

    @pytest.mark.usefixtures("home")
    def test_without_a_successor_a_person_must_look(self):
        answering_case()
        liaison("张联络员", OLD)
        watch_on("2026-11-06")
        end_contact("张联络员", day("2026-11-06"))
        watch_on("2026-11-07")
        assert hand_over() == 1
        [waiting] = undelivered()
        assert "没有接任的" in waiting.detail
        liaison("李联络员", NEW)
        send_elsewhere(waiting.id, "李联络员", by="王某")
        assert heard() == [("张联络员", "replaced"), ("李联络员", "queued")]

    @pytest.mark.usefixtures("home")
    def test_a_colleague_who_was_told_is_not_told_again(self):
        answering_case()
        liaison("张联络员", OLD)
        liaison("李联络员", NEW)
        watch_on("2026-11-06")
        end_contact("张联络员", day("2026-11-06"))
        watch_on("2026-11-07")
        hand_over()
        assert heard() == [("张联络员", "replaced"), ("李联络员", "queued")]

    @pytest.mark.usefixtures("home")
    def test_whoever_comes_back_under_another_name_is_not_told_again(self):
        answering_case()
        liaison("张联络员", OLD)
        watch_on("2026-11-06")
        switch_off("张联络员")
        liaison("张三", OLD)
        watch_on("2026-11-07")
        assert heard() == [("张联络员", "queued")]

    @pytest.mark.usefixtures("home")
    def test_the_roster_names_the_units_without_a_liaison(self):
        registered(1)
        registered(2, agencies=["区公安分局"])
        liaison("张联络员", OLD)
        add_contact(role="检察院联络员", organ="", label="陈检察官", url=NEW)
        found = {unit.organ or unit.role: unit.liaisons for unit in liaisons()}
        assert found == {
            "化解工作室（法院）": (),
            "司法局": (),
            "区公安分局": (),
            "检察院": ("陈检察官",),
            "区教育局": ("张联络员",),
        }
        end_contact("张联络员", day("2026-11-06"))
        watch_on("2026-11-07")
        assert {unit.organ: unit.liaisons for unit in liaisons()}["区教育局"] == ()

    @pytest.mark.usefixtures("home")
    @pytest.mark.parametrize(
        ("register", "words"),
        [
            (lambda: liaison("甲", OLD, ends_on=day("1899-01-01")), "早于起始日"),
            (lambda: liaison("张联络员", NEW, starts_on=day("2026-12-01")), "已登记"),
            (lambda: end_contact("张联络员", day("1899-12-31")), "起任职"),
            (lambda: end_contact("王某", day("2026-11-06")), "没有称呼为“王某”的联系人"),
            (
                lambda: add_contact(role="联络人", organ="", label="甲", url=OLD),
                "没有角色“联络人”；可用：.*机关联络员",
            ),
        ],
    )
    def test_a_term_that_cannot_be_is_refused(self, register: Callable[[], None], words: str):
        liaison("张联络员", OLD)
        with pytest.raises(FuyuanError, match=words):
            register()

    @pytest.mark.usefixtures("home")
    def test_a_second_term_of_the_same_person_is_one(self):
        liaison("张联络员", OLD)
        end_contact("张联络员", day("2026-11-06"))
        liaison("张联络员", OLD, starts_on=day("2026-12-01"))
        assert [row.state for row in contacts()] == ["启用", "未到任"]


class TestTheNextChannel:
    @pytest.mark.usefixtures("any_home")
    def test_of_a_person_is_tried_when_the_first_refused(self):
        with web_server_that(answering(404)) as gone, web_hook() as second:
            liaison("张联络员", f"json://127.0.0.1:{gone.port}/x")
            liaison("张联络员", f"json://127.0.0.1:{second.port}/x", rank=2)
            assert queued(registered(), "一", role=AGENCY) == 1, "one channel at a time"
            assert [send_waiting(), fall_back(), fall_back()] == [1, 1, 0]
            assert [send_waiting(), send_waiting()] == [1, 0]
        assert len(second.messages) == 1
        assert [row.state for row in rows(Notice)] == ["replaced", "accepted"]
        assert queued(rows(Case)[0].number, "一", role=AGENCY) == 0, "the person was told"

    @pytest.mark.usefixtures("home")
    def test_rings_nobody_at_night(self, monkeypatch: pytest.MonkeyPatch):
        liaison("张联络员", OLD)
        liaison("张联络员", NEW, rank=2)
        queued(registered(), "一", role=AGENCY)
        with ledger() as session:
            session.query(Notice).update({"state": "bounced"})
        monkeypatch.delenv("FUYUAN_QUIET_HOURS")
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06T02:00")
        assert fall_back() == 1
        at = rows(Notice)[1].not_before.astimezone(clock.CHINA)
        assert at.isoformat()[:16] == "2026-11-06T08:00"

    @pytest.mark.usefixtures("home")
    def test_is_never_tried_on_a_guess(self):
        with web_server_that(answering(500)) as broken, web_hook() as second:
            liaison("张联络员", f"json://127.0.0.1:{broken.port}/x")
            liaison("张联络员", f"json://127.0.0.1:{second.port}/x", rank=2)
            queued(registered(), "一", role=AGENCY)
            send_waiting()
            assert [row.state for row in rows(Notice)] == ["unknown"]
            assert fall_back() == 0
        assert second.messages == []

    @pytest.mark.usefixtures("home")
    def test_the_last_one_that_fails_waits_for_a_person(self):
        with web_server_that(answering(404)) as gone:
            for rank in (1, 2):
                liaison("张联络员", f"json://127.0.0.1:{gone.port}/{rank}", rank=rank)
            queued(registered(), "一", role=AGENCY)
            send_waiting()
            fall_back()
            send_waiting()
            assert fall_back() == 0
        assert [row.state for row in rows(Notice)] == ["replaced", "failed"]
        assert len(undelivered()) == 1


@pytest.mark.usefixtures("any_home")
class TestPersonsOfACase:
    """当事人 and 代理人 hear of their own dates alone, if they asked for it."""

    def party(self, number: str, name: str, *, role: str = "当事人") -> None:
        url = f"json://127.0.0.1/{role}{name}"
        add_contact(role=role, organ=name, case=number, label=f"{role}{name}", url=url)

    def test_of_their_own_deadline_beside_the_studio(self):
        number, other = registered(1), registered(2)
        listener(Actor.STUDIO)
        self.party(number, "周某1")
        self.party(number, "周某1", role="代理人")
        self.party(other, "周某2")
        start_deadline(number, "L_APPEAL_J_15D", day("2026-10-25"), recipient="周某1")
        watch_on("2026-11-08")
        assert told("party_near") == ["当事人周某1", "代理人周某1"]
        assert told("deadline_near") == ["化解工作室（法院）"]

    def test_of_a_plaintiffs_deadline_that_names_no_recipient(self):
        number = registered()
        self.party(number, "周某1")
        start_deadline(number, "L_AFTER_RECON_15D", day("2026-10-25"))
        watch_on("2026-11-08")
        assert told("party_near") == ["当事人周某1"]

    def test_not_of_the_clock_of_somebody_else(self):
        number = registered()
        self.party(number, "周某1")
        start_deadline(number, "L_APPEAL_J_15D", day("2026-10-25"), recipient="区教育局")
        watch_on("2026-11-08")
        assert told("party_near") == []

    def test_nor_of_what_an_office_owes(self):
        number = registered()
        self.party(number, "周某1")
        start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))
        watch_on("2026-11-08")
        watch_on("2026-11-10")
        assert rows(Notice) == []

    @pytest.mark.parametrize(
        ("case", "name", "words"),
        [
            ("", "周某1", "须写明案件"),
            ("1", "", "须写明案件"),
            ("1", "吴某", "没有这个名称的当事人"),
        ],
    )
    def test_without_case_and_name_nobody_is_registered(self, case: str, name: str, words: str):
        number = registered()
        with pytest.raises(FuyuanError, match=words) as refused:
            add_contact(role="当事人", organ=name, case=number if case else "", label="甲", url=OLD)
        assert "吴某" not in str(refused.value)


@pytest.mark.usefixtures("home")
def test_a_judge_may_be_registered_for_one_case():
    numbers = [registered(n) for n in (1, 2)]
    add_contact(role="承办法官", organ="", case=numbers[0], label="刘法官", url=OLD)
    assert [queued(number, "一", role="承办法官") for number in numbers] == [1, 0]
    with ledger() as session:
        assert session.query(Notice).one().case_id == 1


@pytest.mark.usefixtures("home")
def test_the_terms_are_in_the_terminal(capsys: pytest.CaptureFixture[str]):
    liaison("张联络员", OLD, starts_on=day("2026-01-01"), ends_on=day("2026-12-31"))
    show_contacts()
    assert show_liaisons() == 3
    shown = capsys.readouterr().out
    for words in ("机关或者本人", "2026-01-01", "2026-12-31", "没有指定"):
        assert words in shown
    assert "/old" not in shown
