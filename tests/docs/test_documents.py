"""Each of the fifty documents is a letter with template, sample and picture, and its elements."""

from pathlib import Path

import pytest

from fuyuan.letter_samples import samples
from rules.catalogue import letters
from rules.deadlines import DEADLINES
from rules.documents import REQUIRED, RequiredDocument
from tasks.rendering import compose
from tasks.rendering.document import Document, text_of
from tasks.rendering.words import template_sources

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
NUMBERS = ("case_number", "docket_number", "retrial_number")
each_document = pytest.mark.parametrize(
    "required", REQUIRED, ids=lambda required: f"{required.number}-{required.letters[0]}"
)


def sample(code: str) -> Document:
    """A letter in its sample facts."""
    letter = letters()[code]
    facts = dict(letter.needs.model_validate(samples()[code]))
    return compose(letter.template, facts, "national")


def said(required: RequiredDocument) -> str:
    """What the letters of a document say in their samples, or on branches of their templates."""
    own = [
        source
        for code in required.letters
        for name, source in template_sources(letters()[code].template, region="national").items()
        if not name.startswith("base/")
    ]
    return "\n".join([*(text_of(sample(code)) for code in required.letters), *own])


def test_the_fifty_are_all_there_and_no_letter_is_two_of_them():
    assert [each.number for each in REQUIRED] == list(range(1, 51))
    named = [code for each in REQUIRED for code in each.letters]
    assert len(named) == len(set(named))


@each_document
def test_a_document_has_letters_with_template_sample_and_picture(required: RequiredDocument):
    assert required.letters
    for code in required.letters:
        assert template_sources(letters()[code].template, region="national")
        assert code in samples()
        assert list(GALLERY.glob(f"*/{code}-1.png")), code


@each_document
def test_a_document_has_the_elements_that_are_asked_for(required: RequiredDocument):
    assert required.elements or required.deadlines
    words = said(required)
    missing = {element for element, phrase in required.elements.items() if phrase not in words}
    assert missing == set()
    assert set(required.deadlines) <= DEADLINES.keys()


@each_document
def test_a_document_that_needs_proof_of_service_is_served_or_goes_out_with_one_that_is(
    required: RequiredDocument,
):
    if not required.needs_proof:
        return
    own = [letters()[code] for code in required.letters]
    along = {name for letter in own if letter.served for name in letter.attachments}
    assert [each.code for each in own if not each.served and each.title not in along] == []


@each_document
def test_a_document_has_what_all_have_in_common(required: RequiredDocument):
    """案号、当事人、落款机关、日期; an agreement is signed by its parties instead."""
    for code in required.letters:
        document, facts = sample(code), samples()[code]
        words = text_of(document)
        assert document.issuer or document.kind == "agreement", code
        assert document.dated, code
        if letters()[code].is_of_a_case:
            numbers = {facts.get(name) for name in NUMBERS} - {None, ""}
            assert any(number in words for number in numbers), code
            party = facts["plaintiff_names"].partition("等")[0].partition("、")[0]
            assert party in words, code
