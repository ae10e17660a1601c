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
