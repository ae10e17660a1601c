"""Letters issued before their declaration asked for more: nothing about them breaks."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from models.ledger import ledger
from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.paths.registration import EIGHT_CHECKS_FORM
from rules.paths.registration.letters import FindingFacts
from rules.vocabulary.letter import CaseFacts, Words
from tasks import letters as issuing
from tasks.bundle.making import make_bundle
from tasks.letter_facts import NOT_STATED, UnreadableFactsError, as_declared, up_to_date
from tasks.letter_finishing import finish
from tasks.letter_marks import Order
from tasks.letter_preview import preview_case
from tasks.letter_reissue import LetterFactsError, facts_to_change, reissue
from tasks.letter_verification import Again, verify_letters
from tasks.letters import issue
from tasks.rendering import words
from tests.building import registered, rows
from tests.filing_cases import FINDING
from tests.reading_pdf import pages_of

pytestmark = pytest.mark.usefixtures("home", "fonts")
ORDER = Order(by="刘书记员", reason="审查人写错")
FORM = {
    "findings": [FINDING] * 8,
    "mediable": True,
    "conclusion": "符合",
    "reviewer": "刘法官",
    "reviewed_on": "2026-11-05",
}
CHOICE = "起诉人的选择：{{ guided_choice }}。"


class OlderFormFacts(CaseFacts):
    """八看审查表 before the plaintiff's choice was asked."""

    findings: tuple[FindingFacts, ...] = Field(min_length=8, max_length=8, title="八项审查")
    mediable: bool = Field(title="是否可以调解或协调")
    conclusion: Words = Field(title="审查结论")
    reviewer: Words = Field(title="审查人")
    reviewed_on: date = Field(title="审查日期")


class NewerFormFacts(EIGHT_CHECKS_FORM.needs):  # type: ignore[name-defined,misc]
    """八看审查表 as it may ask one day."""

    decided_on: date = Field(title="决定日期")


@pytest.fixture
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """The declaration and the words of that time, until they are undone."""
    for name in ("home", "fonts"):
        request.getfixturevalue(name)
    copy = tmp_path / "older"
    shutil.copytree(words.TEMPLATES, copy)
    form = copy / f"{EIGHT_CHECKS_FORM.template}.xml.j2"
    text = form.read_text(encoding="utf-8")
    assert CHOICE in text
    form.write_text(text.replace(CHOICE, ""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(letters(), EIGHT_CHECKS_FORM.code, older())
        patch.setattr(words, "TEMPLATES", copy)
        words._environment.cache_clear()
        yield patch
    words._environment.cache_clear()


def older() -> Any:
    return replace(EIGHT_CHECKS_FORM, needs=OlderFormFacts)


def today(before: pytest.MonkeyPatch) -> None:
    before.undo()
    words._environment.cache_clear()


@pytest.fixture
def number(before: pytest.MonkeyPatch) -> str:
    """A case whose form was issued before."""
    number = registered()
    issue(number, older(), **FORM)
    today(before)
    assert "guided_choice" not in json.loads(rows(IssuedLetter)[0].facts)
    return number


def text_of(letter_id: int) -> str:
    return "".join(pages_of(issuing.letter_path(letter_id, "pdf")))


class TestAnOlderForm:
    def test_is_verified_by_what_it_was_issued_under(self, number: str):
        [checked] = verify_letters(number)
        assert (checked.again, checked.is_broken) == (Again.SAME, False)

    @pytest.mark.usefixtures("number")
    def test_is_reissued_and_says_what_it_did_not_state(self):
        made = reissue("1", ORDER, changes={"reviewer": "周法官"})
        assert made.to_check == (f"“引导后起诉人的选择”原文书没有，写作“{NOT_STATED}”，请核对",)
        assert f"起诉人的选择：{NOT_STATED}。" in text_of(made.letter_id)
        assert [each.again for each in verify_letters()] == [Again.SAME, Again.SAME]

    @pytest.mark.usefixtures("number")
    def test_is_reissued_with_what_a_person_states(self):
        assert facts_to_change("1")["guided_choice"] == NOT_STATED
        made = reissue("1", ORDER, changes={"guided_choice": "坚持起诉"})
        assert made.to_check == ()
        assert "起诉人的选择：坚持起诉。" in text_of(made.letter_id)

    def test_is_shown_in_the_words_of_today(self, number: str):
        shown = preview_case(EIGHT_CHECKS_FORM, number)
        assert dict(shown.origins)["审查人"] == "文书制作时冻结的内容"

    @pytest.mark.parametrize("is_public", [False, True])
    def test_is_bound(self, number: str, *, is_public: bool):
        bundle = make_bundle(number, is_public=is_public)
        titles = [entry.title for entry in bundle.entries]
        assert ("八看审查表" in titles) is not is_public

    def test_that_was_only_reserved_is_made_in_the_words_of_today(self, before: pytest.MonkeyPatch):
        number = registered()
        with before.context() as patch:
            patch.setattr(issuing, "finish", lambda _: False)
            letter_id = issue(number, older(), **FORM)
        today(before)
        assert finish(letter_id)
        assert f"起诉人的选择：{NOT_STATED}。" in text_of(letter_id)
        [checked] = verify_letters(number)
        assert checked.again is Again.SAME


class TestFacts:
    @pytest.fixture
    def row(self, number: str) -> IssuedLetter:
        [row] = rows(IssuedLetter)
        assert number
        return row

    def test_are_left_out_once_nobody_declares_them(self, row: IssuedLetter):
        row.facts = json.dumps(json.loads(row.facts) | {"colour": "红"})
        facts = as_declared(row, EIGHT_CHECKS_FORM)
        assert "colour" not in dict(facts)

    def test_take_the_default_that_is_declared(self, row: IssuedLetter):
        class Defaulting(OlderFormFacts):
            guided_choice: Words = Field(default="没有表示", title="选择")

        facts = dict(as_declared(row, replace(EIGHT_CHECKS_FORM, needs=Defaulting)))
        assert facts["guided_choice"] == "没有表示"

    def test_are_not_stated_in_a_row_either(self, row: IssuedLetter):
        class Weighed(FindingFacts):
            weight: Words = Field(title="轻重")

        class Weighing(OlderFormFacts):
            findings: tuple[Weighed, ...] = Field(title="八项审查")

        kept = json.loads(row.facts)
        facts = up_to_date(kept, replace(EIGHT_CHECKS_FORM, needs=Weighing))
        assert {each["weight"] for each in facts["findings"]} == {NOT_STATED}
        assert "weight" not in kept["findings"][0]

    def test_that_are_no_texts_are_asked_for_and_not_made_up(
        self, row: IssuedLetter, monkeypatch: pytest.MonkeyPatch
    ):
        newer = replace(EIGHT_CHECKS_FORM, needs=NewerFormFacts)
        with pytest.raises(UnreadableFactsError, match="“决定日期”：必填"):
            as_declared(row, newer)
        monkeypatch.setitem(letters(), newer.code, newer)
        with pytest.raises(LetterFactsError, match="“决定日期”：必填"):
            reissue("1", ORDER, dry_run=True)
        assert reissue("1", ORDER, changes={"decided_on": "2026-11-05"}, dry_run=True).new

    def test_from_before_their_types_were_kept_are_read_so_too(self, row: IssuedLetter):
        with ledger() as session:
            session.get_one(IssuedLetter, row.id).fact_types = {}
        [checked] = verify_letters()
        assert checked.again is Again.SAME
