"""Every letter's tree, and the facts that its template may use."""

import json
import os
import re
from pathlib import Path

import pytest
from cited_articles import CITED
from pydantic import BaseModel
from rendering_samples import (
    EVERY_LETTER,
    LETTERS,
    facts_of,
    in_the_frame,
    own_facts,
    sparse_facts_of,
)

from fuyuan.letter_samples import samples
from rules.catalogue import letters_by_hand
from rules.court_side import COURT_LETTERS
from rules.vocabulary.letter import Letter
from tasks.rendering import TemplateError, compose
from tasks.rendering.document import Signature, Signatures, text_of, to_plain
from tasks.rendering.words import template_sources, undeclared_names

GOLDEN = Path(__file__).parent / "golden"
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
every_letter = pytest.mark.parametrize("letter", EVERY_LETTER, ids=lambda letter: letter.code)

# Later letters, of which every declared fact is printed.
strict_letter = pytest.mark.parametrize(
    "letter", [*LETTERS, *letters_by_hand().values()], ids=lambda letter: letter.code
)


def test_every_letter_has_sample_facts_and_no_sample_is_left_over():
    assert {letter.code for letter in EVERY_LETTER} == set(samples())


@every_letter
def test_the_sample_facts_are_what_the_letter_needs_and_every_one_is_given(letter: Letter):
    given = samples()[letter.code]
    letter.needs.model_validate(given)
    wanted = {name for name, field in letter.needs.model_fields.items() if field.is_required()}
    assert own_facts(letter) - set(given) <= set(letter.needs.model_fields) - wanted
    assert set(given) <= set(letter.needs.model_fields)


@every_letter
def test_the_tree_of_a_letter_is_the_recorded_one(letter: Letter):
    document = compose(letter.template, facts_of(letter), "national")
    drawn = json.dumps(to_plain(document), ensure_ascii=False, indent=1) + "\n"
    recorded = GOLDEN / f"{letter.code}.json"
    if os.environ.get("FUYUAN_RECORD_GOLDEN"):
        recorded.write_text(drawn, encoding="utf-8")
    assert drawn == recorded.read_text(encoding="utf-8")


def test_every_recorded_tree_is_of_a_letter():
    recorded = {path.stem for path in GOLDEN.glob("*.json")}
    assert recorded == {letter.code for letter in (*EVERY_LETTER, *COURT_LETTERS)}


@every_letter
def test_a_template_asks_for_no_fact_that_its_letter_does_not_declare(letter: Letter):
    asked = undeclared_names(letter.template, region="national")
    assert asked <= set(letter.needs.model_fields) | in_the_frame(letter)


@strict_letter
def test_a_letter_declares_no_fact_of_its_own_that_its_template_leaves_out(letter: Letter):
    asked = undeclared_names(letter.template, region="national")
    assert own_facts(letter) - asked == set()


@each_letter
def test_a_letter_can_be_written_from_the_fewest_facts_of_its_model(letter: Letter):
    document = compose(letter.template, sparse_facts_of(letter), "national")
    assert "云州市公安局" in text_of(document)
    assert "None" not in text_of(document)


@each_letter
def test_without_a_fact_the_error_names_the_letter_and_the_fact(letter: Letter):
    facts = facts_of(letter)
    own = own_facts(letter)
    blocks = compose(letter.template, facts, "national").blocks
    if any(isinstance(block, Signature) for block in blocks):
        own.add("issued_on")
    own.add("docket_number" if facts.get("docket_number") else "case_number")
    for name in sorted(own):
        fewer = {key: value for key, value in facts.items() if key != name}
        with pytest.raises(TemplateError, match=f"(?s){letter.template}.*缺少事实“{name}”"):
            compose(letter.template, fewer, "national")


@every_letter
def test_every_letter_ends_with_somebody_who_signs(letter: Letter):
    blocks = compose(letter.template, facts_of(letter), "national").blocks
    assert any(isinstance(block, (Signature, Signatures)) for block in blocks)


# What is signed by those it binds, handed from desk to desk, or served by its own issuer.
WITHOUT_SLIP = {"settlement", "execution_settlement", "termination", "procuratorial_suggestion"}


@every_letter
def test_what_is_served_has_its_slip(letter: Letter):
    text = text_of(compose(letter.template, facts_of(letter), "national"))
    has_slip = "送 达 回 证" in text
    assert has_slip is (letter.served and letter.code not in WITHOUT_SLIP)


@every_letter
def test_no_sentence_ends_twice(letter: Letter):
    text = text_of(compose(letter.template, facts_of(letter), "national"))
    assert [pair for pair in ("。。", "；。", "，。", "：。", "。；") if pair in text] == []


@strict_letter
def test_no_declared_fact_hides_behind_a_method_of_a_mapping(letter: Letter):
    """Templates read `a.b` as an attribute first: a fact called `items` would be a method."""

    def names(model: type[BaseModel]) -> set[str]:
        return set(model.model_fields)

    nested = [item for item in facts_of(letter).values() if isinstance(item, BaseModel)]
    every = names(letter.needs).union(*(names(type(item)) for item in nested))
    assert every & set(dir(dict)) == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(
            "receipt", ["2026年11月16日（星期一）", "第五十二条", "起诉期限"], id="receipt"
        ),
        pytest.param(
            "correction_notice",
            ["2026年11月23日（星期一）", "已经列明全部", "如果不补正", "第八十五条"],
            id="correction-notice",
        ),
        pytest.param(
            "mediation_inquiry",
            [
                "完全自愿",
                "退出",
                "保密",
                "2027年2月17日（星期三）",
                "不会因此对您不利",
                "意 见 回 执",
            ],
            id="inquiry",
        ),
        pytest.param(
            "referral", ["30日", "移交材料清单", "签收日期", "各方当事人均同意"], id="referral"
        ),
        pytest.param(
            "suggestion", ["2026年11月23日", "不影响起诉人依法起诉的权利"], id="suggestion"
        ),
        pytest.param("session_record", ["可以随时退出", "无争议事实", "核对无误"], id="record"),
        pytest.param(
            "settlement",
            ["人民币壹拾贰万捌仟陆佰元伍角整", "128,600.50", "2026年12月21日", "一式四份"],
            id="settlement",
        ),
        pytest.param(
            "termination", ["30日", "依法审查认定", "2027年2月17日", "不影响您的起诉权利"], id="end"
        ),
    ],
)
def test_a_letter_tells_its_reader_what_the_law_wants_told(code: str, words: list[str]):
    letter = next(letter for letter in LETTERS if letter.code == code)
    text = text_of(compose(letter.template, facts_of(letter), "national"))
    assert [word for word in words if word not in text] == []


@every_letter
def test_no_letter_presents_an_unverified_source_as_law(letter: Letter):
    text = text_of(compose(letter.template, facts_of(letter), "national"))
    assert "36号" not in text
    assert "17号" not in text


def test_a_provisional_date_is_marked_and_a_certain_one_is_not():
    receipt = LETTERS[0]
    text = text_of(compose(receipt.template, facts_of(receipt), "national"))
    assert "2027年2月17日（星期三）\n（暂定）" in text
    assert "2026年11月16日（星期一）\n（暂定）" not in text
    sure = facts_of(receipt, filing_due=samples()["receipt"]["docketing_due"])
    assert "暂定" not in text_of(compose(receipt.template, sure, "national"))


CITATION = re.compile(r"(《[^《》]+》|同法)((?:、?第[一二三四五六七八九十百]+条)+)")


@each_letter
def test_a_template_cites_no_article_outside_the_fact_base(letter: Letter):
    sources = template_sources(letter.template, region="national").values()
    for source in sources:
        plain = source.replace("&lt;", "<")
        found = [(law, re.findall("第([^第条]+)条", many)) for law, many in CITATION.findall(plain)]
        for law, articles in found:
            assert set(articles) <= CITED[law], (law, articles)
        cited = sum(len(articles) for _, articles in found)
        assert cited == len(re.findall("第[一二三四五六七八九十百]+条", plain))


@each_letter
def test_every_article_that_a_template_cites_is_in_the_basis_of_its_letter(letter: Letter):
    """The settlement cites its deadline's basis alone, which comes with the deadline."""
    for source in template_sources(letter.template, region="national").values():
        for law, many in CITATION.findall(source):
            statute = "《中华人民共和国行政诉讼法》" if law == "同法" else law
            basis = "".join(line for line in letter.basis if statute in line)
            for article in re.findall("第[^第条]+条", many):
                assert article in basis, (letter.code, statute, article)
