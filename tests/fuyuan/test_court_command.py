"""`fuyuan court`: at the court's own terminal, into a folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.procedures.litigation_walk import docketed
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
Fuyuan = Callable[..., Any]


def filled_in(fuyuan: Fuyuan, folder: Path, **changes: str) -> Path:
    """The template that the command prints, filled in."""
    printed = fuyuan("court", "form").out
    template = json.loads(printed[printed.index("{") :])
    given = {
        "answered_by": "秦法官",
        "kind": "责令履行",
        "reasons": "收到申请后没有答复",
        "feedback_by": "2026-11-20",
        "told_on": "2026-11-06",
    }
    file = folder / "告知.json"
    file.write_text(json.dumps(template | given | changes, ensure_ascii=False), encoding="utf-8")
    return file


def test_the_notice_is_made_and_written_again_for_the_court_alone(fuyuan: Fuyuan, tmp_path: Path):
    number = docketed()
    told = filled_in(fuyuan, tmp_path)
    made = fuyuan(
        "court", "correct", number, "--file", str(told), "--into", str(tmp_path / "交机关")
    )
    assert (made.code, made.err) == (0, "")
    assert made.out.count("已写出：") == 2
    assert "只交所涉行政机关" in made.out
    assert len(list((tmp_path / "交机关").glob("仅限法院-*"))) == 2
    again = fuyuan("court", "letters", number, "--into", str(tmp_path / "存档"))
    assert again.out.count("已写出：") == 2
    assert "主动纠错" not in fuyuan("case", number).out
    assert "主动纠错" not in fuyuan("notices", "--case", number).out


def test_what_is_wrong_is_told_in_one_line(fuyuan: Fuyuan, tmp_path: Path):
    number = docketed()
    told = filled_in(fuyuan, tmp_path, feedback_by="2026-11-01")
    wrong = fuyuan("court", "correct", number, "--file", str(told), "--into", str(tmp_path))
    assert "须晚于告知日期" in refused(wrong)
    nothing = fuyuan("court", "letters", number, "--into", str(tmp_path))
    assert "没有仅限人民法院一端的文书" in refused(nothing)
