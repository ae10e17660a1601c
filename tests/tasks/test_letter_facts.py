"""Frozen facts are read again as they were, without the declaration."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.vocabulary.letter import Letter
from tasks.letter_facts import READERS, freeze, thaw
from tasks.rendering.plain import plain_facts
from tests.rendering.rendering_samples import LETTERS, samples

READABLE = {str, int, bool, dt.date, Decimal, NoneType}


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_what_is_frozen_is_read_as_the_template_read_it(letter: Letter):
    facts = letter.needs.model_validate(samples()[letter.code])
    row = IssuedLetter(code="no_longer_declared", **freeze(facts))
    assert thaw(row, None) == plain_facts(facts)


def test_the_samples_have_every_type_that_is_kept():
    facts = [letter.needs.model_validate(samples()[letter.code]) for letter in LETTERS]
    kept = {kind for each in facts for kind in freeze(each)["fact_types"].values()}
    assert kept == READERS.keys()


@pytest.mark.parametrize("letter", letters().values(), ids=letters())
def test_no_letter_declares_a_fact_of_a_type_that_would_be_lost(letter: Letter):
    """A time or a float would come back as text, or not as it was."""
    assert {kind for kind in leaves(letter.needs) if kind not in READABLE} == set()


def leaves(annotation: Any) -> Iterator[type]:
    """Every type at the ends of an annotation; an enum counts as what its values are."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from leaves(field.annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from {type(member.value) for member in annotation}
    elif parts := get_args(annotation):
        yield from (kind for part in parts if part is not Ellipsis for kind in leaves(part))
    elif isinstance(annotation, type):
        yield annotation
