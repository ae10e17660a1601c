"""Letters and numbers from the terminal: void, make again, for many cases, verify, register."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.history import Event
from models.ledger import ledger
from models.letter import IssuedLetter
from models.number import GivenNumber, NumberSequence
from rules.paths.registration import CORRECTION_NOTICE
from tasks.letter_files import letter_path
from tasks.letters import issue
from tasks.number_gaps import prove
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS, text_of
from tests.terminal import interrupted, refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
ROOT = Path(__file__).parents[2]
Fuyuan = Callable[..., Any]
ORDER = ("--by", "刘书记员", "--reason", "被告名称写错")
SUGGESTION = {"risk_tags": ["涉民生"], "feedback_by": "2026-11-20", "lead_agency": "区教育局"}

# Ctrl-C is pressed while the third letter is being made.
STOPPED_BY_HAND = """
import itertools
from tasks import letter_batch

made, finish = itertools.count(1), letter_batch._finish

def finish_or_stop(item):
    if next(made) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    return finish(item)

letter_batch._finish = finish_or_stop
"""


@pytest.fixture
def letter_id(request: pytest.FixtureRequest) -> int:
    """A correction notice, 伍法〔2026〕1号."""
    for name in ("home", "fonts"):
        request.getfixturevalue(name)
    return issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Any], str]:
    """Saves a value as JSON; returns the file's name."""

    def save(value: Any) -> str:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(file)

    return save


class TestVoid:
    def test_tries_and_then_voids(self, fuyuan: Fuyuan, letter_id: int):
        trial = fuyuan("letter", "void", "伍法〔2026〕1号", *ORDER, "--dry-run")
        assert "以上为试算" in trial.out
        assert rows(IssuedLetter)[0].mark == ""
        done = fuyuan("letter", "void", str(letter_id), *ORDER)
        assert done.code == 0
        assert "《补正告知书》（伍法〔2026〕1号）作废：被告名称写错（刘书记员）" in done.out
        assert "期限不因作废停止" in done.out
        assert rows(IssuedLetter)[0].mark == "voided"
        shown = fuyuan("case", "(2026)鄂0503行诉前调1号").out
        assert "已作废" in shown

    def test_refuses_what_is_not_there(self, fuyuan: Fuyuan):
        assert "没有编号或者文号为“9”的文书" in refused(fuyuan("letter", "void", "9", *ORDER))

    def test_refuses_an_order_of_nobody(self, fuyuan: Fuyuan, letter_id: int):
        line = refused(fuyuan("letter", "void", str(letter_id), "--by", " ", "--reason", "x"))
        assert "须写明经办人（--by）和理由（--reason）" in line


class TestReissue:
    def test_changes_what_was_wrong(self, fuyuan: Fuyuan, letter_id: int, saved):
        own = json.loads(fuyuan("letter", "facts", str(letter_id)).out)
        file = saved(own | {"defects": ["被告应为区公安分局"]})
        trial = fuyuan("letter", "reissue", str(letter_id), *ORDER, "--facts", file, "--dry-run")
        assert "以上为试算，没有编号" in trial.out
        assert count(IssuedLetter) == 1
        done = fuyuan("letter", "reissue", str(letter_id), *ORDER, "--facts", file)
        assert done.code == 0
        assert "（伍法〔2026〕1号） → 《补正告知书》（伍法〔2026〕2号）" in done.out
        assert "被告应为区公安分局" in done.out
        assert str(letter_path(2, "pdf")) in done.out.replace("\n", "")
        assert "重新制作的原因：被告名称写错" in text_of(2)

    def test_says_what_is_wrong_with_the_facts(self, fuyuan: Fuyuan, letter_id: int, saved):
        done = fuyuan("letter", "reissue", str(letter_id), *ORDER, "--facts", saved({"x": 1}))
        assert "《补正告知书》的要素有误：“x”：没有这一栏" in refused(done)


class TestLetters:
    def test_are_issued_for_the_cases_chosen(self, fuyuan: Fuyuan, saved):
        for n in range(3):
            registered(n, agencies=["区公安分局" if n else "区教育局"])
        command = ("letters", "issue", "--code", "suggestion", "--agency", "公安")
        file = ("--file", saved(SUGGESTION))
        trial = fuyuan(*command, *file, "--where", "path=registration", "--dry-run")
        assert "共2件，将制作2件" in trial.out
        assert count(IssuedLetter) == 0
        assert "共2件，已制作2件" in fuyuan(*command, *file).out
        assert "共2件，已有2件" in fuyuan(*command, *file).out
        assert "共0件" in fuyuan(*command, *file, "--missing", "suggestion").out

    def test_name_the_case_that_could_not_have_one(self, fuyuan: Fuyuan, saved):
        first, second = registered(1), registered(2)
        facts = SUGGESTION | {"by_case": {first: {"feedback_by": "明天"}}}
        command = ("letters", "issue", "--code", "suggestion", "--path", "registration")
        done = fuyuan(*command, "--file", saved(facts))
        assert done.code == 1
        assert "共2件，不能制作1件，已制作1件" in done.out
        assert first in done.out
        assert second not in done.out
        assert "“反馈截止日期”：日期无效" in done.out.replace("\n", "")

    def test_refuse_to_mean_every_case_by_saying_nothing(self, fuyuan: Fuyuan, saved):
        done = fuyuan("letters", "issue", "--code", "suggestion", "--file", saved(SUGGESTION))
        assert "须至少写一个条件" in refused(done)

    @pytest.mark.parametrize("by_case", [[], {"甲": 1}])
    def test_refuse_facts_that_are_not_a_case_each(self, fuyuan: Fuyuan, saved, by_case: Any):
        command = ("letters", "issue", "--code", "suggestion", "--path", "registration")
        assert "by_case 应为" in refused(fuyuan(*command, "--file", saved({"by_case": by_case})))

    def test_left_half_made_are_finished(self, fuyuan: Fuyuan, letter_id: int):
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).state = "reserved"
        done = fuyuan("letters", "render", "--pending")
        assert "共1件，接着完成1件" in done.out
        assert "伍法〔2026〕1号" in done.out
        assert rows(IssuedLetter)[0].state == "issued"
        assert fuyuan("letters", "render").code == 2

    def test_stopped_by_hand_are_finished_by_the_same_command(self, fuyuan: Fuyuan, saved):
        for n in range(20):
            registered(n)
        arguments = [
            *("letters", "issue", "--code", "suggestion", "--path", "registration"),
            *("--file", saved(SUGGESTION)),
        ]
        stopped = interrupted(STOPPED_BY_HAND, *arguments)
        assert "再次运行同一命令即接着做完" in stopped.stderr
        assert 3 <= count(IssuedLetter) < 20
        assert fuyuan(*arguments).code == 0
        assert {row.state for row in rows(IssuedLetter)} == {"issued"}
        assert (count(IssuedLetter), count(Event, kind="文书")) == (20, 20)
        assert prove().findings == ()

    def test_show_on_a_terminal_how_far_they_are(self, saved):
        for n in range(3):
            registered(n)
        arguments = [
            *("letters", "issue", "--code", "suggestion", "--path", "registration"),
            *("--file", saved(SUGGESTION)),
        ]
        ours, theirs = os.openpty()
        program = "import sys; from fuyuan import cli; sys.argv[0] = 'fuyuan'; cli.main()"
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            check=False,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        )
        shown = os.read(ours, 1 << 20).decode()
        os.close(theirs)
        os.close(ours)
        assert done.returncode == 0, shown
        assert "制作文书" in shown
        assert "100%" in shown


class TestNumbers:
    def test_are_all_in_the_register(self, fuyuan: Fuyuan, letter_id: int, tmp_path: Path):
        fuyuan("letter", "void", str(letter_id), "--by", "=1+1", "--reason", "\x07=cmd|x")
        out = fuyuan("numbers", "register", "--organ", "court").out
        assert "伍法〔2026〕1号" in out
        assert "收件〔2026〕1号" not in out
        file = tmp_path / "登记簿.xlsx"
        assert "3 个号" in fuyuan("numbers", "register", "--export", str(file)).out
        sheet = load_workbook(file).active
        assert sheet is not None
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert lines[0][:3] == ["流水", "序号", "编号"]
        [court] = [line for line in lines if line[2] == "伍法〔2026〕1号"]
        assert court[:2] == ["wujiagang/court/letter/2026", 1]
        assert court[5:8] == ["作废", "=cmd|x", "=1+1"]
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}

    def test_that_cannot_be_saved_are_told(self, fuyuan: Fuyuan, tmp_path: Path):
        registered()
        done = fuyuan("numbers", "register", "--export", str(tmp_path / "无" / "x.xlsx"))
        assert "写不了文件" in refused(done)

    @pytest.mark.usefixtures("letter_id")
    def test_without_a_gap_are_proven_to_be(self, fuyuan: Fuyuan):
        done = fuyuan("numbers", "gaps")
        assert done.code == 0
        assert "没有缺号、重号" in done.out

    @pytest.mark.usefixtures("letter_id")
    def test_with_a_gap_are_listed(self, fuyuan: Fuyuan):
        with ledger() as session:
            session.get_one(NumberSequence, "wujiagang/court/letter/2026").last = 3
        done = fuyuan("numbers", "gaps")
        assert done.code == 1
        assert "wujiagang/court/letter/2026：缺2号至3号" in done.out
        listed = json.loads(fuyuan("numbers", "gaps", "--json").out)
        assert listed["findings"] == [
            {"sequence": "wujiagang/court/letter/2026", "detail": "缺2号至3号"}
        ]

    def test_may_begin_where_the_paper_register_ended(self, fuyuan: Fuyuan):
        command = [
            *("numbers", "begin", "--region", "wujiagang", "--organ", "court", "--kind", "letter"),
            *("--year", "2026", "--after", "57", *ORDER),
        ]
        assert "下一个是伍法〔2026〕58号" in fuyuan(*command, "--dry-run").out
        assert count(GivenNumber) == 0
        assert fuyuan(*command).code == 0
        issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS)
        assert rows(IssuedLetter)[0].number == "伍法〔2026〕58号"
        assert "已经编到58号" in refused(fuyuan(*command))
        wrong = ["x" if part == "letter" else part for part in command]
        assert "没有这个流水" in refused(fuyuan(*wrong))

    def test_of_cases_may_begin_too(self, fuyuan: Fuyuan):
        fuyuan(
            *("numbers", "begin", "--region", "wujiagang", "--kind", "prefiling"),
            *("--year", "2026", "--after", "12", *ORDER),
        )
        assert registered() == "(2026)鄂0503行诉前调13号"


class TestVerify:
    def test_finds_sound_letters_sound(self, fuyuan: Fuyuan, letter_id: int):
        done = fuyuan("verify", "letters")
        assert (done.code, done.err) == (0, "")
        assert done.out.strip() == f"核对文书{letter_id}份：文件完好2，重制一致1"

    def test_names_what_is_lost_and_repairs_it(self, fuyuan: Fuyuan, letter_id: int):
        letter_path(letter_id, "pdf").unlink()
        done = fuyuan("verify", "letters")
        assert done.code == 1
        assert "加 --repair 按原样重写" in done.out.replace("\n", "")
        assert "已按原样重写" in fuyuan("verify", "letters", "--repair").out.replace("\n", "")
        assert fuyuan("verify", "letters").code == 0

    def test_gives_what_a_program_reads(self, fuyuan: Fuyuan, letter_id: int):
        letter_path(letter_id, "docx").write_bytes(b"x")
        done = fuyuan("verify", "letters", "--json", "--case", "(2026)鄂0503行诉前调1号")
        found = json.loads(done.out)
        assert (done.code, found["checked"]) == (1, 1)
        assert found["counts"] == {"重制一致": 1, "文件完好": 1, "文件损坏": 1}
        [noted] = found["noted"]
        assert (noted["letter_id"], noted["is_broken"]) == (letter_id, True)
        assert noted["files"] == {"pdf": "完好", "docx": "损坏"}

    def test_tells_a_contradiction_from_a_loss(self, fuyuan: Fuyuan, letter_id: int):
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).number = "伍法〔2026〕9号"
        done = fuyuan("verify", "letters")
        assert done.code == 1
        assert "核查台账被谁改动过" in done.out.replace("\n", "")

    def test_refuses_an_unknown_case(self, fuyuan: Fuyuan):
        assert "没有案号为" in refused(fuyuan("verify", "letters", "--case", "x"))
