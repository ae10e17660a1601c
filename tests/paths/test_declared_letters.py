"""Every declared letter says when it is made and what goes with it, as its template does."""

import re

import pytest

from rules.catalogue import letters
from rules.court_side import COURT_LETTERS
from rules.vocabulary.circle import Circle
from tasks.rendering.words import template_sources

EVERY = [*letters().values(), *COURT_LETTERS]
each_letter = pytest.mark.parametrize("letter", EVERY, ids=lambda letter: letter.code)
ITEM = re.compile(r"<item>(.*?)</item>")


@each_letter
def test_every_letter_says_when_it_is_made(letter):
    assert re.search("[一-龥]{4}", letter.trigger), letter.code


@each_letter
def test_the_attachments_declared_are_those_the_template_lists(letter):
    """What a template adds to an attachment's name (，案号...) is a matter of the case."""
    listed = [
        item.partition("，")[0]
        for source in template_sources(letter.template, region="national").values()
        for item in ITEM.findall(source)
    ]
    assert list(letter.attachments) == listed


def test_the_circle_of_a_letter_is_that_of_its_most_confidential_fact():
    made = letters()
    assert made["session_record"].circle is Circle.MEDIATION
    assert made["trial_session_record"].circle is Circle.MEDIATION
    assert made["undisputed_facts_record"].circle is Circle.CASE
    assert made["receipt"].circle is Circle.CASE


def test_codes_are_unique_among_all_letters():
    codes = [letter.code for letter in EVERY]
    assert len(codes) == len(set(codes))
