"""`fuyuan batch` and `fuyuan lead`: a lead, a batch, its covering list, the receipt, a filing."""

import json
from pathlib import Path

import pytest

from models.filing import FilingRecord
from models.letter import IssuedLetter
from tests.building import count, registered, rows

pytestmark = pytest.mark.usefixtures("home")

LEAD = (
    *("lead", "add", "--source", "信访", "--agency", "区城管局", "--by", "李联络员"),
    *("--summary", "占道摊位被收走，多次来访", "--on", "2026-11-03"),
)
OUT = (
    *("batch", "out", "--since", "2026-11-01", "--until", "2026-11-06"),
    *("--from", "宜昌市伍家岗区人民法院"),
)


@pytest.fixture
def table(fuyuan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table of a batch with a lead and a case."""
    registered(1)
    assert fuyuan(*LEAD).out == "线索1：已登记\n"
    assert fuyuan(*LEAD).out == "线索1：此前已经登记，没有重复\n"
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-13")
    told = fuyuan(*OUT, "--into", str(tmp_path)).out
    assert "已做出：第1批，2条" in told
    [found] = tmp_path.glob("*.xlsx")
    assert str(found) in told
    return found


def test_a_batch_is_listed_until_both_sides_agree(fuyuan, table: Path):
    assert "还没有回执" in fuyuan("batch", "list").out
    got = fuyuan("batch", "in", str(table))
    assert (got.code, "2条中收下2条" in got.out) == (0, True)
    again = fuyuan("batch", "in", str(table))
    assert (again.code, "此前已经收过" in again.out) == (0, True)
    receipt = table.with_name(table.stem + ".receipt.json")
    assert str(receipt) in got.out
    kept = fuyuan("batch", "receipt", str(receipt))
    assert (kept.code, kept.out) == (0, "第1批：相符：2条全部收下\n")
    assert "还没有回执" not in fuyuan("batch", "list").out
    assert "占道摊位被收走" in fuyuan("batch", "show", "1").out.replace("\n", "")


def test_a_touched_table_is_one_line_and_nothing_is_taken_in(fuyuan, table: Path):
    table.write_bytes(table.read_bytes()[:-1])
    done = fuyuan("batch", "in", str(table))
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "信息移送1批" in fuyuan("batch", "list").out


def test_what_is_due_is_an_exit_code(fuyuan, table: Path, monkeypatch: pytest.MonkeyPatch):
    assert table.exists()
    done = fuyuan("batch", "due")
    assert (done.code, done.out.count("下一批2026-12-06，未到期")) == (0, 4)
    monkeypatch.setenv("FUYUAN_TODAY", "2026-12-06")
    done = fuyuan("batch", "due")
    assert (done.code, done.out.count("应移送")) == (1, 4)


@pytest.mark.usefixtures("fonts")
def test_the_covering_list_is_issued_from_the_facts_that_were_written(fuyuan, table: Path):
    cover = table.with_name(table.stem + ".cover.json")
    facts = json.loads(cover.read_text(encoding="utf-8"))
    facts["liaison"] = {
        "person": "李联络员",
        "phone": "0717-0000000",
        "address": "法院诉讼服务中心",
    }
    cover.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    command = ("letter", "issue", "information_transfer", "--file", str(cover), "--by", "韩砚")
    assert "已制作：《行政争议信息移送清单》" in fuyuan(*command).out
    [letter] = rows(IssuedLetter)
    assert (letter.code, letter.region) == ("information_transfer", "wujiagang")
    assert "占道摊位被收走" in letter.facts


def test_a_lead_becomes_a_filing_from_the_form_filled_in(fuyuan, table: Path):
    assert "占道摊位被收走" in fuyuan("lead", "list", "--open").out.replace("\n", "")
    given = json.loads(fuyuan("lead", "form", "1").out)
    given |= {"received_on": "2026-11-05", "act": "收走摊位", "plaintiffs": [{"name": "吴某"}]}
    form = table.with_name("form.json")
    form.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    command = ("lead", "to-case", "1", "--file", str(form), "--by", "王协调员")
    [_, made] = [fuyuan(*command) and rows(FilingRecord)[-1].number for _ in range(2)]
    assert fuyuan(*command).out == f"线索1：此前已经收件，没有重复，{made}\n"
    assert count(FilingRecord) == 2
    assert "线索0条" in fuyuan("lead", "list", "--open").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["batch", "in", "没有.xlsx"], "文件打不开"),
        (["batch", "show", "9"], "没有第9批"),
        (["batch", "receipt", "没有.json"], "文件打不开"),
        ([*OUT, "--until", "2027-01-01"], "还没有过完"),
        ([*OUT[:-1], " "], "没有写明移送单位"),
        (["lead", "form", "9"], "没有线索9"),
        ([*LEAD, "--summary", "来电人13800001111"], "像联系方式"),
    ],
)
def test_what_cannot_be_is_one_line(fuyuan, monkeypatch: pytest.MonkeyPatch, arguments, said):
    if "2027-01-01" not in arguments:
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-13")
    done = fuyuan(*arguments)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert said in done.err
