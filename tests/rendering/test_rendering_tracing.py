"""Templates observed: the same letter as ever, and what was seen while it was written."""

import re

import pytest
from rendering_samples import LETTERS, facts_of, sparse_facts_of

from rules.vocabulary.letter import Letter
from tasks.rendering import MarkupError, compose
from tasks.rendering.document import text_of
from tasks.rendering.made_up import MARK, as_made_up
from tasks.rendering.static_words import GAP, static_words
from tasks.rendering.study import lineage, study_family
from tasks.rendering.template_files import COMMON
from tasks.rendering.tracing import Tracer
from tests.overlaying import REGION, extending

each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
RECEIPT = LETTERS[0]


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("FUYUAN_HOME", str(tmp_path))


@each_letter
def test_an_observed_letter_is_the_same_letter(letter: Letter):
    tracer = Tracer(COMMON)
    for facts in (facts_of(letter), sparse_facts_of(letter)):
        assert tracer.compose(letter.template, facts) == compose(letter.template, facts, COMMON)
    assert tracer.taken <= tracer.branches


def test_a_branch_is_taken_when_its_facts_are_there():
    letter = next(letter for letter in LETTERS if letter.code == "correction_notice")
    file = "registration/correction_notice.xml.j2"
    tracer = Tracer(COMMON)
    tracer.compose(letter.template, facts_of(letter, filing_due=None))
    taken = {(branch.line, branch.what) for branch in tracer.taken if branch.file == file}
    assert (21, "if 不成立") in taken
    assert (21, "if 成立") not in taken
    tracer.compose(letter.template, facts_of(letter))
    taken = {(branch.line, branch.what) for branch in tracer.taken if branch.file == file}
    assert (21, "if 成立") in taken


@each_letter
def test_every_element_carries_the_place_where_it_was_written(letter: Letter):
    traced = Tracer(COMMON).fill_in(letter.template, facts_of(letter))
    lines = traced.spread.split("\n")
    assert len(traced.places) == len(lines)
    sources = {study.file: study.path for study in study_family(letter.template, region=COMMON)}
    for (file, line), text in zip(traced.places, lines, strict=True):
        if text.startswith("<") and file:
            tag = text[: text.index(">")].split()[0].rstrip("/>")
            assert tag in sources[file].read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_fault_in_markup_is_placed_although_it_shows_elsewhere():
    """An element that is never closed shows at the end of its parent."""
    extending(RECEIPT, "{% block to %}\n\n<to>您{% endblock %}")
    with pytest.raises(MarkupError) as caught:
        Tracer(REGION).compose(RECEIPT.template, facts_of(RECEIPT))
    file, line = caught.value.file, caught.value.line
    assert (file, line) == (f"regions/{REGION}/registration/receipt.xml.j2", 4)


def test_a_lineage_leads_from_a_regions_words_to_the_frame():
    extending(RECEIPT, "{% block title %}收据{% endblock %}")
    line = lineage(study_family(RECEIPT.template, region=REGION))
    assert [study.file for study in line] == [
        f"regions/{REGION}/registration/receipt.xml.j2",
        "registration/receipt.xml.j2",
        "base/document.xml.j2",
    ]


@each_letter
def test_static_words_hold_no_fact(letter: Letter):
    words, heads = static_words(letter.template, facts_of(letter), region=COMMON)
    for fact in ("欧阳䶮", "李㙍", "云州市", "388号", "128,600.50"):
        assert fact not in words + heads
    assert GAP in words
    assert "<" not in words


def test_static_words_are_those_that_the_letter_has():
    words, heads = static_words(RECEIPT.template, facts_of(RECEIPT), region=COMMON)
    whole = text_of(compose(RECEIPT.template, facts_of(RECEIPT), COMMON))
    for part in words.split(GAP):
        for line in filter(None, map(str.strip, part.splitlines())):
            assert line in whole
    assert "最后日期" in heads


@each_letter
def test_what_is_made_up_says_so_wherever_it_is_printed(letter: Letter):
    facts = facts_of(letter)
    day = facts["issued_on"]
    document = compose(letter.template, as_made_up(facts), COMMON)
    text = text_of(document)
    assert f"{MARK}欧阳䶮" in text
    said = f"{day.year}年{day.month}月{day.day}日"
    assert re.search(f"{said}(（星期.）)?{MARK}", text) or said not in text
    assert document.dated == day, "what the machine reads is not marked"
