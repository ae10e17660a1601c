"""`fuyuan import --map`: the guesses are shown with reasons, and used once they are confirmed."""

import json
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from models.filing import FilingRecord
from models.home import folder
from rules.filing import Filing
from tasks.errors import FuyuanError
from tasks.intake.mapping import (
    ColumnMapping,
    ShortDates,
    load_mapping,
    mapping_path,
    save_mapping,
)
from tests.building import count, rows

pytestmark = pytest.mark.usefixtures("home")
COURT = "甲县法院"
# A table that names its columns as no other court does.
HEADER = ("顺次", "我院收状之日", "当事人甲方", "号码", "联络", "对方", "所争", "出具于", "主张")
LINES = (
    (
        *(1, "26/10/30", "周某", "990000198001010012", "13800001111", "区教育局"),
        *("信息公开答复书", "2026-07-08", "撤销答复"),
    ),
    (
        *(2, "26/10/12", "吴某", "990000198001010012", "13800002222", "区公安分局"),
        *("行政处罚决定书", "2026-07-09", "撤销处罚"),
    ),
)
SET = (
    *("--set", "我院收状之日=收到起诉材料日期", "--set", "当事人甲方=起诉人"),
    *("--set", "所争=被诉行政行为", "--set", "出具于=行为作出日期"),
    *("--set", "short_dates=年月日"),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["二〇二六年十月收案情况"])
    for line in (HEADER, *LINES):
        sheet.append(list(line))
    book.save(tmp_path / "甲县.xlsx")
    return tmp_path / "甲县.xlsx"


def test_guesses_are_shown_with_their_reasons_and_nobodys_number(fuyuan, table):
    shown = fuyuan("import", str(table), "--map", "--source", COURT, "--yes", *SET).out
    assert "2个值中2个像证件号码" in shown
    assert "2个值中2个像被诉行政机关" in shown
    assert "列名含“收状”" in shown or "由 --set 指定" in shown
    assert "990000198001010012" not in shown
    assert "13800001111" not in shown
    assert "周某" not in shown


def test_what_was_confirmed_is_used_and_what_was_not_is_not_saved(fuyuan, table):
    # Without a mapping the whole table comes back.
    assert fuyuan("import", str(table), "--dry-run").code == 1
    saved = fuyuan("import", str(table), "--map", "--source", COURT, "--yes", *SET)
    assert (saved.code, saved.err) == (0, "")
    written = tomllib.loads(mapping_path(COURT).read_text(encoding="utf-8"))
    assert written["columns"]["对方"] == "被诉行政机关"
    assert written["columns"]["号码"] == "证件号码"
    done = json.loads(fuyuan("import", str(table), "--source", COURT, "--json").out)
    assert (done["accepted"], done["rejected"]) == (2, 0)
    [first, second] = [Filing.model_validate_json(row.content) for row in rows(FilingRecord)]
    assert (first.received_on, second.received_on) == (date(2026, 10, 30), date(2026, 10, 12))
    assert first.plaintiffs[0].id_number == "990000198001010012"
    assert first.agencies == ["区教育局"]


def test_a_proposal_without_a_required_field_is_not_saved(fuyuan, table):
    refused = fuyuan("import", str(table), "--map", "--source", COURT, "--yes")
    assert refused.code == 1
    assert "必需的项目还没有对应的列" in refused.err
    assert not mapping_path(COURT).exists()


def test_only_a_yes_saves(fuyuan, table, monkeypatch):
    monkeypatch.setattr("typer.confirm", lambda _text: False)
    assert "没有存" in fuyuan("import", str(table), "--map", "--source", COURT, *SET).out
    assert list(folder("intake/mappings").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--source"),
        (["--source", "../etc"], "不能用"),
        (["--source", "done"], "不能用"),
        (["--source", COURT, "--set", "没有的列=起诉人"], "表上的列有"),
        (["--source", COURT, "--set", "对方=被告人"], "没有“被告人”这一项"),
        (["--source", COURT, "--set", "short_dates=随便"], "short_dates只能是"),
        (["--source", COURT, "--set", "unique_numbers=也许"], "unique_numbers只能是"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(fuyuan, table, options, said):
    done = fuyuan("import", str(table), "--map", "--yes", *options)
    assert done.code == 1
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert list(folder("intake/mappings").iterdir()) == []


def test_a_mapping_survives_any_header():
    odd = {'收"件\\日期': "received_on", "列\x7f二": "", "[columns]": "act", "甲 = 乙": "claims"}
    kept = ColumnMapping(
        source=COURT, columns=odd, short_dates=ShortDates.DAY_FIRST, unique_numbers=True
    )
    save_mapping(kept)
    again = load_mapping(COURT)
    assert dict(again.columns) == odd
    assert (again.short_dates, again.unique_numbers) == (ShortDates.DAY_FIRST, True)


def test_whether_numbers_are_unique_is_a_persons_word(fuyuan, table):
    ask = ("import", str(table), "--map", "--source", COURT, "--yes", *SET)
    assert "不重复" not in fuyuan(*ask).out
    assert not load_mapping(COURT).unique_numbers
    assert "来源编号在该来源内不重复" in fuyuan(*ask, "--set", "unique_numbers=是").out
    assert load_mapping(COURT).unique_numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[columns]\n"甲" = "起诉人"\n"乙" = "起诉人"\n', "不止一列"),
        ('[columns]\n"甲" = "谁"\n', "没有“谁”这一项"),
        ('colums = 1\n[columns]\n"甲" = "起诉人"\n', "不认识的项目“colums”"),
        ("[columns\n", "有误"),
        ('short_dates = "乱"\n[columns]\n', "short_dates只能是"),
        ("unique_numbers = 1\n[columns]\n", "unique_numbers只能是"),
    ],
)
def test_a_mapping_written_wrong_by_hand_stops_the_import(fuyuan, table, text, said):
    mapping_path(COURT).write_text(text, encoding="utf-8")
    with pytest.raises(FuyuanError, match=said):
        load_mapping(COURT)
    assert fuyuan("import", str(table), "--source", COURT).code == 1
    assert count(FilingRecord) == 0


def test_agencies_listed_by_command_are_suggested_on_import(fuyuan, table):
    fuyuan("import", str(table), "--map", "--source", COURT, "--yes", *SET)
    assert "名录是空的" in fuyuan("agency", "list").out
    fuyuan("agency", "add", "甲县教育局", "--also", "县教育局")
    assert fuyuan("agency", "list").out == "甲县教育局（县教育局）\n"
    done = json.loads(fuyuan("import", str(table), "--source", COURT, "--dry-run", "--json").out)
    assert any("“区教育局”不在机关名录，相近的有“甲县教育局”" in note for note in done["notes"])
