"""The DOCX, opened with python-docx: named styles, real tables, fields, footers."""

import re
import zipfile
from collections import Counter
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from kinds import of_kind
from lxml import etree
from rendering_samples import LETTERS, case_number_of, facts_of

from rules.vocabulary.letter import Letter
from tasks.rendering import compose, render, render_docx
from tasks.rendering.document import Kind, Table, text_of
from tasks.rendering.word_looks import LOOKS

each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)


def by_code(code: str) -> Letter:
    return next(letter for letter in LETTERS if letter.code == code)


def opened(letter: Letter, **changes: object) -> WordDocument:
    data = render(letter.template, facts_of(letter, **changes), region="national").docx
    return docx.Document(BytesIO(data))


def all_text(word: WordDocument) -> str:
    texts = word.element.body.iter(qn("w:t"))
    return "".join(text.text or "" for text in texts)


@each_letter
def test_all_text_of_the_tree_is_in_the_document(letter: Letter):
    document = compose(letter.template, facts_of(letter), "national")
    squeezed = re.sub(r"\s", "", all_text(opened(letter)))
    tree = re.sub(r"\s", "", text_of(document.blocks))
    assert Counter(tree) - Counter(squeezed) == Counter()
    assert case_number_of(facts_of(letter)) in squeezed


@each_letter
def test_every_paragraph_has_a_named_style_of_ours(letter: Letter):
    word = opened(letter)
    paragraphs = list(word.element.body.iter(qn("w:p")))
    ids = {word.styles[name].style_id for name in LOOKS}
    used = {paragraph.pPr.pStyle.val for paragraph in paragraphs}
    assert used <= ids
    assert "公文标题" in {paragraph.style.name for paragraph in word.paragraphs}


@each_letter
def test_tables_are_real_and_their_heads_return_on_every_page(letter: Letter):
    document = compose(letter.template, facts_of(letter), "national")
    expected = [block for block in document.blocks if isinstance(block, Table)]
    real = [
        table
        for table in opened(letter).tables
        if table._tbl.tblPr.find(qn("w:tblBorders"))[0].get(qn("w:val")) == "single"
    ]
    assert len(real) >= len(expected)
    heads = [table for table in real if table._tbl.xpath(".//w:tblHeader")]
    assert len(heads) == sum(block.head_rows > 0 for block in expected)


@each_letter
def test_the_page_is_a4_with_the_margins_of_the_standard(letter: Letter):
    section = opened(letter).sections[0]
    near = lambda length: pytest.approx(Mm(length), abs=Mm(0.1))  # noqa: E731
    assert (section.page_width, section.page_height) == (near(210), near(297))
    assert (section.top_margin, section.bottom_margin) == (near(37), near(35))
    assert (section.left_margin, section.right_margin) == (near(28), near(26))


@each_letter
def test_page_numbers_are_fields_on_the_outer_side(letter: Letter):
    word = opened(letter)
    assert word.settings.odd_and_even_pages_header_footer is True
    section = word.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, None)):
        paragraph = footer.paragraphs[0]
        assert "PAGE" in "".join(paragraph._p.xpath(".//w:instrText/text()"))
        assert paragraph.text.startswith("— ")
        aligned = paragraph._p.pPr.find(qn("w:jc"))
        assert (aligned.get(qn("w:val")) if aligned is not None else None) == side


def test_a_letter_has_its_red_head_on_the_first_page_alone():
    section = opened(by_code("suggestion")).sections[0]
    assert section.different_first_page_header_footer is True
    head = section.first_page_header.paragraphs[0]
    assert (head.text, head.style.name) == ("云州市云山区人民法院", "发文机关标志")
    # 上粗下细 under the mark, 上细下粗 at the foot.
    for place, order in (
        (section.first_page_header, "thick-thin"),
        (section.first_page_footer, "thin-thick"),
    ):
        lines = [p._p.xpath(".//w:pBdr/w:bottom")[0] for p in place.paragraphs]
        assert [line.get(qn("w:color")) for line in lines] == ["E60012"] * 2
        sizes = [int(line.get(qn("w:sz"))) for line in lines]
        assert sizes == sorted(sizes, reverse=order == "thick-thin")
        assert sizes[0] != sizes[1]
    assert section.first_page_footer.paragraphs[0].text == ""
    assert section.header.paragraphs[0].text == ""


def test_twenty_eight_characters_fit_on_a_line_of_word():
    style = opened(by_code("settlement")).styles["公文正文"].element
    size = int(style.xpath(".//w:rPr/w:sz/@w:val")[0]) / 2
    squeeze = int(style.xpath(".//w:rPr/w:spacing/@w:val")[0]) / 20
    assert 28 * (size + squeeze) <= 156 / 25.4 * 72 < 29 * (size + squeeze)
    line = style.xpath(".//w:pPr/w:spacing")[0]
    assert line.get(qn("w:lineRule")) == "exact"
    assert 22 * int(line.get(qn("w:line"))) / 20 <= 225 / 25.4 * 72


def test_the_faces_are_those_of_the_standard_and_have_other_names():
    data = render_docx(compose(LETTERS[0].template, facts_of(LETTERS[0]), "national"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
    names = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in table}
    assert names["仿宋_GB2312"] == "FangSong"
    assert set(names) >= {look.face for look in LOOKS.values()}


def test_headings_have_outline_levels_so_that_word_lists_them():
    word = opened(by_code("suggestion"))
    headings = [p for p in word.paragraphs if p.style.name == "一级标题"]
    assert [heading.text[:2] for heading in headings] == ["一、", "二、", "三、", "四、"]
    assert word.styles["一级标题"].element.xpath(".//w:outlineLvl/@w:val") == ["0"]


def test_the_title_is_not_made_bolder_than_its_face():
    for name in ("公文标题", "发文机关标志", "文书名称", "一级标题"):
        assert opened(by_code("suggestion")).styles[name].element.xpath(".//w:b") == []


def test_minutes_and_documents_have_their_head_and_colophon_in_the_body():
    for kind in (Kind.DOCUMENT, Kind.MINUTES):
        word = docx.Document(BytesIO(render_docx(of_kind(kind))))
        names = [paragraph.style.name for paragraph in word.paragraphs]
        assert names[:3] == ["发文机关标志", "发文字号", "公文标题"]
        assert word.paragraphs[1]._p.xpath(".//w:pBdr/w:bottom/@w:color") == ["E60012"]
        foot = word.tables[-1]._tbl
        assert foot.xpath(".//w:tblpPr/@w:tblpYSpec") == ["bottom"]
        edges = {side: foot.xpath(f".//w:tblBorders/w:{side}/@w:sz") for side in ("top", "insideH")}
        assert edges == {"top": ["8"], "insideH": ["6"]}
        assert [row.cells[0].text[:3] for row in word.tables[-1].rows] == [
            "抄送：",
            "云州市" if kind is Kind.DOCUMENT else "云山区",
        ]


def test_an_annex_begins_on_a_new_page():
    word = opened(by_code("referral"))
    labels = [p for p in word.paragraphs if p.style.name == "附件标识"]
    assert [label.text for label in labels] == ["附件1", "附件2"]
    assert all(label.paragraph_format.page_break_before for label in labels)


def test_the_draft_seal_is_a_picture_behind_the_text():
    letter = by_code("suggestion")
    sealed = render(letter.template, facts_of(letter), region="national", draft_seal=True).docx
    word = docx.Document(BytesIO(sealed))
    (anchor,) = word.element.body.iter(qn("wp:anchor"))
    assert anchor.get("behindDoc") == "1"
    (picture,) = word.part.package.image_parts
    assert picture.image.content_type == "image/png"
    assert picture.image.px_width == pytest.approx(42 / 25.4 * 300, abs=2)
    assert list(opened(letter).element.body.iter(qn("wp:anchor"))) == []


def test_a_document_can_be_edited_and_saved_again():
    word = opened(by_code("receipt"))
    word.paragraphs[-1].add_run("批注")
    saved = BytesIO()
    word.save(saved)
    assert "批注" in all_text(docx.Document(BytesIO(saved.getvalue())))


def test_the_properties_name_the_letter_and_its_day_and_no_clock():
    properties = opened(by_code("referral")).core_properties
    assert properties.title.startswith("关于委派调解欧阳䶮")
    assert properties.author == "云州市云山区人民法院"
    assert properties.created.isoformat().startswith("2026-11-12")


def test_forms_are_set_one_size_smaller_than_letters():
    sizes = {}
    for code in ("receipt", "settlement"):
        style = opened(by_code(code)).styles["公文正文"].element
        sizes[code] = int(style.xpath(".//w:rPr/w:sz/@w:val")[0])
    assert sizes == {"receipt": 28, "settlement": 32}
    assert compose(LETTERS[0].template, facts_of(LETTERS[0]), "national").kind is Kind.FORM
