"""A program that cannot be kept running is told before everything stops."""

import json
import time

import pytest

from fuyuan import stack as stacks
from fuyuan import up
from fuyuan.environment import Ports
from fuyuan.stack import Stack
from models.outbox import Alarm, Notice
from rules.vocabulary.question import Actor
from tasks.errors import FuyuanError
from tests.building import rows
from tests.notices import reader
from tests.receivers import web_hook


@pytest.mark.usefixtures("home", "no_proxy")
def test_a_program_that_dies_again_and_again_pages_before_the_end(monkeypatch: pytest.MonkeyPatch):
    really = time.sleep
    monkeypatch.setattr(stacks.time, "sleep", lambda _seconds: really(0.05))
    stack = Stack(ports=Ports(prefect=1, desk=2), tell=lambda _text: None)
    stack.spawn("mayfly", "短命的程序", ["-S", "-c", "pass"])
    with web_hook() as pager:
        reader(f"json://127.0.0.1:{pager.port}/x", role=Actor.ADMINISTRATOR.value)
        with pytest.raises(FuyuanError, match="短命的程序反复退出"):
            up._watch(stack)
    stack.stop()
    [page] = map(json.loads, pager.messages)
    assert page["title"] == "【系统】程序反复退出，系统已停止"
    assert [row.kind for row in rows(Alarm)] == ["program_dies"]
    assert [row.state for row in rows(Notice)] == ["accepted"]
