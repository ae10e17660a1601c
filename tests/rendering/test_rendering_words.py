"""Templates: what they may do, what stops them, how a region changes their words."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from markupsafe import Markup
from rendering_samples import LETTERS, facts_of

from tasks.rendering import TemplateError, compose, render_text, words
from tasks.rendering.document import text_of
from tasks.rendering.words import compose_markup, template_hash, undeclared_names

NOTICE = {
    "short_code": "A-0388",
    "title": "答复征询",
    "duty": "请答复是否同意诉前调解",
    "due_on": date(2026, 11, 12),
    "days_late": 7,
    "is_served": True,
    "link": "https://desk.example.invalid/t/9",
}
NOTICES = (
    "todo_opened",
    "letter_issued",
    "deadline_near",
    "deadline_missed",
    "case_closed",
    "service_unrecorded",
)


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of all templates that a test may change."""
    copy = tmp_path / "templates"
    shutil.copytree(words.TEMPLATES, copy)
    monkeypatch.setattr(words, "TEMPLATES", copy)
    words._environment.cache_clear()
    yield copy
    words._environment.cache_clear()


CHINESE = re.compile("[\u4e00-\u9fff]")


def make(name: str, facts: dict[str, object]) -> tuple[str, str]:
    """Write a letter and take its hash, as `render` does."""
    markup = compose_markup(name, facts, region="national")
    return markup, template_hash(name, region="national")


def write(templates: Path, text: str, name: str = "trial") -> str:
    (templates / f"{name}.xml.j2").write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{ ''.__class__.__mro__ }}", id="class-walk"),
        pytest.param("{{ x.__init__.__globals__ }}", id="globals"),
        pytest.param("{{ x|attr('__class__') }}", id="attr-filter"),
        pytest.param("{{ 'a' * 1000000000 }}", id="multiplied-text"),
        pytest.param("{{ 9 ** 9 }}", id="power"),
        pytest.param("{{ '%999999999d' % 1 }}", id="format-operator"),
        pytest.param("{{ 'a'.ljust(999999999) }}", id="method-that-grows"),
        pytest.param("{{ '{0.__class__}'.format(1) }}", id="format-method"),
        pytest.param("{{ items.append(1) }}", id="mutation"),
        pytest.param("{{ range(10) }}", id="range"),
        pytest.param("{{ lipsum }}", id="lipsum"),
        pytest.param("{{ cycler }}", id="cycler"),
        pytest.param("{{ self._TemplateReference__context }}", id="self"),
        pytest.param("{{ x|safe }}", id="safe-filter"),
        pytest.param("{{ missing|default('') }}", id="default-filter"),
        pytest.param("{% include '../../etc/passwd' %}", id="path-traversal"),
        pytest.param("{% include x %}", id="dynamic-include"),
        pytest.param("{% if %}", id="syntax"),
        pytest.param("{{ when }}", id="bare-date"),
        pytest.param("{{ amount }}", id="bare-decimal"),
        pytest.param("{{ items }}", id="bare-list"),
        pytest.param("{{ yes }}", id="bare-boolean"),
        pytest.param("{{ nothing }}", id="none"),
        pytest.param("{{ x|date }}", id="text-as-date"),
        pytest.param("{{ x|money }}", id="text-as-money"),
        pytest.param("{{ missing }}", id="missing"),
        pytest.param("{{ missing|date }}", id="missing-filtered"),
        pytest.param("{% for i in missing %}{% endfor %}", id="missing-looped"),
        pytest.param("{% if missing %}{% endif %}", id="missing-tested"),
    ],
)
def test_what_a_template_may_not_do_stops_it(templates: Path, text: str):
    facts = {
        "x": "base/parts.xml.j2",
        "items": [1],
        "when": date(2026, 1, 1),
        "amount": Decimal(1),
        "yes": True,
        "nothing": None,
    }
    name = write(templates, text)
    with pytest.raises(TemplateError, match=CHINESE):
        make(name, facts)


def test_an_error_names_the_file_and_the_line(templates: Path):
    name = write(templates, "<p>\n\n{{ when }}</p>")
    with pytest.raises(TemplateError, match=r"trial（trial\.xml\.j2 第3行）：缺少事实“when”"):
        compose_markup(name, {}, region="national")


def test_a_fact_of_an_unknown_type_does_not_reach_a_template(templates: Path):
    name = write(templates, "{{ x }}")
    with pytest.raises(TemplateError, match=r"object 类型"):
        compose_markup(name, {"x": object()}, region="national")


class Colour(StrEnum):
    RED = "红<色"


@pytest.mark.parametrize(
    "value", [Markup("<b>甲</b>"), Colour.RED], ids=["ready-made-markup", "enum"]
)
def test_a_fact_is_escaped_whatever_kind_of_text_it_is(templates: Path, value: str):
    name = write(templates, "{{ x }}")
    made = compose_markup(name, {"x": value}, region="national")
    assert "<" not in made
    assert made.replace("&lt;", "<").replace("&gt;", ">") == "".join(value)


@pytest.mark.parametrize("region", ["../x", "", "A", "a/../b", "a b"])
def test_a_region_code_is_a_word(region: str):
    with pytest.raises(TemplateError, match="地区代码"):
        compose_markup("registration/receipt", {}, region=region)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "registration/none", "a//b", ""])
def test_a_template_that_is_not_there_is_named(name: str):
    with pytest.raises(TemplateError, match="模板"):
        compose_markup(name, {}, region="national")


def test_a_region_changes_one_block_and_no_other_region(templates: Path):
    folder = templates / "regions" / "yuncheng" / "registration"
    folder.mkdir(parents=True)
    (folder / "receipt.xml.j2").write_text(
        '{% extends "!base/registration/receipt.xml.j2" %}'
        "{% block title %}起诉材料收据{% endblock %}",
        encoding="utf-8",
    )
    receipt, facts = LETTERS[0], facts_of(LETTERS[0])
    local = compose(receipt.template, facts, "yuncheng")
    assert local.title == ("起诉材料收据",)
    assert compose(receipt.template, facts, "national").title == ("收件凭证",)
    assert local.blocks == compose(receipt.template, facts, "national").blocks


def test_a_region_without_a_folder_has_the_common_words():
    receipt, facts = LETTERS[0], facts_of(LETTERS[0])
    assert compose(receipt.template, facts, "anhui") == compose(receipt.template, facts, "national")


def test_the_hash_covers_all_that_a_template_refers_to(templates: Path):
    name = "registration/receipt"
    before = template_hash(name, region="national")
    other = template_hash("registration/correction_notice", region="national")
    for part in ("base/document", "base/parts", "base/case_table", "base/party_table", name):
        path = templates / f"{part}.xml.j2"
        path.write_text(path.read_text(encoding="utf-8") + "{# 改 #}", encoding="utf-8")
        after = template_hash(name, region="national")
        assert after != before, part
        before = after
    slip = templates / "base" / "service_slip.xml.j2"
    slip.write_text(slip.read_text(encoding="utf-8") + "{# 改 #}", encoding="utf-8")
    assert template_hash(name, region="national") == before
    assert template_hash("registration/correction_notice", region="national") != other


def test_the_hash_of_a_region_covers_its_overlay(templates: Path):
    name = "registration/receipt"
    common = template_hash(name, region="yuncheng")
    folder = templates / "regions" / "yuncheng" / "registration"
    folder.mkdir(parents=True)
    (folder / "receipt.xml.j2").write_text(
        '{% extends "!base/registration/receipt.xml.j2" %}', encoding="utf-8"
    )
    words._environment.cache_clear()
    assert template_hash(name, region="yuncheng") != common
    assert template_hash(name, region="national") == common


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_has_a_subject_a_duty_and_a_link_and_asks_for_no_personal_data(name: str):
    text = render_text(f"notices/{name}", NOTICE, region="national")
    subject, _, rest = text.partition("\n")
    assert "A-0388" in subject
    assert NOTICE["link"] in rest
    assert text.endswith("\n")
    asked = undeclared_names(f"notices/{name}", region="national", form="text")
    assert asked <= set(NOTICE)


@pytest.mark.parametrize("name", NOTICES)
def test_a_fact_cannot_add_a_line_to_a_notice(name: str):
    honest = render_text(f"notices/{name}", NOTICE, region="national")
    facts = {**NOTICE, "title": "甲\r\nBcc: x@example.invalid", "duty": "乙\u2028丙"}
    forged = render_text(f"notices/{name}", facts, region="national")
    assert len(forged.splitlines()) == len(honest.splitlines())


def test_a_notice_prints_its_facts_without_escapes():
    text = render_text("notices/todo_opened", {**NOTICE, "title": "甲<乙>&"}, region="national")
    assert "甲<乙>&" in text


def test_a_notice_without_a_due_date_says_nothing_of_one():
    text = render_text("notices/todo_opened", {**NOTICE, "due_on": None}, region="national")
    assert "以前完成" not in text
    assert "以前完成" in render_text("notices/todo_opened", NOTICE, region="national")


def test_every_fact_that_a_template_prints_went_through_the_same_escape():
    receipt = LETTERS[0]
    facts = facts_of(receipt, cause="<b>粗</b>")
    assert "<b>粗</b>" in text_of(compose(receipt.template, facts, "national"))
