"""The other commands: what they print, what they refuse, and what they never need to import."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.history import Fact
from models.ledger import ledger
from models.outbox import Contact, Notice
from rules.catalogue import questions
from tasks.contacts import add_contact
from tasks.deadlines import start_deadline
from tests.building import EIGHT_CHECKS, RECEIVED, asked, count, in_mediation, registered, rows

pytestmark = pytest.mark.usefixtures("home")
ROOT = Path(__file__).parents[2]


def waiting() -> str:
    number = registered()
    start_deadline(number, "L_DOCKET_7D", RECEIVED)
    asked(number, "eight_checks", rule="L_DOCKET_7D")
    return number


def refused(done) -> str:
    """The one line of Chinese that a command gave instead of a result."""
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert any("一" <= sign <= "鿿" for sign in line)
    return line


class TestCase:
    def test_is_shown_whole(self, fuyuan):
        number = waiting()
        done = fuyuan("case", number)
        assert done.code == 0
        for words in (
            number,
            "周某1",
            "已登记，待八看审查",
            "八看审查",
            "2026-11-09",
            "决定是否登记立案如何计算",
            "1. 触发日2026-11-02",
            "收到起诉材料并登记",
        ):
            assert words in done.out

    def test_is_found_by_its_short_code_too(self, fuyuan):
        number = waiting()
        code = json.loads(fuyuan("case", number, "--json").out)["short_code"]
        assert number in fuyuan("case", code).out

    def test_as_json_has_the_same(self, fuyuan):
        shown = json.loads(fuyuan("case", waiting(), "--json").out)
        assert shown["stages"] == [["先登后调", "已登记，待八看审查"]]
        assert [(todo["question"], todo["due_on"]) for todo in shown["todos"]] == [
            ("eight_checks", "2026-11-09")
        ]
        assert [line["due_on"] for line in shown["deadlines"]] == ["2026-11-09"]
        assert shown["is_open"] is True

    def test_that_does_not_exist_is_refused(self, fuyuan):
        assert "没有案号为“(2026)甲1号”的案件" in refused(fuyuan("case", "(2026)甲1号"))

    def test_typed_text_is_no_markup(self, fuyuan):
        number = registered(claims="[bold]撤销[/bold] [link=http://x]决定[/link]")
        assert "[bold]撤销[/bold]" in fuyuan("case", number).out

    def test_all_are_listed_with_their_stages(self, fuyuan):
        numbers = [registered(1), in_mediation(2)]
        printed = fuyuan("cases").out
        assert all(number in printed for number in numbers)
        assert "准备委派" in printed


class TestTodo:
    def test_says_what_waits_for_whom_until_when(self, fuyuan):
        number = waiting()
        printed = fuyuan("todo").out
        for words in (number, "eight_checks", "八看审查", "化解工作室（法院）", "2026-11-09"):
            assert words in printed
        assert "已过期" not in printed

    def test_says_what_is_late(self, fuyuan, monkeypatch: pytest.MonkeyPatch):
        waiting()
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-10")
        assert "已过期" in fuyuan("todo").out

    def test_as_json_lists_the_most_urgent_first(self, fuyuan):
        asked(registered(1), "eight_checks")
        waiting_too = registered(2)
        start_deadline(waiting_too, "L_DOCKET_7D", RECEIVED)
        asked(waiting_too, "eight_checks", rule="L_DOCKET_7D")
        listed = json.loads(fuyuan("todo", "--json").out)
        assert [(line["case_number"], line["due_on"]) for line in listed] == [
            (waiting_too, "2026-11-09"),
            ("(2026)鄂0503行诉前调1号", None),
        ]

    def test_of_nothing_is_an_empty_list(self, fuyuan):
        assert json.loads(fuyuan("todo", "--json").out) == []


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


class TestContacts:
    def test_are_listed_without_their_addresses(self, fuyuan, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_CONTACT_URL", "json://127.0.0.1/secret-4711")
        done = fuyuan("contact", "add", "--role", "调解员", "--label", "王某")
        assert done.code == 0
        listed = fuyuan("contact", "list").out
        assert "王某" in listed
        assert "启用" in listed
        assert "secret-4711" not in done.out + done.err + listed
        assert rows(Contact)[0].url == "json://127.0.0.1/secret-4711"

    def test_with_a_channel_that_is_not_allowed_are_refused(
        self, fuyuan, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("FUYUAN_CONTACT_URL", "https://example.org/secret-4711")
        line = refused(fuyuan("contact", "add", "--role", "调解员", "--label", "王某"))
        assert "不允许的通知渠道“https”" in line
        assert "secret" not in line


class TestNotices:
    def lost(self) -> str:
        add_contact(
            role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/secret"
        )
        number = registered()
        asked(number, "eight_checks")
        with ledger() as session:
            session.query(Notice).update({"state": "unknown"})
        return number

    def test_are_listed_with_what_became_of_them(self, fuyuan):
        number = self.lost()
        listed = fuyuan("notices").out
        for words in (number, "值班", "八看审查", "不知是否送出"):
            assert words in listed
        assert "secret" not in listed

    def test_of_one_case_alone(self, fuyuan):
        other = registered(2)
        number = self.lost()
        assert number in fuyuan("notices", "--case", number).out
        assert "八看审查" not in fuyuan("notices", "--case", other).out
        assert "没有案号为“甲”的案件" in refused(fuyuan("notices", "--case", "甲"))

    def test_can_be_resent_by_hand(self, fuyuan):
        self.lost()
        assert "通知1已重新排队" in fuyuan("resend", "1").out
        assert rows(Notice)[0].state == "queued"
        assert "不能重发" in refused(fuyuan("resend", "1"))

    def test_go_no_longer_to_whoever_is_switched_off(self, fuyuan):
        self.lost()
        assert "已停用：值班" in fuyuan("contact", "off", "值班").out
        assert "停用" in fuyuan("contact", "list").out
        assert "没有称呼为“院长”的联系人" in refused(fuyuan("contact", "off", "院长"))


class TestRegionAndDeadline:
    def test_a_region_shows_every_value_with_its_source(self, fuyuan):
        printed = fuyuan("region", "show", "yicheng").out
        assert "court_code = 鲁0404" in printed
        assert printed.count("出处：") > 20

    def test_an_unknown_region_is_refused(self, fuyuan):
        assert "没有名为atlantis的地区" in refused(fuyuan("region", "show", "atlantis"))

    def test_a_deadline_is_counted_with_its_proof(self, fuyuan):
        printed = fuyuan("deadline", "L_DOCKET_7D", "2026-11-02", "--region", "wujiagang").out
        assert "到期日  2026-11-09（星期一）  确定" in printed
        assert "计算过程" in printed

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["L_DOCKET_8D", "2026-11-02"], "是否指：L_DOCKET_7D"),
            (["L_DOCKET_7D", "11月2日"], "日期“11月2日”无法识别"),
            (["L_DOCKET_7D", "2026-11-02", "--excluded-days=-1"], "扣除日数应在0至"),
        ],
    )
    def test_what_cannot_be_counted_is_refused(self, fuyuan, arguments, words: str):
        assert words in refused(fuyuan("deadline", *arguments))

    @pytest.mark.parametrize(
        "arguments", [["deadline", "L_DOCKET_7D", "2026-11-02"], ["region", "show", "yicheng"]]
    )
    def test_neither_needs_the_server_nor_the_database(self, arguments, tmp_path: Path):
        program = (
            "import sys\n"
            f"sys.argv = ['fuyuan', *{arguments!r}]\n"
            "import fuyuan.cli\n"
            "try:\n    fuyuan.cli.main()\n"
            "except SystemExit as left:\n    assert not left.code\n"
            "heavy = {'prefect', 'sqlalchemy', 'apprise', 'typst', 'pandas', 'fastapi'}\n"
            "print(sorted(heavy & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "FUYUAN_HOME": str(tmp_path / "nowhere")},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.splitlines()[-1] == "[]"
        assert not (tmp_path / "nowhere").exists()


def test_without_a_command_it_explains_itself(fuyuan):
    done = fuyuan()
    assert "府院通" in done.out + done.err


def test_a_defect_keeps_its_traceback(fuyuan, monkeypatch: pytest.MonkeyPatch):
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("fuyuan.screens.show_cases", fail)
    with pytest.raises(ZeroDivisionError):
        fuyuan("cases")
