"""Two versions of a letter's words: what they say differently, not how they are written."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rules.paths.registration import RECEIPT
from tasks.rendering import words
from tasks.rendering.words import template_hash
from tasks.word_diff import Kind, Piece, diff_lines
from tests.building import registered
from tests.overlaying import REGION, extending
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
Fuyuan = Callable[..., Any]
GIT = ("-c", "user.name=甲", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")


class Program:
    """The templates in a repository of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(words.TEMPLATES, folder / "templates")
        self._git("init", "-q")
        self.commit("first")

    def commit(self, message: str) -> str:
        self._git("add", "-A")
        self._git(*GIT, "commit", "-q", "-m", message)
        return self._git("rev-parse", "HEAD").strip()

    def change(self, before: str, after: str) -> None:
        path = self.folder / "templates" / f"{RECEIPT.template}.xml.j2"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def _git(self, *arguments: str) -> str:
        command = ("git", "-C", str(self.folder), *arguments)
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    made = Program(tmp_path / "program")
    monkeypatch.setattr(words, "TEMPLATES", made.folder / "templates")
    return made


def marked(lines: list[Any]) -> str:
    """Lines with what was removed in [] and what was added in {}."""
    signs = {Kind.SAME: "", Kind.REMOVED: "[]", Kind.ADDED: "{}"}
    return "\n".join(
        "".join(
            piece.text.join(signs[piece.kind]) if signs[piece.kind] else piece.text
            for piece in line
        )
        for line in lines
    )


class TestWords:
    @pytest.mark.parametrize(
        ("before", "after", "shown"),
        [
            pytest.param(
                "请在十五日内答复。",
                "请在三十日内答复。",
                "请在[十五]{三十}日内答复。",
                id="within-a-line",
            ),
            pytest.param(
                "于2026年11月9日届满",
                "于2026年11月19日届满",
                "于[2026年11月9日]{2026年11月19日}届满",
                id="a-date-is-one-word",
            ),
            pytest.param(
                "依照第五十一条办理",
                "依照第五十二条办理",
                "依照[第五十一条]{第五十二条}办理",
                id="an-article-is-one-word",
            ),
            pytest.param(
                "您可以上诉", "您可以依法提起上诉", "您可以{依法提起}上诉", id="only-added"
            ),
            pytest.param(
                "当事人应当按期交纳费用",
                "申请人可以按时缴纳费用",
                "[当事人应当按期交]{申请人可以按时缴}纳费用",
                id="no-single-sign-stays",
            ),
            pytest.param(
                "第一行\n旧的一行\n末行", "第一行\n末行", "第一行\n[旧的一行]\n末行", id="line-gone"
            ),
            pytest.param(
                "一二三四五六", "甲乙丙丁戊己", "[一二三四五六]\n{甲乙丙丁戊己}", id="another-line"
            ),
            pytest.param("相同", "相同", "相同", id="nothing"),
        ],
    )
    def test_are_told_as_a_reader_would(self, before: str, after: str, shown: str):
        assert marked(diff_lines(before.split("\n"), after.split("\n"))) == shown

    def test_make_up_both_texts_again(self):
        before = ["甲乙丙丁", "第一条 旧", "共同的一行", "只在前面的一行，内容不同"]
        after = ["甲乙丁丁", "共同的一行", "第二条 新", "只在后面"]
        found = [piece for line in diff_lines(before, after) for piece in line]
        for kind, lines in ((Kind.ADDED, before), (Kind.REMOVED, after)):
            assert "".join(p.text for p in found if p.kind is not kind) == "".join(lines)
        assert all(isinstance(piece, Piece) and piece.text for piece in found)


class TestRegions:
    def test_the_regions_words_are_compared_with_the_common_ones(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block title %}起诉材料收据{% endblock %}")
        done = fuyuan("letter", "diff", "receipt", "--region", REGION)
        assert "《收件凭证》通用模板（现在） → wujiagang（现在）" in done.out
        assert re.search("± .*收.*据", done.out)
        assert "登记不等于立案" not in done.out, "only what changed, and its neighbours"

    def test_two_regions_are_compared(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block to %}<to>甲：</to>{% endblock %}")
        done = fuyuan("letter", "diff", "receipt", "--region", "yicheng", "--against", REGION)
        assert "wujiagang（现在） → yicheng（现在）" in done.out
        assert "[-甲-]{+样例甲、样例乙+}：" in done.out

    def test_a_difference_in_a_branch_is_found(self, fuyuan: Fuyuan):
        extending(
            RECEIPT,
            "{% block body %}{{ super() }}{% if not act_made_on %}<p>日期不明。</p>{% endif %}"
            "{% endblock %}",
        )
        done = fuyuan("letter", "diff", "receipt", "--region", REGION)
        assert "— 各项从简时 —" in done.out
        assert "{+日期不明。+}" in done.out

    def test_a_cases_facts_may_be_used(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block to %}<to>{{ plaintiff_names }}先生：</to>{% endblock %}")
        done = fuyuan("letter", "diff", "receipt", "--region", REGION, "--case", registered())
        assert "周某1{+先生+}：" in done.out

    def test_markup_alone_is_no_difference(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block to %}<to>{{ plaintiff_names }}<b>：</b></to>{% endblock %}")
        assert "两版文字相同。" in fuyuan("letter", "diff", "receipt", "--region", REGION).out


class TestHistory:
    def test_uncommitted_words_are_compared_with_the_last_commit(
        self, fuyuan: Fuyuan, program: Program
    ):
        program.change("收件凭证", "收件回执")
        done = fuyuan("letter", "diff", "receipt")
        assert "收件[-凭证-]{+回执+}" in done.out
        assert "HEAD（版本 " in done.out

    def test_an_older_revision_is_named(self, fuyuan: Fuyuan, program: Program):
        program.change("请妥善保管", "请务必妥善保管")
        program.commit("second")
        program.change("以后联系", "今后联系")
        program.commit("third")
        done = fuyuan("letter", "diff", "receipt", "--against", "HEAD~2")
        assert "请{+务必+}妥善保管，[-以-]{+今+}后联系" in done.out

    def test_the_hash_that_a_letter_carries_leads_to_its_words(
        self, fuyuan: Fuyuan, program: Program
    ):
        carried = template_hash(RECEIPT.template, region=REGION)
        program.change("请妥善保管", "请务必妥善保管")
        program.commit("second")
        done = fuyuan("letter", "diff", "receipt", "--against", carried[:12])
        assert "请{+务必+}妥善保管" in done.out

    def test_a_regions_words_in_the_data_folder_have_no_part_in_an_older_revision(
        self, fuyuan: Fuyuan, program: Program
    ):
        extending(RECEIPT, "{% block title %}收据{% endblock %}")
        done = fuyuan("letter", "diff", "receipt", "--region", REGION, "--against", "HEAD")
        assert "[-收件凭证-]" in done.out or "收[-件凭证-]{+据+}" in done.out
        assert program.folder.exists()

    @pytest.mark.usefixtures("program")
    @pytest.mark.parametrize("named", ["nowhere", "0123456789", "--output=x"])
    def test_what_is_nowhere_is_refused(self, fuyuan: Fuyuan, named: str):
        line = refused(fuyuan("letter", "diff", "receipt", f"--against={named}"))
        assert "既不是地区代码" in line

    @pytest.mark.usefixtures("bare_home")
    def test_a_case_is_looked_for_also_where_there_is_no_ledger_yet(self, fuyuan: Fuyuan):
        assert "没有" in refused(fuyuan("letter", "diff", "receipt", "--case", "ABCDEFGH"))

    def test_without_git_regions_can_still_be_compared(
        self, fuyuan: Fuyuan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "没有 git" in refused(fuyuan("letter", "diff", "receipt", "--against", "HEAD"))
        assert fuyuan("letter", "diff", "receipt", "--against", "yicheng").code == 0


class TestHtml:
    def test_one_page_has_both_versions_whole_and_escaped(self, fuyuan: Fuyuan, tmp_path: Path):
        extending(RECEIPT, "{% block title %}收&lt;件&gt;凭证{% endblock %}")
        file = tmp_path / "diff.html"
        done = fuyuan("letter", "diff", "receipt", "--region", REGION, "--out", str(file))
        page = file.read_text(encoding="utf-8")
        assert str(file) in done.out
        assert "<ins>&lt;件&gt;</ins>凭证" in page
        assert "登记不等于立案" in page
        assert page == fuyuan("letter", "diff", "receipt", "--region", REGION, "--html").out
        assert "http" not in page
