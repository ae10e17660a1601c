"""`fuyuan question`, `answer` and `withdraw`: the same answers as by any other door."""

import io
import json
import sys
from pathlib import Path

import pytest

from models.history import Fact
from rules.catalogue import questions
from tests.building import EIGHT_CHECKS, count, in_mediation, rows
from tests.terminal import refused, waiting

pytestmark = pytest.mark.usefixtures("home")


class TestQuestion:
    @pytest.mark.parametrize("code", sorted(questions()))
    def test_shows_every_field_with_every_choice_and_a_template(self, fuyuan, code: str):
        question = questions()[code]
        printed = fuyuan("question", code).out
        template = json.loads(printed[printed.index("\n{") :])
        assert list(template) == list(question.model_fields)
        assert "…" not in printed, "nothing is cut"
        for field in question.model_fields.values():
            assert str(field.title) in printed
        assert question.guidance[:12] in printed

    def test_template_can_be_filled_in_and_given(self, fuyuan, tmp_path: Path):
        number = waiting()
        printed = fuyuan("question", "eight_checks").out
        template = json.loads(printed[printed.index("\n{") :])
        file = tmp_path / "答复.json"
        file.write_text(json.dumps(template | {"answered_by": "刘法官"}), encoding="utf-8")
        assert fuyuan("answer", number, "eight_checks", "--file", str(file)).code == 0
        assert count(Fact) == 1

    def test_that_is_unknown_is_answered_with_the_known(self, fuyuan):
        line = refused(fuyuan("question", "verdict"))
        assert "没有代码为“verdict”的问题；可用：" in line
        assert all(code in line for code in questions())


class TestAnswer:
    def given(self, tmp_path: Path, content: str | bytes) -> str:
        file = tmp_path / "答复.json"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(file)

    def test_is_recorded(self, fuyuan, tmp_path: Path):
        number = waiting()
        file = self.given(tmp_path, json.dumps(EIGHT_CHECKS))
        done = fuyuan("answer", number, "eight_checks", "--file", file)
        assert done.out.strip() == f"已记录：{number}“八看审查”，刘法官"
        [row] = rows(Fact)
        assert (row.recorded_by, row.door) == ("刘法官", "命令行")

    def test_may_carry_the_mark_that_windows_puts_before_text(self, fuyuan, tmp_path: Path):
        file = self.given(tmp_path, b"\xef\xbb\xbf" + json.dumps(EIGHT_CHECKS).encode())
        assert fuyuan("answer", waiting(), "eight_checks", "--file", file).code == 0

    def test_may_come_from_standard_input(self, fuyuan, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(EIGHT_CHECKS)))
        assert fuyuan("answer", waiting(), "eight_checks", "--file", "-").code == 0

    def test_the_second_is_refused_with_the_name_of_the_first(self, fuyuan, tmp_path: Path):
        number = waiting()
        file = self.given(tmp_path, json.dumps(EIGHT_CHECKS))
        fuyuan("answer", number, "eight_checks", "--file", file)
        line = refused(fuyuan("answer", number, "eight_checks", "--file", file))
        assert "已由刘法官答复" in line
        assert "经命令行" in line

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("{", "不是有效的 JSON"),
            (b"\xff\xfe\x00", "不是有效的 JSON"),
            ("[]", "应为一个 JSON 对象"),
            ("{}", "“填写人”：必填"),
            (json.dumps(EIGHT_CHECKS | {"scope": "大概"}), "“二看受案范围”：不在可选范围内"),
        ],
    )
    def test_that_cannot_be_taken_is_refused_in_one_line(
        self, fuyuan, tmp_path: Path, content: str | bytes, words: str
    ):
        number, file = waiting(), self.given(tmp_path, content)
        assert words in refused(fuyuan("answer", number, "eight_checks", "--file", file))
        assert count(Fact) == 0

    def test_without_its_file_is_refused(self, fuyuan, tmp_path: Path):
        line = refused(fuyuan("answer", waiting(), "eight_checks", "--file", str(tmp_path / "x")))
        assert "读不到文件" in line


class TestWithdraw:
    def test_sends_the_case_to_docketing(self, fuyuan, tmp_path: Path):
        number = in_mediation()
        file = tmp_path / "退出.json"
        answer = {"answered_by": "刘法官", "side": "起诉人", "withdrawn_on": "2026-11-05"}
        file.write_text(json.dumps(answer), encoding="utf-8")
        assert "将转登记立案" in fuyuan("withdraw", number, "--file", str(file)).out
        assert "不必重复登记" in refused(fuyuan("withdraw", number, "--file", str(file)))
