"""沟通与舆情日志: entered whenever it happens, read on the timeline of its case (SL-2d)."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from desk.app import create_app
from models.history import Fact
from models.ledger import reading
from tasks.communication import log_communication
from tasks.errors import InvalidAnswerError, UnknownCaseError
from tasks.overview import case_overview
from tests.building import in_mediation, registered, rows

pytestmark = pytest.mark.usefixtures("home")


def entry(**changes: Any) -> dict[str, Any]:
    given = {
        "answered_by": "郑联络",
        "kind": "与人民法院沟通",
        "happened_on": "2026-11-06",
        "counterpart": "区法院",
        "summary": "商定由副局长参加协调",
        "next_step": "十日前报方案",
    }
    return given | changes


OPINION = {"kind": "舆情", "counterpart": "本地论坛", "summary": "一条帖子，浏览三百次"}


@pytest.mark.mechanism("SL-2d")
def test_the_log_of_a_case_is_on_its_timeline_in_order():
    number, other = in_mediation(), registered(2)
    assert log_communication(number, entry(), door="窗口")
    assert log_communication(number, entry(**OPINION, next_step=""), door="窗口")
    assert log_communication(other, entry(summary="另一案"), door="窗口")
    with reading() as session:
        timeline = case_overview(session, number).timeline
    [talk, opinion] = [line for line in timeline if line[1] in {"沟通", "舆情"}]
    said = "与人民法院沟通（2026-11-06，区法院）：商定由副局长参加协调；下一步：十日前报方案"
    assert talk[1:] == ("沟通", said)
    assert opinion[1:] == ("舆情", "舆情（2026-11-06，本地论坛）：一条帖子，浏览三百次")
    with TestClient(create_app(), base_url="http://127.0.0.1:4280") as desk:
        page = desk.get(f"/cases/{number}").text
    assert "商定由副局长参加协调" in page
    assert "本地论坛" in page
    assert "另一案" not in page


def test_the_same_entry_is_one_and_every_other_is_another():
    number = registered()
    assert log_communication(number, entry(), door="窗口")
    assert not log_communication(number, entry(), door="Prefect 表单")
    assert log_communication(number, entry(summary="改由局长参加"), door="窗口")
    assert len(rows(Fact, question="communication_entry")) == 2


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"summary": "电话13800001111"}, "请删去证件号码、电话号码", id="a phone"),
        pytest.param({"counterpart": "990000198001010012"}, "请删去证件号码", id="an identity"),
        pytest.param({"summary": " "}, "内容和结果", id="nothing said"),
        pytest.param({"kind": "闲谈"}, "种类", id="of no kind"),
        pytest.param({"happened_on": "2026-11-07"}, "日期", id="tomorrow"),
    ],
)
def test_what_does_not_belong_on_a_timeline_is_refused(changes, problem):
    number = registered()
    with pytest.raises(InvalidAnswerError, match=problem):
        log_communication(number, entry(**changes), door="窗口")
    assert rows(Fact, question="communication_entry") == []


def test_a_case_that_does_not_exist_is_told():
    with pytest.raises(UnknownCaseError):
        log_communication("(2026)鄂0503行诉前调999号", entry(), door="窗口")
