"""Templates are checked against their facts: all of ours are sound, and every fault is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fuyuan.template_check.checking import Checked, check_templates
from fuyuan.template_check.findings import Finding, Findings, Level
from fuyuan.template_check.sources import check_files, check_region_folders, check_unused
from fuyuan.template_check.variants import comparisons, variants
from rules.catalogue import letters
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from tasks.letter_choice import every_letter
from tasks.overlay_starter import starter
from tasks.rendering import words
from tasks.rendering.study import study_family
from tasks.rendering.template_files import COMMON, own_folder
from tests.overlaying import REGION, extending, overlay
from tests.terminal import interrupted, refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
Fuyuan = Callable[..., Any]
# Ctrl-C is pressed when the longest contents of a letter are to be set.
STOPPED_BY_HAND = """
from fuyuan.template_check import checking

checking.check_longest = lambda *_: os.kill(os.getpid(), signal.SIGINT)
"""
OVERLAY = f"regions/{REGION}/registration/receipt.xml.j2"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the common templates that a test may change."""
    copy = tmp_path / "templates"
    shutil.copytree(words.TEMPLATES, copy)
    monkeypatch.setattr(words, "TEMPLATES", copy)
    return copy


def change(program: Path, before: str, after: str, template: str = RECEIPT.template) -> None:
    """Change the words of a common template."""
    path = program / f"{template}.xml.j2"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def found(*codes: str, region: str = "", is_quick: bool = True) -> list[Finding]:
    return list(check_templates(codes, region=region, is_quick=is_quick).findings)


def one(*codes: str, region: str = "", is_quick: bool = True) -> Finding:
    [finding] = found(*codes, region=region, is_quick=is_quick)
    return finding


@pytest.fixture(scope="module")
def checked(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The check of all our templates, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_FONTS", str(fonts))
        patch.setenv("FUYUAN_HOME", str(tmp_path_factory.mktemp("home")))
        return check_templates(is_quick=True)


class TestOurTemplates:
    def test_have_no_fault(self, checked: Checked):
        assert checked.findings == ()
        assert checked.letters == len(every_letter())

    def test_are_filled_in_on_every_branch(self, checked: Checked):
        assert checked.branches > 300
        assert checked.taken == checked.branches

    @pytest.mark.parametrize(
        "code",
        [
            *("absence_statement", "mediation_inquiry", "receipt", "session_record", "settlement"),
            # Who copies are sent to, and the court that a person names.
            *("conduct_circular", "retrial_notice"),
        ],
    )
    def test_hold_the_longest_that_may_be_entered(self, code: str):
        """One of each kind of document; `fuyuan letter check` tries every letter."""
        assert found(code, is_quick=False) == []


class TestARegionsWords:
    """Each fault with its file, its line and what to do, in Chinese."""

    @pytest.mark.parametrize(
        ("blocks", "line", "problem", "remedy"),
        [
            pytest.param(
                "{% block title %}\n{{ recieved_on|date }}{% endblock %}",
                3,
                "没有声明事实“recieved_on”",
                "是不是 received_on",
                id="misspelt-fact",
            ),
            pytest.param(
                "{% block to %}{{ contact.fax }}{% endblock %}", 2, "fax", "README", id="part"
            ),
            pytest.param(
                "{% block titel %}收据{% endblock %}", 2, "没有叫“titel”的块", "title", id="block"
            ),
            pytest.param("收据", 2, "块以外的文字不会印出来", "移进一个块", id="outside"),
            pytest.param(
                "{% block title %}{{ cause|shout }}{% endblock %}",
                2,
                "No filter named 'shout'",
                "README",
                id="filter",
            ),
            pytest.param(
                "{% block to %}{% if false and cause is funny %}{% endif %}{% endblock %}",
                2,
                "不认识的过滤器或者判断“funny”",
                "README",
                id="test",
            ),
            pytest.param(
                "{% block to %}\n<to>{{ received_on }}</to>{% endblock %}",
                3,
                "date 类型的事实须先用过滤器",
                "README",
                id="bare-date",
            ),
            pytest.param(
                "{% block to %}\n<to>{{ cause|money }}</to>{% endblock %}",
                3,
                "类型或者写法不对",
                "README",
                id="filter-misuse",
            ),
            pytest.param(
                "{% block to %}\n<to>{{ act_made_on|date }}</to>{% endblock %}",
                3,
                "类型或者写法不对",
                "README",
                id="optional-fact-unasked",
            ),
            pytest.param(
                "{% block to %}\n<to>您</to>\n<font>红</font>{% endblock %}",
                4,
                "不认识的标记 <font>",
                "README",
                id="tag",
            ),
            pytest.param(
                '{% block to %}<to>您</to>\n<p colour="red">红</p>{% endblock %}',
                3,
                "<p> 没有属性 colour",
                "README",
                id="attribute",
            ),
            pytest.param(
                "{% block to %}<to>您</to>\n<p>甲<to>乙</to></p>{% endblock %}",
                3,
                "<to> 不能放在文字里",
                "README",
                id="nesting",
            ),
            pytest.param(
                "{% block to %}<to>您</to>\n<p><b>甲</p></b>{% endblock %}",
                3,
                "mismatch",
                "不能交错",
                id="crossed",
            ),
            pytest.param(
                '{% block to %}\n<table widths="50 50"><row><cell>甲</cell></row></table>'
                "{% endblock %}",
                3,
                "应当占满 2 格",
                "README",
                id="short-row",
            ),
            pytest.param(
                "{% block title %}收据\U000e0fff{% endblock %}",
                2,
                "字库里没有",
                "换一个字",
                id="glyph",
            ),
            pytest.param("{% block title %}{% endblok %}", 2, "endblok", "README", id="syntax"),
            pytest.param(
                '{% block to %}{% include "base/nothing.xml.j2" %}{% endblock %}',
                2,
                "没有文书模板 base/nothing.xml.j2",
                "README",
                id="include",
            ),
        ],
    )
    def test_a_fault_is_named(self, blocks: str, line: int, problem: str, remedy: str):
        extending(RECEIPT, blocks)
        errors = [each for each in found("receipt") if each.level is Level.ERROR]
        first = errors[0]
        assert (first.file, first.line) == (OVERLAY, line)
        assert problem in first.problem
        assert remedy in first.remedy
        assert first.region == REGION

    def test_a_column_that_is_too_narrow_is_named(self):
        extending(
            RECEIPT,
            '{% block to %}<table widths="4 96"><row><cell><blank width="3"/></cell>'
            "<cell>甲</cell></row></table>{% endblock %}",
        )
        assert "第1列放不下“3 字宽的横线”" in one("receipt", is_quick=False).problem

    def test_a_fact_that_only_the_common_words_print_is_named_and_allowed(self):
        extending(RECEIPT, "{% block body %}<p>{{ materials|joined }}</p>{% endblock %}")
        missing = found("receipt")
        assert {each.level for each in missing} == {Level.WARNING}
        said = "".join(each.problem for each in missing)
        assert "通用模板印有“起诉期限”，本地区的写法没有" in said
        assert "收到的材料" not in said

    def test_the_starter_is_sound(self):
        overlay(RECEIPT.template, starter(RECEIPT, REGION))
        assert found("receipt", is_quick=False) == []

    def test_a_file_in_another_encoding_is_named(self):
        overlay(RECEIPT.template, "{# 收件凭证 #}".encode("gbk"))
        finding = one("receipt")
        assert "不是 UTF-8 编码" in finding.problem
        assert finding.file == OVERLAY

    def test_an_empty_file_is_named(self):
        overlay(RECEIPT.template, "")
        assert one("receipt").file == OVERLAY

    def test_a_shared_part_is_checked_with_every_letter_of_the_region(self):
        overlay("base/case_table", "<table>{{ nobody }}</table>")
        checked = check_templates(["receipt", "correction_notice"], is_quick=True)
        assert checked.regions == [COMMON, REGION]
        files = {(each.file, each.letter) for each in checked.findings}
        assert files == {(f"regions/{REGION}/base/case_table.xml.j2", "receipt")}

    def test_a_broken_notice_is_named(self):
        overlay("notices/todo_opened", "【待办】\n{{ plaintiff }}", suffix=".txt")
        [finding] = found(region=REGION)
        assert (finding.file, finding.line) == (f"regions/{REGION}/notices/todo_opened.txt.j2", 2)

    @pytest.mark.parametrize(
        ("name", "problem"),
        [
            pytest.param("registration/reciept.xml.j2", "没有一份文书用到", id="misspelt"),
            pytest.param("registration/receipt.xml.j2.txt", "不会被用到", id="ending"),
            pytest.param("registration/receipt.xml", "不会被用到", id="no-ending"),
        ],
    )
    def test_a_file_that_nothing_is_written_from_is_named(self, name: str, problem: str):
        folder = own_folder()
        assert folder is not None
        path = folder / REGION / name
        path.parent.mkdir(parents=True)
        path.write_text("{# 甲 #}", encoding="utf-8")
        (path.parent / "note.xml.j2").write_text("{# 乙 #}", encoding="utf-8")
        problems = {each.file: each.problem for each in found(region=REGION)}
        assert problem in problems[f"regions/{REGION}/{name}"]

    def test_a_folder_of_no_region_is_named(self):
        overlay("registration/receipt", "{# 甲 #}", region="wujiagan")
        kept = Findings(COMMON)
        check_region_folders(kept)
        [finding] = kept.all()
        assert finding.file == "regions/wujiagan"
        assert "没有名为“wujiagan”的地区" in finding.problem


class TestTheCommonWords:
    def test_a_template_without_a_letter_is_named(self, program: Path):
        """And one that is read by the way of another is none."""
        (program / "registration" / "old.xml.j2").write_text("{# 旧 #}", encoding="utf-8")
        change(
            program, "{% block attachments %}", "{# 甲 #}{% block attachments %}", "base/document"
        )
        used = {
            study.path
            for letter in every_letter().values()
            for study in study_family(letter.template, region=COMMON)
        }
        kept = Findings(COMMON)
        check_files(kept, used)
        left = [each for each in kept.all() if not each.file.startswith("notices/")]
        assert [(each.file, each.level) for each in left] == [
            ("registration/old.xml.j2", Level.WARNING)
        ]

    def test_a_letter_without_a_template_is_named(self, program: Path):
        (program / f"{RECEIPT.template}.xml.j2").unlink()
        finding = one("receipt")
        assert "没有文书模板 registration/receipt.xml.j2" in finding.problem

    def test_a_declared_fact_that_nothing_prints_is_named(self, program: Path):
        change(program, '{{ list_table("材料名称", materials) }}', "")
        kept = Findings(COMMON)
        families = {
            code: study_family(letter.template, region=COMMON)
            for code, letter in every_letter().items()
        }
        check_unused(kept, families)
        problems = [each.problem for each in kept.all()]
        assert problems == ["声明了事实“materials”（收到的材料），模板没有用到"]

    def test_a_missing_block_is_named(self, program: Path):
        change(program, "{% block title %}收件凭证{% endblock %}", "")
        problems = {each.problem for each in found("receipt")}
        assert "《收件凭证》缺少块“title”" in problems

    def test_a_branch_that_nothing_leads_to_is_named(self, program: Path):
        change(
            program,
            "<h1>二、收到的材料</h1>",
            '\n{% if cause == cause ~ "甲" %}<p>乙</p>{% endif %}',
        )
        finding = one("receipt")
        assert finding.level is Level.WARNING
        assert (finding.file, finding.line) == ("registration/receipt.xml.j2", 15)
        assert "从未走到的分支（if 成立）" in finding.problem

    def test_a_branch_behind_two_conditions_is_reached(self, program: Path):
        change(
            program,
            "<h1>二、收到的材料</h1>",
            "{% if not act_made_on %}{% if not act_known_on %}<p>甲</p>{% endif %}{% endif %}",
        )
        assert found("receipt") == []

    def test_text_that_would_leave_the_paper_is_named(self, program: Path):
        change(
            program,
            "{% block to %}<to>{{ plaintiff_names }}：</to>{% endblock %}",
            "{% block to %}<to>您：</to>{% endblock %}{% block office %}{{ claims }}{% endblock %}",
        )
        finding = one("receipt", is_quick=False)
        assert "内容最长时印到纸外" in finding.problem


class TestVariants:
    def test_reach_every_shape_of_the_facts(self):
        compared = comparisons(study_family(CORRECTION_NOTICE.template, region=COMMON))
        many = list(variants(CORRECTION_NOTICE.needs, compared))
        assert {each["correct_by"] is None for each in many} == {True, False}
        assert {each["filing_due"] is None for each in many} == {True, False}
        assert {len(each["defects"]) for each in many} >= {1, 2, 40}
        assert {party.represented_by == "" for each in many for party in each["plaintiffs"]} == {
            True,
            False,
        }
        dues = [each["filing_due"] for each in many if each["filing_due"]]
        assert {due.certain for due in dues} == {True, False}

    def test_take_up_the_texts_that_a_template_compares(self):
        letter = letters()["recon_acceptance_notice"]
        compared = comparisons(study_family(letter.template, region=COMMON))
        assert "普通程序" in {each["procedure"] for each in variants(letter.needs, compared)}


class TestCommand:
    def test_says_what_was_checked(self, fuyuan: Fuyuan):
        done = fuyuan("letter", "check", "receipt", "--quick")
        assert done.code == 0
        assert "查了1种文书（通用）" in done.out
        assert "错误0项，提醒0项" in done.out

    def test_fails_with_file_line_and_remedy(self, fuyuan: Fuyuan):
        path = extending(RECEIPT, "{% block title %}{{ nobody }}{% endblock %}")
        done = fuyuan("letter", "check", "receipt", "--quick", "--region", REGION)
        assert done.code == 1
        assert f"错误 {path}:2" in done.out
        assert "怎么改：" in done.out

    def test_a_warning_does_not_fail(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block body %}<p>甲</p>{% endblock %}")
        assert fuyuan("letter", "check", "receipt", "--quick").code == 0

    def test_json_has_the_same(self, fuyuan: Fuyuan):
        extending(RECEIPT, "{% block title %}{{ nobody }}{% endblock %}")
        done = fuyuan("letter", "check", "receipt", "--quick", "--json")
        told = json.loads(done.out)
        assert done.code == 1
        [error] = [each for each in told["findings"] if "没有声明" in each["problem"]]
        assert (error["level"], error["line"], error["file"]) == ("错误", 2, OVERLAY)

    def test_a_region_that_is_not_configured_is_refused(self, fuyuan: Fuyuan):
        line = refused(fuyuan("letter", "check", "receipt", "--quick", "--region", "nowhere"))
        assert "没有名为nowhere的地区" in line

    def test_a_region_without_words_of_its_own_has_the_common_ones(self, fuyuan: Fuyuan):
        done = fuyuan("letter", "check", "receipt", "--quick", "--region", "yicheng")
        assert "（通用）" in done.out

    def test_what_was_found_stands_there_when_it_is_interrupted(self):
        extending(RECEIPT, "{% block title %}{{ nobody }}{% endblock %}")
        stopped = interrupted(STOPPED_BY_HAND, "letter", "check", "receipt", "--region", REGION)
        assert "没有声明事实“nobody”" in stopped.stdout
        assert "已中断：没有查完" in stopped.stderr
