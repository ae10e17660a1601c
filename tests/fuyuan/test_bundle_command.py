"""`fuyuan bundle`: made by the number alone, verified, and asked before anything is public."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.letter import IssuedLetter
from rules.paths.registration import RECEIPT
from tasks.letters import issue, letter_path
from tests.building import filing, registered, rows
from tests.correspondence import RECEIPT_FACTS
from tests.filing_cases import filed_case
from tests.overlaying import extending
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
Fuyuan = Callable[..., Any]


class TestMake:
    def test_needs_no_more_than_the_number_or_the_short_code(self, fuyuan: Fuyuan, home: Path):
        number = filed_case()
        [case] = rows(Case)
        for named in (number, case.short_code):
            done = fuyuan("bundle", named)
            assert done.code == 0
            assert str(home / "bundles" / f"{case.short_code}.pdf") in done.out.replace("\n", "")
        assert sorted(path.name for path in (home / "bundles").iterdir()) == [
            f"{case.short_code}.pdf",
            f"{case.short_code}.zip",
        ]

    def test_the_index_is_shown(self, fuyuan: Fuyuan):
        printed = fuyuan("bundle", filed_case()).out
        for row in rows(IssuedLetter):
            assert row.title in printed
        assert "清单 sha256：" in printed

    def test_a_dry_run_writes_nothing(self, fuyuan: Fuyuan, home: Path):
        for arguments in ((filed_case(), "--dry-run"), ("--dry-run", rows(Case)[0].number)):
            done = fuyuan("bundle", *arguments)
            assert done.code == 0
            assert "以上为试做" in done.out
        assert not (home / "bundles").exists()

    def test_another_folder_may_be_named(self, fuyuan: Fuyuan, tmp_path: Path):
        number = registered()
        assert fuyuan("bundle", "make", number, "--out", str(tmp_path / "a" / "b")).code == 0
        assert len(list((tmp_path / "a" / "b").iterdir())) == 2

    def test_a_case_that_is_not_there(self, fuyuan: Fuyuan):
        assert "没有案号" in refused(fuyuan("bundle", "无此案"))

    def test_a_letter_that_was_changed(self, fuyuan: Fuyuan):
        number = filed_case()
        letter_path(1, "pdf").write_bytes(b"x")
        assert "与台账记载的不符" in refused(fuyuan("bundle", number))


class TestRedacted:
    def test_says_what_was_left_out_and_why(self, fuyuan: Fuyuan, home: Path):
        done = fuyuan("bundle", filed_case(), "--redacted")
        assert "未收入：调解笔录（调解过程和协议内容依法不公开）" in done.out
        assert all("公开版" in path.name for path in (home / "bundles").iterdir())

    def test_writes_nothing_if_anybody_can_be_recognised(self, fuyuan: Fuyuan, home: Path):
        plaintiff = filing().plaintiffs[0].model_copy(update={"name": "周大山"})
        number = registered(plaintiffs=[plaintiff])
        issue(number, RECEIPT, **RECEIPT_FACTS)
        extending(RECEIPT, "{% block copies %}<copies>周大山。</copies>{% endblock %}")
        line = refused(fuyuan("bundle", number, "--redacted"))
        assert "脱敏检查没有通过，没有写出文件" in line
        assert "起诉人1的姓名" in line
        assert "周大山" not in line
        assert not (home / "bundles").exists()


class TestVerify:
    def test_a_sound_package(self, fuyuan: Fuyuan, home: Path):
        fuyuan("bundle", filed_case())
        [package] = (home / "bundles").glob("*.zip")
        done = fuyuan("bundle", "verify", str(package))
        assert done.code == 0
        assert "全部与清单一致" in done.out

    def test_a_package_to_which_something_was_added(self, fuyuan: Fuyuan, home: Path):
        fuyuan("bundle", filed_case())
        [package] = (home / "bundles").glob("*.zip")
        with zipfile.ZipFile(package, "a") as packed:
            packed.writestr("多出.txt", "x")
        done = fuyuan("bundle", "verify", str(package))
        assert done.code == 1
        assert "多出.txt：清单里没有" in done.err

    def test_what_is_no_package(self, fuyuan: Fuyuan, tmp_path: Path):
        assert "不是完好的卷宗包" in refused(fuyuan("bundle", "verify", str(tmp_path / "none.zip")))


class TestCheck:
    def test_a_file_that_names_a_party_is_not_to_be_published(self, fuyuan: Fuyuan, tmp_path: Path):
        plaintiff = filing().plaintiffs[0].model_copy(update={"name": "周大山"})
        number = registered(plaintiffs=[plaintiff])
        file = tmp_path / "decision.txt"
        file.write_text("申请人周 大 山不服……", encoding="utf-8")
        done = fuyuan("bundle", "check", str(file), "--case", number)
        assert done.code == 1
        assert done.err.splitlines() == ["文件：起诉人1的姓名", "有 1 处，不能公开"]

    def test_a_clean_file_passes_and_a_person_still_has_to_read_it(
        self, fuyuan: Fuyuan, tmp_path: Path
    ):
        file = tmp_path / "decision.txt"
        file.write_text("申请人周某不服……", encoding="utf-8")
        done = fuyuan("bundle", "check", str(file), "--case", registered())
        assert done.code == 0
        assert "请人工通读" in done.out
