"""What `fuyuan deadline` and `fuyuan region show` print."""

import json
import subprocess
import sys
from datetime import date, datetime, time

import pytest

from fuyuan.deadline_command import region_report, run
from rules.deadlines.replay import replay
from rules.vocabulary.calendar import national_calendar


def test_the_text_shows_date_basis_and_each_step():
    text = run("L_ANSWER_15D", "2026-09-20")
    assert "到期日  2026-10-08（星期四）  确定" in text
    assert "依据    《行政诉讼法》第六十七条第一款" in text
    assert "计算过程\n1. 触发日2026-09-20" in text
    assert "历法    chinesecalendar" in text


def test_the_text_quotes_each_article_below_the_basis():
    lines = run("R_CURE_10WD", "2026-03-02").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("依据"))
    assert lines[at] == "依据    《行政复议法》第三十一条第二款、第八十八条第二款"
    assert lines[at + 1].startswith("条文    《行政复议法》第三十一条第二款（2023-09-01修订")
    assert "“申请人应当自收到补正通知之日起十日内提交补正材料。" in lines[at + 1]
    assert lines[at + 2].endswith("的规定是指工作日，不含法定休假日。”")


def test_the_paragraphs_of_a_whole_article_stand_below_each_other():
    lines = run("X_ENFORCE_2Y", "2026-03-02").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("条文"))
    assert lines[at].endswith("“申请执行的期限为二年。申请执行时效的中止、中断，适用法律有关规定。")
    assert lines[at + 2] == "        逾期申请的，除有正当理由外，人民法院不予受理。”"


def test_an_article_without_wording_says_so():
    text = run("M_PRE_1M", "2026-03-02")
    assert "意见》（法发〔2021〕36号）：原文未收录，请核对" in text
    [article] = json.loads(run("M_PRE_1M", "2026-03-02", as_json=True))["articles"]
    assert article["quote"] == article["edition"] == ""


@pytest.mark.parametrize(
    ("rule", "options", "articles"),
    [
        ("L_FILE_6M", {}, ["《行政诉讼法》第四十六条第一款"]),
        ("L_FILE_6M", {"made_on": "2021-01-08"}, ["第四十六条第二款", "第六十五条"]),
        ("N_COURT_RULE_7WD", {}, ["第五十七条", "第六十九条"]),
    ],
)
def test_the_json_quotes_the_articles_that_decided(rule, options, articles):
    data = json.loads(run(rule, "2025-10-10", as_json=True, **options))
    assert len(data["articles"]) == len(articles)
    for quoted, number in zip(data["articles"], articles, strict=True):
        assert quoted["article"].endswith(number)
        assert quoted["quote"].endswith("。")
        assert quoted["edition"]


def test_the_json_holds_what_a_program_needs_and_replays():
    printed = run("L_APPEAL_J_15D", "2026-12-25", as_json=True)
    data = json.loads(printed)
    wanted = {
        "due": None,
        "status": "provisional",
        "raw": "2027-01-09",
        "provisional": "2027-01-11",
        "safe": "2027-01-08",
        "basis": "《行政诉讼法》第八十五条",
        "region": "national",
    }
    assert {key: data[key] for key in wanted} == wanted
    assert data["proof"]
    assert replay(printed, calendar=national_calendar()).is_same


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ({"excluded_days": 31}, "2026-01-12"),
        ({"extended_days": 30}, "2026-01-09"),
        ({"made_on": "2021-01-08"}, "2025-12-10"),
        ({"made_on": "2020-11-10"}, "2025-11-10"),
        ({"made_on": "2020-11-10", "is_immovable": True}, "2025-12-10"),
    ],
)
def test_options_reach_the_count(options, due):
    assert json.loads(run("L_FILE_6M", "2025-06-10", as_json=True, **options))["due"] == due


def test_hours_take_a_time():
    text = run("T_PRESERVE_48H", "2026-02-13", at="16:30")
    assert "到期日  2026-02-15（星期日） 17:00  确定" in text
    assert "稳妥日  2026-02-15（星期日） 16:30" in text


def test_dates_and_times_may_come_parsed():
    parsed = run("T_PRESERVE_48H", datetime(2026, 2, 13, 9, 0), at=time(16, 30))  # noqa: DTZ001
    assert parsed == run("T_PRESERVE_48H", date(2026, 2, 13), at="16:30")


@pytest.mark.parametrize(
    ("rule", "on", "options", "message"),
    [
        ("L_ANSWR_15D", "2026-03-02", {}, "是否指：L_ANSWER_15D"),
        ("L_ANSWER_15D", "2026-13-02", {}, "日期“2026-13-02”无法识别"),
        ("L_ANSWER_15D", "明天", {}, "无法识别"),
        ("L_ANSWER_15D", "2026-03-02", {"region": "atlantis"}, "没有名为atlantis的地区"),
        ("T_PRESERVE_48H", "2026-03-02", {"at": "25:00"}, "时刻“25:00”无法识别"),
        ("T_PRESERVE_48H", "2026-03-02", {}, "请给出触发的时刻"),
    ],
)
def test_a_bad_input_gets_a_chinese_error(rule, on, options, message):
    with pytest.raises(ValueError, match=message):
        run(rule, on, **options)


def test_a_regions_report_shows_value_source_line_and_doubt():
    report = region_report("wujiagang")
    assert report.startswith("宜昌市伍家岗区（wujiagang）")
    assert "court_code = 鄂0503\n    出处：按省简称加行政区划代码推导（wujiagang.toml 第" in report
    assert "存疑：法院代字表未核对" in report
    assert "reminder_days = 7、3、1" in report


def test_the_command_needs_neither_server_nor_database():
    program = (
        "import sys, fuyuan.deadline_command as c; c.run('L_ANSWER_15D', '2026-03-02');"
        "print({'prefect', 'sqlalchemy', 'fastapi'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
