"""A region's own words: used when they are sound, left when they are not, never in the way."""

import hashlib
import shutil
from pathlib import Path

import pytest

from models.history import Event
from models.letter import IssuedLetter
from models.outbox import Notice
from rules.paths.prefiling_mediation import SUGGESTION
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from rules.service_papers import SLIP
from rules.vocabulary.question import Actor
from tasks.by_hand import check_by_hand, letter_by_hand
from tasks.contacts import add_contact
from tasks.letters import issue, letter_path
from tasks.rendering import TemplateError, compose, render, words
from tasks.rendering.document import text_of
from tasks.rendering.overlays import overlays_of
from tasks.rendering.template_files import COMMON
from tasks.rendering.words import template_hash
from tasks.service.papers import slips
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS, RECEIPT_FACTS, letter_of_kind
from tests.correspondence import text_of as words_of
from tests.letters_by_hand import order
from tests.overlaying import REGION, extending, overlay

pytestmark = pytest.mark.usefixtures("fonts", "home")


def issued_receipt() -> IssuedLetter:
    issue(registered(), RECEIPT, **RECEIPT_FACTS)
    return letter_of_kind(RECEIPT)


BROKEN = {
    "syntax": "{% block title %}收据{% endblok %}",
    "unknown-fact": "{% block title %}{{ receipt_title }}{% endblock %}",
    "unknown-filter": "{% block title %}{{ cause|shout }}{% endblock %}",
    "filter-misuse": "{% block title %}{{ cause|date }}{% endblock %}",
    "unknown-tag": "{% block to %}<font>您</font>{% endblock %}",
    "bad-nesting": "{% block to %}<p><to>您</to></p>{% endblock %}",
    "not-closed": "{% block to %}<to>您{% endblock %}",
    "no-title": "{% block title %}{% endblock %}",
}


class TestSoundWords:
    def test_are_used_and_change_the_hash(self):
        common = template_hash(RECEIPT.template, region=REGION)
        extending(RECEIPT, "{% block title %}起诉材料收据{% endblock %}")
        row = issued_receipt()
        assert row.warning == ""
        assert words_of(row.id).startswith("宜昌市伍家岗区人民法院起诉材料收据")
        assert row.template_hash == template_hash(RECEIPT.template, region=REGION) != common

    def test_may_keep_what_they_replace(self):
        extending(RECEIPT, "{% block body %}{{ super() }}<p>另：请带身份证。</p>{% endblock %}")
        text = words_of(issued_receipt().id)
        assert "登记不等于立案" in text
        assert "另：请带身份证。" in text

    def test_of_this_installation_go_before_those_of_the_program(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        program = tmp_path / "templates"
        shutil.copytree(words.TEMPLATES, program)
        monkeypatch.setattr(words, "TEMPLATES", program)
        regional = program / "regions" / REGION / f"{RECEIPT.template}.xml.j2"
        regional.parent.mkdir(parents=True)
        regional.write_text(
            f'{{% extends "!base/{RECEIPT.template}.xml.j2" %}}'
            "{% block title %}程序里的{% endblock %}{% block copies %}<copies>甲。</copies>"
            "{% endblock %}",
            encoding="utf-8",
        )
        number = registered()
        first = issue(number, RECEIPT, **RECEIPT_FACTS)
        overlay(
            RECEIPT.template,
            f'{{% extends "!region/{RECEIPT.template}.xml.j2" %}}'
            "{% block title %}数据目录里的{% endblock %}",
        )
        second = issue(number, RECEIPT, occasion="2", **RECEIPT_FACTS)
        assert "程序里的" in words_of(first)
        assert "数据目录里的" in words_of(second)
        assert "抄送：甲。" in words_of(second), "!region/ 接着程序里的本地区写法"

    def test_of_another_region_have_no_part(self):
        overlay(RECEIPT.template, "<broken", region="yicheng")
        assert issued_receipt().warning == ""

    def test_count_from_the_moment_they_lie_there_until_they_are_gone(self):
        number = registered()

        def title(occasion: str) -> str:
            letter_id = issue(number, RECEIPT, occasion=occasion, **RECEIPT_FACTS)
            return words_of(letter_id)[len("宜昌市伍家岗区人民法院") :][:4]

        before = title("1")
        path = extending(RECEIPT, "{% block title %}第一版本{% endblock %}")
        first = title("2")
        extending(RECEIPT, "{% block title %}第二版本{% endblock %}")
        second = title("3")
        path.unlink()
        assert [before, first, second, title("4")] == [
            "收件凭证",
            "第一版本",
            "第二版本",
            "收件凭证",
        ]


class TestBrokenWords:
    @pytest.mark.parametrize("blocks", BROKEN.values(), ids=BROKEN.keys())
    def test_never_keep_a_letter_from_being_issued(self, blocks: str):
        extending(RECEIPT, blocks)
        row = issued_receipt()
        assert (row.state, row.template_hash) == (
            "issued",
            template_hash(RECEIPT.template, region=COMMON),
        )
        assert "本地区的模板有误，已改用通用模板制作" in row.warning
        common = render(
            RECEIPT.template,
            dict(RECEIPT.needs.model_validate_json(row.facts)),
            region=COMMON,
        )
        assert letter_path(row.id, "pdf").read_bytes() == common.pdf
        assert row.pdf_sha256 == hashlib.sha256(common.pdf).hexdigest()

    @pytest.mark.parametrize("blocks", BROKEN.values(), ids=BROKEN.keys())
    def test_never_keep_a_paper_of_its_service_from_being_made(self, blocks: str):
        broken = f'{{% extends "!base/{SLIP}.xml.j2" %}}\n{blocks}'
        letter_id = issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS)
        [before] = slips(letter_id)
        overlay(SLIP, broken)
        [after] = slips(letter_id)
        assert (after.words, after.rendered.pdf) == (before.words, before.rendered.pdf)
        assert SLIP in after.rendered.failure

    def test_never_keep_a_letter_from_being_tried(self):
        """What a trial says is what issuing would do."""
        letter = letter_by_hand("work_reminder")
        extending(letter, "{% block title %}{{ nothing }}{% endblock %}")
        changes = {"agency": "区教育局", "reply_by": "2026-11-20"}
        assert check_by_hand(order(letter.code, registered(), facts=changes)) == letter

    def test_that_replace_what_many_letters_share_are_left_by_each(self):
        overlay("base/document", "{% if %}")
        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)
        warnings = [row.warning for row in rows(IssuedLetter)]
        for named in ("regions/wujiagang/base/document.xml.j2", "第1行"):
            assert all(named in text for text in warnings)

    def test_that_extend_themselves_are_told_apart_from_a_defect(self):
        overlay(RECEIPT.template, f'{{% extends "{RECEIPT.template}.xml.j2" %}}')
        assert "模板引用了自己" in issued_receipt().warning

    def test_in_another_encoding_say_so(self):
        overlay(RECEIPT.template, "{# 收件凭证 #}".encode("gbk"))
        assert "不是 UTF-8 编码" in issued_receipt().warning

    def test_are_told_on_the_timeline_and_to_the_administrator_without_the_case(self):
        extending(RECEIPT, "{% block title %}{{ nothing }}{% endblock %}")
        for role in (Actor.ADMINISTRATOR, Actor.STUDIO):
            add_contact(role=role.value, organ="", label=role, url=f"json://127.0.0.1/{role.name}")
        number = registered()
        for _ in range(2):
            issue(number, RECEIPT, **RECEIPT_FACTS)
        [event] = rows(Event, kind="模板")
        assert "《收件凭证》的本地区模板有误，已改用通用模板制作" in event.text
        [notice] = rows(Notice, template="template_failed")
        assert notice.contact_id == 1
        assert "fuyuan letter check" in notice.body
        assert not {"周某", "区教育局", number} & set(
            f"{notice.subject}\n{notice.body}".split("\n")
        )
        assert "周某" not in notice.body + notice.subject + event.text

    def test_of_a_notice_do_not_keep_its_letter_from_being_issued(self):
        overlay("notices/letter_issued", "{{ nothing }}", suffix=".txt")
        add_contact(role="被诉行政机关", organ="", label="甲", url="json://127.0.0.1/x")
        facts = {"risk_tags": [], "feedback_by": "2026-11-20", "lead_agency": "区教育局"}
        issue(registered(), SUGGESTION, **facts)
        [notice] = rows(Notice)
        assert notice.subject.startswith("【文书】")


class TestTheCommonWords:
    def test_that_fail_are_an_error_and_nothing_is_issued(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        program = tmp_path / "templates"
        shutil.copytree(words.TEMPLATES, program)
        monkeypatch.setattr(words, "TEMPLATES", program)
        (program / f"{RECEIPT.template}.xml.j2").write_text("{% if %}", encoding="utf-8")
        number = registered()
        with pytest.raises(TemplateError, match=r"registration/receipt\.xml\.j2 第1行写法有误"):
            issue(number, RECEIPT, **RECEIPT_FACTS)
        extending(RECEIPT, "{% block title %}收据{% endblock %}")
        with pytest.raises(TemplateError, match=r"registration/receipt\.xml\.j2 第1行写法有误"):
            issue(number, RECEIPT, **RECEIPT_FACTS)
        assert count(IssuedLetter, state="issued") == 0

    def test_are_those_of_no_region(self):
        extending(RECEIPT, "{% block title %}收据{% endblock %}")
        row = issued_receipt()
        facts = dict(RECEIPT.needs.model_validate_json(row.facts))
        assert text_of(compose(RECEIPT.template, facts, COMMON).title) == "收件凭证"
        assert overlays_of(RECEIPT.template, region=COMMON) == ()
        assert len(overlays_of(RECEIPT.template, region=REGION)) == 1
