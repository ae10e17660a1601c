"""Every article a deadline cites is quoted, and the quote says what the deadline declares."""

import re
import subprocess
import sys
from datetime import date

import pytest

from rules.deadlines import DEADLINES
from rules.vocabulary.article import Article, Confidence, Statute, chinese_number, cite
from rules.vocabulary.period import Count, Period
from rules.vocabulary.quotation import STATUTES, QuotationError, find_wording, read_wording

# The articles whose wording was not found, each with the reason.
UNQUOTED = {
    Article(Statute.DIVERSIFIED_RESOLUTION): "法发〔2021〕36号全文未取得，条款序号亦未知",
    Article(Statute.ONLINE_MEDIATION): "指该规则通篇所称的“工作日”，不引某一条",
    Article(Statute.RUZHOU_PLAN): "指该方案“在受理环节了解诉求和意愿”，条款层级未取得",
}

# The lengths that no article states, each with the reason.
UNSTATED = {
    "F_VISIT_1": "文件没有规定回访的时间，为设计假设",
    "F_VISIT_2": "文件没有规定回访的时间，为设计假设",
    "S_RECTIFY": "日期由整改台账自定",
    "X_FINE_DAILY": "自期满之日起按日计，没有日数",
    "M_LIMIT_DEDUCT": "扣除后的届满日即原届满日加扣除日数，没有日数",
    "M_PRE_1M": "依据的原文未取得",
    "M_PRE_3M_STOP": "依据的原文未取得",
    "YC_HALF_YEAR": "文件未定截止日，按地区配置",
    "SL_QUARTER": "文件未定截止日，按地区配置",
    "A_CORRECTION": "法律没有规定补正的日数，由人民法院指定",
    "A_ALERT_24H": "文件只说“及时”，时数为设计假设",
    "A_GUARANTEE": "日期由包保责任书写明",
    "A_WISH_3WD": "文件没有规定征询意愿的日数，为设计假设",
    "P_INSTALMENT": "日期由生效法律文书载明",
    "P_INSTALMENT_PARTY": "日期由生效法律文书载明",
    "P_CHECK": "法律没有规定核实的日数，为设计假设",
    "J_REPLY_NAMED": "日期由司法建议书载明",
    "P_REPLY_NAMED": "日期由检察建议书载明",
}

FILES = sorted(STATUTES.glob("*.toml"))
NUMBER = re.compile(
    r"第[一二三四五六七八九十百零]+条(第[一二三四五六七八九]款)?(第（[一二三四五六七八九十]+）项)?"
    r"|[一二三四五六七八九十]+（[一二三四五六七八九十]+）"
)
UNITS = {
    Count.DAYS: "日",
    Count.DAYS_BEFORE: "日",
    Count.WORKING_DAYS: "日",
    Count.WORKING_DAYS_BEFORE: "日",
    Count.AFTER_WORKING_DAYS: "日",
    Count.MONTHS: "个月",
    Count.YEARS: "年",
    Count.HOURS: "小时",
}


def cited_by(deadline):
    """Every article a deadline cites: its own, its readings', its limits', its counting's."""
    bases = (deadline.basis, *(item.basis for item in (*deadline.readings, *deadline.limits)))
    counting = deadline.counting
    return {
        *(article for basis in bases for article in basis),
        *(article for article in (counting.start, counting.roll, counting.working) if article),
    }


CITED = {article for deadline in DEADLINES.values() for article in cited_by(deadline)}


def lengths():
    """Every declared length beside the articles it rests on."""
    for code, deadline in DEADLINES.items():
        if code in UNSTATED:
            continue
        yield pytest.param(deadline.period, deadline.basis, id=code)
        for reading in deadline.readings:
            if reading.key != "strict":  # one day more by reading, in no article's words
                yield pytest.param(reading.period, reading.basis, id=f"{code}-{reading.key}")
        for limit in deadline.limits:
            for period in filter(None, (limit.period, limit.immovable_period)):
                yield pytest.param(period, limit.basis, id=f"{code}-{limit.title}-{period.label}")


def says(text: str, period: Period) -> bool:
    """The text states this length, in characters or digits, not as the end of a longer number."""
    unit = UNITS[period.count]
    words = {str(period.n), chinese_number(period.n), "两" if period.n == 2 else ""} - {""}
    working = "(个工作)?" if period.count.is_working else ""
    return bool(
        re.search(rf"(?<![\d一二三四五六七八九十百])({'|'.join(words)}){working}{unit}", text)
    )


@pytest.mark.parametrize("article", sorted(CITED, key=str), ids=str)
def test_every_cited_article_is_quoted_or_listed_as_not_found(article):
    assert bool(article.quote) != (article in UNQUOTED)
    assert bool(article.quote) == bool(article.edition)


def test_only_cited_articles_are_listed_as_not_found():
    assert set(UNQUOTED) <= CITED
    assert set(UNSTATED) <= set(DEADLINES)


def test_a_deadline_called_verified_quotes_what_it_was_verified_against():
    for deadline in DEADLINES.values():
        if deadline.confidence in {Confidence.VERIFIED, Confidence.SEED}:
            assert any(article.quote for article in deadline.basis), deadline.code


@pytest.mark.parametrize(("period", "basis"), list(lengths()))
def test_the_quotes_state_the_declared_length(period, basis):
    text = "".join(article.quote for article in basis)
    while period is not None:
        assert says(text, period), (period.label, text)
        period = period.then


@pytest.mark.parametrize("code", sorted(UNSTATED))
def test_a_length_listed_as_unstated_is_in_no_quote(code):
    deadline = DEADLINES[code]
    text = "".join(article.quote for article in deadline.basis)
    assert deadline.period.count not in UNITS or not says(text, deadline.period)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [("应当在五日内", True), ("在十五日内", False), ("在5日内", True), ("在15日内", False)],
)
def test_a_length_is_not_found_in_a_longer_one(text, is_said):
    assert says(text, Period(Count.DAYS, 5)) is is_said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_wording_is_complete_and_clean(path):
    wording = read_wording(path)
    assert wording.title == Statute[path.stem.upper()].replace("〈", "《").replace("〉", "》")
    assert date(2026, 11, 22) <= wording.read_on
    for number, text in wording.articles.items():
        assert NUMBER.fullmatch(number), number
        for paragraph in text.split("\n"):
            assert paragraph == paragraph.strip(), number
            assert paragraph.endswith(("。", "；")), number
        assert not re.search(r"…|\.\.|×|（略）|TODO|[,;:()?]", text), number


def test_every_statute_file_is_quoted_from():
    assert len(FILES) == len({path.stem for path in FILES}) > 15
    cited = {article.statute.name.lower() for article in CITED if article.quote}
    # The civil code is cited by the steps of a proof, not by a deadline.
    assert {path.stem for path in FILES} == {*cited, "civil_code"}


def test_a_paragraph_is_found_in_its_article():
    whole = cite(Statute.LITIGATION, 46)
    assert whole.quote.splitlines() == [
        cite(Statute.LITIGATION, 46, 1).quote,
        cite(Statute.LITIGATION, 46, 2).quote,
    ]
    assert cite(Statute.LITIGATION, 46, 2).quote.startswith("因不动产提起诉讼的案件")


@pytest.mark.parametrize(
    "article",
    [
        cite(Statute.LITIGATION, 46, 3),
        cite(Statute.LITIGATION, 1),
        cite(Statute.LITIGATION, 96),
        Article(Statute.LITIGATION),
        Article(Statute.HOLIDAYS, "第一条"),
    ],
    ids=str,
)
def test_what_is_not_there_is_not_quoted(article):
    assert article.quote == article.edition == ""


def test_a_second_edition_is_read_from_its_own_directory(tmp_path):
    text = (STATUTES / "coercion.toml").read_text(encoding="utf-8").replace("2011-06-30", "2030")
    (tmp_path / "coercion.toml").write_text(text, encoding="utf-8")
    assert find_wording("coercion", tmp_path).edition.startswith("2030通过")
    assert find_wording("compensation", tmp_path) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("edition", "editon", "的条目不符：edition、editon"),
        ('title = "行政强制法"\n', "", "的条目不符：title"),
        ("[articles]", "[articles", "不是合法的TOML"),
        ("read_on = 2026-11-22", 'read_on = "2026"', "read_on：应为日期"),
        ('"第六十九条" = "', '"第七十条" = " "\n"第六十九条" = "', "第七十条：应为文字"),
        ('title = "行政强制法"', "title = 1", "title：应为文字"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path, old, new, message):
    text = (STATUTES / "coercion.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "coercion.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(QuotationError, match=message):
        read_wording(path)


def test_nothing_is_read_until_a_quote_is_asked_for():
    program = (
        "import rules.deadlines as d; from rules.vocabulary.quotation import find_wording as f;"
        "before = f.cache_info().misses; d.find('L_ANSWER_15D').basis[0].quote;"
        "print(before, f.cache_info().misses)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "1"]
