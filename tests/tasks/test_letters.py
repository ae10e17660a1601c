"""Letters: numbered and frozen first, written second; both once, whatever happens in between."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from models.case import Case
from models.history import Event
from models.ledger import ledger
from models.letter import IssuedLetter
from models.number import GivenNumber
from models.outbox import Notice
from rules.paths.prefiling_mediation import SETTLEMENT, SUGGESTION
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from tasks import letter_finishing
from tasks.contacts import add_contact
from tasks.letter_facts import mask
from tasks.letters import issue, letter_of, letter_path
from tests.building import ID_NUMBER, PHONE, count, registered, rows
from tests.correspondence import (
    CORRECTION_FACTS,
    RECEIPT_FACTS,
    SETTLEMENT_FACTS,
    letter_of_kind,
    text_of,
)
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("fonts")
SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"


def issue_correction(number: str, occasion: str) -> int:
    return issue(number, CORRECTION_NOTICE, occasion=occasion, **CORRECTION_FACTS)


@pytest.mark.usefixtures("home")
class TestOnce:
    def test_a_letter_is_issued_once_an_occasion(self):
        number = registered()
        ids = [issue_correction(number, occasion) for occasion in ("1", "1", "2", "1")]
        assert ids == [1, 1, 2, 1]
        assert [row.number for row in rows(IssuedLetter)] == ["伍法〔2026〕1号", "伍法〔2026〕2号"]
        assert count(Event, kind="文书") == 2

    def test_letters_of_all_cases_share_the_courts_sequence(self):
        for n in range(3):
            issue_correction(registered(n), "1")
        assert [row.number for row in rows(IssuedLetter)] == [
            f"伍法〔2026〕{n}号" for n in (1, 2, 3)
        ]

    def test_a_letter_without_a_number_of_its_own_takes_none(self):
        issue(registered(), RECEIPT, **RECEIPT_FACTS)
        assert letter_of_kind(RECEIPT).number == ""
        assert [row.sequence for row in rows(GivenNumber)] == [
            "filing/2026",
            "wujiagang/prefiling/2026",
        ]

    @pytest.mark.parametrize("breaks", ["render_anyhow", "put_in_place", "_record", "_call_issued"])
    def test_what_breaks_after_the_number_is_finished_with_the_same_number(
        self, breaks: str, monkeypatch: pytest.MonkeyPatch
    ):
        number = registered()

        def fail(*_args: object, **_kwargs: object) -> None:
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr(letter_finishing, breaks, fail)
            with pytest.raises(OSError):  # noqa: PT011  (it has no words)
                issue_correction(number, "1")
        row = letter_of_kind(CORRECTION_NOTICE)
        assert (row.state, row.number, letter_of(row.id)) == ("reserved", "伍法〔2026〕1号", None)
        assert count(Event, kind="文书") == 0
        assert issue_correction(number, "1") == row.id
        row = letter_of_kind(CORRECTION_NOTICE)
        assert (row.state, row.number) == ("issued", "伍法〔2026〕1号")
        assert letter_of(row.id) == (number, "补正告知书")
        assert letter_path(row.id, "pdf").read_bytes().startswith(b"%PDF-")

    def test_no_half_written_file_is_left(self):
        letter_id = issue(registered(), RECEIPT, **RECEIPT_FACTS)
        folder = letter_path(letter_id, "pdf").parent
        assert sorted(path.name for path in folder.iterdir()) == ["0000001.docx", "0000001.pdf"]


@pytest.mark.usefixtures("any_home")
def test_runs_that_issue_the_same_letter_at_once_issue_one():
    number = registered()
    assert set(at_once(issue_correction, [(number, "1")] * 2)) == {1}
    assert [row.number for row in rows(IssuedLetter)] == ["伍法〔2026〕1号"]
    assert count(Event, kind="文书") == 1


@pytest.mark.usefixtures("home")
class TestFacts:
    def test_are_frozen_with_the_first_call(self, monkeypatch: pytest.MonkeyPatch):
        number = registered()

        def fail(*_args: object, **_kwargs: object) -> None:
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr(letter_finishing, "render_anyhow", fail)
            with pytest.raises(OSError):  # noqa: PT011
                issue_correction(number, "1")
        with ledger() as session:
            session.query(Case).update({"cause": "后来改的案由"})
        monkeypatch.setenv("FUYUAN_TODAY", "2026-12-31")
        issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS | {"defects": ["后来改的内容"]})
        words = text_of(1)
        assert "被告名称有误" in words
        assert "政府信息公开纠纷" in words
        assert "后来改的" not in words
        assert "2026年11月6日" in words

    def test_that_are_missing_stop_the_letter_before_it_takes_a_number(self):
        number = registered()
        with pytest.raises(ValidationError, match="defects"):
            issue(number, CORRECTION_NOTICE, correct_by="2026-11-20")
        assert count(IssuedLetter) == 0
        assert issue_correction(number, "1") == 1
        assert letter_of_kind(CORRECTION_NOTICE).number == "伍法〔2026〕1号"

    def test_the_letter_did_not_declare_are_refused(self):
        with pytest.raises(ValidationError, match="verdict"):
            issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS, verdict="撤销")

    def test_that_identify_a_person_are_masked(self):
        issue(registered(), SETTLEMENT, **SETTLEMENT_FACTS)
        facts = letter_of_kind(SETTLEMENT).facts
        assert "990000********0012" in facts
        assert "138****1111" in facts
        words = text_of(1)
        assert "990000********0012" in words
        for secret in (ID_NUMBER, PHONE):
            assert secret not in facts
            assert secret not in words

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("990000198001010012", "990000********0012"),
            ("99000019800101001", "990000*******1001"),
            ("9900001980", "**********"),
            ("1", "*"),
            ("", ""),
        ],
    )
    def test_a_short_number_is_masked_wholly(self, number: str, shown: str):
        assert mask(number, keep_first=6, keep_last=4) == shown


@pytest.mark.usefixtures("home")
class TestReaders:
    def test_the_agency_of_the_case_hears_of_its_letter_and_no_other(self):
        for organ in ("区教育局", "区公安分局", ""):
            add_contact(
                role="被诉行政机关", organ=organ, label="联络员", url=f"json://127.0.0.1/{organ}"
            )
        number = registered()
        for _ in range(2):
            issue_suggestion(number)
        assert [row.contact_id for row in rows(Notice)] == [1, 3]

    def test_a_plaintiff_is_served_not_notified(self):
        add_contact(role="被诉行政机关", organ="", label="联络员", url="json://127.0.0.1/x")
        issue(registered(), RECEIPT, **RECEIPT_FACTS)
        assert count(Notice) == 0


def issue_suggestion(number: str, **changes: Any) -> int:
    facts = {"risk_tags": ["涉民生"], "feedback_by": "2026-11-20", "lead_agency": "区教育局"}
    return issue(number, SUGGESTION, **facts | changes)


@pytest.mark.mechanism("SL-2b")
@pytest.mark.usefixtures("home")
def test_the_suggestion_names_the_cause_what_is_suggested_and_by_when_to_answer():
    words = text_of(issue_suggestion(registered()))
    assert "政府信息公开纠纷" in words
    assert "化解工作建议" in words
    assert "2026年11月20日" in words


@pytest.mark.mechanism("WJ-6c")
@pytest.mark.usefixtures("home")
def test_the_settlement_has_a_place_for_both_sides_to_sign():
    words = text_of(issue(registered(), SETTLEMENT, **SETTLEMENT_FACTS))
    assert "甲方（起诉人）周某1：" in words
    assert "乙方区教育局（盖章）：" in words.replace(" ", "")
    assert "申请司法确认" in words
