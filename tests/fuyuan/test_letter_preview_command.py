"""A preview: what would be written, on every page not to be mistaken for a letter, and no trace."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from rules.catalogue import letters
from rules.paths.prefiling_mediation import TERMINATION
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from tasks.letter_preview import WATERMARK, preview_case, preview_sample
from tasks.letters import issue
from tests.building import as_it_lies, registered
from tests.correspondence import CORRECTION_FACTS, RECEIPT_FACTS
from tests.overlaying import REGION, extending
from tests.reading_pdf import pages_of
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
Fuyuan = Callable[..., Any]


def shown(pdf: bytes | Path) -> str:
    return "".join(pages_of(pdf))


class TestWithoutACase:
    @pytest.mark.parametrize("code", sorted(letters()))
    def test_every_letter_can_be_looked_at(self, code: str):
        pages = pages_of(preview_sample(letters()[code], region=REGION).pdf)
        assert pages
        assert all(f"{WATERMARK}：不是正式文书，不得使用" in page for page in pages)

    def test_the_courts_own_names_are_the_regions(self, fuyuan: Fuyuan, tmp_path: Path):
        done = fuyuan(
            "letter", "preview", "referral", "--region", "yicheng", "--out", str(tmp_path)
        )
        path = tmp_path / "预览_referral.pdf"
        assert str(path) in done.out
        assert "枣庄市峄城区人民法院" in shown(path)

    def test_the_words_are_those_of_the_region(self):
        extending(RECEIPT, "{% block title %}起诉材料收据{% endblock %}")
        assert "起诉材料收据" in shown(preview_sample(RECEIPT, region=REGION).pdf)
        assert "起诉材料收据" not in shown(preview_sample(RECEIPT, region="yicheng").pdf)

    def test_given_facts_go_before_made_up_ones(self):
        facts = {"materials": ["起诉状三份"]}
        text = shown(preview_sample(RECEIPT, region=REGION, given=facts).pdf)
        assert "起诉状三份" in text


class TestWithACase:
    def test_nothing_is_recorded_and_no_number_taken(self, fuyuan: Fuyuan):
        number = registered()
        before = as_it_lies()
        for code in ("receipt", "correction_notice"):
            assert fuyuan("letter", "preview", code, "--case", number).code == 0
        assert as_it_lies() == before
        issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)
        assert "伍法〔2026〕1号" in as_it_lies()

    def test_an_issued_letter_is_shown_as_it_was_frozen(self, fuyuan: Fuyuan, home: Path):
        number = registered()
        issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)
        done = fuyuan("letter", "preview", "correction_notice", "--case", number)
        text = shown(home / "previews" / "预览_correction_notice.pdf")
        assert "被告名称有误" in text
        assert "伍法〔2026〕1号" in text
        assert "样例" not in text
        assert done.out.startswith("文书制作时冻结的内容：法院名称、")

    def test_what_the_case_does_not_have_yet_is_marked(self, fuyuan: Fuyuan, home: Path):
        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        done = fuyuan("letter", "preview", "termination", "--case", number)
        text = shown(home / "previews" / "预览_termination.pdf")
        assert "周某1诉区教育局" in text
        assert "〔样例〕调解员签收" in text, "a date"
        assert "〔样例〕日（首尾两日均计）" in text, "a number"
        assert "终止原因〔样例〕终止原因" in text, "a text"
        assert "2026年11月9日（星期一）《" in text.replace("行政诉讼法", "《"), (
            "a known date, unmarked"
        )
        assert "（预览，未编文号）" in text
        assert "已制作的《收件凭证》：" in done.out
        assert "样例：终止原因、调解员签收日期" in done.out

    def test_the_region_may_be_another(self):
        number = registered()
        extending(TERMINATION, "{% block office %}甲中心{% endblock %}")
        assert "甲中心" in shown(preview_case(TERMINATION, number).pdf)
        assert "甲中心" not in shown(preview_case(TERMINATION, number, region="yicheng").pdf)

    def test_the_title_in_the_file_says_so_too(self, fuyuan: Fuyuan, home: Path):
        fuyuan("letter", "preview", "receipt", "--case", registered())
        read = pypdf.PdfReader(home / "previews" / "预览_receipt.pdf")
        assert read.metadata is not None
        assert read.metadata.title == "（预览）收件凭证"


class TestRefusals:
    def test_a_case_that_is_not_there(self, fuyuan: Fuyuan):
        assert "没有案号" in refused(fuyuan("letter", "preview", "receipt", "--case", "无此案"))

    def test_a_template_that_is_broken_shows_itself_and_no_other(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block title %}{{ nothing }}{% endblock %}")
        line = refused(fuyuan("letter", "preview", "receipt", "--region", REGION))
        assert "regions/wujiagang/registration/receipt.xml.j2 第2行" in line
        assert "缺少事实“nothing”" in line

    def test_a_folder_that_cannot_be_written(self, fuyuan: Fuyuan, tmp_path: Path):
        (tmp_path / "预览_receipt.pdf").mkdir()
        line = refused(fuyuan("letter", "preview", "receipt", "--out", str(tmp_path)))
        assert "写不了文件" in line


def test_it_opens_where_it_can(fuyuan: Fuyuan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A stand-in for the desktop's own program, which no server has; reading waits for it."""
    opened, program = tmp_path / "opened", tmp_path / "bin" / "xdg-open"
    os.mkfifo(opened)
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    assert fuyuan("letter", "preview", "receipt", "--open", "--out", str(tmp_path)).code == 0
    assert opened.read_text().strip() == str(tmp_path / "预览_receipt.pdf")
