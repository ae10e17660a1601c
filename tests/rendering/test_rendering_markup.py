"""The whitelist: markup that letters do not know is an error that says where and what."""

import pytest

from tasks.rendering import MarkupError
from tasks.rendering.document import (
    Blank,
    Break,
    Colophon,
    Emphasis,
    Heading,
    Kind,
    Paragraph,
    Run,
    Signature,
    Table,
    text_of,
)
from tasks.rendering.markup import parse_markup

HEAD = '<document kind="form" dated="2026-11-21">\n<title>题</title>'


def body(inside: str) -> str:
    return f"{HEAD}{inside}</document>"


def red(kind: str, inside: str) -> str:
    """A document of a kind with 发文机关标志."""
    head = f'<document kind="{kind}" dated="2026-11-21"><issuer>某院</issuer><title>题</title>'
    return f"{head}{inside}</document>"


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        pytest.param(body("<script/>"), "不认识的标记 <script>", id="unknown-element"),
        pytest.param(body("<p style='x'>a</p>"), "没有属性 style", id="unknown-attribute"),
        pytest.param(body("<p xml:lang='zh'>a</p>"), "没有属性", id="namespaced-attribute"),
        pytest.param(body("<x:p xmlns:x='u'>a</x:p>"), "不认识的标记", id="namespaced-element"),
        pytest.param(body("<!-- c -->"), "注释", id="comment"),
        pytest.param(body("<p>a<!-- c -->b</p>"), "注释", id="comment-in-text"),
        pytest.param(body("<?php x?>"), "处理指令", id="processing-instruction"),
        pytest.param("<!-- c -->" + body(""), "注释", id="comment-before"),
        pytest.param(body("") + "<!-- c -->", "注释", id="comment-after"),
        pytest.param("<!DOCTYPE document>" + body(""), "DOCTYPE", id="doctype"),
        pytest.param(
            '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + body("<p>&e;</p>"),
            "DOCTYPE|实体",
            id="external-entity",
        ),
        pytest.param(
            '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + body("<p>&b;</p>"),
            "DOCTYPE|实体",
            id="entity-bomb",
        ),
        pytest.param(body("<p>&undefined;</p>"), "写法有误", id="undefined-entity"),
        pytest.param(body("<p>a"), "写法有误", id="not-closed"),
        pytest.param(body("<p>a<p>b</p></p>"), "不能放在文字里", id="paragraph-in-paragraph"),
        pytest.param(
            body("<p>a<table widths='1'/></p>"), "不能放在文字里", id="table-in-paragraph"
        ),
        pytest.param(body("<cell>a</cell>"), "不能放在这里", id="cell-outside"),
        pytest.param(body("<b>a</b>"), "不能放在这里", id="run-outside"),
        pytest.param(body("text"), "下级标记|标记中", id="stray-text"),
        pytest.param(body("<p>a</p>text"), "标记中", id="stray-text-after"),
        pytest.param(body("<callout>text<p>a</p></callout>"), "只能由 <p>", id="stray-in-box"),
        pytest.param(body("<p align='justify'>a</p>"), "align 只能是", id="unknown-choice"),
        pytest.param(body("<p keep='true'>a</p>"), "yes 或 no", id="unknown-flag"),
        pytest.param(body("<p><blank width='0'/></p>"), "width 必须", id="blank-of-nothing"),
        pytest.param(body("<p><blank width='9999'/></p>"), "width 必须", id="blank-too-wide"),
        pytest.param(body("<table><row><cell>a</cell></row></table>"), "widths", id="no-widths"),
        pytest.param(
            body("<table widths='1 1'><row><cell>a</cell></row></table>"),
            "占满 2 格",
            id="row-too-short",
        ),
        pytest.param(body("<table widths='1'><p>a</p></table>"), "<row>", id="paragraph-in-table"),
        pytest.param(body("<sign><office>a</office></sign>"), "<day>", id="signature-without-day"),
        pytest.param(body("<title>又</title>"), "只能有一个", id="two-titles"),
        pytest.param(body("<p>a<wbr/>b</p>"), "<wbr>", id="hint-outside-title"),
        pytest.param("<document kind='form' dated='2026-11-21'/>", "<title>", id="no-title"),
        pytest.param("<document kind='poem' dated='2026-11-21'/>", "kind 只能是", id="kind"),
        pytest.param(
            "<document kind='form' dated='soon'><title>a</title></document>", "dated", id="no-date"
        ),
        pytest.param("<p>a</p>", "<document>", id="wrong-root"),
        pytest.param(red("minutes", ""), "<issuer-mark>", id="minutes-without-mark"),
        pytest.param(
            body("<issuer-mark>某</issuer-mark>"), "没有发文机关标志", id="mark-of-a-form"
        ),
        pytest.param(red("letter", "<signer>张</signer>"), "签发人", id="signer-of-a-letter"),
        pytest.param(
            red("letter", "<print-office>a</print-office><print-day>b</print-day>"),
            "没有印发机关",
            id="printing-of-a-letter",
        ),
        pytest.param(
            red("document", "<print-office>a</print-office>"), "须同时有", id="printed-on-no-day"
        ),
        pytest.param(
            red("document", "<copies>a</copies><copies>b</copies>"), "只能有一个", id="two-copies"
        ),
        pytest.param(body("<attendees><group>a</group></attendees>"), "label", id="no-label"),
        pytest.param(body("<attendees><p>a</p></attendees>"), "<group>", id="not-a-group"),
        pytest.param("", "写法有误", id="empty"),
    ],
)
def test_what_letters_do_not_know_is_refused(markup: str, complaint: str):
    with pytest.raises(MarkupError, match=complaint):
        parse_markup(markup)


def test_an_error_names_the_line():
    with pytest.raises(MarkupError, match="第3行：不认识的标记 <script>"):
        parse_markup(body("\n<script/>"))


def test_the_tree_keeps_runs_breaks_and_blanks_in_order():
    document = parse_markup(body("<p>甲<b>乙</b><k>丙</k><br/>丁<blank width='5'/></p>"))
    assert document.kind is Kind.FORM
    assert document.blocks == (
        Paragraph(
            content=(
                Run(text="甲"),
                Run(text="乙", emphasis=Emphasis.STRONG),
                Run(text="丙", emphasis=Emphasis.KAI),
                Break(),
                Run(text="丁"),
                Blank(width=5),
            ),
            justified=False,
        ),
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param("甲\n  乙", "甲乙", id="between-chinese"),
        pytest.param("one\n  two", "one two", id="between-words"),
        pytest.param("甲\n  two", "甲two", id="between-both"),
        pytest.param("甲 乙", "甲 乙", id="a-space-that-was-meant"),
        pytest.param("\n  甲\n", "甲", id="around"),
    ],
)
def test_line_ends_of_a_template_vanish(inside: str, text: str):
    (block,) = parse_markup(body(f"<h1>{inside}</h1>")).blocks
    assert block == Heading(level=1, content=(Run(text=text),))


@pytest.mark.parametrize(
    "signature",
    [
        "<sign><office>院</office><day>日</day></sign>",
        "<signatures><party>甲：</party></signatures>",
    ],
)
def test_the_last_words_are_kept_on_the_page_of_the_signature(signature: str):
    first, last, _ = parse_markup(body(f"<p>甲</p><p>乙</p>{signature}")).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.keep, last.keep) == (False, True)


def test_a_cell_may_span_and_head_rows_are_counted():
    rows = "<head><cell>甲</cell><cell>乙</cell></head><row><cell span='2'>丙</cell></row>"
    (table,) = parse_markup(body(f"<table widths='1 3'>{rows}</table>")).blocks
    assert isinstance(table, Table)
    assert (table.head_rows, table.widths, table.rows[1][0].span) == (1, (1, 3), 2)


def test_the_colophon_is_one_block_behind_the_annexes_and_before_the_slips():
    document = parse_markup(
        red(
            "document",
            "<copies>甲</copies><p>文</p><print-office>乙</print-office>"
            "<annex label='附件'>表</annex><p>a</p><print-day>2026年11月21日</print-day>"
            "<annex>送达回证</annex><p>b</p>",
        )
    )
    places = [type(block).__name__ for block in document.blocks]
    assert places == ["Paragraph", "Annex", "Paragraph", "Colophon", "Annex", "Paragraph"]
    colophon = document.blocks[3]
    assert isinstance(colophon, Colophon)
    assert (colophon.office, colophon.day) == ("乙", "2026年11月21日")
    assert colophon.copies == (Run(text="甲"),)


@pytest.mark.parametrize(
    ("kind", "given", "mark"),
    [
        ("letter", "", "某院"),
        ("letter", "<issuer-mark>某法院</issuer-mark>", "某法院"),
        ("document", "", "某院文件"),
        ("minutes", "<issuer-mark>联席会议纪要</issuer-mark>", "联席会议纪要"),
        ("report", "", ""),
    ],
)
def test_the_mark_is_the_issuers_name_unless_another_is_given(kind: str, given: str, mark: str):
    assert parse_markup(red(kind, given)).mark == mark


def test_signers_stand_in_the_order_of_the_template():
    signers = "<signer>张</signer><signer>李</signer>"
    assert parse_markup(red("document", signers)).signers == ("张", "李")


def test_a_long_office_is_signed_on_two_lines_that_end_where_an_office_does():
    office = "云州市云山区人民法院行政审判庭行政争议化解工作办公室"
    sign = f"<sign><office>{office}</office><day>2026年11月21日</day></sign>"
    (block,) = parse_markup(red("letter", sign)).blocks
    assert isinstance(block, Signature)
    lines = text_of(block.office).split("\n")
    assert lines == ["云州市云山区人民法院", "行政审判庭行政争议化解工作办公室"]


def test_short_tables_stay_whole_and_only_very_high_rows_may_break():
    def table(rows: int, words: str) -> Table:
        row = f"<row><cell>a</cell><cell>{words}</cell></row>"
        (block,) = parse_markup(body(f"<table widths='30 70'>{row * rows}</table>")).blocks
        assert isinstance(block, Table)
        return block

    assert (table(3, "b").whole, table(3, "b").long) == (True, ())
    assert (table(12, "b").whole, table(12, "b").long) == (False, ())
    assert table(2, "字" * 600).long == (0, 1)
