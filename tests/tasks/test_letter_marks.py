"""Letters that no longer hold: voided or replaced, on record, and never made again by a flow."""

import json
from typing import Any

import pytest

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import ledger
from models.letter import IssuedLetter
from models.outbox import Notice
from rules.paths.prefiling_mediation import SUGGESTION
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from tasks import letter_finishing
from tasks.contacts import add_contact
from tasks.deadlines import due, start_deadline
from tasks.errors import FuyuanError
from tasks.letter_files import SUFFIXES, letter_path
from tasks.letter_marks import LetterMarkError, Order, UnknownLetterError, letter_in_force, void
from tasks.letter_reissue import LetterFactsError, facts_to_change, reissue
from tasks.letters import issue, letter_of
from tasks.overview import LetterLine, case_overview
from tasks.suggest import number_of
from tests.building import RECEIVED, count, registered, rows
from tests.correspondence import CORRECTION_FACTS, RECEIPT_FACTS, text_of
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("fonts")
ORDER = Order(by="刘书记员", reason="被告名称写错")
SUGGESTION_FACTS = {
    "risk_tags": ["涉民生"],
    "feedback_by": "2026-11-20",
    "lead_agency": "区教育局",
}


def issue_correction(number: str) -> int:
    return issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)


def half_made(number: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """A letter whose number is taken and whose making fails."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(letter_finishing, "render_anyhow", fail)
        with pytest.raises(OSError):  # noqa: PT011  (it has no words)
            issue_correction(number)
    return int(rows(IssuedLetter)[-1].id)


def lines(number: str) -> list[LetterLine]:
    with ledger() as session:
        return list(case_overview(session, number).letters)


def told(number: str) -> list[str]:
    with ledger() as session:
        overview = case_overview(session, number)
    return [text for _, kind, text in overview.timeline if kind == "文书"]


def try_reissue(letter_id: int, by: str) -> str:
    """What one of several who make the same letter again at once is told."""
    try:
        return reissue(str(letter_id), Order(by=by, reason="更正")).new
    except LetterMarkError:
        return "已由别人重新制作"


@pytest.mark.usefixtures("home")
class TestVoid:
    def test_keeps_number_and_files_and_says_who_and_why(self):
        number = registered()
        letter_id = issue_correction(number)
        before = [letter_path(letter_id, suffix).read_bytes() for suffix in SUFFIXES]
        assert void("伍法[2026]1号", ORDER).is_new
        [row] = rows(IssuedLetter)
        assert (row.state, row.mark, row.number) == ("issued", "voided", "伍法〔2026〕1号")
        assert (row.mark_reason, row.marked_by) == ("被告名称写错", "刘书记员")
        assert row.marked_at is not None
        assert [letter_path(letter_id, suffix).read_bytes() for suffix in SUFFIXES] == before
        assert letter_of(letter_id) == (number, "补正告知书（已作废）")
        assert told(number)[-1] == "《补正告知书》（伍法〔2026〕1号）作废：被告名称写错（刘书记员）"

    def test_twice_keeps_the_first_reason(self):
        letter_id = issue_correction(registered())
        void(str(letter_id), ORDER)
        again = void(str(letter_id), Order(by="别人", reason="别的理由"))
        assert not again.is_new
        assert "此前已经作废" in again.lines[0]
        assert "刘书记员：被告名称写错" in again.lines[0]
        assert rows(IssuedLetter)[0].marked_by == "刘书记员"
        assert count(Event, kind="文书") == 2

    def test_on_trial_says_the_same_and_keeps_nothing(self):
        letter_id = issue_correction(registered())
        trial = void(str(letter_id), ORDER, dry_run=True)
        assert rows(IssuedLetter)[0].mark == ""
        assert count(Event, kind="文书") == 1
        assert void(str(letter_id), ORDER) == trial

    def test_a_voided_letter_keeps_its_occasion(self):
        """The flow comes by again, and makes no second one."""
        number = registered()
        letter_id = issue_correction(number)
        void(str(letter_id), ORDER)
        assert issue_correction(number) == letter_id
        assert count(IssuedLetter) == 1

    def test_a_letter_whose_making_failed_is_not_made_any_more(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        number = registered()
        letter_id = half_made(number, monkeypatch)
        assert "尚未制作完成" in void(str(letter_id), ORDER).lines[1]
        assert issue_correction(number) == letter_id
        [row] = rows(IssuedLetter)
        assert (row.state, row.mark) == ("reserved", "voided")
        assert not letter_path(letter_id, "pdf").exists()
        [line] = lines(number)
        assert (line.mark, line.has_files) == ("已作废", False)
        assert issue(number, CORRECTION_NOTICE, occasion="2", **CORRECTION_FACTS) == 2
        assert rows(IssuedLetter)[1].number == "伍法〔2026〕2号", "the number stays used"

    def test_the_reader_of_the_letter_hears_of_it_once(self):
        add_contact(role="被诉行政机关", organ="", label="联络员", url="json://127.0.0.1/x")
        number = registered()
        letter_id = issue(number, SUGGESTION, **SUGGESTION_FACTS)
        for _ in range(2):
            void(str(letter_id), ORDER)
        made, gone = rows(Notice)
        assert (made.template, gone.template) == ("letter_issued", "letter_voided")
        assert "已经作废" in gone.body
        assert "被告名称写错" not in gone.body
        assert number not in gone.subject + gone.body

    @pytest.mark.parametrize("named", ["99", "伍法〔2026〕99号", "", "99999999999999999999"])
    def test_an_unknown_letter_is_named(self, named: str):
        issue(registered(), RECEIPT, **RECEIPT_FACTS)
        with pytest.raises(UnknownLetterError, match="没有编号或者文号为"):
            void(named, ORDER)

    @pytest.mark.parametrize(("by", "reason"), [("", "理由"), ("某人", " ")])
    def test_somebody_has_to_answer_for_it(self, by: str, reason: str):
        with pytest.raises(FuyuanError, match="须写明经办人"):
            Order(by=by, reason=reason)


@pytest.mark.usefixtures("home")
class TestReissue:
    def test_makes_a_new_letter_that_names_the_old_one_and_why(self):
        number = registered()
        letter_id = issue_correction(number)
        before = [letter_path(letter_id, suffix).read_bytes() for suffix in SUFFIXES]
        made = reissue(str(letter_id), ORDER, changes={"defects": ["被告应为区公安分局"]})
        old, new = rows(IssuedLetter)
        assert (new.id, new.number, new.occasion) == (made.letter_id, "伍法〔2026〕2号", "1~2")
        assert (new.replaces_id, new.ordered_by) == (letter_id, "刘书记员")
        assert (old.mark, old.mark_reason, old.marked_by) == (
            "superseded",
            "被告名称写错",
            "刘书记员",
        )
        words = text_of(new.id)
        assert "本文书替代2026年11月6日的《补正告知书》（伍法〔2026〕1号）" in words
        assert "重新制作的原因：被告名称写错。" in words
        assert "被告应为区公安分局" in words
        assert "本文书替代" not in text_of(letter_id)
        assert [letter_path(letter_id, suffix).read_bytes() for suffix in SUFFIXES] == before

    def test_both_are_on_the_case_page_and_in_the_timeline(self):
        number = registered()
        reissue(str(issue_correction(number)), ORDER)
        old, new = lines(number)
        assert old.mark == "已被替代"
        assert "由《补正告知书》（伍法〔2026〕2号）替代，原因：被告名称写错" in old.remark
        assert (new.mark, new.remark) == ("", "替代《补正告知书》（伍法〔2026〕1号）")
        assert told(number)[1:] == [
            "制作《补正告知书》（伍法〔2026〕2号）",
            "《补正告知书》（伍法〔2026〕1号）由《补正告知书》（伍法〔2026〕2号）替代：被告名称写错（刘书记员）",
        ]

    def test_the_flow_does_not_issue_again(self):
        number = registered()
        letter_id = issue_correction(number)
        reissue(str(letter_id), ORDER)
        assert issue_correction(number) == letter_id
        assert count(IssuedLetter) == 2

    def test_later_letters_speak_of_the_one_in_force(self):
        letter_id = issue_correction(registered())
        made = reissue(str(letter_id), ORDER)
        third = reissue(str(made.letter_id), ORDER)
        assert third.occasion == "1~3"
        assert number_of(letter_id) == "伍法〔2026〕3号"
        void(str(third.letter_id), ORDER)
        with ledger() as session:
            assert letter_in_force(session, letter_id).id == made.letter_id

    def test_on_trial_shows_what_would_change_and_uses_no_number(self):
        letter_id = issue_correction(registered())
        changes = {"defects": ["别的"]}
        trial = reissue(str(letter_id), ORDER, changes=changes, dry_run=True)
        assert count(IssuedLetter) == 1
        made = reissue(str(letter_id), ORDER, changes=changes)
        assert trial == made
        [change] = made.changes
        assert (change.field, change.title) == ("defects", "需要补正的内容")
        assert (change.before, change.after) == (["被告名称有误"], ["别的"])
        assert made.new == "《补正告知书》（伍法〔2026〕2号）"

    def test_takes_the_case_as_it_is_today(self):
        letter_id = issue_correction(registered())
        with ledger() as session:
            session.query(Case).update({"cause": "行政处罚"})
        made = reissue(str(letter_id), ORDER)
        assert [change.field for change in made.changes] == ["cause"]
        assert "行政处罚" in text_of(made.letter_id)

    def test_takes_a_period_as_it_is_counted_today(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", RECEIVED)
        stale = due(number, "L_DOCKET_7D") | {"due_on": "2026-11-01"}
        facts = RECEIPT_FACTS | {"docketing_due": stale}
        made = reissue(str(issue(number, RECEIPT, **facts)), ORDER)
        [change] = made.changes
        assert (change.before["due_on"], change.after["due_on"]) == ("2026-11-01", "2026-11-09")
        assert made.to_check == ("期限“期限”2026-11-09照原文书，请核对是否仍然如此",)

    def test_a_period_that_is_given_stands_as_it_is_given(self):
        number = registered()
        start_deadline(number, "L_DOCKET_7D", RECEIVED)
        letter_id = issue(number, RECEIPT, **RECEIPT_FACTS)
        given = RECEIPT_FACTS["docketing_due"] | {"due_on": "2026-12-01"}
        made = reissue(str(letter_id), ORDER, changes={"docketing_due": given})
        assert [change.after["due_on"] for change in made.changes] == ["2026-12-01"]
        assert len(rows(RunningDeadline)) == 1

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"defects": []}, "“需要补正的内容”：不能为空"),
            ({"verdict": "撤销"}, "“verdict”：没有这一栏"),
            ({"correct_by": "下周"}, "日期无效"),
            ({"doc_no": "伍法〔2026〕99号"}, "“文号”由系统编定，不能指定"),
        ],
    )
    def test_facts_that_do_not_fit_are_named_and_use_no_number(
        self, changes: dict[str, Any], said: str
    ):
        letter_id = issue_correction(registered())
        with pytest.raises(LetterFactsError, match=said):
            reissue(str(letter_id), ORDER, changes=changes)
        assert reissue(str(letter_id), ORDER).new == "《补正告知书》（伍法〔2026〕2号）"

    def test_a_letter_that_was_replaced_is_replaced_no_more(self):
        letter_id = issue_correction(registered())
        made = reissue(str(letter_id), ORDER)
        with pytest.raises(LetterMarkError, match=f"已由.*2号）替代（编号{made.letter_id}）"):
            reissue(str(letter_id), ORDER)
        with pytest.raises(LetterMarkError, match="已被替代，不再使用，不必作废"):
            void(str(letter_id), ORDER)

    def test_a_voided_letter_can_be_made_again_once(self):
        letter_id = issue_correction(registered())
        void(str(letter_id), ORDER)
        made = reissue(str(letter_id), Order(by="刘书记员", reason="应当送达"))
        old, new = rows(IssuedLetter)
        assert (old.mark, old.mark_reason, new.mark) == ("voided", "被告名称写错", "")
        assert new.id == made.letter_id
        with pytest.raises(LetterMarkError, match="已由"):
            reissue(str(letter_id), ORDER)

    def test_one_that_was_interrupted_goes_on_as_it_was_ordered(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        letter_id = issue_correction(registered())

        def fail(*_args: object, **_kwargs: object) -> None:
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr(letter_finishing, "render_anyhow", fail)
            with pytest.raises(OSError):  # noqa: PT011
                reissue(str(letter_id), ORDER, changes={"defects": ["别的"]})
        assert rows(IssuedLetter)[0].mark == "", "the old one holds until the new one is there"
        made = reissue(str(letter_id), Order(by="别人", reason="别的理由"))
        assert made.is_resumed
        assert rows(IssuedLetter)[0].marked_by == "刘书记员"
        assert "别的。" in text_of(made.letter_id)
        assert count(IssuedLetter) == 2

    def test_one_that_was_given_up_half_made_leaves_the_old_one_in_force(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        letter_id = issue_correction(registered())

        def fail(*_args: object, **_kwargs: object) -> None:
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr(letter_finishing, "render_anyhow", fail)
            with pytest.raises(OSError):  # noqa: PT011
                reissue(str(letter_id), ORDER)
        void("2", ORDER)
        assert rows(IssuedLetter)[0].mark == ""
        assert reissue(str(letter_id), ORDER).new == "《补正告知书》（伍法〔2026〕3号）"

    def test_a_letter_that_is_not_made_yet_is_finished_first(self, monkeypatch: pytest.MonkeyPatch):
        letter_id = half_made(registered(), monkeypatch)
        with pytest.raises(LetterMarkError, match="letters render --pending"):
            reissue(str(letter_id), ORDER)

    def test_the_facts_to_change_are_those_beyond_the_case(self):
        letter_id = issue_correction(registered())
        own = facts_to_change(str(letter_id))
        assert own["defects"] == ["被告名称有误"]
        assert own.keys() & {"plaintiffs", "doc_no", "cause", "replaces"} == set()
        reissue(str(letter_id), ORDER, changes=own)
        assert json.loads(rows(IssuedLetter)[1].facts)["replaces"]["reason"] == "被告名称写错"

    def test_the_reader_is_told_that_it_replaces_another(self):
        add_contact(role="被诉行政机关", organ="", label="联络员", url="json://127.0.0.1/x")
        letter_id = issue(registered(), SUGGESTION, **SUGGESTION_FACTS)
        reissue(str(letter_id), ORDER)
        assert "诉前化解建议函（替代原件）" in rows(Notice)[1].subject


@pytest.mark.usefixtures("any_home")
def test_who_make_a_letter_again_at_once_make_one():
    letter_id = issue_correction(registered())
    answers = at_once(try_reissue, [(letter_id, f"第{n}人") for n in range(3)])
    made = {answer for answer in answers if answer.startswith("《")}
    assert made == {"《补正告知书》（伍法〔2026〕2号）"}
    assert [row.mark for row in rows(IssuedLetter)] == ["superseded", ""]


@pytest.mark.usefixtures("any_home")
def test_who_void_a_letter_at_once_void_it_once():
    letter_id = issue_correction(registered())
    orders = [Order(by=f"第{n}人", reason="更正") for n in range(3)]
    done = at_once(void, [(str(letter_id), order) for order in orders])
    assert sorted(each.is_new for each in done) == [False, False, True]
    [row] = rows(IssuedLetter)
    [first] = [order for order, each in zip(orders, done, strict=True) if each.is_new]
    assert row.marked_by == first.by
