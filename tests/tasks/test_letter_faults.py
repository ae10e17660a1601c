"""Killed anywhere while issuing: no number twice, no gap, no letter twice, all finished later."""

import hashlib

import pytest

from models.history import Event
from models.letter import IssuedLetter
from models.number import GivenNumber
from rules.paths.prefiling_mediation import SUGGESTION
from rules.paths.registration import CORRECTION_NOTICE
from tasks.case_selection import parse_conditions
from tasks.letter_batch import Batch, Outcome, finish_pending, issue_batch
from tasks.letter_files import letter_path
from tasks.letter_marks import Order, void
from tasks.letter_reissue import reissue
from tasks.letters import issue
from tasks.number_gaps import prove
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS
from tests.faults import killed_before, kills

pytestmark = pytest.mark.usefixtures("fonts")
ORDER = Order(by="刘书记员", reason="被告名称写错")
SUGGESTION_FACTS = {
    "risk_tags": ["涉民生"],
    "feedback_by": "2026-11-20",
    "lead_agency": "区教育局",
}


def issue_correction(number: str) -> int:
    return issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)


def void_letter(letter_id: int) -> None:
    void(str(letter_id), ORDER)


def reissue_letter(letter_id: int) -> int:
    return reissue(str(letter_id), ORDER).letter_id


def issue_suggestions() -> list[Outcome]:
    batch = Batch(
        code=SUGGESTION.code,
        conditions=parse_conditions("path=registration"),
        facts=SUGGESTION_FACTS,
    )
    return [done.outcome for done in issue_batch(batch)]


def assert_sound(letters: int) -> None:
    """Every letter is there once, with its number, its files and its line; nothing else is."""
    issued = rows(IssuedLetter)
    assert [row.state for row in issued] == ["issued"] * letters
    numbers = [row.number for row in issued]
    assert sorted(numbers) == sorted(
        row.number for row in rows(GivenNumber, sequence="wujiagang/court/letter/2026")
    )
    assert len(set(numbers)) == letters
    for row in issued:
        for suffix, recorded in (("pdf", row.pdf_sha256), ("docx", row.docx_sha256)):
            content = letter_path(row.id, suffix).read_bytes()
            assert hashlib.sha256(content).hexdigest() == recorded
    files = letter_path(1, "pdf").parent
    assert sorted(path.name for path in files.iterdir()) == sorted(
        letter_path(row.id, suffix).name for row in issued for suffix in ("pdf", "docx")
    )
    made = [event.key for event in rows(Event) if event.key.startswith("letter:")]
    assert len(made) == letters
    proof = prove()
    assert (proof.findings, proof.pending) == ((), 0)


def a_letter(number: int) -> int:
    """The id of a letter of a case of its own."""
    return issue_correction(registered(number))


@pytest.mark.usefixtures("any_home")
def test_a_letter_that_is_killed_anywhere_is_finished_once_by_the_next_run():
    issue_correction(registered(1000))
    cases = []
    for number, case in kills(issue_correction, registered):
        assert prove().findings == (), f"before effect {number}"
        cases.append(case)
    assert len(cases) > 15
    reserved = {row.number for row in rows(IssuedLetter) if row.is_pending}
    assert reserved, "some were killed between number and files"
    for case in cases:
        issue_correction(case)
    assert reserved < {row.number for row in rows(IssuedLetter)}
    assert_sound(len(cases) + 2)


@pytest.mark.usefixtures("any_home")
def test_what_no_run_comes_back_to_is_finished_by_the_keeper():
    killed = [killed_before(number, issue_correction, registered(number)) for number in (6, 9, 14)]
    assert killed == [True] * 3
    pending = [row.id for row in rows(IssuedLetter)]
    done = list(finish_pending())
    assert [each.letter_id for each in done] == pending
    assert len(pending) == 3
    assert {each.outcome for each in done} == {Outcome.FINISHED}
    assert list(finish_pending()) == []
    assert_sound(3)


@pytest.mark.usefixtures("any_home")
def test_voiding_that_is_killed_has_happened_whole_or_not_at_all():
    marks = []
    for _, letter_id in kills(void_letter, a_letter):
        [row] = rows(IssuedLetter, id=letter_id)
        told = count(Event, case_id=row.case_id, key=f"letter_voided:{row.code}:1")
        assert told == (row.mark == "voided")
        marks.append(row.mark)
        void_letter(letter_id)
    assert "" in marks
    assert {row.mark for row in rows(IssuedLetter)} == {"voided"}
    proof = prove()
    assert (proof.findings, proof.voided) == ((), len(marks) + 1)


@pytest.mark.usefixtures("any_home")
def test_a_reissue_that_is_killed_anywhere_gives_one_replacement():
    letters = []
    for number, letter_id in kills(reissue_letter, a_letter):
        [old] = rows(IssuedLetter, id=letter_id)
        made = [row for row in rows(IssuedLetter, replaces_id=letter_id) if row.state == "issued"]
        assert (old.mark == "superseded") == bool(made), f"before effect {number}"
        assert prove().findings == ()
        if not made:
            reissue_letter(letter_id)
        [new] = rows(IssuedLetter, replaces_id=letter_id)
        assert (new.occasion, new.state) == ("1~2", "issued")
        letters.append(letter_id)
    assert_sound(2 * (len(letters) + 1))


@pytest.mark.usefixtures("any_home")
def test_a_batch_that_is_killed_is_finished_by_the_same_command():
    for n in range(4):
        registered(n)
    for number in (2, 9, 14, 22, 30):
        assert killed_before(number, issue_suggestions)
        assert prove().findings == (), f"before effect {number}"
    outcomes = issue_suggestions()
    assert len(outcomes) == 4
    assert set(outcomes) <= {Outcome.MADE, Outcome.FINISHED, Outcome.PRESENT}
    assert_sound(4)
    assert issue_suggestions() == [Outcome.PRESENT] * 4
