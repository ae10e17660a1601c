"""Contacts, notices, regions and deadlines from the terminal, and what they never import."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks.contacts import add_contact
from tasks.digest import send_digests
from tests.building import asked, registered, rows
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home")
ROOT = Path(__file__).parents[2]
LONG_AGO = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
ANSWERED = "2026-11-06 10:00:00 500"


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

    def test_come_and_go_on_their_days(self, fuyuan, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUYUAN_CONTACT_URL", "inhouse://desk")
        registered()
        wanting = fuyuan("contact", "roster")
        assert wanting.code == 1
        assert "区教育局" in wanting.out
        how = ("--role", "机关联络员", "--organ", "区教育局", "--label", "张联络员")
        assert fuyuan("contact", "add", *how, "--starts", "2026-11-01").code == 0
        new = ("--by", "李联络员", "--starts", "2026-12-01")
        assert "自 2026-12-01 接任" in fuyuan("contact", "replace", "张联络员", *new).out
        assert "至 2027-01-31" in fuyuan("contact", "end", "李联络员", "--on", "2027-01-31").out
        terms = [(row.label, str(row.starts_on), str(row.ends_on)) for row in rows(Contact)]
        assert terms == [
            ("张联络员", "2026-11-01", "2026-11-30"),
            ("李联络员", "2026-12-01", "2027-01-31"),
        ]
        assert "“明天”不是日期" in refused(fuyuan("contact", "end", "李联络员", "--on", "明天"))


class TestNotices:
    def lost(self) -> str:
        add_contact(
            role="化解工作室（法院）", organ="", label="值班", url="json://127.0.0.1/secret"
        )
        number = registered()
        asked(number, "eight_checks")
        with ledger() as session:
            session.query(Notice).update({"state": "unknown", "evidence": ANSWERED})
        return number

    def test_are_listed_with_what_became_of_them(self, fuyuan):
        number = self.lost()
        listed = fuyuan("notices").out
        for words in (number, "值班", "八看审查", "不知是否送出", *ANSWERED.split()):
            assert words in listed
        assert "secret" not in listed

    def test_the_digest_that_told_of_a_case_is_among_its_notices(self, fuyuan):
        number, other = self.lost(), registered(3)
        with ledger() as session:
            session.query(Notice).update({"state": "gathered", "queued_at": LONG_AGO})
        assert send_digests() == 1
        listed = fuyuan("notices", "--case", number).out
        for words in ("已列入每日汇总", "见通知2", "【汇总】", "多件"):
            assert words in listed
        assert "【汇总】" not in fuyuan("notices", "--case", other).out

    def test_of_one_case_alone(self, fuyuan):
        other = registered(2)
        number = self.lost()
        assert number in fuyuan("notices", "--case", number).out
        assert "八看审查" not in fuyuan("notices", "--case", other).out
        assert "没有案号为“甲”的案件" in refused(fuyuan("notices", "--case", "甲"))

    def test_can_be_resent_by_hand(self, fuyuan):
        self.lost()
        again = ("notify", "resend", "1", "--by", "刘法官", "--reason", "电话核实未收到")
        assert "通知1已重新排队" in fuyuan(*again).out
        [row] = rows(Notice)
        assert (row.state, row.detail) == ("queued", "刘法官决定重发：电话核实未收到")
        assert "不能重发" in refused(fuyuan(*again))

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
