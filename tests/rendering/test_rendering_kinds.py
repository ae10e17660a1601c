"""Templates of the new kinds, written on the common frame as the letters' own templates are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from measuring import text_of_pages

from tasks.rendering import compose, render, words
from tasks.rendering.document import Attendees, Colophon, Kind, Signature

BULLETIN = """{% extends "!base/base/document.xml.j2" %}
{% block kind %}document{% endblock %}
{% block issuer %}{{ center_name }}{% endblock %}
{% block mark %}<issuer-mark>{{ center_name }}文件</issuer-mark>{% endblock %}
{% block title %}关于{{ subject }}的<wbr/>通报{% endblock %}
{% block to %}<to>各有关单位：</to>{% endblock %}
{% block body %}<p>现将{{ subject }}通报如下。</p>{% endblock %}
{% block office %}{{ center_name }}{% endblock %}
{% block copies %}<copies>{{ copied|joined("，") }}。</copies>{% endblock %}
{% block printing %}
<print-office>{{ center_name }}办公室</print-office><print-day>{{ issued_on|date }}</print-day>
{% endblock %}
"""
MINUTES = """{% extends "!base/base/document.xml.j2" %}
{% block kind %}minutes{% endblock %}
{% block issuer %}{{ center_name }}{% endblock %}
{% block mark %}<issuer-mark>府院联席会议纪要</issuer-mark>{% endblock %}
{% block title %}{{ subject }}会议纪要{% endblock %}
{% block body %}<p>会议议定事项如下：</p>
<attendees><group label="出席">{{ copied|joined }}</group></attendees>{% endblock %}
{% block sign %}{% endblock %}
"""
FACTS = {
    "court_name": "云州市云山区人民法院",
    "center_name": "云山区行政争议化解中心",
    "subject": "第三季度行政机关负责人出庭应诉情况",
    "copied": ["区人民政府", "区人民法院"],
    "issued_on": date(2026, 11, 21),
    "doc_no": "云争调发〔2026〕12号",
    "case_number": "",
    "replaces": None,
}


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The common frame beside two templates of the new kinds."""
    (tmp_path / "base").symlink_to(words.TEMPLATES / "base")
    (tmp_path / "bulletin.xml.j2").write_text(BULLETIN, encoding="utf-8")
    (tmp_path / "minutes.xml.j2").write_text(MINUTES, encoding="utf-8")
    monkeypatch.setattr(words, "TEMPLATES", tmp_path)
    words._environment.cache_clear()
    yield
    words._environment.cache_clear()


@pytest.mark.usefixtures("templates")
def test_a_bulletin_is_a_document_with_its_mark_and_its_colophon():
    document = compose("bulletin", FACTS, "national")
    assert document.kind is Kind.DOCUMENT
    assert document.mark == "云山区行政争议化解中心文件"
    colophon = document.blocks[-1]
    assert isinstance(colophon, Colophon)
    assert (colophon.office, colophon.day) == ("云山区行政争议化解中心办公室", "2026年11月21日")
    pages = text_of_pages(render("bulletin", FACTS, region="national").pdf)
    assert len(pages) % 2 == 0
    assert pages[0].startswith("云山区行政争议化解中心文件云争调发〔2026〕12号")
    assert "抄送：区人民政府，区人民法院。" in pages[-1]
    assert "2026年11月21日印发" in pages[-1]


@pytest.mark.usefixtures("templates")
def test_minutes_name_who_was_there_and_are_signed_by_nobody():
    document = compose("minutes", FACTS, "national")
    assert any(isinstance(block, Attendees) for block in document.blocks)
    assert not any(isinstance(block, Signature) for block in document.blocks)
    (page,) = text_of_pages(render("minutes", FACTS, region="national").pdf)
    assert page.startswith("府院联席会议纪要")
    assert "出席：区人民政府、区人民法院" in page
