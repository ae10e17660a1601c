"""Names and claims that look like markup are printed as they are: every kind, both formats."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from rendering_samples import LETTERS, PARTIES, facts_of

from rules.vocabulary.letter import PartyFacts
from tasks.rendering import compose, render, words
from tasks.rendering.document import Document, Kind, text_of
from tasks.rendering.faces import typefaces
from tasks.rendering.pdf import render_pdf
from tasks.rendering.word import render_docx

RECEIPT, RECORD = LETTERS[0], LETTERS[6]
# Everything here is printed as it stands.
LITERAL = {
    "typst": [
        "#panic(1)",
        '#read("/etc/passwd")',
        "#set page(width: 1cm)",
        "#let x = 1",
        "$x^2$",
        "@ref",
        "<label>",
        "*星*",
        "_下划线_",
        "`代码`",
        "```rust",
        "= 标题",
        "- 项",
        "+ 项",
        "/ 词: 义",
        "~波浪",
        "\\u{41}",
        "//注释",
        "/* 块 */",
        "--",
        "---",
        "sys.inputs.doc",
        'json(bytes("1"))',
    ],
    "html": [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p>甲</p>",
        "甲<乙>丙",
        "A&B公司",
        "&amp;",
        "&lt;b&gt;",
        "&#x41;",
        "&nbsp;",
        "<!-- x -->",
        "-->",
        "javascript:alert(1)",
    ],
    "xml": [
        "]]>",
        "<![CDATA[x]]>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x>",
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        "</p></document>",
        "<annex label='x'>",
        "<issuer-mark>伪</issuer-mark>",
        "<sign><office>伪</office></sign>",
    ],
    "jinja": [
        "{{7*7}}",
        "{% if x %}",
        "{% include 'x' %}",
        "{# 注释 #}",
        "{{ ''.__class__.__mro__ }}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "__class__.__mro__",
        "%s%d%n",
        "{0}",
    ],
    "ooxml": [
        "</w:t></w:r>",
        "<w:br/>",
        '<w:fldSimple w:instr="DDE"/>',
        "MERGEFIELD x",
        "_x000D_",
        "MARK-OF-THE-LETTER",
        "99999",
        "rIdSeal",
        "</cp:coreProperties>",
    ],
    "csv": ["=1+1", "+1-1", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("x")'],
    "paths": ["../../etc/passwd", "C:\\Windows\\..\\x", "file:///etc/passwd", "${HOME}", "~/x"],
    "sql": ["'; DROP TABLE cases; --", "1 OR 1=1", "x' UNION SELECT"],
    "names": [
        "㙍䶮𬱖𠅤𫟹",
        "O'Neill-Müller",
        "·阿不都·买买提",
        "'单引号'",
        '"双引号"',
        "《书名》〔2026〕",
        "。标点，开头",
        "…省略号…",
        "[链接](http://a.invalid)",
        "张\U0001f600三",  # An astral picture, which the face of rare characters has.
    ],
    "long": ["国" * 60, "X" * 90, "甲，" * 25, "a1b2c3d4" * 12],
}
HOSTILE = [
    pytest.param(name, id=f"{kind}-{n}") for kind in LITERAL for n, name in enumerate(LITERAL[kind])
]
# What is given, and what is printed: marks that hide or reorder text are taken out.
CLEANED = {
    "张\u202e三": "张三",  # Right-to-left override.
    "张\u202d三\u202c": "张三",
    "张\u2066三\u2069": "张三",  # Isolates.
    "张\u200f三\u200e": "张三",  # Right-to-left and left-to-right marks.
    "张\u061c三": "张三",  # Arabic letter mark.
    "张\u200b三\ufeff": "张三",  # Zero-width space and byte order mark.
    "张\u200c三\u200d": "张三",  # Zero-width joiners.
    "张\u2060三": "张三",  # Word joiner.
    "张\u00ad三": "张三",  # Soft hyphen.
    "张\x00三\x07": "张三",  # Controls.
    "张\x1b[31m三": "张[31m三",  # A terminal's escape loses its power, not its letters.
    "张\x7f三\x9b": "张三",
    "张\ud800三": "张三",  # A lone surrogate.
    "张\uffff三\ufdd0": "张三",  # Non-characters.
    "张\U000e0041三": "张三",  # A tag that no one sees.
    "张\ufff9三\ufffb": "张三",  # Interlinear annotation.
    "张\t三": "张 三",
    "Ann\u2009Lee": "Ann Lee",  # A thin space.
    "Ann\u202fLee": "Ann Lee",
}
# What no face here has comes out as 〓 in the PDF, as it is in the DOCX, and is reported.
UNPRINTABLE = {
    "张\ue0ff三": "\ue0ff",  # A private-use code.
    "张\U000f0000三": "\U000f0000",
    "张שלום三": "שלום",  # Right-to-left letters keep their order.
    "张مرحبا三": "مرحبا",
    "张\U00012000三": "\U00012000",  # Cuneiform.
}


def pdf_text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    return squeezed(text)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def word_text(data: bytes) -> str:
    """The text of the body and of the heads, as Word reads it."""
    found = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d)\.xml", name):
                root = etree.fromstring(package.read(name))
                found += [text.text or "" for text in root.iter(qn("w:t"))]
    return "".join(found)


EVERYWHERE = """<document kind="{{ kind }}" dated="2026-11-21">
<issuer>{{ name }}</issuer>
{% if kind in ("letter", "document", "minutes") %}<issuer-mark>{{ name }}</issuer-mark>{% endif %}
<title>{{ name }}</title><number>{{ name }}</number>
{% if kind == "document" %}<signer>{{ name }}</signer>{% endif %}
<to>{{ name }}</to><h1>{{ name }}</h1><h2>{{ name }}</h2>
<p>{{ name }}<b>{{ name }}</b><k>{{ name }}</k></p>
<table widths="30 70"><head><cell>{{ name }}</cell><cell>甲</cell></head>
<row><cell>{{ name }}</cell><cell>乙</cell></row></table>
<callout><p>{{ name }}</p></callout>
<attachments><item>{{ name }}</item></attachments>
<attendees><group label="出席">{{ name }}</group></attendees>
<sign><office>{{ name }}</office><day>{{ name }}</day></sign>
<signatures><party>{{ name }}</party></signatures>
<copies>{{ name }}</copies>
{% if kind in ("document", "minutes") %}
<print-office>{{ name }}</print-office><print-day>2026年11月21日</print-day>
{% endif %}
<annex label="附件">{{ name }}</annex><p>{{ name }}</p>
</document>"""
# Places that every kind has; the issuer is not printed by all.
FEWEST = 18


@pytest.fixture
def everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A template that puts one name into every element of the markup."""
    (tmp_path / "everywhere.xml.j2").write_text(EVERYWHERE, encoding="utf-8")
    monkeypatch.setattr(words, "TEMPLATES", tmp_path)
    words._environment.cache_clear()
    yield
    words._environment.cache_clear()


def composed(kind: Kind, name: str) -> Document:
    return compose("everywhere", {"kind": str(kind), "name": name}, "national")


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_literal_in_every_element_of_every_kind(name: str):
    for kind in Kind:
        document = composed(kind, name)
        assert squeezed(text_of(document)).count(squeezed(name)) >= FEWEST
        assert typefaces().missing(text_of(document)) == ()
        assert pdf_text(render_pdf(document)).count(squeezed(name)) >= FEWEST - 1, kind
        assert squeezed(word_text(render_docx(document))).count(squeezed(name)) >= FEWEST - 1, kind


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("given", CLEANED, ids=ascii)
def test_marks_that_hide_or_reorder_text_are_taken_out(given: str, kind: Kind):
    document = composed(kind, given)
    printed = CLEANED[given]
    gone = set(given) - set(printed)
    assert not gone & set(text_of(document))
    assert pdf_text(render_pdf(document)).count(squeezed(printed)) >= FEWEST - 1
    text = word_text(render_docx(document))
    assert text.count(printed) >= FEWEST - 1
    assert not gone & set(text)


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("given", UNPRINTABLE, ids=ascii)
def test_what_no_face_has_is_a_geta_in_the_pdf_and_itself_in_the_docx(given: str, kind: Kind):
    document = composed(kind, given)
    missing = UNPRINTABLE[given]
    assert typefaces().missing(text_of(document)) == tuple(dict.fromkeys(missing))
    printed = "".join("〓" if char in missing else char for char in given)
    assert pdf_text(render_pdf(document)).count(printed) >= FEWEST - 1
    assert word_text(render_docx(document)).count(given) >= FEWEST - 1


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", ["Zoe\u0308", "Việt", "a\u0301\u0302\u0303" * 3, "葛\U000e0100某"])
def test_combining_marks_are_not_lost_from_either_format(name: str, kind: Kind):
    document = composed(kind, name)
    assert word_text(render_docx(document)).count(name) >= FEWEST - 1
    # A sequence may come back as one character; what no face has is 〓.
    missing = typefaces().missing(text_of(document))
    printed = "".join("〓" if char in missing else char for char in name)
    found = composed_of(pdf_text(render_pdf(document)))
    assert found.count(composed_of(printed)) >= FEWEST - 1


def composed_of(text: str) -> str:
    """Text without variation selectors, which not every face keeps, its marks composed."""
    return unicodedata.normalize("NFC", re.sub("[\U000e0100-\U000e01ef]", "", text))


def test_there_are_enough_of_them_and_all_are_distinct():
    names = [name for kind in LITERAL.values() for name in kind] + [*CLEANED, *UNPRINTABLE]
    assert len(names) == len(set(names)) > 100


def test_facts_of_a_real_letter_are_literal_wherever_they_stand():
    name = '#read("/etc/passwd")</w:t>{{7*7}}&amp;'
    parties = (PartyFacts(name=name, address=name), PARTIES[0])
    changes = {"plaintiffs": parties, "plaintiff_names": name, "claims": name, "court_name": name}
    made = render(RECEIPT.template, facts_of(RECEIPT, **changes), region="national")
    assert made.missing_glyphs == ()
    # Name twice in the tables, once as addressee, claims, court in title and signature.
    assert pdf_text(made.pdf).count(name) >= 5
    assert word_text(made.docx).count(name) >= 5
    statements = {"statements": ((name, "同意。"),), "host": name, "center_name": name}
    made = render(RECORD.template, facts_of(RECORD, **statements), region="national")
    assert pdf_text(made.pdf).count(name) >= 4
    assert word_text(made.docx).count(name) >= 4


def test_the_properties_of_a_file_are_literal_too():
    name = "</dc:title><b>&"
    facts = facts_of(LETTERS[5], court_name=name)
    data = render(LETTERS[5].template, facts, region="national").docx
    word = docx.Document(BytesIO(data))
    assert word.core_properties.author == name
    head = word.sections[0].first_page_header
    assert head.paragraphs[0].text.replace("\n", "") == name


def test_a_persons_line_breaks_are_kept_and_the_templates_vanish():
    facts = facts_of(RECEIPT, claims="一\r\n二\n三\u2028四")
    data = render(RECEIPT.template, facts, region="national").docx
    word = docx.Document(BytesIO(data))
    cell = next(row.cells[1] for row in word.tables[0].rows if row.cells[0].text == "诉讼请求")
    assert cell.text == "一\n二\n三\n四"
    tree = text_of(compose(RECEIPT.template, facts_of(RECEIPT), "national"))
    assert "  " not in tree.replace("　", "")


def test_a_character_that_no_face_has_is_reported_of_a_letter():
    facts = facts_of(RECEIPT, plaintiff_names="张\ue0ff\U000f0000三")
    made = render(RECEIPT.template, facts, region="national")
    assert made.missing_glyphs == ("\ue0ff", "\U000f0000")
    assert "张〓〓三" in pdf_text(made.pdf)


def test_a_variation_selector_is_no_missing_glyph():
    facts = facts_of(RECEIPT, plaintiff_names="葛\U000e0100某")
    assert render(RECEIPT.template, facts, region="national").missing_glyphs == ()
