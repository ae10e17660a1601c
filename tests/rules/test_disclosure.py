"""Every letter is judged: whether it may be published, why, and in which volume it is filed."""

from collections import Counter

import pytest

from rules.catalogue import is_restricted, letters
from rules.publication import (
    CONFIDENTIAL_FIELDS,
    JUDGMENTS,
    WITH_UNDISPUTED_FACTS,
    Disclosure,
    Judgment,
    Volume,
    disclosure_of,
    volume_of,
)
from rules.vocabulary.circle import Circle

each_family = pytest.mark.parametrize("judged", JUDGMENTS, ids=lambda judged: judged.family)


def test_every_letter_is_judged_once_and_nothing_else_is():
    judged = Counter(code for each in JUDGMENTS for code in each.codes)
    assert set(letters()) - set(judged) == set(), "add it to a family of rules/publication.py"
    assert set(judged) - set(letters()) == set(), "no such letter"
    assert [code for code, times in judged.items() if times > 1] == []


@each_family
def test_a_family_has_its_reason_and_its_source(judged: Judgment):
    assert len(judged.reason) > 5
    assert len(judged.basis) > 5
    assert judged.disclosure is not Disclosure.UNDECIDED


def test_what_is_confidential_by_its_facts_is_never_public():
    """The tags at the fields and the judgment of the letters are made apart: they must agree."""
    for code, letter in letters().items():
        if letter.circle > Circle.CASE or is_restricted(code):
            assert disclosure_of(code) is not Disclosure.PUBLIC, code


def test_letters_of_the_paths_of_mediation_are_public_only_by_name():
    """A new one must be thought about."""
    of_mediation = {
        code
        for code, letter in letters().items()
        if letter.template.startswith(("prefiling_mediation/", "in_trial_mediation/"))
    }
    public = {code for code in of_mediation if disclosure_of(code) is Disclosure.PUBLIC}
    assert public == {"termination"}
    assert set(CONFIDENTIAL_FIELDS["termination"]) == {"partial_terms", "reason"}


def test_a_letter_nobody_judged_is_withheld():
    assert disclosure_of("a_new_letter") is Disclosure.UNDECIDED


@pytest.mark.parametrize("code", ["session_record", "settlement", "mediation_instrument"])
def test_mediation_is_confidential(code: str):
    assert disclosure_of(code) is Disclosure.MEDIATION


def test_confidential_fields_are_fields_of_public_letters():
    for code, fields in CONFIDENTIAL_FIELDS.items():
        assert disclosure_of(code) is Disclosure.PUBLIC
        assert set(fields) <= set(letters()[code].needs.model_fields)


def test_agreed_facts_are_taken_from_letters_that_have_them():
    for code in WITH_UNDISPUTED_FACTS:
        assert {"held_on", "undisputed_facts"} <= set(letters()[code].needs.model_fields)


def test_a_paper_of_an_office_lies_in_no_case_file():
    offices = {code for code, letter in letters().items() if not letter.is_of_a_case}
    assert {code for code in letters() if disclosure_of(code) is Disclosure.OFFICE} == offices


def test_drafts_and_what_the_court_weighs_are_filed_in_the_inner_volume():
    inner = {code for code in letters() if volume_of(code) is Volume.INNER}
    assert inner >= {code for code, letter in letters().items() if "稿" in letter.title}
    assert inner >= {code for code in letters() if disclosure_of(code) is Disclosure.COURT_ONLY}
    assert disclosure_of("receipt") is Disclosure.PUBLIC
    assert volume_of("receipt") is Volume.MAIN
