"""`fuyuan letter`: what may be issued, what it asks for, issuing and fetching."""

import json
from pathlib import Path

import pytest

from models.history import Event
from models.letter import IssuedLetter
from rules.catalogue import letters, letters_by_hand
from tasks.by_hand import check_by_hand
from tests.building import count, rows
from tests.letters_by_hand import case_for, day_of, given, order
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")


@pytest.fixture
def facts(tmp_path: Path):
    """A file with the sample facts of a letter."""

    def write(code: str, **changes: object) -> str:
        file = tmp_path / f"{code}.json"
        file.write_text(json.dumps(given(code, **changes), ensure_ascii=False), encoding="utf-8")
        return str(file)

    return write


def test_the_letters_by_hand_are_listed(fuyuan):
    listed = fuyuan("letter", "kinds").out
    assert all(letter.code in listed for letter in letters_by_hand().values())
    assert "recon_decision_letter" not in listed
    every = fuyuan("letter", "kinds", "--all").out
    assert all(code in every for code in letters())


@pytest.mark.parametrize("code", letters_by_hand())
def test_a_form_names_every_fact_with_its_article_and_gives_a_template(fuyuan, code: str):
    letter = letters_by_hand()[code]
    told = fuyuan("letter", "form", code).out
    assert "".join(letter.basis).replace("；", "") in told.replace("；", "").replace("\n", "")
    template = json.loads(fuyuan("letter", "form", code, "--json").out)
    asked = given(code)
    assert set(asked) <= set(template)
    for name, value in asked.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            assert set(value[0]) == set(template[name][0])
    # Filled in like this, with the sample's facts, it is accepted as far as its fields go.
    assert all(letter.needs.model_fields[name].title in told for name in template)


def test_a_letter_is_issued_once(fuyuan, facts, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TODAY", day_of("meeting_minutes"))
    file = facts("meeting_minutes")
    command = ("letter", "issue", "meeting_minutes", "--file", file, "--by", "韩砚")
    trial = fuyuan(*command, "--dry-run").out
    assert "检查通过，没有制作" in trial
    assert count(IssuedLetter) == 0
    assert "已制作：《府院联席会议纪要》（宜伍府院联席办〔2026〕1号）" in fuyuan(*command).out
    again = fuyuan(*command).out
    assert "此前已经制作，没有重复" in again
    assert Path(again.splitlines()[1]).read_bytes().startswith(b"%PDF-")
    assert count(IssuedLetter) == 1


def test_a_letter_of_a_case_tells_who_issued_it(fuyuan, facts, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_TODAY", "2026-05-25")
    number = case_for("work_reminder")
    monkeypatch.setenv("FUYUAN_TODAY", day_of("work_reminder"))
    command = ("letter", "issue", "work_reminder", "--file", facts("work_reminder"))
    assert "已制作" in fuyuan(*command, "--by", "韩砚", "--case", number).out
    assert rows(Event, kind="文书")[0].text.endswith("，韩砚经命令行")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"held_on": "十二月八日"}, "“会议日期”：日期无效，请用 2026-11-22 的写法"),
        ({"resolutions": []}, "“议定事项”：必填"),
        ({"x": 1}, "“x”：没有这一栏"),
    ],
)
def test_bad_facts_are_refused_naming_the_field(fuyuan, facts, changes, said: str):
    file = facts("meeting_minutes", **changes)
    for trial in ((), ("--dry-run",)):
        command = ("letter", "issue", "meeting_minutes", "--file", file, "--by", "韩砚", *trial)
        assert said in refused(fuyuan(*command))


def test_a_file_that_is_no_json_is_refused_with_the_way_to_a_template(fuyuan, tmp_path: Path):
    file = tmp_path / "x.json"
    file.write_text("年度：2026")
    line = refused(fuyuan("letter", "issue", "meeting_minutes", "--file", str(file), "--by", "甲"))
    assert "请用 fuyuan letter form meeting_minutes 查看模板" in line


def test_a_restricted_letter_is_fetched_with_a_reason(
    fuyuan, facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FUYUAN_TODAY", "2026-05-25")
    number = case_for("clue_transfer")
    monkeypatch.setenv("FUYUAN_TODAY", day_of("clue_transfer"))
    assert check_by_hand(order("clue_transfer", number)).is_restricted
    command = ("letter", "issue", "clue_transfer", "--file", facts("clue_transfer"))
    issued = fuyuan(*command, "--by", "罗听澜", "--case", number).out
    assert "限制接触：用 fuyuan letter fetch 1 调取" in issued
    assert ".pdf" not in issued
    shown = fuyuan("case", number).out
    assert "线索" not in shown
    assert ".pdf" not in shown
    fetching = ("letter", "fetch", "1", "--by", "秦砚", "--to", str(tmp_path / "out"), "--reason")
    assert "须写明调取人" in refused(fuyuan(*fetching, " "))
    assert fuyuan(*fetching, "送达").out.count(str(tmp_path / "out")) == 2
    assert "秦砚调取限制接触的文书（编号1）：送达" in fuyuan("case", number).out
