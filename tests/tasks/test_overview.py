"""A case at a glance: everything that was recorded, and typed text stays text."""

import datetime as dt

import pytest

from models.ledger import ledger
from rules.filing import Plaintiff
from tasks.answers import record_answer
from tasks.deadlines import start_deadline, start_filing_clock
from tasks.markdown import overview_markdown
from tasks.overview import CaseOverview, case_overview
from tasks.registration import give_docket_number
from tasks.stages import move
from tests.building import EIGHT_CHECKS, RECEIVED, asked, registered
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("home")


def overview_of(number: str) -> CaseOverview:
    with ledger() as session:
        return case_overview(session, number)


def busy_case(n: int = 1) -> str:
    number = registered(n, risk_tags=["涉民生"])
    start_deadline(number, "L_DOCKET_7D", RECEIVED)
    start_filing_clock(number)
    asked(number, "eight_checks", rule="L_DOCKET_7D")
    record_answer(number, "eight_checks", EIGHT_CHECKS, door="窗口")
    asked(number, "consent")
    return number


def test_it_shows_who_disputes_what_with_whom():
    elements = dict(overview_of(busy_case()).elements)
    assert elements == {
        "起诉人": "周某1",
        "被诉行政机关": "区教育局",
        "被诉行政行为": "信息公开答复书第1号",
        "行为作出日期": "2026-10-08",
        "知道行为内容日期": "2026-10-18",
        "诉讼请求": "撤销答复并责令重新答复",
        "案由": "政府信息公开纠纷",
        "是否经过复议": "否",
        "收到起诉材料日期": "2026-11-02",
        "登记日期": "2026-11-02",
        "风险标签": "涉民生",
    }


def test_it_shows_what_waits_what_runs_and_what_happened():
    overview = overview_of(busy_case())
    assert [todo.question for todo in overview.todos] == ["consent"]
    assert [(line.rule, line.due_on, line.state, line.status) for line in overview.deadlines] == [
        ("L_DOCKET_7D", dt.date(2026, 11, 9), "进行中", "确定"),
        ("L_FILE_6M", None, "进行中", "暂定（放假安排未公布）"),
    ]
    assert [kind for _, kind, _ in overview.timeline] == [
        *("登记", "阶段", "期限", "期限", "期限", "待办", "答复", "待办")
    ]


def test_a_case_is_open_until_its_last_path_ends():
    number = registered()
    assert overview_of(number).is_open
    move(number, "registration", "to_docketing")
    assert not overview_of(number).is_open


def test_both_numbers_are_shown():
    number = registered()
    give_docket_number(number)
    assert overview_of(number).numbers == (number, "(2026)鄂0503行初1号")


def test_a_larger_case_needs_no_more_questions_to_the_ledger():
    small = registered(1)
    large = registered(2, plaintiffs=[Plaintiff(name=f"王某{n}") for n in range(40)])
    for n in range(20):
        start_deadline(large, "L_DOCKET_7D", RECEIVED, trigger_key=str(n))
    assert _queries(large) == _queries(small)


def _queries(number: str) -> int:
    with counted() as asked_for:
        overview_of(number)
    assert asked_for
    return len(asked_for)


@pytest.mark.parametrize(
    "typed",
    [
        "甲 | 乙 |",
        "<script>alert(1)</script>",
        "[点这里](http://127.0.0.1/x)",
        "![](http://127.0.0.1/x)",
        "第一行\n# 第二行",
        "`代码` **粗** ~~删~~ $x$",
        "[PDF](http://127.0.0.1/x)",
    ],
)
def test_typed_text_is_no_markup(typed: str):
    number = registered(claims=typed)
    page = overview_markdown(overview_of(number))
    [line] = [line for line in page.splitlines() if line.startswith("| 诉讼请求")]
    cell = line.removeprefix("| 诉讼请求 | ").removesuffix(" |")
    bare = cell.replace("\\\\", "")
    for mark in "|<[`*~$#!":
        assert bare.count(mark) == bare.count(f"\\{mark}"), f"{mark} stays a sign"
    assert "\n" not in cell
