"""Names and claims that look like markup are printed as they are, in both formats."""

import re
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from rendering_samples import LETTERS, PARTIES, facts_of

from rules.vocabulary.letter import PartyFacts
from tasks.rendering import compose, render
from tasks.rendering.document import text_of

RECEIPT, RECORD = LETTERS[0], LETTERS[6]
HOSTILE = [
    "#panic(1)",
    "$x^2$",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% if x %}",
    "{# 注释 #}",
    "]]>",
    "<![CDATA[x]]>",
    '#read("/etc/passwd")',
    "//注释",
    "/* 块 */",
    "@ref",
    "--",
    "---",
    "-->",
    "<!-- x -->",
    "&amp;",
    "&lt;b&gt;",
    "&#x41;",
    "&nbsp;",
    "</p></document>",
    "<p>甲</p>",
    "</w:t></w:r>",
    "<w:br/>",
    "*星*",
    "_下划线_",
    "`代码`",
    "= 标题",
    "~波浪",
    "\\n反斜杠",
    "'单引号'",
    '"双引号"',
    "%s%d%n",
    "${HOME}",
    "A&B公司",
    "甲<乙>丙",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x>",
    "[链接](http://a.invalid)",
    "'; DROP TABLE cases; --",
    "=1+1",
    "《书名》〔2026〕",
    "。标点，开头",
    "㙍䶮𬱖𠅤𫟹",
    "O'Neill-Müller",
    "…省略号…",
    "·阿不都·买买提",
    "<annex label='x'>",
    "sys.inputs.doc",
    "__class__.__mro__",
    "国" * 60,
]


def pdf_text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    return re.sub(r"[\s\u200b]", "", text)


def word_text(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    return "".join(text.text or "" for text in body.iter(qn("w:t")))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_literally_wherever_it_stands(name: str):
    parties = (PartyFacts(name=name, address=name), PARTIES[0])
    changes = {"plaintiffs": parties, "plaintiff_names": name, "claims": name, "court_name": name}
    made = render(RECEIPT.template, facts_of(RECEIPT, **changes), region="national")
    assert made.missing_glyphs == ()
    squeezed = re.sub(r"\s", "", name)
    # Name twice in the tables, once as addressee, claims, court in title and signature.
    assert pdf_text(made.pdf).count(squeezed) >= 5
    assert word_text(made.docx).count(name) >= 5


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_in_bold_and_in_a_red_head_is_literal_too(name: str):
    changes = {"statements": ((name, "同意。"),), "host": name, "center_name": name}
    made = render(RECORD.template, facts_of(RECORD, **changes), region="national")
    assert pdf_text(made.pdf).count(re.sub(r"\s", "", name)) >= 4
    assert word_text(made.docx).count(name) >= 4
    letter = LETTERS[5]
    facts = facts_of(letter, court_name=name)
    data = render(letter.template, facts, region="national").docx
    head = docx.Document(BytesIO(data)).sections[0].first_page_header
    assert head.paragraphs[0].text.replace("\n", "") == name


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        pytest.param("张\u202e三", "张三", id="right-to-left-override"),
        pytest.param("张\u200b三\ufeff", "张三", id="zero-width"),
        pytest.param("张\x00三\x07", "张三", id="controls"),
        pytest.param("张\ud800三", "张三", id="lone-surrogate"),
        pytest.param("张\uffff三\ufdd0", "张三", id="non-characters"),
        pytest.param("张\u2066三\u2069", "张三", id="isolates"),
        pytest.param("张\t三", "张 三", id="tab"),
        pytest.param("Ann\u2009Lee", "Ann Lee", id="thin-space"),
        pytest.param("张\u00ad三", "张三", id="soft-hyphen"),
    ],
)
def test_marks_that_hide_or_reorder_text_are_taken_out(given: str, printed: str):
    # As a plain mapping: the model refuses some of these before a template could.
    facts = {**facts_of(RECEIPT), "plaintiff_names": given}
    made = render(RECEIPT.template, facts, region="national")
    assert printed in word_text(made.docx)
    assert made.missing_glyphs == ()
    assert not set(given) - set(printed) & set(
        text_of(compose(RECEIPT.template, facts, "national"))
    )


def test_a_persons_line_breaks_are_kept_and_the_templates_vanish():
    facts = facts_of(RECEIPT, claims="一\r\n二\n三\u2028四")
    data = render(RECEIPT.template, facts, region="national").docx
    word = docx.Document(BytesIO(data))
    cell = next(row.cells[1] for row in word.tables[0].rows if row.cells[0].text == "诉讼请求")
    assert cell.text == "一\n二\n三\n四"
    tree = text_of(compose(RECEIPT.template, facts_of(RECEIPT), "national"))
    assert "  " not in tree.replace("　", "")


def test_a_character_that_no_face_has_is_reported_and_printed_as_a_geta():
    facts = facts_of(RECEIPT, plaintiff_names="张\ue0ff\U000f0000三")
    made = render(RECEIPT.template, facts, region="national")
    assert made.missing_glyphs == ("\ue0ff", "\U000f0000")
    assert "张〓〓三" in pdf_text(made.pdf)
    assert "张\ue0ff\U000f0000三" in word_text(made.docx)


def test_a_variation_selector_is_no_missing_glyph():
    facts = facts_of(RECEIPT, plaintiff_names="葛\U000e0100某")
    assert render(RECEIPT.template, facts, region="national").missing_glyphs == ()
