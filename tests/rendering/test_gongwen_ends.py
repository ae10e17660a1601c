"""How a document ends: 附件说明, 署名 under its seal, 出席, 版记; measured at many lengths."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from kinds import filled, lengthened, markup_of, of_kind, sample
from measuring import (
    MM,
    Line,
    box_of,
    line_from,
    line_with,
    lines_of,
    opened,
    pages_of,
    phrase,
    red_ink,
    rules_of,
    text_of_pages,
)

from tasks.rendering import render_pdf
from tasks.rendering.document import (
    Annex,
    Attachments,
    Colophon,
    Document,
    Kind,
    Paragraph,
    Run,
    Signature,
    Signatures,
)
from tasks.rendering.markup import parse_markup
from tasks.rendering.pdf import colophon_pages
from tasks.rendering.word_sign import write_signatures

LINE, CHARACTER = 225 / 22, 15.75 / MM
OFFICE, DAY = "云州市云山区人民法院", "2026年11月21日"
SEALED = (Kind.LETTER, Kind.DOCUMENT, Kind.NOTICE, Kind.FORM, Kind.REPORT)
RULED = (Kind.DOCUMENT, Kind.MINUTES)


def near(value: float, tolerance: float = 0.3):
    return pytest.approx(value, abs=tolerance)


def signed(kind: Kind, office: str) -> Document:
    """The sample of a kind, signed by an office."""
    text = re.sub("<office>.*</office>", f"<office>{office}</office>", markup_of(kind.value))
    return replace(parse_markup(text), seal="draft")


def signature_on(page, office: str) -> tuple[Line, Line]:
    """署名 and 成文日期, measured each by itself."""
    text = "".join(char["text"] for char in page.chars)
    at = text.rindex(office + DAY)
    over, under = page.chars[at : at + len(office)], page.chars[at + len(office) :][: len(DAY)]
    return line_from(over), line_from(under)


def page_of(pdf: bytes, words: str) -> int:
    """The number of the last page that holds these words."""
    texts = text_of_pages(pdf)
    return max(number for number, text in enumerate(texts, start=1) if words in text)


@pytest.mark.parametrize(
    "office", ["云山法院", OFFICE, OFFICE + "行政审判庭行政争议化解工作办公室"]
)
@pytest.mark.parametrize("kind", SEALED)
def test_the_office_is_centred_over_the_day_and_the_seal_over_both(kind: Kind, office: str):
    document = signed(kind, office)
    bare, pdf = render_pdf(replace(document, seal="")), render_pdf(document)
    number = page_of(bare, office + DAY)
    size = (14 if kind is Kind.FORM else 15.75) / MM
    with opened(bare) as read:
        page = read.pages[number - 1]
        over, under = signature_on(page, office)
        before = [line for line in lines_of(page) if line.bottom < over.top][-1]
    assert over.middle == near(under.middle)
    # 成文日期 右空四字, unless a long 署名 over it would leave the type area.
    overhang = max(0.0, over.right - under.right)
    assert 184 - under.right == near(max(4 * size, overhang))
    ink = red_ink(pdf, number, below=before.bottom - 3, above=263)
    left, top, right, bottom = box_of(ink)
    assert (right - left, bottom - top) == (near(42), near(42))
    assert (left + right) / 2 == near(under.middle)
    # 居印章中心偏下: both lines lie a little below the middle of the seal.
    below = (over.top + under.bottom) / 2 - (top + bottom) / 2
    assert 1.5 < below < 3.5
    # 印章顶端上距正文一行之内.
    assert -1 < top - before.bottom < LINE


@pytest.mark.parametrize("kind", SEALED)
def test_no_page_holds_a_signature_without_text_at_any_length(kind: Kind):
    document = of_kind(kind)
    turned = 0
    last = 0
    for lines in range(26):
        pdf = render_pdf(lengthened(document, lines, by=1))
        texts = text_of_pages(pdf)
        number = page_of(pdf, DAY if kind is not Kind.REPORT else "化解中心" + DAY)
        before = texts[number - 1].rsplit(DAY, 1)[0]
        assert len(before) > len("云州市云山区行政争议化解中心") + 4, (lines, before)
        turned += number != last
        last = number
    # The signature went over to another page while the text grew.
    assert turned >= 2


@pytest.mark.parametrize("kind", [Kind.RECORD, Kind.AGREEMENT])
def test_lines_to_sign_on_stand_whole_on_a_page(kind: Kind):
    document = of_kind(kind)
    parties = [len(block.parties) for block in document.blocks if isinstance(block, Signatures)]
    for lines in range(26):
        texts = text_of_pages(render_pdf(lengthened(document, lines, by=1)))
        assert sum(text.count("签名：") for text in texts) == sum(parties)
        # Whoever signs finds the name and its rule on one page.
        assert all(text.count("签名：") == text.count("年月日") for text in texts)


def test_a_signer_named_at_any_length_breaks_over_pages_and_stays_on_the_paper():
    name = "".join(f"第{number}段，" for number in range(500))
    parties = f"<party>主持人 {name}：</party><party>记录人：</party><party>起诉人：</party>"
    text = re.sub("<party>.*</party>", parties, markup_of(Kind.RECORD.value), flags=re.DOTALL)
    document = parse_markup(text)
    (block,) = (block for block in document.blocks if isinstance(block, Signatures))
    assert block.long == (0,)
    pdf = render_pdf(document)
    printed = Counter("".join(text_of_pages(pdf)))
    assert Counter(name) - printed == Counter()
    with opened(pdf) as read:
        chars = [char for page in read.pages for char in page.chars]
    assert min(char["top"] for char in chars) / MM > 36
    assert max(char["bottom"] for char in chars) / MM < 280
    word = write_signatures(block)
    long, short = word.split("<w:tr>")[1:]
    assert "cantSplit" not in long
    assert "cantSplit" in short
    assert name in long


def test_the_attachments_stand_an_empty_line_below_and_two_characters_in():
    with opened(render_pdf(of_kind(Kind.DOCUMENT))) as pdf:
        page = pdf.pages[1]
        label, second = line_with(page, "附件："), line_with(page, "2.未出庭")
        before = [line for line in lines_of(page) if line.bottom < label.top][-1]
    assert label.left - 28 == near(2 * CHARACTER)
    assert label.top - before.bottom == near(2 * LINE - CHARACTER, 0.5)
    assert second.left - 28 == near(5 * CHARACTER)


def test_a_long_attachment_goes_on_under_its_own_name():
    items = tuple(
        (Run(text=f"关于第{n}批行政争议实质性化解工作情况的专项统计分析报告及其说明"),)
        for n in "一二"
    )
    document = of_kind(Kind.LETTER)
    blocks = (
        Attachments(items=items) if isinstance(b, Attachments) else b for b in document.blocks
    )
    with opened(render_pdf(replace(document, blocks=tuple(blocks)))) as pdf:
        page = pdf.pages[-1]
        first = phrase(page, "关于第一批")
        lines = lines_of(page)
        place = next(n for n, line in enumerate(lines) if "关于第一批" in line.text)
    assert lines[place + 1].left == near(first.left, 0.5)


def test_who_attended_is_named_an_empty_line_below_the_text_with_bold_labels():
    with opened(render_pdf(of_kind(Kind.MINUTES))) as pdf:
        page = pdf.pages[1]
        present, excused, observing = (line_with(page, w) for w in ("出席：", "请假：", "列席："))
        lines = lines_of(page)
        labels = [char for char in page.chars if char["text"] in "出请列"][:1]
        names = phrase(page, "赵")
        second = lines[lines.index(present) + 1]
    assert present.left - 28 == near(2 * CHARACTER)
    assert {round(line.left, 1) for line in (present, excused, observing)} == {
        round(present.left, 1)
    }
    assert excused.top < observing.top
    # The names of a second line begin under the first name.
    assert second.left == near(names.left)
    assert "Hei" in labels[0]["fontname"]


def test_minutes_bear_no_seal_and_an_unsealed_signature_follows_its_own_rule():
    sign = Signature(office=(Run(text=OFFICE),), day=DAY)
    document = of_kind(Kind.MINUTES)
    pdf = render_pdf(replace(document, blocks=(*document.blocks[:-1], sign), seal="draft"))
    assert "样章无效" not in "".join(text_of_pages(pdf))
    with opened(pdf) as read:
        page = read.pages[page_of(pdf, DAY) - 1]
        over, under = phrase(page, OFFICE), phrase(page, DAY)
    # 成文日期首字比署名首字右移二字, and the nearer of both is two characters from the right.
    assert under.left - over.left == near(2 * CHARACTER)
    assert 184 - max(over.right, under.right) == near(2 * CHARACTER)


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize("kind", RULED)
def test_the_colophon_is_at_the_foot_of_the_last_page_which_is_even(kind: Kind, pages: int):
    pdf = render_pdf(filled(kind, pages))
    texts = text_of_pages(pdf)
    assert len(texts) % 2 == 0
    assert ["印发" in text for text in texts] == [False] * (len(texts) - 1) + [True]
    with opened(pdf) as read:
        page = read.pages[-1]
        first, between, last = [rule for rule in rules_of(page) if rule.thick > 0.22][-3:]
        copies, printing = line_with(page, "抄送："), line_with(page, "印发")
        text = [line for line in lines_of(page) if line.bottom < first.top]
        day = phrase(page, f"{DAY}印发")
    # 粗线 0.35 mm at both ends, 细线 0.25 mm between, as wide as the type area.
    assert [rule.thick for rule in (first, between, last)] == [
        near(t, 0.01) for t in (0.35, 0.25, 0.35)
    ]
    assert all(
        (rule.left, rule.right) == (near(28, 0.1), near(184, 0.1))
        for rule in (first, between, last)
    )
    assert last.at == near(262, 0.1)
    assert first.at < copies.top < between.at < printing.top < last.at
    # 四号, one character from both sides.
    assert (copies.size, printing.size) == (near(14, 0.01), near(14, 0.01))
    one = 14 / MM
    assert (copies.left - 28, printing.left - 28, 184 - day.right) == (
        near(one),
        near(one),
        near(one),
    )
    assert all(line.bottom < first.at - 3 for line in text)


@pytest.mark.parametrize("lines", range(0, 24, 2))
@pytest.mark.parametrize("kind", RULED)
def test_the_colophon_never_touches_the_text_or_the_seal(kind: Kind, lines: int):
    document = replace(lengthened(of_kind(kind), lines, by=1), seal="draft")
    pdf = render_pdf(document)
    with opened(pdf) as read:
        page = read.pages[-1]
        top = line_with(page, "抄送：").top - 2
        others = [line for line in lines_of(page) if line.top < top]
    assert all(line.bottom < top - 2 for line in others)
    ink = red_ink(pdf, pages_of(pdf), above=263)
    if ink.any():
        assert box_of(ink)[3] < top


def test_what_pages_the_colophon_begins_is_known_for_the_editable_copy():
    found = set()
    for lines in range(30):
        document = lengthened(of_kind(Kind.DOCUMENT), lines, by=1)
        pages, texts = colophon_pages(document), text_of_pages(render_pdf(document))
        alone = not texts[-1].split("抄送")[0]
        assert (pages > 0) is alone
        assert (pages == 2) is (texts[-2] == "")
        found.add(pages)
    assert found == {0, 1, 2}


def test_a_colophon_without_copies_has_its_two_thick_rules_alone():
    with opened(render_pdf(sample("upward"))) as pdf:
        rules = rules_of(pdf.pages[-1])
    assert [rule.thick for rule in rules] == [near(0.35, 0.01)] * 2
    assert rules[-1].at == near(262, 0.1)


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_the_colophon_of_a_letter_has_no_rules_and_stands_lowest_on_its_last_page(pages: int):
    pdf = render_pdf(filled(Kind.LETTER, pages))
    with opened(pdf) as read:
        page = read.pages[-1]
        copies = line_with(page, "抄送：")
        low = [rule for rule in rules_of(page) if not rule.red and rule.at > copies.top - 10]
        others = [
            line.bottom
            for line in lines_of(page)
            if line.text not in (copies.text, f"—{len(read.pages)}—")
        ]
    assert low == []
    assert 262 - copies.bottom < 4
    assert max(others) < copies.top
    assert copies.left - 28 == near(14 / MM)


def test_the_colophon_comes_after_the_annexes_and_before_slips_that_are_sent_back():
    document = of_kind(Kind.DOCUMENT)
    *body, colophon = document.blocks
    assert isinstance(colophon, Colophon)
    text = Paragraph(content=(Run(text="附表内容。"),))
    annexes = (Annex(label="附件1", title=("统计表",)), text)
    pdf = render_pdf(replace(document, blocks=(*body, *annexes, colophon)))
    last = text_of_pages(pdf)[-1]
    assert "统计表" in "".join(text_of_pages(pdf))
    assert "印发" in last


@pytest.mark.parametrize("kind", Kind)
def test_an_annex_has_its_label_first_and_its_title_on_the_third_line(kind: Kind):
    annex = Annex(label="附件1", title=("行政机关负责人出庭应诉情况统计表",))
    text = Paragraph(content=(Run(text="附表内容。"),))
    document = replace(of_kind(kind), blocks=(text, annex, text))
    with opened(render_pdf(document)) as pdf:
        label, title, body = lines_of(pdf.pages[1])[:3]
        pitch = 225 / 25 if kind is Kind.FORM else LINE
        size = (14 if kind is Kind.FORM else 15.75) / MM
    assert (label.text, label.left) == ("附件1", near(28))
    assert title.middle == near(106)
    assert title.top - label.bottom == near(2 * pitch - size, 0.6)
    assert body.top - title.bottom == near(2 * pitch - size, 0.8)
