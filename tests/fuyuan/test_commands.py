"""`fuyuan case`, `cases` and `todo`: what they show, and what they refuse."""

import json
from pathlib import Path

import pytest

from tasks.deadlines import start_deadline
from tests.building import RECEIVED, asked, in_mediation, registered
from tests.terminal import refused, waiting

pytestmark = pytest.mark.usefixtures("home")
ROOT = Path(__file__).parents[2]


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
